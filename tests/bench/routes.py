"""
What one question to a model costs this process, by what the provider does.

CPU milliseconds a question, client and our own work together, against scripted
providers in processes of their own; and the wait of a question where no route
is of use. Rounds are interleaved.
"""

import asyncio
import contextlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import msgspec

from hints.routes.route import Patience, Route, Routes
from hints.routes.routed import RoutedModels, open_models
from tests.bench.figure import ROUNDS, Figure, median_of_rounds
from tests.hints.routes.asking import ENVIRON, WELL, request, route_to
from tests.provider.behaviour import Answer, Behaviour, Hang, Script, html
from tests.provider.provider import closed_port

__all__ = ["measure"]

QUESTIONS = 20
"""In a round, of each case."""


class _Case(msgspec.Struct, frozen=True):
    """A case: its name, the routes, and a goal where there is one."""

    name: str
    routes: tuple[Route, ...]
    patience: Patience = Patience(attempts=1)


def measure() -> list[Figure]:
    """
    Ask all cases round by round.
    """
    with contextlib.ExitStack() as stack:
        good = stack.enter_context(_provider(Answer(text=WELL)))
        garbage = stack.enter_context(_provider(html()))
        silent = stack.enter_context(_provider(Hang()))
        dead = stack.enter_context(closed_port())
        cases = (
            _Case("healthy", (route_to(good),)),
            _Case("healthy, as a stream", (route_to(good, transfer="stream"),)),
            _Case("garbage", (route_to(garbage),)),
            _Case("dead, its breaker opening", (route_to(dead),)),
            _Case("hanging, its breaker opening", (route_to(silent, seconds=0.02, slow_seconds=0.02),)),
            _Case(
                "hanging, then another",
                (route_to(silent, name="first", seconds=0.02, slow_seconds=0.02), route_to(good, name="second")),
                Patience(attempts=2, first_wait=0.001),
            ),
        )
        rows = asyncio.run(_rounds(cases))
    figures = []
    for place, case in enumerate(cases):
        figures.append(Figure(f"{case.name}: CPU", median_of_rounds([row[place][0] for row in rows], "ms")))
        figures.append(Figure(f"{case.name}: wait", median_of_rounds([row[place][1] for row in rows], "ms")))
    return figures


async def _rounds(cases: tuple[_Case, ...]) -> list[list[tuple[float, float]]]:
    rows = []
    for number in range(ROUNDS + 1):
        row = []
        for case in cases:
            routes = Routes(routes=case.routes, patience=case.patience)
            models = open_models(routes, environ=ENVIRON, draw=random.Random(number).random)
            try:
                await models.ask(request(), seconds=10)  # opens the connection
                row.append(await _asked(models))
            finally:
                await models.close()
        rows.append(row)
    return rows[1:]  # the first one imports and warms up


async def _asked(models: RoutedModels) -> tuple[float, float]:
    """
    Ask one after another; return CPU and wall milliseconds of one.
    """
    cpu, wall = time.process_time(), time.perf_counter()
    for _ in range(QUESTIONS):
        await models.ask(request(), seconds=10)
    return (time.process_time() - cpu) * 1e3 / QUESTIONS, (time.perf_counter() - wall) * 1e3 / QUESTIONS


@contextlib.contextmanager
def _provider(behaviour: Behaviour) -> Iterator[int]:
    """
    Run a scripted provider in a process of its own; give its port.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "script.json"
        path.write_bytes(msgspec.json.encode(Script(then=behaviour)))
        command = [sys.executable, "-m", "tests.provider", "--script", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert process.stdout is not None
                yield int(process.stdout.readline().rpartition(":")[2].partition("/")[0])
            finally:
                process.terminate()
