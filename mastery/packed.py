"""
Packed skills: what is kept of one skill of one learner, in sixteen bytes.

The numbers of `estimate.SkillEstimate` at the precision that they are good for,
and one update of the filter from bytes to bytes: for folding many answers at
once, and for keeping millions of estimates in memory. What serves keeps the
Structs: their snapshot says names, and is the fold to the last bit.
"""

import functools
import math
import struct
import zlib
from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from mastery.estimate import MAX_SOURCES, SkillEstimate
from mastery.evidence import Evidence
from mastery.filter import PROBIT
from mastery.model import Model

__all__ = ["SIZE", "Step", "fold_packed", "mark_of", "pack", "stepper", "unpack"]

LAYOUT: Final = struct.Struct("<feeII")
"""Mean in single precision, variance and best lower end in half, minutes since 1970, and counts:
from the lowest bit 8 of tries, 3 of successes, 5 of tries without progress, 6 of recalled days, 10 of a mark."""
SIZE: Final = LAYOUT.size
MINUTES: Final = 1440.0
TRIES: Final = 0xFF
RIGHT: Final = 0x700
STALLED: Final = 0xF800
RECALLED: Final = 0x3F0000
UNMARKED: Final = 0x3FFFFF
"""The places of the counts, from the lowest bit; above the last is the mark of the latest success's source."""
ONE_RIGHT, ONE_STALLED = 0x100, 0x800
MOST_RIGHT: Final = MAX_SOURCES * ONE_RIGHT
MOST_DAYS: Final = 63
MARKS: Final = 1023
LOWEST: Final = -6e4
"""A half's lowest, near enough; stands for a best that was never reached."""
SURE: Final = -30.0
"""A logit below which there is no chance to speak of; keeps `exp` in range."""

Wide: TypeAlias = tuple[float, float, float, float, int]
"""The numbers of a packed skill as they are worked with: mean, variance, best lower end, minutes, counts."""
Step: TypeAlias = tuple[bytes, float, float]
"""A skill after an answer, and the global ability's mean and variance."""
Stepper: TypeAlias = Callable[[bytes | None, float, float, Evidence, int], Step]


@functools.lru_cache(maxsize=4096)
def mark_of(source: str) -> int:
    """
    Give the mark by which two sources are told apart: 1 to 1023, the same for two in a thousand pairs at most.
    """
    return zlib.crc32(source.encode()) % MARKS + 1


def pack(estimate: SkillEstimate) -> bytes:
    """
    Pack an estimate; counts stop at what they can hold, and of the sources of successes the last is kept as a mark.
    """
    counts = (
        min(TRIES, estimate.tries)
        | len(estimate.right) * ONE_RIGHT
        | min(STALLED, estimate.stalled * ONE_STALLED)
        | min(MOST_DAYS, int(estimate.recalled)) << 16
        | (mark_of(estimate.right[-1]) if estimate.right else 0) << 22
    )
    best = max(LOWEST, estimate.best)
    return LAYOUT.pack(estimate.mean, estimate.variance, best, round(estimate.day * MINUTES), counts)


def unpack(packed: bytes) -> SkillEstimate:
    """
    Give the estimate that was packed; its sources are marks, as many as there were successes.
    """
    mean, variance, best, minutes, counts = LAYOUT.unpack(packed)
    mark = str(counts >> 22)
    return SkillEstimate(
        mean=mean,
        variance=variance,
        day=minutes / MINUTES,
        tries=counts & TRIES,
        right=tuple(mark if not place else f"{mark}/{place}" for place in range((counts & RIGHT) // ONE_RIGHT)),
        recalled=float((counts & RECALLED) >> 16),
        best=best,
        stalled=(counts & STALLED) // ONE_STALLED,
    )


def stepper(model: Model) -> Stepper:
    """
    Make the update of one skill by one answer, from bytes to bytes; `filter.update`, rounded to the layout.

    Returns
    -------
    Callable
        Takes the skill (None where it has no evidence), the global ability's
        mean and variance, the answer, and the mark of its source (0 where it
        was helped).
    """
    move, read, write = _mover(model), LAYOUT.unpack, LAYOUT.pack

    def step(skill: bytes | None, ability: float, doubt: float, piece: Evidence, mark: int) -> Step:
        # `_packed`, without the call.
        (mean, variance, best, last, counts), ability, doubt = move(
            None if skill is None else read(skill), ability, doubt, piece, mark
        )
        return write(mean, variance, best, int(last + 0.5), counts), ability, doubt

    return step


def _mover(model: Model) -> Callable[[Wide | None, float, float, Evidence, int], tuple[Wide, float, float]]:  # noqa: C901 - one body, since each call would be paid a million times
    """
    Make the update of one skill by one answer, its numbers unpacked.
    """
    exp, sqrt, log1p = math.exp, math.sqrt, math.log1p
    intercept, most, noise = model.intercept, model.ability_variance, model.ability_noise
    prior, try_noise, memory = model.skill_variance, model.skill_noise, model.skill_memory * MINUTES
    progress, growth, lowest = model.progress, model.growth, -math.sqrt(model.skill_variance)

    def move(  # noqa: C901 - as above
        skill: Wide | None, ability: float, doubt: float, piece: Evidence, mark: int
    ) -> tuple[Wide, float, float]:
        now, correct, guess, weight = piece.day * MINUTES, piece.correct, piece.guess, piece.weight
        if skill is None:
            mean, variance, best, last, counts = 0.0, prior, lowest, now, 0
        else:
            mean, variance, best, last, counts = skill
            if now > last:
                kept = exp((last - now) / memory)
                mean *= kept
                variance = prior - (prior - variance) * kept * kept
        variance += try_noise
        if variance > prior:  # noqa: PLR1730 - `min` takes ten times as long
            variance = prior
        doubt += noise
        if doubt > most:  # noqa: PLR1730 - as above
            doubt = most
        doubts = doubt + variance
        scale = 1.0 / sqrt(1.0 + PROBIT * doubts)
        logit = (intercept + ability + mean - piece.difficulty) * scale
        right = 1.0 / (1.0 + exp(-logit if logit > SURE else -SURE))
        known = (1.0 - guess) * right / (guess + (1.0 - guess) * right) if guess else 1.0
        information = weight * known * right * (1.0 - right)
        shift = weight * scale * (known * (1.0 - right) if correct else -right)
        shrink = information / (1.0 + information * doubts)
        mean += variance * shift
        variance -= variance * variance * shrink
        if growth:
            mean += growth * log1p(1.0 / (1.0 + (counts & TRIES)))
        lower = mean - sqrt(variance)
        if lower >= best + progress:
            best = lower
            counts &= ~STALLED
        elif counts & STALLED != STALLED:
            counts += ONE_STALLED
        if counts & TRIES != TRIES:
            counts += 1
        if mark and correct:
            if (pause := int((now - last) / MINUTES)) > (counts & RECALLED) >> 16:
                counts = counts & ~RECALLED | min(MOST_DAYS, pause) << 16
            if mark != counts >> 22 and counts & RIGHT < MOST_RIGHT:
                counts = (counts & UNMARKED | mark << 22) + ONE_RIGHT
        latest = now if now > last else last  # noqa: FURB136 - as above
        return (mean, variance, best, latest, counts), ability + doubt * shift, doubt - doubt * doubt * shrink

    return move


def fold_packed(
    model: Model, answers: Iterable[tuple[str, Evidence]]
) -> dict[str, tuple[float, float, dict[str, bytes]]]:
    """
    Fold answers of many learners, each to one skill; rounded to the layout once, at the end.

    Parameters
    ----------
    model
        The settings; what a fit says of single items and skills is passed over.
    answers
        Learner and evidence, each learner's in order; the first skill counts.

    Returns
    -------
    dict
        By learner: the global ability's mean and variance, and packed skills.
    """
    move, prior = _mover(model), model.ability_variance
    learners: dict[str, tuple[float, float, dict[str, Wide]]] = {}
    current: str | None = None
    ability, doubt, skills = 0.0, prior, dict[str, Wide]()
    for learner, piece in answers:
        if learner != current:
            if current is not None:
                learners[current] = ability, doubt, skills
            current = learner
            ability, doubt, skills = learners.get(learner) or (0.0, prior, {})
        skill = piece.skills[0]
        mark = mark_of(piece.source) if piece.unaided else 0
        skills[skill], ability, doubt = move(skills.get(skill), ability, doubt, piece, mark)
    if current is not None:
        learners[current] = ability, doubt, skills
    return {
        learner: (ability, doubt, {skill: _packed(wide) for skill, wide in skills.items()})
        for learner, (ability, doubt, skills) in learners.items()
    }


def _packed(wide: Wide) -> bytes:
    mean, variance, best, last, counts = wide
    return LAYOUT.pack(mean, variance, best, int(last + 0.5), counts)
