"""
Cells: outcomes of groups of learners, told only where a group is large enough to hide in.

Cells below the least size are not told. Where what is told and the class's total would
give such a cell away by what is left over, further cells are kept back, the
smallest first, until those that are not told together are large enough (complementary
suppression; Willenborg & de Waal 2001, "Elements of Statistical Disclosure Control",
chapter 6).
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import msgspec

from practice.ids import LearnerId

__all__ = ["LEAST", "Cell", "Result", "cells_of", "quartiles"]

LEAST: Final = 5
"""Learners of a cell that is told."""
QUARTERS: Final = ("lowest quarter", "second quarter", "third quarter", "highest quarter")


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an assignment for one learner: problems missed, and of those repaired, and repaired alone."""

    learner: LearnerId
    missed: int
    repaired: int
    alone: int


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """
    One group; figures are None where it is not told.
    """

    name: str
    learners: int | None
    missed: int | None
    repaired: int | None
    alone: int | None


def cells_of(results: Iterable[Result], name: Callable[[LearnerId], str], *, least: int = LEAST) -> tuple[Cell, ...]:
    """
    Put learners into cells by a name, and keep back what would tell of few.

    Parameters
    ----------
    results
        Of the class.
    name
        Which cell a learner belongs to.
    least
        Learners of a cell that is told, and of all together that are not.
    """
    found: dict[str, list[Result]] = {}
    for one in results:
        found.setdefault(name(one.learner), []).append(one)
    sizes = {cell: len(members) for cell, members in found.items()}
    hidden = {cell for cell, size in sizes.items() if size < least}
    for cell in sorted(sizes, key=lambda one: (sizes[one], one)):
        if not hidden or (sum(sizes[one] for one in hidden) >= least and len(hidden) > 1):
            break
        hidden.add(cell)
    return tuple(_cell(cell, members, told=cell not in hidden) for cell, members in sorted(found.items()))


def quartiles(values: Sequence[tuple[LearnerId, float]]) -> dict[LearnerId, str]:
    """
    Name the quarter of the class that each learner began in, by rank; ties go by id.
    """
    ranked = sorted(values, key=lambda pair: (pair[1], pair[0]))
    return {
        learner: f"{4 * place // len(ranked) + 1}: {QUARTERS[4 * place // len(ranked)]}"
        for place, (learner, _) in enumerate(ranked)
    }


def _cell(name: str, members: Sequence[Result], *, told: bool) -> Cell:
    if not told:
        return Cell(name=name, learners=None, missed=None, repaired=None, alone=None)
    return Cell(
        name=name,
        learners=len(members),
        missed=sum(one.missed for one in members),
        repaired=sum(one.repaired for one in members),
        alone=sum(one.alone for one in members),
    )
