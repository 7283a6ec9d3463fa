"""
Earnings: a learner's rewards, read from the record.

The shell around `rewards`: their homework as it stands, and the marks of skills
that were still known after a pause.
"""

from collections.abc import Iterator
from typing import Final

from item_bank.ids import SkillId
from practice.events import LevelChanged
from practice.homework import Homework
from practice.ids import LearnerId, TenantId, learner_stream
from practice.keys import RETAINED
from practice.outcomes import UnknownLearner
from practice.progress.rewards import Rewards, rewards
from practice.record.contract import Reads
from practice.wire import decode

__all__ = ["rewards_of"]

PAGE: Final = 1_000


def rewards_of(record: Reads, homework: Homework, tenant: TenantId, learner: LearnerId) -> Rewards | UnknownLearner:
    """
    Return what a learner has earned.
    """
    assigned = homework.of_learner(tenant, learner)
    if isinstance(assigned, UnknownLearner):
        return assigned
    return rewards(((one.given, one.work) for one in assigned), _kept(record, tenant, learner))


def _kept(record: Reads, tenant: TenantId, learner: LearnerId) -> Iterator[tuple[SkillId, int]]:
    stream, after = learner_stream(tenant, learner), 0
    while events := record.marked(RETAINED, stream, after=after, limit=PAGE):
        for recorded in events:
            event = decode(recorded.event)
            # the prefix also finds learners whose name begins with this one's
            if recorded.stream == stream and isinstance(event, LevelChanged):
                yield event.skill, event.at
        after = events[-1].position
