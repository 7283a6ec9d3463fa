"""
Guess floors: what an answer says where it may be guessed right.

With the floor `c` and the chance `p` of knowing, a right answer has the chance
`c + (1 - c) p` (the 3PL's; Birnbaum, 1968): score and expected information as
`filter.update` has them, for many rows at once. Where a log names kinds of
items but no floors, they are read off the log, kind by kind.
"""

from typing import Final

import numpy as np

from mastery.log import Floats, Ints

__all__ = ["FLOORS", "floored", "floors_of", "pulls"]

FLOORS: Final = (0.0, 0.1, 0.2, 0.25, 0.33, 0.5)
"""What a floor may be: nothing, and one over the options of usual choices."""
LEAST: Final = 200
"""Answers of a kind below which it has no floor."""
WORTH: Final = 4.0
"""What a floor has to gain in log-likelihood: more than a parameter gains by chance, once in a hundred."""
NEWTON: Final = 8


def pulls(correct: Floats, known: Floats, floor: Floats | None) -> tuple[Floats, Floats]:
    """
    Give each row's score and expected information in its logit.
    """
    if floor is None:
        return correct - known, known * (1.0 - known)
    share = (1.0 - floor) * known / (floor + (1.0 - floor) * known)
    return np.where(correct > 0, share * (1.0 - known), -known), share * known * (1.0 - known)


def floored(chance: Floats, floor: Floats | None) -> Floats:
    """
    Lift chances of knowing to chances of being right.
    """
    return chance if floor is None else floor + (1.0 - floor) * chance


def floors_of(kind: Ints, kinds: int, logit: Floats, correct: Floats) -> Floats:
    """
    Find each kind's floor: that with which a line over the logit explains its answers best.

    Parameters
    ----------
    kind, kinds
        Each row's kind, and how many there are.
    logit, correct
        What was believed before each row, and its outcome.
    """
    found = np.zeros(kinds)
    for one in range(kinds):
        rows = kind == one
        if rows.sum() >= LEAST:
            gains = [_fit(logit[rows], correct[rows], floor) for floor in FLOORS]
            best = int(np.argmax(gains))
            found[one] = FLOORS[best] if gains[best] > gains[0] + WORTH else 0.0
    return found


def _fit(logit: Floats, correct: Floats, floor: float) -> float:
    """
    Give the log-likelihood of the best line under a floor, by Fisher scoring.
    """
    columns, line = np.stack([np.ones(len(logit)), logit]), np.array([0.0, 1.0])
    for _ in range(NEWTON):
        known = 1.0 / (1.0 + np.exp(-np.clip(line @ columns, -30.0, 30.0)))
        rest, bend = pulls(correct, known, np.full(len(logit), floor))
        line = line + np.linalg.solve((columns * bend) @ columns.T + 1e-3 * np.eye(2), columns @ rest)
    chance = floored(1.0 / (1.0 + np.exp(-np.clip(line @ columns, -30.0, 30.0))), np.full(len(logit), floor))
    safe = np.clip(chance, 1e-9, 1.0 - 1e-9)
    return float(np.where(correct > 0, np.log(safe), np.log1p(-safe)).sum())
