"""What judging sets promises."""

from decimal import Decimal

import pytest

from item_bank.answers.answer import SetAnswer, Tolerance
from item_bank.answers.key import KeyFault, compile_key, fingerprint
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("{1,2,3}", "{3,1,2}"),
        ("{1,2,3}", "{1, 2, 2, 3}"),
        ("{1,2,3}", "1, 2, 3"),
        ("{1,2}", "({1, 2})"),
        ("{1,2}", "1 and 2"),
        ("{1,2}", "1 or 2"),
        ("{1,2,3}", "A = {1, 2, 3}"),
        ("{1,2,3}", "x in {1, 2, 3}"),
        ("{1,2,3}", "{1, 2} \u222a {3}"),
        ("{1/2}", "{0.5}"),
        ("{1/2}", "1/2"),
        ("{-2,2}", "±2"),
        ("{-2,2}", "{±2}"),
        ("{}", "{}"),
        ("{}", "∅"),
        ("{x+1, 2x}", "{2x, 1+x}"),
        ("{sqrt(2), 1}", "{1, 2/sqrt(2)}"),
        ("{(1,2),(3,4)}", "{(3,4),(1,2)}"),
        ("{{1,2},3}", "{3,{2,1}}"),
        ("{{2},3}", "{3,{2}}"),
        ("{(1,2),3}", "{3,((1,2))}"),
    ],
)
def test_a_set_is_right_by_its_elements(value: str, text: str) -> None:
    """
    Neither order nor repetition nor the way of writing an element matters.
    """
    assert Verdict.CORRECT == final(key_of(SetAnswer(value=value)), text).verdict


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{1, 2}", "lost"),
        ("{1, 2, 3, 4}", "gained"),
        ("{1, 2, 4}", "different"),
        ("{}", "lost"),
        ("3", "lost"),
        ("{(1, 2), 3}", "different"),
    ],
)
def test_a_wrong_set_says_what_is_missing_or_too_much(text: str, reason: str) -> None:
    """
    Missing elements are lost, further ones gained.
    """
    judged = final(key_of(SetAnswer(value="{1,2,3}")), text)

    assert (Verdict.INCORRECT, reason, None) == (judged.verdict, judged.reason, judged.credit)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("(1, 2, 3)", "set_brackets"),
        ("[1, 2)", "set_brackets"),
        ("x < 3", "not_a_set"),
        ("R", "not_a_set"),
        ("all real numbers", "not_a_set"),
        ("{1, x} \u2229 {2, x}", "not_a_set"),
        ("{1, 2} \u2229 \u211d", "not_a_set"),
        ("{1, 2} \u222a (2, 3)", "set_brackets"),
    ],
)
def test_what_is_no_finite_set_is_said_not_marked(text: str, reason: str) -> None:
    """
    Points, intervals and statements are no finite sets.
    """
    judged = final(key_of(SetAnswer(value="{1,2,3}"), unknowns=("x",)), text)

    assert (Verdict.INVALID, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("{2}", "{1, 2} \u2229 {2, 3}"),
        ("{2}", "{1, 2} & {4/2, 3}"),
        ("{1}", "{1, 2} - {2, 3}"),
        ("{1}", "{1, 2, 3} - {2} - {3}"),
        ("{1}", "{1, 2} \u2216 {sqrt(4)}"),
        ("{1, 2, 3}", r"\{1, 2\} \cup \{3\} \cup \{1\}"),
        ("{1}", "({1, 2} \u222a {3, 4}) \u2216 {2, 3, 4}"),
        ("{}", "{1, 2} \u2229 {3, 4}"),
        ("{1, 2} \u2229 {2, 3}", "{2}"),
    ],
)
def test_sets_of_numbers_are_joined_and_taken_from_one_another(value: str, text: str) -> None:
    """
    Intersections and differences are worked out, in a response and in a key.
    """
    key = key_of(SetAnswer(value=value))

    assert Verdict.CORRECT == final(key, text).verdict
    assert Verdict.INCORRECT == final(key, "{1, 2, 5}").verdict


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{1, 2} - {2} \u222a {3}", "mixed_sets"),
        ("{1, 2} \u222a {2} - {3}", "mixed_sets"),
        ("{3} - {3} \u222a {1}", "mixed_sets"),
        ("{1, 2} - {2} - 1", "mixed_sets"),
        ("{1, 2} - 1", "list_inside"),
        ("1 & {2}", "unknown_character"),
    ],
)
def test_in_which_order_sets_are_joined_is_asked(text: str, reason: str) -> None:
    """
    Brackets have to show it; what is no set is not taken from one.
    """
    judged = final(key_of(SetAnswer(value="{1}")), text)

    assert (Verdict.INVALID, reason) == (judged.verdict, judged.reason)


def test_an_element_that_nobody_can_find_among_numbers_is_asked_about() -> None:
    """
    Whether 0 and what cannot be told from it are the same number is not guessed.
    """
    judged = final(key_of(SetAnswer(value="{1}")), "{1, 1/0} \u2229 {1, 1/0}")

    assert (Verdict.INVALID, "not_a_set") == (judged.verdict, judged.reason)


def test_an_element_that_holds_for_positive_values_only_is_told() -> None:
    """
    It is wrong where letters are real numbers, and right where they are positive.
    """
    judged = final(key_of(SetAnswer(value="{sqrt(x^2), 1}")), "{x, 1}")

    assert (Verdict.INCORRECT, "only_positive") == (judged.verdict, judged.reason)
    assert Verdict.CORRECT == final(key_of(SetAnswer(value="{sqrt(x^2), 1}", domain="positive")), "{1, x}").verdict


def test_an_element_may_be_as_near_as_the_answer_allows() -> None:
    """
    A tolerance that is none is a fault.
    """
    key = key_of(SetAnswer(value="{pi, 1}", tolerance=Tolerance(relative=Decimal("0.01"))))

    assert [Verdict.CORRECT, Verdict.INCORRECT] == [final(key, text).verdict for text in ("{1, 3.14}", "{1, 3.2}")]
    fault = compile_key(
        SetAnswer(value="{1}", tolerance=Tolerance()), unknowns=(), solution=(), secret=SECRET, subject=""
    )
    assert isinstance(fault, KeyFault)
    assert "bad_tolerance" == fault.code


def test_each_element_has_to_be_in_the_form_asked() -> None:
    """
    One that is not is right in value, and said to be unfinished.
    """
    key = key_of(SetAnswer(value="{1/2, 3}", form="lowest_terms"))

    assert Verdict.CORRECT == final(key, "{3, 1/2}").verdict
    assert (Verdict.WRONG_FORM, "not_lowest_terms") == (
        final(key, "{3, 2/4}").verdict,
        final(key, "{3, 2/4}").reason,
    )


def test_an_element_that_nobody_can_compare_is_not_marked() -> None:
    """
    Unless another one is wrong for certain.
    """
    key = key_of(SetAnswer(value="{1,2}"))

    assert Verdict.UNKNOWN == final(key, "{1, 9^9^9^9}").verdict
    assert Verdict.INCORRECT == final(key, "{3, 9^9^9^9}").verdict


def test_a_set_still_to_be_worked_out_is_unfinished_where_the_solution_goes_on() -> None:
    """
    Without a solution any way of writing its elements is right.
    """
    key = key_of(SetAnswer(value="{1,2}"), solution=("{1, 1+1}", "{1,2}"))

    assert Verdict.NO_PROGRESS == final(key, "{1+1, 1}").verdict


def test_equal_sets_have_one_fingerprint() -> None:
    """
    Whatever their order; other kinds of answer have none.
    """
    key = key_of(SetAnswer(value="{1,2}"))

    assert fingerprint(key, "{1,2}") == fingerprint(key, "2, 4/4, 2") is not None
    assert fingerprint(key, "{1,3}") != fingerprint(key, "{1,2}")
    assert fingerprint(key, "(1,2)") is None


def test_more_elements_than_are_matched_are_undecided() -> None:
    """
    The work that one response can cause is bounded.
    """
    many = ", ".join(str(number) for number in range(80))

    assert Verdict.UNKNOWN == final(key_of(SetAnswer(value="{1,2}")), "{" + many + "}").verdict


@pytest.mark.parametrize(
    ("value", "code"), [("(1,2)", "set_brackets"), ("x=1", "not_a_set"), ("{1/0}", "undecidable_key")]
)
def test_a_set_that_cannot_be_judged_by_is_a_fault(value: str, code: str) -> None:
    """
    The fault has a stable code.
    """
    fault = compile_key(SetAnswer(value=value), unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code
