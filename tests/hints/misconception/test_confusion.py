"""
What is promised of confusion: rules that a step's numbers hide or make alike are named with the draws that do it.
"""

from collections.abc import Callable, Sequence

from hints.misconception.confusion import confusion
from item_bank.answers.answer import NumberAnswer
from item_bank.check.confused import Confusion
from item_bank.exercise import ExerciseStep, compile_step
from item_bank.ids import MistakeCode
from item_bank.mistake import Mistake
from tests.hints.builders import SECRET, step

TIMES = Mistake(code=MistakeCode("times"), name="Times", did="multiplied by it", misconception="M-EX01")
"""Of the idea that a power is a product of base and exponent."""


def confused(lines: Sequence[Sequence[str]], mistakes: Sequence[Mistake] = ()) -> Confusion:
    """
    Look at a step in draws that are given by their lines, each ending in the answer.
    """

    def opened(draw: int) -> ExerciseStep:
        written = step(NumberAnswer(value=lines[draw][-1]), solution=tuple(lines[draw]))
        return compile_step(written, secret=SECRET, subject="test")

    return confusion(opened, len(lines), mistakes)


def drawn(count: int, line: Callable[[int], str], answer: Callable[[int], int]) -> list[tuple[str, str]]:
    """
    Write the lines of draws.
    """
    return [(line(draw), str(answer(draw))) for draw in range(count)]


def test_the_draws_that_hide_a_rule_are_named() -> None:
    """
    Two times two is two squared: in the one draw with a base of two nobody sees who multiplied, in the others anybody.
    """
    powers = drawn(9, lambda draw: f"{draw + 2}^2", lambda draw: (draw + 2) ** 2)
    (hidden,) = (one for one in confused(powers).hidden if "exponent" in one.did)
    (expected,) = (one for one in confused(powers, [TIMES]).hidden if "exponent" in one.did)

    assert ((0,), 9, False) == (hidden.draws, hidden.looked, hidden.expected)
    assert expected.expected


def test_a_rule_that_most_draws_hide_is_not_mentioned() -> None:
    """
    Where nothing is to be carried, nobody is blamed for not carrying; and one draw with a carry changes little.
    """
    sums = [("21 + 32", "53")] * 7 + [("28 + 35", "63")]

    assert not [one for one in confused(sums).hidden if "carried" in one.did]


def test_a_wrong_rewrite_that_always_comes_out_right_is_named() -> None:
    """
    Nothing times anything is nothing, so who multiplies instead of dividing gets there too; turning a line is right.
    """
    nothing = drawn(8, lambda draw: f"{draw + 2}x = 0", lambda _: 0)
    turned = drawn(8, lambda draw: f"{draw + 2} - x = 0", lambda draw: draw + 2)

    assert [tuple(range(8))] == [one.draws for one in confused(nothing).hidden if one.did.startswith("multiplied by")]
    assert not [one for one in confused(turned).hidden if "reverse" in one.did]


def test_rules_that_no_draw_tells_apart_are_named_together() -> None:
    """
    A bracket after a minus sign does not show whether it, its second sign or the plus sign in it was overlooked.
    """
    brackets = drawn(10, lambda draw: f"30 - ({draw + 2} + {2 * draw + 3})", lambda draw: 25 - 3 * draw)
    (alike,) = (one for one in confused(brackets).alike if any("brackets" in did for did in one.did))

    assert ((), 10, 3) == (alike.apart, alike.looked, len(alike.did))


def test_the_draws_that_tell_rules_apart_are_named() -> None:
    """
    Two ways to make `-3 - 4` positive: with a positive number first, the ninth draw shows which it was.
    """
    both = drawn(8, lambda draw: f"40 + (-{draw + 2} - {draw + 3})", lambda draw: 35 - 2 * draw)
    (alike,) = (
        one
        for one in confused([*both, ("40 + (3 - 7)", "36")]).alike
        if any("minus and minus" in did for did in one.did)
    )

    assert (8,) == alike.apart


def test_the_other_sign_is_a_slip_and_no_confusion() -> None:
    """
    Many rules lead to the right number with the other sign, and nothing is said about them.
    """
    products = drawn(8, lambda draw: f"-{draw + 2}*{draw + 4}", lambda draw: -(draw + 2) * (draw + 4))

    assert not [one for one in confused(products).alike if "gave a product the wrong sign" in one.did]
