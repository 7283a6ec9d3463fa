"""What `complex_ball` promises: principal values, and honest words where there is none."""

import cmath
from fractions import Fraction

import pytest
from flint import acb, arb

from item_bank.algebra.ball import REAL, NoValue
from item_bank.algebra.complex_ball import COMPLEX, divide_complex, power_complex

WIDE = acb(arb(0, 0.5))


def test_every_real_function_has_a_complex_meaning() -> None:
    """
    The two tables name the same functions.
    """
    assert {*REAL} == {*COMPLEX}


@pytest.mark.parametrize("number", [2 + 1j, -2 + 1j, -0.5 - 0.25j, 3 - 4j])
@pytest.mark.parametrize("function", ["sqrt", "exp", "sin", "cos", "tan", "asin", "acos", "atan", "sinh", "acosh"])
def test_values_are_those_of_the_c_standard(function: str, number: complex) -> None:
    """
    The same branch of every function.
    """
    ball = COMPLEX[function](acb(number.real, number.imag))

    assert isinstance(ball, acb)
    assert abs(complex(float(ball.real.mid()), float(ball.imag.mid())) - getattr(cmath, function)(number)) < 1e-9


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        ("ln", (-1,), cmath.pi * 1j),
        ("log", (-10,), 1 + cmath.pi * 1j / cmath.log(10)),
        ("log_to", (8, 2), 3),
        ("root", (-8, 3), 1 + cmath.sqrt(-3)),
        ("root", (-1, 2.5), cmath.exp(0.4j * cmath.pi)),
        ("atan2", (1, 1), cmath.pi / 4),
        ("cot", (1,), 1 / cmath.tan(1)),
        ("sec", (1,), 1 / cmath.cos(1)),
        ("csc", (1,), 1 / cmath.sin(1)),
        ("acot", (-1,), cmath.pi * 3 / 4),
        ("asec", (2,), cmath.acos(0.5)),
        ("acsc", (2,), cmath.asin(0.5)),
        ("abs", (3 + 4j,), 5),
        ("sign", (3 + 4j,), 0.6 + 0.8j),
        ("sign", (0,), 0),
        ("re", (3 + 4j,), 3),
        ("im", (3 + 4j,), 4),
        ("conj", (3 + 4j,), 3 - 4j),
        ("arg", (1j,), cmath.pi / 2),
        ("factorial", (4,), 24),
        ("floor", (2.5,), 2),
        ("mod", (7, 3), 1),
        ("binomial", (5, 2), 10),
    ],
)
def test_principal_values(function: str, arguments: tuple[complex, ...], expected: complex) -> None:
    """
    Roots and logarithms of negative numbers are the principal ones.
    """
    ball = COMPLEX[function](*[acb(one.real, one.imag) for one in map(complex, arguments)])

    assert isinstance(ball, acb)
    assert abs(complex(float(ball.real.mid()), float(ball.imag.mid())) - expected) < 1e-9


@pytest.mark.parametrize(
    ("function", "arguments", "expected"),
    [
        ("ln", (acb(0),), NoValue.UNDEFINED),
        ("ln", (WIDE,), NoValue.UNCLEAR),
        ("log_to", (acb(0), acb(2)), NoValue.UNDEFINED),
        ("log_to", (acb(2), acb(0)), NoValue.UNDEFINED),
        ("log_to", (acb(2), acb(1)), NoValue.UNDEFINED),
        ("root", (acb(2), acb(0)), NoValue.UNDEFINED),
        ("root", (acb(2), acb(0, 1)), NoValue.UNDEFINED),
        ("cot", (acb(0),), NoValue.UNDEFINED),
        ("sign", (WIDE,), NoValue.UNCLEAR),
        ("floor", (acb(0, 1),), NoValue.UNDEFINED),
        ("floor", (acb(arb(0.5), arb(0, 0.5)),), NoValue.UNCLEAR),
        ("mod", (acb(1), acb(0)), NoValue.UNDEFINED),
        ("factorial", (acb(-1),), NoValue.UNDEFINED),
        ("factorial", (acb(10**6, 1),), NoValue.UNCLEAR),
    ],
)
def test_what_has_no_value_says_so(function: str, arguments: tuple[acb, ...], expected: NoValue) -> None:
    """
    Poles have none, functions of real numbers have none elsewhere.
    """
    assert expected is COMPLEX[function](*arguments)


def test_the_factorial_goes_on_off_the_real_line() -> None:
    """
    It keeps its rule, n! = n (n - 1)!, for complex n too.
    """
    above, below = COMPLEX["factorial"](acb(2, 1)), COMPLEX["factorial"](acb(1, 1))

    assert isinstance(above, acb)
    assert isinstance(below, acb)
    assert above.overlaps(below * acb(2, 1))


@pytest.mark.parametrize(
    ("base", "exponent", "expected"),
    [
        (acb(0), Fraction(1, 2), acb(0)),
        (acb(0), Fraction(-1), NoValue.UNDEFINED),
        (acb(0), Fraction(0), NoValue.UNDEFINED),
        (acb(0), acb(0, 1), NoValue.UNDEFINED),
        (acb(0), WIDE, NoValue.UNCLEAR),
        (WIDE, Fraction(1, 2), NoValue.UNCLEAR),
        (acb(0, 1), Fraction(2), acb(-1)),
    ],
)
def test_powers_of_zero_and_of_the_imaginary_unit(base: acb, exponent: Fraction | acb, expected: acb | NoValue) -> None:
    """
    Zero has positive powers alone.
    """
    assert expected == power_complex(base, exponent)


def test_division_by_zero_has_no_value() -> None:
    """
    Nor one that can be told where the divisor may be zero.
    """
    assert NoValue.UNDEFINED is divide_complex(acb(1), acb(0))
    assert NoValue.UNCLEAR is divide_complex(acb(1), WIDE)
