"""
A process that works on a record, and what has to be there of its work.

Run as a program it appends, annotates and erases for several callers at once,
and notes each answer it got in a file. Every operation follows from caller and
number alone, so whoever finds the record can say which were kept.
"""

import asyncio
import itertools
import os
import sys
from pathlib import Path

from practice.ids import StreamId
from practice.record.contract import NewEvent, Reads
from practice.record.sqlite import SqliteRecord, open_sqlite

__all__ = ["CALLERS", "acknowledged", "disagreements", "stream_of"]

CALLERS = 8
FOR_EVER = 0
ANNOTATES = 7
ERASES = 60
"""Each how many operations a caller annotates, and the first one erases; else they append."""


def stream_of(work: str, caller: int) -> StreamId:
    """
    Name the stream of one caller of one piece of work.
    """
    return StreamId(f"learner/oak/{work}-{caller}")


def payload_of(caller: int, number: int) -> bytes:
    """
    Say what an operation writes: a few bytes, or some pages.
    """
    return f"{caller}/{number};".encode() * (1 + (number * 37 + caller * 11) % 400)


def is_erase(caller: int, number: int) -> bool:
    """
    Say whether an operation erases.
    """
    return caller == 0 and number % ERASES == 0


def content(caller: int, done: int) -> tuple[list[bytes], bytes | None, int]:
    """
    Return the payloads, the snapshot and its version that a caller's stream has after so many operations.
    """
    first = 1 + max((number for number in range(1, done + 1) if is_erase(caller, number)), default=0)
    payloads = [payload_of(caller, number) for number in range(first, done + 1)]
    last = max((number for number in range(first, done + 1) if number % ANNOTATES), default=first - 1)
    version = last - first + 1
    return payloads, payloads[version - 1] if version else None, version


def acknowledged(lines: bytes) -> dict[int, int]:
    """
    Read how many operations of each caller were answered, from the notes of the process.
    """
    answered = dict.fromkeys(range(CALLERS), 0)
    for line in lines.split(b"\n")[:-1]:
        caller, number = map(int, line.split())
        answered[caller] = number
    return answered


def disagreements(record: Reads, work: str, answered: dict[int, int]) -> list[str]:
    """
    Compare a record with what was answered.

    Every answered operation is there, whole and in order; of each caller at
    most one more, which was under way.
    """
    found: list[str] = []
    for caller, done in answered.items():
        stream = stream_of(work, caller)
        history = record.read(stream, limit=10_000)
        loaded = record.load(stream)
        kept = ([recorded.event.payload for recorded in history], loaded.snapshot, loaded.snapshot_version)
        if kept not in (content(caller, done), content(caller, done + 1)):
            found.append(f"{stream}: {len(history)} events, answered up to operation {done}")
        if [recorded.stream_version for recorded in history] != list(range(1, loaded.stream_version + 1)):
            found.append(f"{stream}: versions with gaps")
    return found


async def call(record: SqliteRecord, work: str, caller: int, notes: int, limit: int) -> None:
    """
    Do one caller's operations, each after the answer to the one before was noted.
    """
    stream, version = stream_of(work, caller), 0
    for number in itertools.count(1):
        payload = payload_of(caller, number)
        event = NewEvent(kind="worked", version=1, at=number, payload=payload, key=f"{number}", marks=("stuck",))
        if is_erase(caller, number):
            await record.erase(stream)
            version = 0
        elif number % ANNOTATES == 0:
            await record.annotate(stream, event)
            version += 1
        else:
            await record.append(stream, expected=version, events=[event], snapshot=payload)
            version += 1
        os.write(notes, f"{caller} {number}\n".encode())
        if number == limit:
            return


async def main(path: Path, notes_path: Path, work: str, limit: int, synchronous: str) -> None:
    """
    Work until the limit, or until somebody kills the process.
    """
    record = open_sqlite(path)
    record._writer._connection.execute(f"PRAGMA synchronous = {synchronous}")  # noqa: SLF001 - for a control that fails
    notes = os.open(notes_path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    await asyncio.gather(*(call(record, work, caller, notes, limit) for caller in range(CALLERS)))
    os._exit(0)  # as abruptly as a kill: what closing would still write is no part of the promise


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]), sys.argv[5]))
