"""An erased learner's bytes are in no file."""

import asyncio
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from practice.ids import StreamId
from practice.record.contract import Appended
from practice.record.sqlite import SqliteRecord, open_sqlite
from tests.practice.record.conftest import Do
from tests.practice.record.samples import ANNA, BEN, an_event

COUNT = """
import pathlib, sys
trace = bytes.fromhex(sys.argv[2])
print(sum(file.read_bytes().count(trace) for file in pathlib.Path(sys.argv[1]).iterdir()))
"""
"""In a process of its own: to open the record's file here would drop SQLite's locks (see `opening`)."""

TRACE = b"anna-was-here"


def traces(folder: Path, trace: bytes = TRACE) -> int:
    """
    Count where a learner's bytes stand in any file of a folder.
    """
    counted = subprocess.run(
        [sys.executable, "-c", COUNT, str(folder), trace.hex()], capture_output=True, check=True, text=True
    )
    return int(counted.stdout)


async def practise(record: SqliteRecord, streams: list[StreamId], seed: int, rounds: int) -> None:
    """
    Let learners answer in turn; all that is kept of them, of whatever size, bears their trace.
    """
    drawn = random.Random(seed)
    versions = dict.fromkeys(streams, 0)
    for number in range(rounds):
        stream = drawn.choice(streams)
        trace = f"{stream.rpartition('/')[2]}-was-here".encode()
        size = drawn.choice([1, 5, 40, 300, 700, 2_000])
        appended = await record.append(
            stream,
            expected=versions[stream],
            events=[
                an_event(
                    f"{trace.decode()}/{number}",
                    payload=trace * size,
                    marks=(f"stuck {trace.decode()}",) if number % 3 == 0 else (),
                )
            ],
            snapshot=trace * drawn.choice([1, 30, 400, 3_000]),
        )
        assert isinstance(appended, Appended)
        versions[stream] += 1
        if number % 4 == 0:
            await record.summarise(stream, trace * drawn.choice([1, 30, 400, 3_000]), position=appended.position)
        await record.name(stream, f"{trace.decode()} {number}")


@pytest.mark.slow
def test_nothing_of_an_erased_learner_is_left(sqlite: SqliteRecord, tmp_path: Path, do: Do) -> None:
    """
    After an erase among many learners, neither the file nor its log holds a byte of the one; the others are whole.

    With this seed, a page that was split keeps one trace between its rows
    where only `secure_delete` and emptying the log are relied on.
    """
    others = [StreamId(f"learner/oak/o{n}") for n in range(12)]
    do(practise(sqlite, [ANNA, *others], seed=13, rounds=700))
    before = traces(tmp_path)
    of_others = [list(sqlite.read(other)) for other in others]

    erased = do(sqlite.erase(ANNA))

    assert before > erased.events > 0
    assert 0 == traces(tmp_path)
    assert of_others == [list(sqlite.read(other)) for other in others]
    assert 0 < traces(tmp_path, b"o0-was-here")


@pytest.mark.slow
def test_erasing_everybody_leaves_nothing_of_anybody(sqlite: SqliteRecord, tmp_path: Path, do: Do) -> None:
    """
    Also where pages are merged and freed one erase after another.
    """
    streams = [StreamId(f"learner/oak/{n:02}") for n in range(20)]
    do(practise(sqlite, streams, seed=2, rounds=600))
    for stream in streams:
        do(sqlite.erase(stream))

    assert 0 == traces(tmp_path, b"-was-here")


def test_erasing_at_once_is_answered_for_each(sqlite: SqliteRecord, tmp_path: Path, do: Do) -> None:
    """
    Two erases in one commit are both traceless when they are answered.
    """
    do(practise(sqlite, [ANNA, BEN], seed=3, rounds=60))

    async def both() -> int:
        return sum(erased.events for erased in await asyncio.gather(sqlite.erase(ANNA), sqlite.erase(BEN)))

    assert 60 == do(both())
    assert 0 == traces(tmp_path, b"-was-here")


def test_an_erase_that_death_cut_short_is_finished_at_the_next_opening(tmp_path: Path, do: Do) -> None:
    """
    Deleted, committed, and killed before the log was emptied: opening empties it.
    """
    folder = tmp_path / "died"
    folder.mkdir()
    path = folder / "record.sqlite"
    record = open_sqlite(path)
    do(practise(record, [ANNA, BEN], seed=4, rounds=40))
    do(record.close())
    with subprocess.Popen([sys.executable, "-c", DELETE, str(path), ANNA], stdout=subprocess.PIPE) as dying:
        assert dying.stdout is not None
        dying.stdout.readline()
        dying.kill()
    before = traces(folder)
    record = open_sqlite(path)
    after = traces(folder)
    do(record.close())

    assert before > 0
    assert 0 == after


DELETE = """
import pathlib, sys, time
from practice.record.opening import connect_writer
from practice.record.erasing import erase
connection = connect_writer(pathlib.Path(sys.argv[1]))
connection.execute("BEGIN IMMEDIATE")
erase(connection, [sys.argv[2]])
connection.execute("COMMIT")
print("deleted", flush=True)
time.sleep(60)
"""


def test_the_search_can_find(tmp_path: Path) -> None:
    """
    Without secure_delete the same search finds what was deleted: it is no blind test.
    """
    with closing(sqlite3.connect(tmp_path / "careless.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = 0")
        connection.execute("CREATE TABLE event (payload)")
        connection.execute("INSERT INTO event VALUES (?)", (TRACE * 500,))
        connection.execute("DELETE FROM event")

    assert traces(tmp_path) > 0
