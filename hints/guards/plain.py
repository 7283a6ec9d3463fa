"""
Plain maths out of prose: what a text says, as typed maths among words.

Turns Markdown with LaTeX between dollar signs, number words ("three quarters")
and phrases of arithmetic ("one more than four") into one plain string in which
every number stands in digits. Says nothing about what the numbers mean; that is
the guard's. Number words are `number_words`'.
"""

import re
import unicodedata
from functools import lru_cache

from hints.guards import german_numbers, number_words, spanish_numbers
from hints.guards.number_words import DISGUISED, FROM_WORD
from item_bank.algebra.numerals import marks
from item_bank.phrasebook import speaks

__all__ = ["MATHS_CLOSE", "MATHS_OPEN", "plain", "squeezed"]

MATHS_OPEN = "\ue003"
MATHS_CLOSE = "\ue004"
"""Stand where maths between dollar signs began and ended."""

_LATEX = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"\\[dt]?frac\s*(\d)\s*(\d)", r"\\frac{\1}{\2}"),
        (r"\\(?:left|right|big|Big|,|;|:|!|quad|qquad|displaystyle)(?![A-Za-z])|\\[,;:! ]", " "),
        (r"\\(?:times|cdot|ast)(?![A-Za-z])", "*"),
        (r"\\div(?![A-Za-z])", "/"),
        (r"\\(?:text|mathrm|mathbf|textbf|operatorname|boxed|mathit)\s*\{([^{}]*)\}", r" \1 "),
        (r"\\(?:le|leq|leqslant)(?![A-Za-z])", "<="),
        (r"\\(?:ge|geq|geqslant)(?![A-Za-z])", ">="),
        (r"\\(?:ne|neq)(?![A-Za-z])", "!="),
        (r"\\(?:to|rightarrow|Rightarrow|implies|longrightarrow)(?![A-Za-z])", " = "),
        (r"\\%", "%"),
        (r"\\sqrt\s*(?:\[\s*2\s*\]\s*)?(?:\{\s*(\d+)\s*\}|(\d))", r"√(\1\2)"),
        (r"\\sqrt\s*\[\s*3\s*\]\s*(?:\{\s*(\d+)\s*\}|(\d))", r"∛(\1\2)"),
        (r"\\sqrt\s*\[\s*4\s*\]\s*(?:\{\s*(\d+)\s*\}|(\d))", r"∜(\1\2)"),
        (r"\{,\}", ""),
    )
)
_FRACTION = re.compile(r"\\[dt]?frac\s*\{([^{}]*)\}\s*\{([^{}]*)\}")
_MIXED = re.compile(r"(\d)\s*\\[dt]?frac")
_MAX_FRACTIONS = 40
"""Nested fractions opened in one text; a hint is short, and what stays closed reads as no maths."""

# minus, dash, times and its dots, division, quotes, small powers, arrows and "about"
_TYPED = str.maketrans(
    {
        "\u2212": "-",
        "\u2013": "-",
        "\u00d7": "*",
        "\u00b7": "*",
        "\u22c5": "*",
        "\u00f7": "/",
        "\u2215": "/",
        "\u2044": "/",
        "\u201c": '"',
        "\u201d": '"',
        "\u2019": "'",
        "\u00b2": "^2",
        "\u00b3": "^3",
        "\u2192": " = ",
        "\u21d2": " = ",
        "\u2248": " = ",
    }
)
_VULGAR = re.compile(r"(\d?)([\u00bc-\u00be\u2150-\u215e])")
_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_POINT_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:\.\d{3})+(?![\d.])")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")
_IN_DIGITS = {"en": number_words.in_digits, "de": german_numbers.in_digits, "es": spanish_numbers.in_digits}
MAX_KEPT = 512
"""Texts that are kept as they were rewritten: the guards ask for a hint again and again."""
_ROOTS = {"√": 2, "∛": 3, "∜": 4}
_ROOT = re.compile(r"([√∛∜]|\bsqrt(?=\())\s*(?:(\d{1,15})(?![.,]?\d)|\(\s*(\d{1,15})\s*\))")
"""The root of a number; what is under longer ones is no number of an exercise."""
_WORDS = re.compile(r"[^\W\d_]{2}")
_LONG = re.compile(r"\d{60,}|[ \t]{3,}|\n{3,}|[.!?]{8,}")
_LONGEST = 60
"""Digits of a number that are looked at; runs of space say no more than two."""
_MARKS = re.compile(r"[*_`#]{2,}|(?<!\w)[*_`](?=\w)|(?<=[\w.!?])[*_`](?!\w)")


@lru_cache(maxsize=MAX_KEPT)
def plain(text: str, language: str = "en") -> str:
    """
    Rewrite a text so that all its numbers stand in digits and its maths is typed.

    Outside of maths the number words and decimal marks are those of `language` (BCP 47); maths between dollar signs
    has a decimal point in every language.
    """
    comma = marks(language).decimal == ","
    unmarked = text.translate({ord(mark): None for mark in (FROM_WORD, DISGUISED, MATHS_OPEN, MATHS_CLOSE)})
    pieces = squeezed(unmarked).split("$")
    if any(span[:1].isdigit() and span[-1:].isspace() for span in pieces[1::2]):
        # "$5 and $6": no formula ends with a space, so these stand for money
        pieces = [" ".join(pieces)]
    elif len(pieces) % 2 == 0:
        # an odd dollar sign stands for money
        pieces[-2:] = [f"{pieces[-2]} {pieces[-1]}"]
    for place in range(1, len(pieces), 2):
        pieces[place] = f" {MATHS_OPEN}{_from_latex(pieces[place])}{MATHS_CLOSE} "
    for place in range(0, len(pieces), 2):
        prose = _MARKS.sub(" ", pieces[place])
        pieces[place] = _with_points(prose) if comma else prose
    typed = _ROOT.sub(_worked_root, "".join(pieces))
    typed = _VULGAR.sub(_spelled_out, typed).translate(_TYPED)
    digits = typed if typed.isascii() else "".join(_ascii(c) for c in typed if unicodedata.category(c) != "Cf")
    grouped = digits if comma else _GROUPS.sub(lambda found: found[0].replace(",", ""), digits)
    # lines of maths, which learners write, have no words in them
    return _IN_DIGITS[speaks(language)](grouped) if _WORDS.search(grouped) else grouped


def squeezed(text: str) -> str:
    """
    Cut what only makes a text long: runs of space and stops, and numbers beyond any exercise.
    """
    return _LONG.sub(lambda found: found[0][: _LONGEST if found[0][0].isdigit() else 2], text)


def _with_points(prose: str) -> str:
    """Write the numbers of a text with decimal commas as with points: `1.234,5` as `1234.5`."""
    joined = _POINT_GROUPS.sub(lambda found: found[0].replace(".", ""), prose)
    return _DECIMAL_COMMA.sub(".", joined)


def _worked_root(found: re.Match[str]) -> str:
    """Write a root that is whole as a product that comes to it; others stay as they are."""
    degree, number = _ROOTS.get(found[1], 2), int(found[2] or found[3])
    root = round(number ** (1 / degree))
    return f" {DISGUISED}({root}*1)" if root**degree == number else found[0]


def _ascii(character: str) -> str:
    """Write a digit of any script as the ASCII digit, and a full-width sign as the plain one."""
    if character < "\u0080" or FROM_WORD <= character <= MATHS_CLOSE:
        return character
    value = unicodedata.decimal(character, None)
    return unicodedata.normalize("NFKC", character) if value is None else str(value)


def _spelled_out(found: re.Match[str]) -> str:
    """Write a vulgar fraction such as ¾ as (3/4), with a space after the whole of a mixed number."""
    parts = unicodedata.normalize("NFKC", found[2]).replace("\u2044", "/")
    return f"{found[1]} {parts} " if found[1] else f"({parts})"


def _from_latex(latex: str) -> str:
    """Write the LaTeX of hints as typed maths; what is not known stays as it is."""
    text = _MIXED.sub(r"\1 \\frac", latex)
    for pattern, replacement in _LATEX:
        text = pattern.sub(replacement, text)
    for _ in range(_MAX_FRACTIONS):
        text, opened = _FRACTION.subn(_opened, text)
        if not opened:
            break
    return text.replace("{", "(").replace("}", ")")


def _opened(found: re.Match[str]) -> str:
    """Write one fraction in a line, without brackets where it ends a mixed number."""
    top, bottom = found[1].strip(), found[2].strip()
    if not (top.isdigit() and bottom.isdigit()):
        return f"(({top})/({bottom}))"
    return f" {top}/{bottom} " if found.string[: found.start()].rstrip()[-1:].isdigit() else f"({top}/{bottom})"
