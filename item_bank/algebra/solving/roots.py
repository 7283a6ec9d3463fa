"""
Roots: the real numbers at which a polynomial is zero, exactly.

Factored over the rational numbers (FLINT: Zassenhaus, van Hoeij), each
irreducible factor gives rational points or roots that are told apart for good.
"""

import functools
from fractions import Fraction
from typing import Final

import flint

from item_bank.algebra.solving.point import FIRST_BITS, Point, Root, ordered, real_balls

__all__ = ["factors", "real_roots"]

CACHED: Final = 1024
"""Polynomials whose roots are kept: the same line is related to the one before and the one after it."""


def factors(polynomial: flint.fmpq_poly) -> tuple[tuple[int, ...], ...]:
    """
    Return the irreducible factors of a polynomial over the rational numbers, each once, constants left out.

    Each as whole coefficients from the constant up, without a common factor, the
    leading one positive; sorted, so that equal sets of factors are equal tuples.
    """
    return _factors(tuple(map(int, polynomial.numer().coeffs())))


def real_roots(polynomial: flint.fmpq_poly) -> tuple[Point, ...]:
    """
    Return the real roots of a polynomial that is not zero, each once, in increasing order.
    """
    return _real_roots(tuple(map(int, polynomial.numer().coeffs())))


@functools.lru_cache(maxsize=CACHED)
def _factors(coefficients: tuple[int, ...]) -> tuple[tuple[int, ...], ...]:
    """Factor whole coefficients."""
    if len(coefficients) <= 1:
        return ()
    _, found = flint.fmpz_poly(list(coefficients)).factor()
    return tuple(sorted([tuple(map(int, factor.coeffs())) for factor, _ in found]))


@functools.lru_cache(maxsize=CACHED)
def _real_roots(coefficients: tuple[int, ...]) -> tuple[Point, ...]:
    """Solve whole coefficients."""
    points: list[Point] = []
    for factor in _factors(coefficients):
        if len(factor) == 2:  # noqa: PLR2004 - of degree one
            points.append(Fraction(-factor[0], factor[1]))
        else:
            points.extend([Root(factor, place) for place, _ in enumerate(real_balls(factor, FIRST_BITS))])
    return ordered(points)
