"""
Complex balls: the functions of complex numbers, by their principal values.

Conventions are FLINT's `acb`, which are those of the C standard: cuts along the
real axis, counted to the side that continues anticlockwise. Functions of real
numbers alone (`floor`, `mod`, `min`) have no value elsewhere.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TypeAlias

from flint import acb, arb

from item_bank.algebra.ball import REAL, UNCLEAR, UNDEFINED, NoValue, exact_ball, root_degree, whole
from item_bank.algebra.limits import MAX_EXPONENT, MAX_GAMMA

__all__ = ["COMPLEX", "divide_complex", "power_complex"]

ComplexValue: TypeAlias = acb | NoValue
ZERO, ONE = acb(0), acb(1)
REAL_ONLY = ("floor", "ceil", "gcd", "lcm", "min", "max", "mod", "binomial", "atan2")


def divide_complex(left: acb, right: acb) -> ComplexValue:
    """
    Divide, but not by zero.
    """
    if ZERO in right:
        return UNDEFINED if right == 0 else UNCLEAR
    return left / right


def power_complex(base: acb, exponent: Fraction | acb) -> ComplexValue:
    """
    Raise to a power: exp(exponent * log(base)), and whole powers by multiplying.
    """
    if isinstance(exponent, Fraction):
        if exponent.denominator == 1 and 0 < exponent.numerator <= MAX_EXPONENT:
            return base**exponent.numerator
        exponent = acb(exact_ball(exponent))
    if ZERO in base:
        if base == 0 and ZERO not in exponent:
            return ZERO if exponent.real > 0 else UNDEFINED
        return UNDEFINED if base == 0 and exponent == 0 else UNCLEAR
    return base**exponent


def _off_zero(function: Callable[[acb], acb]) -> Callable[[acb], ComplexValue]:
    """Restrict a function to numbers other than zero."""

    def restricted(ball: acb) -> ComplexValue:
        if ZERO in ball:
            return UNDEFINED if ball == 0 else UNCLEAR
        return function(ball)

    return restricted


def _over(upper: Callable[[acb], acb], lower: Callable[[acb], acb]) -> Callable[[acb], ComplexValue]:
    """Divide one function by another."""
    return lambda ball: divide_complex(upper(ball), lower(ball))


def _root(radicand: acb, degree: acb) -> ComplexValue:
    """Take the principal root, of a real degree."""
    if degree.imag != 0 or ZERO in degree:
        return UNDEFINED
    count = root_degree(degree.real)
    if count is not None:
        return power_complex(radicand, Fraction(1, count))
    return UNDEFINED if whole(degree.real) is not None else power_complex(radicand, 1 / degree)


def _logarithm(number: acb, base: acb) -> ComplexValue:
    """Take the logarithm to a base."""
    upper, lower = LOGARITHM(number), LOGARITHM(base)
    if type(upper) is NoValue:
        return upper
    return lower if type(lower) is NoValue else divide_complex(upper, lower)


def _factorial(number: acb) -> ComplexValue:
    """Return the factorial by the gamma function."""
    if number.imag == 0:
        real = REAL["factorial"](number.real)
        return real if type(real) is NoValue else acb(real)
    return (number + 1).gamma() if abs(number) <= MAX_GAMMA else UNCLEAR


def _sign(number: acb) -> ComplexValue:
    """Return the direction of a number: it over its size, and zero for zero."""
    if ZERO in number:
        return ZERO if number == 0 else UNCLEAR
    return number.sgn()


def _of_reals(name: str) -> Callable[..., ComplexValue]:
    """Apply a function of real numbers; others have no value."""
    function = REAL[name]

    def applied(*balls: acb) -> ComplexValue:
        if not all(ball.imag.is_zero() for ball in balls):
            return UNCLEAR if all(0 in ball.imag for ball in balls) else UNDEFINED
        real = function(*[ball.real for ball in balls])
        return real if type(real) is NoValue else acb(real)

    return applied


def _argument(ball: acb) -> acb:
    """Return the angle of a number."""
    return acb(ball.arg())


LOGARITHM = _off_zero(acb.log)

COMPLEX: Mapping[str, Callable[..., ComplexValue]] = MappingProxyType(
    {
        "sqrt": acb.sqrt,
        "root": _root,
        "abs": lambda ball: acb(abs(ball)),
        "exp": acb.exp,
        "ln": LOGARITHM,
        "log": lambda ball: _logarithm(ball, acb(10)),
        "log_to": _logarithm,
        "sin": acb.sin,
        "cos": acb.cos,
        "tan": _over(acb.sin, acb.cos),
        "cot": _over(acb.cos, acb.sin),
        "sec": _over(lambda _: ONE, acb.cos),
        "csc": _over(lambda _: ONE, acb.sin),
        "asin": acb.asin,
        "acos": acb.acos,
        "atan": acb.atan,
        "acot": lambda ball: acb(arb.pi() / 2) - ball.atan(),
        "asec": _off_zero(lambda ball: (1 / ball).acos()),
        "acsc": _off_zero(lambda ball: (1 / ball).asin()),
        "sinh": acb.sinh,
        "cosh": acb.cosh,
        "tanh": acb.tanh,
        "coth": _over(acb.cosh, acb.sinh),
        "sech": _over(lambda _: ONE, acb.cosh),
        "csch": _over(lambda _: ONE, acb.sinh),
        "asinh": acb.asinh,
        "acosh": acb.acosh,
        "atanh": acb.atanh,
        "sign": _sign,
        "factorial": _factorial,
        "re": lambda ball: acb(ball.real),
        "im": lambda ball: acb(ball.imag),
        "conj": acb.conjugate,
        "arg": _off_zero(_argument),
        **{name: _of_reals(name) for name in REAL_ONLY},
    }
)
"""By the name in a tree, as in `ball.REAL`."""
