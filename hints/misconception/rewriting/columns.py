"""
Column arithmetic gone wrong, digit by digit: procedures that rules call by name.

Each takes the numerals of one calculation as they are written, and gives the
digits that somebody with that habit writes down, or None where the habit shows
nothing. Whole numbers, the larger one usually on top.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TypeAlias

__all__ = ["COLUMNS", "Column"]

Column: TypeAlias = Callable[[tuple[str, ...]], str | None]
"""Takes digits as written, without signs; gives digits, or None."""
BASE = 10


def _aligned(top: str, bottom: str) -> list[tuple[int, int]] | None:
    """Return the columns of two whole numbers, the units first."""
    if not (top.isdecimal() and bottom.isdecimal()):
        return None
    width = max(len(top), len(bottom))
    return [(int(one), int(other)) for one, other in zip(top.zfill(width), bottom.zfill(width), strict=True)][::-1]


def _joined(digits: list[int]) -> str:
    """Write column results, the units first, as a numeral."""
    return "".join(map(str, reversed(digits))).lstrip("0") or "0"


def smaller_from_larger(numerals: tuple[str, ...]) -> str | None:
    """
    Take the smaller digit from the larger in every column: `253 - 179` gives 126.
    """
    columns = _aligned(*numerals)
    return None if columns is None else _joined([abs(top - bottom) for top, bottom in columns])


def borrow_without_paying(numerals: tuple[str, ...]) -> str | None:
    """
    Add ten to a column that is too small, and take nothing from the next: `70 - 28` gives 52.
    """
    columns = _aligned(*numerals)
    return None if columns is None else _joined([(top - bottom) % BASE for top, bottom in columns])


def no_carry(numerals: tuple[str, ...]) -> str | None:
    """
    Add every column and drop what is to be carried: `47 + 38` gives 75.
    """
    columns = _aligned(*numerals)
    return None if columns is None else _joined([(top + bottom) % BASE for top, bottom in columns])


COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        "smaller_from_larger": smaller_from_larger,
        "borrow_without_paying": borrow_without_paying,
        "no_carry": no_carry,
    }
)
"""By the name that a rule's `write` calls."""
