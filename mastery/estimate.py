"""
Estimates: what is believed of one learner.

A Gaussian for the global ability and one for each skill with evidence; a skill
without any costs nothing and stands at the prior. Values only: `filter` moves
them, `level` reads them.
"""

import math
from collections.abc import Sequence

import msgspec

from mastery.model import Model

__all__ = ["MAX_SOURCES", "Estimates", "SkillEstimate", "aged", "expected_from", "faded", "untouched"]

MAX_SOURCES = 4
"""Sources of unaided right answers that are remembered; more than any model asks for."""


class SkillEstimate(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """
    One skill of one learner.

    Attributes
    ----------
    mean, variance
        Of the skill's ability in logits, as of `day`.
    day
        Of the latest evidence.
    tries
        How many pieces of evidence there were.
    right
        Sources of unaided right answers, distinct, at most `MAX_SOURCES`.
    recalled
        The longest pause in days that an unaided right answer followed.
    best, stalled
        The highest `mean - sd` reached, and the tries since it last rose
        noticeably.
    """

    mean: float
    variance: float
    day: float
    tries: int = 0
    right: tuple[str, ...] = ()
    recalled: float = 0.0
    best: float = -math.inf
    stalled: int = 0


class Estimates(msgspec.Struct, frozen=True, kw_only=True):
    """Everything believed of one learner; `ability_mean` is in logits around the model's intercept."""

    ability_mean: float
    ability_variance: float
    skills: dict[str, SkillEstimate] = {}

    @classmethod
    def prior(cls, model: Model) -> "Estimates":
        """
        Give the estimates of somebody of whom nothing is known.
        """
        return cls(ability_mean=0.0, ability_variance=model.ability_variance)


def untouched(model: Model, day: float, below: Sequence[SkillEstimate] = ()) -> SkillEstimate:
    """
    Give the estimate of a skill without evidence.

    Parameters
    ----------
    model
        The settings.
    day
        When.
    below
        Estimates, with evidence, of the skills that it builds on. The Gaussian
        that is correlated with their mean by the model's `loading` r:
        `mean = r * m`, `variance = v0 - r^2 * (v0 - v)`.
    """
    mean, variance = expected_from(model, below, day)
    return SkillEstimate(mean=mean, variance=variance, day=day, best=mean - math.sqrt(variance))


def expected_from(model: Model, below: Sequence[SkillEstimate], day: float) -> tuple[float, float]:
    """
    Give mean and variance of a skill without evidence, from those that it builds on; the prior where there are none.
    """
    prior = model.skill_variance
    if not below:
        return 0.0, prior
    mean = known = 0.0
    for estimate in below:
        one, doubt = estimate.mean, estimate.variance
        if day > estimate.day:
            one, doubt = faded(model, one, doubt, day - estimate.day)
        mean += one
        known += prior - doubt
    share = model.loading / len(below)
    return mean * share, prior - model.loading * share * known


def aged(model: Model, estimate: SkillEstimate, day: float) -> SkillEstimate:
    """
    Let time pass over an estimate.

    A day before the estimate's own (a clock that went backwards) changes nothing.
    """
    pause = day - estimate.day
    if pause <= 0:
        return estimate
    mean, variance = faded(model, estimate.mean, estimate.variance, pause)
    return SkillEstimate(
        mean=mean,
        variance=variance,
        day=day,
        tries=estimate.tries,
        right=estimate.right,
        recalled=estimate.recalled,
        best=estimate.best,
        stalled=estimate.stalled,
    )


def faded(model: Model, mean: float, variance: float, pause: float) -> tuple[float, float]:
    """
    Let `pause` days, at least 0, pass over the mean and variance of a skill.

    The mean fades to the prior's, and the variance rises to it: an
    Ornstein-Uhlenbeck process with the prior as its resting state,
    `mean(t) = mean * exp(-t/m)`, `variance(t) = v0 - (v0 - variance) * exp(-2t/m)`
    with `m` the model's `skill_memory`.
    """
    kept = math.exp(-pause / model.skill_memory)
    prior = model.skill_variance
    return mean * kept, prior - (prior - variance) * kept * kept
