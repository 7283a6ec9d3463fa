"""What `expanded` promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.item_bank.algebra.forms.asked import lack_of


@pytest.mark.parametrize(
    "text",
    [
        "x^2+2x+1", "2*x+6", "x", "5", "x+x", "(x+1)/2", "-(x+1)/2", "(x^2+1)/(x+2)", "1/(x^2+x)", "x*(2y)",
        "(x+1)+(x-2)", "x-(2y)", "(x+1)^n", "(x+1)^(1/2)", "(x+1)^-1", "(2x)^3", "sin(2(x+1))", "x^(2(a+b))",
        "-x^2", "3/(x+1)", "y=2x+2", "xy/(z+1)",
    ],
)  # fmt: skip
def test_what_has_no_brackets_to_multiply_out_is_expanded(text: str) -> None:
    """
    Sums of terms, a sum over a number or over a sum, and like terms that are not collected.
    """
    assert lack_of("expanded", text) is None


@pytest.mark.parametrize(
    "text",
    [
        "2(x+1)", "(x+1)(x-1)", "x(x+1)/3", "(x+1)x", "(x+1)^2", "(x+1)^1", "(x+1)^0", "(x+1)^-2", "3-(x+1)",
        "-(x+1)", "1/(x(x+1))", "1/(x+1)^2", "x+2(x+1)", "3((x+1))", "1+(2+(3+x)(4+x))", "(x-a)^6000",
        "(x+(x+1)^2)/3", "y=2(x+1)", "1/2(x+1)", "-x(x-1)+3",
    ],
)  # fmt: skip
def test_brackets_left_are_named(text: str) -> None:
    """
    A product or whole power of a sum, or a minus before one, above and below lines, in part or whole.
    """
    assert lack_of("expanded", text) == "not_expanded"


@given(coefficients=st.lists(st.integers(-9, 9), min_size=1, max_size=6), factor=st.integers(2, 9))
def test_a_written_out_polynomial_is_expanded_and_a_multiple_of_it_is_not(coefficients: list[int], factor: int) -> None:
    """
    Whatever the coefficients, signs and zeros.
    """
    text = "+".join([f"({coefficient}x^{power})" for power, coefficient in enumerate(coefficients)]) + "+1"

    assert lack_of("expanded", text) is None
    assert lack_of("expanded", f"{factor}({text})") == "not_expanded"
