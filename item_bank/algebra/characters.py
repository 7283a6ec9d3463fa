"""
Characters: which of them mean the same, and which cannot be read at all.

Signs of multiplication, dashes, digits of other scripts and letters of other
styles become one character each, place by place, so that spans stay true. What
is raised or lowered stays so; what nobody can see is asked about.
"""

import unicodedata

from item_bank.algebra.tokens import Stop
from item_bank.algebra.unreadable import unreadable

__all__ = ["FRACTIONS", "GREEK", "LETTER", "MONEY", "SPELLING", "SUBSCRIPTS", "SUPERSCRIPTS", "same_characters"]

SAME = {
    character: same
    for same, characters in {
        "*": "\N{MULTIPLICATION SIGN}\N{MIDDLE DOT}\N{DOT OPERATOR}\N{BULLET OPERATOR}\N{BULLET}\N{ASTERISK OPERATOR}"
        "\N{MULTIPLICATION X}\N{HEAVY MULTIPLICATION X}\N{VECTOR OR CROSS PRODUCT}",
        "/": "\N{DIVISION SIGN}\N{DIVISION SLASH}\N{FRACTION SLASH}",
        "-": "\N{MINUS SIGN}\N{EN DASH}\N{EM DASH}\N{HYPHEN}\N{NON-BREAKING HYPHEN}\N{FIGURE DASH}"
        "\N{SMALL HYPHEN-MINUS}",
        "^": "\N{MODIFIER LETTER CIRCUMFLEX ACCENT}",
        "≤": "≦⩽",
        "≥": "≧⩾",
        "⇒": "→⟹",
        "°": "\N{MASCULINE ORDINAL INDICATOR}\N{RING OPERATOR}",
        "%": "\N{ARABIC PERCENT SIGN}",
        ",": "\N{ARABIC COMMA}",
        ";": "\N{ARABIC SEMICOLON}",
        ":": "\N{RATIO}",
        "|": "\N{DIVIDES}",
        "∪": "\N{N-ARY UNION}",
        "∩": "\N{N-ARY INTERSECTION}",
        "∖": "\N{REVERSE SOLIDUS OPERATOR}",
        "∅": "\N{DIAMETER SIGN}",
        "(": "⟨〈",
        ")": "⟩〉",
    }.items()
    for character in characters
}
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻", "0123456789+-")
SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
FRACTIONS = {
    character: unicodedata.normalize("NFKC", character).replace("\N{FRACTION SLASH}", "/")
    for character in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒"
}
MONEY = frozenset("$€£¥₹")
KEPT = frozenset("√∛∜≤≥≠⇒∈∞±∓°∪∩∖∅ℝ∨∧⌊⌋⌈⌉℃℉…\u00a0\u2009\u2019\u202f\u066b\u066c").union(
    map(chr, SUPERSCRIPTS), map(chr, SUBSCRIPTS), FRACTIONS, MONEY
)
"""Characters of our own grammar outside ASCII, and group marks: they stay what they are."""
STYLES = ("<font>", "<wide>", "<narrow>", "<small>", "<compat>", "<noBreak>")
"""Decompositions (Unicode Character Database) that change how a character looks, and not its place on the line."""
LETTER = rf"[^\W\d_{''.join(map(chr, SUPERSCRIPTS))}{''.join(map(chr, SUBSCRIPTS))}{''.join(FRACTIONS)}ℝ]"
"""Matches one letter."""

GREEK = {
    unicodedata.name(chr(code)).rpartition(" ")[2].lower().replace("lamda", "lambda"): chr(code)
    for code in range(ord("\N{GREEK SMALL LETTER ALPHA}"), ord("\N{GREEK SMALL LETTER OMEGA}") + 1)
    if unicodedata.name(chr(code)) not in ("GREEK SMALL LETTER FINAL SIGMA", "GREEK SMALL LETTER PI")
} | {
    name: unicodedata.lookup(f"GREEK CAPITAL LETTER {name.upper().replace('LAMBDA', 'LAMDA')}")
    for name in ("Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega")
}
"""Greek letters by the names that LaTeX has for them; pi is a constant."""
SPELLING = {
    "**": "^",
    "==": "=",
    "≤": "<=",
    "=<": "<=",
    "≥": ">=",
    "≠": "!=",
    "<>": "!=",
    "=/=": "!=",
    "⇒": "=>",
    "⇔": "=>",
    "⟺": "=>",
    "<=>": "=>",
    "∈": "in",
    "∪": "union",
    "∩": "intersection",
    "∖": "without",
    "∅": "empty",
    "ℝ": "reals",
    "∨": "or",
    "∧": "and",
    "+/-": "±",
    "√": "2",
    "∛": "3",
    "∜": "4",
} | FRACTIONS
"""How the grammar spells what is written in several ways."""


def same_characters(text: str, *, lines: str = "") -> str:
    """
    Return the text with one character for all that mean the same, place by place.

    Parameters
    ----------
    text
        As entered.
    lines
        Line breaks that are as good as spaces here.

    Raises
    ------
    Stop
        At a line break, or a character that is not seen.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join([_same_character(character, place, lines) for place, character in enumerate(text)])


def _same_character(character: str, place: int, lines: str) -> str:
    """
    Return the character that stands for this one.
    """
    if character in SAME:
        return SAME[character]
    if character in KEPT:
        return character
    if character.isspace():
        if character in "\t\u3000" or character in lines or unicodedata.category(character) == "Zs":
            return " "
        raise Stop(unreadable("several_lines", place, place + 1))
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if unicodedata.category(character).startswith("C"):
        raise Stop(unreadable("invisible_character", place, place + 1))
    tag, _, _ = unicodedata.decomposition(character).partition(" ")
    compatible = unicodedata.normalize("NFKC", character)
    if len(compatible) == 1 and (tag in STYLES or not tag.startswith("<")):
        return compatible
    return character
