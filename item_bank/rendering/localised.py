r"""
Numbers as they are written where a text is read.

Maths between dollar signs is written with a decimal point in every language, so
that it can be computed with; here it gets the marks of the reader's language:
`3.5` becomes `3{,}5` where a comma is the decimal mark, a comma between the
parts of a list or point a semicolon, and `1{,}000` a thin space. The words that
join statements (`x = 2 \text{ or } x = 3`) are the language's, too; others are their
author's, and stay.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from item_bank.algebra.numerals import marks
from item_bank.language import primary
from item_bank.rendering.render import PIECE

__all__ = ["localised", "localised_maths", "pointed"]

_GROUPED: Final = re.compile(r"(?<![\d.,}])\d{1,3}(?:\{,\}\d{3})+(?![\d,}])")
_DECIMAL: Final = re.compile(r"(\d)\.(?=\d|\\overline)|(?<![\d.])\.(?=\d)")
_WORDS: Final = re.compile(r"\\(?:text|textbf|textit|textrm|operatorname)\s*\{[^{}]*\}")
_JOINTS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "de": MappingProxyType({r"\text{ and }": r"\text{ und }", r"\text{ or }": r"\text{ oder }"}),
        "es": MappingProxyType({r"\text{ and }": r"\text{ y }", r"\text{ or }": r"\text{ o }"}),
    }
)
"""How statements are joined, as printed and in the language."""
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
    if "$" not in text or (marks(language).decimal == "." and primary(language) not in _JOINTS):
        return text

    def written(found: re.Match[str]) -> str:
        return localised_maths(found.group(), language) if found.lastgroup == "math" else found.group()

    return PIECE.sub(written, text)


def pointed(text: str, language: str) -> str:
    """
    Write the maths of a localised text as it can be computed with: the way back, but for lists, whose marks all stay.
    """
    joints = _JOINTS.get(primary(language), {})
    if "$" not in text or (marks(language).decimal == "." and not joints):
        return text

    def written(found: re.Match[str]) -> str:
        if found.lastgroup != "math":
            return found.group()
        maths = found.group()
        for joint, own in joints.items():
            maths = maths.replace(own, joint)
        return maths if marks(language).decimal == "." else _SPACED.sub("", maths).replace("{,}", ".")

    return PIECE.sub(written, text)


def localised_maths(latex: str, language: str) -> str:
    """
    Write one formula, in LaTeX, with the marks of a language.
    """
    pointed_decimals, joints = marks(language).decimal == ".", _JOINTS.get(primary(language), {})
    if pointed_decimals and not joints:
        return latex
    parts: list[str] = []
    at = 0
    for words in _WORDS.finditer(latex):
        between = latex[at : words.start()]
        parts += [between if pointed_decimals else _marked(between), joints.get(words.group(), words.group())]
        at = words.end()
    return "".join([*parts, latex[at:] if pointed_decimals else _marked(latex[at:])])


def _marked(latex: str) -> str:
    grouped = _GROUPED.sub(lambda found: found.group().replace("{,}", r"\,"), latex)
    return _DECIMAL.sub(lambda found: f"{found[1] or '0'}{{,}}", _COMMA.sub(";", grouped))
