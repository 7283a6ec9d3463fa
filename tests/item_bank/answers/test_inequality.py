"""What judging inequalities promises."""

import pytest

from item_bank.answers.answer import InequalityAnswer
from item_bank.answers.key import KeyFault, compile_key, fingerprint
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2x>6", "x>3"),
        ("x>3", "2x>6"),
        ("x>3", "3<x"),
        ("x>3", "(3,oo)"),
        ("x>3", "x in (3,oo)"),
        ("1<x<=4", "x>1 and x<=4"),
        ("1<x<=4", "4>=x>1"),
        ("x<1 or x>2", "(x>2) or (x<1)"),
        ("x<1 or x>2", "(-oo,1) \u222a (2,oo)"),
        ("x!=2", "x<2 or x>2"),
        ("x^2<4", "-2<x<2"),
        ("x>sqrt(2)", "x^2>2 and x>0"),
        ("y>2x+1", "2y>4x+2"),
        ("y>2x+1", "-y<-2x-1"),
        ("y>2x+1", "2x<y-1"),
        ("x>a", "a<x"),
        ("x+y<3 and x>0", "x>0 and 2x+2y<6"),
        ("x+y<3 or x>y", "(y<x) or x<3-y"),
        ("x+y<3", "(y<3-x)"),
        ("0<x<y", "(0<x) and (x<y)"),
        ("all real numbers", "x^2>=0"),
    ],
)
def test_an_inequality_is_right_by_where_it_is_true(value: str, text: str) -> None:
    """
    However it is written; in several names as a positive multiple.
    """
    assert Verdict.CORRECT == final(key_of(InequalityAnswer(value=value)), text).verdict


@pytest.mark.parametrize(
    ("value", "tiny", "verdict"),
    [
        ("x>3", "x>3+e^-100", Verdict.INCORRECT),
        ("x<=pi", "x<=pi+10^-59", Verdict.INCORRECT),
        ("x>3", "x>3+e^-1000", Verdict.UNKNOWN),
        ("x>3", "x>3+(sqrt(2)-1)^1000", Verdict.UNKNOWN),
        ("x>3", "x>3*cos(10^-40)", Verdict.UNKNOWN),
        ("x<=pi", "x<=pi+10^-300", Verdict.UNKNOWN),
        ("x>1", "x>tanh(1000)", Verdict.UNKNOWN),
    ],
)
def test_nothing_tiny_hides_in_an_end(value: str, tiny: str, verdict: Verdict) -> None:
    """
    An end that is off by less than the digits show is not taken for the right one.
    """
    assert verdict is final(key_of(InequalityAnswer(value=value)), tiny).verdict


@pytest.mark.parametrize(
    ("value", "text", "reason", "shown"),
    [
        ("2x>6", "x>=3", "wrong_ends", "x = 3"),
        ("x>3", "x>4", "lost", None),
        ("x>3", "x<3", "different", "x = 2"),
        ("x>3", "x!=3", "gained", "x = 2"),
        ("y>2x+1", "y<2x+1", None, "y = 2, x = 3"),
        ("y>2x+1", "y>=2x+1", None, None),
        ("y>2x+1", "y>2x+3", None, None),
        ("x+y<3 and x>0", "x+y<3 or x>0", None, "x = 2, y = 3"),
        ("x+y<3 and x>0", "x+y<3 and (x>0 or x<0)", None, "x = -1, y = -2"),
    ],
)
def test_a_wrong_inequality_shows_where_it_alone_is_true(
    value: str, text: str, reason: str | None, shown: str | None
) -> None:
    """
    Never a value for which the key is true.
    """
    judged = final(key_of(InequalityAnswer(value=value)), text)

    assert (Verdict.INCORRECT, reason, shown) == (judged.verdict, judged.reason, judged.counterexample)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x=3", "equation_not_inequality"),
        ("x>3 or x=1", "equation_not_inequality"),
        ("(x=3)", "equation_not_inequality"),
        ("x", "missing_sign"),
        ("{3}", "missing_sign"),
        ("x>1, x<3", "and_or_or"),
    ],
)
def test_what_is_no_inequality_is_said_not_marked(text: str, reason: str) -> None:
    """
    Equations, expressions, and what leaves open whether both have to hold.
    """
    judged = final(key_of(InequalityAnswer(value="x>3")), text)

    assert (Verdict.INVALID, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x*y>2", "x*y>2 and x*x>=0"),
        ("x>a", "(a,oo)"),
        ("x+y<3 and x>0", "x+y<3 and 1/(x-x)>y"),
        ("y>sqrt(x)", "2y>2sqrt(x)+y-y"),
    ],
)
def test_what_cannot_be_decided_is_not_marked(value: str, text: str) -> None:
    """
    Nothing is called wrong that was not shown to be.
    """
    key = compile_key(InequalityAnswer(value=value), unknowns=(), solution=(), secret=SECRET, subject="")

    if not isinstance(key, KeyFault):
        assert Verdict.UNKNOWN == final(key, text).verdict


def test_an_inequality_still_to_be_solved_is_unfinished_where_the_solution_goes_on() -> None:
    """
    Without a solution any inequality that is true for the same values is right.
    """
    key = key_of(InequalityAnswer(value="x>3"), solution=("2x+1>7", "2x>6", "x>3"))

    assert Verdict.NO_PROGRESS == final(key, "2x>6").verdict
    assert Verdict.CORRECT == final(key, "3<x").verdict


def test_equal_inequalities_have_one_fingerprint() -> None:
    """
    In one unknown; in several sameness is not looked up.
    """
    key = key_of(InequalityAnswer(value="x>3"))

    assert fingerprint(key, "2x>6") == fingerprint(key, "(3,oo)") != fingerprint(key, "x>=3")
    assert fingerprint(key, "x=3") is None
    assert fingerprint(key_of(InequalityAnswer(value="y>2x")), "y>2x") is None


@pytest.mark.parametrize(
    ("value", "code"), [("x=3", "not_an_inequality"), ("y>sqrt(x)", "undecidable_key"), ("x^x>2", "undecidable_key")]
)
def test_an_inequality_that_cannot_be_judged_by_is_a_fault(value: str, code: str) -> None:
    """
    The fault has a stable code.
    """
    fault = compile_key(InequalityAnswer(value=value), unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code
