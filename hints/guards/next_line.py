"""
Next lines: whether a text says a line of working that the learner is to find.

A line is said where a piece of maths has its parts, whatever the order of its
sides and the brackets around them. One that stands in the exercise or among the
learner's own lines is known and gives nothing away.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from hints.guards.said import pieces
from item_bank.algebra.compare import compare
from item_bank.algebra.context import Context
from item_bank.algebra.exact import value
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.sameness import Sameness
from item_bank.algebra.tree import Name, Number, Relation, Tree
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.maths import left_to_do

__all__ = ["says_line"]

_ANYTHING: Final = Context()
_POINTS: Final = Points(b"guards", "lines")


def says_line(text: str, lines: Sequence[str], *, given: Sequence[str], language: str = "en") -> str | None:
    """
    Return the line that a text says; None where it says none.

    Parameters
    ----------
    text
        What would be shown.
    lines
        Lines that the learner has not reached, as typed maths.
    given
        What the learner has before them.
    language
        BCP 47 tag of the text.
    """
    known = [piece.tree for one in given for piece in pieces(one, language) if piece.tree is not None]
    found = [piece.tree for piece in pieces(text, language) if piece.tree is not None]
    for line in lines:
        tree = _line(line)
        if tree is None or any(_is_line(one, tree) for one in known):
            continue
        if any(_is_line(one, tree) for one in found):
            return line
    return None


@lru_cache(maxsize=256)
def _line(line: str) -> Tree | None:
    """Read a line; a number or letter by itself is the leak guard's, and no line."""
    tree = read(line, _ANYTHING)
    return None if isinstance(tree, Unreadable | Number | Name) else tree


def _is_line(said: Tree, line: Tree) -> bool:
    """Say whether a piece is a line: side by side the same, and as far done."""
    if isinstance(line, Relation):
        if not isinstance(said, Relation) or len(said.operands) != len(line.operands):
            return False
        straight = said.operators == line.operators and _same_sides(said.operands, line.operands)
        return straight or (
            said.operators == line.operators == ("=",) and _same_sides(said.operands[::-1], line.operands)
        )
    sides = said.operands if isinstance(said, Relation) else (said,)
    return any(_same(side, line) for side in sides)


def _same_sides(said: Sequence[Tree], line: Sequence[Tree]) -> bool:
    return all(_same(one, other) for one, other in zip(said, line, strict=True))


def _same(said: Tree, line: Tree) -> bool:
    """Say whether two expressions are the same, with as little left to do."""
    if isinstance(said, Relation) or left_to_do(said) != left_to_do(line):
        return False
    first, second = value(said), value(line)
    if not isinstance(first, type(second)):
        return False
    return compare(said, line, _POINTS).sameness is Sameness.SAME
