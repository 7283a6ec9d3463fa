"""
Properties: what a text says that a number is: even, prime, a multiple of another.

Found in the plain text, by language, with its denials; a question or a condition
says none. Whole numbers only, and small ones where factors have to be looked for.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

from hints.guards.plain import plain
from hints.guards.relating import CLAUSE, relating
from hints.guards.said import unmarked
from item_bank.phrasebook import speaks

__all__ = ["properties"]

LARGEST: Final = 1_000_000
"""Numbers up to this are asked whether they are prime: a thousand divisions."""

_IS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "en": (r"(?:is|are)", r"(?:\s+(not|never)|n't)?(?:\s+(?:an?|the|also|exactly|evenly))*"),
        "de": (r"(?:ist|sind)", r"(?:\s+(nicht|keine?|niemals))?(?:\s+(?:ein|eine|auch|genau|ohne rest))*"),
        "es": (r"(no\s+)?(?:es|son)", r"(?:\s+(?:un|una|también|exactamente))*"),
    }
)
_ONE: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "en": {
            "even": "even",
            "odd": "odd",
            "prime": r"prime(?: number)?",
            "square": r"(?:perfect square|square number)",
        },
        "de": {"even": "gerade", "odd": "ungerade", "prime": "(?:prim|primzahl)", "square": "quadratzahl"},
        "es": {
            "even": "par",
            "odd": "impar",
            "prime": r"(?:número )?primo",
            "square": r"(?:cuadrado perfecto|número cuadrado)",
        },
    }
)
_TWO: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "en": {"multiple": r"(?:multiple of|divisible by)", "factor": r"(?:factor|divisor) of"},
        "de": {
            "multiple": r"(?:vielfaches von|teilbar durch|durch(?=\s+\d+\s+teilbar))",
            "factor": r"(?:teiler|faktor) von",
        },
        "es": {"multiple": r"(?:múltiplo de|divisible (?:por|entre))", "factor": r"(?:factor|divisor) de"},
    }
)
_GIVEN: Final = re.compile(
    r"[\W_]*(?:since|because|as|given that|da|weil|como|ya que|puesto que|porque)\b", re.IGNORECASE
)
"""Begins a sentence whose first clause is stated though its last one asks."""
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+|\n+")


def properties(text: str, language: str = "en") -> Iterator[tuple[str, bool]]:
    """
    Yield each property that a text gives a number, as it is said, and whether the number has it.
    """
    words = relating(language)
    for sentence in _SENTENCE.split(unmarked(plain(text, language))):
        asked = sentence.rstrip(" *_)\"'").endswith("?")
        for pattern, name in _PATTERNS[speaks(language)]:
            for found in pattern.finditer(sentence):
                before, after = CLAUSE.split(sentence[: found.start()])[-1], sentence[found.end() :]
                if asked and not ("," in after and _GIVEN.match(sentence)):
                    continue
                if words.supposed.search(before) or words.quoted.search(before) or words.taken_back.match(after):
                    continue
                number, other = int(found["number"]), int(found.groupdict().get("other") or 1)
                has = _HAS[name](number, other)
                denied = any(found[group] for group in _denials(found.re))
                yield " ".join(found[0].split()), has is not denied


def _denials(pattern: re.Pattern[str]) -> frozenset[int]:
    """Return the groups of a pattern that deny: those without a name."""
    return frozenset(range(1, pattern.groups + 1)) - frozenset(pattern.groupindex.values())


def _compiled(spoken: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    verb, denied = _IS[spoken]
    number = rf"(?<![\w.,/^*+-])(?<![*+/^-]\s)(?P<number>\d{{1,9}})\s+{verb}{denied}\s+"
    return tuple(
        [(re.compile(rf"{number}{words}(?!\w)", re.IGNORECASE), name) for name, words in _ONE[spoken].items()]
        + [
            (re.compile(rf"{number}{words}\s+(?P<other>\d{{1,9}})(?![\d.,]*\d)", re.IGNORECASE), name)
            for name, words in _TWO[spoken].items()
        ]
    )


def _is_prime(number: int) -> bool:
    return number > 1 and all(number % divisor for divisor in range(2, math.isqrt(min(number, LARGEST)) + 1))


_HAS: Final[Mapping[str, Callable[[int, int], bool]]] = MappingProxyType(
    {
        "even": lambda number, _: number % 2 == 0,
        "odd": lambda number, _: number % 2 == 1,
        "prime": lambda number, _: _is_prime(number),
        "square": lambda number, _: math.isqrt(number) ** 2 == number,
        "multiple": lambda number, other: other != 0 and number % other == 0,
        "factor": lambda number, other: number != 0 and other % number == 0,
    }
)
_PATTERNS: Final = MappingProxyType({spoken: _compiled(spoken) for spoken in _IS})
