"""
Difficulties of items, from the answers of many learners.

Given what is believed before each answer, an item's difficulty is the usual
ridge estimate, drawn towards the mean of its skills' difficulties as far as its
answers are few; a new item starts there. Alternated with the beliefs, since
each needs the other.
"""

import math
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.backfit import backfitted
from mastery.floor import pulls
from mastery.history import Entries, averaged
from mastery.log import Floats, Ints, Log
from mastery.logistic import sigmoids
from mastery.scan import groups
from mastery.sweep import Noise, Swept

__all__ = ["ITEM_SPREAD", "Difficulties", "fit_difficulties", "of_rows", "slope"]

ITEM_SPREAD: Final = 0.8
"""Variance of items around the mean of their skills, in logits squared; of the order of what logs show."""
SKILL_SPREAD: Final = 1.0
GROWTH_SPREAD: Final = 0.05
"""Variance of what single skills gain around the mean gain; that of assist09 and Statics is flat from .01 to .05."""
PROBIT: Final = math.pi / 8
ROUNDS: Final = 4
"""Of beliefs and difficulties in turn."""
NEWTON: Final = 1
"""Steps on items in each round."""
LEAP: Final = 2.0
"""Logits that a parameter moves in a step at most."""
ENOUGH: Final = 100_000
"""Rows that skills, growth and intercept are fitted on at most, evenly taken; items need them all."""


class Difficulties(msgspec.Struct, frozen=True, kw_only=True):
    """
    Fitted difficulties.

    `item` is relative to the mean of the item's skills, `skill` to the
    intercept, all in logits, and beyond the difficulties that a log has itself;
    `growth` is what a skill gains with the logarithm of one plus its tries,
    whoever practises; `doubt` is the item's posterior variance. Items and
    skills without answers stand at 0, and at the mean growth.
    """

    intercept: float
    skill: NDArray[np.float64]
    growth: NDArray[np.float64]
    item: NDArray[np.float64]
    doubt: NDArray[np.float64]


class _Rows(msgspec.Struct, frozen=True, kw_only=True):
    """
    Some rows of a log with their entries, whose `row` counts among them.

    `floor` is the chance to guess right, `said` the difficulty that the log has
    itself; None where it says nothing.
    """

    item: Ints
    correct: Floats
    row: Ints
    skill: Ints
    share: Floats
    practice: Floats
    floor: Floats | None
    said: Floats | None

    def of_skills(self, value: Floats) -> Floats:
        """Give each row the mean of its entries' values."""
        if len(value) == len(self.item):
            return value
        return np.asarray(np.bincount(self.row, value * self.share, len(self.item)))

    def offset(self, found: Difficulties) -> Floats:
        """Give each row's logit without abilities."""
        eased = found.growth[self.skill] * self.practice - found.skill[self.skill]
        offset = found.intercept + self.of_skills(eased) - found.item[self.item]
        return offset if self.said is None else offset - self.said


def of_rows(found: Difficulties, log: Log, spread: Entries) -> tuple[Floats, Floats]:
    """
    Give each row's logit without abilities, and what its skills have grown by practice.
    """
    eased = averaged(spread, -found.skill[log.skills], len(log))
    grown = averaged(spread, found.growth[log.skills] * np.log1p(spread.tries), len(log))
    offset = found.intercept + eased - found.item[log.item]
    return offset if log.difficulty is None else offset - log.difficulty, grown


def fit_difficulties(log: Log, spread: Entries, noise: Noise) -> tuple[Difficulties, Swept]:
    """
    Alternate between beliefs and difficulties.

    Returns
    -------
    tuple
        The difficulties, and the beliefs that they rest on; what skills have
        grown by practice is part of those.
    """
    every = np.arange(len(log))
    rows = _some(log, spread, every)
    some = every[:: max(1, len(log) // ENOUGH)]
    few = _some(log, spread, some)
    learners = groups(log.learner)
    zero = np.zeros(len(log))
    believed = Swept(ability=zero, skill=zero, doubt=zero + noise.ability + noise.skill, skill_doubt=zero + noise.skill)
    found = _begun(log)
    for _ in range(ROUNDS):
        known, scale = believed.ability + believed.skill, 1.0 / np.sqrt(1.0 + PROBIT * believed.doubt)
        for _ in range(NEWTON):
            found = _skills_moved(few, found, known[some], scale[some])
            found = _items_moved(rows, found, known, scale)
        believed = backfitted(log, spread, learners, noise, rows.offset(found), believed)
    known, scale = believed.ability + believed.skill, 1.0 / np.sqrt(1.0 + PROBIT * believed.doubt)
    found = _items_moved(rows, _skills_moved(few, found, known[some], scale[some]), known, scale)
    return found, msgspec.structs.replace(believed, skill=believed.skill + of_rows(found, log, spread)[1])


def _begun(log: Log) -> Difficulties:
    rate = min(max(float(log.correct.mean()), 1e-3), 1.0 - 1e-3)
    skills, items = len(log.skill_names), len(log.items)
    return Difficulties(
        intercept=math.log(rate / (1.0 - rate)),
        skill=np.zeros(skills),
        growth=np.zeros(skills),
        item=np.zeros(items),
        doubt=np.full(items, ITEM_SPREAD),
    )


def _some(log: Log, spread: Entries, wanted: Ints) -> _Rows:
    place = np.full(len(log), -1)
    place[wanted] = np.arange(len(wanted))
    row = place[spread.row]
    entry = np.flatnonzero(row >= 0)
    return _Rows(
        item=log.item[wanted],
        correct=log.correct[wanted],
        row=row[entry],
        skill=spread.skill[entry],
        share=spread.share[entry],
        practice=np.log1p(spread.tries[entry]),
        floor=None if log.guess is None else log.guess[wanted],
        said=None if log.difficulty is None else log.difficulty[wanted],
    )


def _skills_moved(rows: _Rows, found: Difficulties, known: Floats, scale: Floats) -> Difficulties:
    """
    Take Newton steps on the intercept, and on each skill's difficulty and growth together, as far as rows share them.
    """
    skills = len(found.skill)
    for _ in range(NEWTON):
        rest, bend = _slope(rows, rows.offset(found), known, scale)
        bend_each = bend[rows.row] * rows.share
        lean = (rest - bend * float(rest.sum() / bend.sum()))[rows.row] * rows.share
        bent = bend_each * rows.practice
        up_skill = -np.bincount(rows.skill, lean, skills) - found.skill / SKILL_SPREAD
        up_growth = (
            np.bincount(rows.skill, lean * rows.practice, skills) + (found.growth.mean() - found.growth) / GROWTH_SPREAD
        )
        of_skill = np.bincount(rows.skill, bend_each, skills) + 1.0 / SKILL_SPREAD
        of_growth = np.bincount(rows.skill, bent * rows.practice, skills) + 1.0 / GROWTH_SPREAD
        both = -np.bincount(rows.skill, bent, skills)
        area = of_skill * of_growth - both * both
        found = msgspec.structs.replace(
            found,
            intercept=found.intercept + float(_leap(rest.sum() / bend.sum())),
            skill=found.skill + _leap((of_growth * up_skill - both * up_growth) / area),
            growth=found.growth + _leap((of_skill * up_growth - both * up_skill) / area),
        )
    return found


def _items_moved(rows: _Rows, found: Difficulties, known: Floats, scale: Floats) -> Difficulties:
    items = len(found.item)
    rest, bend = _slope(rows, rows.offset(found), known, scale)
    tight = np.bincount(rows.item, bend, items) + 1.0 / ITEM_SPREAD
    item = found.item - _leap((np.bincount(rows.item, rest, items) + found.item / ITEM_SPREAD) / tight)
    return msgspec.structs.replace(found, item=item, doubt=np.asarray(1.0 / tight))


def _leap(step: Floats) -> Floats:
    """
    Hold a Newton step within reason: where answers may be guessed right, the likelihood is not concave.
    """
    return np.clip(step, -LEAP, LEAP)


def _slope(rows: _Rows, offset: Floats, known: Floats, scale: Floats) -> tuple[Floats, Floats]:
    rest, bend = pulls(rows.correct, sigmoids((offset + known) * scale), rows.floor)
    return rest * scale, bend * scale * scale


def slope(log: Log, offset: Floats, believed: Swept) -> tuple[Floats, Floats]:
    """
    Give each row's pull on its offset, and the curvature, at what was believed before it.
    """
    scale = 1.0 / np.sqrt(1.0 + PROBIT * believed.doubt)
    known = sigmoids((offset + believed.ability + believed.skill) * scale)
    rest, bend = pulls(log.correct, known, log.guess)
    return rest * scale, bend * scale * scale
