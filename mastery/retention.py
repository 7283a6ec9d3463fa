"""
Retention: when a skill is due for review, and whether it was remembered.

One FSRS card for each skill, moved by the first answer after a pause of half a
day: answers within one sitting say what was understood, the next sitting's
first says what stayed. `fsrs` is imported here alone, when a first answer comes;
its schedule is exact (no fuzzing) and sees pauses in whole days and no clock.
"""

import functools
import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from mastery.evidence import Evidence
from mastery.proficiency import DEFAULT_PROFICIENCY, Proficiency

if TYPE_CHECKING:
    from fsrs import Scheduler

__all__ = ["Grade", "Review", "grade_of", "remembered", "review_all", "reviewed"]

Grade: TypeAlias = Literal["again", "hard", "good"]

APART: Final = 0.5
"""Days between two reviews of a skill at least; half a day apart it is another sitting wherever midnight falls."""
FARTHEST: Final = 36_500
"""Days of pause beyond which nothing changes: a century, should a clock be set wrong."""
ORIGIN: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""Where each pause begins: FSRS wants dates, and only their difference counts."""


class Review(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """
    What is remembered of one skill by one learner.

    Attributes
    ----------
    stability
        Days after which it is remembered with the chance `recall`.
    difficulty
        FSRS's, from 1 to 10.
    day, due
        Of the last review, and of the next.
    passed
        Due reviews passed without help since one was failed.
    """

    stability: float
    difficulty: float
    day: float
    due: float
    passed: int = 0


def grade_of(evidence: Evidence) -> Grade:
    """
    Grade an answer as FSRS does: forgotten, remembered with help, remembered.
    """
    if not evidence.correct:
        return "again"
    return "good" if evidence.unaided else "hard"


def reviewed(before: Review | None, grade: Grade, *, day: float, rules: Proficiency = DEFAULT_PROFICIENCY) -> Review:
    """
    Learn from an answer what stays in memory.

    Parameters
    ----------
    before
        What was known; None for the first answer to a skill.
    grade
        The answer's.
    day
        When. Less than half a day after the review before, or before it (a clock
        that went back, an answer that came late), it says nothing about memory.
    rules
        Say when a review is due.
    """
    pause = 0.0 if before is None else day - before.day
    if before is not None and pause < APART:
        return before
    whole = max(1, min(FARTHEST, math.floor(pause + APART)))
    stability, difficulty, interval = _scheduled(before, grade, whole, rules)
    passed = 0 if before is None else before.passed
    if grade == "again":
        passed = 0
    elif grade == "good" and before is not None and day >= before.due - APART:
        passed += 1
    return Review(stability=stability, difficulty=difficulty, day=day, due=day + interval, passed=passed)


def review_all(before: dict[str, Review], evidence: Evidence) -> dict[str, Review]:
    """
    Let an answer be a review of each of its skills that was not answered in this sitting.
    """
    grade = grade_of(evidence)
    after = {skill: reviewed(before.get(skill), grade, day=evidence.day) for skill in evidence.skills}
    return before if all(after[skill] is before.get(skill) for skill in after) else {**before, **after}


def remembered(review: Review, day: float, *, rules: Proficiency = DEFAULT_PROFICIENCY) -> float:
    """
    Give the chance that a skill is remembered on a day: FSRS's power curve of forgetting.
    """
    decay, factor = _curve(rules)
    return float((1.0 + factor * max(0.0, day - review.day) / review.stability) ** decay)


def _scheduled(before: Review | None, grade: Grade, pause: int, rules: Proficiency) -> tuple[float, float, int]:
    """Give stability, difficulty and days until the next review after an answer."""
    from fsrs import Card, Rating, State  # noqa: PLC0415 - on the first review, not when the program starts

    ratings = {"again": Rating.Again, "hard": Rating.Hard, "good": Rating.Good}
    now = ORIGIN if before is None else ORIGIN + timedelta(days=pause)
    card = (
        Card(card_id=1, due=ORIGIN)
        if before is None
        else Card(
            card_id=1,
            state=State.Review,
            stability=before.stability,
            difficulty=before.difficulty,
            due=ORIGIN,
            last_review=ORIGIN,
        )
    )
    after, _ = _scheduler(rules).review_card(card, ratings[grade], now)
    if after.stability is None or after.difficulty is None:
        message = "a card that was reviewed has neither stability nor difficulty"
        raise RuntimeError(message)
    return after.stability, after.difficulty, max(1, (after.due - now).days)


@functools.lru_cache(maxsize=8)
def _scheduler(rules: Proficiency) -> "Scheduler":
    from fsrs import Scheduler  # noqa: PLC0415 - see above

    # Without steps of minutes: what happens within a sitting is the filter's.
    return Scheduler(
        desired_retention=rules.recall,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=rules.longest,
        enable_fuzzing=False,
    )


@functools.lru_cache(maxsize=8)
def _curve(rules: Proficiency) -> tuple[float, float]:
    """Give the exponent of forgetting, and the factor that makes the stability the days down to 90 % (FSRS-6)."""
    decay = -_scheduler(rules).parameters[20]
    return decay, 0.9 ** (1 / decay) - 1
