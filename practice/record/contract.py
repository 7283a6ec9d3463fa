"""
The contract that every record keeps.

An append is durable when it returns `Appended`; before that nothing of it may
be acknowledged. Expected outcomes are values; `RecordBroken` is raised when the
world underneath fails (full disk, damaged file), and from then on the record
refuses to write. `RecordBusy` is raised while too many writes wait: nothing of
that one was taken, and the same one may be tried again in a second. Payloads
and snapshots are opaque bytes.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, TypeAlias

import msgspec

from practice.ids import StreamId

__all__ = [
    "Appended",
    "Duplicate",
    "Erased",
    "Gone",
    "Health",
    "Loaded",
    "NewEvent",
    "Reads",
    "Record",
    "RecordBroken",
    "RecordBusy",
    "RecordTaken",
    "Recorded",
    "Stale",
    "Summarised",
]


class RecordBroken(Exception):
    """The storage failed; nothing of the append is acknowledged, and no further write is taken."""


class RecordBusy(Exception):
    """Too many writes wait already; nothing of this one was taken, and a later try may be."""


class RecordTaken(Exception):
    """Another process owns the file; the message says so in a sentence."""


class NewEvent(msgspec.Struct, frozen=True, kw_only=True):
    """
    One event to append.

    Attributes
    ----------
    kind, version
        Name and version of the payload's shape.
    payload
        JSON bytes.
    key
        Unique in its stream where given (e.g. `{opportunity}/try/{n:02}`): what
        makes a retry harmless, and what `find` and `keyed` look for.
    marks
        Names under which a tenant finds this event again across streams
        (`stuck`, `undecided`, ...).
    """

    kind: str
    version: int
    at: int
    """Milliseconds since 1970, UTC, from the caller's clock."""
    payload: bytes
    key: str | None = None
    marks: tuple[str, ...] = ()


class Recorded(msgspec.Struct, frozen=True, kw_only=True):
    """One event as kept: `position` is global and rises; `version` counts its stream from 1 without gaps."""

    position: int
    stream: StreamId
    stream_version: int
    event: NewEvent


class Loaded(msgspec.Struct, frozen=True, kw_only=True):
    """
    Where a stream stands, and its newest snapshot.

    Attributes
    ----------
    stream_version
        The stream's; 0 where it has no events.
    snapshot
        None where none was given, or what is kept of it is damaged.
    snapshot_version
        The version at which the snapshot stands: the events after it are not
        in it. Without a snapshot 0, so that those are all events.
    """

    stream_version: int
    snapshot: bytes | None = None
    snapshot_version: int = 0


class Summarised(msgspec.Struct, frozen=True, kw_only=True):
    """How far a stream reaches, and how far its summary does: a version, 0 where it has none."""

    stream: StreamId
    stream_version: int
    summary_version: int


class Appended(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Kept, durably. `stream_version` is the stream's after the append, `position` the last event's."""

    stream_version: int
    position: int


class Stale(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Somebody appended first; nothing was written."""

    stream_version: int


class Duplicate(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """An event with one of the keys is there already, whether the append was stale or not; nothing was written."""

    recorded: Recorded


class Gone(msgspec.Struct, frozen=True, tag=True):
    """The stream that an event depends on is not there, as after an erase; nothing was written."""


class Erased(msgspec.Struct, frozen=True, kw_only=True):
    """What an erase removed."""

    events: int
    names: int


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the record takes writes, and figures for operators."""

    writable: bool
    sentence: str
    commits: int = 0
    appends: int = 0
    """Appends kept so far; divided by `commits`, how well grouping works."""
    waiting: int = 0
    """Writes taken but not yet durable."""


AppendOutcome: TypeAlias = Appended | Stale | Duplicate


class Reads(Protocol):
    """The part of a record that changes nothing, open to commands that read beside its owner."""

    def load(self, stream: StreamId) -> Loaded:
        """Return a stream's version, and its snapshot with the version at which that stands."""
        ...

    def read(self, stream: StreamId, *, after: int = 0, limit: int = 1_000) -> Sequence[Recorded]:
        """Return a stream's events with `stream_version` above `after`, in order."""
        ...

    def keyed(self, stream: StreamId, prefix: str) -> Sequence[Recorded]:
        """Return the stream's events whose key begins with `prefix`, in order of position."""
        ...

    def scan(self, *, after: int = 0, limit: int = 1_000) -> Sequence[Recorded]:
        """Return the events of all streams with `position` above `after`, in order."""
        ...

    def marked(self, mark: str, prefix: str, *, after: int = 0, limit: int = 1_000) -> Sequence[Recorded]:
        """Return the events that carry `mark`, in streams whose name begins with `prefix`, by position."""
        ...

    def streams(self, prefix: str, *, after: str = "", limit: int = 1_000) -> Sequence[StreamId]:
        """Return the names of streams that begin with `prefix` and sort above `after`, in order."""
        ...

    def summary(self, stream: StreamId) -> bytes | None:
        """Return what was made of a stream's events; None where nothing was, or what is kept of it is damaged."""
        ...

    def summarised(self, prefix: str, *, after: str = "", limit: int = 1_000) -> Sequence[Summarised]:
        """Return how far the summaries of streams reach that begin with `prefix` and sort above `after`, in order."""
        ...

    def names(self, prefix: str) -> dict[StreamId, str]:
        """Return the names set for streams that begin with `prefix`."""
        ...


class Record(Reads, Protocol):
    """
    Streams of events.

    Only `append`, `annotate`, `summarise`, `name` and `erase` write. Reads see every
    append that was acknowledged before them.
    """

    async def append(
        self, stream: StreamId, *, expected: int, events: Sequence[NewEvent], snapshot: bytes | None = None
    ) -> AppendOutcome:
        """
        Append events (at least one), if the stream still stands at `expected`.

        A snapshot given with them stands at the last of them and replaces the
        one before; without one, the one before stays, at its own version.
        """
        ...

    async def annotate(
        self, stream: StreamId, event: NewEvent, *, beside: StreamId | None = None
    ) -> Appended | Duplicate | Gone:
        """
        Append one event whatever the stream's version; the snapshot stays, at its own version.

        `beside` is a stream that has to be there: nothing is said any more of who is erased.
        """
        ...

    async def summarise(self, stream: StreamId, summary: bytes, *, position: int) -> bool:
        """
        Keep what was made of a stream's events up to the one at `position`, in place of what was kept before.

        Losable and made again from the events. False, and nothing is kept, where the
        event is not there, as after an erase.
        """
        ...

    async def name(self, stream: StreamId, name: str | None) -> bool:
        """
        Set or remove what people call the subject of a stream; kept apart from the events.

        False, and nothing is kept, where there is no such stream, as after an erase.
        """
        ...

    async def erase(self, *streams: StreamId) -> Erased:
        """
        Remove streams, their snapshots, summaries, names and every copy, so that no file holds a byte of them.

        All of them or, where it is cut short, none; what was removed is said of all together.

        May take seconds and hold other writes back: a rare act of an operator.
        `RecordBusy` here means deleted, but not yet without a trace; erasing
        again finishes it.
        """
        ...

    async def backup(self, to: Path) -> None:
        """Write a consistent copy that opens as a record."""
        ...

    def health(self) -> Health:
        """Say whether the record takes writes."""
        ...

    async def close(self) -> None:
        """Finish what was queued, then let go of the file."""
        ...
