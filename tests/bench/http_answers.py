"""
Answers over HTTP: CPU per durable answer, answers per fsync, throughput and latency at 64 clients.

`misstep serve` with the starter bank in a process of its own. Every learner has
an exercise of their own choosing open and answers it wrong, so each answer is
judged, diagnosed, helped, recorded and on the disk before its reply. Opening and
skipping happen between the timed phases and are counted nowhere; a variant is
compiled when it is opened.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from tests.bench.figure import ROUNDS, Figure, median_of_rounds, quantile
from tests.bench.http_client import Connection
from tests.bench.process import cpu_ms
from tests.service.running import Running, add_key

__all__ = ["Learner", "measure", "measured_on", "pupils"]

CLIENTS = 64
SITTINGS = 4
"""Exercises that each learner answers in a round."""
TRIES = 3
"""Wrong answers to each: any exercise takes so many before it may end."""
EMPTY = 12
"""Requests of the empty endpoint of each client in a round."""
ANSWERED = ("number", "expression", "equation", "text")
"""Kinds to which a fraction or a word is a wrong answer, and not one of another kind."""
UNLIMITED = ("--no-demo", "--learner-rate", "1000000/1000000", "--key-rate", "1000000/1000000")


class Learner:
    """One learner at one connection, with an exercise open that can be answered wrong for certain."""

    def __init__(self, connection: Connection, name: str, skills: Sequence[str]) -> None:
        self.connection = connection
        self.skills = skills
        self.root = f"/v1/learners/{name}/opportunities"
        self.path = ""
        self.bodies: list[bytes] = []
        self.helped = 0

    async def open(self) -> None:
        """
        Open an exercise of a kind that can be answered wrong for certain, by asking for skill after skill.

        Nobody knows from outside which option of a choice is wrong, and a skill may have nothing but choices.
        """
        for wish in ({}, *({"skill": skill} for skill in self.skills)):
            view = await self.connection.ask("POST", self.root, wish)
            self.path = f"{self.root}/{view['opportunity']}"
            step = next(step for step in view["steps"] if step["id"] == view["open"][-1])
            if step["shown"]["kind"] in ANSWERED:
                self.bodies = [_wrong(step, number) for number in range(TRIES)]
                return
            await self.skip()
        raise AssertionError(self.root)

    async def answer(self, n: int) -> float:
        """
        Give one wrong answer; return the milliseconds until its reply.
        """
        reply = await self.connection.send("PUT", f"{self.path}/tries/{n + 1}", self.bodies[n])
        self.helped += b'"verdict":"incorrect"' in reply and b'"hint":{' in reply
        return self.connection.last_ms

    async def skip(self) -> None:
        """
        End the exercise.
        """
        await self.connection.ask("PUT", f"{self.path}/ending", {"how": "skipped"})


class Phase(msgspec.Struct, frozen=True):
    """What one timed phase took: CPU of the server per request, requests a second, answers a commit, latencies."""

    cpu: float
    rate: float
    group: float
    took: list[float]


class Round(msgspec.Struct, frozen=True):
    """The phases of one round, and the share of answers that got a verdict and a hint."""

    empty: Phase
    answers: Phase
    alone: Phase
    helped: float


def _wrong(step: dict[str, Any], number: int) -> bytes:
    text = f"{7717 + 2 * number}/3"
    match step["shown"]["kind"]:
        case "equation":
            text = f"{(step['shown']['unknowns'] or ['x'])[0]} = {text}"
        case "text":
            text = "rhubarb" + "b" * number
        case _:
            pass
    return msgspec.json.encode({"step": step["id"], "response": {"kind": "final", "text": text}})


def measure() -> list[Figure]:
    """
    Measure in interleaved rounds on one server.
    """
    with tempfile.TemporaryDirectory() as folder:
        key = add_key(Path(folder), "admin")
        with Running(Path(folder), *UNLIMITED) as service:
            rounds = asyncio.run(measured_on(service, key))
    return _figures(rounds)


async def measured_on(service: Running, key: str, rounds: int = ROUNDS) -> list[Round]:
    """
    Measure a running server.
    """
    learners = await pupils(service, key, CLIENTS)
    await _sitting(service, learners)  # warms up
    done = [await _round(service, learners) for _ in range(rounds)]
    for learner in learners:
        await learner.connection.close()
    return done


async def pupils(service: Running, key: str, count: int, name: str = "learner") -> list[Learner]:
    """
    Make learners named and numbered, each with a token and a connection of their own.
    """
    admin = await Connection.to(service.address, key)
    skills = [one["id"] for one in (await admin.ask("GET", "/v1/banks/active"))["skills"]]
    learners = []
    for number, learner in enumerate(f"{name}-{number}" for number in range(count)):
        await admin.ask("POST", "/v1/learners", {"learner": learner})
        token = (await admin.ask("POST", f"/v1/learners/{learner}/tokens", {}))["token"]
        first = number % len(skills)
        learners.append(
            Learner(await Connection.to(service.address, token), learner, [*skills[first:], *skills[:first]])
        )
    await admin.close()
    return learners


async def _round(service: Running, learners: Sequence[Learner]) -> Round:
    before = sum(learner.helped for learner in learners)
    empty = await _timed(service, learners, _look, EMPTY)
    answers = _together([await _sitting(service, learners) for _ in range(SITTINGS)])
    alone = _together([await _sitting(service, learners[:1]) for _ in range(SITTINGS)])
    helped = sum(learner.helped for learner in learners) - before
    return Round(empty=empty, answers=answers, alone=alone, helped=helped / (len(answers.took) + len(alone.took)))


async def _look(learner: Learner, _: int) -> float:
    await learner.connection.send("GET", "/health/live")
    return learner.connection.last_ms


async def _sitting(service: Running, learners: Sequence[Learner]) -> Phase:
    for learner in learners:
        await learner.open()
    phase = await _timed(service, learners, Learner.answer, TRIES)
    for learner in learners:
        await learner.skip()
    return phase


async def _timed(
    service: Running, learners: Sequence[Learner], act: Callable[[Learner, int], Awaitable[float]], times: int
) -> Phase:
    async def one(learner: Learner) -> list[float]:
        return [await act(learner, number) for number in range(times)]

    before = await _health(learners[0])
    cpu, wall = cpu_ms(service.process.pid), time.perf_counter()
    took = [each for some in await asyncio.gather(*map(one, learners)) for each in some]
    cpu, wall = cpu_ms(service.process.pid) - cpu, time.perf_counter() - wall
    after = await _health(learners[0])
    commits = after["commits"] - before["commits"]
    group = (after["appends"] - before["appends"]) / commits if commits else 0.0
    return Phase(cpu / len(took), len(took) / wall, group, took)


async def _health(learner: Learner) -> Any:  # noqa: ANN401 - JSON
    return await learner.connection.ask("GET", "/health/ready")


def _together(phases: Sequence[Phase]) -> Phase:
    """Join phases of the same length: rates by their harmonic mean, the rest by the mean."""
    return Phase(
        statistics.fmean(phase.cpu for phase in phases),
        statistics.harmonic_mean([phase.rate for phase in phases]),
        statistics.fmean(phase.group for phase in phases),
        [each for phase in phases for each in phase.took],
    )


def _figures(rounds: Sequence[Round]) -> list[Figure]:
    above = [one.answers.cpu - one.empty.cpu for one in rounds]
    figures = [
        Figure("CPU per durable answer above the empty endpoint", median_of_rounds(above, "ms"), "≤ 3 ms"),
        Figure("answers per fsync", median_of_rounds([one.answers.group for one in rounds], "", 1), "≥ 8"),
        Figure("answers with a verdict and a hint", f"{100 * min(one.helped for one in rounds):.1f} %", "100 %"),
    ]
    for name, phases in (
        (f"answers of {CLIENTS} clients", [one.answers for one in rounds]),
        (f"empty endpoint, {CLIENTS} clients", [one.empty for one in rounds]),
        ("answers of one learner alone", [one.alone for one in rounds]),
    ):
        if len(phases[0].took) >= CLIENTS:  # fewer requests use less CPU than the kernel's clock tells apart
            figures.append(Figure(f"{name}: CPU", median_of_rounds([phase.cpu for phase in phases], "ms")))
        figures += [
            Figure(f"{name}: throughput", median_of_rounds([phase.rate for phase in phases], "a second", 0)),
            Figure(f"{name}: p50", median_of_rounds([quantile(phase.took, 0.5) for phase in phases], "ms", 1)),
            Figure(f"{name}: p99", median_of_rounds([quantile(phase.took, 0.99) for phase in phases], "ms", 1)),
        ]
    return figures
