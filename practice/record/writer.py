"""
One thread that writes, many callers that wait: group commit.

Writes that arrive while one transaction is being synced share the next. A
caller hears of its write after the commit and never before; a commit that
fails fails all who wait for it, and the writer then refuses for good, because
after a failed sync nobody knows what the disk holds (reopening finds out).
"""

import asyncio
import contextlib
import sqlite3
import threading
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from practice.record.contract import Appended, Health, RecordBroken, RecordBusy
from practice.record.erasing import NO_ROOM, finish_erases

__all__ = ["MAX_BATCH", "MAX_WAITING", "Change", "Writer"]

MAX_BATCH = 256
"""Writes in one commit; more would make the first of them wait for the last."""
MAX_WAITING = 1_024
"""Writes taken and not yet durable: four full batches, about two seconds of a bad disk (600 ms a sync)."""
SCRUB_SECONDS = 0.05
"""How soon to try again to empty the log that a reader still holds."""

FAULTS = (
    sqlite3.DataError,
    sqlite3.IntegrityError,
    sqlite3.InterfaceError,
    sqlite3.ProgrammingError,
    ArithmeticError,
    TypeError,
    ValueError,
)
"""Errors of one write: its neighbours are kept. Any other error is the storage's."""

T = TypeVar("T")
Change: TypeAlias = Callable[[sqlite3.Connection], T]
"""What one caller wants changed, run inside the writer's transaction."""


@dataclass(frozen=True, slots=True)
class _Job:
    change: Change[object]
    future: asyncio.Future[Any]


class _Erasing(_Job):
    """Answered only when the log holds no trace either."""


@dataclass(slots=True)
class _Replies:
    """What the callers of one batch are told, one wake-up a loop."""

    by_loop: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Any], object]]] = field(default_factory=dict)

    def add(self, job: _Job, reply: object) -> None:
        self.by_loop.setdefault(job.future.get_loop(), []).append((job.future, reply))

    def send(self) -> None:
        for loop, replies in self.by_loop.items():
            try:
                loop.call_soon_threadsafe(_deliver, replies)
            except RuntimeError:
                # The loop is closed: its callers are gone, what they wrote is kept all the same.
                continue
        self.by_loop.clear()


class Writer:
    """The only writer of one open file."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Start the thread; from here on nobody else uses the connection."""
        self._connection = connection
        self._path = path
        self._jobs: deque[_Job] = deque()
        self._ready = threading.Event()
        self._refusal: str | None = None
        self._closing = False
        self._in_hand = 0
        self._commits = 0
        self._appends = 0
        self._scrubbing: list[tuple[_Job, object]] = []
        self._thread = threading.Thread(target=self._work, name=f"record {path.name}", daemon=True)
        self._thread.start()

    async def run(self, change: Change[T]) -> T:
        """
        Make one change and return what it returned, once it is durable.

        Raises
        ------
        RecordBusy
            If too many writes wait.
        RecordBroken
            If the storage failed, now or before.
        """
        return await self._submit(_Job, change)

    async def run_tracelessly(self, change: Change[T]) -> T:
        """
        Make one change and return when no file holds what it deleted.

        A reader that still looks at the old pages delays this, while other
        writes go on. Raises as `run` does, and `RecordBusy` where there is no
        room to rewrite the file: then a second call finishes the erase.
        """
        return await self._submit(_Erasing, change)

    def refuse(self, sentence: str) -> None:
        """Take no further writes; the first reason given stays."""
        if self._refusal is None:
            self._refusal = sentence

    def health(self) -> Health:
        """Say whether writes are taken, and how many there were."""
        refusal = "The record was closed." if self._closing else self._refusal
        return Health(
            writable=refusal is None,
            sentence=refusal or f"{self._path} takes writes.",
            commits=self._commits,
            appends=self._appends,
            waiting=self._waiting(),
        )

    async def close(self) -> None:
        """Finish what is queued and end the thread; a second call does nothing."""
        self._closing = True
        self._ready.set()
        await asyncio.to_thread(self._thread.join)

    def let_go(self) -> None:
        """Close the connection, after `close`; the last one to go folds the log into the file and removes it."""
        self._connection.close()

    def _waiting(self) -> int:
        return len(self._jobs) + self._in_hand

    async def _submit(self, kind: type[_Job], change: Change[T]) -> T:
        if self._closing:
            message = "The record was closed."
            raise RecordBroken(message)
        if self._refusal is not None:
            raise RecordBroken(self._refusal)
        if self._waiting() >= MAX_WAITING:
            message = f"{MAX_WAITING} writes wait for the disk already."
            raise RecordBusy(message)
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._jobs.append(kind(change, future))
        # At the end of this turn of the loop, so that what one turn decided travels in one commit.
        loop.call_soon(self._ready.set)
        return await future

    # What follows runs in the writer's thread.

    def _work(self) -> None:
        try:
            while True:
                self._ready.wait(SCRUB_SECONDS if self._scrubbing else None)
                self._ready.clear()
                for size in _portions(len(self._jobs)):
                    self._commit([self._jobs.popleft() for _ in range(size)])
                if self._scrubbing:
                    self._scrub()
                if self._closing and not self._jobs:
                    break
        finally:
            self._end()

    def _commit(self, batch: list[_Job]) -> None:
        self._in_hand = len(batch)
        replies = _Replies()
        if self._refusal is not None:
            for job in batch:
                replies.add(job, RecordBroken(self._refusal))
        else:
            try:
                outcomes = self._transact(batch)
            except Exception as error:  # noqa: BLE001 - whatever it is, none of the batch may be acknowledged
                failed = self._fail(error)
                outcomes = [RecordBroken(*failed.args) for _ in batch]
            for job, outcome in zip(batch, outcomes, strict=True):
                if isinstance(job, _Erasing) and not isinstance(outcome, Exception):
                    self._scrubbing.append((job, outcome))
                else:
                    replies.add(job, outcome)
        self._in_hand = 0
        replies.send()

    def _transact(self, batch: list[_Job]) -> list[object]:
        execute = self._connection.execute
        try:
            execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            return [RecordBusy(f"Another program holds {self._path}.") for _ in batch]
        outcomes: list[object] = []
        for job in batch:
            execute("SAVEPOINT one")
            try:
                outcomes.append(job.change(self._connection))
            except FAULTS as fault:
                execute("ROLLBACK TO one")
                outcomes.append(fault)
            execute("RELEASE one")
        execute("COMMIT")
        self._commits += 1
        self._appends += sum(isinstance(outcome, Appended) for outcome in outcomes)
        return outcomes

    def _scrub(self) -> None:
        """Finish what erases owe; while a reader holds the log, leave that for later."""
        replies = _Replies()
        outcome: Exception | None = None
        try:
            if not finish_erases(self._connection):
                return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode in NO_ROOM:
                outcome = RecordBusy(
                    f"Deleted, but traces are left ({error}): {self._path} needs room for a copy of itself, in its"
                    " folder and in the temporary one. Erase again."
                )
            else:
                outcome = self._fail(error)
        except Exception as error:  # noqa: BLE001 - the same as in `_commit`
            outcome = self._fail(error)
        for job, erased in self._scrubbing:
            replies.add(job, outcome or erased)
        self._scrubbing.clear()
        replies.send()

    def _fail(self, error: Exception) -> RecordBroken:
        sentence = (
            f"{self._path} could not be written: {error}. Nothing further is taken; make room or repair, then restart."
        )
        self.refuse(sentence)
        # Where SQLite has rolled back by itself, or cannot: either way nothing more is written here.
        with contextlib.suppress(sqlite3.Error):
            self._connection.execute("ROLLBACK")
        return RecordBroken(sentence)

    def _end(self) -> None:
        self.refuse("The record was closed.")
        replies = _Replies()
        for job in self._jobs:
            replies.add(job, RecordBroken(self._refusal))
        for job, _ in self._scrubbing:
            replies.add(
                job, RecordBroken(f"{self._path} was closed before the erase was finished; opening it does that.")
            )
        replies.send()


def _portions(count: int) -> Iterable[int]:
    return (min(MAX_BATCH, count - taken) for taken in range(0, count, MAX_BATCH))


def _deliver(replies: Iterable[tuple[asyncio.Future[Any], object]]) -> None:
    for future, reply in replies:
        if future.done():
            # Its caller was cancelled; the write is kept, and a retry finds it.
            continue
        if isinstance(reply, Exception):
            future.set_exception(reply)
        else:
            future.set_result(reply)
