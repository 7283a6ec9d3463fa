"""Many questions at once over routes that misbehave at random: each ends as a value, and nothing stays behind."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable

import pytest

from hints.routes.model import CallFailed, Completion
from hints.routes.route import Patience, Routes, Share
from hints.routes.routed import open_models
from tests.hints.routes.asking import ENVIRON, WELL, request, route_to
from tests.provider.asked import Asked
from tests.provider.behaviour import (
    Answer,
    Behaviour,
    Choices,
    Cut,
    Drip,
    Hang,
    Knowing,
    MidStreamError,
    Refuse,
    html,
    limited,
    server_error,
)
from tests.provider.provider import Provider

pytestmark = pytest.mark.slow

QUESTIONS = 90
SECONDS = 4.0
BEHAVIOURS: tuple[Behaviour, ...] = (
    *(Answer(text=WELL, delay_ms=delay % 7) for delay in range(30)),
    Answer(text="words"),
    Answer(text=WELL, finish="length"),
    Answer(refusal="No."),
    Knowing(formats=("json_object",), then=Answer(text=WELL)),
    Choices(of="null"),
    Cut(),
    Cut(how="reset"),
    Drip(every_ms=5),
    Hang(),
    MidStreamError(),
    Refuse(),
    html(),
    limited("0.01"),
    limited("1000000000"),
    server_error(),
)


def uvloop_factory() -> Callable[[], asyncio.AbstractEventLoop]:
    """
    Return the loop that the server runs on.
    """
    uvloop = pytest.importorskip("uvloop")
    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory


@pytest.mark.parametrize("transfer", ["whole", "stream"])
@pytest.mark.parametrize("loop", ["asyncio", "uvloop"])
def test_nothing_is_lost_and_nothing_stays_behind(transfer: str, loop: str) -> None:
    """A third of the learners move on; whoever stays gets a value, and places and connections are free again."""
    drawn = random.Random(11)

    def plan(asked: Asked, number: int) -> Behaviour:
        del asked, number
        return drawn.choice(BEHAVIOURS)

    with Provider(plan) as provider:
        routes = Routes(
            routes=tuple(
                route_to(
                    provider,
                    name=name,
                    concurrency=limit,
                    share=Share(1, priority),
                    seconds=0.5,
                    slow_seconds=0.5,
                    transfer=transfer,
                )
                for name, limit, priority in (("a", 6, 1), ("b", 6, 1), ("spare", 12, 2))
            ),
            patience=Patience(first_wait=0.005, saved=1_000),
        )

        async def whole() -> list[object]:
            models = open_models(routes, environ=ENVIRON, draw=random.Random(3).random)
            leaving = random.Random(5)

            async def learner(number: int) -> object:
                asking = asyncio.ensure_future(models.ask(request(), seconds=SECONDS))
                if number % 3 == 0:
                    await asyncio.sleep(leaving.random() * 0.1)
                    asking.cancel()
                try:
                    return await asking
                except asyncio.CancelledError:
                    return None

            found = await asyncio.gather(*(learner(number) for number in range(QUESTIONS)))
            assert [0, 0, 0] == [state.under_way for state in models.states()]
            await models.close()
            async with asyncio.timeout(30):
                # Generators inside the client that were given up are closed by tasks of the loop's own.
                while asyncio.all_tasks() - {asyncio.current_task()}:
                    await asyncio.sleep(0.001)
            return list(found)

        factory = uvloop_factory() if loop == "uvloop" else None
        with asyncio.Runner(loop_factory=factory) as runner:
            found = runner.run(whole())
        freed_by = time.monotonic() + 30
        while provider.open and time.monotonic() < freed_by:
            time.sleep(0.005)

        assert 0 == provider.open
        assert provider.most_open <= 6 + 6 + 12 + 12, "a connection that was given up is seen a moment later"
    kinds = Counter(type(one) for one in found)
    assert {Completion, CallFailed, type(None)} >= kinds.keys()
    assert kinds[type(None)] <= QUESTIONS // 3
    assert kinds[Completion] > 0
    assert kinds[CallFailed] > 0
    assert all(WELL == one.text for one in found if isinstance(one, Completion))
