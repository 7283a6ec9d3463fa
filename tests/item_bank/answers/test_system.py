"""What judging systems promises."""

import pytest

from item_bank.answers.answer import SystemAnswer
from item_bank.answers.key import Key, KeyFault, compile_key, fingerprint
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of


def system(value: str, *solution: str) -> Key:
    """
    Compile a system in x and y.
    """
    return key_of(SystemAnswer(value=value), unknowns=("x", "y"), solution=solution)


@pytest.mark.parametrize(
    "text",
    [
        "x+y=3, x-y=-1",
        "x-y=-1; x+y=3",
        "x=1, y=2",
        "y=2 and x=1",
        "(1,2)",
        "(x,y) = (1,2)",
        "2x+2y=6 and x=1",
        "x=1 and y=x+1",
        "(x+y=3) and (x-y=-1)",
    ],
)
def test_a_linear_system_is_right_by_its_solutions(text: str) -> None:
    """
    Solved or not, in any order.
    """
    assert Verdict.CORRECT == final(system("x+y=3, x-y=-1"), text).verdict


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("(2,1)", "different"),
        ("x=1, y=3", "different"),
        ("x+y=3", "gained"),
        ("no solution", "lost"),
        ("x+y=3, x+y=4", "lost"),
        ("(1,2) or (2,1)", "gained"),
        ("all real numbers", "gained"),
    ],
)
def test_a_wrong_system_says_what_is_missing_or_too_much(text: str, reason: str) -> None:
    """
    By its solutions.
    """
    judged = final(system("x+y=3, x-y=-1"), text)

    assert (Verdict.INCORRECT, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize("text", ["5", "x+y", "x>1, y=2", "(1,2,3)", "x+y=3, 2", "x = 1 y = 2"])
def test_what_is_no_system_is_said_not_marked(text: str) -> None:
    """
    Numbers, expressions, inequalities, and equations with nothing between them.
    """
    judged = final(system("x+y=3, x-y=-1"), text)

    assert (Verdict.INVALID, "not_equations") == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("value", "text", "verdict", "reason"),
    [
        ("(1,2),(-1,-2)", "(-1,-2),(1,2)", Verdict.CORRECT, None),
        ("(1,2),(-1,-2)", "x=1, y=2 or x=-1, y=-2", Verdict.CORRECT, None),
        ("(1,2),(-1,-2)", "(1,2)", Verdict.INCORRECT, "lost"),
        ("x^2+y^2=5, y=2x", "(1,3)", Verdict.INCORRECT, "different"),
        ("(1,2),(-1,-2)", "x^2+y^2=6, y=2x", Verdict.INCORRECT, "different"),
        ("(1,2),(-1,-2)", "2^x=2, y=2x", Verdict.INCORRECT, "lost"),
        ("(1,2),(-1,-2)", "y=2x, x^2+x*y=3", Verdict.CORRECT, None),
        ("(1,2)", "x*2^x=2, y=2", Verdict.UNKNOWN, "undecided"),
        ("x*y=2, x=y^x", "(2,1)", Verdict.INCORRECT, "gained"),
        ("x*y=2, x=y^x", "(9^9^9^9,1)", Verdict.UNKNOWN, "undecided"),
        ("(1,2),(-1,-2)", "x in {1,2} and y=2", Verdict.UNKNOWN, "undecided"),
    ],
)
def test_points_show_what_is_wrong_of_any_equations(
    value: str, text: str, verdict: Verdict, reason: str | None
) -> None:
    """
    Points are held against points, or put into equations; what that leaves open is not decided.
    """
    judged = final(system(value), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


def test_equal_systems_have_one_fingerprint() -> None:
    """
    Linear ones by their solutions, points by their coordinates.
    """
    key = system("x+y=3, x-y=-1")

    assert fingerprint(key, "(1,2)") == fingerprint(key, "x+y=3, x-y=-1") != fingerprint(key, "(2,1)")
    assert fingerprint(key, "x+y") is None
    assert fingerprint(key, "x*y=2, x=1") == fingerprint(key, "(1,2)")
    assert fingerprint(key, "x*y=2, x*2^x=2") is None
    assert fingerprint(key, "(sqrt(2),1)") == fingerprint(key, "(2/sqrt(2),1)") is not None


def test_a_system_still_to_be_solved_is_unfinished_where_the_solution_goes_on() -> None:
    """
    Without a solution any system with the same solutions is right.
    """
    key = system("x=1, y=2", "x+y=3, x-y=-1", "2x=2, x+y=3", "x=1, y=2")

    assert Verdict.NO_PROGRESS == final(key, "x+y=3, x-y=-1").verdict
    assert Verdict.CORRECT == final(key, "y=2, x=1").verdict


@pytest.mark.parametrize(("value", "code"), [("x+y", "not_equations"), ("(1/0, 2)", "undecidable_key")])
def test_a_system_that_cannot_be_judged_by_is_a_fault(value: str, code: str) -> None:
    """
    The fault has a stable code.
    """
    fault = compile_key(SystemAnswer(value=value), unknowns=("x", "y"), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code
