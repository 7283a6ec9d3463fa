"""No acknowledged write is lost to a power cut, and the test would see it."""

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from practice.record.contract import RecordBroken
from practice.record.sqlite import open_reader, open_sqlite
from tests.parts import compiler_path
from tests.practice.record import working
from tests.practice.record.conftest import Do
from tests.practice.record.power_cut import DATABASE, LOG, Disk, read_notes
from tests.practice.record.working import acknowledged, disagreements

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc and preloads a library")

SOURCE = Path(__file__).with_name("power_cut.c")
OPERATIONS = 130
"""Of each caller: two erases with their rewrites, and enough to fold the log into the file several times."""


def note_work(folder: Path, do: Do, synchronous: str) -> tuple[bytes, Path]:
    """
    Let a process work to its end under observation; return the file before it, and the notes.
    """
    library, path, notes = folder / "power_cut.so", folder / "record.sqlite", folder / "notes"
    build = [compiler_path(), "-shared", "-fPIC", "-O1", "-Wall", "-Werror", "-o", str(library), str(SOURCE), "-ldl"]
    subprocess.run(build, check=True)
    do(open_sqlite(path).close())
    before = path.read_bytes()
    command = [sys.executable, working.__file__, str(path), str(folder / "answers"), "work", str(OPERATIONS)]
    observed = {**os.environ, "LD_PRELOAD": str(library), "POWER_CUT_NOTES": str(notes)}
    subprocess.run([*command, synchronous], check=True, env=observed)
    return before, notes


def cuts(before: bytes, notes: Path, folder: Path, count: int) -> Iterator[tuple[Path, bytes]]:
    """
    Cut the power at random moments; give each time what is left, and the answers that were out by then.
    """
    drawn = random.Random(count)
    calls = list(read_notes(notes))
    disk = Disk({DATABASE: bytearray(before), LOG: bytearray()})
    moments = sorted(drawn.randrange(len(calls)) for _ in range(count))
    taken = 0
    for number, moment in enumerate(moments):
        for call in calls[taken:moment]:
            disk.take(call)
        taken = moment
        left = folder / f"cut{number}"
        left.mkdir()
        path = left / "record.sqlite"
        found = disk.cut(drawn)
        path.write_bytes(found[DATABASE])
        path.with_name("record.sqlite-wal").write_bytes(found[LOG])
        yield path, bytes(disk.answers)
        for each in left.iterdir():
            each.unlink()


def lost(path: Path, answers: bytes, do: Do) -> list[str]:
    """
    Open what a cut left, as the service would, and compare it with what was answered.
    """
    try:
        do(open_sqlite(path).close())
        reader = open_reader(path)
    except RecordBroken as broken:
        return [str(broken)]
    wrong = disagreements(reader, "work", acknowledged(answers))
    reader.let_go()
    return wrong


@pytest.mark.parametrize(
    "count",
    [pytest.param(40, marks=pytest.mark.crash), pytest.param(1_500, marks=pytest.mark.prove)],
)
def test_what_was_answered_survives_a_power_cut(count: int, tmp_path: Path, do: Do) -> None:
    """
    With whatever sectors had reached the disk, the file opens and holds every answered write, whole.
    """
    before, notes = note_work(tmp_path, do, "FULL")

    wrong = [each for path, answers in cuts(before, notes, tmp_path, count) for each in lost(path, answers, do)]

    assert [] == wrong
    assert OPERATIONS * working.CALLERS == sum(acknowledged((tmp_path / "answers").read_bytes()).values())


@pytest.mark.parametrize(
    "count",
    [pytest.param(40, marks=pytest.mark.crash), pytest.param(300, marks=pytest.mark.prove)],
)
def test_a_careless_setting_is_seen_to_lose(count: int, tmp_path: Path, do: Do) -> None:
    """
    The control: with `synchronous = NORMAL`, which most advice recommends, the same cuts lose answered writes.
    """
    before, notes = note_work(tmp_path, do, "NORMAL")

    wrong = [each for path, answers in cuts(before, notes, tmp_path, count) for each in lost(path, answers, do)]

    assert wrong
