"""
Words: the few words and phrases that are maths, by language.

What joins two statements, and what says that there is no solution or that every
number is one. English is read everywhere, since keys are written in it. A word
of one letter (`o`, `y`) may be a name as well: the tokenizer looks at what stands
round it.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

__all__ = ["joining_words", "phrase"]

JOINING: Mapping[str, Mapping[str, Literal["and", "or"]]] = MappingProxyType(
    {
        "en": {"or": "or", "and": "and"},
        "de": {"oder": "or", "und": "and"},
        "es": {"o": "or", "y": "and"},
        "fr": {"ou": "or", "et": "and"},
        "it": {"o": "or", "e": "and"},
        "pt": {"ou": "or", "e": "and"},
        "nl": {"of": "or", "en": "and"},
    }
)
"""By language; `y` and `e` join only where no name can stand."""

PHRASES: Mapping[str, Literal["empty", "reals"]] = MappingProxyType(
    {
        "no solution": "empty",
        "no solutions": "empty",
        "no real solution": "empty",
        "no real solutions": "empty",
        "there is no solution": "empty",
        "there are no solutions": "empty",
        "none": "empty",
        "false": "empty",
        "never true": "empty",
        "never": "empty",
        "empty set": "empty",
        "the empty set": "empty",
        "keine lösung": "empty",
        "keine lösungen": "empty",
        "leere menge": "empty",
        "sin solución": "empty",
        "sin solucion": "empty",
        "no hay solución": "empty",
        "no hay solucion": "empty",
        "pas de solution": "empty",
        "aucune solution": "empty",
        "all real numbers": "reals",
        "all reals": "reals",
        "all": "reals",
        "true": "reals",
        "always true": "reals",
        "always": "reals",
        "all real": "reals",
        "all numbers": "reals",
        "any real number": "reals",
        "every real number": "reals",
        "the real numbers": "reals",
        "alle reellen zahlen": "reals",
        "todos los números reales": "reals",
        "todos los numeros reales": "reals",
        "tous les nombres réels": "reals",
    }
)
"""As a whole text, in small letters with single spaces."""


def joining_words(locale: str) -> Mapping[str, Literal["and", "or"]]:
    """
    Return the words that join statements in a locale, English ones among them.
    """
    language = locale.replace("_", "-").partition("-")[0].lower()
    return {**JOINING["en"], **JOINING.get(language, {})}


def phrase(text: str) -> Literal["empty", "reals"] | None:
    """
    Return what a whole text in words stands for, if it is one of the phrases.
    """
    return PHRASES.get(" ".join(text.casefold().rstrip(" .!").split()))
