"""
The tokenizer for typed text, ASCII and unicode.

Settles which characters mean the same (signs of multiplication, dashes, full-width digits),
where numbers and names end, and which characters cannot be read at all. Names
are those of the context; a run of letters is parted at the longest declared name
first. What the tokens mean together is the grammar's.
"""

import re
import unicodedata
from functools import lru_cache
from typing import get_args

import msgspec

from item_bank.algebra.context import Context
from item_bank.algebra.limits import LONGEST_PRODUCT, MAX_TOKENS
from item_bank.algebra.numerals import Marks, marks, read_numeral
from item_bank.algebra.tokens import Kind, Stop, Token
from item_bank.algebra.tree import CONSTANT_WORDS
from item_bank.algebra.unreadable import Unreadable, unreadable

__all__ = ["tokenize"]

FUNCTIONS = frozenset({"sqrt"})
"""Functions that are read in every context."""
SHORTEST_WORD = 3
"""Undeclared letters in one run that make it a word, not unknown names."""

SAME = {
    character: same
    for same, characters in {
        "*": "\N{MULTIPLICATION SIGN}\N{MIDDLE DOT}\N{DOT OPERATOR}\N{BULLET OPERATOR}\N{BULLET}\N{ASTERISK OPERATOR}"
        "\N{MULTIPLICATION X}\N{HEAVY MULTIPLICATION X}",
        "/": "\N{DIVISION SIGN}\N{DIVISION SLASH}\N{FRACTION SLASH}",
        "-": "\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}"
        "\N{SMALL HYPHEN-MINUS}",
        "≤": "≦⩽",
        "≥": "≧⩾",
        "⇒": "→⟹",
    }.items()
    for character in characters
}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
FRACTIONS = {
    character: unicodedata.normalize("NFKC", character).replace("\N{FRACTION SLASH}", "/")
    for character in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
}
SPELLING = {"**": "^", "==": "=", "≤": "<=", "=<": "<=", "≥": ">=", "≠": "!=", "⇒": "=>"} | FRACTIONS
"""How the grammar spells what is written in several ways."""
KEPT = frozenset("√≤≥≠⇒\u00a0\u2009\u2019\u202f\u066b\u066c").union(map(chr, SUPERSCRIPTS), FRACTIONS)
"""Characters of our own grammar outside ASCII, and group marks: they stay what they are."""
MONEY = "$€£¥₹"
KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
LETTER = rf"[^\W\d_{''.join(map(chr, SUPERSCRIPTS))}{''.join(FRACTIONS)}]"
SCAN = (
    rf"(?P<letter>{LETTER})|(?P<operator>\*\*|[-+*/^])|(?P<space>\s+)|(?P<open>[(\[{{])|(?P<close>[)\]}}])"
    r"|(?P<relation>[<>!=]=|=[<>]|[=<>≤≥≠⇒])|(?P<percent>%)|(?P<separator>[,;])|(?P<root>√)"
    rf"|(?P<superscript>[⁺⁻]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)|(?P<fraction>[{''.join(FRACTIONS)}])"
)
E_NOTATION = re.compile(r"[eE][-+]?[0-9]+")
RUN = re.compile(f"{LETTER}+")
LONG_RUN = re.compile(f"{LETTER}{{{LONGEST_PRODUCT + 1},}}")
GREEK = re.compile("[\u0391-\u03c9]")


class Vocabulary(msgspec.Struct, frozen=True):
    """
    A context made ready for scanning.

    `pattern` has one named group per kind of token; `letters` are the names of
    one letter; `open_words` matches the longer names where no name is declared,
    any letter may be one, and a word has to be told from a product; else None.
    """

    pattern: re.Pattern[str]
    letters: frozenset[str]
    functions: frozenset[str]
    constants: frozenset[str]
    open_words: re.Pattern[str] | None
    marks: Marks


@lru_cache(maxsize=512)
def vocabulary(context: Context) -> Vocabulary:
    """
    Make a context ready for scanning.

    `pi` and `sqrt` are words in every context, unless all their letters are
    declared as names.
    """
    declared = {*context.unknowns, *context.names}
    built_in = {word for word in CONSTANT_WORDS | FUNCTIONS if not declared.issuperset(word)}
    functions = {*context.functions} | (built_in & FUNCTIONS)
    words = {name for name in declared | functions | built_in if len(name) > 1}
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    word = "|".join(re.escape(name) + ("(?![0-9])" if name[-1].isdecimal() else "") for name in longest_first) or "(?!)"
    habit = marks(context.locale)
    number = rf"[0-9]|[.{habit.decimal}\u066b](?=[0-9])"
    return Vocabulary(
        pattern=re.compile(rf"(?P<number>{number})|(?P<word>{word})|{SCAN}"),
        letters=frozenset(name for name in declared | functions if len(name) == 1),
        functions=frozenset(functions),
        constants=frozenset((built_in & CONSTANT_WORDS) | ({*context.constants} - declared)),
        open_words=None if declared else re.compile(word),
        marks=habit,
    )


def tokenize(text: str, context: Context) -> list[Token]:  # noqa: C901 - one branch a kind of token
    """
    Part typed text into tokens, the last of which is `end`.

    Parameters
    ----------
    text
        At most `MAX_CHARACTERS` long.
    context
        The names, functions and locale to read by.

    Raises
    ------
    Stop
        With what could not be read. One full stop at the end is passed over.
    """
    known = vocabulary(context)
    text = _same_characters(text)
    stop = len(text.rstrip())
    if text.endswith(".", 0, stop) and not text.endswith("..", 0, stop):
        stop -= 1
    if known.open_words is not None:
        _refuse_words(text, known.open_words)
    separators = "," if known.marks.decimal == "." else ""
    tokens: list[Token] = []
    in_call: list[bool] = []
    position = 0
    while position < stop:
        match = known.pattern.match(text, position, stop)
        if match is None:
            raise Stop(_unknown_character(text[position], position))
        kind, written, start, position = match.lastgroup or "", match[0], position, match.end()
        if kind == "space":
            continue
        if kind == "number":
            tokens.append(_number(text, start, known, separators if in_call and in_call[-1] else ""))
            position = tokens[-1].end
            continue
        if kind == "letter":
            tokens.append(_letter(text, start, known))
            continue
        if kind == "word":
            kind = "function" if written in known.functions else "constant" if written in known.constants else "name"
        elif kind == "open":
            in_call.append(bool(tokens) and tokens[-1].kind == "function")
        elif kind == "close" and in_call:
            in_call.pop()
        elif kind == "superscript":
            written = written.translate(SUPERSCRIPTS)
        tokens.append(Token(KINDS[kind], SPELLING.get(written, written), start, position))
    if len(tokens) > MAX_TOKENS:
        raise Stop(unreadable("too_many_parts", tokens[MAX_TOKENS].start, stop))
    tokens.append(Token("end", "", stop, stop))
    return tokens


def _number(text: str, start: int, known: Vocabulary, separators: str) -> Token:
    """
    Return the token of the numeral at a place.
    """
    numeral = read_numeral(text, start, known.marks, separators)
    if isinstance(numeral, Unreadable):
        raise Stop(numeral)
    exponent = E_NOTATION.match(text, numeral.end)
    if exponent is not None and exponent[0][0] not in known.letters:
        raise Stop(unreadable("e_notation", start, exponent.end(), what=text[start : exponent.end()]))
    return Token("number", numeral.text, start, numeral.end)


def _same_characters(text: str) -> str:
    """
    Return the text with one character for all that mean the same, place by place.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join([_same_character(character, place) for place, character in enumerate(text)])


def _same_character(character: str, place: int) -> str:
    """
    Return the character that stands for this one.
    """
    if character in SAME:
        return SAME[character]
    if character in KEPT:
        return character
    if character.isspace():
        if character in "\t\u3000" or unicodedata.category(character) == "Zs":
            return " "
        raise Stop(unreadable("several_lines", place, place + 1))
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character).startswith("C"):
        raise Stop(unreadable("invisible_character", place, place + 1))
    compatible = unicodedata.normalize("NFKC", character)
    return compatible if len(compatible) == 1 else character


def _refuse_words(text: str, words: re.Pattern[str]) -> None:
    """
    Stop at a run of letters too long to be a product, where any letter may be a name.
    """
    for run in LONG_RUN.finditer(text):
        if len(words.sub("", run[0])) > LONGEST_PRODUCT:
            raise Stop(unreadable("word", run.start(), run.end(), what=run[0]))


def _letter(text: str, place: int, known: Vocabulary) -> Token:
    """
    Return the token of one letter that is not part of a longer name.
    """
    letter = text[place]
    if letter in known.letters:
        return Token("function" if letter in known.functions else "name", letter, place, place + 1)
    if letter == "π":
        return Token("constant", "pi", place, place + 1)
    if letter in known.constants:
        return Token("constant", letter, place, place + 1)
    if known.open_words is not None and (letter.isascii() or GREEK.match(letter)):
        return Token("name", letter, place, place + 1)
    run = next(run for run in RUN.finditer(text) if run.start() <= place < run.end())
    other = letter.swapcase()
    if sum(one not in known.letters for one in run[0]) >= SHORTEST_WORD:
        reason = unreadable("word", run.start(), run.end(), what=run[0])
    elif other in known.letters:
        reason = unreadable("wrong_case", place, place + 1, what=letter, suggestion=other)
    else:
        reason = unreadable("unknown_name", place, place + 1, what=letter)
    raise Stop(reason)


def _unknown_character(character: str, place: int) -> Unreadable:
    """
    Say which character cannot be read.
    """
    return unreadable("money" if character in MONEY else "unknown_character", place, place + 1, what=character)
