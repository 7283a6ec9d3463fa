"""
Keeping summaries: courses written beside their streams, on no answer's way.

Looks through all learners again and again, and writes the summary of whoever has rested
since the look before, or is far behind. So the first look at a school after a restart
reads what was made of its practice, and not the practice. Cut short at any place, it
costs time only: a summary says up to where it goes.
"""

from collections.abc import Awaitable, Callable
from typing import Final

from practice.ids import StreamId
from practice.observing.courses import carried_on
from practice.observing.summary import course_in, written
from practice.record.contract import Record, RecordBusy, Summarised
from practice.wire import UnreadableEvent

__all__ = ["FAR_BEHIND", "Keeper"]

FAR_BEHIND: Final = 32
"""Events that a summary may lack while its learner is at work: about as long to fold as one of a term is to read."""
LOOKED_AT: Final = 500
"""Streams looked at in one piece, about a millisecond."""
FOLDED: Final = 100
"""Events folded in one piece, one or two milliseconds."""


class Keeper:
    """Keeps the summaries of one record."""

    def __init__(self, record: Record) -> None:
        """
        Stand before a record.
        """
        self._record = record
        self._behind: dict[StreamId, int] = {}

    async def look_through(self, rest: Callable[[], Awaitable[None]]) -> int:
        """
        Look through all learners once; return how many summaries were written.

        Parameters
        ----------
        rest
            Awaited between two pieces of work, each of a few milliseconds at most.

        Raises
        ------
        RecordBroken
            If the record fails.
        """
        count, after, behind = 0, "", dict[StreamId, int]()
        while page := self._record.summarised("learner/", after=after, limit=LOOKED_AT):
            for one in page:
                if one.stream_version == one.summary_version:
                    continue
                if self._is_due(one):
                    count += await self._summarise(one.stream, rest)
                else:
                    behind[one.stream] = one.stream_version
            after = page[-1].stream
            await rest()
        self._behind = behind
        return count

    def _is_due(self, one: Summarised) -> bool:
        rested = self._behind.get(one.stream) == one.stream_version
        return rested or one.stream_version - one.summary_version >= FAR_BEHIND

    async def _summarise(self, stream: StreamId, rest: Callable[[], Awaitable[None]]) -> bool:
        known = course_in(self._record.summary(stream))
        try:
            for after in carried_on(self._record, stream, known, page=FOLDED):
                known = after
                await rest()
            return await self._record.summarise(stream, written(known), position=known.position)
        except (RecordBusy, UnreadableEvent):
            # The one passes; the other is told to whoever looks at that learner.
            return False
