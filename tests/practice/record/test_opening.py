"""Which files are opened, by whom, and what is said of the others."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from practice.record import erasing, reading, writing
from practice.record.contract import Appended, RecordBroken, RecordTaken
from practice.record.opening import connect_writer
from practice.record.schema import MIGRATIONS, migrate
from practice.record.sqlite import SqliteRecord, open_reader, open_sqlite
from practice.record.writing import append
from tests.practice.record.conftest import Do
from tests.practice.record.samples import ANNA, BEN, an_event, reading_beside

OWNER = """
import pathlib, sys, time
from practice.record.sqlite import open_sqlite
record = open_sqlite(pathlib.Path(sys.argv[1]))
print("open", flush=True)
time.sleep(60)
"""

VISITOR = """
import contextlib, sqlite3, sys
with contextlib.closing(sqlite3.connect(sys.argv[1])) as visitor:
    visitor.execute("SELECT * FROM event").fetchall()
"""

COPY = """
import shutil, sys
for end in ("", "-wal"):
    shutil.copy(sys.argv[1] + end, sys.argv[2])
"""


def pragma(connection: sqlite3.Connection, name: str) -> object:
    """
    Read one setting of a connection.
    """
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_second_opening_is_refused_by_name(sqlite: SqliteRecord, tmp_path: Path) -> None:
    """
    The same process cannot own a file twice; the sentence names file and process.
    """
    with pytest.raises(RecordTaken) as taken:
        open_sqlite(tmp_path / "record.sqlite")

    assert str(tmp_path / "record.sqlite") in str(taken.value)
    assert f"process {os.getpid()}" in str(taken.value)
    assert sqlite.health().writable


@pytest.mark.crash
def test_a_killed_owner_leaves_the_file_free(tmp_path: Path, do: Do) -> None:
    """
    While another process owns the file it is refused; once that was killed, it opens.
    """
    path = tmp_path / "record.sqlite"
    with subprocess.Popen([sys.executable, "-c", OWNER, str(path)], stdout=subprocess.PIPE) as owner:
        assert owner.stdout is not None
        owner.stdout.readline()
        with pytest.raises(RecordTaken, match=f"process {owner.pid}"):
            open_sqlite(path)
        owner.kill()
    record = open_sqlite(path)
    outcome = do(record.append(ANNA, expected=0, events=[an_event()]))
    do(record.close())

    assert isinstance(outcome, Appended)


def test_a_visitor_cannot_take_the_log_away(sqlite: SqliteRecord, tmp_path: Path, do: Do) -> None:
    """
    Whoever opens the file with another program and closes it leaves the log, which is still written to.

    SQLite's last visitor removes the log; that we are still there stands in
    locks which POSIX drops when this process closes any descriptor of the file.
    """
    path = tmp_path / "record.sqlite"
    do(sqlite.append(ANNA, expected=0, events=[an_event()]))
    do(sqlite.backup(tmp_path / "copy"))
    with reading_beside(path) as reader:
        reader.scan()
    subprocess.run([sys.executable, "-c", VISITOR, str(path)], check=True)
    do(sqlite.append(ANNA, expected=1, events=[an_event()]))

    with reading_beside(path) as reader:
        assert 2 == len(reader.scan())
    assert 0 < (tmp_path / "record.sqlite-wal").stat().st_size


def test_a_closed_record_may_be_owned_again(tmp_path: Path, do: Do) -> None:
    """
    `close` lets go of the lock and leaves no log behind.
    """
    path = tmp_path / "record.sqlite"
    for _ in range(2):
        do(open_sqlite(path).close())

    assert ["record.sqlite", "record.sqlite.lock"] == sorted(each.name for each in tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_nobody_else_reads_the_files(sqlite: SqliteRecord, tmp_path: Path, do: Do) -> None:
    """
    File, log and lock belong to the user alone, and so does a backup.
    """
    do(sqlite.append(ANNA, expected=0, events=[an_event()]))
    do(sqlite.backup(tmp_path / "copy"))

    assert {0o600} == {each.stat().st_mode & 0o777 for each in tmp_path.iterdir()}


def test_the_settings_hold(tmp_path: Path, do: Do) -> None:
    """
    What durability and erasure rest on is what SQLite says it does.
    """
    path = tmp_path / "record.sqlite"
    do(open_sqlite(path).close())
    with closing(connect_writer(path)) as connection:
        found = {
            name: pragma(connection, name)
            for name in ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "trusted_schema", "temp_store")
        }

    assert {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "temp_store": 2,
    } == found


@pytest.mark.parametrize("content", [b"", b"SQLite format", b"learner,answer\n" * 1_000])
def test_what_is_no_database_is_refused_and_left(content: bytes, tmp_path: Path) -> None:
    """
    An empty, cut or foreign file is never built anew.
    """
    path = tmp_path / "record.sqlite"
    path.write_bytes(content)

    with pytest.raises(RecordBroken, match="damaged or not a database"):
        open_sqlite(path)
    with pytest.raises(RecordBroken, match="damaged or not a database"):
        open_reader(path)

    assert content == path.read_bytes()


def test_another_programs_database_is_refused(tmp_path: Path) -> None:
    """
    A SQLite file without our mark is somebody else's.
    """
    path = tmp_path / "record.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE event (position)")

    with pytest.raises(RecordBroken, match="not a Misstep record"):
        open_sqlite(path)


def test_a_newer_schema_is_refused(tmp_path: Path, do: Do) -> None:
    """
    A file that a newer version wrote is not touched by this one.
    """
    path = tmp_path / "record.sqlite"
    do(open_sqlite(path).close())
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")

    with pytest.raises(RecordBroken, match="newer Misstep"):
        open_sqlite(path)
    with pytest.raises(RecordBroken, match="newer Misstep"):
        open_reader(path)


def test_migrations_run_once_each_in_order(tmp_path: Path, do: Do) -> None:
    """
    A file gets the scripts it has not seen; one that fails leaves the file at the one before.
    """
    path = tmp_path / "record.sqlite"
    do(open_sqlite(path).close())
    later = (*MIGRATIONS, "CREATE TABLE second (x)", "ALTER TABLE second RENAME TO third")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, later)
        migrate(connection, later)
        with pytest.raises(sqlite3.Error):
            migrate(connection, (*later, "CREATE TABLE fourth (x); CREATE TABLE third (x)"))
        connection.execute("ROLLBACK")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        version = pragma(connection, "user_version")

    assert ({"third"}, len(MIGRATIONS) + 2) == (tables & {"second", "third", "fourth"}, version)


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    """
    A path into nowhere is a sentence, for owner and reader.
    """
    with pytest.raises(RecordBroken, match="cannot be read"):
        open_reader(tmp_path / "none" / "record.sqlite")
    with pytest.raises(RecordBroken, match="cannot be opened"):
        open_sqlite(tmp_path / "none" / "record.sqlite")


def test_a_reader_reads_beside_the_owner(sqlite: SqliteRecord, tmp_path: Path, do: Do) -> None:
    """
    What is acknowledged while a reader is open is seen by it, and it writes nothing.
    """
    with reading_beside(tmp_path / "record.sqlite") as reader:
        before = len(reader.scan())
        do(sqlite.append(ANNA, expected=0, events=[an_event()], snapshot=b"s"))
        after = len(reader.scan())

        with pytest.raises(sqlite3.OperationalError, match="readonly"):
            append(reader._reading, BEN, expected=0, events=[an_event()], snapshot=None)  # noqa: SLF001 - on purpose

        assert (0, 1, b"s") == (before, after, reader.load(ANNA).snapshot)


def test_a_reader_needs_no_owner(tmp_path: Path, do: Do) -> None:
    """
    A closed record, and one whose owner died with a full log, are read alike.
    """
    path = tmp_path / "record.sqlite"
    record = open_sqlite(path)
    do(record.append(ANNA, expected=0, events=[an_event()]))
    died = tmp_path / "died"
    died.mkdir()
    subprocess.run([sys.executable, "-c", COPY, str(path), str(died)], check=True)
    do(record.close())

    with reading_beside(path) as closed, reading_beside(died / path.name) as of_the_dead:
        assert [ANNA] == closed.streams("")
        assert [ANNA] == of_the_dead.streams("")


@pytest.mark.parametrize(
    "query",
    [
        value
        for module in (erasing, reading, writing)
        for name, value in sorted(vars(module).items())
        if name.isupper() and isinstance(value, str)
    ],
)
def test_no_query_walks_a_table(query: str, tmp_path: Path, do: Do) -> None:
    """
    Every query of the record finds its rows by an index, however many there are.
    """
    do(open_sqlite(tmp_path / "record.sqlite").close())
    with closing(sqlite3.connect(tmp_path / "record.sqlite")) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {query}", ["x"] * query.count("?")).fetchall()

    walked = {detail for *_, detail in plan if detail.startswith("SCAN")}

    assert walked <= {"SCAN rewrite"}, "the one table that has one row"
