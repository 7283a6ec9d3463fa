"""
Lines as mal-rules see them: an expression, a relation of two or more sides, or relations joined by a word.
"""

from typing import TypeAlias, final

import msgspec

from hints.misconception.rewriting.flat import Term
from item_bank.algebra.tree import Operator

__all__ = ["Joined", "Line", "Stated"]


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
