"""
Trails: a whole working, line by line, and its first wrong line.

Each line is held against its own predecessor, so that one slip is one slip. A
line that let values in is excused once a later line rejects them. What a wrong
line costs, and what is said about it, is decided elsewhere.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from item_bank.algebra.residue import Points
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.solving.relating import RelationKind
from item_bank.algebra.tree import Name, Relation, Tree, names
from item_bank.algebra.working.chain import Followed, Misfit, Standing, follow
from item_bank.algebra.working.lines import is_statement, lists_values, relation

__all__ = ["WRONG", "Line", "Trail", "first_wrong", "follow_lines"]

WRONG: Final[frozenset[RelationKind | None]] = frozenset({"different", "lost", "gained"})


class Line(msgspec.Struct, frozen=True):
    """One line of a working: as read, what it was held against, and what was found."""

    tree: Tree
    before: Tree
    followed: Followed


class Trail(msgspec.Struct, frozen=True):
    """
    The lines that belong to a chain, up to the first that does not.

    `misfit` is why the line after these ends it; None where all belong.
    """

    lines: tuple[Line, ...]
    misfit: Misfit | None = None


def follow_lines(start: Standing, lines: Sequence[Tree], points: Points, setting: Setting = STANDARD) -> Trail:
    """
    Follow the lines of a working.

    Parameters
    ----------
    start
        What the first line is held against.
    lines
        As read; a bare number as the last one states what the one name is.
    points, setting
        As for `relation`.
    """
    followed: list[Line] = []
    standing = start
    for place, tree in enumerate(lines):
        said = _as_statement(standing.line, tree) if place == len(lines) - 1 else tree
        found = follow(standing, said, points, setting)
        if isinstance(found, Misfit):
            return Trail(tuple(followed), found)
        followed.append(Line(tree, standing.line, found))
        standing = Standing(found.stands or standing.line, found.given, found.put)
    return Trail(tuple(followed))


def first_wrong(lines: Sequence[Line], points: Points, setting: Setting = STANDARD) -> int | None:
    """
    Find the place of the first wrong line: `different`, `lost` or `gained`; counted from 0.

    A `gained` line is excused once a later line says again what stood before
    it, and that later line with it: the extra roots were rejected.
    """
    excused: set[int] = set()
    for place, line in enumerate(lines):
        if line.followed.relation not in WRONG or place in excused:
            continue
        rejecting = _rejecting(place, lines, points, setting) if line.followed.relation == "gained" else None
        if rejecting is None:
            return place
        excused.add(rejecting)
    return None


def _rejecting(gained: int, lines: Sequence[Line], points: Points, setting: Setting) -> int | None:
    """Find the later line that says again what stood before one that gained."""
    for place, line in enumerate(lines[gained + 1 :], gained + 1):
        stands = line.followed.stands
        if stands is not None and relation(lines[gained].before, stands, points, setting).relation == "same":
            return place
    return None


def _as_statement(before: Tree, tree: Tree) -> Tree:
    """Take a bare number at the end of a chain of statements for what the one name is."""
    letters = names(before)
    number = not (is_statement(tree) or lists_values(tree) or names(tree))
    if isinstance(before, Relation) and len(letters) == 1 and number:
        return Relation((Name(letters[0]), tree), ("=",))
    return tree
