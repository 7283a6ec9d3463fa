"""What `ball` promises: enclosures of real functions, and honest words where there is no value."""

from fractions import Fraction

import pytest
from flint import arb
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.ball import REAL, NoValue, divide_real, exact_ball, power_real, root_degree, whole
from item_bank.algebra.functions import FUNCTIONS
from item_bank.algebra.limits import MAX_EXPONENT

WIDE = arb(0, 0.5)
"""Between -1/2 and 1/2."""
NEAR_ONE = arb(1, 0.25)


def test_every_function_that_is_read_has_a_real_meaning() -> None:
    """
    The table of what is read and the table of what is worked out name the same functions.
    """
    assert {*FUNCTIONS, "log_to", "factorial"} == {*REAL}


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("sqrt", (-4,)),
        ("ln", (0,)),
        ("ln", (-1,)),
        ("log", (-1,)),
        ("log_to", (2, 1)),
        ("log_to", (2, -1)),
        ("asin", (2,)),
        ("acos", (-2,)),
        ("acosh", (0,)),
        ("atanh", (1,)),
        ("atanh", (-3,)),
        ("asec", (0,)),
        ("acsc", (0.5,)),
        ("cot", (0,)),
        ("csc", (0,)),
        ("mod", (2, 0)),
        ("arg", (0,)),
        ("gcd", (0.5, 3)),
        ("root", (2, 0)),
        ("root", (2, -3)),
        ("root", (-2, 0.5)),
        ("atan2", (0, 0)),
        ("root", (-2, 4)),
        ("binomial", (4, 0.5)),
        ("factorial", (-2,)),
    ],
)
def test_outside_its_domain_a_function_has_no_value(function: str, arguments: tuple[float, ...]) -> None:
    """
    Neither not-a-number nor a complex value: it is said that there is none.
    """
    assert NoValue.UNDEFINED is REAL[function](*map(arb, arguments))


@pytest.mark.parametrize(
    ("function", "arguments"),
    [
        ("sqrt", (WIDE,)),
        ("ln", (WIDE,)),
        ("log", (WIDE,)),
        ("log_to", (arb(2), NEAR_ONE)),
        ("asin", (NEAR_ONE,)),
        ("acosh", (NEAR_ONE,)),
        ("atanh", (NEAR_ONE,)),
        ("asec", (WIDE,)),
        ("tan", (arb.pi() / 2,)),
        ("floor", (NEAR_ONE,)),
        ("ceil", (NEAR_ONE,)),
        ("sign", (WIDE,)),
        ("mod", (NEAR_ONE, arb(1))),
        ("mod", (arb(1), WIDE)),
        ("arg", (WIDE,)),
        ("gcd", (NEAR_ONE, arb(3))),
        ("factorial", (arb(10) ** 9,)),
        ("factorial", (arb(-2, 0.25),)),
        ("binomial", (arb(7), arb(10_000))),
    ],
)
def test_on_the_edge_it_cannot_be_told(function: str, arguments: tuple[arb, ...]) -> None:
    """
    A ball over the edge of a domain, on a jump, or beyond the limits decides nothing.
    """
    assert NoValue.UNCLEAR is REAL[function](*arguments)


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        ("root", (-8, 3), -2),
        ("root", (3, 0.5), 9),
        ("atan2", (2, 2), 3.141592653589793 / 4),
        ("atan2", (0, -1), 3.141592653589793),
        ("atan2", (-1, 0), -3.141592653589793 / 2),
        ("abs", (-3,), 3),
        ("log", (1000,), 3),
        ("log_to", (8, 2), 3),
        ("sec", (0,), 1),
        ("asec", (1,), 0),
        ("acosh", (1,), 0),
        ("floor", (-2.5,), -3),
        ("ceil", (-2.5,), -2),
        ("sign", (-2.5,), -1),
        ("gcd", (12, -18), 6),
        ("gcd", (12, 18, 4), 2),
        ("lcm", (4, 6), 12),
        ("lcm", (0, 0), 0),
        ("min", (3, 1, 2), 1),
        ("max", (3, 1, 4), 4),
        ("mod", (-7, 3), 2),
        ("mod", (7, -3), -2),
        ("binomial", (5, 2), 10),
        ("binomial", (5, -1), 0),
        ("binomial", (0.5, 2), -0.125),
        ("factorial", (5,), 120),
        ("re", (3,), 3),
        ("im", (3,), 0),
        ("conj", (3,), 3),
        ("arg", (3,), 0),
    ],
)
def test_values_are_enclosed(function: str, arguments: tuple[float, ...], expected: float) -> None:
    """
    Whatever a function gives holds its true value, tightly.
    """
    ball = REAL[function](*map(arb, arguments))

    assert isinstance(ball, arb)
    assert expected in ball
    assert ball.rad() < 1e-9


def test_the_inverse_cotangent_lies_between_nought_and_pi() -> None:
    """
    As in ISO 80000-2, so that it has no jump.
    """
    turned = REAL["acot"](arb(-1)), REAL["arg"](arb(-1))

    assert arb.pi() * 3 / 4 in turned[0] - arb(0, 1e-9)
    assert turned[1] == arb.pi() or turned[1].overlaps(arb.pi())


@pytest.mark.parametrize(
    ("base", "exponent", "expected"),
    [
        (-8, Fraction(1, 3), -2),
        (-8, Fraction(2, 6), -2),
        (-8, Fraction(2, 3), 4),
        (-8, Fraction(-1, 3), -0.5),
        (9, Fraction(1, 2), 3),
        (0, Fraction(1, 2), 0),
        (0, Fraction(3), 0),
        (2, Fraction(0), 1),
        (2, Fraction(-2), 0.25),
        (-2, arb(3), -8),
        (4, arb(0.5), 2),
        (0, arb(0.5), 0),
        (1, Fraction(1, 10**9), 1),
    ],
)
def test_powers_are_real_where_they_can_be(base: int, exponent: Fraction | arb, expected: float) -> None:
    """
    An odd denominator in lowest terms takes negative bases too.
    """
    ball = power_real(arb(base), exponent)

    assert isinstance(ball, arb)
    assert expected in ball


@pytest.mark.parametrize(
    ("base", "exponent", "expected"),
    [
        (arb(-4), Fraction(1, 2), NoValue.UNDEFINED),
        (arb(0), Fraction(0), NoValue.UNDEFINED),
        (arb(0), Fraction(-1, 2), NoValue.UNDEFINED),
        (arb(-2), arb(0.5), NoValue.UNDEFINED),
        (arb(0), arb(-0.5), NoValue.UNDEFINED),
        (WIDE, Fraction(-1), NoValue.UNCLEAR),
        (WIDE, Fraction(1, 2), NoValue.UNCLEAR),
        (WIDE, arb(0.5), NoValue.UNCLEAR),
        (arb(0), WIDE, NoValue.UNCLEAR),
    ],
)
def test_powers_without_a_real_value_say_so(base: arb, exponent: Fraction | arb, expected: NoValue) -> None:
    """
    No even root of a negative number, no nought to the nought, and no guess.
    """
    assert expected is power_real(base, exponent)


def test_division_by_zero_has_no_value_and_by_what_may_be_zero_none_that_can_be_told() -> None:
    """
    Exact zero is told from a ball that holds it.
    """
    assert NoValue.UNDEFINED is divide_real(arb(1), arb(0))
    assert NoValue.UNCLEAR is divide_real(arb(1), WIDE)
    assert arb(0.5) == divide_real(arb(1), arb(2))


@given(st.integers(-(2**70), 2**70))
def test_whole_numbers_come_out_of_balls_within_the_limit(number: int) -> None:
    """
    Others, and those beyond 2^64, are None: a huge one would fill the memory.
    """
    assert whole(arb(number)) == (number if abs(number) <= 2**64 else None)
    assert whole(arb(number) + 0.5) is None
    assert whole(arb(2) ** 2**70) is None


@given(st.integers(-5, 20_000))
def test_degrees_of_roots_are_whole_from_one(number: int) -> None:
    """
    And bounded, as exponents are.
    """
    assert root_degree(arb(number)) == (number if 0 < number <= 10_000 else None)


@given(st.fractions())
def test_rational_numbers_lie_in_their_balls(exact: Fraction) -> None:
    """
    Numerator over denominator, wherever the rounding goes.
    """
    assert 0 in exact_ball(exact) * exact.denominator - exact.numerator


def test_a_negative_number_is_raised_to_the_largest_whole_exponent() -> None:
    """
    The limit itself is within it, for powers and for roots.
    """
    assert 1 == abs(power_real(arb(-1), Fraction(MAX_EXPONENT)))
    assert 1 == abs(power_real(arb(-1), Fraction(1, MAX_EXPONENT - 1 + MAX_EXPONENT % 2)))
    assert NoValue.UNDEFINED is power_real(arb(-1), Fraction(MAX_EXPONENT + 1))
