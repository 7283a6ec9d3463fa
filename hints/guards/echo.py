"""
Echo: whether a text speaks of the system instead of the exercise.

A model that was led astray repeats what it was told, says what it is, or talks
about keys and instructions. None of that is for a learner, true or not. Long
runs of words shared with the instructions are an echo, whatever they say.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from hints.guards.words import in_all, whole

__all__ = ["echoes"]

SHARED: Final = 7
"""Successive words that a text may not share with its instructions; "what number makes both sides equal" are six."""

_WORD: Final = re.compile(r"\w+")


def echoes(text: str, instructions: Iterable[str], given: Sequence[str] = ()) -> str | None:
    """
    Say how a text speaks of the system; None where it does not.

    Parameters
    ----------
    text
        What would be shown.
    instructions
        What the writer of the text was told.
    given
        What the exercise says itself: one about a student may speak of the student.
    """
    for found in _system().finditer(text.replace("’", "'")):
        if not any(found[0].lower() in one.lower() for one in given):
            return f"It speaks of the system: {found[0]}."
    said = _runs(text)
    if any(not said.isdisjoint(_runs_of_instructions(one)) for one in instructions):
        return f"It repeats {SHARED} words of its instructions."
    return None


@lru_cache(maxsize=1)
def _system() -> re.Pattern[str]:
    return whole(in_all("echo", "system"))


@lru_cache(maxsize=32)
def _runs_of_instructions(text: str) -> frozenset[tuple[str, ...]]:
    return _runs(text)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = _WORD.findall(text.lower())
    return frozenset(tuple(words[place : place + SHARED]) for place in range(len(words) - SHARED + 1))
