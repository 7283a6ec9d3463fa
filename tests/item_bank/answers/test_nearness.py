"""What judging by a tolerance promises."""

from decimal import Decimal

import pytest

from item_bank.answers.answer import Domain, ExpressionAnswer, NumberAnswer, Tolerance
from item_bank.answers.key import KeyFault, compile_key
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of

HUNDREDTH = Tolerance(absolute=Decimal("0.01"))
PERCENT = Tolerance(relative=Decimal("0.01"))


@pytest.mark.parametrize(
    ("value", "tolerance", "text", "verdict"),
    [
        ("pi", HUNDREDTH, "3.14", Verdict.CORRECT),
        ("pi", HUNDREDTH, "3.2", Verdict.INCORRECT),
        ("pi", HUNDREDTH, "pi", Verdict.CORRECT),
        ("1/3", HUNDREDTH, "0.33", Verdict.CORRECT),
        ("2", HUNDREDTH, "2.01", Verdict.CORRECT),
        ("2", HUNDREDTH, "1.99", Verdict.CORRECT),
        ("2", HUNDREDTH, "2.011", Verdict.INCORRECT),
        ("-200", PERCENT, "-202", Verdict.CORRECT),
        ("-200", PERCENT, "-202.1", Verdict.INCORRECT),
        ("-200", PERCENT, "200", Verdict.INCORRECT),
        ("0", PERCENT, "0", Verdict.CORRECT),
        ("2", Tolerance(absolute=Decimal(0)), "2", Verdict.CORRECT),
        ("2", HUNDREDTH, "9^9^9^9", Verdict.UNKNOWN),
        ("2", HUNDREDTH, "i", Verdict.INCORRECT),
        ("sqrt(2)", PERCENT, "x = 1.41", Verdict.CORRECT),
    ],
)
def test_a_number_may_be_off_by_the_tolerance(value: str, tolerance: Tolerance, text: str, verdict: Verdict) -> None:
    """
    The ends are inside; a relative one is a share of the key's size.
    """
    assert verdict == final(key_of(NumberAnswer(value=value, tolerance=tolerance, unknowns=("x",))), text).verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("0.33x + 1.4", Verdict.INCORRECT),
        ("0.333x + 1.414", Verdict.CORRECT),
        ("x/3 + sqrt(2)", Verdict.CORRECT),
        ("0.333x - 1.414", Verdict.INCORRECT),
        ("ln(x - 100)", Verdict.UNKNOWN),
    ],
)
def test_the_numbers_in_an_expression_may_be_off(text: str, verdict: Verdict) -> None:
    """
    What counts is what it is worth at places of moderate size.
    """
    tolerance = Tolerance(absolute=Decimal("0.005"))

    assert verdict == final(key_of(ExpressionAnswer(value="x/3 + sqrt(2)", tolerance=tolerance)), text).verdict


@pytest.mark.parametrize(
    ("domain", "value", "text"),
    [("positive", "1.0*sqrt(x)", "sqrt(x)"), ("real", "sqrt(x^2)", "abs(x)"), ("integer", "(-1)^n", "cos(pi*n)")],
)
def test_names_stand_for_what_the_domain_says(domain: Domain, value: str, text: str) -> None:
    """
    Positive numbers, whole ones, or any.
    """
    key = key_of(ExpressionAnswer(value=value, tolerance=PERCENT, domain=domain))

    assert Verdict.CORRECT == final(key, text).verdict


@pytest.mark.parametrize(
    "tolerance",
    [
        Tolerance(),
        Tolerance(absolute=Decimal(1), relative=Decimal(1)),
        Tolerance(absolute=Decimal(-1)),
        Tolerance(absolute=Decimal("NaN")),
        Tolerance(relative=Decimal("Infinity")),
        Tolerance(absolute=Decimal("1e400000")),
        Tolerance(absolute=Decimal("1e-400000")),
        Tolerance(absolute=Decimal("0." + "1" * 200)),
    ],
)
def test_what_is_no_tolerance_is_a_fault(tolerance: Tolerance) -> None:
    """
    Not one of the two, below 0, no number, or far too large to be written out.
    """
    fault = compile_key(
        NumberAnswer(value="1", tolerance=tolerance), unknowns=(), solution=(), secret=SECRET, subject=""
    )

    assert isinstance(fault, KeyFault)
    assert "bad_tolerance" == fault.code


def test_a_tolerance_contradicts_an_exact_form() -> None:
    """
    Of a number and of an expression.
    """
    for answer in (
        NumberAnswer(value="1", tolerance=PERCENT, form="exact"),
        ExpressionAnswer(value="x", tolerance=PERCENT, form="exact"),
    ):
        fault = compile_key(answer, unknowns=(), solution=(), secret=SECRET, subject="")
        assert isinstance(fault, KeyFault)
        assert "contradicting_options" == fault.code
