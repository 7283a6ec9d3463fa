"""
History: which exercises a learner was given, newest first.

For whoever looks at what a learner did; each is then told whole by the session's
view. Read from the learner's stream backwards, a page at a time, so that a long
life of practice costs no more than a short one.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from item_bank.ids import ItemId
from practice.events import How, OpportunityEnded, OpportunityOpened
from practice.ids import LearnerId, OpportunityId, StreamId, TenantId, learner_stream
from practice.keys import opening_key, opportunity_prefix
from practice.outcomes import UnknownLearner, UnknownOpportunity
from practice.record.contract import Reads, Recorded
from practice.refusals import unknown_learner, unknown_opportunity
from practice.wire import decode

__all__ = ["Given", "History", "history"]

PAGE: Final = 200
"""Events read at once on the way back: some twenty exercises."""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """
    One exercise that a learner was given.

    `opened` is in milliseconds since 1970, `ended` null while it is open;
    `tries` counts the submissions, whatever their verdict.
    """

    opportunity: OpportunityId
    item: ItemId
    title: str
    opened: int
    ended: How | None
    tries: int


class History(msgspec.Struct, frozen=True, kw_only=True):
    """Exercises from the newest to the oldest; `next` goes into `after` for more, and is null at the end."""

    opportunities: tuple[Given, ...]
    next: OpportunityId | None


def history(
    record: Reads, tenant: TenantId, learner: LearnerId, *, after: OpportunityId | None, limit: int
) -> History | UnknownLearner | UnknownOpportunity:
    """
    List what a learner was given.

    Parameters
    ----------
    record
        Where it stands.
    tenant, learner
        Whose.
    after
        The last of the page before; None for the newest.
    limit
        Exercises of one page, 1 or more.
    """
    stream = learner_stream(tenant, learner)
    version = record.load(stream).stream_version
    if version == 0:
        return unknown_learner(learner)
    if after is not None:
        found = next(iter(record.keyed(stream, opening_key(after))), None)
        if found is None:
            return unknown_opportunity(after)
        version = found.stream_version - 1
    page: list[Given] = []
    for opened in _opened(record, stream, version):
        if len(page) == limit:
            return History(opportunities=tuple(page), next=page[-1].opportunity)
        page.append(_given(record, stream, opened))
    return History(opportunities=tuple(page), next=None)


def _opened(record: Reads, stream: StreamId, version: int) -> Iterator[OpportunityOpened]:
    for recorded in _backwards(record, stream, version):
        if recorded.event.kind == "opportunity_opened":
            event = decode(recorded.event)
            if isinstance(event, OpportunityOpened):
                yield event


def _backwards(record: Reads, stream: StreamId, version: int) -> Iterator[Recorded]:
    while version > 0:
        before = max(version - PAGE, 0)
        yield from reversed(record.read(stream, after=before, limit=version - before))
        version = before


def _given(record: Reads, stream: StreamId, opened: OpportunityOpened) -> Given:
    tries, ended = 0, None
    for recorded in record.keyed(stream, opportunity_prefix(opened.opportunity)):
        match recorded.event.kind:
            case "try_recorded":
                tries += 1
            case "opportunity_ended" if isinstance(event := decode(recorded.event), OpportunityEnded):
                ended = event.how
            case _:
                pass
    return Given(
        opportunity=opened.opportunity,
        item=opened.item,
        title=opened.shown.title,
        opened=opened.at,
        ended=ended,
        tries=tries,
    )
