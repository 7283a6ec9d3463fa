"""
Erasing a learner: every stream that is theirs, so that no file of the record holds a byte of them.
"""

from practice.ids import LearnerId, TenantId, entry_stream, learner_stream
from practice.record.contract import Erased, Record

__all__ = ["erase_all_of"]


async def erase_all_of(record: Record, tenant: TenantId, learner: LearnerId) -> Erased:
    """
    Remove a learner's events and name, and how they got in: all at once, so that no way in outlives them.

    Raises
    ------
    RecordBusy
        As for `Record.erase`; erasing again finishes it.
    """
    return await record.erase(learner_stream(tenant, learner), entry_stream(tenant, learner))
