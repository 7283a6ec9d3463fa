"""What judging intervals promises."""

import pytest

from item_bank.answers.answer import IntervalAnswer
from item_bank.answers.key import KeyFault, compile_key, fingerprint
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("(-oo,3]", "(-inf, 3]"),
        ("(-oo,3]", "]-oo, 3]"),
        ("(-oo,3]", "x<=3"),
        ("(-oo,3]", "3>=t"),
        ("(-oo,3]", "x in (-oo,3]"),
        ("(-oo,3]", "(-oo,0] \u222a [0,3]"),
        ("(-oo,3]", "(-oo, 6/2]"),
        ("[0,sqrt(2))", "[0, 2/sqrt(2)["),
        ("[0,pi)", "[0, 2pi/2)"),
        ("[a,b)", "[a,b)"),
        ("(-oo,a)", "(-oo,a)"),
        ("(a,b] \u222a {c}", "{c} \u222a (a,b]"),
        ("{2}", "[2,2]"),
        ("{1,2}", "{2} \u222a {1}"),
        ("{a,b}", "{b,a}"),
        ("\u2205", "no solution"),
        ("(-oo,oo)", "all real numbers"),
        ("(1,2) \u222a {5}", "(1<x<2) or x in {5}"),
        ("(-oo,1) \u222a (1,oo)", "x!=1"),
    ],
)
def test_an_interval_is_right_by_its_numbers(value: str, text: str) -> None:
    """
    However it is parted and bracketed; an inequality says the same.
    """
    assert Verdict.CORRECT == final(key_of(IntervalAnswer(value=value)), text).verdict


@pytest.mark.parametrize(
    ("value", "text", "reason"),
    [
        ("(-oo,3]", "(-oo,3)", "wrong_ends"),
        ("(-oo,3]", "(-oo,4]", "gained"),
        ("(-oo,3]", "{3}", "lost"),
        ("(-oo,3]", "[3,oo)", "different"),
        ("(-oo,3]", "\u2205", "lost"),
        ("[a,b)", "(a,b)", "different"),
        ("[0,pi)", "[0,3.14)", "lost"),
    ],
)
def test_a_wrong_interval_says_what_is_missing_or_too_much(value: str, text: str, reason: str) -> None:
    """
    Where only ends are in it or not, that is said.
    """
    judged = final(key_of(IntervalAnswer(value=value)), text)

    assert (Verdict.INCORRECT, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("(3,-oo)", "empty_interval"),
        ("(3,1)", "empty_interval"),
        ("(3,3]", "empty_interval"),
        ("3", "not_an_interval"),
        ("(1,2,3)", "not_an_interval"),
        ("1, 2", "not_an_interval"),
        ("x=3", "not_an_interval"),
        ("{(1,2)}", "not_an_interval"),
        ("{1, (1,2)}", "not_an_interval"),
        ("(1,2) \u222a 3", "not_an_interval"),
    ],
)
def test_what_is_no_interval_is_said_not_marked(text: str, reason: str) -> None:
    """
    Ends in the wrong order, numbers and points.
    """
    judged = final(key_of(IntervalAnswer(value="(-oo,3]")), text)

    assert (Verdict.INVALID, reason) == (judged.verdict, judged.reason)


def test_unions_with_letters_are_only_found_the_same() -> None:
    """
    They may be parted in other ways, which nobody can tell apart here.
    """
    key = key_of(IntervalAnswer(value="(a,b) \u222a (b,c)"))

    assert Verdict.CORRECT == final(key, "(b,c) \u222a (a,b)").verdict
    assert Verdict.UNKNOWN == final(key, "(a,c)").verdict
    assert Verdict.UNKNOWN == final(key, "(a,c) \u2229 (a,b)").verdict


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("([m, 2] \u222a (m+2, 4])", "(2+m, 4] \u222a [m, 2]"),
        ("({m, 3} \u222a (m+1, 4]) \u2229 {m, 4}", "{4, m} \u2229 ((1+m, 4] \u222a {3, m})"),
        ("(a, b) \u2216 {c}", "((a, b) \u2216 {c})"),
        ("(a,b) & (c,d) & (e,f)", "((c,d) & (a,b)) & (e,f)"),
    ],
)
def test_sets_with_letters_are_the_same_where_they_are_joined_alike(value: str, text: str) -> None:
    """
    In either order, but for a difference; in another way nobody can tell.
    """
    key = key_of(IntervalAnswer(value=value))

    assert Verdict.CORRECT == final(key, text).verdict
    letter = "m" if "m" in value else "a"
    assert Verdict.UNKNOWN == final(key, f"({letter}, 4] \u2229 ({letter}, 5]").verdict
    assert Verdict.UNKNOWN == final(key, f"{{3}} \u2216 (1, {letter})").verdict
    assert Verdict.UNKNOWN == final(key, " & ".join([f"(1, {letter})"] * 12)).verdict


@pytest.mark.parametrize("text", ["[-oo,3]", "[-infinity, 3]"])
def test_infinity_in_a_square_bracket_is_a_matter_of_form(text: str) -> None:
    """
    It makes no number more, so that only a form is missing; what is wrong beside it is wrong.
    """
    any_form, same = (key_of(IntervalAnswer(value="(-oo,3]", form=form)) for form in ("any", "same"))

    assert Verdict.CORRECT == final(any_form, text).verdict
    judged = final(same, text)
    assert (Verdict.WRONG_FORM, "closed_infinity") == (judged.verdict, judged.reason)
    assert (Verdict.INCORRECT, "different") == ((found := final(any_form, "(3,oo]")).verdict, found.reason)


def test_each_end_has_to_be_in_the_form_asked() -> None:
    """
    One that is not is right in value.
    """
    judged = final(key_of(IntervalAnswer(value="[1/2,1]", form="lowest_terms")), "[2/4,1]")

    assert (Verdict.WRONG_FORM, "not_lowest_terms") == (judged.verdict, judged.reason)


def test_equal_intervals_have_one_fingerprint() -> None:
    """
    However they are written; ends with letters have none.
    """
    key = key_of(IntervalAnswer(value="(-oo,3]"))

    assert fingerprint(key, "x<=3") == fingerprint(key, "]-oo,6/2]") != fingerprint(key, "(-oo,3)")
    assert fingerprint(key, "3") is None
    assert fingerprint(key_of(IntervalAnswer(value="[a,b)")), "[a,b)") is None


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("3", "not_an_interval"),
        ("[-oo,3]", "closed_infinity"),
        ("(a,1/0)", "undecidable_key"),
        ("x>a", "undecidable_key"),
    ],
)
def test_an_interval_that_cannot_be_judged_by_is_a_fault(value: str, code: str) -> None:
    """
    The fault has a stable code.
    """
    fault = compile_key(IntervalAnswer(value=value), unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code
