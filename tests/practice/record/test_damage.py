"""What is found damaged, when, and that nothing is built over it."""

from pathlib import Path

import pytest

from practice.record.contract import RecordBroken
from practice.record.sqlite import open_sqlite
from tests.practice.record.conftest import Do
from tests.practice.record.samples import ANNA, BEN, an_event, reading_beside


def fill(path: Path, do: Do) -> None:
    """
    Write a record of a few hundred kilobytes and close it.
    """
    record = open_sqlite(path)
    for version in range(100):
        do(record.append(ANNA, expected=version, events=[an_event(f"{version}", payload=b"p" * 2_000)], snapshot=b"s"))
    do(record.close())


def test_a_damaged_file_is_refused_and_left(tmp_path: Path, do: Do) -> None:
    """
    Pages overwritten in the middle are found when the file is opened.
    """
    path = tmp_path / "record.sqlite"
    fill(path, do)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2 // 4_096 * 4_096
    content[middle : middle + 8_192] = b"\xa5" * 8_192
    path.write_bytes(content)

    with pytest.raises(RecordBroken, match="damaged"):
        open_sqlite(path)

    assert content == path.read_bytes()


def test_a_changed_payload_is_found_when_it_is_read(tmp_path: Path, do: Do) -> None:
    """
    One flipped byte that SQLite cannot see raises, never gives a wrong event, and stops the writing.
    """
    path = tmp_path / "record.sqlite"
    fill(path, do)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"p" * 2_000, b"p" * 1_999 + b"q", 1))
    record = open_sqlite(path)

    with pytest.raises(RecordBroken, match="not what was written"):
        record.read(ANNA)
    with pytest.raises(RecordBroken):
        do(record.append(BEN, expected=0, events=[an_event()]))
    health = record.health()
    do(record.close())

    assert not health.writable


def test_a_changed_snapshot_is_passed_over(tmp_path: Path, do: Do) -> None:
    """
    A snapshot whose bytes changed is not given out: the events say the same.
    """
    path = tmp_path / "record.sqlite"
    record = open_sqlite(path)
    do(record.append(ANNA, expected=0, events=[an_event()], snapshot=b"the state of anna"))
    do(record.close())
    path.write_bytes(path.read_bytes().replace(b"the state of anna", b"the state of emma"))

    with reading_beside(path) as reader:
        loaded = reader.load(ANNA)

    assert (1, None) == (loaded.stream_version, loaded.snapshot)


def test_a_changed_summary_is_passed_over(tmp_path: Path, do: Do) -> None:
    """
    A summary whose bytes changed is not given out either.
    """
    path = tmp_path / "record.sqlite"
    record = open_sqlite(path)
    do(record.append(ANNA, expected=0, events=[an_event()]))
    do(record.summarise(ANNA, b"the course of anna", position=1))
    do(record.close())
    path.write_bytes(path.read_bytes().replace(b"the course of anna", b"the course of emma"))

    with reading_beside(path) as reader:
        assert reader.summary(ANNA) is None


def test_a_log_without_its_file_is_not_played_into_a_new_one(tmp_path: Path, do: Do) -> None:
    """
    Where the file is missing but its log is not, nothing is built.
    """
    path = tmp_path / "record.sqlite"
    (tmp_path / "record.sqlite-wal").write_bytes(b"log")

    with pytest.raises(RecordBroken, match="is missing"):
        open_sqlite(path)
    (tmp_path / "record.sqlite-wal").unlink()
    do(open_sqlite(path).close())

    assert path.exists()


def test_what_a_killed_building_left_is_swept(tmp_path: Path, do: Do) -> None:
    """
    A half-built file is no record and does not stand in the way of one.
    """
    (tmp_path / "record.sqlite.new").write_bytes(b"half")
    do(open_sqlite(tmp_path / "record.sqlite").close())

    assert ["record.sqlite", "record.sqlite.lock"] == sorted(each.name for each in tmp_path.iterdir())
