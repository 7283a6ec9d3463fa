"""
Tallies: exercises counted, of a learner's own practice and of what was assigned.
"""

from collections.abc import Iterable

import msgspec

from practice.observing.course import Gone

__all__ = ["Tally", "tally_of"]


class Tally(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Exercises that were begun, solved, and solved alone (no help, nothing wrong), and wrong answers in them."""

    exercises: int = 0
    solved: int = 0
    alone: int = 0
    wrong: int = 0


def tally_of(gone: Iterable[Gone]) -> Tally:
    """
    Count exercises.
    """
    exercises = solved = alone = wrong = 0
    for one in gone:
        exercises += 1
        solved += one.how == "solved"
        alone += one.alone
        wrong += one.wrong
    return Tally(exercises=exercises, solved=solved, alone=alone, wrong=wrong)
