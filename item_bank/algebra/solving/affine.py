"""
Solutions of systems: unions of points, lines, planes, exactly.

A system of linear equations is known by its reduced rows over the rational
numbers, which are equal for all systems with the same solutions; several of them
joined by `or`, or listed as points, by the set of those that no other one holds.
Points may have algebraic coordinates too.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

import flint
import msgspec

from item_bank.algebra.exact import number
from item_bank.algebra.solving.point import Point
from item_bank.algebra.solving.sign import Signs
from item_bank.algebra.tree import Add, Multiply, Name, Negate, Tree

__all__ = ["Affine", "Flat", "Row", "affine", "contained", "flat", "flat_of", "only_point"]

Row: TypeAlias = tuple[Point, ...]
"""
The coefficients of one equation, in the order of the unknowns, and what they add up to.

All are rational, but for the last ones of a single point.
"""
Flat: TypeAlias = tuple[Row, ...]
"""A point, line, plane, ...: the rows of its reduced echelon form, without those of zeros; none for the whole space."""


class Affine(msgspec.Struct, frozen=True):
    """
    A union of flats.

    Attributes
    ----------
    unknowns
        The names of the coordinates, in order.
    flats
        Its parts, none held by another; empty where there is no solution.
    """

    unknowns: tuple[str, ...]
    flats: frozenset[Flat]


def flat(rows: Iterable[tuple[Fraction, ...]]) -> Flat | None:
    """
    Reduce linear equations to the rows that all systems with their solutions share; None where they have no solution.

    Gauss and Jordan's elimination, by FLINT.
    """
    given = [[flint.fmpq(entry.numerator, entry.denominator) for entry in row] for row in rows]
    if not given:
        return ()
    reduced, rank = flint.fmpq_mat(given).rref()
    width = len(given[0])
    found = []
    for place in range(rank):
        row = tuple([_fraction(reduced[place, column]) for column in range(width)])
        if not any(row[:-1]):
            return None
        found.append(row)
    return tuple(found)


def flat_of(point: Iterable[Point]) -> Flat:
    """
    Return one point as a flat.
    """
    coordinates = tuple(point)
    width = len(coordinates)
    return tuple(
        [(*[Fraction(place == column) for column in range(width)], at) for place, at in enumerate(coordinates)]
    )


def affine(unknowns: tuple[str, ...], flats: Iterable[Flat]) -> Affine:
    """
    Join flats to one set; those that another one holds are left out.
    """
    parts = set(flats)
    outer = [part for part in parts if not any(_within(part, other) for other in parts if other != part)]
    return Affine(unknowns, frozenset(outer))


def contained(left: Affine, right: Affine) -> bool:
    """
    Say whether a union holds nothing that the other does not.

    A flat lies in a union of flats only where it lies in one of them: it is no
    union of finitely many smaller ones.
    """
    return all(any(_within(part, other) for other in right.flats) for part in left.flats)


def only_point(part: Flat, unknowns: tuple[str, ...]) -> dict[str, Point] | None:
    """
    Return the coordinates of a flat that is one point; None where it is larger.
    """
    if len(part) < len(unknowns):
        return None
    return {name: row[-1] for name, row in zip(unknowns, part, strict=True)}


def _within(part: Flat, other: Flat) -> bool:
    """Say whether a flat is held by another, whose equations then add nothing."""
    first, second = _rational(part), _rational(other)
    if second is None:
        # only one point has such coordinates
        return part == other
    if first is not None:
        return not second or flat((*first, *second)) == part
    at = {f"x{place}": row[-1] for place, row in enumerate(part)}
    return all(Signs(_difference(row)).at(at) == 0 for row in second)


def _rational(part: Flat) -> tuple[tuple[Fraction, ...], ...] | None:
    """Return the rows of a flat where all are rational."""
    rows = tuple([tuple([entry for entry in row if isinstance(entry, Fraction)]) for row in part])
    return rows if all(len(row) == len(whole) for row, whole in zip(rows, part, strict=True)) else None


def _difference(row: tuple[Fraction, ...]) -> Tree:
    """Write a row as what it says to be zero."""
    tree: Tree = Negate(number(row[-1]))
    for place, factor in enumerate(row[:-1]):
        tree = Add(tree, Multiply(number(factor), Name(f"x{place}")))
    return tree


def _fraction(entry: flint.fmpq) -> Fraction:
    """Return a fraction of FLINT's as one of Python's."""
    return Fraction(int(entry.p), int(entry.q))
