"""
Screening: whether a learner's line to the teacher is to be seen before others.

A plain list of words about self-harm, violence and contact data, in all languages at
once, since nobody asks which one is written; and the shapes of addresses and numbers.
It deletes nothing, decides nothing, and no model is asked: it says which lines a
person should look at first.
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, TypeAlias, get_args

__all__ = ["MAX_LINE", "Flag", "one_line", "screened"]

Flag: TypeAlias = Literal["self_harm", "violence", "contact"]

MAX_LINE: Final = 200
"""Characters of a line."""

_LISTS: Final = Path(__file__).with_name("screening.toml")
_SHAPES: Final = re.compile(
    r"[\w.+-]+ ?(?:@|\(at\)|\[at\]) ?[\w-]+ ?(?:\.|dot|punkt|punto) ?[a-z]{2,}"  # an address for mail
    r"|https?:|\bwww\.|\b[\w-]+\.(?:com|net|org|de|es|me|gg|ly)\b"
    r"|(?<![\w@])@[a-z][\w.]{2,}"  # a name in some network
    r"|(?<![\w.,])(?:\+|00?)[1-9][\d ()/.-]{5,}\d"  # a number to call
    r"|\b\d{3}[ -]\d{3,4}[ -]\d{4}\b"
)
_INSTEAD: Final = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "$": "s", "!": "i"})
"""Signs that stand for letters where somebody hides a word."""
_SPACES: Final = re.compile(r"[\s\-_.,;:*]+")
_APOSTROPHES: Final = re.compile("['\u2019\u0060\u00b4]")
_APART: Final = re.compile(r"\b(?:\w ){3,}\w\b")
_AGAIN: Final = re.compile(r"(.)\1{2,}")


def one_line(text: str) -> str:
    """
    Return a text as one line, with nothing in it that cannot be seen; cut where it is too long.
    """
    seen = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(seen.split())[:MAX_LINE]


def screened(text: str) -> tuple[Flag, ...]:
    """
    Return what a plain list of words finds in a line; nothing for most.
    """
    plain = _plain(text)
    readings = {_words(plain), _words(plain.translate(_INSTEAD))}
    found = [flag for flag, words in _patterns().items() if any(words.search(one) for one in readings)]
    if "contact" not in found and _SHAPES.search(plain):
        found.append("contact")
    return tuple(found)


def _plain(text: str) -> str:
    """Write in small letters without accents."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def _words(plain: str) -> str:
    """Write with single spaces, letters that were drawn apart together, and none three times."""
    spaced = " ".join(_SPACES.sub(" ", _APOSTROPHES.sub("", plain)).split())
    together = _APART.sub(lambda found: found[0].replace(" ", ""), spaced)
    return _AGAIN.sub(r"\1", together)


@functools.cache
def _patterns() -> Mapping[Flag, re.Pattern[str]]:
    lists = tomllib.loads(_LISTS.read_text(encoding="utf-8"))
    return {
        flag: re.compile("|".join(_pattern(entry) for words in lists[flag].values() for entry in words))
        for flag in get_args(Flag)
    }


def _pattern(entry: str) -> str:
    whole = entry.endswith(".")
    return rf"\b{re.escape(entry.removesuffix('.'))}" + (r"\b" if whole else "")
