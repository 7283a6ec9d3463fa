"""
A real service that asks scripted models: routes to a provider of the tests, and a learner who answers wrong.
"""

import asyncio
import contextlib
import time
from pathlib import Path
from typing import Any

import httpx

from api.keys import Keys
from item_bank.bank import read_bundle
from practice.ids import TenantId
from practice.record.sqlite import FILE_NAME, open_sqlite
from tests.api.running import Server
from tests.provider.provider import Provider
from tests.provider.sensible import Sensible
from tests.service.running import TENANT
from tests.starter import keep_starter, starter_bundle

__all__ = ["ITEM", "WRONG", "Hinted", "routes_file", "sensible_provider"]

ITEM = "percent-of-a-number"
WRONG = "777777"
WAIT_SECONDS = 60
SECONDS = 3
"""Of waiting for a model: some of them here never answer."""
PRICES = """
[[price]]
id = "test"
from = 2026-01-01
prompt = 2
cached = 1
completion = 8
source = "made up for tests"
"""
ROUTES = """
prices = "prices.toml"

[[route]]
name = "near"
kind = "other"
base_url = "{address}"
model = "scripted"
price = "test"
seconds = {seconds}
concurrency = 256
"""


def sensible_provider(**settings: Any) -> Provider:  # noqa: ANN401 - as the provider takes them
    """
    Make a provider that says something sensible of whatever it is asked.
    """
    return Provider(responder=Sensible(read_bundle(starter_bundle(), secret=b"t" * 32), ()), **settings)


def routes_file(folder: Path, address: str, *, seconds: int = SECONDS) -> Path:
    """
    Write a file with one route, to an address, that is waited for so many seconds.
    """
    prices = folder / "prices.toml"
    prices.write_text(PRICES, encoding="utf-8")
    path = folder / "routes.toml"
    path.write_text(ROUTES.format(address=address, seconds=seconds), encoding="utf-8")
    for written in (prices, path):
        written.chmod(0o600)
    return path


def _keys(data: Path) -> tuple[str, str]:
    """
    Make an admin's and an operator's key in a folder that no server holds.
    """

    async def inside() -> tuple[str, str]:
        record = open_sqlite(data / FILE_NAME)
        try:
            keys = Keys(record)
            admin = await keys.add(TenantId(TENANT), "admin", "a test", now=1)
            operator = await keys.add(TenantId(TENANT), "operator", "a test", now=1)
        finally:
            await record.close()
        return admin.text, operator.text

    return asyncio.run(inside())


class Hinted(Server):
    """A server with routes to an address, that lets an unproven recipe speak."""

    def __init__(self, data: Path, address: str, *flags: str | Path, seconds: int = SECONDS) -> None:
        data.mkdir(mode=0o700, exist_ok=True)
        self.key, self.operator = _keys(data)
        self._clients: list[httpx.Client] = []
        keep_starter(data)
        routes = routes_file(data, address, seconds=seconds)
        super().__init__(data, "--routes", routes, "--allow-unproven", "--no-demo", *flags)

    def children(self) -> list[int]:
        """
        Find the processes that look for hints.
        """
        found = []
        for path in Path("/proc").glob("[0-9]*/stat"):
            with contextlib.suppress(OSError):
                fields = path.read_text().rpartition(")")[2].split()
                if int(fields[1]) == self.process.pid and fields[0] != "Z":
                    found.append(int(path.parent.name))
        return sorted(found)

    def child(self) -> int:
        """
        Find the one process that looks for hints.
        """
        (only,) = self.children()
        return only

    def seat(self, learner: str = "otter", *, variant: int = 0) -> "Seat":
        """
        Put the exercise before a learner.
        """
        client = self.client(self.learner(self.key, learner))
        self._clients.append(client)
        return Seat(client, learner, variant)

    def __exit__(self, *_: object) -> None:
        for client in self._clients:
            client.close()
        super().__exit__()

    def metrics(self) -> dict[str, float]:
        """
        Read the counts that are not zero.
        """
        with self.client(self.operator) as client:
            reply = client.get("/metrics")
        assert reply.status_code == 200, reply.text
        lines = [line.rpartition(" ") for line in reply.text.splitlines() if not line.startswith("#")]
        return {name: float(value) for name, _, value in lines if float(value)}


class Seat:
    """A learner at the exercise, over real HTTP."""

    def __init__(self, client: httpx.Client, learner: str, variant: int) -> None:
        self.client = client
        opened = self.client.post(f"/v1/learners/{learner}/opportunities", json={"item": ITEM, "variant": variant})
        assert opened.status_code == 200, opened.text
        self.view = opened.json()
        self.path = f"/v1/learners/{learner}/opportunities/{self.view['opportunity']}"

    def answer(self, n: int = 1, text: str = WRONG) -> dict[str, Any]:
        """
        Answer; the reply.
        """
        body = {"step": self.view["steps"][0]["id"], "response": {"kind": "final", "text": text}}
        reply = self.client.put(f"{self.path}/tries/{n}", json=body)
        assert reply.status_code == 200, reply.text
        said: dict[str, Any] = reply.json()
        return said

    def hint(self, n: int = 1) -> dict[str, Any]:
        """
        Wait until it is known what becomes of a try's hint.
        """
        until = time.monotonic() + WAIT_SECONDS
        while True:
            reply = self.client.get(f"{self.path}/tries/{n}/hint", params={"wait": 20})
            assert reply.status_code == 200, reply.text
            said: dict[str, Any] = reply.json()
            if not said["hint_pending"]:
                return said
            assert time.monotonic() < until
