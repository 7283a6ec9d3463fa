"""
The filter over a whole log at once.

The same Gaussian update as `filter`, one learner's answers one after another,
all learners side by side. For fitting and measuring; a single answer in service
goes through `filter`.
"""

from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.history import before
from mastery.log import Floats, Ints, Log
from mastery.wave import Wave, wave

__all__ = ["Noise", "Plan", "Swept", "plan", "sweep"]

FARTHEST: Final = 30.0
HELPED: Final = 0.5
"""How much less an answer tells that help was seen before: half, as practice weighs one piece of help."""


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """
    Where each row's abilities are kept.

    Attributes
    ----------
    walk
        Learners side by side.
    slots
        In the walk's order, the (learner, skill) pairs of each row, as many
        columns as the fullest row has skills; empty places point to `pairs`.
    shares
        One over the row's number of skills, 0 in empty places.
    pairs
        How many (learner, skill) pairs there are.
    practice
        For each skill of each row, log(1 + tries) before it, over the row's
        number of skills; in the log's order.
    """

    walk: Wave
    slots: Ints
    shares: Floats
    pairs: int
    practice: Floats


class Noise(msgspec.Struct, frozen=True, kw_only=True):
    """The filter's variances: before any evidence, and added by each try; memory in days."""

    ability: float = 0.7
    skill: float = 0.7
    ability_try: float = 0.004
    skill_try: float = 0.03
    memory: float = 180.0


class Swept(msgspec.Struct, frozen=True, kw_only=True):
    """
    What was believed before each row, in the log's order.

    `ability`, `skill` are means; `doubt` is the variance of their sum;
    `skill_doubt` that of the skills' part.
    """

    ability: Floats
    skill: Floats
    doubt: Floats
    skill_doubt: Floats


def plan(log: Log) -> Plan:
    """
    Plan a sweep.
    """
    walk = wave(log.learner)
    counts = np.diff(log.starts)
    row = np.repeat(np.arange(len(log)), counts)
    names, pair = np.unique(log.learner[row] * len(log.skill_names) + log.skills, return_inverse=True)
    width = int(counts.max())
    slots = np.full((len(log), width), len(names), dtype=np.int64)
    within = np.arange(len(row)) - np.repeat(log.starts[:-1], counts)
    slots[row, within] = pair
    shares = np.where(slots < len(names), (1.0 / counts)[:, None], 0.0)
    practice = np.log1p(before(pair, np.ones(len(pair)))) / counts[row]
    return Plan(walk=walk, slots=slots[walk.order], shares=shares[walk.order], pairs=len(names), practice=practice)


def sweep(  # noqa: PLR0915 - one loop body, kept whole because each call in it is paid a thousand times
    log: Log, where: Plan, noise: Noise, offset: Floats
) -> Swept:
    """
    Walk the filter over a log.

    Parameters
    ----------
    log, where
        The rows and their plan.
    noise
        The variances.
    offset
        Each row's logit without any ability: intercept less difficulty.
    """
    order = where.walk.order
    base, right = offset[order], log.correct[order]
    told = None if log.hinted is None else 1.0 - HELPED * log.hinted[order]
    mean = np.zeros(where.pairs + 1)
    variance = np.full(where.pairs + 1, noise.skill)
    variance[-1] = 0.0
    sequences = len(where.walk.sequences)
    ability = np.zeros(sequences)
    doubt = np.full(sequences, noise.ability)
    out: NDArray[np.float64] = np.empty((4, len(log)))
    when = None if log.seconds is None else log.seconds[order] / 86_400.0
    last = None if when is None else np.full(where.pairs + 1, np.nan)
    single = where.slots.shape[1] == 1
    for low, high in where.walk.steps():
        size = high - low
        g, vg = ability[:size], doubt[:size]
        vg += noise.ability_try
        np.minimum(vg, noise.ability, out=vg)
        slot = where.slots[low:high, 0] if single else where.slots[low:high]
        share = where.shares[low:high, 0] if single else where.shares[low:high]
        m, v = mean[slot], variance[slot]
        if when is not None and last is not None:
            now = when[low:high] if single else when[low:high, None]
            pause = np.maximum(np.nan_to_num(now - last[slot]), 0.0)
            kept = np.exp(-pause / noise.memory)
            m = m * kept
            v = noise.skill - (noise.skill - v) * kept * kept
            last[slot] = now
        v = np.minimum(v + noise.skill_try, noise.skill)
        if single:
            skill, part = m, v
        else:
            v *= share > 0
            skill, part = (m * share).sum(axis=1), (v * share * share).sum(axis=1)
        total = vg + part
        out[0, low:high] = g
        out[1, low:high] = skill
        out[2, low:high] = total
        out[3, low:high] = part
        z = base[low:high] + g + skill
        p = 1.0 / (1.0 + np.exp(-np.clip(z, -FARTHEST, FARTHEST)))
        bend = p * (1.0 - p)
        rest = right[low:high] - p
        if told is not None:
            bend *= told[low:high]
            rest *= told[low:high]
        spread = 1.0 + bend * total
        step, shrink = rest / spread, bend / spread
        g += vg * step
        vg -= vg * vg * shrink
        if single:
            mean[slot] = m + v * step
            variance[slot] = v - v * v * shrink
        else:
            pull = v * share
            mean[slot] = m + pull * step[:, None]
            variance[slot] = v - pull * pull * shrink[:, None]
    swept = np.empty_like(out)
    swept[:, order] = out
    return Swept(ability=swept[0], skill=swept[1], doubt=swept[2], skill_doubt=swept[3])
