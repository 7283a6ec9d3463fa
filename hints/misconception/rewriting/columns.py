"""
Column arithmetic gone wrong, digit by digit: procedures that rules call by name.

Each takes the numerals of one calculation as they are written, and gives the
digits that somebody with that habit writes down, or None where the habit shows
nothing. Points are lined up; a number is subtracted from a larger one.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

__all__ = ["COLUMNS", "Column", "digits_of", "pointed"]

Column: TypeAlias = Callable[[tuple[str, ...]], str | None]
"""Takes digits as written, without signs; gives digits, or None."""
_Columns: TypeAlias = Sequence[tuple[int, int]]
"""The digits above and below, the last column first."""
_Worked: TypeAlias = Callable[[_Columns], Sequence[int] | None]
"""Gives what is written under each column, the last column first: one digit, or several that stay there."""
BASE = 10
NINE = BASE - 1


def digits_of(numeral: str) -> tuple[str, int] | None:
    """
    Return the digits of a numeral without its point, and how many stand after it; None for what has others.
    """
    whole, _, after = numeral.partition(".")
    digits = whole + after
    return (digits, len(after)) if digits.isdecimal() and digits.isascii() else None


def pointed(digits: str, places: int) -> str:
    """
    Put a point into digits, with so many after it, and leave out zeros before them.
    """
    filled = digits.zfill(places + 1)
    whole, after = filled[: len(filled) - places], filled[len(filled) - places :]
    return (whole.lstrip("0") or "0") + (f".{after}" if after else "")


def _by_columns(numerals: tuple[str, ...], work: _Worked, *, larger_first: bool) -> str | None:
    """Write two numerals one below the other, points in line, and work the columns out."""
    top, bottom = (digits_of(text) for text in numerals)
    if top is None or bottom is None:
        return None
    places = max(top[1], bottom[1])
    above, below = top[0] + "0" * (places - top[1]), bottom[0] + "0" * (places - bottom[1])
    if larger_first and int(above) < int(below):
        return None
    width = max(len(above), len(below))
    columns = list(zip(map(int, above.zfill(width)), map(int, below.zfill(width)), strict=True))
    written = work(columns[::-1])
    return None if written is None else pointed("".join(map(str, reversed(written))), places)


def _subtracting(work: _Worked) -> Column:
    return lambda numerals: _by_columns(numerals, work, larger_first=True)


def _adding(work: _Worked) -> Column:
    return lambda numerals: _by_columns(numerals, work, larger_first=False)


def _smaller_from_larger(columns: _Columns) -> Sequence[int] | None:
    """Take the smaller digit from the larger in every column: `253 - 179` gives 126."""
    return [abs(top - bottom) for top, bottom in columns]


def _borrow_without_paying(columns: _Columns) -> Sequence[int] | None:
    """Add ten to a column that is too small, and take nothing from the next: `70 - 28` gives 52."""
    return [(top - bottom) % BASE for top, bottom in columns]


def _zero_where_too_small(columns: _Columns) -> Sequence[int] | None:
    """Write zero where the upper digit is too small: `241 - 96` gives 200."""
    return [max(top - bottom, 0) for top, bottom in columns]


def _borrowed(tops: list[int], place: int) -> bool:
    """Take one from the next column that has some, and leave nines in those between; say whether there was one."""
    for lender in range(place + 1, len(tops)):
        if tops[lender] > 0:
            tops[lender] -= 1
            return True
        tops[lender] = NINE
    return False


def _zero_minus(given: Callable[[int], int]) -> _Worked:
    """Subtract rightly but where something is taken from zero."""

    def work(columns: _Columns) -> Sequence[int] | None:
        tops = [top for top, _ in columns]
        written: list[int] = []
        shown = False
        for place, (_, bottom) in enumerate(columns):
            if tops[place] == 0 and bottom:
                shown = True
                written.append(given(bottom))
            elif tops[place] >= bottom:
                written.append(tops[place] - bottom)
            elif _borrowed(tops, place):
                written.append(tops[place] + BASE - bottom)
            else:
                return None
        return written if shown else None

    return work


def _across_zero(*, skipped: bool) -> _Worked:
    """
    Borrow wrongly where the next digit is zero.

    Skipped, the zero stays and the digit beyond it pays, `602 - 327` gives 225
    (what is taken from the zero is then turned round); else the zero becomes a
    nine and nobody pays: 375.
    """

    def work(columns: _Columns) -> Sequence[int] | None:
        tops = [top for top, _ in columns]
        written: list[int] = []
        shown = False
        for place, (_, bottom) in enumerate(columns):
            if skipped and tops[place] == 0:
                written.append(bottom)
                continue
            if tops[place] >= bottom:
                written.append(tops[place] - bottom)
                continue
            lenders = [lender for lender in range(place + 1, len(tops)) if tops[lender] > 0]
            if not lenders:
                return None
            written.append(tops[place] + BASE - bottom)
            if lenders[0] == place + 1 or skipped:
                tops[lenders[0]] -= 1
            else:
                tops[place + 1] = NINE
            shown = shown or lenders[0] > place + 1
        return written if shown else None

    return work


def _always_borrow(columns: _Columns) -> Sequence[int] | None:
    """Borrow for every column but the first, also where there is no need: `46 - 23` gives 113."""
    last = len(columns) - 1
    needed = all(top < bottom for top, bottom in columns[:-1])
    written = [
        top - bottom - (1 if place else 0) + (BASE if place < last else 0)
        for place, (top, bottom) in enumerate(columns)
    ]
    return None if needed or min(written) < 0 else written


def _no_carry(columns: _Columns) -> Sequence[int] | None:
    """Add every column and drop what is to be carried: `47 + 38` gives 75."""
    return [(top + bottom) % BASE for top, bottom in columns]


def _no_carry_between(columns: _Columns) -> Sequence[int] | None:
    """Drop what is to be carried from one column to the next, but write the first column whole: `67 + 58` gives 115."""
    sums = [top + bottom for top, bottom in columns]
    return [*(one % BASE for one in sums[:-1]), sums[-1]]


def _sums_side_by_side(columns: _Columns) -> Sequence[int] | None:
    """Write the whole sum of every column: `47 + 38` gives 715."""
    return [top + bottom for top, bottom in columns]


def _carry_reversed(columns: _Columns) -> Sequence[int] | None:
    """Write the tens of a column's sum and carry its units: `47 + 38` gives 121."""
    written: list[int] = []
    carry = 0
    for place, (top, bottom) in enumerate(columns):
        whole = top + bottom + carry
        carry = 0
        if whole >= BASE and place < len(columns) - 1:
            whole, carry = divmod(whole, BASE)
        written.append(whole)
    return written


COLUMNS: Mapping[str, Column] = MappingProxyType(
    {
        "smaller_from_larger": _subtracting(_smaller_from_larger),
        "borrow_without_paying": _subtracting(_borrow_without_paying),
        "zero_where_too_small": _subtracting(_zero_where_too_small),
        "zero_minus_is_digit": _subtracting(_zero_minus(lambda bottom: bottom)),
        "zero_minus_is_zero": _subtracting(_zero_minus(lambda _: 0)),
        "borrow_stops_at_zero": _subtracting(_across_zero(skipped=False)),
        "borrow_skips_zero": _subtracting(_across_zero(skipped=True)),
        "always_borrow": _subtracting(_always_borrow),
        "no_carry": _adding(_no_carry),
        "no_carry_between": _adding(_no_carry_between),
        "sums_side_by_side": _adding(_sums_side_by_side),
        "carry_reversed": _adding(_carry_reversed),
    }
)
"""By the name that a rule's `write` calls."""
