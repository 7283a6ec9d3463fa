"""
Relating: how one set of solutions stands to another.

The words are those of a line of working: `same`, `gained`, `lost`, `different`.
Where the later set holds what the earlier one does not, a number of it is shown;
never one that both hold, which would give a solution away.
"""

from fractions import Fraction
from typing import Literal, TypeAlias

import msgspec

from item_bank.algebra.compare import SMALL
from item_bank.algebra.printing import to_text
from item_bank.algebra.solving.affine import Affine, Flat, affine, contained, flat_of, only_point
from item_bank.algebra.solving.point import Point
from item_bank.algebra.solving.point_text import point_tree
from item_bank.algebra.solving.real_set import EMPTY, RealSet, contains, inside, same
from item_bank.algebra.tree import Name, Relation, Tree

__all__ = ["Related", "RelationKind", "relate_sets", "relate_systems"]

RelationKind: TypeAlias = Literal["same", "gained", "lost", "different", "undecided"]
"""
`same`: true for the same values. `gained`: true for all of them and for more.
`lost`: for some of them only. `different`: for others.
"""


class Related(msgspec.Struct, frozen=True):
    """
    How a set stands to the one before.

    Attributes
    ----------
    relation
        What was found.
    witness
        A value that only the later set holds, like `x = 7`; None where there
        is none, or none that can be written with one root.
    """

    relation: RelationKind
    witness: str | None = None


def relate_sets(before: RealSet, after: RealSet, unknown: str) -> Related:
    """
    Compare two sets of real numbers.
    """
    if same(before, after):
        return Related("same")
    new = after - before
    gained, lost = not same(new, EMPTY), not same(before - after, EMPTY)
    kind: RelationKind = "different" if gained and lost else "gained" if gained else "lost"
    shown = _shown(new) if gained else None
    tree = None if shown is None else point_tree(shown)
    return Related(kind, None if tree is None or not unknown else stated({unknown: tree}))


def relate_systems(before: Affine, after: Affine) -> Related:
    """
    Compare two sets of solutions in the same unknowns.
    """
    gained, lost = not contained(after, before), not contained(before, after)
    if not gained and not lost:
        return Related("same")
    kind: RelationKind = "different" if gained and lost else "gained" if gained else "lost"
    points = (point for part in after.flats for point in _points_of(part, after.unknowns))
    new = (point for point in points if not contained(affine(after.unknowns, [flat_of(point.values())]), before))
    shown = next(new, None) if gained else None
    trees = {} if shown is None else {name: tree for name, at in shown.items() if (tree := point_tree(at)) is not None}
    return Related(kind, stated(trees) if shown is not None and len(trees) == len(shown) else None)


def stated(values: dict[str, Tree]) -> str:
    """
    Print values of names, like `x = 2, y = -1/2`.
    """
    return ", ".join([to_text(Relation((Name(name), tree), ("=",))) for name, tree in values.items()])


def _shown(numbers: RealSet) -> Point | None:
    """Choose a number of a set that is not empty: a small one, else a rational one, else any."""
    small = next((candidate for candidate in SMALL if contains(numbers, candidate)), None)
    if small is not None:
        return small
    held = [point for point, truth in zip(numbers.points, numbers.at, strict=True) if truth]
    if any(numbers.on):
        return inside(numbers)
    return next((point for point in held if isinstance(point, Fraction)), held[0])


def _points_of(part: Flat, unknowns: tuple[str, ...]) -> list[dict[str, Point]]:
    """Return points of a flat: the only one, or such whose free coordinates are small numbers."""
    single = only_point(part, unknowns)
    if single is not None:
        return [single]
    rows = [[entry for entry in row if isinstance(entry, Fraction)] for row in part]
    leading = [next(place for place, entry in enumerate(row) if entry) for row in rows]
    free = [place for place in range(len(unknowns)) if place not in leading]
    found: list[dict[str, Point]] = []
    for turn in range(len(SMALL)):
        values = {place: SMALL[(turn * (count + 1) + count) % len(SMALL)] for count, place in enumerate(free)}
        for first, row in zip(leading, rows, strict=True):
            values[first] = row[-1] - sum([row[place] * values[place] for place in free], Fraction(0))
        found.append({name: values[place] for place, name in enumerate(unknowns)})
    return found
