"""
Numbering: a pasted text parted into its problems, as they were numbered.

Knows `1)`, `(1)`, `1.`, `1:`, `No. 1` and the like, letters below numbers, and
lines without any. A number within a formula is no problem's: a mark counts where
all brackets before it are closed and it goes on from the one before. What stands
before the first mark is said of all. Doubts are notes, for the teacher to look at.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

import msgspec

__all__ = ["MAX_CHARACTERS", "MAX_PROBLEMS", "Entry", "Note", "Numbered", "TooMuch", "numbered"]

MAX_CHARACTERS: Final = 20_000
"""Of one paste: some ten pages."""
MAX_PROBLEMS: Final = 100
"""Of one paste; a longer homework is several."""

Note: TypeAlias = Literal["jump", "repeated", "several_numberings"]
"""
A doubt about a number: it leaves some out, it stands there twice, or the text could be parted in another way, too.
"""

_BEFORE: Final = r"(?:(?<=\s)|^)"
_UNOPENED: Final = re.compile(_BEFORE + r"(\d{1,3})\)", re.MULTILINE)
"""A bracket that was never opened closes no formula: such a mark may leave numbers out even within a line."""
_STYLES: Final = (
    re.compile(
        _BEFORE + r"(?:nr|no|problem|question|exercise|aufgabe|ejercicio|ej)\b\.?\s*(\d{1,3})\s*[.:)]?(?=\s|$)",
        re.IGNORECASE | re.MULTILINE,
    ),
    re.compile(_BEFORE + r"#\s*(\d{1,3})[.:)]?(?=\s|$)", re.MULTILINE),
    re.compile(_BEFORE + r"\((\d{1,3})\)", re.MULTILINE),
    _UNOPENED,
    re.compile(_BEFORE + r"(\d{1,3})[.:](?=\s)", re.MULTILINE),
)
_LETTERS: Final = (
    re.compile(_BEFORE + r"\(([a-z])\)", re.MULTILINE),
    re.compile(_BEFORE + r"([a-z])\)", re.MULTILINE),
    re.compile(_BEFORE + r"([a-z])\.(?=\s)", re.MULTILINE),
)


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """
    One problem as it was typed.

    Attributes
    ----------
    label
        Its number: `3`, or `3b`.
    text
        What stands behind the number, without spaces around it.
    above
        What stands above it and others, such as "Solve:".
    start
        The place of `text` in the paste, in characters.
    notes
        Doubts about its number.
    """

    label: str
    text: str
    above: str = ""
    start: int
    notes: tuple[Note, ...] = ()


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """The problems in the order of the text; none where there is no text."""

    entries: tuple[Entry, ...]


class TooMuch(msgspec.Struct, frozen=True, kw_only=True):
    """The text has more characters or problems than are taken at once."""

    sentence: str


class _Mark(msgspec.Struct, frozen=True):
    """One number or letter, where it begins and where its problem does."""

    name: str
    start: int
    end: int
    notes: tuple[Note, ...] = ()


def numbered(text: str) -> Numbered | TooMuch:
    """
    Part a text into problems.

    Parameters
    ----------
    text
        As typed or pasted; `MAX_CHARACTERS` at most.
    """
    if len(text) > MAX_CHARACTERS:
        return TooMuch(sentence=f"The text has more than {MAX_CHARACTERS:,} characters. Paste it in parts.")
    lines = text.replace("\r\n", "\n ").replace("\r", "\n")  # as long as before, so that places stay
    entries = tuple(entry for entry in _entries(lines) if entry.text or entry.notes)
    if len(entries) > MAX_PROBLEMS:
        return TooMuch(sentence=f"The text has more than {MAX_PROBLEMS} problems. Paste it in parts.")
    return Numbered(entries=entries)


def _entries(text: str) -> Iterator[Entry]:
    chains = [chain for style in _STYLES if (chain := _chain(text, style))]
    # one that stands alone is a numbering only where there is no longer one; else the one that begins first is
    if chains:
        chain = min(chains, key=lambda found: (len(found) == 1, found[0].start))
        chain = _with_named(chain, _chain(text, _STYLES[0]))
        doubt = any(len(other) > 1 and not _overlap(other, chain) for other in chains if other is not chain)
        head = _squeezed(text[: chain[0].start])
        for mark, piece in zip(chain, _pieces(text, chain), strict=True):
            notes = (*mark.notes, "several_numberings") if doubt else mark.notes
            yield from _lettered(text, mark.name, piece, head, notes)
        return
    if any(_letter_chain(text, style, 0, len(text)) for style in _LETTERS):
        yield from _lettered(text, "", (0, len(text)), "", ())
        return
    for number, (start, end) in enumerate(_lines(text), start=1):
        yield _entry(str(number), text, start, end, "", ())


def _chain(text: str, style: re.Pattern[str]) -> list[_Mark]:
    """
    Follow the numbers of one style through the text.

    Within a line a mark has to be the next number; at a line's beginning any is
    one, with a note where it is not the next.
    """
    chain: list[_Mark] = []
    for found in style.finditer(text):
        number = int(found[1])
        at_line = not text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip()
        before = int(chain[-1].name) if chain else None
        since = chain[-1].end if chain else 0
        if not _closed(text[since : found.start()]):
            continue
        if before is None:
            if at_line or number == 1:
                chain.append(_Mark(str(number), found.start(), found.end()))
        elif number == before + 1:
            chain.append(_Mark(str(number), found.start(), found.end()))
        elif at_line or (style is _UNOPENED and number > before):
            notes: tuple[Note, ...] = ("jump",) if number > before else ("repeated",)
            chain.append(_Mark(str(number), found.start(), found.end(), notes))
    return chain


def _with_named(chain: Sequence[_Mark], named: Sequence[_Mark]) -> list[_Mark]:
    """
    Put marks with a word for them (`Aufgabe 4`) among others (`3)`, `5)`) where each is the next number.
    """
    joined = list(chain)
    for mark in named:
        at = sum(other.start <= mark.start for other in joined)
        if at == 0 or int(joined[at - 1].name) + 1 != int(mark.name):
            continue
        joined[at:] = [other for other in joined[at:] if other.start >= mark.end]
        joined.insert(at, msgspec.structs.replace(mark, notes=()))
        if at + 1 < len(joined) and int(joined[at + 1].name) == int(mark.name) + 1:
            joined[at + 1] = msgspec.structs.replace(joined[at + 1], notes=())
    return joined


def _letter_chain(text: str, style: re.Pattern[str], start: int, end: int) -> list[_Mark]:
    """
    Follow letters from `a` on; one alone is no numbering.
    """
    chain: list[_Mark] = []
    for found in style.finditer(text, start, end):
        since = chain[-1].end if chain else start
        if found[1] == chr(ord("a") + len(chain)) and _closed(text[since : found.start()]):
            chain.append(_Mark(found[1], found.start(), found.end()))
    return chain if len(chain) > 1 else []


def _lettered(text: str, name: str, piece: tuple[int, int], above: str, notes: tuple[Note, ...]) -> Iterator[Entry]:
    """
    Yield a numbered piece, or what is lettered in it.
    """
    start, end = piece
    chain = max((_letter_chain(text, style, start, end) for style in _LETTERS), key=len)
    if not chain:
        yield _entry(name, text, start, end, above, notes)
        return
    head = _squeezed(f"{above} {text[start : chain[0].start]}")
    ends = [*(mark.start for mark in chain[1:]), end]
    for mark, until in zip(chain, ends, strict=True):
        yield _entry(f"{name}{mark.name}", text, mark.end, until, head, notes)


def _overlap(one: Sequence[_Mark], other: Sequence[_Mark]) -> bool:
    """
    Say whether two chains are the same numbers, seen in two styles, or one stands within a problem of the other's.
    """
    return any(mark.start < second.end and second.start < mark.end for mark in one for second in other)


def _pieces(text: str, chain: Sequence[_Mark]) -> list[tuple[int, int]]:
    ends = [*(mark.start for mark in chain[1:]), len(text)]
    return [(mark.end, until) for mark, until in zip(chain, ends, strict=True)]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line)
        start += len(line) + 1


def _entry(label: str, text: str, start: int, end: int, above: str, notes: tuple[Note, ...]) -> Entry:
    piece = text[start:end]
    lead = len(piece) - len(piece.lstrip())
    return Entry(label=label, text=piece.strip(), above=above, start=start + lead, notes=notes)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


def _closed(text: str) -> bool:
    """
    Say whether no round bracket is open at the end of a text; one that was never opened is somebody's number.
    """
    depth = 0
    for character in text:
        depth = depth + 1 if character == "(" else max(0, depth - 1) if character == ")" else depth
    return depth == 0
