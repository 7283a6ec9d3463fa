"""
Numerals: how digits, decimal marks and group marks make a number.

By locale. A mark that does not fit the locale's habit (`3,5` where a point is
the decimal mark) is asked about, never guessed: the outcome then names what may
have been meant. Signs, fractions and percent are the grammar's.
"""

import re
from functools import lru_cache

import msgspec

from item_bank.algebra.limits import MAX_DIGITS
from item_bank.algebra.unreadable import Unreadable, unreadable

__all__ = ["Marks", "Numeral", "marks", "read_numeral"]

LANGUAGES = (
    "az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk lt lv mk nb nl nn no pl pt ro ru sk sl"
)
DECIMAL_COMMA = frozenset(f"{LANGUAGES} sq sr sv tr uk uz vi".split())
"""Languages that write a decimal comma (Unicode CLDR, numbers, `decimal`)."""
DECIMAL_POINT = frozenset(
    {"de-CH", "de-LI", "it-CH"}
    | {f"es-{region}" for region in ("DO", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "SV", "US")}
)
"""Their regions that write a decimal point after all (the same source)."""
INDIAN = frozenset({"en-IN", "hi", "bn", "gu", "kn", "ml", "mr", "ta", "te", "pa"})
"""Where digits above the last three are grouped in twos (the same source, `#,##,##0`)."""

SPACES = " \u00a0\u2009\u202f"
APOSTROPHES = "'\u2019"
ARABIC_DECIMAL, ARABIC_GROUP = "\u066b", "\u066c"
"""Unambiguous whatever the locale."""
MARKS = frozenset(f".,{APOSTROPHES}{ARABIC_DECIMAL}{ARABIC_GROUP}")
RUN = re.compile(f"[0-9{''.join(sorted(MARKS))}]+")


class Marks(msgspec.Struct, frozen=True):
    """
    How a locale writes numerals.

    `decimal` is its decimal mark, `group` the other mark of the two; `plain`
    matches a numeral without group marks, `grouped` one with them, and `run`
    one with commas wherever they may stand.
    """

    decimal: str
    group: str
    plain: re.Pattern[str]
    grouped: re.Pattern[str]
    run: re.Pattern[str]


class Numeral(msgspec.Struct, frozen=True, gc=False):
    """A numeral that was read: its digits with a point as decimal mark, and where it ends."""

    text: str
    end: int


@lru_cache(maxsize=256)
def marks(locale: str) -> Marks:
    """
    Return the marks of a locale.

    Parameters
    ----------
    locale
        BCP 47 tag. The region counts where it differs from its language; an
        unknown language has a decimal point.
    """
    subtags = locale.replace("_", "-").split("-")
    language = subtags[0].lower()
    region = f"{language}-{subtags[-1].upper()}"
    comma = language in DECIMAL_COMMA and region not in DECIMAL_POINT
    decimal, group = (",", ".") if comma else (".", ",")
    places = f"(?:[{decimal}{ARABIC_DECIMAL}][0-9]+)?"
    marked = f"(?P<mark>[{group}{SPACES}{APOSTROPHES}{ARABIC_GROUP}])"
    grouped = f"[1-9][0-9]{{0,2}}{marked}[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*(?![0-9]){places}"
    if {language, region} & INDIAN:
        grouped = f"{grouped}|[1-9][0-9]?(?:,[0-9]{{2}})*,[0-9]{{3}}(?![0-9]){places}"
    # where spaces part the thousands, they may part the decimals too: 12 345.678 9
    whole = f"[1-9][0-9]{{0,2}}(?P<space>[{SPACES}])[0-9]{{3}}(?:(?P=space)[0-9]{{3}})*"
    parted = f"{whole}[{decimal}](?:[0-9]{{3}}(?P=space))+[0-9]{{1,3}}(?![0-9])"
    return Marks(
        decimal=decimal,
        group=group,
        plain=re.compile(f"[0-9]+{places}|[{decimal}{ARABIC_DECIMAL}][0-9]+"),
        grouped=re.compile(f"{parted}|{grouped}"),
        run=re.compile(r"[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?"),
    )


def read_numeral(text: str, start: int, habit: Marks, separators: str = "") -> Numeral | Unreadable:
    """
    Read the numeral that begins at a place.

    Parameters
    ----------
    text
        The whole text, its digits in ASCII.
    start
        Where a digit, or a decimal mark before a digit, stands.
    habit
        The locale's marks.
    separators
        Marks that part arguments at this place, and so are no part of a number.

    Returns
    -------
    Numeral | Unreadable
        The numeral, or one of the codes `decimal_comma`, `decimal_point`,
        `group_marks`, `two_decimal_marks`, `ambiguous_mixed` (`1 500/1000`),
        `number_too_long`.
    """
    plain = habit.plain.match(text, start)
    if plain is None:
        return _misplaced(text, start, habit)
    end = plain.end()
    follower = text[end : end + 1]
    if follower in SPACES or follower in MARKS:
        grouped = None if separators else habit.grouped.match(text, start)
        if grouped is not None:
            plain, end = grouped, grouped.end()
            if (grouped["mark"] or "-") in SPACES and text[end:].lstrip(SPACES).startswith("/"):
                return unreadable("ambiguous_mixed", start, end)
            follower = text[end : end + 1]
        if follower in MARKS and follower not in separators and text[end + 1 : end + 2].isdecimal():
            return _misplaced(text, start, habit)
    written = plain[0]
    if end - start > MAX_DIGITS:
        return unreadable("number_too_long", start, end)
    if written.isdecimal():
        return Numeral(written, end)
    digits = "".join(
        [character for character in written if character.isdecimal() or character in habit.decimal + ARABIC_DECIMAL]
    )
    return Numeral(digits.replace(habit.decimal, ".").replace(ARABIC_DECIMAL, "."), end)


def _misplaced(text: str, start: int, habit: Marks) -> Unreadable:
    """
    Say what is wrong with the marks of the numeral that begins at a place.
    """
    run = RUN.match(text, start)
    written = run[0] if run is not None else text[start]
    end = start + len(written)
    found = [mark for mark in written if mark in MARKS]
    if len(found) == 1 and found[0] == habit.group:
        code = "decimal_comma" if habit.group == "," else "decimal_point"
        return unreadable(code, start, end, suggestion=written.replace(habit.group, habit.decimal))
    if found.count(habit.decimal) + found.count(ARABIC_DECIMAL) > 1:
        return unreadable("two_decimal_marks", start, end, what=written)
    return unreadable("group_marks", start, end, what=written)
