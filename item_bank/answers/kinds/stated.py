"""
Stated: the values that a response states for what is asked, without any solving.

For one unknown `x = 2 or x = 3`, `2, 3`, `{2, 3}`, `x = ±3`; for several points
and `x = 1, y = 2`. An equation that still has to be solved states nothing.
"""

from typing import TypeAlias

from item_bank.algebra.rebuilding import bare
from item_bank.algebra.solving.statement import both_signs
from item_bank.algebra.tree import (
    EmptySet,
    Group,
    Junction,
    Listing,
    Matrix,
    Multiply,
    Name,
    Reals,
    Relation,
    Setwise,
    Tree,
    names,
    walk,
)

__all__ = ["Point", "is_solved", "numbered", "runs_on", "stated_points", "stated_values"]

MOST_NUMBERED = 4
"""Values that are told apart by a number: an equation with more solutions is no school equation."""
Point: TypeAlias = tuple[Tree, ...]
"""Coordinates, in the order of the unknowns."""


def runs_on(tree: Tree, text: str) -> bool:
    """
    Say whether statements may stand side by side with nothing between them.

    `x = 3 y = 2` reads as `x = 3*y = 2`, and is not what was meant.
    """
    return isinstance(tree, Relation) and any(
        isinstance(node, Multiply)
        and node.implied
        and isinstance(node.right, Name)
        and node.right.end == operand.end
        and text[node.left.end : node.right.start].isspace()
        for operand in tree.operands[1:-1]
        for node in walk(operand)
    )


def stated_values(tree: Tree, unknown: str) -> tuple[Tree, ...] | None:
    """
    Return the values stated for one unknown, as often as they are; None where it is no such statement.

    A list joined by commas is read as `or`, and so are numbers joined by `and`;
    statements joined by `and` are not, because nothing has two values at once.
    """
    match tree:
        case EmptySet():
            return ()
        case Relation((left, numbers), ("in",)) | Relation((left, Listing(_, "{") as numbers), ("=",)) if _is(
            left, unknown
        ):
            return stated_values(numbers, unknown)
        case Relation((left, right), ("=",)):
            found = right if _is(left, unknown) else left if _is(right, unknown) else None
            return None if found is None or unknown in names(found) else both_signs(found)
        case Junction("and", parts) if _numbered_apart(parts, unknown):
            return _all_of(parts, unknown)
        case Junction("and", parts) if any(isinstance(part, Relation | Junction) for part in parts):
            return None
        case Junction(_, parts) | Listing(parts, "" | "{", "" | "}"):
            return _all_of(parts, unknown)
        case Setwise(left, right, "union"):
            return _all_of((left, right), unknown)
        case Group(inner):
            return stated_values(inner, unknown)
        case Relation() | Listing() | Setwise() | Matrix() | Reals():
            return None
        case _:
            return None if unknown in names(tree) else both_signs(tree)


def numbered(unknown: str) -> tuple[str, ...]:
    """
    Return the names that values of an unknown are given one by one: `x1 = 2, x2 = 3`, or `x_1 = 2`.
    """
    return tuple([f"{unknown}{mark}{place}" for mark in ("", "_") for place in range(1, MOST_NUMBERED + 1)])


def stated_points(tree: Tree, unknowns: tuple[str, ...]) -> tuple[Point, ...] | None:
    """
    Return the points stated for several unknowns; None where it is no such statement.

    Each is `(1, 2)`, in the order of the unknowns, or `x = 1, y = 2` in any.
    """
    match tree:
        case EmptySet():
            return ()
        case Junction("or", parts):
            return _all_points(parts, unknowns)
        case Junction("and", parts) if all(isinstance(part, Listing) for part in parts):
            return _all_points(parts, unknowns)
        case Listing(items, "" | "{") if all(isinstance(item, Listing) for item in items):
            return _all_points(items, unknowns)
        case Listing(items, "" | "(" | "[", "" | ")" | "]") if not any(isinstance(item, Relation) for item in items):
            return (items,) if len(items) == len(unknowns) else None
        case Listing(items) | Junction("and", items):
            point = _coordinates(items, unknowns)
            return None if point is None else (point,)
        case Relation((Listing(left, "("), named), ("=" | "in",)) if tuple(map(bare, left)) == tuple(
            map(Name, unknowns)
        ):
            return stated_points(named, unknowns)
        case Group(inner):
            return stated_points(inner, unknowns)
        case _:
            return None


def is_solved(tree: Tree, unknown: str) -> bool:
    """
    Say whether a statement in one unknown leaves nothing to solve: the unknown stands alone wherever it stands.
    """
    match tree:
        case Relation(operands):
            return sum(_is(side, unknown) for side in operands) == sum(unknown in names(side) for side in operands) <= 1
        case Junction(_, parts) | Listing(parts):
            return all(is_solved(part, unknown) for part in parts)
        case Group(inner):
            return is_solved(inner, unknown)
        case Setwise(left, right):
            return is_solved(left, unknown) and is_solved(right, unknown)
        case _:
            return unknown not in names(tree)


def _is(tree: Tree, unknown: str) -> bool:
    """Say whether an expression is the unknown alone, perhaps numbered."""
    inner = bare(tree)
    return isinstance(inner, Name) and (inner.name == unknown or inner.name in numbered(unknown))


def _numbered_apart(parts: tuple[Tree, ...], unknown: str) -> bool:
    """Say whether statements joined by `and` are about solutions that are told apart: `x1 = 2 and x2 = 3`."""
    said = [part.operands[0] for part in parts if isinstance(part, Relation) and _is(part.operands[0], unknown)]
    letters = {letter.name for letter in map(bare, said) if isinstance(letter, Name)}
    return len(letters) == len(parts) and unknown not in letters


def _all_of(parts: tuple[Tree, ...], unknown: str) -> tuple[Tree, ...] | None:
    """Return the values of all parts; None where one states none."""
    found: list[Tree] = []
    for part in parts:
        values = stated_values(part, unknown)
        if values is None:
            return None
        found.extend(values)
    return tuple(found)


def _all_points(parts: tuple[Tree, ...], unknowns: tuple[str, ...]) -> tuple[Point, ...] | None:
    """Return the points of all parts; None where one states none."""
    found: list[Point] = []
    for part in parts:
        points = stated_points(part, unknowns)
        if points is None:
            return None
        found.extend(points)
    return tuple(found)


def _coordinates(items: tuple[Tree, ...], unknowns: tuple[str, ...]) -> Point | None:
    """Return the point that says what each unknown is, once; None where one is not said, or not solved."""
    said: dict[str, Tree] = {}
    for item in items:
        match item:
            case Relation((Name(name), worth), ("=",)) | Relation((worth, Name(name)), ("=",)) if (
                name not in said and not set(unknowns) & set(names(worth))
            ):
                said[name] = worth
            case _:
                return None
    return tuple([said[name] for name in unknowns]) if said.keys() == set(unknowns) else None
