"""
Readability: how hard a text is to read, in school years.

A text is as hard as the school years that the formula of its language gives:
Flesch-Kincaid for English (Kincaid et al. 1975), the first Wiener
Sachtextformel for German (Bamberger and Vanecek 1984), Fernandez Huerta's
reading ease for Spanish (1959, as corrected by Law 2011). Maths counts as one
short word; a text of few words is judged by the lengths of its sentences and
words alone, since a formula says nothing of it. What follows is the bank
check's and the guards' to say.
"""

import re
from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Final

import msgspec

from item_bank.template import Grades

__all__ = ["school_years", "too_hard"]

LAST_GRADE: Final[Mapping[Grades, int]] = MappingProxyType({"1-2": 2, "3-5": 5, "6-8": 8, "9-12": 12})
"""The last school year of each band: a text may be as hard as its oldest readers can read."""
ALLOWED: Final = 1.5
"""School years that a text may be above its band: what the formulas differ by between samples of one text."""
FEW_WORDS: Final = 20
"""Words from which a formula is asked; they were made on samples of a hundred, and jump about below this."""
LONGEST_SENTENCE: Final[Mapping[Grades, int]] = MappingProxyType({"1-2": 14, "3-5": 20, "6-8": 26, "9-12": 32})
"""Words of a sentence in a short text, by band; near twice the means of school books (10, 13, 16 and 18)."""
LONGEST_WORD: Final[Mapping[str, int]] = MappingProxyType({"en": 4, "de": 5, "es": 5})
"""Syllables of a word in a short text for the first two bands, by language."""
YOUNG: Final[frozenset[Grades]] = frozenset({"1-2", "3-5"})

_MATHS: Final = re.compile(r"\$\$?[^$]*\$\$?|@\{[^{}]*\}")
_MARKS: Final = re.compile(r"!\[|\]\([^)]*\)|[*_`#>]")
_SENTENCE: Final = re.compile(r"[.!?:]+(?=\s|$|[»”\"')])|\n{2,}")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS: Final[Mapping[str, re.Pattern[str]]] = MappingProxyType(
    {
        # a final e is silent in English but for "le"; German and Spanish diphthongs are one sound, "ía" is two
        "en": re.compile(r"(?!e$|es$|ed$)[aeiouy]+|(?<=[^aeiouy])le$", re.IGNORECASE),
        "de": re.compile(r"aa|ee|oo|ie|ei|ai|au|äu|eu|[aeiouyäöü]", re.IGNORECASE),
        "es": re.compile(r"[iuü]?[aeoáéó][iuy]?|[íú]|[iu]+", re.IGNORECASE),
    }
)


class _Counted(msgspec.Struct, frozen=True):
    """A text, counted: its words, sentences and syllables, and the words that are long."""

    words: int
    sentences: int
    syllables: int
    three: int
    """Words of three syllables or more."""
    one: int
    """Words of one syllable."""
    six: int
    """Words of more than six letters."""
    longest: int
    """Syllables of the longest word."""


def too_hard(text: str, language: str, grade: Grades) -> str | None:
    """
    Say what makes a text too hard for a grade band; None where nothing does, or its language has no formula here.

    Parameters
    ----------
    text
        Markdown with maths between dollar signs.
    language
        The language without region: `en`, `de`, `es`.
    grade
        The band of school years that the text is for.
    """
    if language not in _VOWELS:
        return None
    counted = _count(text, language)
    if counted.words < FEW_WORDS:
        mean = counted.words / max(1, counted.sentences)
        if mean > LONGEST_SENTENCE[grade]:
            return f"For grades {grade} this has a sentence of {mean:.0f} words."
        if grade in YOUNG and counted.longest > LONGEST_WORD[language]:
            return f"For grades {grade} this has a word of {counted.longest} syllables."
        return None
    years = school_years(text, language)
    if years is None or years <= LAST_GRADE[grade] + ALLOWED:
        return None
    return f"For grades {grade} this is hard to read: it reads like grade {years:.0f}."


def school_years(text: str, language: str) -> float | None:
    """
    Return the school year from which a text can be read; None where its language has no formula here.

    Parameters
    ----------
    text
        Markdown with maths between dollar signs.
    language
        The language without region: `en`, `de`, `es`.
    """
    if language not in _VOWELS:
        return None
    counted = _count(text, language)
    words, length = max(1, counted.words), counted.words / max(1, counted.sentences)
    match language:
        case "en":
            return 0.39 * length + 11.8 * counted.syllables / words - 15.59
        case "de":
            long, six, short = (100 * part / words for part in (counted.three, counted.six, counted.one))
            return 0.1935 * long + 0.1672 * length + 0.1297 * six - 0.0327 * short - 0.875
        case _:
            ease = 206.84 - 60 * counted.syllables / words - 1.02 * length
            return _years_of(ease)


def _years_of(ease: float) -> float:
    """
    Turn Fernandez Huerta's ease into a school year, by his table, linearly between its steps.
    """
    steps = ((100.0, 3.0), (90.0, 4.0), (80.0, 5.0), (70.0, 6.0), (60.0, 8.0), (50.0, 10.0), (30.0, 12.0), (0.0, 16.0))
    for (above, low), (below, high) in pairwise(steps):
        if ease >= below:
            return low + (high - low) * min(1.0, (above - ease) / (above - below)) if ease < above else low
    return steps[-1][1]


def _count(text: str, language: str) -> _Counted:
    plain = _MARKS.sub(" ", _MATHS.sub(" x ", text))
    sentences = [words for part in _SENTENCE.split(plain) if (words := _WORD.findall(part))]
    words = [word for sentence in sentences for word in sentence]
    syllables = [max(1, len(_VOWELS[language].findall(word))) for word in words]
    return _Counted(
        words=len(words),
        sentences=len(sentences),
        syllables=sum(syllables),
        three=sum(count > 2 for count in syllables),  # noqa: PLR2004 -- the formula's own bounds
        one=sum(count == 1 for count in syllables),
        six=sum(len(word) > 6 for word in words),  # noqa: PLR2004 -- as above
        longest=max(syllables, default=0),
    )
