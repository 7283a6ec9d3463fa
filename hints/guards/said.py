"""
What a text says in numbers and maths: every piece, with what stands around it.

Cuts a plain text (see `plain`) into sentences and those into pieces of maths,
reads each with the engine's own reader, and keeps the words before and after.
Whether a piece gives something away is the leak guard's to decide.
"""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Literal

import msgspec

from hints.guards.asserting import asserting
from hints.guards.number_words import DISGUISED, FROM_WORD
from hints.guards.plain import MATHS_CLOSE, MATHS_OPEN, plain
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Relation, Tree
from item_bank.algebra.unreadable import Unreadable

__all__ = ["Numeral", "Piece", "pieces", "unmarked"]

MAX_KEPT = 1_024
"""Texts whose pieces are kept: prompts and rungs come again with every answer."""
MAX_LITERALS = 60
"""Numbers of one piece that are looked at."""
MAX_PIECES = 200
"""Pieces of one text that are read; a hint of two sentences has a handful."""

_SENTENCE_END = re.compile(r"(?<=[.!?])(?=\s|$|[\ue003\ue004])|\n+")
_MATHS = re.compile(rf"{MATHS_OPEN}([^{MATHS_CLOSE}]*){MATHS_CLOSE}")
_TORN = re.compile(
    rf"(?<=[-+*/=<>])\s*{MATHS_CLOSE}\s*{MATHS_OPEN}"
    rf"|{MATHS_CLOSE}\s*{MATHS_OPEN}(?=\s*[-+*/=<>])"
    rf"|{MATHS_CLOSE}(?P<sign>\s*[-+*/=<>]\s*){MATHS_OPEN}"
)
"""Where one piece of maths was written as two, the sign in either or between: `$5y^2$ $-11y$`, `$4q$ - $7$`."""
_HALF_SET = re.compile(rf"[\w)]\s*[-+*/^=<>]\s*{MATHS_OPEN}|{MATHS_CLOSE}\s*[-+*/^=<>]\s*[\w(]")
"""Where only a part of a piece of maths was set as such: `w - $14$`."""
_MARK = re.compile(f"[{FROM_WORD}{DISGUISED}]")
_NUMBER = r"(?:\d+(?:\.\d+)?|\.\d+)"
_RUN = re.compile(
    rf"(?:[{FROM_WORD}{DISGUISED}]?(?:(?<![A-Za-z][A-Za-z]){_NUMBER}|(?<![A-Za-z'])[A-Za-z](?![A-Za-z'])"
    r"|[-+*/^()=%]|[<>!]=?)[ \t]*)+"
)
_LITERAL = re.compile(
    rf"(?P<mark>[{FROM_WORD}{DISGUISED}])?(?P<number>{_NUMBER})(?:(?P<mixed>\s+\d+/\d+)|\s*/\s*(?P<below>\d+)(?![.\d]))?"
    r"(?P<percent>\s*%)?"
)
_RELATION = re.compile(r"[<>!]?=|[<>]")
_ARTICLE = re.compile(r"^(?:[aAI]\s+)+|\s+(?:a|A|I)$")
_TWO_NAMES = re.compile(r"^\s*[A-Za-z]\s+[A-Za-z]\s*$")
_ANYTHING = Context()
_NO_MATHS_MARKS = {ord(MATHS_OPEN): " ", ord(MATHS_CLOSE): " "}


class Numeral(msgspec.Struct, frozen=True, kw_only=True):
    """
    One number as written in a piece.

    `side` counts the sides of its piece from 0. `part` tells what it is there:
    `alone` all of its side, `operand` of something larger, `attached` as
    exponent or coefficient of a letter.
    """

    worth: Fraction
    side: int
    part: Literal["alone", "operand", "attached"]
    from_word: bool


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """
    One piece of maths, or one number.

    Attributes
    ----------
    text
        As typed maths without white space: what is compared with what is given.
    tree
        As read; None where it could not be.
    literals
        The numbers written in it.
    before, after
        The words of the sentence on either side.
    asked
        Whether its sentence is a question, and not one that answers itself.
    disguised
        Whether it was said as arithmetic in words ("one more than four").
    language
        Of the words around it.
    sentence, start, end
        The sentence, plain, with the marks of `plain`, and where in it the piece stands.
    """

    text: str
    tree: Tree | None
    literals: tuple[Numeral, ...]
    before: str
    after: str
    asked: bool
    disguised: bool
    language: str
    sentence: str
    start: int
    end: int

    @property
    def sides(self) -> tuple[Tree, ...]:
        """The expressions in it: both sides of an equation, or itself."""
        if self.tree is None:
            return ()
        return self.tree.operands if isinstance(self.tree, Relation) else (self.tree,)


@lru_cache(maxsize=MAX_KEPT)
def pieces(text: str, language: str = "en") -> tuple[Piece, ...]:
    """
    Return every piece of maths that a text says, in order.

    Parameters
    ----------
    text
        Markdown with LaTeX between dollar signs.
    language
        BCP 47 tag of its words.
    """
    found: list[Piece] = []
    for sentence in _SENTENCE_END.split(plain(text, language)):
        for way in _ways(sentence):
            for piece in _of_sentence(way, language):
                found.append(piece)
                if len(found) == MAX_PIECES:
                    return tuple(found)
    return tuple(found)


def _ways(sentence: str) -> Iterator[str]:
    """Yield a sentence as it stands, and with maths put together that was written in parts, where any was."""
    yield sentence
    if (joined := _TORN.sub(lambda torn: torn["sign"] or " ", sentence)) != sentence:
        yield joined
    if _HALF_SET.search(joined):
        yield joined.translate(_NO_MATHS_MARKS)


def _of_sentence(sentence: str, language: str) -> Iterator[Piece]:
    """Yield the pieces of one sentence."""
    asked = sentence.rstrip(f" {MATHS_CLOSE}*_)\"'").endswith("?") and not asserting(language).rhetorical.search(
        sentence
    )
    at = 0
    for maths in _MATHS.finditer(sentence):
        yield from _in_words(sentence, at, maths.start(), asked=asked, language=language)
        for part in re.finditer(r"[^,;]+", maths[1]):
            yield from _piece(sentence, part[0], maths.start(1) + part.start(), asked=asked, language=language)
        at = maths.end()
    yield from _in_words(sentence, at, len(sentence), asked=asked, language=language)


def _in_words(sentence: str, start: int, end: int, *, asked: bool, language: str) -> Iterator[Piece]:
    """Yield the pieces that stand among words."""
    for run in _RUN.finditer(sentence, start, end):
        text, begin = run[0], run.start()
        if article := _ARTICLE.match(text):
            text, begin = text[article.end() :], begin + article.end()
        text = _ARTICLE.sub("", text.rstrip())
        if any(c.isalnum() for c in text) and not _TWO_NAMES.match(text):
            yield from _piece(sentence, text, begin, asked=asked, language=language)


def unmarked(text: str) -> str:
    """
    Write a part of a plain text without marks.
    """
    return _MARK.sub("", text).translate(_NO_MATHS_MARKS)


def _piece(sentence: str, text: str, begin: int, *, asked: bool, language: str) -> Iterator[Piece]:
    """Yield the piece that stands at `begin`, without operators that dangle at its ends."""
    kept = text.strip()
    while kept:
        if kept[0] in "+*/^=%<>!)" or (kept[0] == "(" and kept.count("(") > kept.count(")")):
            kept = kept[1:].lstrip()
        elif kept[-1] in "-+*/^=<>!(" or (kept[-1] == ")" and kept.count(")") > kept.count("(")):
            kept = kept[:-1].rstrip()
        else:
            break
    if not kept:
        return
    place = begin + text.find(kept)
    typed = _MARK.sub("", kept)
    tree = read(typed, _ANYTHING)
    # a word that is set as maths is no everyday one: "$\\text{five}$"
    in_maths = sentence.rfind(MATHS_OPEN, 0, place) > sentence.rfind(MATHS_CLOSE, 0, place)
    yield Piece(
        text="".join(typed.split()),
        tree=None if isinstance(tree, Unreadable) else tree,
        literals=tuple(islice(_literals(kept.replace(FROM_WORD, "") if in_maths else kept), MAX_LITERALS)),
        before=unmarked(sentence[:place]),
        after=unmarked(sentence[place + len(kept) :]),
        asked=asked,
        language=language,
        disguised=DISGUISED in kept,
        sentence=sentence,
        start=place,
        end=place + len(kept),
    )


def _literals(kept: str) -> Iterator[Numeral]:
    """Yield the numbers written in a piece, the parts of a fraction before it."""
    for place, side in enumerate(_RELATION.split(kept)):
        for found in _LITERAL.finditer(side):
            yield from _readings(found, side, place)


def _readings(found: re.Match[str], side: str, place: int) -> Iterator[Numeral]:
    """Yield what one literal may stand for: a percentage both as hundredths and as the number before the sign."""
    around = side[: found.start()].strip(), side[found.end() :].strip()
    alone = around[0] in {"", "-", "+", "(", "-(", "(-"} and around[1] in {"", ")"}
    attached = around[0].endswith("^") or side[found.end() : found.end() + 1].isalpha()
    part: Literal["alone", "operand", "attached"] = "alone" if alone else "attached" if attached else "operand"
    sign = -1 if alone and "-" in around[0] else 1
    from_word = found["mark"] is not None
    whole = Fraction(found["number"])
    worths = {whole} if found["below"] is None and found["mixed"] is None else set()
    if found["mixed"] is not None:
        # Before a fraction a number may also stand as a factor: LaTeX writes both alike.
        yield Numeral(worth=whole, side=place, part="operand", from_word=from_word)
        top, _, bottom = found["mixed"].partition("/")
        worths.add(whole + Fraction(int(top), int(bottom)) if int(bottom) else whole)
    if found["below"] is not None:
        below = int(found["below"])
        for operand in (whole, Fraction(below)):
            yield Numeral(worth=operand, side=place, part="operand", from_word=from_word)
        if below and (whole / below).denominator != 1:
            worths.add(whole / below)
    if found["percent"] is not None:
        worths |= {worth / 100 for worth in worths}
    for worth in sorted(worths):
        yield Numeral(worth=sign * worth, side=place, part=part, from_word=from_word)
