"""What `rationalised` promises."""

import pytest

from tests.item_bank.algebra.forms.asked import lack_of


@pytest.mark.parametrize(
    "text",
    [
        "sqrt(2)/2", "1/2", "(1-sqrt(3))/(-2)", "i/2", "2^(1/2)/3", "1/sin(sqrt(x))", "x^-2", "sqrt(x)/(x+1)",
        "sqrt(2x+1)", "sqrt(1/2+x)", "5", "x=sqrt(3)/3", "x^(-a)", "1/x^a", "root(2, 3)/2", "sqrt(sqrt(2))", "(1+2i)/5",
    ],
)  # fmt: skip
def test_roots_above_the_line_are_rationalised(text: str) -> None:
    """
    Roots and the imaginary unit may stand above, and in functions anywhere.
    """
    assert lack_of("rationalised", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "1/sqrt(2)", "x/(1+sqrt(3))", "1/(2+i)", "3/(2i)", "i^-1", "x^(-1/2)", "2^(-1/2)", "sqrt(2)^-1", "1/x^(1/2)",
        "1/2^(1/3)", "sqrt(1/2)", "sqrt(x/2)", "1/root(2, 3)", "(1+sqrt(2))^-2", "1+1/sqrt(2)", "x=1/sqrt(3)",
        "1/(1+1/(2+sqrt(5)))", "1/(-sqrt(2))", "sqrt(sqrt(1/2))", "(1/2)^(1/2)",
    ],
)  # fmt: skip
def test_roots_below_the_line_are_named(text: str) -> None:
    """
    Below a fraction line, under a negative exponent, or as the root of a fraction.
    """
    assert lack_of("rationalised", text) == "not_rationalised"
