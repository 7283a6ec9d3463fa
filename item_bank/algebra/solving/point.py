"""
Points of the real line: rational numbers, algebraic ones, and others by their digits.

An algebraic number is the root with a given place, counted from the left, of an
irreducible polynomial with whole coefficients, so that equal numbers are equal
values here. Order is decided by balls around the roots (FLINT), refined until
they part: distinct algebraic numbers always do. What is not known to be
algebraic (`pi`) is known by its first digits, and equal where these are.
"""

import functools
import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, Final, TypeAlias

import flint
import msgspec

__all__ = ["Numeric", "Point", "Root", "ball", "between", "digits", "from_ball", "order", "ordered", "real_balls"]

FIRST_BITS: Final = 64
"""Precision at which two points are first told apart; school roots are further apart than 2^-50."""
NEAR: Final = Fraction(1, 2**FIRST_BITS)
"""Points that are no further apart have just any number between them."""
DIGITS: Final = 72
"""Digits by which points are hashed, and numbers known that are not seen to be algebraic; literals have up to 60."""
DIGITS_BITS: Final = 320
"""Precision at which the digits are worked out: that two roundings of one number differ has a chance of 2^-80."""
LARGEST_DENOMINATOR: Final = 10**6
"""Of a rational number that is recognised by its digits; a chance agreement has 10^-27."""
CACHED: Final = 1024
"""Polynomials whose roots are kept; a class works on few at a time."""


class Root(msgspec.Struct, frozen=True):
    """
    A real root of an irreducible polynomial of degree two or more.

    Attributes
    ----------
    polynomial
        Whole coefficients from the constant up, without a common factor, the
        leading one positive.
    place
        Which of its real roots, from 0, in increasing order.
    """

    polynomial: tuple[int, ...]
    place: int


class Numeric(msgspec.Struct, frozen=True):
    """A number that is known by its first `DIGITS` digits alone."""

    digits: str


Point: TypeAlias = Fraction | Root | Numeric


@functools.lru_cache(maxsize=CACHED)
def real_balls(polynomial: tuple[int, ...], bits: int) -> tuple[flint.arb, ...]:
    """
    Enclose the real roots of a polynomial without multiple ones, in increasing order.

    Parameters
    ----------
    polynomial
        Whole coefficients from the constant up.
    bits
        Relative precision.
    """
    with flint.ctx.workprec(bits):
        if len(polynomial) == 3:  # noqa: PLR2004 - of degree two, by the formula, ten times as fast
            constant, linear, leading = polynomial
            inside = linear * linear - 4 * constant * leading
            if inside < 0:
                return ()
            root = flint.arb(inside).sqrt()
            return (-linear - root) / (2 * leading), (-linear + root) / (2 * leading)
        # FLINT's own types leave the multiplicities out that stand beside the roots
        found: list[Any] = flint.fmpz_poly(list(polynomial)).complex_roots()
    roots: list[flint.acb] = [root for root, _ in found]
    return tuple(sorted([root.real for root in roots if root.imag.is_zero()], key=_middle))


def ball(point: Point, bits: int) -> flint.arb:
    """
    Enclose a point with a relative precision of so many bits; of digits, as far as they go.
    """
    if isinstance(point, Root):
        return real_balls(point.polynomial, bits)[point.place]
    if isinstance(point, Fraction):
        with flint.ctx.workprec(bits):
            return flint.arb(flint.fmpq(point.numerator, point.denominator))
    with flint.ctx.workprec(DIGITS_BITS):
        return flint.arb(point.digits) * flint.arb(1, flint.arb(10) ** (1 - DIGITS))


def order(left: Point, right: Point) -> int:
    """
    Compare two points: -1, 0 or 1.

    Exact for rational and algebraic ones; others are equal where their digits agree.
    """
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return (left > right) - (left < right)
    if left == right:
        return 0
    digital = isinstance(left, Numeric) or isinstance(right, Numeric)
    bits = FIRST_BITS
    while True:
        first, second = ball(left, bits), ball(right, bits)
        if first < second:
            return -1
        if first > second:
            return 1
        if digital and bits >= DIGITS_BITS:
            return 0
        bits *= 2


def ordered(points: Iterable[Point]) -> tuple[Point, ...]:
    """
    Sort points, each once.
    """
    found: list[Point] = []
    for point in sorted(points, key=functools.cmp_to_key(order)):
        if not found or order(found[-1], point):
            found.append(point)
    return tuple(found)


def digits(point: Point) -> str:
    """
    Return what is equal for equal points, however they came about.
    """
    match point:
        case Fraction():
            return str(point)
        case Numeric(text):
            return text
        case _:
            return ball(point, DIGITS_BITS).str(DIGITS, radius=False)


def from_ball(enclosure: flint.arb) -> Fraction | Numeric:
    """
    Return the number that a ball of `DIGITS_BITS` bits or more stands for.

    A fraction with a small denominator is recognised by its digits.
    """
    middle = enclosure.mid().fmpq()
    simple = Fraction(int(middle.p), int(middle.q)).limit_denominator(LARGEST_DENOMINATOR)
    if enclosure.contains(flint.fmpq(simple.numerator, simple.denominator)):
        return simple
    return Numeric(enclosure.str(DIGITS, radius=False))


def between(left: Point | None, right: Point | None) -> Fraction:
    """
    Return a simple number strictly between two points in order; None is an open end.
    """
    if left is None and right is None:
        return Fraction(0)
    bits = FIRST_BITS
    while True:
        low = None if left is None else _upper(left, bits)
        high = None if right is None else _lower(right, bits)
        if low is None or high is None or low + NEAR < high:
            return _simplest(low, high)
        if low < high:
            # the simplest of numbers so near would take long to find, and nobody has to look at it
            steps = 1 << ((high - low).denominator.bit_length() + 1)
            return Fraction(math.floor(low * steps) + 1, steps)
        bits *= 2


def _middle(root: flint.arb) -> flint.arb:
    """Return the middle of a ball."""
    return root.mid()


def _upper(point: Point, bits: int) -> Fraction:
    """Return a fraction not below a point."""
    if isinstance(point, Fraction):
        return point
    with flint.ctx.workprec(bits):
        return _fraction(ball(point, bits).upper())


def _lower(point: Point, bits: int) -> Fraction:
    """Return a fraction not above a point."""
    if isinstance(point, Fraction):
        return point
    with flint.ctx.workprec(bits):
        return _fraction(ball(point, bits).lower())


def _fraction(exact: flint.arb) -> Fraction:
    """Return the fraction that a ball without radius is."""
    middle = exact.fmpq()
    return Fraction(int(middle.p), int(middle.q))


def _simplest(low: Fraction | None, high: Fraction | None) -> Fraction:
    """
    Return the number with the smallest denominator strictly between two, of those the one nearest to zero.
    """
    if (low is None or low < 0) and (high is None or high > 0):
        return Fraction(0)
    if low is None or (high is not None and high <= 0):
        return -_simplest(None if high is None else -high, None if low is None else -low)
    whole = Fraction(math.floor(low))
    if high is None or whole + 1 < high:
        return whole + 1
    # here low and high lie within one step of whole numbers: turn what is left upside down
    beyond = None if low == whole else 1 / (low - whole)
    return whole + 1 / _simplest(1 / (high - whole), beyond)
