"""`misstep replay` and `misstep export`, beside the record's owner."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from api.cli import main
from practice.ids import learner_stream
from practice.record.contract import NewEvent
from practice.record.sqlite import FILE_NAME, SqliteRecord, open_sqlite
from tests.practice.support.desk import ADA, TENANT, Desk
from tests.practice.support.play import text

ADAS = learner_stream(TENANT, ADA)


async def practise(record: SqliteRecord) -> None:
    """
    Let a learner open an exercise and err once.
    """
    desk = await Desk(record).begin()
    await desk.answer(await desk.open(), 1, text("-987654"))


@pytest.fixture
def owned(tmp_path: Path) -> Iterator[SqliteRecord]:
    """
    Open a record in a data folder, with some practice in it.
    """
    with asyncio.Runner() as runner:
        record = open_sqlite(tmp_path / FILE_NAME)
        runner.run(practise(record))
        yield record
        runner.run(record.close())


def test_replay_agrees_beside_the_owner(
    owned: SqliteRecord, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    While the owner goes on, what it keeps is the fold of its events, in words and as JSON.
    """
    in_words = main(["replay", "--data", str(tmp_path)])
    words = capsys.readouterr().out
    as_json = main(["replay", "--data", str(tmp_path), "--json"])
    counts = msgspec.json.decode(capsys.readouterr().out)

    assert (0, 0) == (in_words, as_json)
    assert "1 learner folded: 1 the same, 0 different." in words
    assert (3, 1, []) == (counts["events"], counts["agree"], counts["differences"])
    assert owned.health().writable


def test_replay_ends_with_one_where_something_differs(
    owned: SqliteRecord, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    An event that cannot be folded is named, with its stream.
    """
    asyncio.run(owned.annotate(ADAS, NewEvent(kind="of_the_future", version=1, at=1, payload=b"{}")))

    assert 1 == main(["replay", "--data", str(tmp_path)])
    assert f"{ADAS}: the events cannot be folded" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["replay", "export"])
def test_a_record_that_cannot_be_read_is_a_sentence(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    No record, or a damaged one, ends with 2 and says so; nothing is built.
    """
    missing = main([command, "--data", str(tmp_path)])
    said = capsys.readouterr().err
    (tmp_path / FILE_NAME).write_bytes(b"not a database at all")
    damaged = main([command, "--data", str(tmp_path)])
    also = capsys.readouterr().err

    assert (2, 2) == (missing, damaged)
    assert said.startswith(f"misstep {command}: ")
    assert "damaged or not a database" in also
    assert [FILE_NAME] == [each.name for each in tmp_path.iterdir()]


def test_export_gives_each_event_as_it_was_recorded(
    owned: SqliteRecord, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """
    One line an event, by position; the payload is the recorded JSON, to the byte.
    """
    code = main(["export", "--data", str(tmp_path)])
    lines = capfdbinary.readouterr().out.splitlines()
    recorded = owned.scan()

    assert 0 == code
    assert [each.position for each in recorded] == [msgspec.json.decode(line)["position"] for line in lines]
    assert all(each.event.payload in line for each, line in zip(recorded, lines, strict=True))


def test_export_goes_on_where_it_stopped(
    owned: SqliteRecord, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """
    `--after` leaves out what an earlier export had, `--prefix` other streams.
    """
    asyncio.run(owned.annotate(ADAS, NewEvent(kind="hint_revised", version=1, at=1, payload=b"{}")))
    main(["export", "--data", str(tmp_path), "--after", "3"])
    later = capfdbinary.readouterr().out
    main(["export", "--data", str(tmp_path), "--prefix", "class/"])
    classes = capfdbinary.readouterr().out

    assert (1, b"") == (later.count(b"\n"), classes)
