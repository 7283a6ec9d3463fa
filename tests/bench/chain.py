"""
Better hints: replies while models are well, hang, are dead or talk garbage; hints from the cache, and at 50 a second.

`misstep serve` with its child, and the scripted provider in this process. Replies
are timed by one learner after another, the provider's four ways interleaved round
by round; at a rate it has a process of its own. A hint's time runs from the sending
of the wrong answer to the better words in hand, over a `GET …/hint` that waits.
Latencies are of this machine, with whatever else it does meanwhile.
"""

import asyncio
import contextlib
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import msgspec

from tests.bench.figure import ROUNDS, Figure, quantile
from tests.bench.http_client import Connection
from tests.bench.process import cpu_ms
from tests.provider.behaviour import Answer, Behaviour, Body, Hang, Refuse
from tests.provider.provider import Provider
from tests.service.hinted import ITEM, Hinted, sensible_provider

__all__ = ["measure"]

WAYS: Final[dict[str, Behaviour]] = {
    "healthy": Answer(delay_ms=50),
    "hanging": Hang(),
    "dead": Refuse(),
    "garbage": Body(text="<html>", kind="text/html"),
}
ANSWERS: Final = 40
"""Timed replies of each way in a round."""
CACHED: Final = 200
PER_CALL_MS: Final = 800
RATES: Final = (10, 50)
CHILDREN: Final = 2
WARM: Final = 12
"""Hints before the timed ones: a child has to import what it needs."""
SECONDS: Final = 20
"""Of the run at each rate."""
RICH: Final = ("--hint-budget", "hint=0.01,learner=1000,tenant=100000,day=100000")
UNLIMITED: Final = ("--learner-rate", "1000000/1000000", "--key-rate", "1000000/1000000", *RICH)
VARIANTS: Final = 60


class Pupil:
    """A learner at one variant of the item, with an answer of their own."""

    def __init__(self, connection: Connection, name: str, wrong: str) -> None:
        self.connection = connection
        self.root = f"/v1/learners/{name}/opportunities"
        self.wrong = wrong
        self.path = ""
        self.step = ""

    async def open(self, variant: int) -> None:
        """
        Have the exercise put before them.
        """
        view = await self.connection.ask("POST", self.root, {"item": ITEM, "variant": variant})
        self.path = f"{self.root}/{view['opportunity']}"
        self.step = view["steps"][0]["id"]

    async def answer(self, n: int = 1) -> bool:
        """
        Answer wrong; return whether better words may come.
        """
        body = {"step": self.step, "response": {"kind": "final", "text": self.wrong}}
        reply = await self.connection.send("PUT", f"{self.path}/tries/{n}", msgspec.json.encode(body))
        return bool(msgspec.json.decode(reply)["hint_pending"])

    async def better(self) -> float | None:
        """
        Answer wrong and wait for better words; milliseconds from the sending, None where none came.
        """
        began = time.perf_counter()
        if not await self.answer():
            return None
        said = await self.connection.ask("GET", f"{self.path}/tries/1/hint?wait=20")
        took = 1e3 * (time.perf_counter() - began)
        return took if said["hint"]["source"] == "model" else None


async def _pupils(server: Hinted, count: int, first: int = 0) -> list[Pupil]:
    """Make learners, each with a connection, an exercise open and a wrong answer that nobody else has."""
    admin = await Connection.to(server.address, server.key)
    made = []
    for number in range(first, first + count):
        name = f"pupil-{number}"
        await admin.ask("POST", "/v1/learners", {"learner": name})
        token = (await admin.ask("POST", f"/v1/learners/{name}/tokens", {}))["token"]
        pupil = Pupil(await Connection.to(server.address, token), name, str(700_001 + number))
        await pupil.open(number % VARIANTS)
        made.append(pupil)
    await admin.close()
    return made


async def _hang_up(pupils: Sequence[Pupil]) -> None:
    for pupil in pupils:
        await pupil.connection.close()


async def _replies(server: Hinted, provider: Provider) -> list[Figure]:
    """Time replies in each of the provider's ways, interleaved."""
    medians: dict[str, list[float]] = {way: [] for way in WAYS}
    number = 0
    for _ in range(ROUNDS):
        for way, behaviour in WAYS.items():
            provider.tell(then=behaviour)
            pupils = await _pupils(server, ANSWERS, number)
            number += ANSWERS
            took = []
            for pupil in pupils:
                await pupil.answer()
                took.append(pupil.connection.last_ms)
            medians[way].append(statistics.median(took))
            await _hang_up(pupils)
    well = statistics.median(medians["healthy"])
    figures = []
    for way, rounds in medians.items():
        middle = statistics.median(rounds)
        apart = statistics.median([one / other for one, other in zip(rounds, medians["healthy"], strict=True)])
        figures.append(
            Figure(
                f"median reply, provider {way}",
                f"{middle:.2f} ms ({quantile(rounds, 0.1):.2f} to {quantile(rounds, 0.9):.2f}, {ROUNDS} rounds of"
                f" {ANSWERS}); {middle / well - 1:+.1%} to healthy, {apart - 1:+.1%} round by round",
                "" if way == "healthy" else "within 10 % of healthy",
            )
        )
    return figures


async def _from_cache(server: Hinted, provider: Provider) -> list[Figure]:
    """Time better words that the cache knows."""
    provider.tell(then=Answer())
    pupils = await _pupils(server, CACHED + 1, 50_000)
    for pupil in pupils:
        pupil.wrong = "654321"
        await pupil.connection.ask("PUT", f"{pupil.path}/ending", {"how": "skipped"})
        await pupil.open(1)
    assert await pupils[0].better() is not None
    provider.tell(then=Hang())
    took = [await pupil.better() for pupil in pupils[1:]]
    found = [one for one in took if one is not None]
    await _hang_up(pupils)
    return [
        Figure("wrong answer to better hint, from the cache, p50", f"{quantile(found, 0.5):.1f} ms"),
        Figure(
            "wrong answer to better hint, from the cache, p95",
            f"{quantile(found, 0.95):.1f} ms ({len(found)} of {CACHED} found)",
            "≤ 60 ms",
        ),
    ]


async def _at_a_rate(server: Hinted, rate: int) -> list[Figure]:
    """Send wrong answers at a fixed rate, whatever becomes of the ones before, and wait for each one's words."""
    warm = await _pupils(server, WARM)
    for pupil in warm:
        await pupil.better()
    await _hang_up(warm)
    pupils = await _pupils(server, rate * SECONDS, WARM)
    children, own = server.children(), server.process.pid
    before = sum(map(cpu_ms, children)), cpu_ms(own)
    began = time.perf_counter()

    async def one(place: int) -> float | None:
        await asyncio.sleep(max(0.0, began + place / rate - time.perf_counter()))
        return await pupils[place].better()

    took = await asyncio.gather(*(one(place) for place in range(len(pupils))))
    lasted = time.perf_counter() - began
    found = [value for value in took if value is not None]
    in_children, in_server = sum(map(cpu_ms, children)) - before[0], cpu_ms(own) - before[1]
    await _hang_up(pupils)
    title = f"{rate} wrong answers a second, {PER_CALL_MS} ms a call"
    late = f"{len(found)} of {len(pupils)} came, in {lasted:.0f} s"
    return [
        Figure(f"{title}: better hint, p50", f"{quantile(found, 0.5) / 1e3:.2f} s" if found else "-"),
        Figure(
            f"{title}: better hint, p95", f"{quantile(found, 0.95) / 1e3:.2f} s ({late})" if found else late, "≤ 2.2 s"
        ),
        Figure(
            f"{title}: CPU of each, in {len(children)} children and in the server",
            f"{in_children / len(pupils):.1f} ms and {in_server / len(pupils):.1f} ms",
        ),
    ]


@contextlib.contextmanager
def _provider_apart(folder: Path) -> Iterator[str]:
    """Serve a model in a process of its own, so that it takes nothing from the clients' time; its address."""
    script = folder / "script.json"
    script.write_text(f'{{"then": {{"type": "answer", "delay_ms": {PER_CALL_MS}}}}}', encoding="utf-8")
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.provider",
            "--script",
            str(script),
            "--responder",
            "tests.bench.chain_model:sensible",
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
    finally:
        process.kill()
        process.wait(10)
        if process.stdout is not None:
            process.stdout.close()


async def _measured(server: Hinted, provider: Provider) -> list[Figure]:
    return [*await _from_cache(server, provider), *await _replies(server, provider)]


def measure() -> list[Figure]:
    """
    Serve, answer wrong, and time what comes.
    """
    figures = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with sensible_provider() as provider, Hinted(folder / "one", provider.base_url, *UNLIMITED) as server:
            figures += asyncio.run(_measured(server, provider))
        for rate in RATES:
            with (
                _provider_apart(folder) as address,
                Hinted(folder / f"at {rate}", address, "--hint-processes", str(CHILDREN), *UNLIMITED) as server,
            ):
                figures += asyncio.run(_at_a_rate(server, rate))
    return figures
