"""What judging expressions promises."""

import pytest

from item_bank.answers.answer import ExpressionAnswer
from item_bank.answers.key import KeyFault, compile_key
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, expression, final


@pytest.mark.parametrize(
    "text",
    ["2x+6", "2(x+3)", "6 + x*2", "x+x+6", "(4x+12)/2", "y = 2x + 6", "2(x+3) = 2x + 6", "2x+8-2", "y = 2(x+3) = 2x+6"],
)
def test_an_identical_expression_is_right(text: str) -> None:
    """
    Any writing of the expression is right, also where it names itself or runs on from an equal one.
    """
    assert Verdict.CORRECT == final(expression("2(x+3)", unknowns=("y",)), text).verdict


@pytest.mark.parametrize(
    ("text", "verdict", "reason"),
    [
        ("2x+3", Verdict.INCORRECT, None),
        ("2x", Verdict.INCORRECT, None),
        ("6", Verdict.INCORRECT, None),
        ("x = 5", Verdict.INVALID, "not_an_expression"),
        ("2x + 6 = 10", Verdict.INCORRECT, None),
        ("2(x+3) = 2x+3", Verdict.INCORRECT, None),
        ("2(x+3) = 2x+3 = 2x+6", Verdict.INCORRECT, "unequal_sides"),
        ("2x+6 > 3", Verdict.INVALID, "not_an_expression"),
        ("2y+6", Verdict.INVALID, "unknown_name"),
        ("2X+6", Verdict.INVALID, "wrong_case"),
        ("1/0", Verdict.INCORRECT, None),
        ("2x+6+sqrt(x)", Verdict.INCORRECT, None),
        ("2x+", Verdict.INVALID, "ends_with_operator"),
    ],
)
def test_the_verdict_on_what_is_not_the_expression(text: str, verdict: Verdict, reason: str | None) -> None:
    """
    Different, no expression, unreadable and undecided are told apart.
    """
    judged = final(expression("2(x+3)"), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


def test_a_difference_comes_with_a_number_that_shows_it() -> None:
    """
    The counterexample is a small value of the letter.
    """
    assert "x = 2" == final(expression("2(x+3)"), "2x+3").counterexample


def test_the_task_typed_back_is_unfinished() -> None:
    """
    Where the solution opens brackets, the brackets are no answer yet.
    """
    judged = final(expression("2x+6", "2*x + 2*3", "2x+6"), "2(x+3)")

    assert (Verdict.NO_PROGRESS, "unfinished") == (judged.verdict, judged.reason)


def test_lowest_terms_are_asked_of_fractions_in_letters_too() -> None:
    """
    `2x/4` is the right value in the wrong form.
    """
    key = expression("x/2", form="lowest_terms")

    assert Verdict.CORRECT == final(key, "x/2").verdict
    assert Verdict.WRONG_FORM == final(key, "2x/4").verdict


def test_an_answer_that_vanishes_at_a_known_prime_is_wrong() -> None:
    """
    Points and primes are secret: adding 2^61 - 1 changes the answer.
    """
    assert Verdict.INCORRECT == final(expression("5+x"), "5+x+2305843009213693951").verdict


def test_words_that_are_functions_are_not_taken_for_products() -> None:
    """
    Without any letters to go by, `sin(x)` is a function, not s times i times n.
    """
    assert Verdict.CORRECT == final(expression("1"), "sin(x)^2+cos(x)^2").verdict


@pytest.mark.parametrize(
    ("value", "code"), [("y = 2x", "not_an_expression"), ("1/0 + x", "undecidable_key"), ("2x+", "ends_with_operator")]
)
def test_an_expression_that_cannot_be_judged_by_is_a_fault(value: str, code: str) -> None:
    """
    Equations, and what is not found equal to itself, are no keys.
    """
    fault = compile_key(ExpressionAnswer(value=value), unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code
