"""
Systems beyond linear ones: finitely many points, exactly.

What equations say directly (`x = sqrt(2)`) is put into the others until nothing
is left. Two unknowns of polynomial equations are eliminated one by one with a
resultant (Sylvester 1840); of the candidates for each, the pairs at which all
equations are zero are the solutions.
"""

from collections.abc import Iterator
from itertools import product
from typing import Final, TypeAlias

import flint

from item_bank.algebra.solving.constant import constant_point
from item_bank.algebra.solving.fraction import Fractions, degree_in
from item_bank.algebra.solving.point import Point
from item_bank.algebra.solving.real_set import RealSet
from item_bank.algebra.solving.roots import real_roots
from item_bank.algebra.solving.scale import with_names
from item_bank.algebra.solving.sign import Signs
from item_bank.algebra.solving.statement import truth
from item_bank.algebra.solving.undecided import NOT_ALGEBRAIC, OUT_OF_BOUNDS, Stop
from item_bank.algebra.tree import Name, Relation, Subtract, Tree, names

__all__ = ["Equation", "common_points"]

Equation: TypeAlias = tuple[Tree, Tree]
"""Two sides."""
MAX_RESULTANT: Final = 8
"""Degree of what is left for one unknown; two conics have four common points."""
PAIR: Final = 2


def common_points(equations: tuple[Equation, ...], unknowns: tuple[str, ...]) -> tuple[tuple[Point, ...], ...]:
    """
    Return the real points at which all equations hold.

    Raises
    ------
    Stop
        Where these are not finitely many, or cannot be found here.
    """
    found: dict[str, Tree] = {}
    left = equations
    while (known := next(_said(left, found), None)) is not None:
        found[known[0]] = known[1]
        left = tuple([(with_names(one, found), with_names(other, found)) for one, other in equations])
    rest = tuple([name for name in unknowns if name not in found])
    points: dict[str, Point] = {}
    for name, tree in found.items():
        point = constant_point(tree)
        if point is None:
            return ()
        points[name] = point
    signs = [Signs(Subtract(one, other)) for one, other in equations]
    solved = []
    for others in _candidates(left, rest):
        at = points | others
        if all(sign.at(at) == 0 for sign in signs):
            solved.append(tuple([at[name] for name in unknowns]))
    return tuple(solved)


def _said(equations: tuple[Equation, ...], found: dict[str, Tree]) -> Iterator[tuple[str, Tree]]:
    """Yield names that an equation says directly, with what they are."""
    for sides in equations:
        for near, far in (sides, sides[::-1]):
            if isinstance(near, Name) and near.name not in found and not names(far):
                yield near.name, far


def _candidates(equations: tuple[Equation, ...], rest: tuple[str, ...]) -> Iterator[dict[str, Point]]:
    """Yield values of the unknowns that are left; each solution is among them."""
    if not rest:
        yield {}
        return
    if len(rest) == 1:
        yield from ({rest[0]: point} for point in _alone(equations, rest[0]))
        return
    if len(rest) != PAIR:
        raise Stop(NOT_ALGEBRAIC)
    reader = Fractions(rest)
    polynomials = [reader.read(Subtract(one, other)).above for one, other in equations]
    if reader.equations or len(polynomials) < PAIR:
        raise Stop(NOT_ALGEBRAIC)
    ends = [_eliminated(polynomials[0], polynomials[1], place) for place in range(PAIR)]
    for pair in product(*ends):
        yield dict(zip(rest, pair, strict=True))


def _alone(equations: tuple[Equation, ...], unknown: str) -> tuple[Point, ...]:
    """Return the finitely many values that one of several equations leaves to one unknown."""
    for sides in equations:
        found = truth(Relation(sides, ("=",)), unknown)
        if isinstance(found, RealSet) and not any(found.on):
            return found.points
    raise Stop(NOT_ALGEBRAIC)


def _eliminated(left: flint.fmpq_mpoly, right: flint.fmpq_mpoly, place: int) -> tuple[Point, ...]:
    """Return the values of one of two unknowns at which two polynomials may both be zero."""
    other = 1 - place
    reached = left.total_degree() * degree_in(right, other) + right.total_degree() * degree_in(left, other)
    if reached > 2 * MAX_RESULTANT:
        raise Stop(OUT_OF_BOUNDS)
    resultant = left.resultant(right, f"x{other}")
    if resultant.is_zero():
        raise Stop(NOT_ALGEBRAIC)
    coefficients = [flint.fmpq(0)] * (resultant.total_degree() + 1)
    for monomial, factor in resultant.terms():
        coefficients[monomial[place]] = factor
    return real_roots(flint.fmpq_poly(coefficients))
