"""
Spelled: single number words of the languages spoken here, and Roman numerals.

What can be told of a word by itself, for texts whose words were changed and have
to be found again. Whole numbers in several words are `number_words`' and its
neighbours'.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["NUMBER_WORDS", "roman"]

_UP_TO_TWENTY: Final = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
eighteen nineteen twenty
null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn \
achtzehn neunzehn zwanzig
cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete \
dieciocho diecinueve veinte
"""
_TENS: Final = """
thirty forty fifty sixty seventy eighty ninety hundred
dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert
treinta cuarenta cincuenta sesenta setenta ochenta noventa cien
"""
NUMBER_WORDS: Final[Mapping[str, int]] = MappingProxyType(
    {word: worth for words in _UP_TO_TWENTY.strip().splitlines() for worth, word in enumerate(words.split())}
    | {word: 10 * tens for words in _TENS.strip().splitlines() for tens, word in enumerate(words.split(), start=3)}
)
"""Single words, in small letters, and what they mean."""

_ROMAN: Final = re.compile(
    r"(?<![\w$\\.'’])(?=[IVXLCDM]{1,9}(?![\w'’]))(M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))"
)
_SMALL_ROMAN: Final = re.compile(r"(?<![\w$\\.'’])(?=[ivx]{2,7}(?![\w'’]))(x{0,3}(?:ix|iv|v?i{0,3}))")
_LETTERS: Final = MappingProxyType({"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1_000})
_NO_NUMERALS: Final = frozenset({"I", "L", "C", "D", "M", "DM", "CD", "MM", "CM", "xi", "vi", "mix", "XL", "DC"})
"""Single letters that name units, options or people, and short words."""


def roman(text: str) -> str:
    """
    Write the Roman numerals of a text as digits.
    """
    return _SMALL_ROMAN.sub(_worth, _ROMAN.sub(_worth, text))


def _worth(found: re.Match[str]) -> str:
    if not found[1] or found[1] in _NO_NUMERALS:
        return found[0]
    letters = [_LETTERS[letter] for letter in found[1].upper()]
    following = [*letters[1:], 0]
    return str(sum(one if one >= next_one else -one for one, next_one in zip(letters, following, strict=True)))
