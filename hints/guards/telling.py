"""
Telling: whether a text tells a number, in whatever form.

By its digits where it asserts them or nobody knows them yet, by arithmetic that
comes to it, put in for the letter of an equation, described by a chain or a
riddle, or a single operation away from a value that it corrects. A recipe out of
the exercise's own numbers is a way to go, and tells nothing.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import assert_never

import msgspec

from hints.guards.asserting import asserting
from hints.guards.called import is_called_answer
from hints.guards.described import Described, described
from hints.guards.known import SIDES, Known, canonical
from hints.guards.said import Numeral, Piece
from hints.guards.words import any_of, words
from item_bank.algebra.exact import value
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Divide, Mixed, Name, Negate, Relation, Tree, names
from item_bank.answers.maths import left_to_do

__all__ = ["is_asserted", "tells"]

_EQUALS = re.compile(r"[=≈→]\s*$")
_SMALL = 12
"""Whole numbers up to this are everyday words when spelled out ("one of the sides")."""
_LABEL = re.compile(r"(?:[A-Z]{2,}|[A-Za-z]{3,})\Z")
"""Letters that name what a number or expression is, though they read as a product: `GCF = x`, `area = 12`."""
_REJECTED = re.compile(r"\b(?:not|nicht|no|instead of|statt|en lugar de|en vez de)\s+[$\"'(*_]*\s*$", re.IGNORECASE)
"""Before a number that is taken back: "30, not 20"."""
_WORDS = re.compile(r"\w")
_HUNDRED = frozenset({Fraction(100)})
"""Percent brings it along."""
_DROPPED = str.maketrans("", "", "()*")


def tells(text: str, found: Sequence[Piece], worths: Sequence[Fraction], known: Known, language: str) -> bool:
    """Say whether a text tells one of some numbers: one of two solutions is half of the answer."""
    if any(_tells_number(piece, worth, known) for piece in found for worth in worths):
        return True
    if any(_corrects(found, worth, language) for worth in worths):
        return True
    return any(_is_told(one, known) for one in described(text, language) if one.worth in worths)


def _corrects(found: Sequence[Piece], worth: Fraction, language: str) -> bool:
    """
    Say whether a text puts the right value in the place of a wrong one so that a single operation is left.

    "The number of birthday presents should be 30" tells who knows of 60 others what all of them are.
    """
    corrects = _steps(language).corrects
    numbers = {
        literal.worth: None
        for piece in found
        if not _REJECTED.search(piece.before)
        for literal in piece.literals
        if not literal.from_word
    }
    return any(
        worth in _combined(literal.worth, other)
        for piece in found
        if corrects.search(piece.before)
        for literal in piece.literals
        if literal.part == "alone"
        for other in numbers
        if other != literal.worth
    )


def _combined(one: Fraction, other: Fraction) -> tuple[Fraction, ...]:
    """Return what a single operation makes of two numbers."""
    quotients = [top / bottom for top, bottom in ((one, other), (other, one)) if bottom]
    return (one + other, one - other, other - one, one * other, *quotients)


class _Steps(msgspec.Struct, frozen=True):
    """How a language names a way to go, and corrects a value; both at the end of what stands before it."""

    way: re.Pattern[str]
    corrects: re.Pattern[str]


@lru_cache(maxsize=8)
def _steps(language: str) -> _Steps:
    lists = words("steps", language)
    return _Steps(
        re.compile(rf"(?<!\w){any_of(lists['way'])}\b[^.;,]{{0,25}}$", re.IGNORECASE),
        re.compile(rf"(?<!\w){any_of(lists['corrects'])}\s*[$\"'(*_]*\s*$", re.IGNORECASE),
    )


def _is_told(one: Described, known: Known) -> bool:
    """
    Say whether a number that is described is told by it.

    A recipe out of the exercise's own numbers is a way to go, unless it goes all of it.
    """
    foreign = not one.told_by - _HUNDRED <= known.numbers
    match one.way:
        case "chain":
            return foreign or (one.steps > 1 and not one.asked)
        case "between":
            return foreign or one.placed
        case "riddle":
            return not one.asked and not any(one.text.lower().split()[-1] in text for text in known.words)
        case _:
            assert_never(one.way)


def _tells_number(piece: Piece, worth: Fraction, known: Known) -> bool:
    """Say whether one piece tells a number."""
    alone = len(piece.sides) <= 1 and any(literal.part == "alone" for literal in piece.literals)
    if not alone and canonical(piece.text) in known.maths:
        return _gives(piece, worth) and is_called_answer(piece)
    if any(_tells_literally(literal, piece, worth, known) for literal in piece.literals if literal.worth == worth):
        return True
    if _puts_in(piece, worth, known):
        return True
    return any(
        value(side) == worth
        and (piece.disguised or is_asserted(piece, place) or is_called_answer(piece) or _stands_alone(piece))
        and not _is_way(piece, known)
        for place, side in enumerate(piece.sides)
        if _is_worked(side)
    )


def _gives(piece: Piece, worth: Fraction) -> bool:
    """Say whether a piece says of a letter that it is a number, or is no more than arithmetic that comes to it."""
    letters = [isinstance(bare(side), Name) for side in piece.sides]
    return (any(letters) or len(letters) == 1) and any(value(side) == worth for side in piece.sides)


def _is_way(piece: Piece, known: Known) -> bool:
    """Say whether a piece is an operation on the exercise's own numbers that is named as what to do."""
    if not piece.asked and asserting(piece.language).called.match(piece.after):
        return False
    own = all(literal.worth in known.numbers for literal in piece.literals if literal.part == "operand")
    return own and len(piece.sides) == 1 and _steps(piece.language).way.search(piece.before) is not None


def _puts_in(piece: Piece, worth: Fraction, known: Known) -> bool:
    """
    Say whether a piece is something given with the number put in for its letter.

    "Check whether 9(-6) equals 8(-6) - 6" tells who solves 9y = 8y - 6 all.
    """
    parts = zip(piece.sides, SIDES.split(piece.text), strict=False)
    worked = {
        _strokes(text)
        for side, text in parts
        if not names(side) and (left_to_do(side) or isinstance(bare(side), Mixed))  # LaTeX writes 28 times 3/4 so too
    }
    if not worked:
        return False
    for given in known.maths:
        letters = set(filter(str.isalpha, given))
        if len(letters) == 1 and len(given) > 1 and _strokes(given.replace(letters.pop(), str(worth))) in worked:
            return True
    return False


def _strokes(typed: str) -> str:
    """Write a piece without brackets and product signs, which putting a number in brings along."""
    return typed.translate(_DROPPED)


def _tells_literally(literal: Numeral, piece: Piece, worth: Fraction, known: Known) -> bool:
    """Say whether a number that equals the answer tells it, as it stands there."""
    if literal.part == "attached" or (piece.disguised and literal.part == "operand"):
        return False
    single = not isinstance(piece.tree, Relation)
    if single and literal.part == "alone" and _only_counts(piece, literal):
        return False
    asserted = literal.part == "alone" and (
        is_asserted(piece, literal.side) or is_called_answer(piece) or _stands_alone(piece)
    )
    everyday = literal.from_word and worth.denominator == 1 and abs(worth) <= _SMALL
    return asserted if everyday or worth in known.numbers else True


def _stands_alone(piece: Piece) -> bool:
    """Say whether a piece is all that its sentence says: "Five!"."""
    return not piece.asked and not _WORDS.search(piece.before) and not _WORDS.search(piece.after)


def _only_counts(piece: Piece, literal: Numeral) -> bool:
    """Say whether a number numbers or counts things of the exercise: "line 2", "two sides", "one of them"."""
    spoken = asserting(piece.language)
    if spoken.numbered.search(piece.before) or spoken.counts.match(piece.after):
        return True
    return literal.from_word and literal.worth == 1 and piece.after.lstrip().startswith(spoken.one_of)


def _is_worked(side: Tree) -> bool:
    """Say whether a side is arithmetic that comes to a number, not a number by itself."""
    if isinstance(side := bare(side), Negate):
        side = bare(side.operand)
    return not names(side) and left_to_do(side) + isinstance(side, Divide) > 0


def is_asserted(piece: Piece, place: int) -> bool:
    """
    Say whether a side of a piece is asserted to be something.

    It is where it equals a letter by itself, a name or another number, within
    the piece or by the words before it. A question asserts only what it equates.
    """
    texts = SIDES.split(piece.text)
    others = [(side, text) for at, (side, text) in enumerate(zip(piece.sides, texts, strict=False)) if at != place]
    if others:
        return any(isinstance(bare(side), Name) or not names(side) or _LABEL.match(text) for side, text in others)
    if _EQUALS.search(piece.before):
        return True
    spoken = asserting(piece.language)
    if not piece.asked and spoken.called.match(piece.after):
        return True
    said = spoken.states.search(piece.before)
    if said is None:
        return False
    # "could it be that the answer is 6?" asserts as much as it asks
    named = piece.before[max(0, said.start() - len(spoken.answer) - 1) :].lower()
    return not piece.asked or spoken.answer in named
