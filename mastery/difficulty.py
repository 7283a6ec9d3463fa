"""
Difficulties of items, from the answers of many learners.

Given what the filter believed before each answer, an item's difficulty is the
usual ridge estimate, drawn towards the mean of its skills' difficulties as far
as its answers are few; a new item starts there. Alternated with the filter,
since each needs the other.
"""

import math
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.log import Floats, Log
from mastery.logistic import sigmoids
from mastery.sweep import Noise, Plan, Swept, sweep

__all__ = ["Difficulties", "fit_difficulties", "of_rows", "slope"]

ITEM_SPREAD: Final = 0.8
"""Variance of items around the mean of their skills, in logits squared; of the order of what logs show."""
SKILL_SPREAD: Final = 1.0
PROBIT: Final = math.pi / 8
NEWTON: Final = 4


class Difficulties(msgspec.Struct, frozen=True, kw_only=True):
    """
    Fitted difficulties.

    `item` is relative to the mean of the item's skills, `skill` to the
    intercept, all in logits; `doubt` is the item's posterior variance. Items and
    skills without answers stand at 0.
    """

    intercept: float
    skill: NDArray[np.float64]
    item: NDArray[np.float64]
    doubt: NDArray[np.float64]


def of_rows(found: Difficulties, log: Log) -> tuple[Floats, Floats]:
    """
    Give each row's logit without abilities, and the variance of its difficulty.
    """
    counts = np.diff(log.starts)
    of_skills = np.add.reduceat(found.skill[log.skills], log.starts[:-1]) / counts
    return found.intercept - of_skills - found.item[log.item], found.doubt[log.item]


def fit_difficulties(log: Log, where: Plan, noise: Noise, *, rounds: int = 2) -> tuple[Difficulties, Swept]:
    """
    Alternate between the filter and the difficulties.
    """
    rate = min(max(float(log.correct.mean()), 1e-3), 1.0 - 1e-3)
    skills, items = len(log.skill_names), len(log.items)
    found = Difficulties(
        intercept=math.log(rate / (1.0 - rate)),
        skill=np.zeros(skills),
        item=np.zeros(items),
        doubt=np.full(items, ITEM_SPREAD),
    )
    zero = np.zeros(len(log))
    believed = Swept(ability=zero, skill=zero, doubt=zero + noise.ability + noise.skill, skill_doubt=zero)
    for turn in range(rounds + 1):
        found = _moved(log, found, believed)
        if turn < rounds:
            believed = sweep(log, where, noise, of_rows(found, log)[0])
    return found, believed


def _moved(log: Log, found: Difficulties, believed: Swept) -> Difficulties:
    """
    Take Newton steps on intercept, skills and items in turn.
    """
    counts = np.diff(log.starts)
    row = np.repeat(np.arange(len(log)), counts)
    share = 1.0 / counts[row]
    known = believed.ability + believed.skill
    scale = 1.0 / np.sqrt(1.0 + PROBIT * believed.doubt)
    intercept, skill, item = found.intercept, found.skill, found.item
    doubt = found.doubt
    skill_count, item_count = len(skill), len(item)
    for _ in range(NEWTON):
        of_skills = np.add.reduceat(skill[log.skills], log.starts[:-1]) / counts
        rest, bend = _slope(log, (known + intercept - of_skills - item[log.item]) * scale, scale)
        intercept += float(rest.sum() / bend.sum())
        rest, bend = _slope(log, (known + intercept - of_skills - item[log.item]) * scale, scale)
        up = np.bincount(log.skills, rest[row] * share, skill_count) + skill / SKILL_SPREAD
        skill = skill - up / (np.bincount(log.skills, bend[row] * share, skill_count) + 1.0 / SKILL_SPREAD)
        of_skills = np.add.reduceat(skill[log.skills], log.starts[:-1]) / counts
        rest, bend = _slope(log, (known + intercept - of_skills - item[log.item]) * scale, scale)
        tight = np.bincount(log.item, bend, item_count) + 1.0 / ITEM_SPREAD
        item = item - (np.bincount(log.item, rest, item_count) + item / ITEM_SPREAD) / tight
        doubt = np.asarray(1.0 / tight)
    return Difficulties(intercept=intercept, skill=skill, item=item, doubt=doubt)


def slope(log: Log, offset: Floats, believed: Swept) -> tuple[Floats, Floats]:
    """
    Give each row's pull on its offset, and the curvature, at what was believed before it.
    """
    scale = 1.0 / np.sqrt(1.0 + PROBIT * believed.doubt)
    return _slope(log, (offset + believed.ability + believed.skill) * scale, scale)


def _slope(log: Log, logit: Floats, scale: Floats) -> tuple[Floats, Floats]:
    chance = sigmoids(logit)
    return (log.correct - chance) * scale, chance * (1.0 - chance) * scale * scale
