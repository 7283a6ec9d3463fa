"""
Words: what the guards look for in a text, by language, from the files in `languages/`.

A file holds regular expressions in lists, one idea a line, so that a language is
one more file and a word one more line. How lists are read is here; what a word
that is found means, each guard says.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final, TypeAlias

from item_bank.phrasebook import SPOKEN, speaks

__all__ = ["any_of", "in_all", "numerals_abroad", "whole", "words"]

Lists: TypeAlias = Mapping[str, tuple[str, ...]]
_FOLDER: Final = Path(__file__).with_name("languages")
_NAMED: Final = re.compile(r"<([a-z_]+)>")


@lru_cache(maxsize=64)
def words(table: str, language: str) -> Lists:
    """
    Return the lists of one table in a language (BCP 47); English for one that the engine does not speak.

    In an entry, `<name>` stands for any of the list of that name.
    """
    lists = _file(speaks(language))[table]
    return {
        name: tuple(_NAMED.sub(lambda found: any_of(lists[found[1]]), entry) for entry in entries)
        for name, entries in lists.items()
    }


@lru_cache(maxsize=8)
def _file(language: str) -> Mapping[str, Lists]:
    with (_FOLDER / f"{language}.toml").open("rb") as file:
        return tomllib.load(file)


def any_of(entries: Sequence[str]) -> str:
    """
    Write a list as one expression that matches any of it.
    """
    return f"(?:{'|'.join(entries)})"


def whole(entries: Sequence[str]) -> re.Pattern[str]:
    """
    Compile a list to what finds any of it as whole words.
    """
    return re.compile(rf"(?<!\w){any_of(entries)}(?!\w)", re.IGNORECASE)


def in_all(table: str, name: str) -> tuple[str, ...]:
    """
    Return a list of all languages together.
    """
    return tuple(entry for language in SPOKEN for entry in words(table, language)[name])


def numerals_abroad() -> tuple[tuple[str, ...], ...]:
    """
    Return the number words of languages that the engine does not speak, from nought up; "-" where one is left out.
    """
    with (_FOLDER / "abroad.toml").open("rb") as file:
        return tuple(tuple(listed.split()) for listed in tomllib.load(file).values())
