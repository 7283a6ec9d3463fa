"""
Contradicting: whether a text says otherwise than the verdict.

The engine decides right and wrong. A hint may not praise the answer, or a line at
or after the first wrong one, and may not blame a line before it. Praise and blame
are found by their words, the line by its number or ordinal; a question says
neither, and "right" in "the right side" is no praise.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

import msgspec

from hints.guards.words import any_of, in_all, whole, words
from item_bank.answers.verdict import Verdict
from item_bank.phrasebook import SPOKEN

__all__ = ["contradicts"]

_NOT_RIGHT: Final = frozenset({Verdict.INCORRECT, Verdict.INVALID, Verdict.UNKNOWN, Verdict.ASKED})
_NOT_WRONG: Final = frozenset({Verdict.CORRECT, Verdict.WRONG_FORM, Verdict.NO_PROGRESS})
_CLAUSE: Final = re.compile(
    r"(?<=[.!?;])\s+|,\s+(?:but|yet|so|and|aber|doch|also|und|pero|y|así que)\s+"
    r"|\s+(?:but|however|aber|jedoch|pero|sin embargo)\s+|\n+"
)
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")
_MATHS: Final = re.compile(r"\$[^$]*\$")
_INCLUDING: Final = re.compile(r"including|einschließlich|inclu\w+", re.IGNORECASE)


class _Words(msgspec.Struct, frozen=True, kw_only=True):
    """The words of all languages, compiled, and what line each way of numbering means."""

    praise: re.Pattern[str]
    blame: re.Pattern[str]
    denied: re.Pattern[str]
    start: re.Pattern[str]
    line: re.Pattern[str]
    up_to: re.Pattern[str]
    after: re.Pattern[str]
    ordinals: tuple[re.Pattern[str], ...]
    numbers: Mapping[str, int]


@lru_cache(maxsize=1)
def _words() -> _Words:
    """Compile the words; a hint is held against those of all languages."""
    listed = {name: in_all("verdict", name) for name in ("praise", "cheer", "blame", "denied", "start", "line")}
    by_language = [words("verdict", language) for language in SPOKEN]
    ordinals = tuple(any_of(same) for same in zip(*(one["ordinals"] for one in by_language), strict=True))
    numbers = {word: place for one in by_language for place, word in enumerate(one["numbers"], start=1)}
    line, ends = any_of(listed["line"]), r"\s+(?:and including\s+)?$"
    return _Words(
        praise=re.compile(
            rf"(?<!\w){any_of(listed['praise'])}(?!\w)|(?:^|[.!?¡]\s*){any_of(listed['cheer'])}\s*[!.,:]", re.IGNORECASE
        ),
        blame=whole(listed["blame"]),
        denied=whole(listed["denied"]),
        start=whole(listed["start"]),
        line=re.compile(
            rf"\b{line}\s*#?\s*(?P<number>\d{{1,2}}|{'|'.join(numbers)})\b"
            r"(?P<more>(?:\s*(?:,|and|und|y|to|bis|a|through|-|–)\s*\d{1,2}\b)*)"
            rf"|\b(?P<ordinal>{'|'.join(ordinals)})\s+{line}\b",
            re.IGNORECASE,
        ),
        up_to=re.compile(rf"\b{any_of(in_all('verdict', 'up_to'))}{ends}", re.IGNORECASE),
        after=re.compile(rf"\b{any_of(in_all('verdict', 'from'))}{ends}", re.IGNORECASE),
        ordinals=tuple(re.compile(one, re.IGNORECASE) for one in ordinals),
        numbers=numbers,
    )


def contradicts(text: str, verdict: Verdict, first_wrong: int | None) -> str | None:
    """
    Say how a text contradicts a verdict; None where it does not.

    Parameters
    ----------
    text
        What would be shown.
    verdict
        On the response as a whole.
    first_wrong
        The first wrong line, from 1; None where none is known.
    """
    known = _words()
    for clause in _clauses(text):
        lines = list(_lines(clause))
        if _says(known.praise, clause):
            if first_wrong is not None and any(line >= first_wrong for line in lines):
                return f"It praises line {max(lines)}, and line {first_wrong} is wrong."
            if verdict in _NOT_RIGHT and not lines and not known.start.search(clause):
                return "It praises an answer that is not right."
        if _says(known.blame, clause):
            if first_wrong is not None and lines and all(line < first_wrong for line in lines):
                return f"It blames line {max(lines)}, and the first wrong line is {first_wrong}."
            if verdict in _NOT_WRONG and first_wrong is None:
                return "It blames an answer that is not wrong."
    return None


def _says(words: re.Pattern[str], clause: str) -> bool:
    """Say whether a clause praises or blames; what is denied or made a condition does not."""
    return any(_words().denied.search(clause[: found.start()]) is None for found in words.finditer(clause))


def _clauses(text: str) -> Iterator[str]:
    """Yield what a text states, clause by clause, without its questions."""
    prose = _MATHS.sub(" x ", text).replace("’", "'")
    for sentence in _SENTENCE.split(prose):
        if sentence.rstrip(" \"')*_").endswith("?"):
            head, comma, _ = sentence.rpartition(",")
            if comma:
                yield from _CLAUSE.split(head)
            continue
        yield from _CLAUSE.split(sentence)


def _lines(clause: str) -> Iterator[int]:
    """Yield the lines that a clause names; of "up to line 3" the last, since all before it are meant."""
    known = _words()
    for found in known.line.finditer(clause):
        number, before = found["number"], clause[: found.start()]
        if number is None:
            line = next(place for place, one in enumerate(known.ordinals, start=1) if one.fullmatch(found["ordinal"]))
        else:
            line = int(number) if number.isdigit() else known.numbers[number.lower()]
        if known.up_to.search(before) and not _INCLUDING.search(before):
            line -= 1
        yield line + 1 if known.after.search(before) else line
        yield from map(int, re.findall(r"\d+", found["more"] or ""))
