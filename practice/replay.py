"""
Replay: whether the snapshots and summaries are what the events say.

Reads every event of a record, looks for gaps, folds each learner's from the
first one and compares with the snapshot and the summary beside them, as the events
stood at their versions, to the last bit. Compared within one model only: another one's
estimates differ by right. Changes nothing, and may run beside the record's
owner.
"""

import enum
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from mastery.model import Model
from practice.fold import fold_all
from practice.ids import StreamId
from practice.observing.course import NOTHING_YET, course_of
from practice.observing.summary import Known, course_in, written
from practice.record.contract import Loaded, Reads, Recorded
from practice.state import LearnerState, decode_state, encode_state
from practice.wire import UnreadableEvent, learner_events

__all__ = ["Difference", "Replayed", "replay"]

LEARNERS: Final = "learner/"
PAGE: Final = 1_000


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """One stream that does not add up, and why."""

    stream: StreamId
    sentence: str


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a replay found.

    Attributes
    ----------
    model
        The id of the model that the events were folded with.
    streams, events
        All that were read.
    learners
        Streams that were folded.
    agree
        Learners whose snapshot is the fold of their events, and their summary where they have one.
    without_snapshot, other_model, other_shape
        Learners whose snapshot is absent, was folded with another model, or
        written by another version: nothing to compare, and no fault, since the
        state is folded when it is asked for.
    differences
        What does not add up.
    """

    model: str
    streams: int
    events: int
    learners: int
    agree: int
    without_snapshot: int
    other_model: int
    other_shape: int
    differences: tuple[Difference, ...] = ()


class _Finding(enum.Enum):
    AGREE = enum.auto()
    WITHOUT_SNAPSHOT = enum.auto()
    OTHER_MODEL = enum.auto()
    OTHER_SHAPE = enum.auto()


def replay(record: Reads, *, model: Model) -> Replayed:
    """
    Fold every learner anew and compare.

    Raises
    ------
    RecordBroken
        If the record is damaged.
    """
    streams = events = 0
    found: Counter[_Finding] = Counter()
    differences: list[Difference] = []
    for stream in _streams(record):
        loaded, history = _whole(record, stream)
        streams += 1
        events += len(history)
        match _unlike(record, stream, history) or _checked(stream, loaded, history, model):
            case Difference() as difference:
                differences.append(difference)
            case _Finding() as finding:
                found[finding] += 1
            case None:
                pass
    return Replayed(
        model=model.id,
        streams=streams,
        events=events,
        learners=found.total() + sum(difference.stream.startswith(LEARNERS) for difference in differences),
        agree=found[_Finding.AGREE],
        without_snapshot=found[_Finding.WITHOUT_SNAPSHOT],
        other_model=found[_Finding.OTHER_MODEL],
        other_shape=found[_Finding.OTHER_SHAPE],
        differences=tuple(differences),
    )


def _streams(record: Reads) -> Iterator[StreamId]:
    after = ""
    while page := record.streams("", after=after, limit=PAGE):
        yield from page
        after = page[-1]


def _whole(record: Reads, stream: StreamId) -> tuple[Loaded, Sequence[Recorded]]:
    """
    Return a stream as it stood at one moment, though its owner may append and erase meanwhile.
    """
    while True:
        loaded = record.load(stream)
        history: list[Recorded] = []
        while len(history) < loaded.stream_version:
            room = min(PAGE, loaded.stream_version - len(history))
            page = record.read(stream, after=history[-1].stream_version if history else 0, limit=room)
            history += page
            if len(page) < room:
                break
        if len(history) == loaded.stream_version or record.load(stream).stream_version == loaded.stream_version:
            return loaded, history


def _unlike(record: Reads, stream: StreamId, history: Sequence[Recorded]) -> Difference | None:
    """
    Say whether a learner's summary, where there is one of today's form, is another than their events come to.
    """
    summary = record.summary(stream) if stream.startswith(LEARNERS) else None
    version = course_in(summary).version
    # One that was written since reaches beyond what was read.
    if not 0 < version <= len(history):
        return None
    try:
        course = course_of(NOTHING_YET, learner_events(history[:version]))
    except UnreadableEvent:
        return None  # told of the snapshot
    if written(Known(version, history[version - 1].position, course)) != summary:
        return Difference(stream=stream, sentence=f"the summary at version {version} is not the fold")
    return None


def _checked(
    stream: StreamId, loaded: Loaded, history: Sequence[Recorded], model: Model
) -> Difference | _Finding | None:
    versions = [recorded.stream_version for recorded in history]
    if versions != list(range(1, loaded.stream_version + 1)):
        sentence = f"version {loaded.stream_version} has {len(versions)} events, or gaps between them"
        return Difference(stream=stream, sentence=sentence)
    if not stream.startswith(LEARNERS) or not history:
        return None
    try:
        state = _folded(history, loaded.snapshot_version, model)
    except (UnreadableEvent, KeyError) as error:
        return Difference(stream=stream, sentence=f"the events cannot be folded: {error}")
    if loaded.snapshot is None:
        return _Finding.WITHOUT_SNAPSHOT
    if not 0 < loaded.snapshot_version <= loaded.stream_version:
        sentence = f"the snapshot is of version {loaded.snapshot_version}, which the stream has not"
        return Difference(stream=stream, sentence=sentence)
    kept = decode_state(loaded.snapshot)
    if kept is None:
        return _Finding.OTHER_SHAPE
    if kept.model != model.id:
        return _Finding.OTHER_MODEL
    # Both as bytes: order within a state is part of it, which equality of mappings would pass over.
    if encode_state(state) != encode_state(kept):
        return Difference(stream=stream, sentence=f"the snapshot at version {loaded.snapshot_version} is not the fold")
    return _Finding.AGREE


def _folded(history: Sequence[Recorded], version: int, model: Model) -> LearnerState:
    """
    Fold all events, and return the state as it was at a version.
    """
    events = tuple(learner_events(history))
    whole = fold_all(events, model=model)
    return whole if version == len(events) else fold_all(events[:version], model=model)
