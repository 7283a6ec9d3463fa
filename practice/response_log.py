"""
The log of responses that a record holds: what models are fitted on.

One row for each try that was evidence, in the words of `mastery.log`. Learners
are the names of their streams, which no fit keeps. What the events say stands;
nothing is judged anew.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from mastery.row import Row
from practice.events import TryRecorded
from practice.ids import StreamId
from practice.record.contract import NewEvent, Reads
from practice.wire import decode

__all__ = ["exported", "recorded", "rows"]

LEARNERS: Final = "learner/"
TRY: Final = "try_recorded"
SECONDS_A_DAY: Final = 86_400.0
PAGE: Final = 1_000


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """What is needed of a line of `misstep export`."""

    stream: StreamId
    kind: str
    version: int
    at: int
    payload: msgspec.Raw


def rows(events: Iterable[tuple[StreamId, NewEvent]]) -> Iterator[Row]:
    """
    Give a row for each try of a learner that was evidence, in the events' order.

    Raises
    ------
    UnreadableEvent
        If a try was written by a newer version, or is damaged.
    """
    for stream, event in events:
        if event.kind != TRY or not stream.startswith(LEARNERS):
            continue
        tried = decode(event)
        if isinstance(tried, TryRecorded) and tried.evidence is not None:
            evidence = tried.evidence
            yield Row(
                learner=stream,
                item=evidence.source,
                skills=evidence.skills,
                correct=evidence.correct,
                seconds=evidence.day * SECONDS_A_DAY,
                hinted=float(evidence.weight < 1.0),
                guess=evidence.guess,
                difficulty=evidence.difficulty,
            )


def recorded(record: Reads) -> Iterator[tuple[StreamId, NewEvent]]:
    """
    Read all events of a record, by position.
    """
    after = 0
    while page := record.scan(after=after, limit=PAGE):
        after = page[-1].position
        for one in page:
            yield one.stream, one.event


def exported(lines: Iterable[bytes]) -> Iterator[tuple[StreamId, NewEvent]]:
    """
    Read the lines of `misstep export`.

    Raises
    ------
    msgspec.MsgspecError
        If a line is none of an export.
    """
    decoder = msgspec.json.Decoder(_Line)
    for line in lines:
        if line.strip():
            one = decoder.decode(line)
            yield (
                one.stream,
                NewEvent(kind=one.kind, version=one.version, at=one.at, payload=bytes(one.payload), key=None, marks=()),
            )
