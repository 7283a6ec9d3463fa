"""
Changing a record's SQLite file.

Each function is one change within a transaction that `writer` begins, and
ends before anybody hears of it. Refusals come before the first write, so a
stale or duplicate append leaves nothing to undo. Erasing is `erasing`'s.
"""

import sqlite3
import zlib
from collections.abc import Sequence

import msgspec

from practice.ids import StreamId
from practice.record.contract import Appended, AppendOutcome, Duplicate, Gone, NewEvent, Recorded, Stale
from practice.record.reading import recorded

__all__ = ["annotate", "append", "set_name", "summarise"]

STAND = "SELECT id, version FROM stream WHERE name = ?"
BEGIN = "INSERT INTO stream (name, version) VALUES (?, ?)"
MOVE = "UPDATE stream SET version = ? WHERE id = ?"
KEEP = "UPDATE stream SET version = ?, snapshot_version = ?, checksum = ?, snapshot = ? WHERE id = ?"
INSERT = """
INSERT INTO event (stream, version, kind, kind_version, at, key, marks, checksum, payload)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"""
MARK = "INSERT INTO mark (mark, stream, position) VALUES (?, ?, ?)"
FIND = "SELECT * FROM recorded WHERE stream_id = ? AND key = ?"
SUMMARISE = """
INSERT INTO summary (stream, version, checksum, content)
SELECT stream, version, ?, ? FROM event WHERE position = ? AND stream = (SELECT id FROM stream WHERE name = ?)
ON CONFLICT (stream) DO UPDATE SET version = excluded.version, checksum = excluded.checksum, content = excluded.content
"""
UNNAME = "DELETE FROM name WHERE stream = ?"
NAME = "INSERT INTO name (stream, name) VALUES (?, ?) ON CONFLICT (stream) DO UPDATE SET name = excluded.name"


def append(
    connection: sqlite3.Connection,
    stream: StreamId,
    *,
    expected: int,
    events: Sequence[NewEvent],
    snapshot: bytes | None,
) -> AppendOutcome:
    """
    Append events with a snapshot that stands at them, if the stream still stands at `expected`.
    """
    identity, version = _stand(connection, stream)
    if identity is not None and (found := _duplicate(connection, identity, events)) is not None:
        return Duplicate(recorded=found)
    if version != expected:
        return Stale(stream_version=version)
    return _write(connection, stream, identity, version, events=events, snapshot=snapshot)


def annotate(
    connection: sqlite3.Connection, stream: StreamId, event: NewEvent, *, beside: StreamId | None
) -> Appended | Duplicate | Gone:
    """
    Append one event whatever the stream's version, if the one `beside` it is there; the snapshot stays at its own.
    """
    if beside is not None and _stand(connection, beside)[0] is None:
        return Gone()
    identity, version = _stand(connection, stream)
    if identity is not None and (found := _duplicate(connection, identity, (event,))) is not None:
        return Duplicate(recorded=found)
    return _write(connection, stream, identity, version, events=(event,), snapshot=None)


def summarise(connection: sqlite3.Connection, stream: StreamId, summary: bytes, *, position: int) -> bool:
    """
    Keep what was made of a stream up to the event at `position`; False where that event is not there.
    """
    return connection.execute(SUMMARISE, (zlib.crc32(summary), summary, position, stream)).rowcount > 0


def set_name(connection: sqlite3.Connection, stream: StreamId, name: str | None) -> bool:
    """
    Set or remove what people call the subject of a stream; False where there is none.
    """
    if _stand(connection, stream)[0] is None:
        return False
    if name is None:
        connection.execute(UNNAME, (stream,))
    else:
        connection.execute(NAME, (stream, name))
    return True


def _stand(connection: sqlite3.Connection, stream: StreamId) -> tuple[int | None, int]:
    rows: list[tuple[int, int]] = connection.execute(STAND, (stream,)).fetchall()
    return rows[0] if rows else (None, 0)


def _duplicate(connection: sqlite3.Connection, identity: int, events: Sequence[NewEvent]) -> Recorded | None:
    for event in events:
        if event.key is not None and (rows := connection.execute(FIND, (identity, event.key)).fetchall()):
            return recorded(rows[0])
    return None


def _write(
    connection: sqlite3.Connection,
    stream: StreamId,
    identity: int | None,
    version: int,
    *,
    events: Sequence[NewEvent],
    snapshot: bytes | None,
) -> Appended:
    after = version + len(events)
    if identity is None:
        identity = connection.execute(BEGIN, (stream, after)).lastrowid
    if snapshot is None:
        connection.execute(MOVE, (after, identity))
    else:
        connection.execute(KEEP, (after, after, zlib.crc32(snapshot), snapshot, identity))
    position = 0
    for number, event in enumerate(events, version + 1):
        marks = msgspec.json.encode(event.marks).decode() if event.marks else None
        position = (
            connection.execute(
                INSERT,
                (
                    identity,
                    number,
                    event.kind,
                    event.version,
                    event.at,
                    event.key,
                    marks,
                    zlib.crc32(event.payload),
                    event.payload,
                ),
            ).lastrowid
            or 0
        )
        for mark in dict.fromkeys(event.marks):
            connection.execute(MARK, (mark, stream, position))
    return Appended(stream_version=after, position=position)
