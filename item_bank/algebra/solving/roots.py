"""
Roots: the real numbers at which a polynomial is zero, exactly.

Factored over the rational numbers (FLINT: Zassenhaus, van Hoeij), each
irreducible factor gives rational points or roots that are told apart for good.
"""

import functools
from fractions import Fraction
from typing import Final

import flint

from item_bank.algebra.limits import MAX_ROOT_WORK
from item_bank.algebra.solving.point import FIRST_BITS, Point, Root, ordered, real_balls
from item_bank.algebra.solving.undecided import OUT_OF_BOUNDS, Stop

__all__ = ["real_roots"]

CACHED: Final = 1024
"""Polynomials whose roots are kept: the same line is related to the one before and the one after it."""


def real_roots(polynomial: flint.fmpq_poly) -> tuple[Point, ...]:
    """
    Return the real roots of a polynomial that is not zero, each once, in increasing order.

    Raises
    ------
    Stop
        Where factoring it or isolating the roots of a factor is too much work.
    """
    return _real_roots(tuple(map(int, polynomial.numer().coeffs())))


@functools.lru_cache(maxsize=CACHED)
def _real_roots(coefficients: tuple[int, ...]) -> tuple[Point, ...]:
    """Solve whole coefficients."""
    points: list[Point] = []
    if len(coefficients) * _bits(coefficients) > MAX_ROOT_WORK:
        raise Stop(OUT_OF_BOUNDS)
    for polynomial, _ in flint.fmpz_poly(list(coefficients)).factor()[1]:
        factor = tuple(map(int, polynomial.coeffs()))
        if len(factor) == 2:  # noqa: PLR2004 - of degree one
            points.append(Fraction(-factor[0], factor[1]))
            continue
        if (len(factor) - 1) ** 2 * _bits(factor) > MAX_ROOT_WORK:
            raise Stop(OUT_OF_BOUNDS)
        points.extend([Root(factor, place) for place, _ in enumerate(real_balls(factor, FIRST_BITS))])
    return ordered(points)


def _bits(coefficients: tuple[int, ...]) -> int:
    """Return the length of the longest coefficient."""
    return max(map(int.bit_length, coefficients))
