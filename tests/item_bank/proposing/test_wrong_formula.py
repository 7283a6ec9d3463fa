"""What proposing formulas of wrong answers promises."""

from collections.abc import Mapping
from fractions import Fraction

from item_bank.domain import Exact
from item_bank.formula import Formula, Undefined, read_formula
from item_bank.proposing.wrong_formula import Given, shared_formulas, wrong_formulas

DRAW = {"a": 3, "b": 5, "c": 17}
OTHER = {"a": 2, "b": 7, "c": 23}


def worth(text: str, numbers: Mapping[str, Exact]) -> Exact:
    """Work a formula out as the bank does."""
    formula = read_formula(text, tuple(numbers), ())
    assert isinstance(formula, Formula)
    found = formula.value(numbers)
    assert not isinstance(found, Undefined)
    return found


def test_the_shortest_formula_comes_first() -> None:
    """
    Of the item's own numbers before constants, and each gives the answer when it is read as a formula.
    """
    found = wrong_formulas([Given(numbers=DRAW, wrong=Fraction(22, 3))], [OTHER])

    assert "(b + c)/a" == found[0].text
    for one in found:
        assert worth(one.text, DRAW) == Fraction(22, 3)


def test_a_second_answer_tells_formulas_apart() -> None:
    """
    A formula has to give every wrong answer in its own draw.
    """
    once = wrong_formulas([Given(numbers=DRAW, wrong=9)], [OTHER])
    twice = wrong_formulas([Given(numbers=DRAW, wrong=9), Given(numbers=OTHER, wrong=14)])

    assert len(once) > len(twice)
    assert (9, 14) == (worth(twice[0].text, DRAW), worth(twice[0].text, OTHER))


def test_numbers_from_nowhere_have_no_formula() -> None:
    """
    Nothing is proposed for them.
    """
    assert () == wrong_formulas([Given(numbers={"a": 3}, wrong=Fraction(7919, 7907))])


def test_a_formula_may_give_some_of_several_wrong_answers() -> None:
    """
    The one that gives most comes first, then one for what is left; what none gives is left out.
    """
    draws = [{"a": a, "b": b} for a, b in ((3, 8), (5, 7), (4, 13), (9, 2), (6, 19))]
    wrong = [11, 12, 17, 7, 7919]
    first, second = shared_formulas([Given(numbers=draw, wrong=one) for draw, one in zip(draws, wrong, strict=True)])[
        :2
    ]

    assert ("a + b", (0, 1, 2)) == (first.text, first.gives)
    assert ("a - b", 3) == (second.text, second.gives[-1])
