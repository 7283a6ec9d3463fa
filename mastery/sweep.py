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

from mastery.filter import PROBIT
from mastery.floor import pulls
from mastery.history import Entries, entries
from mastery.log import Floats, Ints, Log
from mastery.wave import Wave, wave

__all__ = ["HELPED", "Noise", "Plan", "Swept", "plan", "sweep"]

HELPED: Final = 0.5
"""How much less an answer tells that help was seen before: half, as practice weighs one piece of help."""
DAY: Final = 86_400.0


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """
    Where each row's abilities are kept.

    Attributes
    ----------
    walk
        Learners side by side.
    spread
        The log's entries, one for each skill of each row, whose pairs keep the
        skills' abilities.
    entry, bounds, within
        The entries in the walk's order, where each walked row's begin, and
        which row of its step each belongs to.
    """

    walk: Wave
    spread: Entries
    entry: Ints
    bounds: Ints
    within: Ints


class Noise(msgspec.Struct, frozen=True, kw_only=True):
    """The filter's variances: before any evidence, and added by each try; memory in days."""

    ability: float = 1.0
    skill: float = 0.3
    ability_try: float = 0.004
    skill_try: float = 0.01
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


def plan(log: Log, spread: Entries | None = None) -> Plan:
    """
    Plan a sweep, over entries that may be there already.
    """
    walk = wave(log.learner)
    spread = spread or entries(log)
    counts = np.diff(log.starts)[walk.order]
    bounds = np.concatenate([[0], np.cumsum(counts)])
    rows = np.repeat(np.arange(len(log)), counts)
    entry = log.starts[walk.order][rows] + np.arange(len(rows)) - bounds[rows]
    began = np.repeat(walk.bounds[:-1], np.diff(walk.bounds))
    return Plan(walk=walk, spread=spread, entry=entry, bounds=bounds, within=rows - began[rows])


def sweep(  # noqa: PLR0915 - one loop body, kept whole because each call in it is paid a thousand times
    log: Log, where: Plan, noise: Noise, offset: Floats, growth: Floats
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
    growth
        What each skill gains with the logarithm of one plus its tries, in
        logits.
    """
    order, spread = where.walk.order, where.spread
    against, right = -offset[order], log.correct[order]
    slots, shares = spread.pair[where.entry], spread.share[where.entry]
    gain = (growth[spread.skill] * np.log1p(1.0 / (1.0 + spread.tries)))[where.entry]
    told = None if log.hinted is None else 1.0 - HELPED * log.hinted[order]
    floor = None if log.guess is None else log.guess[order]
    mean = np.zeros(spread.pairs)
    variance = np.full(spread.pairs, noise.skill)
    sequences = len(where.walk.sequences)
    ability = np.zeros(sequences)
    doubt = np.full(sequences, noise.ability)
    out: NDArray[np.float64] = np.empty((4, len(log)))
    when = None if log.seconds is None else (log.seconds / DAY)[spread.row[where.entry]]
    last = np.full(spread.pairs if when is not None else 0, np.nan)
    ends = where.bounds[where.walk.bounds].tolist()
    for (low, high), first, end in zip(where.walk.steps(), ends, ends[1:], strict=False):
        size = high - low
        g, vg = ability[:size], doubt[:size]
        vg += noise.ability_try
        np.minimum(vg, noise.ability, out=vg)
        slot = slots[first:end]
        m, v = mean[slot], variance[slot]
        if when is not None:
            kept = _kept(when[first:end], last, slot, noise)
            m *= kept
            v = noise.skill - (noise.skill - v) * kept * kept
        v += noise.skill_try
        np.minimum(v, noise.skill, out=v)
        if single := end - first == size:
            skill, part, pull = m, v, v
        else:
            share, begins = shares[first:end], where.bounds[low:high] - first
            pull = v * share
            skill, part = np.add.reduceat(m * share, begins), np.add.reduceat(pull * share, begins)
        total = vg + part
        out[0, low:high] = g
        out[1, low:high] = skill
        out[2, low:high] = total
        out[3, low:high] = part
        scale = 1.0 / np.sqrt(1.0 + PROBIT * total)
        z = against[low:high] - g
        z -= skill
        z *= scale
        np.exp(z, out=z)
        z += 1.0
        p = np.reciprocal(z, out=z)
        rest, bend = pulls(right[low:high], p, None if floor is None else floor[low:high])
        if told is not None:
            bend *= told[low:high]
            rest *= told[low:high]
        rest *= scale
        total *= bend
        total += 1.0
        bend /= total
        g += vg * rest
        vg -= vg * vg * bend
        if not single:
            within = where.within[first:end]
            rest, bend = rest[within], bend[within]
        m += pull * rest
        m += gain[first:end]
        mean[slot] = m
        variance[slot] = v - pull * pull * bend
    swept = np.empty_like(out)
    swept[:, order] = out
    return Swept(ability=swept[0], skill=swept[1], doubt=swept[2], skill_doubt=swept[3])


def _kept(now: Floats, last: Floats, slot: Ints, noise: Noise) -> Floats:
    """
    Give what is left of each skill since its last try, and note this one.
    """
    before = last[slot]
    pause = np.where(np.isnan(before), 0.0, np.maximum(now - before, 0.0))
    last[slot] = np.fmax(now, before)
    return np.asarray(np.exp(-pause / noise.memory))
