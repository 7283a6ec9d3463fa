"""
Allowances: the accommodations of all learners, read and set.

They stand in the learner's own stream and go with it. What is set is set whole
and under a number, so that of two teachers who change the same at once the later
one is told, and nothing is undone unseen.
"""

from typing import Final

import msgspec

from practice.classroom.accommodations import NONE, Accommodations
from practice.classroom.events import AccommodationsSet
from practice.classroom.keys import ALLOWED
from practice.ids import LearnerId, TenantId, learner_stream
from practice.outcomes import Busy, UnknownLearner
from practice.record.contract import Appended, Reads, Record
from practice.refusals import busy, unknown_learner
from practice.wire import decode, encode

__all__ = ["Allowed", "ChangedMeanwhile", "allow", "allowed_of"]

ATTEMPTS: Final = 8


class Allowed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What a learner is allowed; `n` counts how often that was set, 0 where never."""

    n: int = 0
    accommodations: Accommodations = NONE


class ChangedMeanwhile(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Somebody else changed it since it was looked at; nothing was recorded."""

    what: str

    @property
    def sentence(self) -> str:
        """What is told."""
        return (
            f"Somebody else changed {self.what} while you did. Nothing of yours was kept: look again, then change it."
        )


def allowed_of(record: Reads, tenant: TenantId, learner: LearnerId) -> Allowed:
    """
    Return what a learner is allowed; nothing for one who is not there.
    """
    recorded = record.keyed(learner_stream(tenant, learner), ALLOWED)
    last = decode(recorded[-1].event) if recorded else None
    if not isinstance(last, AccommodationsSet):
        return Allowed()
    return Allowed(n=last.n, accommodations=last.accommodations)


async def allow(
    record: Record, tenant: TenantId, learner: LearnerId, accommodations: Accommodations, *, after: int, now: int
) -> Allowed | UnknownLearner | ChangedMeanwhile | Busy:
    """
    Set what a learner is allowed; durable when this returns `Allowed`.

    Parameters
    ----------
    record, tenant, learner
        Whose.
    accommodations
        From now on, whole.
    after
        The number of what was seen before it was changed.
    now
        Milliseconds since 1970.
    """
    stream = learner_stream(tenant, learner)
    for _ in range(ATTEMPTS):
        version = record.load(stream).stream_version
        if version == 0:
            return unknown_learner(learner)
        before = allowed_of(record, tenant, learner)
        if before.accommodations == accommodations:
            return before
        if before.n != after:
            return ChangedMeanwhile(what="what this learner is allowed")
        event = AccommodationsSet(at=now, n=after + 1, accommodations=accommodations)
        if isinstance(await record.append(stream, expected=version, events=(encode(event),)), Appended):
            return Allowed(n=after + 1, accommodations=accommodations)
    return busy(learner)
