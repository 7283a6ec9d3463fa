"""
Nearest: what a misspelt word was meant for.

One rule for all of a bank: what a finding advises ("Did you mean value?") is
also what the rest of the bank is read with, so that one wrong letter hides
nothing else.
"""

import difflib
from collections.abc import Collection

__all__ = ["nearest"]


def nearest(word: str, known: Collection[str]) -> str | None:
    """
    Find the one of those known that a word was meant for, if any comes near.
    """
    return next(iter(difflib.get_close_matches(word, known, n=1)), None)
