"""
Numbers in German words: "drei Viertel", "einundzwanzig", "eins mehr als vier".

Like `number_words`, for German, whose numbers are single words. "ein" and "eine"
by themselves are articles and no numbers.
"""

import re

from hints.guards.number_words import DISGUISED, FROM_WORD

__all__ = ["in_digits", "whole_numbers"]

_ONES = {"ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9}
_TEENS = {
    word: worth
    for worth, word in enumerate(
        (
            *("zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn"),
            "neunzehn",
        ),
        start=10,
    )
}
_TENS = {
    word: 10 * tens
    for tens, word in enumerate(
        ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"), start=2
    )
} | {"dreissig": 30}
_ALONE = {"null": 0, "eins": 1, "zwo": 2, "dutzend": 12}
_HALVES = {"anderthalb": "(3/2)", "eineinhalb": "(3/2)", "dreiviertel": "(3/4)"} | {
    f"{word}einhalb": f"({2 * worth + 1}/2)" for word, worth in _ONES.items() if worth > 1
}
_PARTS = {
    "halb": 2,
    "halbe": 2,
    "halbes": 2,
    "halben": 2,
    "drittel": 3,
    "viertel": 4,
    "fünftel": 5,
    "sechstel": 6,
    "siebtel": 7,
    "achtel": 8,
    "neuntel": 9,
    "zehntel": 10,
    "zwölftel": 12,
    "zwanzigstel": 20,
    "hundertstel": 100,
}

_ONE, _TEEN, _TEN = ("|".join(words) for words in (_ONES, _TEENS, _TENS))
_BELOW_100 = rf"(?:(?:{_ONE})und(?:{_TEN})|{_TEEN}|{_TEN}|{_ONE})"
_BELOW_1000 = rf"(?:(?:{_ONE})?hundert(?:und)?(?:{_BELOW_100}|eins)?|{_BELOW_100})"
_WHOLE = rf"(?:{_BELOW_1000}?tausend(?:und)?(?:{_BELOW_1000}|eins)?|{_BELOW_1000}|{'|'.join(_ALONE)})"
_GROUPS = re.compile(
    rf"(?:(?P<thousands>{_BELOW_1000})?(?P<t>tausend)(?:und)?)?(?:(?P<hundreds>{_ONE})?(?P<h>hundert)(?:und)?)?"
    rf"(?:(?P<ones>{_ONE})und(?P<tens>{_TEN})|(?P<rest>{_TEEN}|{_TEN}|eins|{_ONE}))?"
)
_SAID = re.compile(
    rf"\b(?:(?P<count>eine?|{_WHOLE})[\s-]+(?P<parts>{'|'.join(sorted(_PARTS, key=len, reverse=True))})"
    rf"|(?P<half>{'|'.join(_HALVES)})|(?P<whole>{_WHOLE}))\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"eine?", re.IGNORECASE)

_NUMBER = rf"(?:{FROM_WORD}?-?\d+(?:\.\d+)?|\(\d+/\d+\))"
_LETTER = "[a-z]"
"""A letter of maths among words; those that are words by themselves are none."""
_LEFT = rf"(?:(?<=[\d)])|(?<=\b{_LETTER}))"
_RIGHT = rf"(?=[\d(]|\ue001|{_LETTER}\b)"
_PHRASES = tuple(
    (re.compile(pattern.replace("N", f"({_NUMBER})"), re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"N\s*(?:prozent|von\s+hundert)\b", r"\1%"),
        (r"N\s+(?:mehr|größer|höher|länger)\s+als\s+N", rf" {DISGUISED}(\2+\1)"),
        (r"N\s+(?:weniger|kleiner|niedriger|kürzer)\s+als\s+N", rf" {DISGUISED}(\2-\1)"),
        (r"\b(?:das\s+doppelte\s+von|doppelt\s+so\s+(?:viel|groß)\s+wie|zweimal)\s+N", rf" {DISGUISED}(2*\1)"),
        (r"\b(?:das\s+dreifache\s+von|dreimal(?:\s+so\s+(?:viel|groß)\s+wie)?)\s+N", rf" {DISGUISED}(3*\1)"),
        (r"\b(?:die\s+)?hälfte\s+von\s+N", rf" {DISGUISED}(\1/2)"),
        (r"\bsumme\s+(?:aus|von)\s+N\s+und\s+N", rf" {DISGUISED}(\1+\2)"),
        (r"\bdifferenz\s+(?:aus|von|zwischen)\s+N\s+und\s+N", rf" {DISGUISED}(\1-\2)"),
        (r"\bprodukt\s+(?:aus|von)\s+N\s+und\s+N", rf" {DISGUISED}(\1*\2)"),
        (r"\bquotienten?\s+(?:aus|von)\s+N\s+und\s+N", rf" {DISGUISED}(\1/\2)"),
        (r"\bquadrat\s+von\s+N", rf" {DISGUISED}(\1^2)"),
        (r"N\s*%\s*von\s+N", rf" {DISGUISED}((\1/100)*\2)"),
        (r"(?<!\d)(\(\d+/\d+\))\s*von\s+N", rf" {DISGUISED}(\1*\2)"),
        (r"\b(?:dritte\s+|kubik)wurzel\s+(?:aus|von)\s+N", rf" {DISGUISED}(\1^(1/3))"),
        (r"\b(?:quadrat)?wurzel\s+(?:aus|von)\s+N", rf" {DISGUISED}(\1^(1/2))"),
        (r"N\s+von\s+(?:den\s+)?N\s+(?:gleichen\s+)?(?:teilen|stücken)\b", rf" {DISGUISED}(\1/\2)"),
        (r"N\s+zum\s+quadrat\b", r" (\1^2)"),
        (r"\b(?:nachfolger\s+von|zahl\s+nach)\s+N", rf" {DISGUISED}(\1+1)"),
        (r"\b(?:vorgänger\s+von|zahl\s+vor)\s+N", rf" {DISGUISED}(\1-1)"),
        (rf"{_LEFT}\s+(?:mal|multipliziert\s+mit)\s+{_RIGHT}", " * "),
        (rf"{_LEFT}\s+plus\s+{_RIGHT}", " + "),
        (rf"{_LEFT}\s+(?:minus|weniger)\s+{_RIGHT}", " - "),
        (rf"{_LEFT}\s+(?:geteilt\s+durch|dividiert\s+durch|durch)\s+{_RIGHT}", " / "),
        (r"\bminus\s+N", r" -\1"),
    )
)
_DIGIT = re.compile(r"\d")
_POINT = re.compile(rf"{FROM_WORD}?\d+ +komma(?: +{FROM_WORD}?\d)+", re.IGNORECASE)


def whole_numbers(text: str) -> str:
    """
    Write the numbers that a text says in words as digits, marked, and nothing else.
    """
    return _SAID.sub(_digits, text)


def in_digits(text: str) -> str:
    """
    Write the numbers that a German text says in words as digits, marked, and its phrases of arithmetic as arithmetic.
    """
    said = whole_numbers(text)
    if not _DIGIT.search(said):
        return said
    for pattern, replacement in _PHRASES:
        said = pattern.sub(replacement, said)
    return _POINT.sub(_with_places, said)


def _with_places(found: re.Match[str]) -> str:
    return re.sub(r"komma", ".", found[0].replace(FROM_WORD, ""), flags=re.IGNORECASE).replace(" ", "")


def _digits(found: re.Match[str]) -> str:
    if found["half"] is not None:
        return _HALVES[found["half"].lower()]
    if found["whole"] is None:
        count = 1 if _ARTICLE.fullmatch(found["count"]) else _worth(found["count"])
        return f"({count}/{_PARTS[found['parts'].lower()]})"
    if found["whole"].lower() == "ein":
        return found[0]
    return f"{FROM_WORD}{_worth(found['whole'])}"


def _worth(word: str) -> int:
    """Add up the parts of one whole number."""
    spelled = word.lower()
    if spelled in _ALONE:
        return _ALONE[spelled]
    parts = _GROUPS.fullmatch(spelled)
    if parts is None:
        return 0
    thousands = (_worth(parts["thousands"]) if parts["thousands"] else 1) if parts["t"] else 0
    hundreds = _ONES.get(parts["hundreds"] or "ein", 1) if parts["h"] else 0
    known = {**_ONES, **_TEENS, **_TENS, "eins": 1}
    rest = sum(known[parts[name]] for name in ("ones", "tens", "rest") if parts[name])
    return 1_000 * thousands + 100 * hundreds + rest
