"""
The line to Redis: one client, and what is said where it does not answer.

Every question has a bound of time and ends in a value. After a failure nothing
is asked for a moment, so that a dead or slow Redis costs one wait and not one
for each question. What is lost then is speed alone; who asks says what to do
without an answer.
"""

import asyncio
import hashlib
import logging
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, TypeAlias, TypeVar

import msgspec

if TYPE_CHECKING:
    from redis.asyncio import Redis

__all__ = ["Entry", "Lost", "RedisLink", "claimed_entries", "named", "stream_entries"]

log = logging.getLogger("misstep.redis")

ANSWER_SECONDS: Final = 0.25
"""What a question may take; Redis beside us answers within a millisecond."""
CONNECTIONS: Final = 8
"""At most: a burst of questions waits its turn, where each with a connection of its own would wait for that."""
REST_SECONDS: Final = 1.0
"""How long nothing is asked after a failure."""
BLOCKING_SPARE: Final = 2.0
"""Seconds that a blocking read may take beyond the time that it was to block."""

T = TypeVar("T")


Entry: TypeAlias = tuple[bytes, dict[bytes, bytes]]
"""One entry of a stream: its name, which begins with its time in milliseconds, and its fields."""


class Lost(msgspec.Struct, frozen=True):
    """No answer: Redis is down, slow, full or resting. `sentence` is for operators."""

    sentence: str


def named(text: str) -> str:
    """
    Name something in Redis without saying what it is: 128 bits of BLAKE2b, in hex.
    """
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()


def stream_entries(reply: object) -> list[Entry]:
    """
    Read what came of reading streams; nothing where time ran out.
    """
    streams = reply if isinstance(reply, list) else []
    return [entry for _, several in streams for entry in several]


def claimed_entries(reply: object) -> list[Entry]:
    """
    Read what came of claiming entries; those that were deleted meanwhile are left out.
    """
    several = reply[1] if isinstance(reply, list | tuple) else ()
    return [(name, fields) for name, fields in several if isinstance(fields, dict)]


class RedisLink:
    """
    One process's line to one Redis.

    Parameters
    ----------
    url
        `redis://host:port/db`, `rediss://` for TLS, `unix://`.
    seconds
        What a question may take.
    rest
        How long nothing is asked after a failure, in seconds.
    clock
        Seconds that never go back.
    """

    def __init__(
        self,
        url: str,
        *,
        seconds: float = ANSWER_SECONDS,
        rest: float = REST_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        from redis.asyncio import BlockingConnectionPool, Redis  # noqa: PLC0415 - only who has a Redis pays for it
        from redis.asyncio.retry import Retry  # noqa: PLC0415 - as above
        from redis.backoff import NoBackoff  # noqa: PLC0415 - as above

        self._seconds = seconds
        self._rest = rest
        self._clock = clock
        self._quiet_until = 0.0
        self._well = True

        def client(patience: float | None) -> "Redis":
            pool = BlockingConnectionPool.from_url(
                url,
                max_connections=CONNECTIONS,
                timeout=seconds,
                socket_timeout=patience,
                socket_connect_timeout=seconds,
                retry=Retry(NoBackoff(), 0),
                protocol=2,
            )
            made: Redis = Redis.from_pool(pool)
            return made

        self._client = client(seconds)
        self._patient = client(None)

    @property
    def well(self) -> bool:
        """
        Whether the last question was answered.
        """
        return self._well

    async def ask(self, question: "Callable[[Redis], Awaitable[T]]") -> T | Lost:
        """
        Ask, within the bound of time.
        """
        if self._clock() < self._quiet_until:
            return Lost("Redis is left alone for a moment after a failure.")
        return await self._asked(question, self._client, self._seconds * 2)

    async def wait(self, question: "Callable[[Redis], Awaitable[T]]", *, seconds: float | None) -> T | Lost:
        """
        Ask something that blocks for `seconds` by itself (None: until it breaks); the caller pauses after a failure.
        """
        return await self._asked(question, self._patient, None if seconds is None else seconds + BLOCKING_SPARE)

    async def close(self) -> None:
        """
        Let the connections go.
        """
        await self._client.aclose()
        await self._patient.aclose()

    async def _asked(
        self, question: "Callable[[Redis], Awaitable[T]]", client: "Redis", seconds: float | None
    ) -> T | Lost:
        from redis.exceptions import RedisError  # noqa: PLC0415 - there already, once a client is

        try:
            async with asyncio.timeout(seconds):
                answer = await question(client)
        except (RedisError, OSError, TimeoutError) as error:
            return self._failed(error)
        if not self._well:
            log.warning("redis_back")
        self._well = True
        return answer

    def _failed(self, error: Exception) -> Lost:
        # The kind alone: a message may hold an address with a password in it.
        kind = type(error).__name__
        if self._well:
            log.warning("redis_lost kind=%s", kind)
        self._well = False
        self._quiet_until = self._clock() + self._rest
        return Lost(f"Redis does not answer ({kind}).")
