"""
Relating: the words by which a text relates two numbers, by language.

"is" and "makes" between two pieces of maths, "is greater than", "is not"; what
makes a clause a question, a condition or a quotation, so that it claims nothing;
what announces a conclusion. What follows from them is the guard of claims'.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

import msgspec

from hints.guards.words import any_of, whole, words

__all__ = ["CLAUSE", "Relating", "RelationSign", "relating"]

RelationSign: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">="]
CLAUSE: Final = re.compile(
    r"[.;:,—]\s|\b(?:because|since|therefore|so|and|but|denn|weil|da|also|und|aber|porque|ya que|así que|y|pero)\b",
    re.IGNORECASE,
)
"""Where a clause ends, and with it what supposes or quotes."""
_SIGNS: Final[Mapping[str, RelationSign]] = MappingProxyType(
    {"unequal": "!=", "at_least": ">=", "at_most": "<=", "more": ">", "less": "<", "equal": "="}
)
"""Lists of words by the sign that they mean; longer ways of saying come first."""


class Relating(msgspec.Struct, frozen=True, kw_only=True):
    """
    How one language relates.

    `verbs` match all that stands between two sides, each with its sign. Of what
    stands before a relation in its clause, `supposed` anywhere makes it no
    claim, `quoted` at the end neither, `asks` at the beginning makes it a
    question, `torn` at the end says that more belongs to its left side, and
    `concluding` that a value is asserted. `affirmed` at the beginning of what
    follows makes a claim of a quotation, and `taken_back` there takes a claim back.
    """

    verbs: tuple[tuple[re.Pattern[str], RelationSign], ...]
    supposed: re.Pattern[str]
    quoted: re.Pattern[str]
    asks: re.Pattern[str]
    torn: re.Pattern[str]
    concluding: re.Pattern[str]
    affirmed: re.Pattern[str]
    taken_back: re.Pattern[str]


@lru_cache(maxsize=8)
def relating(language: str) -> Relating:
    """
    Return how a language (BCP 47) relates numbers; English for one that the engine does not speak.
    """
    lists = words("relating", language)
    return Relating(
        verbs=tuple(
            (re.compile(rf"[\s*_,]*{any_of(lists[name])}[\s*_:]*", re.IGNORECASE), sign)
            for name, sign in _SIGNS.items()
        ),
        supposed=whole(lists["supposed"]),
        quoted=re.compile(rf"(?<!\w){any_of(lists['quoted'])}[\s*_\"'(]*$", re.IGNORECASE),
        asks=re.compile(rf"[\W_]*{any_of(lists['asks'])}(?!\w)", re.IGNORECASE),
        torn=re.compile(rf"(?:(?<!\w){any_of(lists['torn'])}|[^\W\d_]-)\s*$", re.IGNORECASE),
        concluding=re.compile(rf"(?:^|[.:;,]|(?<!\w){any_of(lists['concluding'])})[\s*_\"'(]*$", re.IGNORECASE),
        taken_back=re.compile(rf"\W*{any_of(lists['taken_back'])}(?!\w)", re.IGNORECASE),
        affirmed=re.compile(rf"\W*{any_of(lists['affirmed'])}(?!\w)", re.IGNORECASE),
    )
