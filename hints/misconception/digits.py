"""
Digits: a number that was worked out rightly and then miswritten by one digit.

Looks at a side that is a number alone, at the precision written. One digit is
left out, one too many, or two neighbours are swapped; another digit in the place
of one could be anything, and is not looked for. No pattern of the rule files says
this, as it depends on what was written.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from hints.misconception.rewriting.flat import NOWHERE, Hole
from hints.misconception.rewriting.rule import MalRule, RuleId

__all__ = ["MIN_DIGITS", "miswritten"]

MIN_DIGITS: Final = 3
"""Digits from which one that is wrong is evidence."""
WEIGHT: Final = 0.05
"""What one slip counts beside a rule of weight 1: there are some twenty ways to make it in a number."""
ROUNDED: Final = 5e-10
"""Where a value may round either way, as floats go."""


def _rule(name: str, did: str, hints: Mapping[str, str]) -> MalRule:
    """Make the rule of a slip; it is found by this file, so it looks for nothing."""
    return MalRule(
        id=RuleId(name),
        topic="digits",
        misconception=None,
        also=(),
        skill="compare-decimals",
        find=Hole(at=NOWHERE, name="a", kind="number"),
        write=(),
        where=(),
        scope="side",
        ordered=False,
        did=did,
        hints=hints,
        examples=(),
        weight=WEIGHT,
    )


LEFT_OUT: Final = _rule(
    "digit-left-out",
    "left out a digit of a number",
    MappingProxyType(
        {
            "en": "Work this number out once more and compare digit by digit: is one missing?",
            "de": "Rechne diese Zahl noch einmal aus und vergleiche Ziffer für Ziffer: Fehlt eine?",
            "es": "Calcula otra vez este número y compara cifra por cifra: ¿falta alguna?",
        }
    ),
)
TOO_MANY: Final = _rule(
    "digit-too-many",
    "wrote a digit too many in a number",
    MappingProxyType(
        {
            "en": "Work this number out once more and compare digit by digit: is there one too many?",
            "de": "Rechne diese Zahl noch einmal aus und vergleiche Ziffer für Ziffer: Ist eine zu viel?",
            "es": "Calcula otra vez este número y compara cifra por cifra: ¿sobra alguna?",
        }
    ),
)
SWAPPED: Final = _rule(
    "digits-swapped",
    "swapped two neighbouring digits of a number",
    MappingProxyType(
        {
            "en": "Work this number out once more and compare digit by digit: are they in the right order?",
            "de": "Rechne diese Zahl noch einmal aus und vergleiche Ziffer für Ziffer: Stimmt ihre Reihenfolge?",
            "es": "Calcula otra vez este número y compara cifra por cifra: ¿están en el orden correcto?",
        }
    ),
)


def miswritten(right: float, written: str) -> MalRule | None:
    """
    Say which slip turns a number into the digits that were written; None where none does.

    Parameters
    ----------
    right
        The size of the number.
    written
        A numeral without a sign.
    """
    places = len(written.partition(".")[2])
    if sum(map(str.isdecimal, written)) < MIN_DIGITS:
        return None
    have = _plain(written)
    if any(have in _without_one(digits) for digits in _digits(right, places + 1 if places else 0)):
        return LEFT_OUT
    if any(digits in _without_one(have) for digits in _digits(right, max(places - 1, 0))):
        return TOO_MANY
    if any(have in _swapped(digits) for digits in _digits(right, places)):
        return SWAPPED
    return None


def _digits(right: float, places: int) -> Iterator[str]:
    """Yield the digits of a number, rounded and cut; a whole one where no places are asked for."""
    if places or abs(right - round(right)) < ROUNDED:
        yield _plain(f"{right:.{places}f}")
        if places:
            yield _plain(f"{right:.{places + 4}f}"[:-4])


def _plain(text: str) -> str:
    """Return the digits of a numeral, and its point, without zeros in front."""
    return text.lstrip("0")


def _without_one(text: str) -> set[str]:
    """Return a numeral with one digit left out, in each way."""
    return {
        _plain(text[:place] + text[place + 1 :]) for place, character in enumerate(text) if character.isdecimal()
    } - {text}


def _swapped(text: str) -> set[str]:
    """Return a numeral with two neighbours swapped, in each way."""
    return {
        text[:place] + text[place + 1] + text[place] + text[place + 2 :]
        for place in range(len(text) - 1)
        if text[place].isdecimal() and text[place + 1].isdecimal() and text[place] != text[place + 1]
    }
