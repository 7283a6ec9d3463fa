r"""
The online filter: predict one answer, learn from one answer.

`P(right) = c + (1 - c) * sigmoid(b0 + g + mean_s(a_s) - d)` with global ability
`g`, skill abilities `a_s`, item difficulty `d` and guess floor `c`; `g` and each
`a_s` are independent Gaussians. An answer is one diagonal Bayesian logistic
update, at constant cost whatever the history: means move as the exact posterior's
do on the mean over both outcomes, so that no expectation drifts (moment matching;
Opper, 1998), variances shrink by the expected information. The guess floor is the
3PL's (Birnbaum, 1968).
"""

import math
from collections.abc import Sequence

import msgspec

from mastery.estimate import MAX_SOURCES, Estimates, SkillEstimate, expected_from, faded
from mastery.evidence import Evidence
from mastery.model import Model
from mastery.scale import to_scale

__all__ = ["Prediction", "chance_at", "doubt_scale", "expected", "predict", "sigmoid", "update"]

PROBIT = math.pi / 8
"""Of the usual approximation of a logistic-normal mean (MacKay, 1992): sigmoid(m / sqrt(1 + pi v / 8))."""
FARTHEST = 30.0
"""Logits beyond which a sigmoid is 0 or 1 for every purpose here; keeps `exp` in range."""


class Prediction(msgspec.Struct, frozen=True, kw_only=True):
    """The chance of a right answer, and the logit's mean and variance behind it."""

    probability: float
    mean: float
    variance: float


def sigmoid(logit: float) -> float:
    """
    Turn a logit into a probability.
    """
    if -FARTHEST < logit < FARTHEST:
        return 1.0 / (1.0 + math.exp(-logit))
    return 1.0 / (1.0 + math.exp(-math.copysign(FARTHEST, logit)))


def expected(mean: float, variance: float) -> float:
    """
    Give the expected probability of a logit that is itself uncertain.
    """
    return sigmoid(mean * doubt_scale(variance))


def doubt_scale(variance: float) -> float:
    """
    Give the factor by which doubt draws a logit towards 0.
    """
    return 1.0 / math.sqrt(1.0 + PROBIT * variance)


def predict(
    model: Model,
    estimates: Estimates,
    skills: Sequence[str],
    *,
    difficulty: float,
    guess: float,
    day: float,
    source: str = "",
    builds_on: Sequence[str] = (),
) -> Prediction:
    """
    Predict the answer to one item.

    Parameters
    ----------
    model
        The settings.
    estimates
        What is believed of the learner.
    skills
        The skills that the item asks for, at least one.
    difficulty
        In logits, as the item was given it.
    guess
        The guess floor, from 0 below 1.
    day
        When; skills have faded until then.
    source
        The item's id, by which a fit knows more of its difficulty.
    builds_on
        What the skills build on; one without evidence follows it, as in `update`.

    Returns
    -------
    Prediction
        `probability` lies between `guess` and 1.
    """
    offset = model.intercept - difficulty - model.fit.shift(source, skills)
    mean = offset + estimates.ability_mean
    variance = estimates.ability_variance
    share = 1.0 / len(skills)
    for skill in skills:
        estimate = estimates.skills.get(skill)
        if estimate is None:
            below = [estimates.skills[other] for other in builds_on if other in estimates.skills]
            one, doubt = expected_from(model, below, day)
        else:
            one, doubt = estimate.mean, estimate.variance
            if day > estimate.day:
                one, doubt = faded(model, one, doubt, day - estimate.day)
        mean += one * share
        variance += doubt * share * share
    chance = chance_at(
        model.fit.head, mean, doubt_scale(variance), guess=guess, offset=offset, ability=estimates.ability_mean
    )
    return Prediction(probability=chance, mean=mean, variance=variance)


def chance_at(
    head: Sequence[float], mean: float, scale: float, *, guess: float, offset: float, ability: float
) -> float:
    """
    Give the chance of a right answer at a logit, drawn towards 0 by doubt, lifted by guessing, and brought to scale.

    Parameters
    ----------
    head
        Of the model's fit; empty where there is none.
    mean, scale
        The logit, and the factor of doubt.
    guess
        The guess floor; the chance is never below it.
    offset, ability
        The logit without abilities, and the global ability around the intercept.
    """
    chance = guess + (1.0 - guess) * sigmoid(mean * scale)
    if not head:
        return chance
    return max(guess, sigmoid(to_scale(head, math.log(chance / (1.0 - chance)), offset, ability)))


def update(model: Model, estimates: Estimates, evidence: Evidence) -> Estimates:
    """
    Learn from one answer.

    With `m`, `V` mean and variance of the logit, `k = 1 / sqrt(1 + pi V / 8)`,
    `s = sigmoid(k m)`, `c` the floor and `P = c + (1-c) s` the expected chance,
    the slope of the log-likelihood in `m` is `k (1-c) s (1-s) / P` for a right
    answer and `-k s` for a wrong one: a mean moves by its variance times that.
    The information is `I = (1-c) s^2 (1-s) / P`, and a variance `v` becomes
    `v - v^2 I / (1 + I V)`. Slope and information are multiplied by the
    evidence's weight. Prerequisites are untouched:
    evidence moves the skills that it names and the global ability. Then the
    skills grow by the try, as far as the model says so.

    Parameters
    ----------
    model
        The settings.
    estimates
        What was believed before.
    evidence
        One answer; a repeated skill id counts once.

    Returns
    -------
    Estimates
        Where nothing grows, a right answer never lowers a mean, and a wrong one
        never raises one; no variance ever exceeds its prior.
    """
    names = tuple(dict.fromkeys(evidence.skills))
    share = 1.0 / len(names)
    before = [_practised(model, estimates, name, evidence) for name in names]
    ability_variance = min(model.ability_variance, estimates.ability_variance + model.ability_noise)
    mean = model.intercept + estimates.ability_mean - evidence.difficulty - model.fit.shift(evidence.source, names)
    variance = ability_variance
    for _, one, doubt in before:
        mean += one * share
        variance += doubt * share * share

    scale = doubt_scale(variance)
    right = sigmoid(mean * scale)
    floor = evidence.guess
    chance = floor + (1.0 - floor) * right
    slope = (1.0 - floor) * right * (1.0 - right) / chance if evidence.correct else -right
    step = evidence.weight * scale * slope
    information = evidence.weight * (1.0 - floor) * right * right * (1.0 - right) / chance
    shrink = information / (1.0 + information * variance)

    growths = model.fit.growths
    skills = dict(estimates.skills)
    for name, (known, one, doubt) in zip(names, before, strict=True):
        gain = growths.get(name, model.growth)
        if gain:
            gain *= math.log1p(1.0 / (1.0 + (0 if known is None else known.tries)))
        skills[name] = _learnt(
            model,
            known,
            evidence,
            mean=one + doubt * step * share + gain,
            variance=doubt - doubt * doubt * shrink * share * share,
            best=one - math.sqrt(doubt) if known is None else known.best,
        )
    return Estimates(
        ability_mean=estimates.ability_mean + ability_variance * step,
        ability_variance=ability_variance - ability_variance**2 * shrink,
        skills=skills,
    )


def _practised(
    model: Model, estimates: Estimates, skill: str, evidence: Evidence
) -> tuple[SkillEstimate | None, float, float]:
    """
    Give what is kept of a skill, and its mean and variance on the day of a try, with the try's own noise.
    """
    known = estimates.skills.get(skill)
    if known is None:
        below = [estimates.skills[one] for one in evidence.builds_on if one in estimates.skills]
        mean, variance = expected_from(model, below, evidence.day)
    else:
        mean, variance = known.mean, known.variance
        if evidence.day > known.day:
            mean, variance = faded(model, mean, variance, evidence.day - known.day)
    return known, mean, min(model.skill_variance, variance + model.skill_noise)


def _learnt(
    model: Model, known: SkillEstimate | None, evidence: Evidence, *, mean: float, variance: float, best: float
) -> SkillEstimate:
    """
    Count a try: what it was a success of, and whether anything was gained by it.
    """
    tries, stalled = 0, 0
    right: tuple[str, ...] = ()
    recalled, day = 0.0, evidence.day
    if known is not None:
        tries, stalled, right, recalled, day = known.tries, known.stalled, known.right, known.recalled, known.day
    if evidence.correct and evidence.unaided:
        recalled = max(recalled, evidence.day - day)
        if evidence.source not in right and len(right) < MAX_SOURCES:
            right = (*right, evidence.source)
    lower = mean - math.sqrt(variance)
    risen = lower >= best + model.progress
    return SkillEstimate(
        mean=mean,
        variance=variance,
        day=max(day, evidence.day),
        tries=tries + 1,
        right=right,
        recalled=recalled,
        best=lower if risen else best,
        stalled=0 if risen else stalled + 1,
    )
