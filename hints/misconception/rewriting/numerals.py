"""
Multiplying, dividing and writing numerals gone wrong: procedures that rules call by name.

Like `columns`, each takes numerals as they are written and gives the digits that
somebody with that habit writes down, or None where the habit shows nothing.
"""

from collections.abc import Mapping
from types import MappingProxyType

from hints.misconception.rewriting.columns import BASE, Column, digits_of, pointed

__all__ = ["NUMERALS"]


def _whole(*numerals: str) -> bool:
    """Say whether all are whole numbers in plain digits."""
    return all(text.isdecimal() and text.isascii() for text in numerals)


def digit_total(numerals: tuple[str, ...]) -> str | None:
    """
    Add all digits, whatever their places: `47 + 38` gives 22.
    """
    return str(sum(int(digit) for text in numerals for digit in text)) if _whole(*numerals) else None


def products_side_by_side(numerals: tuple[str, ...]) -> str | None:
    """
    Multiply tens by tens and units by units: `23 * 12` gives 26. A digit without a partner is copied.
    """
    top, bottom = numerals
    if not _whole(top, bottom) or min(len(top), len(bottom)) == 1:
        return None
    width = max(len(top), len(bottom))
    pairs = zip(top.rjust(width, "1"), bottom.rjust(width, "1"), strict=True)
    return "".join(str(int(one) * int(other)) for one, other in pairs)


def carry_added_first(numerals: tuple[str, ...]) -> str | None:
    """
    Add what is carried before multiplying the next digit: `27 * 4` gives 168.
    """
    long, short = sorted(numerals, key=len, reverse=True)
    if not _whole(long, short) or len(short) > 1 or len(long) == 1:
        return None
    written: list[str] = []
    carry, carried = 0, False
    for place, digit in enumerate(reversed(long)):
        whole = (int(digit) + carry) * int(short)
        carry, unit = divmod(whole, BASE)
        last = place == len(long) - 1
        carried = carried or (carry > 0 and not last)
        written.append(str(whole if last else unit))
    return "".join(reversed(written)) if carried else None


def products_not_shifted(numerals: tuple[str, ...]) -> str | None:
    """
    Multiply by each digit of the second number and add without a shift: `34 * 12` gives 102.
    """
    top, bottom = numerals
    if not _whole(top, bottom) or len(bottom.strip("0")) == 1:
        return None
    return str(sum(int(top) * int(digit) for digit in bottom))


def quotient_without_zeros(numerals: tuple[str, ...]) -> str | None:
    """
    Leave zeros out of a whole quotient: `612 / 6` gives 12.
    """
    top, bottom = numerals
    if not _whole(top, bottom):
        return None
    quotient, left = divmod(int(top), int(bottom))
    shorter = str(quotient).replace("0", "")
    return shorter if left == 0 and shorter else None


def remainder_after_point(numerals: tuple[str, ...]) -> str | None:
    """
    Write the remainder after the point: `13 / 4` gives 3.1.
    """
    top, bottom = numerals
    if not _whole(top, bottom):
        return None
    quotient, left = divmod(int(top), int(bottom))
    return f"{quotient}.{left}" if left else None


def digits_copied_down(numerals: tuple[str, ...]) -> str | None:
    """
    Subtract as far as both have digits, and copy those left over below: `24.8 - 2.26` gives 22.66.
    """
    top, bottom = map(digits_of, numerals)
    if top is None or bottom is None or bottom[1] <= top[1]:
        return None
    extra = bottom[1] - top[1]
    left = int(top[0]) - int(bottom[0][:-extra] or "0")
    return pointed(f"{left}{bottom[0][-extra:]}", bottom[1]) if left >= 0 else None


def parts_added_apart(numerals: tuple[str, ...]) -> str | None:
    """
    Add what stands before the points and what stands after them, as two whole numbers: `6.7 + 8.5` gives 14.12.
    """
    parts = [text.partition(".") for text in numerals]
    if not all(_whole(whole, after) for whole, _, after in parts):
        return None
    return f"{sum(int(whole) for whole, _, _ in parts)}.{sum(int(after) for _, _, after in parts)}"


def point_counted_from_left(numerals: tuple[str, ...]) -> str | None:
    """
    Multiply, and count the places after the points from the left: `6.7 * 3` gives 2.01.
    """
    top, bottom = map(digits_of, numerals)
    if top is None or bottom is None:
        return None
    places = top[1] + bottom[1]
    digits = str(int(top[0]) * int(bottom[0]))
    return pointed(digits, len(digits) - places) if 0 < places < len(digits) else None


def joined_by_point(numerals: tuple[str, ...]) -> str | None:
    """
    Put a point between two whole numbers: 3 and 4 give 3.4.
    """
    return ".".join(numerals) if _whole(*numerals) else None


def without_shared_digit(numerals: tuple[str, ...]) -> str | None:
    """
    Strike out of the first a digit that the second has, too: 14 beside 24 gives 1.
    """
    first, second = numerals
    shared = sorted(set(first) & set(second), reverse=True)
    if not _whole(first, second) or not shared or min(len(first), len(second)) == 1:
        return None
    left = first.replace(shared[0], "", 1)
    return left if int(left) else None


NUMERALS: Mapping[str, Column] = MappingProxyType(
    {
        "digit_total": digit_total,
        "products_side_by_side": products_side_by_side,
        "carry_added_first": carry_added_first,
        "products_not_shifted": products_not_shifted,
        "quotient_without_zeros": quotient_without_zeros,
        "remainder_after_point": remainder_after_point,
        "digits_copied_down": digits_copied_down,
        "parts_added_apart": parts_added_apart,
        "point_counted_from_left": point_counted_from_left,
        "joined_by_point": joined_by_point,
        "without_shared_digit": without_shared_digit,
    }
)
"""By the name that a rule's `write` calls."""
