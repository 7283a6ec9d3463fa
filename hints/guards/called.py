"""
Called: whether the words around a piece of maths call it the answer, or right.

For what the learner has before them anyway: naming it gives nothing away, saying
that it is what was asked for does. By the words of each language in `languages/`,
on both sides of the piece.
"""

import re
from functools import lru_cache
from typing import Final

import msgspec

from hints.guards.said import Piece
from hints.guards.words import any_of, words

__all__ = ["is_called_answer"]

_OPENING: Final = r"[\s:,;=\"'(*_]*$"
"""What may stand between such words and the piece after them."""
_CLOSING: Final = r"^[\s,:;–—\"')*_-]*"
"""And between the piece and such words after it."""


class _Calling(msgspec.Struct, frozen=True):
    """How a language calls something the answer: before it, before it even in a question, and after it."""

    before: re.Pattern[str]
    even_asked: re.Pattern[str]
    after: re.Pattern[str]


@lru_cache(maxsize=8)
def _calling(language: str) -> _Calling:
    lists = words("called", language)
    return _Calling(
        re.compile(rf"(?<!\w){any_of(lists['before'])}{_OPENING}", re.IGNORECASE),
        re.compile(rf"(?<!\w){any_of(lists['even_asked'])}{_OPENING}", re.IGNORECASE),
        re.compile(rf"{_CLOSING}{any_of(lists['after'])}(?!\w)", re.IGNORECASE),
    )


def is_called_answer(piece: Piece) -> bool:
    """
    Say whether a piece is called the answer; a question calls it so only where it says what the answer is.
    """
    calling = _calling(piece.language)
    if calling.even_asked.search(piece.before):
        return True
    return not piece.asked and bool(calling.before.search(piece.before) or calling.after.search(piece.after))
