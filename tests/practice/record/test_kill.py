"""No acknowledged write is lost to the death of the process."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from practice.record.contract import Record
from practice.record.sqlite import open_reader, open_sqlite
from tests.practice.record import working
from tests.practice.record.conftest import Do
from tests.practice.record.samples import an_event
from tests.practice.record.working import FOR_EVER, acknowledged, disagreements

LONGEST = 0.3
"""Seconds of work before a kill, at most: some hundred commits, several rewrites by erases."""


def work_and_kill(path: Path, notes: Path, work: str, seconds: float) -> dict[int, int]:
    """
    Let a process work for a while, kill it, and return what it was answered.
    """
    command = [sys.executable, working.__file__, str(path), str(notes), work, str(FOR_EVER), "FULL"]
    with subprocess.Popen(command) as process:
        while not notes.exists():
            assert process.poll() is None
            time.sleep(0.005)
        time.sleep(seconds)
        process.kill()
    return acknowledged(notes.read_bytes())


@pytest.mark.parametrize(
    "rounds",
    [pytest.param(10, marks=pytest.mark.crash), pytest.param(200, marks=pytest.mark.prove)],
)
def test_what_was_answered_survives_kill_9(rounds: int, tmp_path: Path, do: Do) -> None:
    """
    Killed at random moments, round after round on one file, a writer loses no answered write and tears none.
    """
    path = tmp_path / "record.sqlite"
    drawn = random.Random(rounds)
    answered: dict[str, dict[int, int]] = {}
    for number in range(rounds):
        work = f"round{number}"
        answered[work] = work_and_kill(path, tmp_path / work, work, drawn.uniform(0, LONGEST))
        record = open_sqlite(path)
        wrong = disagreements(record, work, answered[work])
        do(record.close())

        assert [] == wrong
    reader = open_reader(path)
    wrong = [each for work, done in answered.items() for each in disagreements(reader, work, done)]
    reader.let_go()

    assert [] == wrong
    assert sum(sum(done.values()) for done in answered.values()) > rounds


def test_a_lost_write_would_be_seen(record: Record, do: Do) -> None:
    """
    The comparison finds an answered write that is missing, a snapshot left behind, and a write too many.
    """
    stream = working.stream_of("w", 1)
    for number in (1, 2):
        event = an_event(payload=working.payload_of(1, number))
        do(record.append(stream, expected=number - 1, events=[event], snapshot=event.payload))
    right = [disagreements(record, "w", {1: 1}), disagreements(record, "w", {1: 2})]
    missing = disagreements(record, "w", {1: 3})
    too_many = disagreements(record, "w", {1: 0})
    do(record.append(stream, expected=2, events=[an_event(payload=working.payload_of(1, 3))], snapshot=b"behind"))
    behind = disagreements(record, "w", {1: 3})

    assert [[], []] == right
    assert all((missing, too_many, behind))
