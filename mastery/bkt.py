"""
Bayesian knowledge tracing, in closed form, fitted by expectation-maximisation.

A skill is known or not; an answer shows it through guess and slip, practice
turns the second into the first, nothing is forgotten (Corbett and Anderson,
1995). A row with several skills has the set of them as its skill. The second
opinion beside the filter, and the opponent in every table.
"""

from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.history import skill_sets
from mastery.log import Floats, Ints, Log
from mastery.wave import Wave, wave

__all__ = ["BktModel", "degenerate", "fit_bkt", "known_after", "predict_bkt"]

STARTS: Final = ((0.5, 0.1, 0.2, 0.1), (0.3, 0.3, 0.15, 0.2), (0.7, 0.05, 0.3, 0.25))
"""Where the climb begins: known, learn, guess, slip; the best end is kept, skill by skill."""
ROUNDS: Final = 60
TIGHT: Final = 1e-4
"""Relative gain of the log-likelihood below which the climb ends."""
EDGE: Final = 1e-3
PRIOR: Final = 1.0
"""Answers' worth of the pooled start that each rate is drawn to, so that rare skills stay within reason."""


class BktModel(msgspec.Struct, frozen=True, kw_only=True):
    """
    Four rates for each set of skills, and pooled ones for sets that were not in the log.

    `rates` has a row `(known, learn, guess, slip)` for each of `sets`, each a
    tuple of skill numbers.
    """

    sets: tuple[tuple[int, ...], ...]
    rates: NDArray[np.float64]
    pooled: NDArray[np.float64]


def known_after(known: float, *, correct: bool, learn: float, guess: float, slip: float) -> float:
    """
    Give the chance that a skill is known after one more answer.
    """
    if correct:
        seen = known * (1.0 - slip) / (known * (1.0 - slip) + (1.0 - known) * guess)
    else:
        seen = known * slip / (known * slip + (1.0 - known) * (1.0 - guess))
    return seen + (1.0 - seen) * learn


def degenerate(model: BktModel) -> Sequence[tuple[int, ...]]:
    """
    Name the sets whose guess and slip make a right answer a sign of not knowing.
    """
    return [names for names, at in zip(model.sets, model.rates, strict=True) if at[2] + at[3] >= 1.0]


def fit_bkt(log: Log) -> BktModel:
    """
    Fit the rates of every set of skills at once, from several starts.
    """
    number, count = skill_sets(log)
    sequence = np.unique(log.learner * count + number, return_inverse=True)[1]
    walk = wave(sequence)
    skill_of = np.empty(len(walk.sequences), dtype=np.int64)
    skill_of[sequence] = number
    ends = [_climb(walk, skill_of[walk.sequences], log.correct[walk.order], start, count) for start in STARTS]
    likelihood = np.stack([end[1] for end in ends])
    best = likelihood.argmax(axis=0)
    rates = np.stack([end[0] for end in ends])[best, np.arange(count)]
    rows = np.bincount(number, minlength=count)
    return BktModel(sets=_names(log, number), rates=rates, pooled=np.asarray(rows @ rates / rows.sum()))


def _names(log: Log, number: Ints) -> tuple[tuple[int, ...], ...]:
    _, first = np.unique(number, return_index=True)
    return tuple(tuple(sorted(log.skills[log.starts[row] : log.starts[row + 1]].tolist())) for row in first)


def _climb(
    walk: Wave, skill: Ints, right: Floats, start: tuple[float, float, float, float], count: int
) -> tuple[Floats, Floats]:
    """
    Climb from one start; give the rates and the log-likelihood of each skill.
    """
    rates = np.tile(np.array(start), (count, 1))
    skills = _by_row(walk, skill)
    whole = -np.inf
    likelihood: Floats = np.zeros(count)
    for _ in range(ROUNDS):
        seen, chance, _ = _forward(walk, skill, right, rates)
        likelihood = np.bincount(skills, np.log(chance), count).astype(np.float64)
        total = float(likelihood.sum())
        if total - whole < TIGHT * abs(total) / 10:
            break
        whole = total
        counts = _expected(walk, skill, right, rates, seen, chance)
        rates = _maximised(counts, skills, right, len(walk.sequences), start)
    return rates, likelihood


def _forward(walk: Wave, skill: Ints, right: Floats, rates: Floats) -> tuple[Floats, Floats, Floats]:
    """
    Walk forward: known after each answer was seen, each answer's chance, known before it.
    """
    seen, chance, ahead = np.empty((3, len(right)))
    _, learn, guess, slip = rates[skill].T
    known = rates[skill, 0]
    for low, high in walk.steps():
        size = high - low
        known = known[:size]
        if_known = np.abs(1.0 - right[low:high] - (1.0 - slip[:size]))
        if_not = np.abs(1.0 - right[low:high] - guess[:size])
        ahead[low:high] = known
        part = known * if_known
        chance[low:high] = part + (1.0 - known) * if_not
        part /= chance[low:high]
        seen[low:high] = part
        known = part + (1.0 - part) * learn[:size]
    return seen, chance, ahead


def _expected(
    walk: Wave, skill: Ints, right: Floats, rates: Floats, seen: Floats, chance: Floats
) -> tuple[Floats, Floats, Floats]:
    """
    Walk backward: known and not known at each answer given all of them, and learnt after it.

    The last answer of a sequence is followed by nothing, so that it says nothing about learning: its "not known" is
    given as is, and `learnt` is 0.
    """
    known, learnt = np.zeros((2, len(right)))
    followed = np.zeros(len(right))
    _, learn, guess, slip = rates[skill].T
    next_known = np.empty(len(skill))
    next_not = np.empty(len(skill))
    following = 0
    for low, high in reversed(list(walk.steps())):
        size = high - low
        after_known = np.ones(size)
        after_not = np.ones(size)
        after_known[:following] = next_known[:following]
        after_not[:following] = (1.0 - learn[:following]) * next_not[:following] + learn[:following] * next_known[
            :following
        ]
        before = seen[low:high]
        known[low:high] = before * after_known
        middle = low + following
        learnt[low:middle] = (1.0 - before[:following]) * learn[:following] * next_known[:following]
        followed[low:middle] = 1.0
        miss = 1.0 - right[low:high]
        next_known[:size] = np.abs(miss - (1.0 - slip[:size])) * after_known / chance[low:high]
        next_not[:size] = np.abs(miss - guess[:size]) * after_not / chance[low:high]
        following = size
    return known, learnt, followed


def _maximised(
    expected: tuple[Floats, Floats, Floats],
    skills: Ints,
    right: Floats,
    firsts: int,
    start: tuple[float, float, float, float],
) -> Floats:
    """
    Give the rates that expected counts ask for, drawn to the start by `PRIOR` answers.
    """
    known, learnt, followed = expected
    count = int(skills.max()) + 1
    unknown = 1.0 - known

    def rate(part: Floats, whole: Floats, prior: float, rows: int | None = None) -> Floats:
        of = skills[:rows]
        up = np.bincount(of, part[:rows], count) + PRIOR * prior
        return np.asarray(np.clip(up / (np.bincount(of, whole[:rows], count) + PRIOR), EDGE, 1.0 - EDGE))

    return np.stack(
        [
            rate(known, np.ones(len(known)), start[0], firsts),
            rate(learnt, unknown * followed, start[1]),
            rate(unknown * right, unknown, start[2]),
            rate(known * (1.0 - right), known, start[3]),
        ],
        axis=1,
    )


def predict_bkt(model: BktModel, log: Log) -> Floats:
    """
    Predict each row from the learner's rows before it.
    """
    number, count = skill_sets(log)
    sequence = np.unique(log.learner * count + number, return_inverse=True)[1]
    walk = wave(sequence)
    skill_of = np.empty(len(walk.sequences), dtype=np.int64)
    skill_of[sequence] = number
    rates = np.tile(model.pooled, (count, 1))
    place = {names: at for at, names in enumerate(model.sets)}
    for at, names in enumerate(_names(log, number)):
        if names in place:
            rates[at] = model.rates[place[names]]
    chance = np.empty(len(log))
    skill = skill_of[walk.sequences]
    _, _, ahead = _forward(walk, skill, log.correct[walk.order], rates)
    skills = _by_row(walk, skill)
    chance[walk.order] = ahead * (1.0 - rates[skills, 3]) + (1.0 - ahead) * rates[skills, 2]
    return chance


def _by_row(walk: Wave, skill: Ints) -> Ints:
    return np.concatenate([skill[: high - low] for low, high in walk.steps()])
