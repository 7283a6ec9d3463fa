"""
Signals: facts about how a learner's answers came in practice, of their own and assigned.

The same facts for teacher and learner, each with the number from which on it is told
(`correction.facts`); no score, no consequence. Rapid guessing, help abuse and wheel
spinning as in the literature on gaming a tutor (Baker et al. 2004; Beck & Gong 2013),
by rules plain enough to be argued with.
"""

import statistics
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from hints.misconception.diagnosis import DiagnosisKind
from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId, SkillId
from practice.correction.facts import Fact, FactKind, Telling
from practice.observing.course import COUNTED, Course, Gone, Tried

__all__ = ["medians_of", "signals_of"]

RAPID_MS: Final = 3_000
"""Nobody reads an exercise and answers it within three seconds."""
RAPID_SHARE: Final = 0.1
"""Of the item's median time, below which an answer is rapid where that is longer."""
HARVEST_MS: Final = 4_000
"""Between two pieces of help that nobody can have read."""
FEW: Final = 5
"""First answers of an item from which on its median says something."""


def medians_of(courses: Iterable[Course]) -> dict[ItemId, float]:
    """
    Return how long the first answer to each item took, the median over courses, in milliseconds.
    """
    times: dict[ItemId, list[int]] = {}
    for course in courses:
        for gone in course.gone.values():
            if gone.tries:
                times.setdefault(gone.item, []).append(gone.tries[0].at - gone.at)
    return {item: statistics.median(each) for item, each in times.items() if len(each) >= FEW}


def signals_of(course: Course, medians: Mapping[ItemId, float], telling: Telling, *, since: int) -> tuple[Fact, ...]:
    """
    Say what is to be told of how answers came.

    Parameters
    ----------
    course
        The learner's practice.
    medians
        How long items take, in milliseconds.
    telling
        From how many on each fact is told.
    since
        From when on exercises count, in milliseconds since 1970.
    """
    gone = [one for one in course.gone.values() if one.at >= since]
    counts: list[tuple[FactKind, int, SkillId | None]] = [
        ("rapid_guesses", _rapid(gone, medians), None),
        ("ran_through", sum(tried.kind is DiagnosisKind.GUESS for one in gone for tried in one.tries), None),
        ("help_harvested", max((_harvested(one) for one in gone), default=0), None),
        ("help_first", sum(bool(one.tries) and one.tries[0].verdict is Verdict.ASKED for one in gone), None),
        ("pasted", sum(tried.pasted for one in gone for tried in one.tries), None),
        *(("spinning", _spun(skill, stood.spins, gone), skill) for skill, stood in course.skills.items()),
    ]
    return tuple(
        Fact(kind=kind, count=count, threshold=telling.from_on(kind), skill=skill)
        for kind, count, skill in counts
        if telling.tells(kind, count)
    )


def _spun(skill: SkillId, spins: int, gone: Iterable[Gone]) -> int:
    """Return how many of the last exercises of a skill, none of which reached it, are among those that count."""
    return min(spins, sum(one.how in COUNTED and skill in one.skills for one in gone))


def _rapid(gone: Iterable[Gone], medians: Mapping[ItemId, float]) -> int:
    """Return the most wrong answers in a row of which each was rapid, also across exercises."""
    most = row = 0
    for one, tried, took in _timed(gone):
        limit = max(RAPID_MS, RAPID_SHARE * medians.get(one.item, 0.0))
        row = row + 1 if tried.wrong and took < limit else 0
        most = max(most, row)
    return most


def _timed(gone: Iterable[Gone]) -> Iterator[tuple[Gone, Tried, int]]:
    """Yield each answer with the time since what came before it in its exercise."""
    for one in gone:
        before = one.at
        for tried in one.tries:
            yield one, tried, tried.at - before
            before = tried.at


def _harvested(one: Gone) -> int:
    """Return the most pieces of help in a row that each came too soon after the one before to have been read."""
    most = row = 0
    last: int | None = None
    for tried in one.tries:
        if tried.source is None or tried.verdict not in {Verdict.INCORRECT, Verdict.ASKED}:
            last, row = None, 0
            continue
        row = row + 1 if last is not None and tried.at - last < HARVEST_MS else 1
        most, last = max(most, row), tried.at
    return most if most > 1 else 0
