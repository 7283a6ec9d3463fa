"""
Falsehoods: texts that claim something false, each with a twin that claims the same truly.

Relations in maths and in words, properties, expansions, values of the letter, in
the frames in which hints say such things, and the same false relation asked or
quoted, which claims nothing. The script works out what is true; the guards have
no part in the labels.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from random import Random
from types import MappingProxyType
from typing import Final, TypeAlias

from hints.evaluation.disguises import LANGUAGES, Disguised
from hints.evaluation.number_names import number_name

__all__ = ["CLAIMS", "claimed"]

Claim: TypeAlias = Callable[[Random, str, int], str]
"""Writes a claim in a language, false by an amount; true where the amount is 0."""

PROBLEM: Final[Mapping[str, str]] = MappingProxyType(
    {"en": "Solve $17x + 83 = 1800$.", "de": "Löse $17x + 83 = 1800$.", "es": "Resuelve $17x + 83 = 1800$."}
)
KEY: Final = "x=101"
"""Far from every number that a claim is about."""

_FRAMES: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": (
            "{}, so check line 2.",
            "Look again: {}.",
            "Since {}, what happens on the left?",
            "Remember that {}.",
            "{}.",
        ),
        "de": ("{}, also prüfe Zeile 2.", "Schau noch einmal hin: {}.", "Denk daran: {}.", "{}."),
        "es": ("{}, así que revisa la línea 2.", "Mira otra vez: {}.", "Recuerda que {}.", "{}."),
    }
)
_ASKED: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "en": ("Does {} hold?", "Is it true that {}?", "You wrote {}.", "What if {}?"),
        "de": ("Gilt {}?", "Stimmt es, dass {}?", "Du hast {} geschrieben.", "Was wäre, wenn {}?"),
        "es": ("¿Es verdad que {}?", "Escribiste {}.", "¿Y si {}?"),
    }
)
_WORDS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "times": {"en": "{} times {} is {}", "de": "{} mal {} ist {}", "es": "{} por {} es {}"},
        "plus": {"en": "{} plus {} equals {}", "de": "{} plus {} ergibt {}", "es": "{} más {} es {}"},
        "minus": {"en": "{} minus {} makes {}", "de": "{} minus {} ergibt {}", "es": "{} menos {} da {}"},
        "divided": {"en": "{} divided by {} is {}", "de": "{} geteilt durch {} ist {}", "es": "{} entre {} es {}"},
        "half": {"en": "half of {} is {}", "de": "die Hälfte von {} ist {}", "es": "la mitad de {} es {}"},
        "twice": {"en": "twice {} is {}", "de": "das Doppelte von {} ist {}", "es": "el doble de {} es {}"},
        "sum": {
            "en": "the sum of {} and {} is {}",
            "de": "die Summe von {} und {} ist {}",
            "es": "la suma de {} y {} es {}",
        },
        "product": {
            "en": "the product of {} and {} is {}",
            "de": "das Produkt von {} und {} ist {}",
            "es": "el producto de {} y {} es {}",
        },
        "square": {"en": "the square of {} is {}", "de": "das Quadrat von {} ist {}", "es": "el cuadrado de {} es {}"},
        "more": {"en": "{} is greater than {}", "de": "{} ist größer als {}", "es": "{} es mayor que {}"},
        "less": {"en": "{} is less than {}", "de": "{} ist kleiner als {}", "es": "{} es menor que {}"},
        "percent": {"en": "{} % of {} is {}", "de": "{} % von {} sind {}", "es": "{} % de {} es {}"},
        "even": {"en": "{} is even", "de": "{} ist gerade", "es": "{} es par"},
        "prime": {"en": "{} is a prime", "de": "{} ist eine Primzahl", "es": "{} es primo"},
        "multiple": {
            "en": "{} is a multiple of {}",
            "de": "{} ist ein Vielfaches von {}",
            "es": "{} es múltiplo de {}",
        },
        "divisible": {"en": "{} is divisible by {}", "de": "{} ist durch {} teilbar", "es": "{} es divisible por {}"},
        "letter": {"en": "x is {}", "de": "x ist {}", "es": "x es {}"},
    }
)


def _said(kind: str, language: str, *parts: object) -> str:
    return _WORDS[kind][language].format(*parts)


def _two(chance: Random) -> tuple[int, int]:
    return chance.randint(3, 9), chance.randint(3, 9)


def _times(chance: Random, language: str, off: int) -> str:
    one, other = _two(chance)
    return _said("times", language, one, other, one * other + off)


def _times_in_words(chance: Random, language: str, off: int) -> str:
    one, other = _two(chance)
    return _said("times", language, *(number_name(number, language) for number in (one, other, one * other + off)))


def _plus(chance: Random, language: str, off: int) -> str:
    one, other = chance.randint(11, 40), chance.randint(3, 30)
    return _said("plus", language, one, other, one + other + off)


def _minus(chance: Random, language: str, off: int) -> str:
    one, other = chance.randint(31, 60), chance.randint(3, 20)
    return _said("minus", language, one, other, one - other + off)


def _divided(chance: Random, language: str, off: int) -> str:
    one, other = _two(chance)
    return _said("divided", language, one * other, other, one + off)


def _pair(kind: str, times: int) -> Claim:
    def claim(chance: Random, language: str, off: int) -> str:
        number = chance.randint(4, 40)
        first, second = (number * 2, number) if times == 0 else (number, number**times if times > 1 else number * 2)
        return _said(kind, language, first, second + off)

    return claim


def _gathered(kind: str, join: Callable[[int, int], int]) -> Claim:
    def claim(chance: Random, language: str, off: int) -> str:
        one, other = _two(chance)
        return _said(kind, language, one, other, join(one, other) + off)

    return claim


def _ordered(kind: str, sign: int) -> Claim:
    def claim(chance: Random, language: str, off: int) -> str:
        low = chance.randint(3, 40)
        high = low + chance.randint(1, 20)
        first, second = (high, low) if (sign > 0) is (off == 0) else (low, high)
        return _said(kind, language, first, second)

    return claim


def _percent(chance: Random, language: str, off: int) -> str:
    share, whole = 10 * chance.randint(1, 9), 10 * chance.randint(2, 40)
    return _said("percent", language, share, whole, share * whole // 100 + off)


def _even(chance: Random, language: str, off: int) -> str:
    return _said("even", language, 2 * chance.randint(3, 40) + (off != 0))


def _prime(chance: Random, language: str, off: int) -> str:
    primes = [number for number in range(11, 90) if all(number % by for by in range(2, math.isqrt(number) + 1))]
    return _said(
        "prime", language, chance.choice((21, 27, 33, 39, 49, 51, 57, 63, 77, 91)) if off else chance.choice(primes)
    )


def _multiple(kind: str) -> Claim:
    def claim(chance: Random, language: str, off: int) -> str:
        one, other = _two(chance)
        return _said(kind, language, one * other + (1 if off else 0), other)

    return claim


def _letter(chance: Random, language: str, off: int) -> str:
    # the true twin would give the answer away, so it says what x is not
    if off:
        return _said("letter", language, chance.randint(110, 140))
    low = chance.randint(110, 140)
    return {"en": f"x is less than {low}", "de": f"x ist kleiner als {low}", "es": f"x es menor que {low}"}[language]


def _typed(chance: Random, _: str, off: int) -> str:
    one, other = _two(chance)
    return f"{one}*{other} = {one * other + off}"


def _in_latex(chance: Random, _: str, off: int) -> str:
    one, other = _two(chance)
    return f"${one} \\cdot {other} = {one * other + off}$"


def _fractions(chance: Random, _: str, off: int) -> str:
    below = chance.randint(3, 9)
    first, second = chance.randint(1, below), chance.randint(1, below)
    total = below * 2 if off else below
    return f"$\\frac{{{first}}}{{{below}}} + \\frac{{{second}}}{{{below}}} = \\frac{{{first + second}}}{{{total}}}$"


def _expansion(chance: Random, _: str, off: int) -> str:
    factor, term = _two(chance)
    return f"${factor}(a + {term}) = {factor}a + {term if off else factor * term}$"


def _running(chance: Random, _: str, off: int) -> str:
    one, other = _two(chance)
    return f"{one} + {other} = {one + other} = {one + other + off}"


CLAIMS: Final[Mapping[str, Claim]] = MappingProxyType(
    {
        "times": _times,
        "times_in_words": _times_in_words,
        "plus": _plus,
        "minus": _minus,
        "divided": _divided,
        "half": _pair("half", 0),
        "twice": _pair("twice", 1),
        "square": _pair("square", 2),
        "sum": _gathered("sum", lambda one, other: one + other),
        "product": _gathered("product", lambda one, other: one * other),
        "more": _ordered("more", 1),
        "less": _ordered("less", -1),
        "percent": _percent,
        "even": _even,
        "prime": _prime,
        "multiple": _multiple("multiple"),
        "divisible": _multiple("divisible"),
        "letter": _letter,
        "typed": _typed,
        "latex": _in_latex,
        "fractions": _fractions,
        "expansion": _expansion,
        "running": _running,
    }
)
"""Every sort of claim, by name."""


def claimed(seed: int, each: int) -> Iterator[Disguised]:
    """
    Yield texts of every sort: a false claim, a true one, and a false one that is only asked or quoted.

    Parameters
    ----------
    seed
        The same makes the same texts.
    each
        Texts of each sort and label.
    """
    chance = Random(f"falsehoods {seed}")  # noqa: S311 -- has to repeat, not to be secret
    for name, claim in CLAIMS.items():
        for _ in range(each):
            language = chance.choice(LANGUAGES)
            off = chance.choice((-2, -1, 1, 2, 3))
            for frames, amount, false in ((_FRAMES, off, 1), (_FRAMES, 0, 0), (_ASKED, off, 0)):
                said = chance.choice(frames[language]).format(claim(chance, language, amount))
                hint = said[0].upper() + said[1:] if not said.startswith(("x ", "$")) else said
                yield Disguised(
                    family=name,
                    problem=PROBLEM[language],
                    key=KEY,
                    hint=hint,
                    language=language,
                    leaks=False,
                    false_claims=false,
                )
