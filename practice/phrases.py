"""
Phrases: practice's own words in languages other than English, from the files in `languages/`.

What is said, and in which language, is decided where it is said.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from item_bank.phrasebook import phrasebook

__all__ = ["phrases"]

_HERE: Final = Path(__file__).parent


def phrases(language: str, section: str) -> Mapping[str, str]:
    """
    Give the words of one section in a language (BCP 47); none where the language, or the section in it, has none.
    """
    return phrasebook(_HERE, language, section)
