"""
Options named in a text: "the answer is B", "choice (b) fits best".

A letter by itself is not enough: it has to be called an option, or be said to
be right. Naming all but one says which one is left.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

__all__ = ["leaves_one", "names_option", "names_place"]

_NOUN = r"(?:choice|option|letter|antwort|möglichkeit|buchstabe|opción|letra|respuesta)"
_VERB = (
    r"(?:answer|pick|choose|select|selecting|choosing|go (?:with|for)|wähle?|nimm|kreuze|elige|escoge|marca|selecciona)"
)
_LINK = (
    r"(?:\s+(?:is|must be|should be|would be|number|the|option|choice|letter|here|ist|lautet|die|den|hier|antwort"
    r"|möglichkeit|es|la|el|opción|letra|:))*\s*:?\s*"
)
_PRAISED = (
    r"(?:correct|right|true|best|fits|works|it|the one|what|must be|matches|ist (?:die )?richtige?|stimmt|passt|gilt"
    r"|es (?:la |el )?correct[ao]|correct[ao])"
)
_LIKED = (
    rf"(?:{_PRAISED}|looks? (?:good|right|fine|best)|good|ist (?:die )?gute?|sieht gut aus|es (?:la |el )?buen[ao]"
    r"|buen[ao])"
)
"""What is said of an option that is named as one."""


_PLACES = (
    r"(?:first|1st|erste[nrs]?|primer[ao]?)",
    r"(?:second|2nd|zweite[nrs]?|segund[ao])",
    r"(?:third|3rd|dritte[nrs]?|tercer[ao]?)",
    r"(?:fourth|4th|vierte[nrs]?|cuart[ao])",
    r"(?:fifth|5th|fünfte[nrs]?|quint[ao])",
    r"(?:sixth|6th|sechste[nrs]?|sext[ao])",
)
_LAST = r"(?:last|letzte[nrs]?|últim[ao])"
_LISTED = r"(?:option|choice|answer|one|possibility|möglichkeit|antwort|auswahl|opción|respuesta)"
_TAKEN = (
    r"(?:is|be|take|pick|choose|select|want|go with|ist|nimm|wähle?|kreuze|es|elige|escoge|marca|toma)"
    r"\s+(?:(?:the|die|der|das|la|el)\s+)?"
)


FEWEST: Final = 3
"""Options of which all but one can be named: with two, naming one is naming the other, and any hint may."""


@lru_cache(maxsize=64)
def _place_pattern(place: int, last: bool) -> re.Pattern[str]:  # noqa: FBT001 -- a fact of the option, no switch
    named = _PLACES[place - 1] if not last else rf"(?:{_PLACES[place - 1]}|{_LAST})"
    return re.compile(
        rf"\b{_TAKEN}{named}\s+{_LISTED}\b(?!\s+(?:wrong|not|falsch|nicht))"
        rf"|\b{named}\s+{_LISTED}\s+(?:is\s+(?:the\s+)?)?{_LIKED}\b"
        rf"|\b{_LISTED}\s+(?:number\s+)?{place}\s+(?:is\s+(?:the\s+)?)?{_LIKED}\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=256)
def _pattern(option: str) -> re.Pattern[str]:
    """
    Build the ways in which one option is named.

    A small letter has to be framed or called an option: "choose a number" names
    no option.
    """
    upper, lower = re.escape(option.upper()), re.escape(option.lower())
    framed = rf"[(\[\"'*_]*(?-i:{upper})[)\]\"'*_]*|[(\[\"'](?-i:{lower})[)\]\"']"
    ways = (
        rf"\b{_NOUN}{_LINK}[(\[\"'*_]*{lower}[)\]\"'*_]*",
        rf"\b{_VERB}{_LINK}(?:{framed})",
        rf"\b{_VERB}{_LINK}{lower}(?=\s*(?:[.!?,]|$))",
        rf"(?<!\w)(?:{framed})\s+(?:is\s+(?:the\s+)?)?{_PRAISED}\b",
        rf"(?:^|[.:]\s)\s*(?:{framed})\s*[.!]?\s*$",
    )
    return re.compile("|".join(rf"(?:{way})(?![\w'])" for way in ways), re.IGNORECASE)


def names_option(text: str, option: str) -> bool:
    """
    Say whether a text names an option as the one to take.
    """
    return _pattern(option.strip()).search(text) is not None


def names_place(text: str, place: int, count: int) -> bool:
    """
    Say whether a text names the option at a place, from 1 of `count`, as the one to take: "the second one is right".
    """
    return 0 < place <= len(_PLACES) and _place_pattern(place, place == count).search(text) is not None


def leaves_one(text: str, right: str, options: Sequence[str], texts: Sequence[str]) -> bool:
    """
    Say whether a text names all options but the right one, so that it is what is left: "neither A nor C".

    Parameters
    ----------
    text
        What would be shown.
    right, options
        The right option, and all of them, by their ids; `texts` say what they read, in the same order.
    """
    if len(options) < FEWEST:
        return False
    place = options.index(right)
    by_place = [
        rf"(?i:{_PLACES[at]})(?!\s+(?i:term|number|line|step|side))" for at in range(min(len(options), len(_PLACES)))
    ]
    for named in (
        [rf"(?-i:{re.escape(option.upper())})" for option in options],
        by_place if len(by_place) == len(options) else [],
        [rf"(?i:{re.escape(one)})" for one in texts],
    ):
        said = [re.search(rf"(?<![\w.]){one}(?![\w])(?!\.\d)", text) is not None for one in named]
        if said and not said[place] and sum(said) == len(options) - 1:
            return True
    return False
