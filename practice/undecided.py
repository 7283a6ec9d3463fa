"""
Undecided: what the engine could not decide, for the authors of the items.

Grouped by the exercise and its step, without learners: an author sees what was
read, re-printed as mathematics, never who wrote it or what else they wrote.
"""

from typing import Final

import msgspec

from item_bank.ids import ItemId, ReleaseId, StepId
from practice.events import TryRecorded
from practice.ids import TenantId
from practice.keys import UNDECIDED
from practice.opened import opened
from practice.record.contract import Record
from practice.wire import decode

__all__ = ["Undecided", "undecided"]

MAX_EVENTS: Final = 2_000
"""Events looked at, the oldest; an author who has more to do has enough to do."""
MAX_READ: Final = 10
"""Different responses shown of one step."""


class Undecided(msgspec.Struct, frozen=True, kw_only=True):
    """One step of one variant: how often it could not be decided, and what was read (a few, re-printed)."""

    release: ReleaseId
    item: ItemId
    variant: int
    step: StepId
    title: str
    times: int
    read: tuple[str, ...]


def undecided(record: Record, tenant: TenantId) -> tuple[Undecided, ...]:
    """
    List what a tenant's learners entered and nobody could decide, most often first.
    """
    groups: dict[tuple[ReleaseId, ItemId, int, StepId], Undecided] = {}
    for recorded in record.marked(UNDECIDED, f"learner/{tenant}/", limit=MAX_EVENTS):
        tried = decode(recorded.event)
        if not isinstance(tried, TryRecorded):
            continue
        begun = opened(record, recorded.stream, tried.opportunity)
        if begun is None:
            continue
        key = (begun.release, begun.item, begun.variant, tried.step)
        group = groups.get(key) or Undecided(
            release=begun.release,
            item=begun.item,
            variant=begun.variant,
            step=tried.step,
            title=begun.shown.title,
            times=0,
            read=(),
        )
        read = group.read
        if tried.judged.read and tried.judged.read not in read and len(read) < MAX_READ:
            read = (*read, tried.judged.read)
        groups[key] = msgspec.structs.replace(group, times=group.times + 1, read=read)
    return tuple(sorted(groups.values(), key=lambda group: (-group.times, group.item, group.variant, group.step)))
