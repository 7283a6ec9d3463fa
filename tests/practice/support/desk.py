"""
A session over a record, with one learner, a clock and a way to enter answers.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

import msgspec

from item_bank.answers.response import Response
from item_bank.ids import ItemId, StepId
from practice.banks import Banks
from practice.fold import fold_all
from practice.ids import LearnerId, OpportunityId, TenantId, learner_stream
from practice.record.contract import Record
from practice.record.memory import MemoryRecord
from practice.requests import Submission, Wish
from practice.session import Session
from practice.state import LearnerState
from practice.views import OpportunityView, TryReply
from practice.wire import learner_events
from tests.practice.support.bank import bank
from tests.practice.support.play import right

__all__ = ["ADA", "HALVES", "STAGED", "TENANT", "Desk", "bytes_of", "run", "seated"]

TENANT = TenantId("school")
ADA = LearnerId("ada")
STAGED = Wish(item=ItemId("staged"), variant=3)
HALVES = Wish(item=ItemId("halves"), variant=0)

T = TypeVar("T")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run what is asynchronous to its end."""
    return asyncio.run(coroutine)


def bytes_of(reply: object) -> bytes:
    """Encode a reply as it would be sent."""
    return msgspec.json.encode(reply)


class Desk:
    """One learner's seat before a session."""

    def __init__(self, record: Record | None = None, *, banks: Banks | None = None) -> None:
        """Sit down; the learner is created by `begin`."""
        self.record = record or MemoryRecord()
        self.banks = banks or Banks(bank())
        self.session = Session(self.record, self.banks)
        self.now = 1_700_000_000_000
        self.count = 0

    async def begin(self) -> "Desk":
        """Create the learner."""
        await self.session.create(TENANT, ADA, now=self.now)
        return self

    def restart(self) -> None:
        """Forget everything but the record, as a new process does."""
        self.session = Session(self.record, self.banks)

    async def open(self, wish: Wish | None = None, *, name: str | None = None) -> OpportunityView:
        """Open an exercise."""
        self.now += 60_000
        self.count += 1
        view = await self.session.open(
            TENANT,
            ADA,
            wish=wish or Wish(),
            now=self.now,
            seed=self.count,
            opportunity=OpportunityId(name or f"o{self.count}"),
        )
        assert isinstance(view, OpportunityView), view
        return view

    async def submit(
        self, view: OpportunityView, n: int, response: Response, *, step: str | None = None, locale: str = "en"
    ) -> object:
        """Submit, whatever comes of it."""
        self.now += 1_000
        return await self.session.submit(
            TENANT,
            ADA,
            view.opportunity,
            n,
            Submission(step=StepId(step or view.open[0]), response=response, locale=locale),
            now=self.now,
        )

    async def answer(self, view: OpportunityView, n: int, response: Response, *, step: str | None = None) -> TryReply:
        """Submit, and expect it to be judged."""
        reply = await self.submit(view, n, response, step=step)
        assert isinstance(reply, TryReply), reply
        return reply

    def view(self, opportunity: str) -> OpportunityView:
        """Look at an opportunity."""
        view = self.session.showing.view(TENANT, ADA, OpportunityId(opportunity))
        assert isinstance(view, OpportunityView), view
        return view

    def key(self, view: OpportunityView, step: str | None = None) -> Response:
        """Know the right answer to the open step, or to a named one."""
        served = self.banks.of(view.release)
        assert served is not None
        return right(served.open(view.item, view.variant), StepId(step or view.open[0]))

    def folded(self) -> LearnerState:
        """Fold the learner's events from the first."""
        return fold_all(learner_events(self.record.read(learner_stream(TENANT, ADA))), model=self.session.model)


def seated(story: Callable[[Desk], Awaitable[None]]) -> None:
    """Tell a story with a learner at a desk."""

    async def told() -> None:
        await story(await Desk().begin())

    run(told())
