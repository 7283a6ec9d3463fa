"""
Bounded arithmetic: operations on rational numbers that cannot run away.

Every operation looks at the size of what comes out, the costly ones before they
begin, and says `TooLarge` instead of computing it. Where an operation has no
value, or no rational one, that is its outcome. Trees are `exact`'s.
"""

import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, TypeAlias, final

import msgspec

from item_bank.algebra.limits import MAX_BITS, MAX_EXPONENT, MAX_FACTORIAL

__all__ = [
    "FUNCTIONS",
    "IRRATIONAL",
    "TOO_LARGE",
    "UNDEFINED",
    "NotExact",
    "Outcome",
    "Rational",
    "Undefined",
    "combine",
    "divide",
    "factorial",
    "numeral",
    "power",
    "repeating",
]


@final
class Undefined(msgspec.Struct, frozen=True):
    """There is no such value: a division by zero, a root of a negative number, `0^0`."""


@final
class NotExact(msgspec.Struct, frozen=True):
    """
    There may be a value, but none that is computed here.

    `irrational`: not known to be rational. `too_large`: beyond `MAX_BITS`.
    `free_name`: a name without a number. `not_real`: infinity, or an imaginary
    number. `not_one_number`: a statement, a list, a set, both signs at once.
    `unknown_function`: a function that is not computed.
    """

    reason: Literal["irrational", "too_large", "free_name", "not_real", "not_one_number", "unknown_function"]


Rational: TypeAlias = int | Fraction
Outcome: TypeAlias = Rational | Undefined | NotExact

UNDEFINED = Undefined()
TOO_LARGE, IRRATIONAL = NotExact("too_large"), NotExact("irrational")


def numeral(text: str) -> Rational:
    """
    Return the number that digits with at most one decimal point stand for.
    """
    whole, point, places = text.partition(".")
    if not point:
        return int(text)
    return Fraction(int(whole + places), 10 ** len(places))


def repeating(text: str, period: str) -> Rational:
    """
    Return the number that a repeating decimal stands for.

    The digits with one period, less those without it, over as many nines as the
    period has digits.
    """
    whole, _, places = text.partition(".")
    once, before = int(whole + places + period), int(whole + places or "0")
    return Fraction(once - before, (10 ** len(period) - 1) * 10 ** len(places))


def combine(operation: Callable[..., Outcome], *operands: Outcome) -> Outcome:
    """
    Apply an operation where all operands are numbers; else pass on why one is not.

    `Undefined` wins over `NotExact`.
    """
    reason: NotExact | None = None
    for operand in operands:
        if type(operand) is Undefined:
            return operand
        if type(operand) is NotExact:
            reason = reason or operand
    if reason is not None:
        return reason
    result = operation(*operands)
    if type(result) is Undefined or type(result) is NotExact or _bits(result) <= MAX_BITS:
        return result
    return TOO_LARGE


def _bits(number: Rational) -> int:
    """
    Return the length of the longer of numerator and denominator.
    """
    if type(number) is int:
        return number.bit_length() or 1
    return max(number.numerator.bit_length(), number.denominator.bit_length())


def divide(left: Rational, right: Rational) -> Outcome:
    """
    Divide, but not by zero.
    """
    return Fraction(left, right) if right else UNDEFINED


def power(base: Rational, exponent: Rational) -> Outcome:
    """
    Raise to a power, after looking how large that would be.
    """
    if base == 0:
        return 0 if exponent > 0 else UNDEFINED
    if exponent.denominator != 1:
        if base < 0 and exponent.denominator % 2 == 0:
            return UNDEFINED  # as the square root of it
        if base < 0 or exponent.denominator > MAX_BITS:
            return IRRATIONAL
        root = _root(Fraction(base), exponent.denominator)
        return combine(power, root, exponent.numerator)
    if base in (1, -1):
        return base if exponent.numerator % 2 else 1
    times = exponent.numerator
    if abs(times) > MAX_EXPONENT or abs(times) * (_bits(base) - 1) > MAX_BITS:
        return TOO_LARGE
    return base**times if times >= 0 else Fraction(base) ** times


def factorial(number: Rational) -> Outcome:
    """
    Return the factorial of a whole number from 0; of others it has no value here.
    """
    if number.denominator != 1 or number < 0:
        return UNDEFINED
    return math.factorial(number.numerator) if number <= MAX_FACTORIAL else TOO_LARGE


def _root(radicand: Fraction, degree: int) -> Outcome:
    """
    Return the root of a number that is not negative, where it is rational.
    """
    upper, lower = (_whole_root(part, degree) for part in (radicand.numerator, radicand.denominator))
    return IRRATIONAL if upper is None or lower is None else Fraction(upper, lower)


def _whole_root(number: int, degree: int) -> int | None:
    """
    Return the whole root of a whole number, where it has one.

    For squares `math.isqrt`, else halving of the interval: at most as many
    steps as the root has bits.
    """
    if degree == 2:  # noqa: PLR2004 - two is what a square root is
        low = math.isqrt(number)
    else:
        low, high = 0, 1 << (number.bit_length() // degree + 1)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if middle**degree <= number else (low, middle)
    return low if low**degree == number else None


def _square_root(radicand: Rational) -> Outcome:
    """
    Return the square root where it is rational.
    """
    return _root(Fraction(radicand), 2) if radicand >= 0 else UNDEFINED


def _whole(join: Callable[[int, int], int]) -> Callable[..., Outcome]:
    """
    Restrict a function to whole numbers; of others it has no value.
    """

    def restricted(left: Rational, right: Rational) -> Outcome:
        if left.denominator != 1 or right.denominator != 1:
            return UNDEFINED
        return join(left.numerator, right.numerator)

    return restricted


def _remainder(left: Rational, right: Rational) -> Outcome:
    """
    Return the remainder of a division, with the sign of the divisor.
    """
    return left % right if right else UNDEFINED


FUNCTIONS: Mapping[tuple[str, int], Callable[..., Outcome]] = MappingProxyType(
    {
        ("sqrt", 1): _square_root,
        ("abs", 1): abs,
        ("gcd", 2): _whole(math.gcd),
        ("lcm", 2): _whole(math.lcm),
        ("mod", 2): _remainder,
        ("min", 2): min,
        ("max", 2): max,
    }
)
"""The functions that are computed, by name and number of arguments; a context says which may be written."""
