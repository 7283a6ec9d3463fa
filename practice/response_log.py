"""
The log of responses that a record holds: what models are fitted on.

One row for each answer that was evidence, tries as well as what was handed in first,
in the words of `mastery.log`. Learners are the names of their streams, which no fit
keeps. Nothing is judged anew, but an answer counts as it does by now.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

import msgspec

from mastery.row import Row
from practice.events import LearnerEvent
from practice.evidence import evidence_in
from practice.ids import StreamId
from practice.record.contract import NewEvent, Reads
from practice.regrading import Regrades, as_counted, regrades_in
from practice.wire import decode

__all__ = ["exported", "recorded", "rows"]

LEARNERS: Final = "learner/"
ANSWERS: Final = frozenset({"try_recorded", "work_handed_in"})
REGRADES: Final = frozenset({"try_regraded", "answer_regraded"})
"""Kinds of events that hold evidence, and that put other in its place: no others have to be decoded."""
NO_WORDS: Final = Regrades()
SECONDS_A_DAY: Final = 86_400.0
PAGE: Final = 1_000


class _Line(msgspec.Struct, frozen=True, kw_only=True):
    """What is needed of a line of `misstep export`."""

    stream: StreamId
    kind: str
    version: int
    at: int
    payload: msgspec.Raw


def rows(read: Callable[[], Iterable[tuple[StreamId, NewEvent]]]) -> Iterator[Row]:
    """
    Give a row for each answer of a learner that was evidence, in the events' order.

    Parameters
    ----------
    read
        Gives all events, by position; asked twice, since a word over an answer comes after it.

    Raises
    ------
    UnreadableEvent
        If an answer was written by a newer version, or is damaged.
    """
    said: dict[StreamId, list[LearnerEvent]] = {}
    for stream, event in _of_kinds(read(), REGRADES):
        said.setdefault(stream, []).append(event)
    words = {stream: regrades_in(events) for stream, events in said.items()}
    for stream, event in _of_kinds(read(), ANSWERS):
        for evidence in evidence_in(as_counted(event, words.get(stream, NO_WORDS))):
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


def _of_kinds(
    events: Iterable[tuple[StreamId, NewEvent]], kinds: frozenset[str]
) -> Iterator[tuple[StreamId, LearnerEvent]]:
    for stream, event in events:
        if event.kind in kinds and stream.startswith(LEARNERS):
            decoded = decode(event)
            if isinstance(decoded, LearnerEvent):
                yield stream, decoded


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
