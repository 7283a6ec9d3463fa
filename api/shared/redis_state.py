"""
Cache, leases and budgets over Redis, for several processes and machines.

Names are kept as digests, so nothing in Redis says which learner or school they
are of. Where Redis is lost a cache is empty, a lease is everybody's, and money
is counted in this process alone.
"""

import logging
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Final, cast

from api.shared.budgets import KEPT_SECONDS, ProcessBudgets
from api.shared.redis_link import Lost, RedisLink, named
from hints.shared.budgets import Account, Exhausted, Reserved

if TYPE_CHECKING:
    from redis.asyncio import Redis

__all__ = ["RedisBudgets", "RedisCache", "RedisLeases"]

log = logging.getLogger("misstep.hints")

PREFIX: Final = "misstep:"

CLEARED_AT_ONCE: Final = 1_000
"""Keys that one question looks through, or drops."""
CLEAR_SECONDS: Final = 30.0
"""In which all that is kept is dropped."""

GIVE_BACK: Final = """
if redis.call('GET', KEYS[1]) == ARGV[1] then return redis.call('DEL', KEYS[1]) end
return 0
"""
TAKE: Final = """
local holder = redis.call('GET', KEYS[1])
if holder and holder ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return 1
"""
RESERVE: Final = """
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
local amount = tonumber(ARGV[1])
for i = 2, #KEYS do
  if tonumber(redis.call('GET', KEYS[i]) or '0') + amount > tonumber(ARGV[i + 1]) then return i - 1 end
end
for i = 2, #KEYS do
  redis.call('INCRBY', KEYS[i], ARGV[1])
  redis.call('EXPIRE', KEYS[i], ARGV[2])
end
redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
return 0
"""
"""Keys: the job, then the accounts; arguments: the amount, seconds to keep, the limits. 0, or which has too little."""
SETTLE: Final = """
local amount = redis.call('GET', KEYS[1])
if not amount or amount == 'settled' then return 0 end
for i = 2, #KEYS do
  redis.call('INCRBY', KEYS[i], tonumber(ARGV[1]) - tonumber(amount))
  redis.call('EXPIRE', KEYS[i], ARGV[2])
end
redis.call('SET', KEYS[1], 'settled', 'EX', ARGV[2])
return 1
"""


class RedisCache:
    """Keeps the contract `hints.shared.cache.Cache`."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    async def get(self, key: str) -> bytes | None:
        """
        Return an entry; None where it is not there or Redis is not.
        """
        found = await self._link.ask(lambda redis: redis.get(f"{PREFIX}cache:{key}"))
        return found if isinstance(found, bytes) else None

    async def put(self, key: str, value: bytes, *, seconds: float) -> None:
        """
        Keep an entry, if Redis takes it.
        """
        await self._link.ask(lambda redis: redis.set(f"{PREFIX}cache:{key}", value, px=max(1, round(seconds * 1_000))))

    async def clear(self) -> None:
        """
        Drop all entries, of all processes; where Redis is lost they stay until they expire, which is logged.
        """

        async def question(redis: "Redis") -> None:
            keys = [key async for key in redis.scan_iter(f"{PREFIX}cache:*", count=CLEARED_AT_ONCE)]
            for begin in range(0, len(keys), CLEARED_AT_ONCE):
                await redis.unlink(*keys[begin : begin + CLEARED_AT_ONCE])

        if isinstance(await self._link.wait(question, seconds=CLEAR_SECONDS), Lost):
            log.warning("hint_cache_not_cleared")


class RedisLeases:
    """Keeps the contract `hints.shared.leases.Leases`."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link

    async def take(self, name: str, owner: str, *, seconds: float) -> bool:
        """
        Take a lease that nobody else holds; everybody does where Redis is lost.
        """
        taken = await _run(self._link, TAKE, [_lease(name)], [owner, max(1, round(seconds * 1_000))])
        return isinstance(taken, Lost) or bool(taken)

    async def give_back(self, name: str, owner: str) -> None:
        """
        End a lease of one's own.
        """
        await _run(self._link, GIVE_BACK, [_lease(name)], [owner])


class RedisBudgets:
    """Keeps the contract `hints.shared.budgets.Budgets`."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link
        self._here = ProcessBudgets()
        """What was counted while Redis was lost: each process then has the whole limit to itself, and no more."""

    async def reserve(self, job: str, accounts: tuple[Account, ...], amount: int) -> Reserved | Exhausted:
        """
        Set money aside in all accounts or in none; in this process where Redis is lost.
        """
        limits = [account.limit for account in accounts]
        short = await _run(self._link, RESERVE, _keys(job, accounts), [amount, KEPT_SECONDS, *limits])
        if isinstance(short, Lost):
            return await self._here.reserve(job, accounts, amount)
        return Reserved() if short == 0 else Exhausted(accounts[short - 1].name)

    async def settle(self, job: str, accounts: tuple[Account, ...], spent: int) -> None:
        """
        Settle where the money was set aside; where Redis is lost by then, it stays set aside.

        A Redis that was too slow to say so may have set it aside all the same: it gives back what is paid here.
        """
        paid_there = 0 if self._here.holds(job) else spent
        await self._here.settle(job, accounts, spent)
        await _run(self._link, SETTLE, _keys(job, accounts), [paid_there, KEPT_SECONDS])

    async def spent(self, name: str) -> int:
        """
        Return what is spent or set aside under a name, here and in Redis.
        """
        found = await self._link.ask(lambda redis: redis.get(_account(name)))
        shared = int(found) if isinstance(found, bytes) else 0
        return shared + await self._here.spent(name)


async def _run(link: RedisLink, script: str, keys: list[str], arguments: list[str | int]) -> int | Lost:
    """Run a script: what it reads and what it writes happens at once or not at all."""

    def question(redis: "Redis") -> Awaitable[int]:
        # The client's own annotation is of its synchronous twin.
        return cast("Awaitable[int]", redis.register_script(script)(keys=keys, args=arguments))

    return await link.ask(question)


def _lease(name: str) -> str:
    return f"{PREFIX}lease:{named(name)}"


def _account(name: str) -> str:
    return f"{PREFIX}spent:{named(name)}"


def _keys(job: str, accounts: tuple[Account, ...]) -> list[str]:
    return [f"{PREFIX}reserved:{named(job)}", *(_account(account.name) for account in accounts)]
