"""
Numbers in English words: "three quarters", "one more than four".

Writes number words as digits and paraphrased arithmetic as arithmetic, and
marks both, so that the leak guard can weigh them. Another language is another
file like this one.
"""

import re

__all__ = ["DISGUISED", "FROM_WORD", "in_digits", "whole_numbers"]

FROM_WORD = "\ue001"
"""Stands before a number that was written as a word (private use area: no text of ours holds it)."""
DISGUISED = "\ue002"
"""Stands before a number that was paraphrased as arithmetic in words."""

_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_WORTH = (
    {word: worth for worth, word in enumerate(_SMALL)}
    | {word: 10 * tens for tens, word in enumerate(_TENS, start=2)}
    | {"dozen": 12}
)
_PARTS = {
    word: parts
    for parts, words in {
        2: ("half", "halves"),
        3: ("third", "thirds"),
        4: ("quarter", "quarters", "fourth", "fourths"),
        5: ("fifth", "fifths"),
        6: ("sixth", "sixths"),
        7: ("seventh", "sevenths"),
        8: ("eighth", "eighths"),
        9: ("ninth", "ninths"),
        10: ("tenth", "tenths"),
        12: ("twelfth", "twelfths"),
        100: ("hundredth", "hundredths"),
    }.items()
    for word in words
}

_GAP = r"[\s-]+"
_BELOW_100 = rf"(?:(?:{'|'.join(_TENS)})(?:{_GAP}(?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(_SMALL[::-1])}|dozen)"
_BELOW_1000 = rf"{_BELOW_100}(?:{_GAP}hundred(?:(?:\s+and)?{_GAP}{_BELOW_100})?)?"
_WHOLE = rf"{_BELOW_1000}(?:{_GAP}(?:thousand|million)(?:(?:\s+and)?{_GAP}{_BELOW_1000})?)*"
_PART = "|".join(sorted(_PARTS, key=len, reverse=True))
_SAID = re.compile(rf"\b(?:(?P<count>an?|{_WHOLE}){_GAP}(?P<parts>{_PART})|(?P<whole>{_WHOLE}))\b", re.IGNORECASE)

_NUMBER = rf"(?:{FROM_WORD}?-?\d+(?:\.\d+)?|\(\d+/\d+\))"
_LETTER = "[b-hj-z]"
"""A letter of maths among words; those that are words by themselves are none."""
_LEFT = rf"(?:(?<=[\d)])|(?<=\b{_LETTER}))"
_RIGHT = rf"(?=[\d(]|\ue001|{_LETTER}\b)"
_PHRASES = tuple(
    (re.compile(pattern.replace("N", f"({_NUMBER})"), re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"\bnegative\s+N", r" -\1"),
        (r"N\s*(?:percent|per\s+cent|per\s+hundred)\b", r"\1%"),
        (r"N\s+(?:more|greater|bigger|higher|larger)\s+than\s+N", rf" {DISGUISED}(\2+\1)"),
        (r"N\s+(?:less|fewer|smaller|lower)\s+than\s+N", rf" {DISGUISED}(\2-\1)"),
        (r"\b(?:twice|double|two\s+lots\s+of)\s+N", rf" {DISGUISED}(2*\1)"),
        (r"\b(?:triple|three\s+lots\s+of)\s+N", rf" {DISGUISED}(3*\1)"),
        (r"(?:\bhalf|\(1/2\))\s+(?:of\s+|an?\s+)?N", rf" {DISGUISED}(\1/2)"),
        (r"\bsum\s+of\s+N\s+and\s+N", rf" {DISGUISED}(\1+\2)"),
        (r"\bdifference\s+(?:of|between)\s+N\s+and\s+N", rf" {DISGUISED}(\1-\2)"),
        (r"\bproduct\s+of\s+N\s+and\s+N", rf" {DISGUISED}(\1*\2)"),
        (r"\bquotient\s+of\s+N\s+and\s+N", rf" {DISGUISED}(\1/\2)"),
        (r"\bsquare\s+of\s+N", rf" {DISGUISED}(\1^2)"),
        (r"N\s*%\s*of\s+N", rf" {DISGUISED}((\1/100)*\2)"),
        (r"(?<!\d)(\(\d+/\d+\))\s*of\s+N", rf" {DISGUISED}(\1*\2)"),
        (r"\bcube\s+root\s+of\s+N", rf" {DISGUISED}(\1^(1/3))"),
        (r"\b(?:square\s+)?root\s+of\s+N", rf" {DISGUISED}(\1^(1/2))"),
        (r"N\s+out\s+of\s+(?:the\s+)?N", rf" {DISGUISED}(\1/\2)"),
        (r"N\s+of\s+(?:the\s+)?N\s+(?:equal\s+)?(?:parts|pieces)\b", rf" {DISGUISED}(\1/\2)"),
        (r"N\s+squared\b", r" (\1^2)"),
        (
            r"\b(?:number|integer|comes|next|one)\s+(?:right\s+|just\s+|directly\s+)?(?:after|above)\s+N",
            rf" {DISGUISED}(\1+1)",
        ),
        (
            r"\b(?:number|integer|comes|one)\s+(?:right\s+|just\s+|directly\s+)?(?:before|below)\s+N",
            rf" {DISGUISED}(\1-1)",
        ),
        (rf"{_LEFT}\s+(?:times|multiplied\s+by)\s+{_RIGHT}", " * "),
        (rf"{_LEFT}\s+(?:plus|added\s+to)\s+{_RIGHT}", " + "),
        (rf"{_LEFT}\s+(?:minus|take\s+away)\s+{_RIGHT}", " - "),
        (rf"{_LEFT}\s+(?:divided\s+by|over)\s+{_RIGHT}", " / "),
        (r"\bminus\s+N", r" -\1"),
    )
)
_DIGIT = re.compile(r"\d")
_POINT = re.compile(rf"{FROM_WORD}?\d+ +point(?: +{FROM_WORD}?\d)+", re.IGNORECASE)


def whole_numbers(text: str) -> str:
    """
    Write the numbers that a text says in words as digits, marked, and nothing else.
    """
    return _SAID.sub(_digits, text)


def in_digits(text: str) -> str:
    """
    Write the numbers that a text says in words as digits, marked, and its phrases of arithmetic as arithmetic.
    """
    said = whole_numbers(text)
    if not _DIGIT.search(said):
        return said
    for pattern, replacement in _PHRASES:
        said = pattern.sub(replacement, said)
    return _POINT.sub(_with_places, said)


def _with_places(found: re.Match[str]) -> str:
    """Write "zero point seven five", whose numbers are digits by now, as one decimal."""
    return found[0].replace(FROM_WORD, "").replace("point", ".").replace(" ", "")


def _digits(found: re.Match[str]) -> str:
    """Write one number in words as digits: a fraction in brackets, a whole number with its mark."""
    if found["whole"] is not None:
        return f"{FROM_WORD}{_worth(found['whole'])}"
    return f"({_worth(found['count'])}/{_PARTS[found['parts'].lower()]})"


def _worth(words: str) -> int:
    """Add up the words of one whole number; "a" is one."""
    total, group = 0, 0
    for word in re.split(_GAP, words.lower()):
        match _SCALES.get(word):
            case None:
                group += 1 if word in {"a", "an"} else _WORTH.get(word, 0)
            case 100:
                group *= 100
            case scale:
                total, group = total + group * scale, 0
    return total + group
