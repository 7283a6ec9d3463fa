"""
Start of `misstep serve` to its first ready answer, and the memory it holds, with two banks.

The starter bank on an empty data folder and on one that was served before, and
the imported bank's bundle. Wall time and CPU until `/health/ready` answers;
resident memory then, and again after some hundred requests of practice.
"""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import pytest

from tests.bench.figure import ROUNDS, Figure, median_of_rounds
from tests.bench.http_answers import TRIES, UNLIMITED, pupils
from tests.bench.process import cpu_ms, resident_mb
from tests.service.imported import imported_bundle
from tests.service.running import Running, add_key

__all__ = ["measure"]

LEARNERS = 20
SITTINGS = 2
"""With opening, tries and skipping five requests each: 200 in all, and two for each learner's token."""


class Start(msgspec.Struct, frozen=True):
    """One start: seconds of wall and CPU to ready, MB when ready and after practice."""

    wall: float
    cpu: float
    ready: float
    practised: float


class _Case(msgspec.Struct, frozen=True):
    """What is started: its name, its goal, its flags; `again` says that its data folder was served before."""

    name: str
    goal: str
    flags: tuple[str, ...]
    again: bool


def measure() -> list[Figure]:
    """
    Start everything once a round.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        cases = [_Case("starter bank, first start", "≤ 3 s", (), again=False)]
        cases += [_Case("starter bank, later start", "≤ 3 s", (), again=True)]
        bundle = _bundle(root)
        if bundle is not None:
            cases += [_Case("imported bank's bundle", "≤ 5 s", ("--bank", str(bundle)), again=False)]
        starts = list(_rounds(root, cases))
    figures = [
        figure
        for place, case in enumerate(cases)
        for figure in _figures(case, [starts[at] for at in range(place, len(starts), len(cases))])
    ]
    return figures if bundle is not None else [*figures, Figure("imported bank's bundle", "absent", "≤ 5 s")]


def _bundle(root: Path) -> Path | None:
    try:
        return imported_bundle(root)
    except pytest.skip.Exception:
        return None


def _rounds(root: Path, cases: list[_Case]) -> Iterator[Start]:
    for number in range(ROUNDS):
        for place, case in enumerate(cases):
            data = root / (f"again-{place}" if case.again else f"{number}-{place}")
            if case.again and not data.exists():
                with Running(data, *UNLIMITED, *case.flags) as service:
                    service.stop()
            yield _start(data, case.flags, name=f"round-{number}")


def _start(data: Path, flags: tuple[str, ...], *, name: str) -> Start:
    key = add_key(data, "admin")
    began = time.perf_counter()
    with Running(data, *UNLIMITED, *flags) as service:
        assert httpx.get(f"{service.address}/health/ready").status_code == 200
        wall, cpu = time.perf_counter() - began, cpu_ms(service.process.pid) / 1e3
        ready = resident_mb(service.process.pid)
        asyncio.run(_practise(service, key, name))
        practised = resident_mb(service.process.pid)
        service.stop()
    return Start(wall, cpu, ready, practised)


async def _practise(service: Running, key: str, name: str) -> None:
    learners = await pupils(service, key, LEARNERS, name)
    for _ in range(SITTINGS):
        for learner in learners:
            await learner.open()
            for number in range(TRIES):
                await learner.answer(number)
            await learner.skip()
    for learner in learners:
        await learner.connection.close()


def _figures(case: _Case, starts: list[Start]) -> list[Figure]:
    return [
        Figure(f"{case.name}: to ready", median_of_rounds([one.wall for one in starts], "s"), case.goal),
        Figure(f"{case.name}: CPU to ready", median_of_rounds([one.cpu for one in starts], "s")),
        Figure(f"{case.name}: memory when ready", median_of_rounds([one.ready for one in starts], "MB", 0)),
        Figure(f"{case.name}: memory after practice", median_of_rounds([one.practised for one in starts], "MB", 0)),
    ]
