"""What `lowest_terms` promises."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.forms.lack import Lack
from tests.item_bank.algebra.forms.asked import lack_of


@pytest.mark.parametrize(
    "text",
    [
        "3/4", "-3/4", "(-3)/4", "-(3/4)", "3/(-4)", "+3/4", "(3)/(4)", "5", "-5", "0", "1 1/2", "-1 1/2", "7/2",
        "x/2", "2/3x", "(x+2)/(x+3)", "2x+1", "(x/2)/3", "2pi/3", "x/y", "1/x", "sqrt(x)/2", "x^2/(x+1)", "0x/4",
        "(x^2+1)/(x^2-1)", "1 1/2x", "sqrt(2)/2", "1/sqrt(2)", "(1+sqrt(5))/2", "3/(2(x+1))", "-x/(-x-1)", "2/3*x/5",
        "sin(2x)/2", "(x^2+y^2)/(x^2-y^2)", "x=3/4", "(1+1/x)/2", "x^5000/(x+1)^5000", "(x+1)^-2/x", "i/2", "x^2/(2/y)",
        "(2^(10000)x)/2", "3(x+1)/2", "x^0/x", "(1/2x+1)/3", "x^13/(x^12+1)", "(x+y)/(x-y)",
    ],
)  # fmt: skip
def test_what_cannot_be_cancelled_is_in_lowest_terms(text: str) -> None:
    """
    Whole numbers, fractions, mixed numbers, and expressions whose fractions share nothing.
    """
    assert lack_of("lowest_terms", text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("6/8", "not_lowest_terms"),
        ("4/1", "not_lowest_terms"),
        ("0/3", "not_lowest_terms"),
        ("1 2/4", "not_lowest_terms"),
        ("1 0/2", "not_lowest_terms"),
        ("1 3/2", "mixed_improper"),
        ("1 2/2", "mixed_improper"),
        ("0.75", "decimal"),
        ("1.5/2", "decimal"),
        ("2.0", "decimal"),
        ("75%", "percent"),
        ("-3/-4", "not_worked_out"),
        ("-(-3/4)", "not_worked_out"),
        ("--3", "not_worked_out"),
        ("1/2+1/4", "not_worked_out"),
        ("3*1/4", "not_worked_out"),
        ("3/(2*2)", "not_worked_out"),
        ("3^2", "not_worked_out"),
        ("sqrt(4)", "not_worked_out"),
        ("2x/4", "not_lowest_terms"),
        ("(2x+4)/6", "not_lowest_terms"),
        ("2/4x", "not_lowest_terms"),
        ("x/1", "not_lowest_terms"),
        ("x^2/x", "not_lowest_terms"),
        ("x*y/(x*a)", "not_lowest_terms"),
        ("(x+1)(x+2)/(x+1)", "not_lowest_terms"),
        ("(x^2-1)/(x^2+2x+1)", "not_lowest_terms"),
        ("x/(x/2)", "not_lowest_terms"),
        ("2pi/4", "not_lowest_terms"),
        ("1+2x/4", "not_lowest_terms"),
        ("0.5x", "decimal"),
        ("50%x", "percent"),
        ("1 2/4x", "not_lowest_terms"),
        ("1 3/2x", "mixed_improper"),
        ("2sqrt(2)/4", "not_lowest_terms"),
        ("(2+2sqrt(3))/4", "not_lowest_terms"),
        ("(x^2-y^2)/(x-y)", "not_lowest_terms"),
        ("(x+1)^2/(x+1)", "not_lowest_terms"),
        ("x*y/y^3", "not_lowest_terms"),
        ("2/3*3/x", "not_lowest_terms"),
        ("4*(x/2)", "not_lowest_terms"),
        ("(1/(2x+2))*(x+1)", "not_lowest_terms"),
        ("sin(2x/4)", "not_lowest_terms"),
        ("2^(2x/4)", "not_lowest_terms"),
        ("1/(x+2x/4)", "not_lowest_terms"),
        ("x/(-1)", "not_lowest_terms"),
        ("sin(x)/sin(x)^2", "not_lowest_terms"),
        ("x=6/8", "not_lowest_terms"),
        ("(-x)/(-y)", "not_worked_out"),
        ("-(-x/y)", "not_worked_out"),
    ],
)
def test_what_is_missing_is_named(text: str, expected: Lack) -> None:
    """
    The first thing that keeps a right value from the asked form has its code.
    """
    assert expected == lack_of("lowest_terms", text)


@given(upper=st.integers(1, 500), lower=st.integers(2, 500))
def test_a_fraction_is_in_lowest_terms_exactly_without_a_common_factor(upper: int, lower: int) -> None:
    """
    Euclid decides, also behind a sign, and before a name.
    """
    expected = None if math.gcd(upper, lower) == 1 else "not_lowest_terms"

    assert expected == lack_of("lowest_terms", f"{upper}/{lower}")
    assert expected == lack_of("lowest_terms", f"-{upper}/{lower}")
    assert expected == lack_of("lowest_terms", f"{upper}x/{lower}")
