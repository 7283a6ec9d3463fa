"""
Rational statements: where two quotients stand in a relation.

Numerators and written denominators are factored, their real roots isolated, and
the sign between neighbouring ones read off at one number each: exact truth for
equations and inequalities alike, with gained, lost and excluded values in sight
(cylindrical decomposition of the line, Collins 1975).
"""

from itertools import pairwise
from typing import Final, TypeAlias

import flint

from item_bank.algebra.solving.point import Point, between, ordered
from item_bank.algebra.solving.quotient import ONE, Quotient
from item_bank.algebra.solving.real_set import EMPTY, RealSet, finite, on_cells
from item_bank.algebra.solving.roots import real_roots
from item_bank.algebra.tree import Operator

__all__ = ["SIGNS", "Sign", "compared"]

Sign: TypeAlias = int

SIGNS: Final[dict[Operator, frozenset[Sign]]] = {
    "=": frozenset({0}),
    "!=": frozenset({-1, 1}),
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    ">": frozenset({1}),
    ">=": frozenset({0, 1}),
}
"""The signs of a difference with which a relation is true."""


def compared(left: Quotient, right: Quotient, operator: Operator) -> RealSet:
    """
    Return where one quotient stands in a relation to another; nowhere where one has no value.

    Raises
    ------
    Stop
        Where the roots of a polynomial are too much work.
    """
    holes = left.holes + right.holes
    if any(hole.is_zero() for hole in holes):
        return EMPTY
    if left.below is right.below:
        difference = left.above - right.above
    else:
        difference = left.above * right.below - right.above * left.below
    missing = finite([root for hole in holes for root in real_roots(hole)]) if holes else EMPTY
    true = SIGNS[operator]
    if difference.is_zero():
        return ~missing if 0 in true else EMPTY
    zeros = real_roots(difference)
    match operator:
        case "=":
            return finite(zeros) - missing
        case "!=":
            return ~(finite(zeros) | missing)
        case _:
            return _by_sign(difference, (left.below, right.below), zeros, missing, true)


def _by_sign(
    difference: flint.fmpq_poly,
    below: tuple[flint.fmpq_poly, flint.fmpq_poly],
    zeros: tuple[Point, ...],
    missing: RealSet,
    true: frozenset[Sign],
) -> RealSet:
    """
    Read truth off at one number in each cell.
    """
    points = ordered((*zeros, *missing.points)) if missing.points else zeros
    ends: tuple[Point | None, ...] = (None, *points, None)
    on = []
    for low, high in pairwise(ends):
        inside = between(low, high)
        at = flint.fmpq(inside.numerator, inside.denominator)
        sign = _sign(difference(at))
        for divisor in below:
            if divisor is not ONE:
                sign *= _sign(divisor(at))
        on.append(sign in true)
    return on_cells(points, [0 in true] * len(points), on) - missing


def _sign(number: flint.fmpq) -> Sign:
    """Return -1, 0 or 1."""
    return (number > 0) - (number < 0)
