"""
The constants found on logs: `python -m mastery.worlds.fitting LOG NAME ... > constants.json`.

Sums over all learners, items and skills; no row of a log leaves it. Not run in practice or in
tests of policies: worlds are fixed, and another fit would be other worlds.
"""

import sys
from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.bkt import fit_bkt
from mastery.difficulty import fit_difficulties
from mastery.filtering import USUAL
from mastery.history import entries, skill_sets
from mastery.log import BadLog, Floats, Log, read_log
from mastery.worlds.constants import Constants, Found, Spread, Stopping

__all__ = ["found_on"]

TERMS: Final = "research use, not redistributed here: these are sums over all of it"
ENOUGH: Final = 50
"""Answers from which an item's or a learner's own figure counts in a spread: fewer are mostly noise."""
LOOK: Final = 3
"""Answers that misses are counted among."""
RUNS: Final = (1, 5, 10, 20)


def found_on(log: Log, name: str) -> Found:
    """
    Find the constants of one log.

    Raises
    ------
    BadLog
        Where it is too short for spreads.
    """
    tracing = fit_bkt(log)
    number, count = skill_sets(log)
    rows = np.bincount(number, minlength=count).astype(np.float64)
    known, learn, guess, slip = (_spread(_logit(tracing.rates[:, place]), rows) for place in range(4))
    difficulties, swept = fit_difficulties(log, entries(log), USUAL)
    asked = np.bincount(log.item, minlength=len(log.items))
    answered = np.bincount(log.learner)
    last = np.flatnonzero(np.r_[log.learner[1:] != log.learner[:-1], True])
    ability = swept.ability[last][answered[log.learner[last]] >= ENOUGH]
    if not len(ability) or not (asked >= ENOUGH).any():
        msg = f"{name}: no learner or no item with {ENOUGH} answers, so that spreads would be noise"
        raise BadLog(msg)
    practised = np.bincount(log.skills, minlength=len(log.skill_names)).astype(np.float64)
    return Found(
        name=name,
        terms=TERMS,
        responses=len(log),
        learners=int(log.learner.max()) + 1,
        known=known,
        learn=learn,
        guess=guess,
        slip=slip,
        intercept=_round(difficulties.intercept),
        ability=_round(ability.std()),
        skill_difficulty=_spread(difficulties.skill, practised).sd,
        item_difficulty=_round(difficulties.item[asked >= ENOUGH].std()),
        growth=_spread(difficulties.growth, practised),
        stopping=_stopping(log),
    )


def _stopping(log: Log) -> Stopping:
    count = np.arange(len(log))
    first = np.r_[True, log.learner[1:] != log.learner[:-1]]
    last = np.r_[first[1:], True]
    place = count - np.maximum.accumulate(np.where(first, count, 0))
    wrong = 1.0 - log.correct
    misses = wrong + np.r_[0.0, wrong[:-1]] + np.r_[0.0, 0.0, wrong[:-2]]
    number, _ = skill_sets(log)
    other = first | np.r_[True, number[1:] != number[:-1]]
    run = count - np.maximum.accumulate(np.where(other, count, 0)) + 1
    bound = (*RUNS[1:], len(log) + 1)

    def share(rows: NDArray[np.bool_]) -> float:
        return _round((last[rows] if rows.any() else last).mean(), 5)

    return Stopping(
        whole=share(count >= 0),
        misses=tuple(share((place >= LOOK - 1) & (misses == wrongs)) for wrongs in range(LOOK + 1)),
        runs=tuple(share((run >= low) & (run < high)) for low, high in zip(RUNS, bound, strict=True)),
    )


def _logit(chance: Floats) -> Floats:
    return np.asarray(np.log(chance / (1.0 - chance)))


def _spread(values: Floats, weights: Floats) -> Spread:
    mean = float(np.average(values, weights=weights))
    return Spread(_round(mean), _round(np.sqrt(np.average((values - mean) ** 2, weights=weights))))


def _round(value: float | np.floating, digits: int = 3) -> float:
    return round(float(value), digits)


if __name__ == "__main__":
    pairs = zip(sys.argv[1::2], sys.argv[2::2], strict=True)
    constants = Constants(format=1, sources=tuple(found_on(read_log(Path(log)), name) for log, name in pairs))
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(constants), indent=2).decode() + "\n")
