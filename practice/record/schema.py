"""
The tables of a record's SQLite file, and how a file gets them.

Scripts by number, each run once and only ever appended to. Opening a file and
checking it are `opening`'s.
"""

import sqlite3
from collections.abc import Sequence

__all__ = ["APPLICATION_ID", "MIGRATIONS", "migrate", "schema_version"]

APPLICATION_ID = 0x4D537472
"""`MStr` in ASCII: what `file` and `PRAGMA application_id` know a record by."""

FIRST = """
CREATE TABLE stream (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL,
    snapshot_version INTEGER NOT NULL DEFAULT 0,
    checksum INTEGER,
    snapshot BLOB
);
CREATE TABLE event (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    stream INTEGER NOT NULL REFERENCES stream (id),
    version INTEGER NOT NULL,
    kind TEXT NOT NULL,
    kind_version INTEGER NOT NULL,
    at INTEGER NOT NULL,
    key TEXT,
    marks TEXT,
    checksum INTEGER NOT NULL,
    payload BLOB NOT NULL
);
CREATE UNIQUE INDEX event_version ON event (stream, version);
CREATE UNIQUE INDEX event_key ON event (stream, key) WHERE key IS NOT NULL;
CREATE TABLE mark (
    mark TEXT NOT NULL,
    stream TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (mark, stream, position)
) WITHOUT ROWID;
CREATE TABLE name (
    stream TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE rewrite (owed INTEGER NOT NULL);
INSERT INTO rewrite VALUES (0);
CREATE VIEW recorded AS
SELECT e.position, s.name AS stream, e.version, e.kind, e.kind_version, e.at, e.key, e.marks, e.checksum, e.payload,
    e.stream AS stream_id
FROM event e CROSS JOIN stream s ON s.id = e.stream;
"""
# AUTOINCREMENT: a position is never given out again, not even after an erase of the last event.

SUMMARIES = """
CREATE TABLE summary (
    stream INTEGER PRIMARY KEY REFERENCES stream (id),
    version INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    content BLOB NOT NULL
);
"""

MIGRATIONS: tuple[str, ...] = (FIRST, SUMMARIES)
"""Scripts by number: `user_version` counts how many have been run. Only ever appended to."""


def migrate(connection: sqlite3.Connection, migrations: Sequence[str]) -> None:
    """
    Run the scripts that the file has not seen, each in a transaction of its own.
    """
    version = schema_version(connection)
    for number, script in enumerate(migrations, 1):
        if number > version:
            connection.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT;")


def schema_version(connection: sqlite3.Connection) -> int:
    """
    Return how many scripts a file has seen.
    """
    [(version,)] = connection.execute("PRAGMA user_version").fetchall()
    return int(version)
