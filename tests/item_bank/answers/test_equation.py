"""What judging equations promises."""

import pytest

from item_bank.answers.answer import EquationAnswer, UpTo
from item_bank.answers.key import KeyFault, compile_key
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, equation, final, key_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("y-2x=1", "y=2x+1"),
        ("y=2x+1", "2y=4x+2"),
        ("y=2x+1", "0 = 2x + 1 - y"),
        ("3x = 12", "x = 4"),
        ("3x = 12", "12 = 3x"),
        ("3x = 12", "x/2 = 2"),
        ("3x = 12", "2(x + 1) = 10"),
    ],
)
def test_an_equation_is_right_by_its_solutions(value: str, text: str) -> None:
    """
    Any linear equation with the same solutions is right; in several unknowns, up to a factor.
    """
    assert Verdict.CORRECT == final(equation(value), text).verdict


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("3x = 11", Verdict.INCORRECT, None),
        ("3x + 12", Verdict.INVALID, "missing_equals"),
        ("4", Verdict.INVALID, "missing_equals"),
        ("3x = 12 = 12", Verdict.INVALID, "one_equals"),
        ("3x > 12", Verdict.INVALID, "one_equals"),
        ("x = x", Verdict.INCORRECT, None),
        ("x = x + 1", Verdict.INCORRECT, None),
        ("x^2 = 16", Verdict.INCORRECT, None),
        ("x^2 = 15", Verdict.INCORRECT, None),
        ("3y = 12", Verdict.INVALID, "unknown_name"),
    ],
)
def test_the_verdict_on_what_is_not_the_equation(text: str, verdict: Verdict, reason: str | None) -> None:
    """
    An expression for an equation is said, not marked.
    """
    judged = final(equation("3x = 12"), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x^2 = 4", "4 - x^2 = 0"),
        ("x^2 + y^2 = 25", "y^2 = 25 - x^2"),
        ("x*y = 6", "y = 6/x"),
        ("x^2 - 5x + 6 = 0", "(x - 2)(x - 3) = 0"),
        ("y = sqrt(x)", "2y = 2sqrt(x)"),
        ("y = sqrt(2)x", "sqrt(2)y = 2x"),
        ("y = a*x + b", "a*x = y - b"),
    ],
)
def test_an_equation_of_any_degree_is_right_up_to_scale(value: str, text: str) -> None:
    """
    Sides may be swapped, terms moved, and both sides multiplied by what is never zero.
    """
    assert Verdict.CORRECT == final(equation(value), text).verdict


@pytest.mark.parametrize(
    ("value", "text", "up_to", "verdict", "reason"),
    [
        ("(x-2)^2 = 0", "x = 2", "scale", Verdict.INCORRECT, "multiplicity"),
        ("(x-2)^2 = 0", "x = 2", "roots", Verdict.CORRECT, None),
        ("x^2 = 4", "x = 2", "roots", Verdict.INCORRECT, None),
        ("x^2 = x", "x^3 = x^2", "roots", Verdict.CORRECT, None),
        ("x = 2", "sqrt(x) = sqrt(2)", "solutions", Verdict.CORRECT, None),
        ("x^2 = 4", "x = 2", "solutions", Verdict.INCORRECT, "lost"),
        ("x = 2", "x^2 = 4", "solutions", Verdict.INCORRECT, "gained"),
        ("x + y = 2", "(x + y - 2)^2 = 0", "solutions", Verdict.CORRECT, None),
        ("x + y = 2", "x + y = 3", "solutions", Verdict.UNKNOWN, "undecided"),
        ("y = sqrt(x)", "y = 2sqrt(x)", "scale", Verdict.INCORRECT, None),
        ("x = sqrt(2)", "x^2 = 2", "scale", Verdict.INCORRECT, "gained"),
        ("x = 2", "2^x = 4", "scale", Verdict.UNKNOWN, "undecided"),
        ("x^2 = 4", "x = 2 or x = -2", "solutions", Verdict.CORRECT, None),
        ("x^2 = 4", "x = 2 or x = -2", "roots", Verdict.CORRECT, None),
        ("x^2 = 4", "x = ±2", "roots", Verdict.CORRECT, None),
        ("x^2 = 4", "x = 2 or x = 3", "roots", Verdict.INCORRECT, "different"),
        ("x^2 = 4", "x = 2 and x = -2", "solutions", Verdict.INCORRECT, "lost"),
        ("x^2 = 4", "x = 2 or x = -2", "scale", Verdict.INVALID, "missing_equals"),
        ("x^2 + y^2 = 4", "x = 2 or y = 2", "roots", Verdict.INVALID, "missing_equals"),
        ("y = |x|", "y = x", "scale", Verdict.INCORRECT, None),
        ("y = |x|", "y = sqrt(x^2)", "scale", Verdict.CORRECT, None),
        ("y = e^x", "2y = 2e^x", "scale", Verdict.CORRECT, None),
    ],
)
def test_up_to_what_an_equation_may_differ(
    value: str, text: str, up_to: UpTo, verdict: Verdict, reason: str | None
) -> None:
    """
    A factor that is never zero, multiplicities, or anything that keeps the real solutions.
    """
    judged = final(key_of(EquationAnswer(value=value, up_to=up_to)), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


def test_the_equation_of_the_task_typed_back_is_unfinished() -> None:
    """
    Where the solution works towards a shorter equation, a longer one is not the answer yet.
    """
    judged = final(equation("3x = 6", "3*x + 5 - 5 = 11 - 5", "3*x = 6"), "3x + 5 = 11")

    assert Verdict.NO_PROGRESS == judged.verdict


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("3x + 2", "not_an_equation"),
        ("x = 4 = 4", "not_an_equation"),
        ("x > 4", "not_an_equation"),
        ("x = 1/0", "undecidable_key"),
        ("2^x = 2^x", "degenerate_key"),
        ("sin(x)^2 = 1 - cos(x)^2", "degenerate_key"),
        ("x = x", "degenerate_key"),
        ("x = x + 1", "degenerate_key"),
        ("3 = 3", "degenerate_key"),
    ],
)
def test_an_equation_that_cannot_be_judged_by_is_a_fault(value: str, code: str) -> None:
    """
    A key says one thing about its unknowns.
    """
    fault = compile_key(EquationAnswer(value=value), unknowns=("x",), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code


def test_a_key_may_hold_letters_beside_the_unknowns() -> None:
    """
    They are read where a response has them, too.
    """
    key = equation("y = 2x + k", unknowns=("x",))

    assert Verdict.CORRECT == final(key, "y - k = 2x").verdict
    assert "unknown_name" == final(key, "y = 2x + m").reason


def test_an_equation_of_high_degree_in_several_names_is_not_factored() -> None:
    """
    That would take seconds; it is compared at secret points instead, and what they do not decide is not called wrong.
    """
    key = key_of(EquationAnswer(value="x^24 + y^24 = 1"))

    assert Verdict.CORRECT == final(key, "2x^24 + 2y^24 = 2").verdict
    assert Verdict.UNKNOWN == final(equation("x^2 + y^2 = 25"), "1/(x^24 + y^24 - 1) = 0").verdict
