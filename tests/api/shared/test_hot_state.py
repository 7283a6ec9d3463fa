"""What cache, leases, budgets and fan-out promise, in this process and over a real Redis."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import msgspec
import pytest

from api.shared.budgets import ProcessBudgets
from api.shared.cache import ProcessCache
from api.shared.fanout import ProcessFanout
from api.shared.leases import ProcessLeases
from api.shared.redis_fanout import RedisFanout
from api.shared.redis_link import RedisLink
from api.shared.redis_state import RedisBudgets, RedisCache, RedisLeases
from hints.shared.budgets import Account, Budgets, Exhausted, Reserved
from hints.shared.cache import Cache
from hints.shared.fanout import Fanout, Heard
from hints.shared.leases import Leases
from tests.redis_server import RedisServer

T = TypeVar("T")
LONG = 60.0
SOON = 0.02
"""Seconds; an entry of so long is waited for until it has gone."""
LEARNER, SCHOOL = Account("learner/otter", 100), Account("tenant/school", 150)


class Hot(msgspec.Struct, frozen=True):
    """One implementation of each contract."""

    cache: Cache
    leases: Leases
    budgets: Budgets
    fanout: Fanout


@pytest.fixture(scope="module")
def redis() -> Iterator[RedisServer]:
    """
    Start a real server for all tests here; each empties it.
    """
    with RedisServer() as server:
        yield server


@pytest.fixture(params=["process", "redis"])
def url(request: pytest.FixtureRequest) -> str | None:
    """
    Where the state is: in this process, or in Redis.
    """
    if request.param == "process":
        return None
    server: RedisServer = request.getfixturevalue("redis")
    server.say("FLUSHALL")
    return server.url


def hot(url: str | None, test: Callable[[Hot], Awaitable[T]]) -> T:
    """
    Run a test against one implementation of each contract.
    """

    async def inside() -> T:
        if url is None:
            return await test(Hot(ProcessCache(), ProcessLeases(), ProcessBudgets(), ProcessFanout()))
        link = RedisLink(url, seconds=LONG)
        fanout = RedisFanout(link)
        fanout.start()
        try:
            await fanout.subscribed.wait()
            return await test(Hot(RedisCache(link), RedisLeases(link), RedisBudgets(link), fanout))
        finally:
            await fanout.stop()
            await link.close()

    return asyncio.run(inside())


def test_a_cache_that_is_cleared_holds_nothing_and_goes_on(url: str | None) -> None:
    """
    However many entries there are, and nothing but them.
    """

    async def story(state: Hot) -> list[object]:
        for number in range(1_500):
            await state.cache.put(str(number), b"words", seconds=LONG)
        assert await state.leases.take("a", "me", seconds=LONG)
        await state.cache.clear()
        found: list[object] = [await state.cache.get(name) for name in ("0", "1499")]
        await state.cache.put("0", b"fresh", seconds=LONG)
        return [*found, await state.cache.get("0"), await state.leases.take("a", "you", seconds=LONG)]

    assert [None, None, b"fresh", False] == hot(url, story)


def test_the_cache_gives_back_what_was_put_there_last(url: str | None) -> None:
    """
    Bytes come back as they were, an unknown key gives nothing.
    """

    async def test(state: Hot) -> list[bytes | None]:
        await state.cache.put("a", b"first", seconds=LONG)
        await state.cache.put("a", b"\x00\xff", seconds=LONG)
        return [await state.cache.get("a"), await state.cache.get("b")]

    assert [b"\x00\xff", None] == hot(url, test)


def test_an_entry_goes_when_its_time_is_over(url: str | None) -> None:
    """
    A short entry is there at first and gone later.
    """

    async def test(state: Hot) -> None:
        await state.cache.put("a", b"short", seconds=SOON)
        async with asyncio.timeout(LONG):
            while await state.cache.get("a") is not None:
                await asyncio.sleep(SOON)

    hot(url, test)


def test_a_lease_has_one_holder(url: str | None) -> None:
    """
    It can be held on to, is nobody else's meanwhile, and is free once it was given back by its holder.
    """

    async def test(state: Hot) -> list[bool]:
        taken = [await state.leases.take("a", owner, seconds=LONG) for owner in ("otter", "heron", "otter")]
        await state.leases.give_back("a", "heron")
        taken.append(await state.leases.take("a", "heron", seconds=LONG))
        await state.leases.give_back("a", "otter")
        taken.append(await state.leases.take("a", "heron", seconds=LONG))
        return taken

    assert [True, False, True, False, True] == hot(url, test)


def test_a_lease_of_somebody_who_died_ends(url: str | None) -> None:
    """
    Nobody gives it back, and another gets it all the same.
    """

    async def test(state: Hot) -> None:
        await state.leases.take("a", "otter", seconds=SOON)
        async with asyncio.timeout(LONG):
            while not await state.leases.take("a", "heron", seconds=LONG):
                await asyncio.sleep(SOON)

    hot(url, test)


def test_money_is_set_aside_in_all_accounts_or_in_none(url: str | None) -> None:
    """
    The account that has too little is named, and the others keep what they have.
    """

    async def test(state: Hot) -> tuple[object, ...]:
        first = await state.budgets.reserve("job 1", (SCHOOL, LEARNER), 60)
        second = await state.budgets.reserve("job 2", (SCHOOL, LEARNER), 60)
        return first, second, await state.budgets.spent(SCHOOL.name), await state.budgets.spent(LEARNER.name)

    assert (Reserved(), Exhausted(LEARNER.name), 60, 60) == hot(url, test)


def test_nothing_is_charged_twice(url: str | None) -> None:
    """
    Setting aside again, settling again and settling what was never set aside change nothing.
    """

    async def test(state: Hot) -> list[int]:
        counted = []
        for _ in range(2):
            await state.budgets.reserve("job", (SCHOOL,), 60)
            counted.append(await state.budgets.spent(SCHOOL.name))
        for _ in range(2):
            await state.budgets.settle("job", (SCHOOL,), 25)
            counted.append(await state.budgets.spent(SCHOOL.name))
        await state.budgets.settle("another", (SCHOOL,), 25)
        await state.budgets.reserve("job", (SCHOOL,), 60)
        return [*counted, await state.budgets.spent(SCHOOL.name)]

    assert [60, 60, 25, 25, 25] == hot(url, test)


def test_what_is_never_settled_stays_spent(url: str | None) -> None:
    """
    It may have been, so the next one is refused.
    """

    async def test(state: Hot) -> object:
        await state.budgets.reserve("lost", (LEARNER,), 60)
        return await state.budgets.reserve("next", (LEARNER,), 60)

    assert Exhausted(LEARNER.name) == hot(url, test)


def test_many_at_once_never_spend_more_than_there_is(url: str | None) -> None:
    """
    Of twenty jobs at the same time only so many are let through as there is money for.
    """

    async def test(state: Hot) -> list[object]:
        return list(await asyncio.gather(*(state.budgets.reserve(f"job {n}", (LEARNER,), 30) for n in range(20))))

    assert 3 == hot(url, test).count(Reserved())


def test_news_wakes_those_who_listen_to_its_topic(url: str | None) -> None:
    """
    Told twice before anybody looks is heard once, another topic not at all.
    """

    async def test(state: Hot) -> list[Heard]:
        async with state.fanout.listen("otter") as otter, state.fanout.listen("heron") as heron:
            await state.fanout.tell("otter")
            first = await otter.heard(LONG)
            return [first, await heron.heard(SOON)]

    assert [Heard.NEWS, Heard.QUIET] == hot(url, test)


def test_whoever_listens_is_told_when_it_is_over(url: str | None) -> None:
    """
    After the close nobody waits for anything, whenever they began to listen.
    """

    async def test(state: Hot) -> list[Heard]:
        async with state.fanout.listen("otter") as before:
            waiting = asyncio.ensure_future(before.heard(LONG))
            await asyncio.sleep(0)
            state.fanout.close()
            async with state.fanout.listen("otter") as after:
                return [await waiting, await after.heard(LONG)]

    assert [Heard.CLOSED, Heard.CLOSED] == hot(url, test)


def test_news_of_another_process_is_heard(redis: RedisServer) -> None:
    """
    Two lines to one Redis: what the one tells, the other's listeners hear.
    """

    async def test() -> Heard:
        here, there = RedisLink(redis.url, seconds=LONG), RedisLink(redis.url, seconds=LONG)
        listens, tells = RedisFanout(there), RedisFanout(here)
        listens.start()
        await listens.subscribed.wait()
        async with listens.listen("otter") as otter:
            await tells.tell("otter")
            heard = await otter.heard(LONG)
        await listens.stop()
        await here.close()
        await there.close()
        return heard

    assert Heard.NEWS is asyncio.run(test())


def test_the_cache_in_the_process_is_bounded() -> None:
    """
    What was used longest ago goes first, and what is larger than all is not kept.
    """

    async def test() -> list[bytes | None]:
        cache = ProcessCache(most_bytes=10)
        await cache.put("a", b"aaaa", seconds=LONG)
        await cache.put("b", b"bbbb", seconds=LONG)
        await cache.get("a")
        await cache.put("c", b"cccc", seconds=LONG)
        await cache.put("d", b"d" * 11, seconds=LONG)
        return [await cache.get(key) for key in "abcd"]

    assert [b"aaaa", None, b"cccc", None] == asyncio.run(test())


def test_redis_names_no_learner(redis: RedisServer) -> None:
    """
    Neither a key nor a value in Redis has a learner's or a school's name in it.
    """

    async def test(state: Hot) -> None:
        await state.budgets.reserve("job", (LEARNER, SCHOOL), 10)
        await state.leases.take("otter", "somebody", seconds=LONG)
        await state.fanout.tell("otter")

    redis.say("FLUSHALL")
    hot(redis.url, test)
    keys = redis.say("KEYS", "*")

    assert b"misstep:spent:" in keys
    assert b"otter" not in keys
    assert b"school" not in keys
