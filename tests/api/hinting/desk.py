"""
A service in memory that looks for better words, with jobs that a test does itself.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Self

import httpx
import msgspec

from api.hinting.looking import Looking, Means
from api.hinting.paying import Limits
from api.shared.budgets import ProcessBudgets
from hints.hint import Hint, HintSource, Specificity
from hints.job import HintJob, JobOutcome, OutcomeReason, Spent
from hints.recipes.activation import Taking
from hints.recipes.reading import shipped_recipes
from hints.shared.budgets import Budgets
from hints.shared.jobs import NotTaken
from hints.trace import Trace
from practice.ids import LearnerId
from practice.record.contract import Record
from tests.api.service import SCHOOL, Service

__all__ = ["BETTER", "RECIPE", "ByHand", "HintDesk", "Line", "better_words", "outcome"]

RECIPE = shipped_recipes()["two-call"]
TENANT, LEARNER = SCHOOL, LearnerId("otter")
OPPORTUNITIES = "/v1/learners/otter/opportunities"
ITEM = "percent-of-a-number"
WRONG = "777777"
BETTER = "How much is one percent of the whole? Start from there."


def better_words(text: str = BETTER) -> Hint:
    """
    Make words as a model has them.
    """
    return Hint(text=text, source=HintSource.MODEL, specificity=Specificity.STEP, language="en")


def outcome(job: HintJob, text: str = BETTER, *, microdollars: int = 30) -> JobOutcome:
    """
    Make what a chain says that found better words.
    """
    return JobOutcome(
        id=job.id,
        reason=OutcomeReason.BETTER,
        hint=better_words(text),
        routes=("near/small",),
        spent=Spent(calls=2, microdollars=microdollars),
        trace=Trace(recipe=job.recipe),
    )


class ByHand:
    """Jobs that end when the test says so; keeps the contract `hints.shared.jobs.Jobs`."""

    def __init__(self) -> None:
        self.jobs: list[HintJob] = []
        self._ends: list[asyncio.Future[JobOutcome | NotTaken]] = []
        self.at_once: Callable[[HintJob], JobOutcome | NotTaken] | None = None
        self.forgot = 0

    async def forget(self) -> None:
        """Keep nothing that could be forgotten."""
        self.forgot += 1

    async def run(self, job: HintJob, *, seconds: float) -> JobOutcome | NotTaken:
        """
        Wait for the test, or do at once what it said.
        """
        assert seconds > 0
        # Through bytes and back, as on the way to another process.
        self.jobs.append(msgspec.json.decode(msgspec.json.encode(job), type=HintJob))
        if self.at_once is not None:
            return self.at_once(job)
        end: asyncio.Future[JobOutcome | NotTaken] = asyncio.get_running_loop().create_future()
        self._ends.append(end)
        return await end

    def end(self, said: JobOutcome | NotTaken, at: int = -1) -> None:
        """
        End a job.
        """
        self._ends[at].set_result(said)

    async def close(self) -> None:
        """
        Do nothing.
        """


class HintDesk(Service):
    """The service, and a learner who answers wrong."""

    def __init__(
        self,
        jobs: Any = None,  # noqa: ANN401 - whatever keeps the contract
        *,
        record: Record | None = None,
        budgets: Budgets | None = None,
        limits: Limits | None = None,
        most: int = 100,
        taking: Taking = "shown",
    ) -> None:
        super().__init__(record)
        self.jobs = ByHand() if jobs is None else jobs
        self.budgets = budgets or ProcessBudgets()
        services = self.services
        means = Means(
            jobs=self.jobs,
            budgets=self.budgets,
            fanout=services.fanout,
            recipe=RECIPE,
            now=lambda: self.now,
            new_id=services.new_id,
            limits=limits or Limits(),
            taking=lambda _: taking,
            most=most,
        )
        self.looking = Looking(services.session, services.record, means)
        services.looking = self.looking
        services.session.seeker = self.looking

    async def ask(self, method: str, path: str, token: str, json: object = None) -> Any:  # noqa: ANN401 - JSON
        """
        Send a request on the running loop, hold the reply to what its route declares, and return its JSON.
        """
        transport = httpx.ASGITransport(app=self.app)  # type: ignore[arg-type]  # ASGI types have two spellings
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            reply = await client.request(method, path, headers={"Authorization": f"Bearer {token}"}, json=json)
        self.check(method, path, reply)
        assert reply.status_code < 300, reply.text
        return reply.json()

    async def begin(self, item: str = ITEM, variant: int = 0) -> "Seat":
        """
        Make a learner and put an exercise before them.
        """
        await self.services.session.create(TENANT, LEARNER, now=self.now)
        token = self.token(LEARNER, TENANT)
        view = await self.ask("POST", OPPORTUNITIES, token, {"item": item, "variant": variant})
        return Seat(self, token, view)


class Seat:
    """The learner at their exercise."""

    def __init__(self, desk: HintDesk, token: str, view: Any) -> None:  # noqa: ANN401 - JSON
        self.desk, self.token, self.view = desk, token, view
        self.path = f"{OPPORTUNITIES}/{view['opportunity']}"

    async def answer(self, n: int, text: str = WRONG) -> Any:  # noqa: ANN401 - JSON
        """
        Enter a final answer to the first step.
        """
        body = {"step": self.view["steps"][0]["id"], "response": {"kind": "final", "text": text}}
        return await self.desk.ask("PUT", f"{self.path}/tries/{n}", self.token, body)

    async def hint(self, n: int = 1, wait: int = 0) -> Any:  # noqa: ANN401 - JSON
        """
        Ask for the newest help.
        """
        return await self.desk.ask("GET", f"{self.path}/tries/{n}/hint?wait={wait}", self.token)


class Line:
    """One request over ASGI whose reply is read piece by piece; the other side is hung up on at the end."""

    def __init__(self, desk: HintDesk, path: str, token: str, *, last: str | None = None) -> None:
        headers = [(b"authorization", f"Bearer {token}".encode())]
        if last is not None:
            headers.append((b"last-event-id", last.encode()))
        where, _, query = path.partition("?")
        self._scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET",
            "scheme": "http",
            "path": where,
            "raw_path": where.encode(),
            "root_path": "",
            "query_string": query.encode(),
            "headers": headers,
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 8_000),
        }
        self._desk = desk
        self._gone = asyncio.Event()
        self._sent: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._asked = False
        self.status = 0
        self.headers: dict[bytes, bytes] = {}

    async def _receive(self) -> dict[str, Any]:
        if not self._asked:
            self._asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def _send(self, message: dict[str, Any]) -> None:
        await self._sent.put(message)
        if message["type"] == "http.response.body" and not message.get("more_body", False):
            self._gone.set()  # as servers say it once a reply is complete

    async def __aenter__(self) -> Self:
        app: Any = self._desk.app
        self._task = asyncio.create_task(app(self._scope, self._receive, self._send))
        start = await self._sent.get()
        self.status, self.headers = start["status"], dict(start["headers"])
        return self

    async def piece(self) -> bytes:
        """
        Wait for the next piece; empty at the end.
        """
        async with asyncio.timeout(30):
            while True:
                message = await self._sent.get()
                if message["body"] or not message.get("more_body", False):
                    body: bytes = message["body"]
                    return body

    async def ended(self) -> None:
        """
        Wait until the other side has ended the reply.
        """
        async with asyncio.timeout(30):
            await self._task

    async def __aexit__(self, *_: object) -> None:
        self._gone.set()
        await self.ended()
