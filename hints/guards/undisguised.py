"""
Undisguised: what a text says once a disguise is taken off.

Letters that look like others, digits of other sorts, words drawn apart, turned
round or coded, words of other languages, answers split over sentences. Each
disguise that a text may wear gives one more reading of it; most texts wear none.
Nothing is decided here: a reading counts where the leak guard finds an answer in it.
"""

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from hints.guards import german_numbers, number_words, spanish_numbers
from hints.guards.numerals_abroad import ABROAD
from hints.guards.plain import squeezed
from hints.guards.spelled import NUMBER_WORDS, roman
from item_bank.algebra.numerals import marks
from item_bank.phrasebook import speaks

__all__ = ["MAX_READ", "readings", "unset"]

MAX_READ: Final = 4_000
"""Characters of a text that are read again; longer ones are no hints."""
MAX_READINGS: Final = 8

_LOOKALIKES: Final = str.maketrans(
    "аеорсухіјѕԁԛԝһкмтвнАЕОРСУХІЈЅВНКМТαοενικρτυχβΑΒΕΖΗΙΚΜΝΟΡΤΥΧοɡıℓоսզ",
    "aeopcyxijsdqwhkmtbhAEOPCYXIJSBHKMTaoevikptuxbABEZHIKMNOPTYXogilouq",
)
_APART: Final = r"[.\-_*·•|/,~+'’]+"
_LETTERS: Final = re.compile(rf"(?<!\w)(?:[^\W\d_](?: |{_APART}(?: (?:{_APART})?)?)){{2,}}[^\W\d_](?!\w)")
_DIGITS: Final = re.compile(
    r"(?<![\w.,/^*+$-])\d(?:(?:[ _·•|/'’]|-(?=\d\b))\d){1,8}(?![\w/^*+$])(?![.,] ?\d)"
    r"|(?<![\w.,/^*+$-])\d(?:[.,] ?\d){2,8}(?![\w/^*+$])(?![.,]\d)"
)
_DIGIT_WORDS: Final = re.compile(
    r"\b(?:digits?|ziffern?|cifras?|dígitos?|tens|zehner|einer|decenas?|unidades?|starts? with|ends? (?:with|in)"
    r"|followed by|beginnt mit|endet (?:mit|auf)|gefolgt von|empieza (?:con|por)|termina (?:con|en)"
    r"|seguid[oa] (?:de|por))\b",
    re.IGNORECASE,
)
_DIGIT_TOLD: Final = re.compile(
    r"(?i)\b(?:is|with|in|by|an?|then|and|ist|mit|auf|von|eine?r?|dann|und|es|con|por|en|de|una?|luego|y)\s+(\d)\b"
    r"(?![.,]\d|\s*(?:digits?|ziffern?|cifras?|dígitos?|tens|ones))"
)
"""A digit that is said to be one, not one that counts: "two digits"."""
_LISTED: Final = re.compile(
    r"(?i)\b(?:digits?|ziffern?|cifras?|dígitos?)\b[^.\d:]{0,20}"
    r"(?P<told>:\s*(?:[-+*/^().=\w]\s*,\s*){0,40}[\w)]|(?:[-\d/]\s*,\s*){1,8}\d)(?!\w|\.\d)"
)
"""The signs of a number or an expression in a list: "these digits: 2, 0, /, 7"."""
_SET: Final = re.compile(r"\$\s*(-?\d+(?:\.\d+)?)\s*\$")
"""A plain number set as maths, which words around it may do something with: "one more than $6$"."""
_BASE64: Final = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/_-]{2,120}={0,2}(?![\w=])")
_OPPOSED: Final = re.compile(
    r"\b(?:not|nicht|no)\s+(?:es\s+)?\$?\s*(?P<sign>-?)\s*\(?\s*(?P<inner>-?)(?P<size>\d+(?:[./]\d+)?)\s*\)?\s*\$?,?"
    r"\s*(?:but|sondern|sino)\s+(?:(?:rather|eher|más bien)\s+)?(?:its|the|ih\w+|sein\w*|das|die|su|el|lo)\s+"
    r"(?:additive\s+)?(?:opposite|negative|gegenteil|gegenzahl|opuesto|negativo|contrario)\b",
    re.IGNORECASE,
)
"""A number told by the one that it is not: "not -(2) but its opposite"."""
_NOT_MINUS: Final = re.compile(
    r"\b(?:not|nicht|no)\s+(?:es\s+)?\$\s*-\s*\(([^$]{1,80})\)\s*\$,?\s*(?:but|sondern|sino)\s+\w+\s+"
    r"(?:opposite|negative|gegenteil|opuesto|contrario)\b",
    re.IGNORECASE,
)
"""The same of an expression."""
_SINGLES: Final = re.compile(r"(?:[^\n],\s){4,40}\S")
"""Maths written sign by sign: "(, y, +, 2, ), /, 4"."""
SIGN_AND_COMMA: Final = 3
"""Characters of one sign in such a row, with what follows it."""
_CODED: Final = re.compile(r"=$|\d|.[A-Z]")
"""What base64 has and a word has not: padding, a digit, a capital inside."""
_TOLD: Final = re.compile(r"[A-Za-z]{3,}(?:[ -][A-Za-z]{2,}){0,7}[.!]?|(?=.*\d)[\w\s=+\-*/^.,:%()<>]+")
"""What is looked for in base64: a word, or something with a digit."""
_HEX: Final = re.compile(r"(?<!\w)(?:0x|\\x|U\+|\\u)?((?:[0-9A-Fa-f]{2}[ :]?){1,40})(?!\w)")
_BITS: Final = re.compile(r"(?<![\w.])(?:0b)?([01]{2,16})(?:\s*(?:₂|_2|\(2\)))?(?!\w|\.\d)")
_CODES: Final = re.compile(r"(?:\\x|\\u|\\U|U\+|%|&#x)([0-9A-Fa-f]{2,8});?|&#(\d{1,7});|\\([0-7]{3})")
_BINARY: Final = re.compile(
    r"\b(?:binary|binär\w*|dual\w*|binario|base (?:2|two)|basis 2)\b|0b[01]|[01]₂", re.IGNORECASE
)
_HEXED: Final = re.compile(r"\b(?:hex\w*|ascii|base (?:16|sixteen))\b|0x[0-9A-Fa-f]", re.IGNORECASE)
_RAISED_DIGITS: Final = "⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
_RAISED: Final = re.compile(rf"(?<![\w)])[{_RAISED_DIGITS}]+")
"""Small digits that nothing stands before, so that they are neither exponents nor numbers of a letter."""
_COMPOUND: Final = re.compile(
    r"(?i)\b((?:twen|thir|for|fif|six|seven|eigh|nine)ty)(one|two|three|four|five|six|seven|eight|nine)\b"
)
_WHOLE_NUMBERS: Final = {
    "en": number_words.whole_numbers,
    "de": german_numbers.whole_numbers,
    "es": spanish_numbers.whole_numbers,
}
_TAKEN: Final = re.compile("[\ue001\ue002\ue005]")
"""Marks of number words, and what keeps words of the language from being read in another."""
_OWN: Final = {
    "en": frozenset({"once", "mil", "media", "medio", "elf"}),
    "de": frozenset({"elf", "null"}),
    "es": frozenset({"once", "ten", "mil", "media", "medio"}),
}
"""Words of a language that are numbers in another."""
_PAIR: Final = re.compile(r"\b([^\W\d_]{1,12})(?=([ \-.·]{1,2})([^\W\d_]{1,12})\b)")
_WORD: Final = re.compile(r"[^\W\d_]+")
_BACKWARDS: Final = re.compile(r"\b(?:eht|si|rewsna|uoy|ti|teg|trowtna|tsi|sad|atseupser|sE|se|al)\b")
_MORSE: Final = re.compile(r"(?<!\S)[.·\-–—−]{5}(?:\s+[.·\-–—−]{5}){0,5}(?!\S)")
_FRAGMENT: Final = re.compile(
    r"(?:[.!?…:;]+|\n+|\s[—–-]{1,2})\s*(?=(?P<fragment>[^\s.!?][^.!?\n]{0,40}?)[.!]*\s*(?:$|\n|[.!]\s))"
)
_FILLERS: Final = frozenset("a an it is so x y z just only exactly maybe und y ist es genau nur also".split())  # noqa: SIM905
_TALLY: Final = re.compile(r"(?<!\S)([^\w\s.,!?'\"$()\[\]{}<>=+*/\\#_-]|[|I])(?:[ ]?\1){1,19}(?!\w)")


@lru_cache(maxsize=256)
def readings(text: str, language: str = "en") -> tuple[str, ...]:
    """
    Return the further readings of a text, each once; none for a text that wears no disguise.

    Parameters
    ----------
    text
        Markdown with LaTeX between dollar signs; of long ones the first `MAX_READ` characters.
    language
        BCP 47 tag of the text: number words of the other languages spoken here are read as well.
    """
    short = squeezed(text[:MAX_READ])
    seen = {short: None}
    bare = _bare(short)
    seen[bare] = None
    spoken = speaks(language)
    looked: set[str] = set()
    for reading in _taken_off(bare):
        if reading in looked:
            continue  # most texts wear few disguises, and each look at other languages costs half a millisecond
        looked.add(reading)
        for told in (reading, *_in_others(reading, spoken)):
            seen[told] = None
        if len(seen) > MAX_READINGS:
            break
    del seen[short]
    return tuple(seen)


def unset(text: str, language: str = "en") -> str:
    """
    Write plain numbers that are set as maths among the words, which may do something with them: "half of $6$".
    """
    mark = marks(language).decimal
    return _SET.sub(lambda found: found[1].replace(".", mark), text)


def _taken_off(text: str) -> Iterator[str]:
    """Yield a reading for each disguise that a text may wear."""
    yield text
    if (plain := unset(text)) != text:
        yield plain
    if (opposed := _OPPOSED.sub(_opposite, text)) != text:
        yield opposed
    if (opposed := _NOT_MINUS.sub(r"$\1$", text)) != text:
        yield opposed
    if apart := _SINGLES.search(text):
        yield f"It is ${apart[0][::SIGN_AND_COMMA]}$."
    if listed := _LISTED.search(text):
        yield f"It is ${re.sub('[ ,:]', '', listed['told'])}$."
    yield _LETTERS.sub(lambda found: _joined(found[0]), text)
    yield _DIGITS.sub(lambda found: "".join(re.findall(r"\d", found[0])), text)
    if _DIGIT_WORDS.search(text) and len(digits := _DIGIT_TOLD.findall(_counted(text))) > 1:
        yield f"It is {''.join(digits)}."
    yield from _decoded(text)
    yield _torn_words(text)
    yield _WORD.sub(_turned, text)
    if len(_BACKWARDS.findall(text)) > 1:
        yield text[::-1]
    yield _WORD.sub(_abroad, text)
    if (told := roman(text)) != text:
        yield told
    if (tally := _TALLY.search(text)) and len(marks := re.findall(re.escape(tally[1]), tally[0])) > 1:
        yield f"{text[: tally.start()]}{len(marks)}{text[tally.end() :]}"
    yield _FRAGMENT.sub(_without_end, text)


def _opposite(found: re.Match[str]) -> str:
    """Write the number that is meant: its sign is the other one."""
    negative = (found["sign"] == "-") != (found["inner"] == "-")
    return found["size"] if negative else f"-{found['size']}"


def _without_end(found: re.Match[str]) -> str:
    """Join a sentence that is nothing but a number to the one before it."""
    parts = re.findall(r"[^\W_]+", found["fragment"].lower())
    told = [part for part in parts if part.isdigit() or part in NUMBER_WORDS]
    return " " if told and all(part in told or part in _FILLERS for part in parts) else found[0]


def _bare(text: str) -> str:
    """Write a text in plain letters and digits: no marks that are not seen, no letters that only look like others."""
    if text.isascii():
        return text
    composed = _RAISED.sub(_lowered, unicodedata.normalize("NFC", text))
    seen = "".join(
        _plain(sign) for sign in composed if unicodedata.category(sign) not in {"Cf", "Mn", "Me", "Co", "Cn"}
    )
    return _WORD.sub(_latin, seen)


def _plain(sign: str) -> str:
    """Write a numeral of any sort in digits; a small raised one stays, since it may be an exponent."""
    if sign.isascii() or unicodedata.decimal(sign, None) is not None:
        return sign
    worth = unicodedata.numeric(sign, None)
    if worth is not None and worth == int(worth) and sign not in _RAISED_DIGITS:
        return f" {int(worth)} "
    name = unicodedata.name(sign, "")
    if name.startswith("DIE FACE-"):
        return f" {name[-1]} "
    if name == "KEYCAP TEN":
        return " 10 "
    folded = sign if sign in _RAISED_DIGITS else unicodedata.normalize("NFKC", sign)
    return folded if folded.isascii() and folded.isalnum() else sign


def _lowered(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])


def _latin(found: re.Match[str]) -> str:
    """Write a word that mixes scripts, or only looks Latin, in Latin letters."""
    word = found[0]
    if word.isascii() or word.lower() in ABROAD:
        return word
    latin = word.translate(_LOOKALIKES)
    return latin if len(word) > 1 and all(unicodedata.name(sign, "").startswith("LATIN") for sign in latin) else word


def _joined(run: str) -> str:
    """Join letters that are drawn apart; where something longer stands between two of them, a word ends."""
    gaps = re.findall(r"[^\w]+", run)
    shortest = min(gaps, key=len)
    if any(gap != shortest and shortest not in gap for gap in gaps):
        return run
    word = "".join(
        " " if part != shortest and not part.isalpha() else part.strip(shortest) for part in re.split(r"([^\w]+)", run)
    )
    return _COMPOUND.sub(r"\1-\2", word)


def _counted(text: str) -> str:
    """Write small number words as digits."""
    return _WORD.sub(lambda found: str(NUMBER_WORDS.get(found[0].lower(), found[0])), text)


def _torn_words(text: str) -> str:
    """Join two words that make a number word: "fi ve", "se-ven"."""
    for found in _PAIR.finditer(text):
        if (found[1] + found[3]).lower() in NUMBER_WORDS:
            return text[: found.start(2)] + text[found.end(2) :]
    return text


def _turned(found: re.Match[str]) -> str:
    """Turn a word round, or by thirteen letters, where a number word comes out."""
    word = found[0].lower()
    if word in NUMBER_WORDS or len(word) < 3 or word in {"net", "bar", "gra", "fvk"}:  # noqa: PLR2004 -- "on" is no "no"
        return found[0]
    for told in (word[::-1], codecs.decode(word, "rot13")):
        if told in NUMBER_WORDS:
            return told
    return found[0]


def _abroad(found: re.Match[str]) -> str:
    """Write a number word of another language as digits."""
    worth = ABROAD.get(found[0].lower())
    return found[0] if worth is None else str(worth)


def _in_others(text: str, spoken: str) -> Iterator[str]:
    """Yield a text with the number words of each other language as digits, where it has any."""
    own = _OWN[spoken]
    kept = _WORD.sub(
        lambda found: f"\ue005{found[0][0]}\ue005{found[0][1:]}" if found[0].lower() in own else found[0], text
    )
    for language, whole_numbers in _WHOLE_NUMBERS.items():
        if language != spoken:
            told = _TAKEN.sub("", whole_numbers(kept))
            if told != text:
                yield told


def _decoded(text: str) -> Iterator[str]:
    """Yield what codes in a text stand for."""
    if _CODES.search(text):
        yield html.unescape(_CODES.sub(_character, text))
    for token in [token for token in _BASE64.findall(text) if _CODED.search(token)][:20]:
        if (told := _from_base64(token)) is not None:
            yield text.replace(token, told)
    if _HEXED.search(text):
        yield _HEX.sub(lambda found: _from_hex(found[1], found[0]), text)
        yield re.sub(r"0x([0-9A-Fa-f]{1,8})", lambda found: str(int(found[1], 16)), text)
    if _BINARY.search(text):
        yield _BITS.sub(lambda found: str(int(found[1], 2)), text)
    if found := _MORSE.search(text):
        yield f"{text[: found.start()]} {_from_morse(found[0])} {text[found.end() :]}"


def _character(found: re.Match[str]) -> str:
    code = int(found[1], 16) if found[1] else int(found[2]) if found[2] else int(found[3], 8)
    return chr(code) if 0x20 <= code < 0xD800 else " "  # noqa: PLR2004 -- printable, below the surrogates


def _from_base64(token: str) -> str | None:
    """Decode a token that may be base64, with or without its padding; None where no plain text comes out."""
    bare = token.rstrip("=")
    if len(bare) % 4 == 1:
        return None
    try:
        told = base64.b64decode(
            bare.translate(str.maketrans("-_", "+/")) + "=" * (-len(bare) % 4), validate=True
        ).decode("ascii")
    except (binascii.Error, UnicodeDecodeError):
        return None
    return told if _TOLD.fullmatch(told) else None


def _from_hex(digits: str, otherwise: str) -> str:
    told = bytes.fromhex("".join(re.findall(r"[0-9A-Fa-f]", digits))).decode("ascii", "replace")
    return told if told.isprintable() and told.isascii() else otherwise


def _from_morse(run: str) -> str:
    """Read Morse digits: as many dots as the digit from the front, or dashes beyond five."""
    digits = ""
    for sign in run.split():
        dots = sum(mark in ".·" for mark in sign)
        digits += str(dots if sign[0] in ".·" else (10 - dots) % 10)
    return digits
