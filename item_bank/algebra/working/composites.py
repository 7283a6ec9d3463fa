"""
Composites: how points, vectors, matrices, lists and sets stand to one another, entry by entry.

Points, vectors and matrices in order, sets as sets, a bare list in any order. How two
entries stand is for whoever is asked; which brackets an answer needs is the answer
kinds' to say, and where a statement is true the solver's.
"""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import msgspec

from item_bank.algebra.solving.relating import RelationKind
from item_bank.algebra.tree import Constant, Group, Listing, Matrix, Name, Relation, Tree, names, walk
from item_bank.algebra.working.cause import Cause

__all__ = ["MOST", "Collated", "as_point", "collate", "is_composite", "is_interval", "without_name"]

MOST: Final = 60
"""Entries that are compared; in any order each is held against each, some 50 microseconds a pair."""
CLOSING: Final = {"(": ")", "[": "]", "{": "}", "": ""}
Relate: TypeAlias = Callable[[Tree, Tree], RelationKind]


class Collated(msgspec.Struct, frozen=True):
    """How a composite stands to the one before, and by which move it went wrong."""

    relation: RelationKind
    cause: Cause | None = None


def is_composite(tree: Tree) -> bool:
    """
    Say whether a line is something of several entries, or of one in braces.
    """
    match tree:
        case Group(inner, bracket):
            return bracket == "{" or is_composite(inner)
        case _:
            return isinstance(tree, Listing | Matrix)


def is_interval(tree: Tree) -> bool:
    """
    Say whether a line can only be an interval: its brackets differ, or it has no end.
    """
    match tree:
        case Listing((_, _) as items, opening, closing) if opening:
            endless = any(isinstance(node, Constant) and node.name == "oo" for item in items for node in walk(item))
            return endless or CLOSING.get(opening) != closing
        case _:
            return False


def without_name(tree: Tree) -> tuple[str, Tree] | None:
    """
    Part `A = (2, 3)` into its name and what it names; None for other lines.
    """
    match tree:
        case Relation((Name(name), named), ("=",)) if is_composite(named):
            return name, named
        case _:
            return None


def as_point(line: Tree, letters: Sequence[str]) -> Tree:
    """
    Write a point as what it says of the unknowns of a system, in the order of the alphabet; any other line as it is.

    Parameters
    ----------
    line
        A line of working.
    letters
        The unknowns; of a single one, two numbers in brackets are an interval.
    """
    match line:
        case Listing(items, "(", ")") if len(items) == len(letters) > 1 and not names(line):
            said = [Relation((Name(letter), item), ("=",)) for letter, item in zip(sorted(letters), items, strict=True)]
            return Listing(tuple(said), "", "", start=line.start, end=line.end)
        case _:
            return line


def collate(before: Tree, after: Tree, relate: Relate) -> Collated:
    """
    Say how one composite stands to another.

    Parameters
    ----------
    before, after
        Two lines, of which one at least is a composite.
    relate
        How an entry stands to another.

    Returns
    -------
    Collated
        `lost` and `gained` for sets and bare lists alone; `undecided` where the
        two are of kinds that nobody would compare, or too large.
    """
    free = _in_braces(before) or _in_braces(after)
    was, now = (_free(before), _free(after)) if free else (_items(before), _items(after))
    if was is None or now is None or max(len(was), len(now)) > MOST:
        return Collated("undecided")
    if free or (_is_bare(before) and _is_bare(after)):
        return _in_any_order(was, now, relate)
    if _is_turned(was, now, relate):
        return Collated("different", "transposed")
    if len(was) != len(now) or [*map(is_composite, was)] != [*map(is_composite, now)]:
        return Collated("different")
    return _in_order(was, now, relate)


def _in_braces(tree: Tree) -> bool:
    """Say whether a line is a set."""
    match tree:
        case Group(inner, bracket):
            return bracket == "{" or _in_braces(inner)
        case _:
            return isinstance(tree, Listing) and tree.opening == "{"


def _is_bare(tree: Tree) -> bool:
    """Say whether a line has no brackets: values one after another, or a single one."""
    return not is_composite(tree) or (isinstance(tree, Listing) and tree.opening == "")


def _items(tree: Tree) -> tuple[Tree, ...] | None:
    """Return the entries of a line in the order written, rows as lists; None for an interval."""
    match tree:
        case Group(inner, bracket):
            return (inner,) if bracket == "{" or not is_composite(inner) else _items(inner)
        case Listing(items, opening, closing):
            return items if CLOSING.get(opening) == closing else None
        case Matrix(rows):
            return tuple(Listing(row, "[", "]") for row in rows)
        case _:
            return (tree,)


def _free(tree: Tree) -> tuple[Tree, ...] | None:
    """Return the entries of a set, or of what is written without brackets; a point is none of these."""
    return _items(tree) if _in_braces(tree) or _is_bare(tree) else None


def _in_any_order(was: Sequence[Tree], now: Sequence[Tree], relate: Relate) -> Collated:
    """Compare what is held in any order, repetition aside."""
    table = [[relate(one, other) for other in now] for one in was]
    columns = [[row[place] for row in table] for place in range(len(now))]
    if any("undecided" in line and "same" not in line for line in (*table, *columns)):
        return Collated("undecided")
    lost, gained = (any("same" not in line for line in lines) for lines in (table, columns))
    if lost and gained:
        return Collated("different", "some_entries" if any("same" in row for row in table) else None)
    return Collated("lost" if lost else "gained" if gained else "same")


def _in_order(was: Sequence[Tree], now: Sequence[Tree], relate: Relate) -> Collated:
    """Compare what stands in the same places."""
    found = [relate(one, other) for one, other in zip(was, now, strict=True)]
    kinds = set(found)
    if kinds <= {"same", "undecided"}:
        return Collated("undecided" if "undecided" in kinds else "same")
    if _reordered(was, now, relate):
        return Collated("different", "wrong_order")
    return Collated("different", "some_entries" if "same" in kinds or _partly(was, now, relate) else None)


def _is_turned(was: Sequence[Tree], now: Sequence[Tree], relate: Relate) -> bool:
    """Say whether the columns of a matrix, not its rows, are the rows of before."""
    turned = _turned(now)
    if turned is None or len(turned) != len(was):
        return False
    return all(relate(*pair) == "same" for pair in zip(was, turned, strict=True)) and not (
        len(was) == len(now) and all(relate(*pair) == "same" for pair in zip(was, now, strict=True))
    )


def _turned(rows: Sequence[Tree]) -> Sequence[Tree] | None:
    """Return the columns of a matrix as rows; None for what is none."""
    held = [row.items for row in rows if isinstance(row, Listing)]
    if len(held) != len(rows) or len({len(row) for row in held}) != 1:
        return None
    return [Listing(tuple(column), "[", "]") for column in zip(*held, strict=True)]


def _reordered(was: Sequence[Tree], now: Sequence[Tree], relate: Relate) -> bool:
    """Say whether entries are those of before in another order."""
    free = list(now)
    for one in was:
        place = next((place for place, other in enumerate(free) if relate(one, other) == "same"), None)
        if place is None:
            return False
        del free[place]
    return True


def _partly(was: Sequence[Tree], now: Sequence[Tree], relate: Relate) -> bool:
    """Say whether some entries within rows are right."""
    entries = [
        pair
        for one, other in zip(was, now, strict=True)
        if isinstance(one, Listing) and isinstance(other, Listing)
        for pair in zip(one.items, other.items, strict=False)
    ]
    return any(relate(*pair) == "same" for pair in entries)
