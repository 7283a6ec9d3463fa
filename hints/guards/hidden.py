"""
Hidden: whether a text has to be decoded before it says what it says.

Characters that are not seen, letters that only look like others, letters and
digits drawn apart, codes that stand for characters. No honest hint has any of
them, so what they hide need not be known.
"""

import re
import unicodedata
from typing import Final

from hints.guards.spelled import NUMBER_WORDS

__all__ = ["hides"]

_UNSEEN: Final = frozenset({"Cf", "Cc", "Co", "Cn", "Cs"})
_SEEN: Final = frozenset("\n\t")
_CODES: Final = (
    r"base ?64|rot ?13|hex(?:adecimal)?|ascii|morse|caesar|cipher|chiffre|cifrado|binary|binär\w*|binario"
    r"|(?<!go )(?<!goes )(?<!going )(?<!work )(?<!works )(?<!working )(?<!step )backwards"
    r"|(?<!geht )(?<!gehe )(?<!gehst )(?<!rechne )(?<!rechnest )(?<!arbeite )rückwärts|al revés|anagram\w*"
)
_KINDS: Final = tuple(
    (re.compile(pattern), says)
    for pattern, says in (
        (r"(?<![\w+/=])(?=[A-Za-z0-9+/]*[A-Z0-9+/])[A-Za-z0-9+/]{2,}={1,2}(?![\w=])", "base64"),
        (r"(?<![\w+/=.])(?=\w*\d)(?=\w*[a-z])(?=\w*[A-Z])[A-Za-z0-9+/]{12,}(?![\w=])", "base64"),
        (
            r"\\[xuU][0-9A-Fa-f]{2,8}|\\[0-7]{3}(?!\d)|\bU\+[0-9A-Fa-f]{2,6}\b|%[0-9A-Fa-f]{2}%[0-9A-Fa-f]{2}",
            "character codes",
        ),
        (r"\b0[xX][0-9A-Fa-f]+\b|\b0[bB][01]+\b", "numbers of another base"),
        (rf"(?i)\b(?:{_CODES})\b", "a code"),
        (r"(?<![\w$])(?:[^\W\d_][ .\-_*·•|/,]+){3,}[^\W\d_](?!\w)", "letters drawn apart"),
        (r"(?<!\S)([*•●○★☆■□▪|/#])(?:\s?\1){2,}(?!\w)", "marks to be counted"),
        (r"(?<![\w$^])[a-zäöüáéíóúñ]+\d[a-zäöüáéíóúñ]{2,}(?!\w)", "digits in the place of letters"),
        (r"(?<!\S)(?:[.\-·–—]{1,5}(?:\s+|\s*/\s*)){2,}[.\-·–—]{1,5}(?!\S)", "Morse code"),
    )
)
_WORD: Final = re.compile(r"[^\W\d_]+")
LONG: Final = 4
"""Letters of a number word from which no other word is it turned round: `net`."""
_MATHS: Final = re.compile(r"\$[^$]*\$")


_KEYCAP: Final = "\u20e3"
_PLAIN_NUMBERS: Final = frozenset("0123456789½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")


def hides(text: str) -> str | None:
    """
    Say what a text hides something with; None where it hides nothing.
    """
    if any(unicodedata.category(sign) in _UNSEEN and sign not in _SEEN for sign in text):
        return "It has characters that are not seen."
    if any(unicodedata.numeric(sign, None) is not None and _odd(sign) for sign in text) or _KEYCAP in text:
        return "It has numbers in signs that are no digits of the language."
    prose = _MATHS.sub(" ", text)
    says = next((says for pattern, says in _KINDS if pattern.search(prose)), None)
    if says is None and any(map(_disguised, _WORD.findall(prose))):
        says = "a number word that is written otherwise"
    return None if says is None else f"It has {says}."


def _disguised(word: str) -> bool:
    """Say whether a word is a number word turned round, or with accents that it does not have."""
    small = word.lower()
    bare = "".join(sign for sign in unicodedata.normalize("NFD", small) if unicodedata.category(sign) != "Mn")
    turned = len(word) >= LONG and small[::-1] in NUMBER_WORDS
    return small not in NUMBER_WORDS and (turned or (bare != small and bare in NUMBER_WORDS))


def _odd(sign: str) -> bool:
    """Say whether a numeral is none that maths and the languages spoken here are written with."""
    return sign not in _PLAIN_NUMBERS
