r"""
Letters: which letters the texts of a question show.

A key may only have letters that a learner has seen, and a letter that is a
quantity of the question is no unit of its answer. Greek letters are named as
the grammar names them.
"""

import re
from collections.abc import Iterable
from typing import Final

from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Name

__all__ = ["FORMULA", "letters_in"]

FORMULA: Final = re.compile(r"(?<!\\)\$((?:[^$\\]|\\.)+)\$")
_COMMAND: Final = re.compile(r"\\(?:text|operatorname|begin|end)\s*\{[^{}]*\}|\\[A-Za-z]+")
_GREEK: Final = re.compile(
    r"\\(?:var)?([a-zA-Z]+)|\b(theta|alpha|beta|gamma|lambda|mu|sigma|rho|phi|omega)\b|([\u0391-\u03c9])"
)
_LETTER_IN_PROSE: Final = re.compile(r"(?<![A-Za-z])[0-9]*([A-Za-z])(?![A-Za-z])")
_MATHS_IN_PROSE: Final = re.compile(r"(?<!\S)[A-Za-z0-9]*[0-9^()*/+=-][A-Za-z0-9^()*/+=-]*")


def letters_in(texts: Iterable[str]) -> set[str]:
    """
    Collect the single letters that texts show, in formulas and out of them.

    Parameters
    ----------
    texts
        In our Markdown.
    """
    seen: set[str] = set()
    for text in texts:
        formulas = _COMMAND.sub(" ", " ".join(FORMULA.findall(text)))
        prose = FORMULA.sub(" ", text)
        seen.update(_LETTER_IN_PROSE.findall(prose))
        seen.update(letter for maths in (formulas, *_MATHS_IN_PROSE.findall(prose)) for letter in maths)
    latin = {letter for letter in seen if letter.isascii() and letter.isalpha()}
    return latin.union(*map(_greek_in, texts))


def _greek_in(text: str) -> set[str]:
    """
    Collect the Greek letters of a text, by command, word or sign.
    """
    found = {name for match in _GREEK.finditer(text) for name in match.groups() if name}
    trees = [read(name, Context()) for name in found if len(name) > 1 or not name.isascii()]
    return {tree.name for tree in trees if isinstance(tree, Name) and not tree.name.isascii()}
