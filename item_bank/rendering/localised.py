r"""
Numbers as they are written where a text is read.

Maths between dollar signs is written with a decimal point in every language, so
that it can be computed with; here it gets the marks of the reader's language:
`3.5` becomes `3{,}5` where a comma is the decimal mark, a comma between the
parts of a list or point a semicolon, and `1{,}000` a thin space. Words around it
are their author's, and stay.
"""

import re
from functools import lru_cache
from typing import Final

from item_bank.algebra.numerals import marks
from item_bank.rendering.render import PIECE

__all__ = ["localised", "localised_maths", "pointed"]

_GROUPED: Final = re.compile(r"(?<![\d.,}])\d{1,3}(?:\{,\}\d{3})+(?![\d,}])")
_DECIMAL: Final = re.compile(r"(\d)\.(?=\d|\\overline)|(?<![\d.])\.(?=\d)")
_WORDS: Final = re.compile(r"\\(?:text|textbf|textit|textrm|operatorname)\s*\{[^{}]*\}")
_COMMA: Final = re.compile(r"(?<![{\\]),(?!\})")
_SPACED: Final = re.compile(r"(?<=\d)\\,(?=\d{3}(?!\d))")
"""The space between the groups of a long number."""
KEPT: Final = 4_096
"""Texts kept ready: as many as are kept rendered."""


@lru_cache(maxsize=KEPT)
def localised(text: str, language: str) -> str:
    """
    Write the maths of a text with the marks of a language.

    Parameters
    ----------
    text
        Markdown with maths between dollar signs.
    language
        BCP 47 tag; where a decimal point is written, the text stays as it is.
    """
    if "$" not in text or marks(language).decimal == ".":
        return text

    def written(found: re.Match[str]) -> str:
        return localised_maths(found.group(), language) if found.lastgroup == "math" else found.group()

    return PIECE.sub(written, text)


def pointed(text: str, language: str) -> str:
    """
    Write the maths of a localised text as it can be computed with: the way back, but for lists, whose marks all stay.
    """
    if "$" not in text or marks(language).decimal == ".":
        return text

    def written(found: re.Match[str]) -> str:
        if found.lastgroup != "math":
            return found.group()
        return _SPACED.sub("", found.group()).replace("{,}", ".")

    return PIECE.sub(written, text)


def localised_maths(latex: str, language: str) -> str:
    """
    Write one formula, in LaTeX, with the marks of a language.
    """
    if marks(language).decimal == ".":
        return latex
    parts: list[str] = []
    at = 0
    for words in _WORDS.finditer(latex):
        parts += [_marked(latex[at : words.start()]), words.group()]
        at = words.end()
    return "".join([*parts, _marked(latex[at:])])


def _marked(latex: str) -> str:
    grouped = _GROUPED.sub(lambda found: found.group().replace("{,}", r"\,"), latex)
    return _DECIMAL.sub(lambda found: f"{found[1] or '0'}{{,}}", _COMMA.sub(";", grouped))
