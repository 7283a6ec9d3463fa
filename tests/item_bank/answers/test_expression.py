"""What judging expressions promises."""

import pytest

from item_bank.answers.answer import Domain, ExpressionAnswer
from item_bank.answers.key import Declared, KeyFault, compile_key
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, expression, final, key_of

POSITIVE = Declared(domain="positive")


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


@pytest.mark.parametrize(
    ("value", "text", "verdict", "reason"),
    [
        ("sqrt(x^2)", "abs(x)", Verdict.CORRECT, None),
        ("sqrt(x^2)", "x", Verdict.INCORRECT, "only_positive"),
        ("x + 2", "2 ± x", Verdict.INVALID, "not_an_expression"),
        ("x + 2", "x + 2 = 2 ± x", Verdict.INVALID, "not_an_expression"),
        ("x + 2", "{x, 2}", Verdict.INVALID, "several"),
        ("x + 2", "x + 2 < 3", Verdict.INVALID, "not_an_expression"),
        ("x + 2", "no solution", Verdict.INVALID, "not_an_expression"),
        ("x", "x + 9^9^9^9", Verdict.UNKNOWN, "undecided"),
        ("1/sqrt(2)", "0.71", Verdict.INCORRECT, "not_exact"),
        ("1/sqrt(2)", "0.5", Verdict.INCORRECT, None),
        ("1/sqrt(2)", "sqrt(2)/2", Verdict.CORRECT, None),
        ("sin(x)^2", "1 - cos(x)^2", Verdict.CORRECT, None),
        ("x^1000", "x^999", Verdict.INCORRECT, None),
        ("oo", "oo + 99", Verdict.CORRECT, None),
        ("oo", "-oo", Verdict.INCORRECT, None),
        ("x", "oo", Verdict.INCORRECT, None),
    ],
)
def test_expressions_beyond_rational_functions(value: str, text: str, verdict: Verdict, reason: str | None) -> None:
    """
    What holds for positive values only, what is rounded, and what is no one expression are told apart.
    """
    judged = final(expression(value), text)

    assert (verdict, reason) == (judged.verdict, judged.reason)


def test_the_domain_decides_what_is_the_same() -> None:
    """
    Positive numbers, whole ones, complex ones; also where the step says it for all its answers.
    """
    positive = compile_key(
        ExpressionAnswer(value="sqrt(x^2)"), unknowns=(), solution=(), secret=SECRET, subject="", declared=POSITIVE
    )
    real = compile_key(
        ExpressionAnswer(value="sqrt(x^2)", domain="real"),
        unknowns=(),
        solution=(),
        secret=SECRET,
        subject="",
        declared=POSITIVE,
    )

    assert not isinstance(positive, KeyFault)
    assert not isinstance(real, KeyFault)
    assert Verdict.CORRECT == final(positive, "x").verdict
    assert Verdict.INCORRECT == final(real, "x").verdict
    assert Verdict.CORRECT == final(key_of(ExpressionAnswer(value="(-1)^n", domain="integer")), "cos(pi n)").verdict
    assert Verdict.CORRECT == final(key_of(ExpressionAnswer(value="(x+i)(x-i)", domain="complex")), "x^2 + 1").verdict


def test_angles_may_be_in_degrees() -> None:
    """
    Where the step says so.
    """
    key = compile_key(
        ExpressionAnswer(value="sin(x)"),
        unknowns=(),
        solution=(),
        secret=SECRET,
        subject="",
        declared=Declared(angle="degrees"),
    )

    assert not isinstance(key, KeyFault)
    assert Verdict.CORRECT == final(key, "cos(90 - x)").verdict


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


@pytest.mark.parametrize("value", ["x+ln(0)", "x/0", "x*0^0", "ln(x-x)"])
def test_a_key_without_a_value_is_a_fault(value: str) -> None:
    """
    Nothing could be right.
    """
    fault = compile_key(ExpressionAnswer(value=value), unknowns=("x",), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert "undecidable_key" == fault.code


def test_a_letter_of_the_question_names_nothing_unless_it_is_asked_for() -> None:
    """
    With it a response is an equation; where it is solved for, or is no letter of the question, it is a name.
    """
    declared = Declared(names=("x", "y"))
    keys = [
        compile_key(
            ExpressionAnswer(value="2x"), unknowns=unknowns, solution=(), secret=SECRET, subject="", declared=declared
        )
        for unknowns in ((), ("y",))
    ]
    stated, solved = (final(key, "y = 2x") for key in keys if not isinstance(key, KeyFault))

    assert (Verdict.INVALID, "not_an_expression") == (stated.verdict, stated.reason)
    assert Verdict.CORRECT == solved.verdict
    assert Verdict.CORRECT == final(key_of(ExpressionAnswer(value="2x")), "y = 2x").verdict


@pytest.mark.parametrize("domain", ["real", "positive"])
def test_the_degree_of_a_root_may_be_a_letter(domain: Domain) -> None:
    """
    The root of a power of that degree is its base, also where the degree is no whole number.
    """
    key = key_of(ExpressionAnswer(value="root(2^x, x)", domain=domain))

    assert Verdict.CORRECT == final(key, "2").verdict
    assert Verdict.INCORRECT == final(key, "2^x").verdict
