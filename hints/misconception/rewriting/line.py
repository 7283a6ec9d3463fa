"""
Lines as mal-rules see them: an expression, a relation of two or more sides, or relations joined by a word.
"""

from typing import TypeAlias, final

import msgspec

from hints.misconception.rewriting.flat import At, Term
from item_bank.algebra.tree import Operator

__all__ = ["Joined", "Line", "Stated", "Valued", "valued"]


@final
class Stated(msgspec.Struct, frozen=True, eq=False):
    """An equation, an inequality or a chain of them: one side more than operators."""

    sides: tuple[Term, ...]
    operators: tuple[Operator, ...]


@final
class Joined(msgspec.Struct, frozen=True, eq=False):
    """Two or more relations joined by `and` or `or`; `x = ±3` is two joined by `or`."""

    word: str
    parts: tuple[Stated, ...]


Line: TypeAlias = Term | Stated | Joined


@final
class Valued(msgspec.Struct, frozen=True, eq=False):
    """What a line is worth: the word between its parts, None for one part, and the signs and sides of each."""

    word: str | None
    parts: tuple[tuple[tuple[Operator, ...], tuple[At, ...]], ...]


def valued(line: Line) -> Valued:
    """
    Return what a line is worth; an expression is one side without signs.
    """
    match line:
        case Stated():
            return Valued(None, (_worth(line),))
        case Joined(word, parts):
            return Valued(word, tuple(map(_worth, parts)))
        case _:
            return Valued(None, (((), (line.at,)),))


def _worth(line: Stated) -> tuple[tuple[Operator, ...], tuple[At, ...]]:
    return line.operators, tuple(side.at for side in line.sides)
