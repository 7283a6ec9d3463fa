"""
The record: durable appends from 1, 8 and 64 callers, and what erasing and opening cost.

An append is what an answer needs: one event of 600 bytes with its key, and a
snapshot of 3 kB, answered once it is on the disk. Callers wait for each answer.
"""

import asyncio
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from practice.ids import StreamId
from practice.record.contract import NewEvent
from practice.record.sqlite import FILE_NAME, SqliteRecord, open_sqlite
from tests.bench.figure import ROUNDS, Figure, median_of_rounds

__all__ = ["measure"]

CALLERS = (1, 8, 64)
APPENDS = 1_280
"""A round of each: a fraction of a second on a usual disk."""
PAYLOAD = b"p" * 600
SNAPSHOT = b"s" * 3_000


def measure() -> list[Figure]:
    """
    Measure in interleaved rounds on one file.
    """
    with tempfile.TemporaryDirectory() as folder, asyncio.Runner() as runner:
        path = Path(folder) / FILE_NAME
        record = open_sqlite(path)
        rounds = [
            [runner.run(_round(record, f"{number}-{callers}", callers)) for callers in CALLERS]
            for number in range(ROUNDS)
        ]
        figures = [figure for column, callers in enumerate(CALLERS) for figure in _of(callers, rounds, column)]
        erased = _timed(lambda: runner.run(record.erase(StreamId("learner/bench/0-1/0"))))
        size = path.stat().st_size / 1e6
        runner.run(record.close())
        opened = _timed(lambda: runner.run(open_sqlite(path).close()))
        figures.append(Figure(f"erase one learner of a file of {size:.0f} MB", f"{erased:.2f} s"))
        figures.append(Figure("open and close that file, checked whole", f"{opened:.2f} s"))
    return figures


async def _round(record: SqliteRecord, name: str, callers: int) -> tuple[float, float, float]:
    """Return appends a second, CPU milliseconds an append, and appends a commit."""
    before, wall, cpu = record.health(), time.perf_counter(), time.process_time()
    await asyncio.gather(*(_call(record, StreamId(f"learner/bench/{name}/{n}"), callers) for n in range(callers)))
    after, wall, cpu = record.health(), time.perf_counter() - wall, time.process_time() - cpu
    appends = after.appends - before.appends
    return appends / wall, 1e3 * cpu / appends, appends / (after.commits - before.commits)


async def _call(record: SqliteRecord, stream: StreamId, callers: int) -> None:
    for version in range(APPENDS // callers):
        event = NewEvent(kind="try_recorded", version=1, at=0, payload=PAYLOAD, key=f"o/try/{version}")
        await record.append(stream, expected=version, events=(event,), snapshot=SNAPSHOT)


def _of(callers: int, rounds: list[list[tuple[float, float, float]]], column: int) -> list[Figure]:
    rates, cpus, groups = zip(*(row[column] for row in rounds), strict=True)
    who = f"{callers} caller{'s' if callers > 1 else ''}"
    return [
        Figure(f"{who}: durable appends", median_of_rounds(rates, "a second", 0)),
        Figure(f"{who}: CPU an append", median_of_rounds(cpus, "ms", 3)),
        Figure(
            f"{who}: appends a commit", median_of_rounds(groups, "", 1), "8 or more" if callers == CALLERS[-1] else ""
        ),
    ]


def _timed(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began
