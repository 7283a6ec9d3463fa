"""
Birth: which learner of an id is meant.

A learner who is erased and made anew under the same id is somebody else, whom no token
or session from before opens. What tells them apart is where their stream begins in the
record: such a position is never given out again, so nothing has to be kept of who is gone.
"""

from practice.ids import LearnerId, StreamId, TenantId, learner_stream
from practice.record.contract import Reads

__all__ = ["NOBODY", "beside_of", "born"]

NOBODY = 0
"""Where nobody is there."""


def born(record: Reads, tenant: TenantId, learner: LearnerId) -> int:
    """
    Return the position at which a learner's stream begins; `NOBODY` where there is none.
    """
    first = record.read(learner_stream(tenant, learner), limit=1)
    return first[0].position if first else NOBODY


def beside_of(tenant: TenantId, learner: LearnerId | None) -> StreamId | None:
    """
    Return the stream without which nothing is recorded of who came in: a learner's own; None for staff.
    """
    return None if learner is None else learner_stream(tenant, learner)
