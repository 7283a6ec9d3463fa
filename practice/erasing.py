"""
Erasing a learner: every stream that is theirs, so that no file of the record holds a byte of them.
"""

import msgspec

from practice.ids import LearnerId, TenantId, entry_stream, learner_stream
from practice.record.contract import Erased, Record

__all__ = ["erase_all_of"]


async def erase_all_of(record: Record, tenant: TenantId, learner: LearnerId) -> Erased:
    """
    Remove a learner's events and name, and how they got in; what was removed, all together.

    Raises
    ------
    RecordBusy
        As for `Record.erase`; erasing again finishes it.
    """
    erased = await record.erase(learner_stream(tenant, learner))
    entry = entry_stream(tenant, learner)
    # Each erase writes the file anew: most learners have no links, and are spared a second one.
    if record.load(entry).stream_version == 0:
        return erased
    more = await record.erase(entry)
    return msgspec.structs.replace(erased, events=erased.events + more.events)
