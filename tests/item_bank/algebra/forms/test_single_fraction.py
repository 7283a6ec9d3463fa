"""What `single_fraction` promises."""

import pytest

from tests.item_bank.algebra.forms.asked import lack_of


@pytest.mark.parametrize(
    "text",
    [
        "(x+1)/(x+2)", "x+1", "5", "-(1/x)", "1/2", "6/8", "1/2x", "x/3*y", "3x^-2", "3x^-2y^-1", "1 1/2", "x/(x^2+x)",
        "x/(y(z+1))", "sqrt(1/2)/x", "x^(1/2)/3", "sin(x/2)+1", "(x+1)^2/(x-1)^3", "y=2/x", "x^(1/2)+1",
    ],
)  # fmt: skip
def test_one_line_or_none_is_a_single_fraction(text: str) -> None:
    """
    Factored or expanded, reduced or not; roots, functions and exponents are parts.
    """
    assert lack_of("single_fraction", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "1/x+1/y", "x+1/x", "1/2+x", "x^-1+1", "(1/x)/2", "1/(1+1/x)", "(1+1/x)/2", "x/2/3", "2/3*4/5", "x/(x/2)",
        "x^-1/2", "(1 1/2)/x", "1 1/2*x/3", "1 1/2+x", "(x/2)^2", "(x/2+1)^2/3", "(1+x^-1)^2", "y=1/x+1/3", "3*(x+1/2)",
    ],
)  # fmt: skip
def test_a_fraction_beside_or_within_another_is_named(text: str) -> None:
    """
    A sum with a fraction in it, a product of two, and one above or below the line of another.
    """
    assert lack_of("single_fraction", text) == "not_single_fraction"
