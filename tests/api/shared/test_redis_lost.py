"""What is promised where Redis is dead, dies, is slow or is full: an answer in time, and nothing lost but speed."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator

import pytest

from api.shared.redis_fanout import RedisFanout
from api.shared.redis_link import Lost, RedisLink
from api.shared.redis_state import RedisBudgets, RedisCache, RedisLeases
from hints.shared.budgets import Account, Exhausted, Reserved
from hints.shared.fanout import Heard
from tests.redis_server import RedisServer

LEARNER = Account("learner/otter", 100)
LONG = 60.0
QUICK = 0.05
"""Seconds that a question may take in these tests."""


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """
    Start a server that a test may ruin.
    """
    with RedisServer() as server:
        yield server


def dead(server: RedisServer) -> None:
    """Lose it before the first question."""
    server.kill()


def dies(server: RedisServer) -> None:
    """Lose it after the first question."""
    server.kill()


def slow(server: RedisServer) -> None:
    """Let it take connections and answer nothing."""
    server.hold()


def full(server: RedisServer) -> None:
    """Let it refuse what is to be kept."""
    server.fill()


@pytest.fixture(params=[dead, dies, slow, full])
def ruin(request: pytest.FixtureRequest) -> Callable[[RedisServer], None]:
    """
    Name a way of losing Redis.
    """
    ruin: Callable[[RedisServer], None] = request.param
    return ruin


async def answers(server: RedisServer, ruin: Callable[[RedisServer], None]) -> tuple[object, ...]:
    """
    Ask everything of a Redis that is lost, once it was there (but for one that never was).
    """
    link = RedisLink(server.url, seconds=QUICK, rest=0)
    cache, leases, budgets, fanout = RedisCache(link), RedisLeases(link), RedisBudgets(link), RedisFanout(link)
    if ruin is not dead:
        await cache.put("old", b"x", seconds=LONG)
        async with asyncio.timeout(LONG):
            while not link.well:  # a busy machine may take longer than a question may
                await cache.put("old", b"x", seconds=LONG)
    ruin(server)
    await cache.put("new", b"y", seconds=LONG)
    found = await cache.get("new")
    held = [await leases.take("a", owner, seconds=LONG) for owner in ("otter", "heron")]
    reserved = [await budgets.reserve(f"job {n}", (LEARNER,), 60) for n in range(2)]
    await budgets.settle("job 0", (LEARNER,), 10)
    async with fanout.listen("otter") as otter:
        await fanout.tell("otter")
        heard = await otter.heard(LONG)
    fanout.close()
    if ruin is slow:
        server.go_on()
    await link.close()
    return found, held, reserved, heard


def test_a_lost_redis_costs_speed_alone(redis: RedisServer, ruin: Callable[[RedisServer], None]) -> None:
    """
    The cache is empty, a lease is everybody's, money is still counted and bounded, and listeners here hear of news.
    """
    found, held, reserved, heard = asyncio.run(answers(redis, ruin))

    assert found is None
    assert [True, True] == held
    assert [Reserved(), Exhausted(LEARNER.name)] == reserved
    assert heard is Heard.NEWS


def test_what_a_slow_redis_set_aside_unheard_is_not_charged_twice(redis: RedisServer) -> None:
    """
    The word of it comes too late, so the money is counted here; once Redis is back it keeps none of it.
    """

    async def test() -> tuple[int, int]:
        link = RedisLink(redis.url, seconds=1, rest=0)
        unheard, budgets = RedisBudgets(link), RedisBudgets(link)
        await unheard.reserve("job", (LEARNER,), 60)
        with redis.held():
            await budgets.reserve("job", (LEARNER,), 60)
        set_aside = await budgets.spent(LEARNER.name)
        await budgets.settle("job", (LEARNER,), 10)
        paid = await budgets.spent(LEARNER.name)
        await link.close()
        return set_aside, paid

    assert asyncio.run(test()) == (120, 10)


def test_after_a_failure_nothing_is_asked_for_a_moment(redis: RedisServer) -> None:
    """
    A dead Redis costs one wait, not one for each question, and is asked again after the rest.
    """
    now = [0.0]
    questions = []

    async def test() -> list[object]:
        link = RedisLink(redis.url, seconds=LONG, rest=5, clock=lambda: now[0])

        def ask() -> Awaitable[object]:
            def question(client: object) -> Awaitable[object]:
                questions.append(client)
                return client.ping()  # type: ignore[attr-defined, no-any-return]  # what the client is, is Redis's

            return link.ask(question)

        redis.kill()
        said = [await ask(), await ask()]
        now[0] = 5.0
        redis.start()
        said.append(await ask())
        await link.close()
        return said

    lost, resting, back = asyncio.run(test())

    assert isinstance(lost, Lost)
    assert isinstance(resting, Lost)
    assert back is True
    assert 2 == len(questions)


def test_a_line_for_news_is_taken_up_again(redis: RedisServer) -> None:
    """
    After Redis died and came back, news of other processes is heard as before.
    """

    async def test() -> Heard:
        link, other = RedisLink(redis.url), RedisLink(redis.url, seconds=LONG, rest=0)
        listens, tells = RedisFanout(link), RedisFanout(other)
        listens.start()
        await listens.subscribed.wait()
        redis.kill()
        while listens.subscribed.is_set():
            await asyncio.sleep(0.01)
        redis.start()
        async with asyncio.timeout(LONG):
            await listens.subscribed.wait()
        async with listens.listen("otter") as otter:
            await tells.tell("otter")
            heard = await otter.heard(LONG)
        await listens.stop()
        await link.close()
        await other.close()
        return heard

    assert Heard.NEWS is asyncio.run(test())


def test_what_is_logged_of_a_failure_has_no_address(redis: RedisServer, caplog: pytest.LogCaptureFixture) -> None:
    """
    The kind of the failure is logged, once; an address may hold a password.
    """
    redis.kill()

    async def test() -> None:
        link = RedisLink(redis.url.replace("redis://", "redis://:very-private@"), rest=0)
        for _ in range(3):
            await RedisCache(link).get("a")
        await link.close()

    asyncio.run(test())

    assert ["redis_lost kind=ConnectionError"] == [record.getMessage() for record in caplog.records]
