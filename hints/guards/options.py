"""
Options named in a text: "the answer is B", "choice (b) fits best".

A letter by itself is not enough: it has to be called an option, or be said to
be right.
"""

import re
from functools import lru_cache

__all__ = ["names_option"]

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
