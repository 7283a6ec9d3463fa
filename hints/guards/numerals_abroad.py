"""
Numerals abroad: small numbers in words of languages that the engine does not speak.

A model that may not say "five" can still say "cinque". The words stand in
`languages/abroad.toml`, without those that are everyday words in English, German
or Spanish: "die", "sei", "once", "jeden".
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from hints.guards.spelled import NUMBER_WORDS
from hints.guards.words import numerals_abroad

__all__ = ["ABROAD"]

_FEWEST: Final = 3
"""Letters of a word in Latin script from which it is looked for."""

ABROAD: Final[Mapping[str, int]] = MappingProxyType(
    {
        word: worth
        for listed in numerals_abroad()
        for worth, word in enumerate(listed)
        if word not in NUMBER_WORDS and (len(word) >= _FEWEST or not word.isascii())
    }
)
"""Words, in small letters, and the numbers that they mean."""
