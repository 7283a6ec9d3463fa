"""What group commit promises to those who wait, and what happens when the disk does not play along."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest

from practice.ids import StreamId
from practice.record.contract import Appended, Record, RecordBroken, RecordBusy, Stale
from practice.record.sqlite import SqliteRecord, open_sqlite
from practice.record.writer import MAX_BATCH, MAX_WAITING
from tests.practice.record.conftest import Do
from tests.practice.record.samples import ANNA, BEN, an_event


def stream(number: int) -> StreamId:
    """
    Name one of many streams.
    """
    return StreamId(f"learner/oak/{number:04}")


async def append_to(record: Record, numbers: range, *, payload: bytes = b"{}") -> list[object]:
    """
    Append one event to each of many streams in one turn of the loop.
    """
    appends = (record.append(stream(number), expected=0, events=[an_event(payload=payload)]) for number in numbers)
    return await asyncio.gather(*appends, return_exceptions=True)


def test_appends_of_one_turn_share_a_commit(sqlite: SqliteRecord, do: Do) -> None:
    """
    Sixty-four answers that arrive together cost one sync of the disk.
    """
    outcomes = do(append_to(sqlite, range(64)))

    assert 64 == sum(isinstance(outcome, Appended) for outcome in outcomes)
    assert (1, 64) == (sqlite.health().commits, sqlite.health().appends)


def test_a_turn_is_not_cut_in_two(sqlite: SqliteRecord, do: Do) -> None:
    """
    However long a turn of the loop takes, what it decided first waits for what it decides last.
    """

    async def think() -> None:
        time.sleep(0.05)  # noqa: ASYNC251 - a long turn is what is tested

    async def one_turn() -> None:
        first = sqlite.append(ANNA, expected=0, events=[an_event()])
        await asyncio.gather(first, think(), sqlite.append(BEN, expected=0, events=[an_event()]))

    do(one_turn())

    assert (1, 2) == (sqlite.health().commits, sqlite.health().appends)


def test_a_batch_is_bounded(sqlite: SqliteRecord, do: Do) -> None:
    """
    More than a batch are kept in as many commits as it takes.
    """
    do(append_to(sqlite, range(2 * MAX_BATCH + 1)))

    assert (3, 2 * MAX_BATCH + 1) == (sqlite.health().commits, sqlite.health().appends)


def test_a_refused_append_leaves_its_neighbours_alone(sqlite: SqliteRecord, do: Do) -> None:
    """
    In one commit, those before and after a stale and an impossible append are kept.
    """
    impossible = an_event(payload="not bytes")  # type: ignore[arg-type]  # a fault that only the write itself finds

    async def neighbours() -> list[object]:
        return await asyncio.gather(
            sqlite.append(stream(1), expected=0, events=[an_event()]),
            sqlite.append(stream(2), expected=7, events=[an_event()]),
            sqlite.append(stream(3), expected=0, events=[an_event(), impossible]),
            sqlite.append(stream(4), expected=0, events=[an_event()]),
            return_exceptions=True,
        )

    first, stale, failed, last = do(neighbours())

    assert [Appended(stream_version=1, position=1), Stale(stream_version=0)] == [first, stale]
    assert isinstance(failed, TypeError)
    assert Appended(stream_version=1, position=2) == last
    assert [stream(1), stream(4)] == sqlite.streams("")
    assert (True, 1) == (sqlite.health().writable, sqlite.health().commits)


def test_a_caller_that_gives_up_does_not_take_the_write_back(sqlite: SqliteRecord, do: Do) -> None:
    """
    Cancelled while it waits, an append is kept all the same, whole, and its neighbour in the commit is answered.
    """

    async def give_up() -> object:
        leaving = asyncio.create_task(sqlite.append(ANNA, expected=0, events=[an_event("a")], snapshot=b"s"))
        staying = asyncio.create_task(sqlite.append(BEN, expected=0, events=[an_event()]))
        await asyncio.sleep(0)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        return await asyncio.wait_for(staying, 60)

    answered = do(give_up())

    assert Appended(stream_version=1, position=2) == answered
    assert [ANNA, BEN] == sqlite.streams("")
    assert b"s" == sqlite.load(ANNA).snapshot


def test_closing_finishes_what_waits(tmp_path: Path, do: Do) -> None:
    """
    Appends that were taken before `close` are durable and answered.
    """
    path = tmp_path / "record.sqlite"
    record = open_sqlite(path)

    async def append_and_close() -> list[object]:
        waiting = asyncio.create_task(append_to(record, range(600)))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        await record.close()
        return await waiting

    outcomes = do(append_and_close())
    again = open_sqlite(path)
    kept = len(again.streams("", limit=1_000))
    do(again.close())

    assert (600, 600) == (sum(isinstance(outcome, Appended) for outcome in outcomes), kept)


def test_the_queue_is_bounded(tmp_path: Path, do: Do) -> None:
    """
    While the disk does nothing, a limited number of writes is taken; one more is told to come back, and may.
    """
    path = tmp_path / "record.sqlite"
    record = open_sqlite(path)

    async def flood() -> tuple[list[object], int]:
        with closing(sqlite3.connect(path, isolation_level=None)) as foreign:
            foreign.execute("BEGIN IMMEDIATE")
            waiting = asyncio.create_task(append_to(record, range(MAX_WAITING + 5)))
            async with asyncio.timeout(60):
                while record.health().waiting < MAX_WAITING:
                    await asyncio.sleep(0.01)
            held = record.health().waiting
            foreign.execute("ROLLBACK")
        return await waiting, held

    outcomes, held = do(flood())
    later = do(append_to(record, range(MAX_WAITING, MAX_WAITING + 5)))
    do(record.close())

    assert MAX_WAITING == held
    assert 5 == sum(isinstance(outcome, RecordBusy) for outcome in outcomes)
    assert MAX_WAITING == sum(isinstance(outcome, Appended) for outcome in outcomes)
    assert 5 == sum(isinstance(outcome, Appended) for outcome in later)


@pytest.mark.slow
def test_another_program_that_holds_the_file_is_waited_for_and_then_named(tmp_path: Path, do: Do) -> None:
    """
    Writes that cannot begin are told to come back, nothing of them is kept, and the record stays well.
    """
    path = tmp_path / "record.sqlite"
    record = open_sqlite(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as foreign:
        foreign.execute("BEGIN IMMEDIATE")
        with pytest.raises(RecordBusy, match="holds"):
            do(record.append(ANNA, expected=0, events=[an_event()]))
        foreign.execute("ROLLBACK")
    outcome = do(record.append(ANNA, expected=0, events=[an_event()]))
    do(record.close())

    assert Appended(stream_version=1, position=1) == outcome


def test_a_full_disk_acknowledges_nothing_that_is_not_kept(tmp_path: Path, do: Do) -> None:
    """
    Out of room, all who wait hear `RecordBroken` and no later write is taken; what was acknowledged stays.
    """
    path = tmp_path / "record.sqlite"
    record = open_sqlite(path, page_limit=64)
    kept: list[StreamId] = []
    broken = 0
    for start in range(0, 200, 10):
        outcomes = do(append_to(record, range(start, start + 10), payload=b"x" * 5_000))
        kept += [stream(start + n) for n, outcome in enumerate(outcomes) if isinstance(outcome, Appended)]
        broken += sum(isinstance(outcome, RecordBroken) for outcome in outcomes)
    health = record.health()
    seen = record.streams("")
    do(record.close())
    again = open_sqlite(path)
    found = again.streams("")
    more = do(append_to(again, range(500, 501)))
    do(again.close())

    assert kept
    assert 200 == len(kept) + broken
    assert (False, True) == (health.writable, "full" in health.sentence)
    assert [kept, kept] == [seen, found]
    assert [Appended] == [type(outcome) for outcome in more]


def test_an_erase_waits_for_whoever_still_reads_the_old_pages(sqlite: SqliteRecord, tmp_path: Path, do: Do) -> None:
    """
    A reader in the midst of an old view delays the erase's answer, not other writes.
    """
    do(sqlite.append(ANNA, expected=0, events=[an_event()]))

    async def erase_beside_a_reader() -> tuple[bool, object, int]:
        with closing(sqlite3.connect(tmp_path / "record.sqlite", isolation_level=None)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT * FROM event").fetchall()
            erasing = asyncio.create_task(sqlite.erase(ANNA))
            other = await sqlite.append(BEN, expected=0, events=[an_event()])
            await asyncio.sleep(0.2)
            waits = not erasing.done()
            reader.execute("ROLLBACK")
        return waits, other, (await erasing).events

    assert (True, Appended(stream_version=1, position=2), 1) == do(erase_beside_a_reader())
    assert 0 == (tmp_path / "record.sqlite-wal").stat().st_size


def test_callers_of_a_loop_that_ended_are_kept(tmp_path: Path, do: Do) -> None:
    """
    A loop that stops before its answer comes loses the answer, not the write.
    """
    path = tmp_path / "record.sqlite"
    record = open_sqlite(path)
    loop = asyncio.new_event_loop()
    abandoned = loop.create_task(record.append(ANNA, expected=0, events=[an_event()]))
    loop.run_until_complete(asyncio.sleep(0))
    abandoned.cancel()
    loop.run_until_complete(asyncio.gather(abandoned, return_exceptions=True))
    loop.close()
    outcome = do(record.append(BEN, expected=0, events=[an_event()]))
    streams = record.streams("")
    do(record.close())

    assert [ANNA, BEN] == streams
    assert isinstance(outcome, Appended)
