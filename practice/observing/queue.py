"""
The teacher's queue: who of a class waits for a person, longest first.

Everything that waits of each learner (`waiting`), with whose it is.
"""

from typing import Final

import msgspec

from item_bank.ids import ItemId, SkillId
from practice.classes import Classes, ClassView, UnknownClass
from practice.ids import ClassId, LearnerId, OpportunityId, TenantId
from practice.observing.courses import Courses

__all__ = ["WaitingView", "queue_of"]

MAX_QUEUE: Final = 200
"""Entries of one queue, the oldest; a teacher who faces more needs a report and no queue."""


class WaitingView(msgspec.Struct, frozen=True, kw_only=True):
    """
    One learner who waits for the teacher: over which exercise, how it ended, and since when (ms since 1970).

    Where practice of a skill brings nothing any more, `how` is `no_progress`, the exercise is the one that it was
    seen at, and `sentence` says the figures; empty otherwise.
    """

    learner: LearnerId
    opportunity: OpportunityId
    item: ItemId
    title: str
    skills: tuple[SkillId, ...]
    how: str
    since: int
    sentence: str = ""


def queue_of(
    courses: Courses, classes: Classes, tenant: TenantId, class_id: ClassId
) -> tuple[WaitingView, ...] | UnknownClass:
    """
    Return who of a class waits for the teacher, longest first, `MAX_QUEUE` at most.
    """
    view = classes.of(tenant, class_id)
    if not isinstance(view, ClassView):
        return view
    waiting = [
        WaitingView(
            learner=learner,
            opportunity=one.opportunity,
            item=one.item,
            title=one.title,
            skills=one.skills,
            how=one.how,
            since=one.since,
            sentence=one.sentence,
        )
        for learner in view.learners
        for one in courses.of(tenant, learner).waiting.values()
    ]
    return tuple(sorted(waiting, key=lambda entry: entry.since)[:MAX_QUEUE])
