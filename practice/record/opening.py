"""
Opening a record's SQLite file: its settings, and whether it may be opened.

A file that exists is complete: it is built under another name and moved into
place, so an empty or damaged one is never mistaken for a new one and never
built anew. Who may write it is `lock`'s, what stands in it `schema`'s.
"""

import os
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from practice.record.contract import RecordBroken
from practice.record.erasing import NO_ROOM, finish_erases
from practice.record.schema import APPLICATION_ID, MIGRATIONS, migrate, schema_version

__all__ = ["connect_reader", "connect_writer", "create", "sync_directory"]

PRIMARY_CODE = 0xFF
"""The part of SQLite's error codes that says what went wrong, without the details."""
BUSY_MILLISECONDS = 5_000
"""How long to wait for a foreign lock (somebody's `sqlite3` prompt) before giving up."""
QUICK_CHECK_BYTES = 1 << 30
"""Files up to this size are checked whole when opened; a second or two; larger ones would delay a start."""

WRITER_SETTINGS: tuple[tuple[str, int | str], ...] = (
    ("journal_mode", "wal"),
    ("synchronous", 2),  # FULL: NORMAL loses acknowledged commits at a power cut
    ("secure_delete", 1),  # an erased learner's bytes are overwritten
    ("foreign_keys", 1),
    ("trusted_schema", 0),
    ("temp_store", 2),  # in memory: no statement journal with old pages in a temporary file
    ("busy_timeout", BUSY_MILLISECONDS),
    *((("fullfsync", 1), ("checkpoint_fullfsync", 1)) if sys.platform == "darwin" else ()),
)
READER_SETTINGS: tuple[tuple[str, int | str], ...] = (
    ("query_only", 1),
    ("trusted_schema", 0),
    ("temp_store", 2),
    ("busy_timeout", BUSY_MILLISECONDS),
)


def create(path: Path) -> None:
    """
    Build an empty record and move it into place.

    The caller owns the path (`lock`) and nothing is there yet.

    Raises
    ------
    RecordBroken
        If the log of a lost file is still there: its changes would be played
        into the new one.
    """
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        message = f"{path} is missing, but {log.name} beside it is not. Put the file back, or move its log away."
        raise RecordBroken(message)
    building = path.with_name(path.name + ".new")
    for left in (building, *(building.with_name(building.name + end) for end in ("-wal", "-shm", "-journal"))):
        left.unlink(missing_ok=True)
    os.close(os.open(building, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    connection = _connect(building, "rw")
    try:
        _apply(connection, path, WRITER_SETTINGS)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(connection, MIGRATIONS)
    finally:
        connection.close()
    building.rename(path)
    sync_directory(path.parent)


def connect_writer(path: Path, *, page_limit: int | None = None) -> sqlite3.Connection:
    """
    Open a record's file for its owner, checked, migrated and recovered.

    Parameters
    ----------
    path
        An absolute path.
    page_limit
        The most pages the file may have; a full disk, for tests.

    Raises
    ------
    RecordBroken
        If the file is damaged, not a record, newer than this program, or a
        setting does not hold; the message says which.
    """
    _require_file(path)
    connection = _connect(path, "rw")
    try:
        _require_record(connection, path)
        _apply(connection, path, WRITER_SETTINGS)
        if path.stat().st_size <= QUICK_CHECK_BYTES:
            _require_sound(connection, path)
        migrate(connection, MIGRATIONS)
        _finish_erases(connection)
        if page_limit is not None:
            connection.execute(f"PRAGMA max_page_count = {page_limit}")
    except sqlite3.Error as error:
        connection.close()
        raise RecordBroken(_sentence(path, error)) from error
    except RecordBroken:
        connection.close()
        raise
    return connection


def connect_reader(path: Path) -> sqlite3.Connection:
    """
    Open a record's file for reading, beside its owner or without one.

    Raises
    ------
    RecordBroken
        If the file is missing, damaged, not a record, or of another schema.
    """
    _require_file(path)
    connection = _connect(path, "ro")
    try:
        _require_record(connection, path)
        _require_migrated(connection, path)
        _apply(connection, path, READER_SETTINGS)
    except sqlite3.Error as error:
        connection.close()
        raise RecordBroken(_sentence(path, error)) from error
    except RecordBroken:
        connection.close()
        raise
    return connection


def sync_directory(directory: Path) -> None:
    """
    Make a new name in a directory outlive a power cut (where directories can be synced).
    """
    if sys.platform != "win32":
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    try:
        return sqlite3.connect(
            f"{path.as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_MILLISECONDS / 1_000,
            isolation_level=None,
            check_same_thread=False,
        )
    except sqlite3.Error as error:
        raise RecordBroken(_sentence(path, error)) from error


def _read(connection: sqlite3.Connection, setting: str) -> int | str | None:
    rows: list[tuple[int | str]] = connection.execute(f"PRAGMA {setting}").fetchall()
    return rows[0][0] if rows else None


def _finish_erases(connection: sqlite3.Connection) -> None:
    try:
        finish_erases(connection)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode not in NO_ROOM:
            raise
        # It stays owed; a full disk must not keep a service from starting.


def _apply(connection: sqlite3.Connection, path: Path, settings: Sequence[tuple[str, int | str]]) -> None:
    for setting, wanted in settings:
        connection.execute(f"PRAGMA {setting} = {wanted}")
        if (found := _read(connection, setting)) != wanted:
            message = f"{path} cannot be kept safe here: SQLite has {setting} at {found}, not at {wanted}."
            raise RecordBroken(message)


def _require_file(path: Path) -> None:
    # By its size alone: to open and close the file here would drop the locks by which SQLite, in this process, tells
    # other programs that the log is in use (POSIX drops a process's locks with any of its descriptors).
    try:
        empty = path.stat().st_size == 0
    except OSError as error:
        message = f"{path} cannot be read: {error.strerror}."
        raise RecordBroken(message) from error
    if empty:
        message = f"{path} is damaged or not a database. Put a backup in its place; it is left as it is."
        raise RecordBroken(message)


def _require_record(connection: sqlite3.Connection, path: Path) -> None:
    if _read(connection, "application_id") != APPLICATION_ID:
        message = f"{path} is a database, but not a Misstep record."
        raise RecordBroken(message)
    version = schema_version(connection)
    if version > len(MIGRATIONS):
        message = (
            f"{path} was written by a newer Misstep (schema {version}; this one knows {len(MIGRATIONS)}). Use that one."
        )
        raise RecordBroken(message)


def _require_migrated(connection: sqlite3.Connection, path: Path) -> None:
    if schema_version(connection) < len(MIGRATIONS):
        message = f"{path} has an older schema. Start the service once, which brings it up to date."
        raise RecordBroken(message)


def _require_sound(connection: sqlite3.Connection, path: Path) -> None:
    found: list[tuple[str]] = connection.execute("PRAGMA quick_check(1)").fetchall()
    if found != [("ok",)]:
        message = f"{path} is damaged ({found[0][0]}). Put a backup in its place; it is left as it is."
        raise RecordBroken(message)


def _sentence(path: Path, error: sqlite3.Error) -> str:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    if code & PRIMARY_CODE in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}:
        return f"{path} is damaged or not a database ({error}). Put a backup in its place; it is left as it is."
    return f"{path} cannot be opened: {error}."
