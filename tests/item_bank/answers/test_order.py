"""What judging orders promises."""

import pytest

from item_bank.answers.answer import Choice, OrderAnswer
from item_bank.answers.judge import Reading, judge, reading
from item_bank.answers.key import KeyFault, compile_key, fingerprint
from item_bank.answers.response import Final
from item_bank.answers.verdict import Problem, Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of, working

STEPS = (Choice(id="a", text="add 3"), Choice(id="b", text="double"), Choice(id="c", text="halve it"))
ORDER = OrderAnswer(value="b, a, c", choices=STEPS)


@pytest.mark.parametrize(
    "text", ["b, a, c", "B,A,C", "b a c", "b;a;c", "b > a > c", "b → a → c", "b -> a -> c", "double, add 3, halve it"]
)
def test_an_order_is_right_however_it_is_parted(text: str) -> None:
    """
    By ids or by the very texts, with any usual separator.
    """
    judged = final(key_of(ORDER), text)

    assert (Verdict.CORRECT, 1.0, "double, add 3, halve it") == (judged.verdict, judged.credit, judged.read)


@pytest.mark.parametrize("text", [r"\text{b, a, c}", r"\text{b},\ \text{a},\ \text{c}", r"b\to a\to c"])
def test_an_order_may_be_set_in_latex(text: str) -> None:
    """
    A maths field hands over letters in commands, and arrows as such.
    """
    assert Verdict.CORRECT == judge(key_of(ORDER), Final(text=text, format="latex")).verdict


@pytest.mark.parametrize(("text", "credit"), [("a, b, c", 1 / 3), ("a, c, b", 0.0), ("c b a", 0.0)])
def test_another_order_earns_the_share_that_is_in_place(text: str, credit: float) -> None:
    """
    Wrong as a whole, with credit for the options in their place.
    """
    judged = final(key_of(ORDER), text)

    assert (Verdict.INCORRECT, credit) == (judged.verdict, judged.credit)


@pytest.mark.parametrize("text", ["b, a", "b, a, c, c", "b, a, a", "b, a, d", "bac"])
def test_an_order_that_does_not_name_each_option_once_is_invalid(text: str) -> None:
    """
    It is said, not marked.
    """
    judged = final(key_of(ORDER), text)

    assert (Verdict.INVALID, "not_an_order") == (judged.verdict, judged.reason)
    assert isinstance(reading(key_of(ORDER), text), Problem)


def test_a_blank_asks_and_the_last_line_of_a_working_counts() -> None:
    """
    As with every kind.
    """
    assert Verdict.ASKED == final(key_of(ORDER), " ").verdict
    assert Verdict.CORRECT == working(key_of(ORDER), "a, b, c", "b, a, c").verdict


def test_an_order_is_read_back_and_known_again() -> None:
    """
    The same order in other words has one fingerprint.
    """
    key = key_of(ORDER)

    assert Reading(read="double, add 3, halve it", latex="") == reading(key, "b a c")
    assert fingerprint(key, "b a c") == fingerprint(key, "double; add 3; halve it") != fingerprint(key, "a b c")
    assert fingerprint(key, "b a") is None


def test_bare_ids_may_be_a_key() -> None:
    """
    Without options listed, those of the value are the options.
    """
    assert Verdict.CORRECT == final(key_of(OrderAnswer(value="2, 1, 3")), "2 1 3").verdict


def test_a_text_that_two_options_share_names_neither() -> None:
    """
    Their ids still do.
    """
    shared = tuple(Choice(id=name, text="add 3") for name in "ab")
    key = key_of(OrderAnswer(value="b, a", choices=shared))

    assert Verdict.CORRECT == final(key, "b, a").verdict
    assert Verdict.INVALID == final(key, "add 3, add 3").verdict


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "blank_key"),
        ("a", "blank_key"),
        ("a; ,b", "blank_key"),
        ("a, b, b", "duplicate_choice"),
        ("a, b", "unknown_choice"),
        ("a, b, d", "unknown_choice"),
    ],
)
def test_a_key_that_is_no_order_is_a_fault(value: str, code: str) -> None:
    """
    It has to list each option once.
    """
    fault = compile_key(
        OrderAnswer(value=value, choices=STEPS), unknowns=(), solution=(), secret=SECRET, subject="item/1"
    )

    assert isinstance(fault, KeyFault)
    assert code == fault.code
