"""
Slots: a hint with its numbers taken out, so that it can be said of a sister exercise with that one's.

Every number of the text has to be exactly one of the drawn ones, or the learner's
own answer, and no two of these may be alike; else nobody can tell which is meant, and
the text is kept for its own exercise alone. What is filled in again is guarded
again, since what is true of some numbers is not of others.
"""

import re
from collections.abc import Mapping
from typing import Final

from hints.job import HintJob

__all__ = ["CLOSE", "OPEN", "emptied", "refilled", "values_of"]

OPEN, CLOSE = "⟦", "⟧"
NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
SLOT: Final = re.compile(f"{OPEN}([^{CLOSE}]*){CLOSE}")
ANSWERED: Final = "="
"""The slot of the learner's own answer: no parameter is called so."""
UNWRITTEN: Final = frozenset({"0", "1"})
"""Numbers that a formula leaves out where they are drawn: `1x` is written `x`."""


def values_of(job: HintJob) -> Mapping[str, str]:
    """
    Return what slots of a job's exercise hold: what was drawn, and what was answered.
    """
    return {**job.variant.draw, ANSWERED: job.judged.read or ""}


def emptied(text: str, values: Mapping[str, str]) -> str | None:
    """
    Take the numbers out of a text; None where it cannot be told of each which one it is.
    """
    if OPEN in text or CLOSE in text:
        return None
    by_value: dict[str, list[str]] = {}
    for name, value in values.items():
        by_value.setdefault(value, []).append(name)
    words = [value for value in by_value if value and not PLAIN.fullmatch(value)]
    if any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) for word in words):
        return None
    numbers = NUMBER.findall(text)
    if any(len(by_value.get(number, ())) != 1 or number in UNWRITTEN for number in numbers):
        return None
    return NUMBER.sub(lambda found: f"{OPEN}{by_value[found[0]][0]}{CLOSE}", text)


def refilled(text: str, values: Mapping[str, str]) -> str | None:
    """
    Put an exercise's own numbers in; None where one is none that can be written in that place.
    """
    names = SLOT.findall(text)
    wanted = [values.get(name, "") for name in names]
    if any(not PLAIN.fullmatch(value) or value in UNWRITTEN for value in wanted):
        return None
    return SLOT.sub(lambda found: values[found[1]], text)
