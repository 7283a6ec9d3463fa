"""
Backfitting: what is believed before each row, worked out for all rows at once.

The filter's beliefs in information form, linearised around the beliefs of the
round before: sums over a learner's earlier rows, and over a skill's, in turn
(Buja, Hastie and Tibshirani, 1989). Good enough to fit difficulties by, at half
to a tenth of a sweep; what is predicted always rests on the filter itself.
"""

from typing import Final

import numpy as np

from mastery.floor import pulls
from mastery.history import Entries, averaged, earlier
from mastery.log import Floats, Log
from mastery.logistic import sigmoids
from mastery.scan import Groups
from mastery.sweep import HELPED, Noise, Swept

__all__ = ["backfitted"]

FAR: Final = 8.0
"""Logits at which a step's linearisation ends: nobody is believed to be further from the usual."""


def backfitted(log: Log, spread: Entries, learners: Groups, noise: Noise, offset: Floats, before: Swept) -> Swept:
    """
    Move beliefs by one round: abilities given skills, then skills given abilities.

    Parameters
    ----------
    log, spread, learners
        The rows, their entries, and the rows grouped by learner.
    noise
        The filter's variances. What tries and pauses add to them is passed over.
    offset
        Each row's logit without any ability.
    before
        Beliefs of the round before.
    """
    told = 1.0 if log.hinted is None else 1.0 - HELPED * log.hinted
    rest, bend = _pull(log, offset + before.ability + before.skill, told)
    known = 1.0 / noise.ability + earlier(learners, bend)
    ability = np.clip(earlier(learners, rest + bend * before.ability) / known, -FAR, FAR)
    rest, bend = _pull(log, offset + ability + before.skill, told)
    own = rest + bend * before.skill
    if len(spread.row) > len(log):
        own, bend = own[spread.row] * spread.share, bend[spread.row] * spread.share**2
    doubt = 1.0 / (1.0 / noise.skill + earlier(spread.of, bend))
    skill = averaged(spread, np.clip(earlier(spread.of, own) * doubt, -FAR, FAR), len(log))
    if len(spread.row) > len(log):
        doubt = averaged(spread, doubt * spread.share, len(log))
    return Swept(ability=ability, skill=skill, doubt=1.0 / known + doubt, skill_doubt=doubt)


def _pull(log: Log, logit: Floats, told: Floats | float) -> tuple[Floats, Floats]:
    rest, bend = pulls(log.correct, sigmoids(logit), log.guess)
    return rest * told, bend * told
