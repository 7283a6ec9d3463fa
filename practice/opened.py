"""
Finding what an opportunity put before its learner, among the events of a stream.
"""

from practice.events import OpportunityOpened
from practice.ids import OpportunityId, StreamId
from practice.keys import opening_key
from practice.record.contract import Record
from practice.wire import decode

__all__ = ["opened"]


def opened(record: Record, stream: StreamId, opportunity: OpportunityId) -> OpportunityOpened | None:
    """
    Return the event with which an opportunity began, if the stream has it.
    """
    for recorded in record.keyed(stream, opening_key(opportunity)):
        event = decode(recorded.event)
        if isinstance(event, OpportunityOpened):
            return event
    return None
