"""What judging lists promises."""

import pytest

from item_bank.answers.answer import ListAnswer
from item_bank.answers.key import KeyFault, compile_key, fingerprint
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of


@pytest.mark.parametrize("text", ["1, 2, 2", "2, 1, 2", "(2, 2, 1)", "[1, 2, 2]", "4/2, 1, 2", "1 and 2 and 2"])
def test_the_order_of_a_list_does_not_matter_unless_asked(text: str) -> None:
    """
    Brackets are optional.
    """
    assert Verdict.CORRECT == final(key_of(ListAnswer(value="1, 2, 2")), text).verdict


@pytest.mark.parametrize(
    ("text", "reason", "credit"),
    [
        ("1, 2", "lost", 2 / 3),
        ("1, 2, 2, 2", "gained", 3 / 4),
        ("1, 2, 3", "different", 2 / 3),
        ("5", "different", 0),
    ],
)
def test_repetition_matters_in_a_list(text: str, reason: str, credit: float) -> None:
    """
    The credit is the share of right items.
    """
    judged = final(key_of(ListAnswer(value="1, 2, 2")), text)

    assert (Verdict.INCORRECT, reason) == (judged.verdict, judged.reason)
    assert credit == pytest.approx(judged.credit)


@pytest.mark.parametrize(
    ("text", "verdict", "reason", "credit"),
    [
        ("1, 2, 3", Verdict.CORRECT, None, None),
        ("1, 3, 2", Verdict.INCORRECT, "wrong_order", 1 / 3),
        ("1, 2, 4", Verdict.INCORRECT, None, 2 / 3),
        ("1, 2, 3, 4", Verdict.INCORRECT, "wrong_count", 3 / 4),
        ("1, 2", Verdict.INCORRECT, "wrong_count", 2 / 3),
    ],
)
def test_the_order_of_an_ordered_list_matters(
    text: str, verdict: Verdict, reason: str | None, credit: float | None
) -> None:
    """
    Right items in other places are said to be so.
    """
    judged = final(key_of(ListAnswer(value="1, 2, 3", ordered=True)), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)
    assert pytest.approx(judged.credit) == credit


@pytest.mark.parametrize("text", ["[1, 2)", "x = 1", "∅", "x=1 or x=2"])
def test_what_is_no_list_is_said_not_marked(text: str) -> None:
    """
    Half-open intervals and statements are no lists.
    """
    judged = final(key_of(ListAnswer(value="1, 2"), unknowns=("x",)), text)

    assert (Verdict.INVALID, "not_a_list") == (judged.verdict, judged.reason)


def test_a_list_has_a_fingerprint_by_its_order_where_that_matters() -> None:
    """
    Lists that are judged alike have one fingerprint.
    """
    free, ordered = (key_of(ListAnswer(value="1, 2", ordered=ordered)) for ordered in (False, True))

    assert fingerprint(free, "1, 2") == fingerprint(free, "2, 1") != fingerprint(free, "2, 2, 1")
    assert fingerprint(ordered, "1, 2") != fingerprint(ordered, "2, 1")
    assert fingerprint(free, "x < 1") is None


def test_a_list_of_one_is_written_without_separators() -> None:
    """
    With or without brackets.
    """
    key = key_of(ListAnswer(value="5"))

    assert [Verdict.CORRECT] * 3 == [final(key, text).verdict for text in ("5", "(5)", "[5]")]


def test_a_list_far_too_long_is_wrong_without_matching_it() -> None:
    """
    The work that one response can cause is bounded.
    """
    many = ", ".join(str(number) for number in range(80))

    assert Verdict.INCORRECT == final(key_of(ListAnswer(value="1, 2")), many).verdict


@pytest.mark.parametrize(("value", "code"), [("[1, 2)", "not_a_list"), ("1/0, 2", "undecidable_key")])
def test_a_list_that_cannot_be_judged_by_is_a_fault(value: str, code: str) -> None:
    """
    The fault has a stable code.
    """
    fault = compile_key(ListAnswer(value=value), unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code
