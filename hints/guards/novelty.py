"""
Number novelty: whether a text has numbers that its reader does not know yet.

Words that are computed from a solution may show what nobody has worked out so
far. That is no leak of the answer, which is `leak`'s to find, and still too much.
"""

import re
from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from hints.guards.asserting import asserting
from hints.guards.said import Numeral, Piece, pieces

__all__ = ["new_numbers", "numbers_from_nowhere"]

NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
SMALL: Final = 12
"""Whole numbers up to this are everyday words when they are spelled out."""
ALWAYS: Final = frozenset(map(Fraction, (0, 1)))
"""Numbers that name a place or a rule of their own: "set it to 0", "a factor of 1"."""


def new_numbers(text: str, given: Iterable[str]) -> bool:
    """
    Say whether a number is written in a text, in digits, that stands in none of those given.

    Parameters
    ----------
    text
        What would be shown: Markdown with LaTeX between dollar signs.
    given
        What the reader knows: prompts, answers of earlier steps, their own lines.
    """
    wanted = _numbers(text)
    return bool(wanted) and not wanted <= frozenset().union(*map(_numbers, given))


def numbers_from_nowhere(
    text: str, given: Iterable[str], *, claimed: Iterable[str] = (), language: str = "en"
) -> tuple[str, ...]:
    """
    Return the numbers of a text that stand neither in what is given nor in a claim, as they are written.

    Parameters
    ----------
    text
        What would be shown.
    given
        What the reader knows.
    claimed
        The claims that the text makes, as typed maths: what they say is checked by itself.
    language
        BCP 47 tag of the text.

    Returns
    -------
    tuple of str
        In order, without those that number or count things of the exercise
        ("line 2", "two sides"), exponents, percentages of a whole, and 0 and 1.
    """
    known = {
        literal.worth for one in (*given, *claimed) for piece in pieces(one, language) for literal in piece.literals
    }
    known |= {-worth for worth in known}
    words = asserting(language)
    found: dict[str, None] = {}
    for piece in pieces(text, language):
        for literal in piece.literals:
            if literal.worth in known or literal.worth in ALWAYS or literal.part == "attached":
                continue
            if literal.from_word and literal.worth <= SMALL:
                continue
            if literal.part == "alone" and (words.numbered.search(piece.before) or words.counts.match(piece.after)):
                continue
            if not _known_otherwise(literal, piece, known):
                found[str(literal.worth)] = None
    return tuple(found)


def _known_otherwise(literal: Numeral, piece: Piece, known: set[Fraction]) -> bool:
    """Say whether another reading of the same number is known: 25 of "25 %", 1/4 of "1/4"."""
    others = [other.worth for other in piece.literals if other.side == literal.side]
    return any((other in known and other * 100 == literal.worth) or other == literal.worth * 100 for other in others)


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text, whichever decimal mark they are written with."""
    return frozenset(found.replace(",", ".") for found in NUMBER.findall(text.replace("{,}", ".")))
