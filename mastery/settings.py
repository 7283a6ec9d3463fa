"""
Settings that a fit chooses for itself: how much learners differ, how fast they change, how long they remember.

A few values each, taken one after another where they predict the training
learners' own next answers best; what is predicted later plays no part. Where a
log has no times only the usual ones are left: they are flat around them.
"""

from typing import Final

import msgspec
import numpy as np

from mastery.crossfit import Known
from mastery.difficulty import Difficulties
from mastery.features import chances
from mastery.log import Log
from mastery.sweep import Noise, Plan, sweep

__all__ = ["MEMORIES", "chosen"]

MEMORIES: Final = (7.0, 30.0, 90.0, 365.0, 1e6)
"""Days; the last is forgetting nothing."""
SKILLS: Final = (0.15, 0.6, 1.2)
TRIES: Final = (0.003, 0.03)
"""Variances of a skill, and what a try adds to it, beside the usual ones."""
GAIN: Final = 1e-4
"""What another value has to gain in log-loss over the one before, in nats an answer."""


def chosen(log: Log, where: Plan, found: Difficulties, known: Known, usual: Noise) -> Noise:
    """
    Choose the settings that predict some learners best, their answers taken out of the difficulties.
    """
    best, least = usual, _loss(log, where, found, known, usual)
    for name, values in (("memory", MEMORIES), ("skill", SKILLS), ("skill_try", TRIES)):
        for value in values:
            one = msgspec.structs.replace(best, **{name: value})
            loss = _loss(log, where, found, known, one)
            if loss < least - GAIN:
                best, least = one, loss
    return best


def _loss(log: Log, where: Plan, found: Difficulties, known: Known, noise: Noise) -> float:
    chance, _ = chances(log, known, sweep(log, where, noise, known.offset, found.growth))
    safe = np.clip(chance, 1e-6, 1.0 - 1e-6)
    return -float(np.where(log.correct > 0, np.log(safe), np.log1p(-safe)).mean())
