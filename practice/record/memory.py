"""
The record in memory.

The plainest thing that keeps the contract: the oracle of the conformance
suite, and the record of tests, simulations and author previews. Nothing
outlives the process unless it is backed up.
"""

from bisect import bisect_right
from collections.abc import Sequence
from operator import attrgetter
from pathlib import Path

import msgspec

from practice.ids import StreamId
from practice.record.contract import (
    Appended,
    AppendOutcome,
    Duplicate,
    Erased,
    Gone,
    Health,
    Loaded,
    NewEvent,
    RecordBroken,
    Recorded,
    Stale,
    Summarised,
)
from practice.record.demands import require_appendable, require_text

__all__ = ["Copy", "MemoryRecord", "open_copy"]


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """Everything a record in memory holds, as a backup keeps it."""

    position: int = 0
    events: tuple[Recorded, ...] = ()
    snapshots: dict[StreamId, tuple[int, bytes]] = {}
    """With the versions at which they stand."""
    names: dict[StreamId, str] = {}
    summaries: dict[StreamId, tuple[int, bytes]] = {}


class MemoryRecord:
    """A `Record` that lives and dies with the process."""

    def __init__(self, copy: Copy | None = None) -> None:
        """Begin empty, or where a copy stood."""
        begin = copy or Copy()
        self._position = begin.position
        self._events = list(begin.events)
        self._streams: dict[StreamId, list[Recorded]] = {}
        self._snapshots = dict(begin.snapshots)
        self._names = dict(begin.names)
        self._summaries = dict(begin.summaries)
        self._appends = 0
        self._closed = False
        for recorded in begin.events:
            self._streams.setdefault(recorded.stream, []).append(recorded)

    async def append(
        self, stream: StreamId, *, expected: int, events: Sequence[NewEvent], snapshot: bytes | None = None
    ) -> AppendOutcome:
        """Append events with a snapshot that stands at them, if the stream still stands at `expected`."""
        self._require_open()
        require_appendable(stream, events)
        for event in events:
            if (recorded := self._find(stream, event.key)) is not None:
                return Duplicate(recorded=recorded)
        version = len(self._streams.get(stream, ()))
        if version != expected:
            return Stale(stream_version=version)
        for event in events:
            self._keep(stream, event)
        if snapshot is not None:
            self._snapshots[stream] = (version + len(events), snapshot)
        self._appends += 1
        return Appended(stream_version=version + len(events), position=self._position)

    async def annotate(
        self, stream: StreamId, event: NewEvent, *, beside: StreamId | None = None
    ) -> Appended | Duplicate | Gone:
        """Append one event whatever the stream's version; the snapshot stays at its own."""
        self._require_open()
        require_appendable(stream, (event,))
        if beside is not None and beside not in self._streams:
            return Gone()
        if (recorded := self._find(stream, event.key)) is not None:
            return Duplicate(recorded=recorded)
        self._keep(stream, event)
        self._appends += 1
        return Appended(stream_version=len(self._streams[stream]), position=self._position)

    def load(self, stream: StreamId) -> Loaded:
        """Return a stream's version, and its snapshot with the version at which that stands."""
        self._require_open()
        at, snapshot = self._snapshots.get(stream, (0, None))
        version = len(self._streams.get(stream, ()))
        return Loaded(stream_version=version, snapshot=snapshot, snapshot_version=at)

    def read(self, stream: StreamId, *, after: int = 0, limit: int = 1_000) -> Sequence[Recorded]:
        """Return a stream's events with `stream_version` above `after`, in order."""
        self._require_open()
        return self._streams.get(stream, [])[after : after + limit]

    def keyed(self, stream: StreamId, prefix: str) -> Sequence[Recorded]:
        """Return the stream's events whose key begins with `prefix`, in order of position."""
        self._require_open()
        return [
            recorded
            for recorded in self._streams.get(stream, ())
            if recorded.event.key is not None and recorded.event.key.startswith(prefix)
        ]

    def scan(self, *, after: int = 0, limit: int = 1_000) -> Sequence[Recorded]:
        """Return the events of all streams with `position` above `after`, in order."""
        self._require_open()
        first = bisect_right(self._events, after, key=attrgetter("position"))
        return self._events[first : first + limit]

    def marked(self, mark: str, prefix: str, *, after: int = 0, limit: int = 1_000) -> Sequence[Recorded]:
        """Return the events that carry `mark`, in streams whose name begins with `prefix`, by position."""
        self._require_open()
        first = bisect_right(self._events, after, key=attrgetter("position"))
        found = [
            recorded
            for recorded in self._events[first:]
            if mark in recorded.event.marks and recorded.stream.startswith(prefix)
        ]
        return found[:limit]

    def streams(self, prefix: str, *, after: str = "", limit: int = 1_000) -> Sequence[StreamId]:
        """Return the names of streams that begin with `prefix` and sort above `after`, in order."""
        self._require_open()
        return sorted(stream for stream in self._streams if stream.startswith(prefix) and stream > after)[:limit]

    async def summarise(self, stream: StreamId, summary: bytes, *, position: int) -> bool:
        """Keep what was made of a stream up to the event at `position`; False where that event is not there."""
        self._require_open()
        found = next((one for one in self._streams.get(stream, ()) if one.position == position), None)
        if found is not None:
            self._summaries[stream] = (found.stream_version, summary)
        return found is not None

    def summary(self, stream: StreamId) -> bytes | None:
        """Return what was made of a stream's events; None where nothing was."""
        self._require_open()
        return self._summaries.get(stream, (0, None))[1]

    def summarised(self, prefix: str, *, after: str = "", limit: int = 1_000) -> Sequence[Summarised]:
        """Return how far the summaries of streams reach that begin with `prefix` and sort above `after`, in order."""
        return [
            Summarised(
                stream=stream,
                stream_version=len(self._streams[stream]),
                summary_version=self._summaries.get(stream, (0, None))[0],
            )
            for stream in self.streams(prefix, after=after, limit=limit)
        ]

    async def name(self, stream: StreamId, name: str | None) -> bool:
        """Set or remove what people call the subject of a stream; False where there is none."""
        self._require_open()
        require_text(stream, name or "")
        if stream not in self._streams:
            return False
        if name is None:
            self._names.pop(stream, None)
        else:
            self._names[stream] = name
        return True

    def names(self, prefix: str) -> dict[StreamId, str]:
        """Return the names set for streams that begin with `prefix`."""
        self._require_open()
        return {stream: name for stream, name in sorted(self._names.items()) if stream.startswith(prefix)}

    async def erase(self, *streams: StreamId) -> Erased:
        """Remove streams, their snapshots, summaries and names; positions are never given out again."""
        self._require_open()
        events = names = 0
        for stream in streams:
            events += len(self._streams.pop(stream, []))
            names += self._names.pop(stream, None) is not None
            self._snapshots.pop(stream, None)
            self._summaries.pop(stream, None)
        self._events = [recorded for recorded in self._events if recorded.stream not in streams]
        return Erased(events=events, names=names)

    async def backup(self, to: Path) -> None:
        """Write a copy that `open_copy` opens."""
        self._require_open()
        copy = Copy(
            position=self._position,
            events=tuple(self._events),
            snapshots=self._snapshots,
            names=self._names,
            summaries=self._summaries,
        )
        with to.open("xb") as file:
            file.write(msgspec.msgpack.encode(copy))

    def health(self) -> Health:
        """Say whether the record takes writes; each append is its own commit."""
        sentence = "The record was closed." if self._closed else "The record in memory takes writes."
        return Health(writable=not self._closed, sentence=sentence, commits=self._appends, appends=self._appends)

    async def close(self) -> None:
        """Take no more writes and answer no more reads."""
        self._closed = True

    def _require_open(self) -> None:
        if self._closed:
            message = "The record was closed."
            raise RecordBroken(message)

    def _find(self, stream: StreamId, key: str | None) -> Recorded | None:
        if key is None:
            return None
        return next((recorded for recorded in self._streams.get(stream, ()) if recorded.event.key == key), None)

    def _keep(self, stream: StreamId, event: NewEvent) -> None:
        events = self._streams.setdefault(stream, [])
        self._position += 1
        recorded = Recorded(position=self._position, stream=stream, stream_version=len(events) + 1, event=event)
        events.append(recorded)
        self._events.append(recorded)


def open_copy(path: Path) -> MemoryRecord:
    """
    Open a backup as a record of its own.
    """
    return MemoryRecord(msgspec.msgpack.decode(path.read_bytes(), type=Copy))
