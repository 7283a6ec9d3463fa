"""
Numbers in Spanish words: "tres cuartos", "treinta y uno", "uno más que cuatro".

Like `number_words`, for Spanish. "un" and "una" by themselves are articles and no
numbers.
"""

import re

from hints.guards.number_words import DISGUISED, FROM_WORD

__all__ = ["in_digits", "whole_numbers"]

_SMALL = {
    word: worth
    for worth, words in enumerate(
        (
            "cero",
            "uno|un|una",
            "dos",
            "tres",
            "cuatro",
            "cinco",
            "seis",
            "siete",
            "ocho",
            "nueve",
            "diez",
            "once",
            "doce",
            "trece",
            "catorce",
            "quince",
            "dieciséis|dieciseis",
            "diecisiete",
            "dieciocho",
            "diecinueve",
            "veinte",
            "veintiuno|veintiún|veintiun|veintiuna",
            "veintidós|veintidos",
            "veintitrés|veintitres",
            "veinticuatro",
            "veinticinco",
            "veintiséis|veintiseis",
            "veintisiete",
            "veintiocho",
            "veintinueve",
        )
    )
    for word in words.split("|")
} | {"docena": 12}
_TENS = {
    word: 10 * tens
    for tens, word in enumerate(
        ("treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"), start=3
    )
}
_HUNDREDS = {"cien": 100, "ciento": 100} | {
    f"{stem}ient{end}s" if stem == "quin" else f"{stem}cient{end}s": worth
    for stem, worth in {
        "dos": 200,
        "tres": 300,
        "cuatro": 400,
        "quin": 500,
        "seis": 600,
        "sete": 700,
        "ocho": 800,
        "nove": 900,
    }.items()
    for end in "oa"
}
_PARTS = {
    word: parts
    for parts, words in {
        2: "medio medios media medias",
        3: "tercio tercios",
        4: "cuarto cuartos",
        5: "quinto quintos",
        6: "sexto sextos",
        7: "séptimo séptimos septimo septimos",
        8: "octavo octavos",
        9: "noveno novenos",
        10: "décimo décimos décima décimas decimo decimos",
        12: "doceavo doceavos",
        100: "centésimo centésimos centésima centésimas",
    }.items()
    for word in words.split()
}

_ALL = sorted((*_SMALL, *_TENS, *_HUNDREDS), key=len, reverse=True)
_WORD = rf"(?:{'|'.join(_ALL)})"
_WHOLE = rf"(?:mil|{_WORD})(?:(?:\s+y)?\s+(?:mil|{_WORD})\b)*"
_SAID = re.compile(
    rf"\b(?:(?P<count>{_WORD})\s+(?P<parts>{'|'.join(sorted(_PARTS, key=len, reverse=True))})|(?P<whole>{_WHOLE}))\b",
    re.IGNORECASE,
)
_ARTICLES = frozenset({"un", "una"})
_THOUSAND = "mil"
_PER_CENT = re.compile(r"\s*\bpor\s+cien(?:to)?\b", re.IGNORECASE)
_GAP = re.compile(r"(\s+(?:y\s+)?)")

_NUMBER = rf"(?:{FROM_WORD}?-?\d+(?:\.\d+)?|\(\d+/\d+\))"
_LETTER = "[b-df-np-tv-xz]"
"""A letter of maths among words; those that are words by themselves are none."""
_LEFT = rf"(?:(?<=[\d)])|(?<=\b{_LETTER}))"
_RIGHT = rf"(?=[\d(]|\ue001|{_LETTER}\b)"
_PHRASES = tuple(
    (re.compile(pattern.replace("N", f"({_NUMBER})"), re.IGNORECASE), replacement)
    for pattern, replacement in (
        (r"N\s+(?:más|mayor)\s+que\s+N", rf" {DISGUISED}(\2+\1)"),
        (r"N\s+(?:menos|menor)\s+que\s+N", rf" {DISGUISED}(\2-\1)"),
        (r"\b(?:el\s+doble\s+de|dos\s+veces)\s+N", rf" {DISGUISED}(2*\1)"),
        (r"\b(?:el\s+triple\s+de|tres\s+veces)\s+N", rf" {DISGUISED}(3*\1)"),
        (r"\b(?:la\s+)?mitad\s+de\s+N", rf" {DISGUISED}(\1/2)"),
        (r"\bsuma\s+de\s+N\s+y\s+N", rf" {DISGUISED}(\1+\2)"),
        (r"\bdiferencia\s+(?:de|entre)\s+N\s+y\s+N", rf" {DISGUISED}(\1-\2)"),
        (r"\bproducto\s+de\s+N\s+y\s+N", rf" {DISGUISED}(\1*\2)"),
        (r"\bcociente\s+(?:de|entre)\s+N\s+y\s+N", rf" {DISGUISED}(\1/\2)"),
        (r"\bcuadrado\s+de\s+N", rf" {DISGUISED}(\1^2)"),
        (r"N\s*%\s*de\s+N", rf" {DISGUISED}((\1/100)*\2)"),
        (r"(?<!\d)(\(\d+/\d+\))\s*de\s+N", rf" {DISGUISED}(\1*\2)"),
        (r"\braíz\s+cúbica\s+de\s+N", rf" {DISGUISED}(\1^(1/3))"),
        (r"\braíz(?:\s+cuadrada)?\s+de\s+N", rf" {DISGUISED}(\1^(1/2))"),
        (r"N\s+de\s+(?:las\s+)?N\s+partes\b", rf" {DISGUISED}(\1/\2)"),
        (r"N\s+al\s+cuadrado\b", r" (\1^2)"),
        (r"\b(?:número\s+(?:después|siguiente)\s+(?:de|a)|siguiente\s+(?:de|a))\s+N", rf" {DISGUISED}(\1+1)"),
        (r"\b(?:número\s+antes\s+de|anterior\s+a)\s+N", rf" {DISGUISED}(\1-1)"),
        (rf"{_LEFT}\s+(?:por|multiplicado\s+por)\s+{_RIGHT}", " * "),
        (rf"{_LEFT}\s+más\s+{_RIGHT}", " + "),
        (rf"{_LEFT}\s+menos\s+{_RIGHT}", " - "),
        (rf"{_LEFT}\s+(?:entre|dividido\s+(?:entre|por)|partido\s+por)\s+{_RIGHT}", " / "),
        (r"\bmenos\s+N", r" -\1"),
    )
)
_DIGIT = re.compile(r"\d")
_POINT = re.compile(rf"{FROM_WORD}?\d+ +(?:coma|punto)(?: +{FROM_WORD}?\d)+", re.IGNORECASE)


def whole_numbers(text: str) -> str:
    """
    Write the numbers that a text says in words as digits, marked, and nothing else.
    """
    return _SAID.sub(_digits, _PER_CENT.sub("%", text))


def in_digits(text: str) -> str:
    """
    Write the numbers that a Spanish text says in words as digits, marked, and its phrases of arithmetic as arithmetic.
    """
    said = whole_numbers(text)
    if not _DIGIT.search(said):
        return said
    for pattern, replacement in _PHRASES:
        said = pattern.sub(replacement, said)
    return _POINT.sub(_with_places, said)


def _with_places(found: re.Match[str]) -> str:
    return re.sub(r"coma|punto", ".", found[0].replace(FROM_WORD, ""), flags=re.IGNORECASE).replace(" ", "")


def _digits(found: re.Match[str]) -> str:
    if found["whole"] is None:
        return f"({_worth(found['count'])}/{_PARTS[found['parts'].lower()]})"
    parts: list[str] = []
    tokens = _GAP.split(found["whole"])
    run = tokens[0]
    for gap, word in zip(tokens[1::2], tokens[2::2], strict=True):
        if _goes_on(run, gap, word):
            run += f"{gap}{word}"
        else:
            parts += [_written(run), gap]
            run = word
    return "".join([*parts, _written(run)])


def _goes_on(run: str, gap: str, word: str) -> bool:
    """
    Say whether a word belongs to the number before it: "treinta y uno", "ciento dos", but not "dos y tres".
    """
    last, following = _split(run)[-1], word.lower()
    if "y" in gap:
        return last in _TENS and 0 < _SMALL.get(following, 0) < 10  # noqa: PLR2004 -- a single digit
    if following == _THOUSAND:
        return last != _THOUSAND
    if last == _THOUSAND:
        return True
    return last in _HUNDREDS and following not in _HUNDREDS


def _written(run: str) -> str:
    return run if run.lower() in _ARTICLES else f"{FROM_WORD}{_worth(run)}"


def _worth(run: str) -> int:
    """Add up the words of one whole number."""
    total, group = 0, 0
    for word in _split(run):
        if word == _THOUSAND:
            total, group = 1_000 * max(1, group), 0
        else:
            group += _SMALL.get(word, 0) or _TENS.get(word, 0) or _HUNDREDS.get(word, 0)
    return total + group


def _split(run: str) -> list[str]:
    return [word for word in run.lower().split() if word != "y"]
