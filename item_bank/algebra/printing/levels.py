"""
Levels: how tightly what was printed binds, and how parts are joined.

What binds more loosely than its place allows is put in brackets. The order is
the grammar's.
"""

from collections.abc import Sequence
from typing import TypeAlias

from item_bank.algebra.tree import Listing, Tree

__all__ = [
    "ATOM",
    "JUNCTION",
    "MIXED",
    "POSTFIX",
    "POWER",
    "PRODUCT",
    "QUOTIENT",
    "RELATION",
    "ROWS",
    "SETS",
    "SIGN",
    "SUM",
    "Printed",
    "chain",
    "is_rows",
    "separator",
]

JUNCTION, ROWS, RELATION, SETS, SUM, SIGN, MIXED, QUOTIENT, PRODUCT, POWER, POSTFIX, ATOM = range(12)
"""How tightly what was printed last binds; a looser part is put in brackets."""

Printed: TypeAlias = tuple[str, int]
"""A text and how tightly it binds."""


def chain(operands: Sequence[str], operators: Sequence[str]) -> str:
    """
    Join operands with the signs between them.
    """
    return " ".join([part for pair in zip(operands, [*operators, ""], strict=True) for part in pair]).rstrip()


def is_rows(items: Sequence[Tree]) -> bool:
    """
    Say whether one of some items is itself a list without brackets, so that semicolons have to part them.
    """
    return any(isinstance(item, Listing) and not item.opening for item in items)


def separator(items: Sequence[Tree], decimal: str, *, row: bool = False) -> str:
    """
    Return what parts some items: what the decimal mark leaves free, and a comma within a row.
    """
    return ", " if row or ("," not in decimal and not is_rows(items)) else "; "
