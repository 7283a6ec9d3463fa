"""
Reading a record's SQLite file.

The queries of the contract that change nothing, over one connection: the
owner's, or that of a command that reads beside it. Every query is answered
whole, so none holds the log back; damage that shows up in one is raised.
"""

import sqlite3
import threading
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from practice.ids import StreamId
from practice.record.contract import Loaded, NewEvent, RecordBroken, RecordBusy, Recorded, Summarised

__all__ = ["Damaged", "RecordReader", "beyond", "recorded"]

Row: TypeAlias = tuple[int, str, int, str, int, int, str | None, str | None, int, bytes, int]
"""A row of the view `recorded`; the last is the stream's number, which nobody outside needs."""

LAST_CHARACTER = 0x10FFFF
SURROGATES = range(0xD800, 0xE000)
"""No characters: UTF-8 has none of them."""

READ = """
SELECT * FROM recorded WHERE stream_id = (SELECT id FROM stream WHERE name = ?) AND version > ?
ORDER BY version LIMIT ?"""
KEYED = """
SELECT * FROM recorded WHERE stream_id = (SELECT id FROM stream WHERE name = ?) AND key >= ? AND key < ?
ORDER BY position"""
SCAN = "SELECT * FROM recorded WHERE position > ? ORDER BY position LIMIT ?"
MARKED = """
SELECT * FROM recorded WHERE position IN (
    SELECT position FROM mark
    WHERE mark = ? AND stream >= ? AND stream < ? AND position > ? ORDER BY position LIMIT ?
) ORDER BY position"""
STREAMS = "SELECT name FROM stream WHERE name >= ? AND name < ? AND name > ? ORDER BY name LIMIT ?"
LOAD = "SELECT version, snapshot_version, checksum, snapshot FROM stream WHERE name = ?"
SUMMARY = "SELECT checksum, content FROM summary WHERE stream = (SELECT id FROM stream WHERE name = ?)"
SUMMARISED = """
SELECT s.name, s.version, ifnull(m.version, 0) FROM stream s LEFT JOIN summary m ON m.stream = s.id
WHERE s.name >= ? AND s.name < ? AND s.name > ? ORDER BY s.name LIMIT ?"""
NAMES = "SELECT stream, name FROM name WHERE stream >= ? AND stream < ? ORDER BY stream"


class Damaged(Exception):
    """An event's bytes are not those that were written."""


class RecordReader:
    """The reads of a `Record`, and `let_go`."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Read through a connection that nobody else uses."""
        self._reading = connection
        self._path = path
        self._one_at_a_time = threading.Lock()

    def load(self, stream: StreamId) -> Loaded:
        """Return a stream's version, and its snapshot with the version at which that stands."""
        rows: list[tuple[int, int, int | None, bytes | None]] = self._rows(LOAD, (stream,))
        if not rows:
            return Loaded(stream_version=0)
        [(version, snapshot_version, checksum, snapshot)] = rows
        if snapshot is not None and zlib.crc32(snapshot) != checksum:
            # The events are the truth: whoever loads folds them again.
            return Loaded(stream_version=version)
        return Loaded(stream_version=version, snapshot=snapshot, snapshot_version=snapshot_version)

    def read(self, stream: StreamId, *, after: int = 0, limit: int = 1_000) -> Sequence[Recorded]:
        """Return a stream's events with `stream_version` above `after`, in order."""
        return self._recorded(READ, (stream, after, limit))

    def keyed(self, stream: StreamId, prefix: str) -> Sequence[Recorded]:
        """Return the stream's events whose key begins with `prefix`, in order of position."""
        return self._recorded(KEYED, (stream, prefix, beyond(prefix)))

    def scan(self, *, after: int = 0, limit: int = 1_000) -> Sequence[Recorded]:
        """Return the events of all streams with `position` above `after`, in order."""
        return self._recorded(SCAN, (after, limit))

    def marked(self, mark: str, prefix: str, *, after: int = 0, limit: int = 1_000) -> Sequence[Recorded]:
        """Return the events that carry `mark`, in streams whose name begins with `prefix`, by position."""
        return self._recorded(MARKED, (mark, prefix, beyond(prefix), after, limit))

    def streams(self, prefix: str, *, after: str = "", limit: int = 1_000) -> Sequence[StreamId]:
        """Return the names of streams that begin with `prefix` and sort above `after`, in order."""
        rows: list[tuple[str]] = self._rows(STREAMS, (prefix, beyond(prefix), after, limit))
        return [StreamId(name) for (name,) in rows]

    def summary(self, stream: StreamId) -> bytes | None:
        """Return what was made of a stream's events; None where nothing was, or what is kept of it is damaged."""
        rows: list[tuple[int, bytes]] = self._rows(SUMMARY, (stream,))
        return next((content for checksum, content in rows if zlib.crc32(content) == checksum), None)

    def summarised(self, prefix: str, *, after: str = "", limit: int = 1_000) -> Sequence[Summarised]:
        """Return how far the summaries of streams reach that begin with `prefix` and sort above `after`, in order."""
        rows: list[tuple[str, int, int]] = self._rows(SUMMARISED, (prefix, beyond(prefix), after, limit))
        return [
            Summarised(stream=StreamId(name), stream_version=version, summary_version=summary)
            for name, version, summary in rows
        ]

    def names(self, prefix: str) -> dict[StreamId, str]:
        """Return the names set for streams that begin with `prefix`."""
        rows: list[tuple[str, str]] = self._rows(NAMES, (prefix, beyond(prefix)))
        return {StreamId(stream): name for stream, name in rows}

    def let_go(self) -> None:
        """Close the connection; a second call does nothing."""
        with self._one_at_a_time:
            self._reading.close()

    def _found_damage(self, sentence: str) -> None:
        """Hear that the file cannot be trusted any more; a reader has nothing to stop."""

    def _recorded(self, query: str, values: tuple[str | bytes | int, ...]) -> Sequence[Recorded]:
        rows: list[Row] = self._rows(query, values)
        try:
            return [recorded(row) for row in rows]
        except Damaged as error:
            raise self._broken(error) from error

    def _rows(self, query: str, values: tuple[str | bytes | int, ...]) -> list[Any]:
        with self._one_at_a_time:
            try:
                return self._reading.execute(query, values).fetchall()
            except sqlite3.ProgrammingError as error:
                message = "The record was closed."
                raise RecordBroken(message) from error
            except sqlite3.DatabaseError as error:
                # Absent where the module itself finds fault, as with a text that is no UTF-8 any more.
                if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
                    message = f"Another program holds {self._path}."
                    raise RecordBusy(message) from error
                raise self._broken(error) from error

    def _broken(self, error: Exception) -> RecordBroken:
        sentence = f"{self._path} cannot be read: {error}. Stop the service and put a backup in its place."
        self._found_damage(sentence)
        return RecordBroken(sentence)


def recorded(row: Row) -> Recorded:
    """
    Make an event of a row of the view `recorded`.

    Raises
    ------
    Damaged
        If its bytes are not those that were written.
    """
    position, stream, stream_version, kind, version, at, key, marks, checksum, payload, _ = row
    if zlib.crc32(payload) != checksum:
        message = f"the event at position {position} is not what was written"
        raise Damaged(message)
    return Recorded(
        position=position,
        stream=StreamId(stream),
        stream_version=stream_version,
        event=NewEvent(
            kind=kind,
            version=version,
            at=at,
            payload=payload,
            key=key,
            marks=() if marks is None else msgspec.json.decode(marks, type=tuple[str, ...]),
        ),
    )


def beyond(prefix: str) -> str | bytes:
    """
    Return the first value that sorts above every text with this prefix.

    SQLite and Python both sort texts by code point, and SQLite sorts every
    blob above every text: the empty one stands for "no upper end".
    """
    for last in range(len(prefix) - 1, -1, -1):
        point = ord(prefix[last])
        if point < LAST_CHARACTER:
            following = SURROGATES.stop if point + 1 in SURROGATES else point + 1
            return prefix[:last] + chr(following)
    return b""
