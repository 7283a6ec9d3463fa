"""
Solutions of systems: unions of points, lines, planes, exactly.

A system of linear equations is known by its reduced rows over the rational
numbers, which are equal for all systems with the same solutions; several of them
joined by `or`, or listed as points, by the set of those that no other one holds.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, TypeAlias

import flint
import msgspec

__all__ = ["NOWHERE", "Affine", "Flat", "affine", "contained", "flat", "only_point"]

Row: TypeAlias = tuple[Fraction, ...]
"""The coefficients of one equation, in the order of the unknowns, and what they add up to."""
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

    def __or__(self, other: "Affine") -> "Affine":
        """Return the union."""
        return affine(self.unknowns, self.flats | other.flats)

    def __and__(self, other: "Affine") -> "Affine":
        """Return what both hold."""
        met = (flat((*one, *another)) for one in self.flats for another in other.flats)
        return affine(self.unknowns, [part for part in met if part is not None])


NOWHERE: Final[frozenset[Flat]] = frozenset()


def flat(rows: Iterable[Row]) -> Flat | None:
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


def only_point(part: Flat, unknowns: tuple[str, ...]) -> dict[str, Fraction] | None:
    """
    Return the coordinates of a flat that is one point; None where it is larger.
    """
    if len(part) < len(unknowns):
        return None
    return {name: row[-1] for name, row in zip(unknowns, part, strict=True)}


def _within(part: Flat, other: Flat) -> bool:
    """Say whether a flat holds another: its equations then add nothing."""
    return not other or flat((*part, *other)) == part


def _fraction(entry: flint.fmpq) -> Fraction:
    """Return a fraction of FLINT's as one of Python's."""
    return Fraction(int(entry.p), int(entry.q))
