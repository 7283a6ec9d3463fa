"""
Known: what somebody has before them, so that quoting it gives nothing away.

The numbers and pieces of maths of prompts, earlier answers and own lines. A comma
is read both ways, since a text may mean either.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

import msgspec

from hints.guards.said import pieces
from item_bank.algebra.numerals import marks

__all__ = ["SIDES", "Known", "canonical", "known_in"]

KEYS: Final = 256
"""Texts whose contents are kept; the same few come again and again."""
SIDES: Final = re.compile(r"[<>!]?=|[<>]")
"""What parts the sides of a relation in typed maths."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is given: the numbers written in it, its pieces of maths with their sides, its texts in small letters."""

    numbers: frozenset[Fraction]
    maths: frozenset[str]
    words: frozenset[str]


@lru_cache(maxsize=KEYS)
def _known_text(text: str, language: str) -> Known:
    """Collect what one given text makes known; a comma is read both ways."""
    found = [piece for way in _ways(text, language) for piece in pieces(way, language)]
    numbers = {literal.worth for piece in found for literal in piece.literals}
    sides = {side for piece in found for side in (piece.text, *SIDES.split(piece.text))}
    sides.add("".join(text.split()))  # a response is maths as a whole, though words stand in it: `x = 2 or x = 3`
    return Known(numbers=frozenset(numbers), maths=frozenset(map(canonical, sides)), words=frozenset({text.lower()}))


def _ways(text: str, language: str) -> frozenset[str]:
    """Give the ways in which the marks of a text may be meant; where a comma is the decimal mark, it is read as one."""
    if marks(language).decimal == ",":
        return frozenset({text, text.replace(";", ",")})
    return frozenset({text, text.replace(",", "."), text.replace(",", "")})


def known_in(given: Sequence[str], language: str) -> Known:
    """
    Collect what is known already.
    """
    parts = [_known_text(text, language) for text in given]
    return Known(
        numbers=frozenset().union(*(part.numbers for part in parts)),
        maths=frozenset().union(*(part.maths for part in parts)),
        words=frozenset().union(*(part.words for part in parts)),
    )


def canonical(typed: str) -> str:
    """Write a piece so that `3*x` and `3x` are one, and outer brackets none."""
    bare_text = typed.replace("*", "")
    while bare_text.startswith("(") and bare_text.endswith(")") and ")(" not in bare_text:
        bare_text = bare_text[1:-1]
    return bare_text
