"""
The record in one SQLite file: the embedded default.

One process owns the file, one thread of it writes with group commit
(`writer`); reads go straight to the file, and nothing else in this process may
open it, not even to copy it: see `opening._require_file`. Several processes that
serve need another implementation of the same contract.
"""

import asyncio
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from practice.ids import StreamId
from practice.record import erasing, writing
from practice.record.contract import Appended, AppendOutcome, Duplicate, Erased, Gone, Health, NewEvent, RecordBroken
from practice.record.demands import require_appendable, require_text
from practice.record.lock import Lock, take_lock
from practice.record.opening import connect_reader, connect_writer, create, sync_directory
from practice.record.place import network_kind, read_mounts
from practice.record.reading import RecordReader
from practice.record.writer import Writer

__all__ = ["FILE_NAME", "SqliteRecord", "open_reader", "open_sqlite"]

FILE_NAME = "record.sqlite"
"""What the file is called within a data directory."""


class SqliteRecord(RecordReader):
    """A `Record` in a file that this process owns; made by `open_sqlite`."""

    def __init__(self, *, path: Path, reading: sqlite3.Connection, writer: Writer, lock: Lock) -> None:
        """Take over connections and lock, to be let go in `close`."""
        super().__init__(reading, path)
        self._writer = writer
        self._lock = lock

    async def append(
        self, stream: StreamId, *, expected: int, events: Sequence[NewEvent], snapshot: bytes | None = None
    ) -> AppendOutcome:
        """Append events with a snapshot that stands at them, if the stream still stands at `expected`."""
        require_appendable(stream, events)
        return await self._writer.run(
            partial(writing.append, stream=stream, expected=expected, events=tuple(events), snapshot=snapshot)
        )

    async def annotate(
        self, stream: StreamId, event: NewEvent, *, beside: StreamId | None = None
    ) -> Appended | Duplicate | Gone:
        """Append one event whatever the stream's version; the snapshot stays at its own."""
        require_appendable(stream, (event,))
        return await self._writer.run(partial(writing.annotate, stream=stream, event=event, beside=beside))

    async def summarise(self, stream: StreamId, summary: bytes, *, position: int) -> bool:
        """Keep what was made of a stream up to the event at `position`; False where that event is not there."""
        return await self._writer.run(partial(writing.summarise, stream=stream, summary=summary, position=position))

    async def name(self, stream: StreamId, name: str | None) -> bool:
        """Set or remove what people call the subject of a stream; False where there is none."""
        require_text(stream, name or "")
        return await self._writer.run(partial(writing.set_name, stream=stream, name=name))

    async def erase(self, *streams: StreamId) -> Erased:
        """
        Remove streams and their names, and return when neither file nor log holds a byte of them.

        The file is rewritten, about five seconds a gigabyte, and other writes
        wait for it. Copies made by `backup` are their owner's to erase.
        """
        require_text(*streams)
        return await self._writer.run_tracelessly(partial(erasing.erase, streams=streams))

    async def backup(self, to: Path) -> None:
        """
        Write a consistent copy that opens as a record, while writes go on.

        Raises
        ------
        FileExistsError
            If something is there already.
        """
        await asyncio.to_thread(_copy, self._path, to)

    def health(self) -> Health:
        """Say whether the record takes writes."""
        return self._writer.health()

    def _found_damage(self, sentence: str) -> None:
        self._writer.refuse(sentence)

    async def close(self) -> None:
        """Finish what was queued, then let go of the file; a second call does nothing."""
        await self._writer.close()
        super().let_go()
        await asyncio.to_thread(self._writer.let_go)
        self._lock.release()


def open_sqlite(path: Path, *, page_limit: int | None = None) -> SqliteRecord:
    """
    Open a record's file as its owner; build it where nothing is.

    Parameters
    ----------
    path
        The file; its directory exists.
    page_limit
        The most pages the file may have: a full disk, for tests.

    Raises
    ------
    RecordTaken
        If another process, or another record of this one, owns the file.
    RecordBroken
        If the file cannot be kept safely here; the message is a sentence for
        the operator. The file is left as it is.
    """
    path = path.resolve()  # through links, so that one file has one lock
    if (kind := network_kind(path, read_mounts())) is not None:
        message = f"{path} lies on a network file system ({kind}), which cannot keep it safe. Choose a local folder."
        raise RecordBroken(message)
    try:
        lock = take_lock(path)
        try:
            reading, writing_connection = _open_owned(path, page_limit)
        except BaseException:
            lock.release()
            raise
    except (OSError, sqlite3.Error) as error:
        message = f"{path} cannot be opened: {error}."
        raise RecordBroken(message) from error
    return SqliteRecord(path=path, reading=reading, writer=Writer(writing_connection, path), lock=lock)


def open_reader(path: Path) -> RecordReader:
    """
    Open a record's file for reading, beside its owner or without one.

    Raises
    ------
    RecordBroken
        If it cannot be read as a record of this version.
    """
    path = path.resolve()
    return RecordReader(connect_reader(path), path)


def _open_owned(path: Path, page_limit: int | None) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    if not path.exists():
        create(path)
    writing_connection = connect_writer(path, page_limit=page_limit)
    try:
        return connect_reader(path), writing_connection
    except BaseException:
        writing_connection.close()
        raise


def _copy(path: Path, to: Path) -> None:
    to = to.absolute()
    building = to.with_name(to.name + ".part")
    os.close(os.open(to, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    try:
        building.unlink(missing_ok=True)
        os.close(os.open(building, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(connect_reader(path)) as source, closing(sqlite3.connect(building)) as target:
            # In one step: one view of the file, however long it takes, while the writer goes on.
            source.backup(target)
        building.replace(to)
        sync_directory(to.parent)
    except BaseException as error:
        for left in (building, to):
            left.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            message = f"{path} could not be copied to {to}: {error}."
            raise RecordBroken(message) from error
        raise
