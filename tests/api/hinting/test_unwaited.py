"""What an answer's reply promises: nothing between reading it and replying waits for a route or for Redis."""

import ast
import asyncio
import inspect
import textwrap
from collections.abc import Callable
from typing import Any

import pytest

from api.hinting.looking import Looking, Means
from api.routes.tries import submit_try
from hints.job import HintJob
from hints.shared.budgets import Account
from item_bank.answers.response import Final
from item_bank.ids import ItemId
from practice.ids import OpportunityId
from practice.learners import Learners
from practice.requests import Submission, Wish
from practice.session import Session
from practice.views import OpportunityView, TryReply
from tests.api.hinting.desk import ITEM, LEARNER, RECIPE, TENANT, WRONG, HintDesk


class Hangs:
    """Jobs, budgets and fan-out of which nothing ever answers: routes and Redis at their worst."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def _for_ever(self, what: str) -> Any:  # noqa: ANN401 - it gives nothing
        self.asked.append(what)
        await asyncio.get_running_loop().create_future()

    async def run(self, job: HintJob, *, seconds: float) -> Any:  # noqa: ANN401 - see above
        """Never end."""
        del job, seconds
        return await self._for_ever("run")

    async def forget(self) -> None:
        """Never end."""
        await self._for_ever("forget")

    async def reserve(self, job: str, accounts: tuple[Account, ...], amount: int) -> Any:  # noqa: ANN401 - see above
        """Never end."""
        del job, accounts, amount
        return await self._for_ever("reserve")

    async def settle(self, job: str, accounts: tuple[Account, ...], spent: int) -> None:
        """Never end."""
        del job, accounts, spent
        await self._for_ever("settle")

    async def spent(self, name: str) -> int:
        """Never end."""
        del name
        return int(await self._for_ever("spent"))

    async def tell(self, topic: str) -> None:
        """Never end."""
        del topic
        await self._for_ever("tell")

    def listen(self, topic: str) -> Any:  # noqa: ANN401 - nobody listens here
        """Refuse."""
        raise NotImplementedError(topic)

    def close(self) -> Any:  # noqa: ANN401 - of a queue it would be awaited, of a fan-out not
        """Do nothing."""


def test_an_answer_is_taken_without_giving_up_the_loop_once() -> None:
    """
    Over a record in memory the whole of it runs in one step, while everything around hints hangs.
    """
    desk = HintDesk()
    hangs = Hangs()
    means = Means(
        jobs=hangs, budgets=hangs, fanout=hangs, recipe=RECIPE, now=lambda: desk.now, new_id=desk.services.new_id
    )
    session = desk.services.session
    looking = session.seeker = Looking(session, desk.services.record, means)

    async def story() -> TryReply:
        await session.create(TENANT, LEARNER, now=desk.now)
        opportunity = OpportunityId("one")
        wish = Wish(item=ItemId(ITEM), variant=0)
        view = await session.open(TENANT, LEARNER, wish=wish, now=desk.now, seed=1, opportunity=opportunity)
        assert isinstance(view, OpportunityView)
        answer = Submission(step=view.open[0], response=Final(text=WRONG))
        taking = session.submit(TENANT, LEARNER, opportunity, 1, answer, now=desk.now)
        with pytest.raises(StopIteration) as end:
            taking.send(None)
        reply: TryReply = end.value.value
        assert [] == hangs.asked
        await asyncio.sleep(0)
        assert ["reserve"] == hangs.asked
        looking.give_up()
        await looking.settled()
        return reply

    reply = asyncio.run(story())

    assert reply.hint is not None
    assert reply.hint_pending


def awaited(function: Callable[..., object]) -> set[str]:
    """
    Name what a function awaits.
    """
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.AsyncWith | ast.AsyncFor)]
    found = (node.value for node in ast.walk(tree) if isinstance(node, ast.Await))
    return {ast.unparse(node.func) if isinstance(node, ast.Call) else ast.unparse(node) for node in found}


def test_what_a_reply_waits_for_is_its_body_and_the_record() -> None:
    """
    Every await on the way is named here: a new one has to be thought about.
    """
    assert {"read_body", "services.session.submit"} == awaited(inspect.unwrap(_handler(submit_try)))
    assert {"self._answer", "self._withdraw"} == awaited(Session.submit)
    assert {"self._learners.append"} == awaited(Session._answer)  # noqa: SLF001 - its source is what this is about
    assert {"self._learners.append"} == awaited(Session._withdraw)  # noqa: SLF001 - as above
    assert {"self._record.append"} == awaited(Learners.append)
    for unwaited in (Looking.wants, Looking.seek):
        assert not inspect.iscoroutinefunction(unwaited)


def _handler(route: Any) -> Callable[..., object]:  # noqa: ANN401 - the framework's handler
    """
    Find the function that a route was made of.
    """
    wrapped = route.fn
    cells = {
        cell.cell_contents for cell in wrapped.__closure__ or () if inspect.iscoroutinefunction(cell.cell_contents)
    }
    (handle,) = cells
    found: Callable[..., object] = handle
    return found
