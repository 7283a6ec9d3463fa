"""
An erase that leaves no trace in a record's SQLite file.

Deleting is not enough: `secure_delete` blanks what is deleted, but pages that
were once split or merged keep old bytes between their rows, and the log keeps
old pages. So the file is rewritten (about five seconds a gigabyte, in which
other writes wait) and the log emptied. What is owed is noted in the file, so
that an erase cut short by death is finished at the next opening.
"""

import sqlite3
from collections.abc import Sequence

import msgspec

from practice.ids import StreamId
from practice.record.contract import Erased

__all__ = ["NO_ROOM", "erase", "finish_erases"]

NO_ROOM = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN})
"""Codes of a rewrite that found no room, here or in the temporary folder; it changed nothing and stays owed."""

OWE = "UPDATE rewrite SET owed = 1"
PAID = "UPDATE rewrite SET owed = 0"
OWED = "SELECT owed FROM rewrite"
UNNAME = "DELETE FROM name WHERE stream = ?"
STAND = "SELECT id FROM stream WHERE name = ?"
MARKS = "SELECT DISTINCT marks FROM event WHERE stream = ? AND marks IS NOT NULL"
UNMARK = "DELETE FROM mark WHERE mark = ? AND stream = ?"
FORGET_EVENTS = "DELETE FROM event WHERE stream = ?"
FORGET_SUMMARY = "DELETE FROM summary WHERE stream = ?"
FORGET_STREAM = "DELETE FROM stream WHERE id = ?"


def erase(connection: sqlite3.Connection, streams: Sequence[StreamId]) -> Erased:
    """
    Delete streams, their marks, snapshots, summaries and names, and note that the file is to be rewritten.

    One change within a transaction; `finish_erases` follows the commit.
    """
    connection.execute(OWE)
    found = [_erase(connection, stream) for stream in streams]
    return Erased(events=sum(each.events for each in found), names=sum(each.names for each in found))


def _erase(connection: sqlite3.Connection, stream: StreamId) -> Erased:
    names = connection.execute(UNNAME, (stream,)).rowcount
    rows: list[tuple[int]] = connection.execute(STAND, (stream,)).fetchall()
    if not rows:
        return Erased(events=0, names=names)
    [(identity,)] = rows
    lists: list[tuple[str]] = connection.execute(MARKS, (identity,)).fetchall()
    for mark in {mark for (text,) in lists for mark in msgspec.json.decode(text, type=tuple[str, ...])}:
        connection.execute(UNMARK, (mark, stream))
    events = connection.execute(FORGET_EVENTS, (identity,)).rowcount
    connection.execute(FORGET_SUMMARY, (identity,))
    connection.execute(FORGET_STREAM, (identity,))
    return Erased(events=events, names=names)


def finish_erases(connection: sqlite3.Connection) -> bool:
    """
    Rewrite the file if an erase owes it, and empty the log.

    Returns
    -------
    bool
        False where somebody else holds the file or the log; to be tried again.

    Raises
    ------
    sqlite3.Error
        If the disk does not have the room, or fails.
    """
    [(patience,)] = connection.execute("PRAGMA busy_timeout").fetchall()
    connection.execute("PRAGMA busy_timeout = 0")
    try:
        [(owed,)] = connection.execute(OWED).fetchall()
        if owed:
            _rewrite(connection)
        [(busy, _, _)] = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise
    finally:
        connection.execute(f"PRAGMA busy_timeout = {patience}")
    return not busy


def _rewrite(connection: sqlite3.Connection) -> None:
    # Through a file that has no name, since the whole record may not fit into memory.
    connection.execute("PRAGMA temp_store = 1")
    try:
        connection.execute("VACUUM")
    finally:
        connection.execute("PRAGMA temp_store = 2")
    connection.execute(PAID)
