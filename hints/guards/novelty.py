"""
Number novelty: whether a text has numbers that its reader does not know yet.

Words that are computed from a solution may show what nobody has worked out so
far. That is no leak of the answer, which is `leak`'s to find, and still too much.
"""

import re
from collections.abc import Iterable
from typing import Final

__all__ = ["new_numbers"]

NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")


def new_numbers(text: str, given: Iterable[str]) -> bool:
    """
    Say whether a number is written in a text, in digits, that stands in none of those given.

    Parameters
    ----------
    text
        What would be shown: Markdown with LaTeX between dollar signs.
    given
        What the reader knows: prompts, answers of earlier steps, their own lines.
    """
    wanted = _numbers(text)
    return bool(wanted) and not wanted <= frozenset().union(*map(_numbers, given))


def _numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text, whichever decimal mark they are written with."""
    return frozenset(found.replace(",", ".") for found in NUMBER.findall(text.replace("{,}", ".")))
