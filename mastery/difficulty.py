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
GROWTH_SPREAD: Final = 0.05
"""Variance of what single skills gain around the mean gain; that of assist09 and Statics is flat from .01 to .05."""
PROBIT: Final = math.pi / 8
NEWTON: Final = 4


class Difficulties(msgspec.Struct, frozen=True, kw_only=True):
    """
    Fitted difficulties.

    `item` is relative to the mean of the item's skills, `skill` to the
    intercept, all in logits; `growth` is what a skill gains with the logarithm
    of one plus its tries, whoever practises; `doubt` is the item's posterior
    variance. Items and skills without answers stand at 0, and at the mean
    growth.
    """

    intercept: float
    skill: NDArray[np.float64]
    growth: NDArray[np.float64]
    item: NDArray[np.float64]
    doubt: NDArray[np.float64]


def of_rows(found: Difficulties, log: Log, where: Plan) -> tuple[Floats, Floats]:
    """
    Give each row's logit without abilities, and the variance of its difficulty.
    """
    counts = np.diff(log.starts)
    of_skills = np.add.reduceat(found.skill[log.skills], log.starts[:-1]) / counts
    grown = np.add.reduceat(found.growth[log.skills] * where.practice, log.starts[:-1])
    return found.intercept + grown - of_skills - found.item[log.item], found.doubt[log.item]


def fit_difficulties(log: Log, where: Plan, noise: Noise, *, rounds: int = 2) -> tuple[Difficulties, Swept]:
    """
    Alternate between the filter and the difficulties.
    """
    rate = min(max(float(log.correct.mean()), 1e-3), 1.0 - 1e-3)
    skills, items = len(log.skill_names), len(log.items)
    found = Difficulties(
        intercept=math.log(rate / (1.0 - rate)),
        skill=np.zeros(skills),
        growth=np.zeros(skills),
        item=np.zeros(items),
        doubt=np.full(items, ITEM_SPREAD),
    )
    zero = np.zeros(len(log))
    believed = Swept(ability=zero, skill=zero, doubt=zero + noise.ability + noise.skill, skill_doubt=zero)
    for turn in range(rounds + 1):
        found = _moved(log, where, found, believed)
        if turn < rounds:
            believed = sweep(log, where, noise, of_rows(found, log, where)[0])
    return found, believed


def _moved(log: Log, where: Plan, found: Difficulties, believed: Swept) -> Difficulties:
    """
    Take Newton steps on intercept and mean growth, skills, their growths, and items in turn.
    """
    for _ in range(NEWTON):
        found = _items_moved(log, where, _skills_moved(log, where, found, believed), believed)
    return found


def _skills_moved(log: Log, where: Plan, found: Difficulties, believed: Swept) -> Difficulties:
    counts = np.diff(log.starts)
    row = np.repeat(np.arange(len(log)), counts)
    share = 1.0 / counts[row]
    practice, skills = where.practice, len(found.skill)
    rest, bend = slope(log, of_rows(found, log, where)[0], believed)
    skill = found.skill - (np.bincount(log.skills, rest[row] * share, skills) + found.skill / SKILL_SPREAD) / (
        np.bincount(log.skills, bend[row] * share, skills) + 1.0 / SKILL_SPREAD
    )
    found = msgspec.structs.replace(found, skill=skill, intercept=found.intercept + float(rest.sum() / bend.sum()))
    rest, bend = slope(log, of_rows(found, log, where)[0], believed)
    pull, tight = rest[row] * practice, bend[row] * practice * practice / share
    mean = float(found.growth.mean())
    growth = found.growth + float(pull.sum() / max(tight.sum(), 1.0))
    own = np.bincount(log.skills, pull, skills) - (found.growth - mean) / GROWTH_SPREAD
    growth += own / (np.bincount(log.skills, tight, skills) + 1.0 / GROWTH_SPREAD) / 2.0
    return msgspec.structs.replace(found, growth=growth)


def _items_moved(log: Log, where: Plan, found: Difficulties, believed: Swept) -> Difficulties:
    items = len(found.item)
    rest, bend = slope(log, of_rows(found, log, where)[0], believed)
    tight = np.bincount(log.item, bend, items) + 1.0 / ITEM_SPREAD
    item = found.item - (np.bincount(log.item, rest, items) + found.item / ITEM_SPREAD) / tight
    return msgspec.structs.replace(found, item=item, doubt=np.asarray(1.0 / tight))


def slope(log: Log, offset: Floats, believed: Swept) -> tuple[Floats, Floats]:
    """
    Give each row's pull on its offset, and the curvature, at what was believed before it.
    """
    scale = 1.0 / np.sqrt(1.0 + PROBIT * believed.doubt)
    chance = sigmoids((offset + believed.ability + believed.skill) * scale)
    return (log.correct - chance) * scale, chance * (1.0 - chance) * scale * scale
