"""
Parts: the values of which an answer of several is made, in order or in any.

Solutions of a system, points, vectors and matrices have them in order; a set, a list
and the solutions of one unknown in any. A statement that is not solved has those of its
solutions, where these are few and can be written. Which mistake is behind wrong ones is
for `entries` to say.
"""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

import msgspec

from item_bank.algebra.rebuilding import bare
from item_bank.algebra.setting import STANDARD, Setting
from item_bank.algebra.solving.affine import Affine, only_point
from item_bank.algebra.solving.point_text import point_tree
from item_bank.algebra.solving.real_set import RealSet
from item_bank.algebra.solving.solution import solution_set
from item_bank.algebra.tree import Group, Listing, Matrix, Tree, names
from item_bank.algebra.working.lines import is_statement
from item_bank.answers.kinds.stated import stated_points, stated_values

__all__ = ["Parts", "Sort", "parts_of", "solved_parts"]

CLOSING: Final = {"(": ")", "[": "]", "{": "}", "": ""}


Sort: TypeAlias = Literal["unknowns", "point", "matrix", "any"]


class Parts(msgspec.Struct, frozen=True):
    """
    The values of an answer.

    Attributes
    ----------
    values
        In the order written, or of the unknowns; of a matrix row by row.
    sort
        What they are: values of several `unknowns`, coordinates of a `point` or
        entries of a `matrix`, whose order says something, or `any` in whatever order.
    columns
        Of a matrix; 0 for what is none.
    """

    values: tuple[Tree, ...]
    sort: Sort
    columns: int = 0

    @property
    def ordered(self) -> bool:
        """Whether their order says something."""
        return self.sort != "any"


def parts_of(tree: Tree, unknowns: Sequence[str] = ()) -> Parts | None:
    """
    Return the parts of an answer or a line as they are stated; None where it states none.

    Parameters
    ----------
    tree
        The answer.
    unknowns
        What is asked for; the letters that occur, where nothing is said.
    """
    match tree:
        case Group(inner, bracket) if bracket != "{":
            return parts_of(inner, unknowns)
        case Matrix(rows):
            return _matrix(rows)
        case _ if not is_statement(tree) and not (len(unknowns) == 1 and not isinstance(tree, Listing)):
            return _listed(tree, unknowns)
        case _:
            return _stated(tree, _asked(tree, unknowns))


def solved_parts(tree: Tree, unknowns: Sequence[str] = (), setting: Setting = STANDARD) -> Parts | None:
    """
    Return the parts of an answer or a line, or of the solutions that it has where they are few and can be written.

    Parameters
    ----------
    tree, unknowns
        As for what is stated.
    setting
        What the letters stand for.
    """
    stated, letters = parts_of(tree, unknowns), _asked(tree, unknowns)
    if stated is not None or not is_statement(tree) or not letters or set(names(tree)) != set(letters):
        return stated
    return _solved(tree, letters, setting)


def _asked(tree: Tree, unknowns: Sequence[str]) -> tuple[str, ...]:
    """Return the unknowns, which are the letters where nothing is said."""
    return tuple(unknowns) or tuple(sorted(names(tree)))


def _listed(tree: Tree, unknowns: Sequence[str]) -> Parts | None:
    """Return what is listed, by its brackets."""
    match tree:
        case Group(inner, "{"):
            return Parts((bare(inner),), "any")
        case Listing(items, opening, closing) if CLOSING.get(opening) == closing:
            rows = [one.items for one in items if isinstance(one, Listing)]
            if rows:
                return _matrix(rows) if len(rows) == len(items) and opening in ("[", "(") else None
            if len(unknowns) > 1 and len(items) != len(unknowns):
                return None
            sort: Sort = "unknowns" if len(unknowns) > 1 else "point" if opening in ("(", "[") else "any"
            return Parts(tuple(map(bare, items)), sort)
        case _:
            return None


def _matrix(rows: Sequence[Sequence[Tree]]) -> Parts | None:
    """Return the entries of a matrix, row by row; None where its rows differ in length."""
    widths = {len(row) for row in rows}
    if len(widths) != 1:
        return None
    return Parts(tuple(bare(entry) for row in rows for entry in row), "matrix", widths.pop())


def _stated(tree: Tree, unknowns: tuple[str, ...]) -> Parts | None:
    """Return what a statement says the unknowns are."""
    if len(unknowns) == 1:
        stated = stated_values(tree, unknowns[0])
        return None if stated is None else Parts(tuple(map(bare, stated)), "any")
    points = stated_points(tree, unknowns) if unknowns else None
    return Parts(tuple(map(bare, points[0])), "unknowns") if points is not None and len(points) == 1 else None


def _solved(tree: Tree, unknowns: tuple[str, ...], setting: Setting) -> Parts | None:
    """Return the solutions of a statement; None where they are not a few numbers."""
    match solution_set(tree, unknowns, setting):
        case RealSet(points, at, on) if not any(on):
            trees = [point_tree(point) for point, there in zip(points, at, strict=True) if there]
        case Affine(flats=flats) if len(flats) == 1:
            (part,) = flats
            point = only_point(part, unknowns)
            trees = [] if point is None else [point_tree(point[name]) for name in unknowns]
        case _:
            return None
    found = tuple(tree for tree in trees if tree is not None)
    return Parts(found, "unknowns" if len(unknowns) > 1 else "any") if found and len(found) == len(trees) else None
