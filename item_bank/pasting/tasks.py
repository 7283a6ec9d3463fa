"""
Tasks: what the words of a problem ask for or speak of, by the same name in every language.

A list of beginnings of words (`tasks.toml`) in English, German and Spanish, looked
for all at once. It bridges languages: a German problem and an English exercise that
are both about rounding share the task `round`. What the maths is built of is
`structure`'s.
"""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

__all__ = ["plain", "tasks"]

_LISTS: Final = Path(__file__).with_name("tasks.toml")
_OPEN: Final = re.compile(r"\*|\[a-z\]|\[0-9\]")
_SHARP_S: Final = "ß"


def tasks(text: str) -> frozenset[str]:
    """
    Return the tasks that a text speaks of, by their names in `tasks.toml`.
    """
    said = plain(text)
    return frozenset(
        name for name, words in _words() if any(head in said and word.search(said) for head, word in words)
    )


def plain(text: str) -> str:
    """
    Return a text in small letters, without accents, and with single spaces, none round `=`.
    """
    apart = unicodedata.normalize("NFD", text.lower().replace(_SHARP_S, "ss"))
    joined = " ".join("".join(sign for sign in apart if not unicodedata.combining(sign)).split())
    return joined.replace(" =", "=").replace("= ", "=")


@functools.cache
def _words() -> Sequence[tuple[str, Sequence[tuple[str, re.Pattern[str]]]]]:
    """
    Return all words by task: how each begins, which is soon looked for, and its pattern.
    """
    lists: Mapping[str, Mapping[str, Sequence[str]]] = tomllib.loads(_LISTS.read_text("utf-8"))
    return [
        (
            name,
            [
                (_OPEN.split(word)[0].removesuffix("."), _pattern(word))
                for words in spoken.values()
                for word in map(_tight, words)
            ],
        )
        for name, spoken in lists.items()
    ]


def _tight(word: str) -> str:
    return word.replace(" =", "=")


def _pattern(word: str) -> re.Pattern[str]:
    """
    Make a pattern of a beginning of words, as `tasks.toml` says it.
    """
    beginning = word.removesuffix(".")
    made, last = "", 0
    for found in _OPEN.finditer(beginning):
        made += re.escape(beginning[last : found.start()]) + (r"[^.?!]*?" if found[0] == "*" else found[0])
        last = found.end()
    ends = r"(?![a-z])" if beginning != word else ""
    return re.compile(rf"(?<![a-z]){made}{re.escape(beginning[last:])}{ends}")
