"""
Phrasebooks: the engine's own words in languages other than English.

English stands in the code, by code; each other language is a file
`languages/XX.toml` beside the package whose words it has. Whoever looks for a
phrase that a language lacks says it in English: a test holds the files complete.
"""

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from item_bank.language import primary

__all__ = ["ENGLISH", "SPOKEN", "Phrases", "phrasebook", "speaks"]

ENGLISH: Final = "en"
SPOKEN: Final = (ENGLISH, "de", "es")
"""The languages that the engine itself speaks to learners."""

Phrases: TypeAlias = Mapping[str, str]

_NONE: Final[Phrases] = MappingProxyType({})


def speaks(language: str) -> str:
    """
    Return in which of its languages the engine speaks to somebody of a language (BCP 47): that one, or English.
    """
    spoken = primary(language)
    return spoken if spoken in SPOKEN else ENGLISH


def phrasebook(directory: Path, language: str, section: str) -> Phrases:
    """
    Return the phrases of one section of a language's file, by code; empty for English and languages without a file.

    Parameters
    ----------
    directory
        The package whose words they are.
    language
        BCP 47 tag; only the language of it counts.
    section
        The table of the file.
    """
    spoken = speaks(language)
    return _NONE if spoken == ENGLISH else _sections(directory, spoken).get(section, _NONE)


@lru_cache(maxsize=16)
def _sections(directory: Path, spoken: str) -> Mapping[str, Phrases]:
    with (directory / "languages" / f"{spoken}.toml").open("rb") as file:
        read = tomllib.load(file)
    return MappingProxyType({name: MappingProxyType(table) for name, table in read.items()})
