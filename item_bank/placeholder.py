r"""
Placeholders: where a draw's values stand in a text.

`@{formula}` or `@{formula:format}`, in prompts, hints, choices, text answers
and solution lines. Formats: `+` always shows the sign, `coef` drops a 1 (and
writes - for -1), `frac` writes a LaTeX fraction, `()` puts brackets round a
negative number, `.2` rounds to two places, `.` writes the shortest decimal; `+`
goes before all but `()`, `()` before `frac`, `.2` and `.`. A formula with
unknowns is written as maths, in LaTeX between dollar signs and as typed
elsewhere.
"""

import functools
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Final, Literal, assert_never

import msgspec

from item_bank.algebra.numerals import marks
from item_bank.algebra.unreadable import Unreadable
from item_bank.domain import Exact, printed
from item_bank.draw import Draw
from item_bank.finding import quoted
from item_bank.formula import Formula, Undefined, read_formula
from item_bank.spelling import shortest_decimal

__all__ = [
    "FORMATS",
    "BadPlaceholder",
    "BadText",
    "Blank",
    "Format",
    "Names",
    "Text",
    "Unfilled",
    "Word",
    "fill_text",
    "read_text",
    "written",
]

FORMATS: Final = ("+", "coef", "frac", "()", ".2", ".", "+coef", "+frac", "+.2", "+.", "()frac", "().2", "().")
"""The formats an author may write, each with `.2` standing for any number of places from `.0` to `.9`."""

_PLACEHOLDER: Final = re.compile(r"@\{([^{}]*)\}")
_FORMAT: Final = re.compile(r"(?P<sign>\+|\(\))?(?P<style>coef|frac|\.\d?)?")


class Names(msgspec.Struct, frozen=True, kw_only=True):
    """What a text's placeholders may name: numbers (drawn and derived), words, and letters left unknown."""

    numbers: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    unknowns: tuple[str, ...] = ()


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """How a number is written; `places` counts decimals, and None leaves the number as it is."""

    sign: Literal["", "+", "()"] = ""
    style: Literal["", "coef", "frac", "places", "decimal"] = ""
    places: int = 0


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """A placeholder for a word."""

    name: str


class Blank(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A placeholder for a formula; `in_maths` says whether it stands between dollar signs."""

    formula: Formula
    format: Format
    in_maths: bool


class BadPlaceholder(msgspec.Struct, frozen=True, kw_only=True):
    """A placeholder that cannot be filled; `start` and `end` count characters of the text."""

    start: int
    end: int
    sentence: str


class Text(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A text, cut at its placeholders."""

    pieces: tuple[str | Word | Blank, ...]


class BadText(msgspec.Struct, frozen=True, kw_only=True):
    """A text with placeholders that cannot be filled, at least one."""

    placeholders: tuple[BadPlaceholder, ...]


class Unfilled(msgspec.Struct, frozen=True, kw_only=True):
    """A placeholder without a value in a draw."""

    formula: str
    sentence: str


@functools.lru_cache(maxsize=16_384)
def read_text(text: str, names: Names) -> Text | BadText:
    """
    Cut a text at its placeholders, or say which of them are bad.

    Cached, because the texts of an item are read again for each variant.
    """
    if "@{" not in text:
        return Text(pieces=(text,))
    pieces: list[str | Word | Blank] = []
    bad: list[BadPlaceholder] = []
    end = 0
    for found in _PLACEHOLDER.finditer(text):
        _plain(text, end, found.start(), pieces, bad)
        in_maths = text.count("$", 0, found.start()) % 2 == 1
        blank = _read_one(found.group(1), names, in_maths=in_maths)
        if isinstance(blank, str):
            bad.append(BadPlaceholder(start=found.start(), end=found.end(), sentence=blank))
        else:
            pieces.append(blank)
        end = found.end()
    _plain(text, end, len(text), pieces, bad)
    return BadText(placeholders=tuple(bad)) if bad else Text(pieces=tuple(pieces))


def fill_text(text: Text, draw: Draw, locale: str = "en") -> str | Unfilled:
    """
    Fill a text's placeholders with one draw.

    Decimals outside of maths have the decimal mark of the locale; in maths they keep the point, so that it can be
    computed with, until it is shown.
    """
    mark = marks(locale).decimal
    parts: list[str] = []
    for piece in text.pieces:
        match piece:
            case str():
                parts.append(piece)
            case Word(name=name):
                parts.append(draw.words[name])
            case Blank(formula=formula):
                shown = _write(piece, draw)
                if isinstance(shown, Undefined):
                    return Unfilled(formula=formula.text, sentence=shown.sentence)
                decimal = piece.format.style in ("places", "decimal") and not piece.in_maths
                parts.append(shown.replace(".", mark) if decimal else shown)
            case _:
                assert_never(piece)
    return "".join(parts)


def _plain(text: str, start: int, end: int, pieces: list[str | Word | Blank], bad: list[BadPlaceholder]) -> None:
    opened = text.find("@{", start, end)
    if opened >= 0:
        bad.append(
            BadPlaceholder(start=opened, end=end, sentence="This placeholder is not closed, or has braces in it.")
        )
    if start < end:
        pieces.append(text[start:end])


def _read_one(inner: str, names: Names, *, in_maths: bool) -> Word | Blank | str:
    source, colon, style = (part.strip() for part in inner.partition(":"))
    if source in names.words:
        return f"The word {quoted(source)} takes no format." if colon else Word(name=source)
    form = _read_format(style) if colon else Format()
    if form is None:
        return f"There is no format {quoted(style)!r}; the formats are {', '.join(FORMATS)}."
    if not names.numbers:
        return f"The item has no number parameter that {quoted(source)!r} could name."
    formula = read_formula(source, names.numbers, names.unknowns)
    if isinstance(formula, Unreadable):
        return formula.sentence
    return _unshowable(formula, form) or Blank(formula=formula, format=form, in_maths=in_maths)


def _unshowable(formula: Formula, form: Format) -> str | None:
    if not formula.names:
        return "No parameter occurs in this placeholder: write its text out."
    if formula.is_condition:
        return "A condition cannot be shown; only a number or an expression can."
    if formula.unknowns and form != Format():
        return "A format is for numbers; this placeholder has an unknown in it."
    return None


def _read_format(text: str) -> Format | None:
    found = _FORMAT.fullmatch(text)
    if found is None or not text:
        return None
    sign: Literal["", "+", "()"] = "+" if found["sign"] == "+" else "()" if found["sign"] else ""
    match found["style"]:
        case None:
            return Format(sign=sign)
        case "coef":
            return None if sign == "()" else Format(sign=sign, style="coef")
        case "frac":
            return Format(sign=sign, style="frac")
        case ".":
            return Format(sign=sign, style="decimal")
        case places:
            return Format(sign=sign, style="places", places=int(places[1:]))


def _write(blank: Blank, draw: Draw) -> str | Undefined:
    if not blank.formula.is_number:
        return blank.formula.latex(draw.numbers) if blank.in_maths else blank.formula.filled(draw.numbers)
    value = blank.formula.value(draw.numbers)
    return value if isinstance(value, Undefined) else written(value, blank.format)


def written(value: Exact, form: Format) -> str:
    r"""
    Write a number in a format: `-3` with `()` is `(-3)`, `-1` with `coef` is `-`.
    """
    size = -value if value < 0 else value
    match form.style:
        case "frac":
            shown = _fraction(size)
        case "places":
            shown = _rounded(size, form.places)
        case "decimal":
            shown = shortest_decimal(Fraction(size)) or printed(size)
        case "coef":
            shown = "" if size == 1 else printed(size)
        case "":
            shown = printed(size)
        case _:
            assert_never(form.style)
    if value < 0:
        return f"(-{shown})" if form.sign == "()" else f"-{shown}"
    return f"+{shown}" if form.sign == "+" else shown


def _fraction(value: Exact) -> str:
    return rf"\frac{{{value.numerator}}}{{{value.denominator}}}" if isinstance(value, Fraction) else str(value)


def _rounded(value: Exact, places: int) -> str:
    # Halves go up, as in school; a value has at most 155 digits (formula.MAX_BITS), so 200 lose nothing before that.
    exact = Context(prec=200).divide(Decimal(value.numerator), Decimal(value.denominator))
    return str(exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP, context=Context(prec=200)))
