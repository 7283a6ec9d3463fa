"""What `factored` promises."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.forms.lack import Lack
from tests.item_bank.algebra.forms.asked import lack_of


@pytest.mark.parametrize(
    "text",
    [
        "(x+2)(x+3)", "(x+3)*(x+2)", "2(x+2)", "(x-2)^2", "(x-2)(x-2)", "-(x-1)(x+1)", "(1-x)(2-x)", "x^2+1",
        "(x^2+2x+2)(x^2-2x+2)", "xy(x+1)", "6x^2y", "x", "0x", "(x-y)(x^2+xy+y^2)", "(x+1/2)(x-3)", "(1/2)(x+3)(x-1)",
        "(x+1)/(x+2)", "x/((x+1)(x-1))", "(x-a)^6000", "(x+1)^3000/(x+1)", "x^2-2", "(x-sqrt(2))(x+sqrt(2))",
        "(x-2)(x-3)=0", "2*3*x", "((x+1)^2)^3", "(2x)^2", "sin(x)(sin(x)+1)", "(x+y+1)^n", "(x/2+1)(x-4)",
        "(2^(10000)x+1)(x+1)",
    ],
)  # fmt: skip
def test_products_of_irreducible_factors_are_factored(text: str) -> None:
    """
    In one or several letters, with powers, signs, numbers and lines; what is too large has the benefit of the doubt.
    """
    assert lack_of("factored", text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x^2+5x+6", "not_factored"),
        ("x^2-4x+4", "not_factored"),
        ("x^4+4", "not_factored"),
        ("x^3-y^3", "not_factored"),
        ("x^2-1/4", "not_factored"),
        ("(x^2-1)^3", "not_factored"),
        ("(x+1)(x^2-1)", "not_factored"),
        ("1/(x^2-1)", "not_factored"),
        ("x(1+1/x)", "not_factored"),
        ("sin(x)^2-1", "not_factored"),
        ("x^2-5x+6=0", "not_factored"),
        ("2x+4", "common_factor"),
        ("(2x+4)(x+1)", "common_factor"),
        ("x^2y+xy", "common_factor"),
        ("2pi*r^2+2pi*r*h", "common_factor"),
        ("x(x^2+2x)", "common_factor"),
        ("(2+3)x", "not_worked_out"),
        ("(3x-2x)(x+1)", "not_worked_out"),
        ("(x-x)(x+1)", "not_worked_out"),
    ],
)
def test_what_can_be_taken_apart_is_named(text: str, expected: Lack) -> None:
    """
    A reducible factor, a number or letter common to its terms, a sum that is a number.
    """
    assert lack_of("factored", text) == expected


@pytest.mark.parametrize("text", ["2^2*3", "2*2*3", "7", "-5", "-2*3", "2/3", "2^3/3^2", "0", "1", "(2*3)^2"])
def test_a_number_is_factored_into_primes(text: str) -> None:
    """
    Primes and powers of primes, above a line and below; 0 and 1 have none.
    """
    assert lack_of("factored", text) is None


@pytest.mark.parametrize("text", ["12", "4*3", "4^2", "0.5", "1*2", "2+1", "2*sqrt(9)", "99999999999"])
def test_composite_numbers_are_not_prime(text: str) -> None:
    """
    A factor that is no prime, or no whole number at all.
    """
    assert lack_of("factored", text) == "not_prime"


primitive = st.tuples(st.integers(1, 6), st.integers(-9, 9).filter(bool)).filter(lambda pair: math.gcd(*pair) == 1)


@given(
    linear=st.lists(primitive, min_size=1, max_size=3),
    quadratic=st.lists(st.integers(1, 9), max_size=2),
    front=st.sampled_from([-3, -1, 1, 2, 10]),
)
def test_products_are_factored_and_their_expansions_are_not(
    linear: list[tuple[int, int]], quadratic: list[int], front: int
) -> None:
    """
    Linear factors without a common number, and `x^2 + c` with c above 0, are irreducible; two multiplied out are not.
    """
    factors = [[low, high] for high, low in linear] + [[c, 0, 1] for c in quadratic]
    product = [front]
    for factor in factors:
        product = _times(product, factor)

    assert lack_of("factored", f"{front}*" + "*".join([f"({_text(factor)})" for factor in factors])) is None
    if len(factors) > 1:
        assert lack_of("factored", _text(product)) in ("not_factored", "common_factor")


def _times(left: list[int], right: list[int]) -> list[int]:
    """
    Multiply two polynomials, lowest power first.
    """
    result = [0] * (len(left) + len(right) - 1)
    for place, one in enumerate(left):
        for other_place, other in enumerate(right):
            result[place + other_place] += one * other
    return result


def _text(coefficients: list[int]) -> str:
    """
    Write a polynomial out, highest power first.
    """
    return "+".join([f"({c})x^{power}" for power, c in reversed(list(enumerate(coefficients))) if c])
