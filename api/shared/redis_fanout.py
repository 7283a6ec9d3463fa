"""
Fan-out over Redis: news of one process wakes listeners in all.

Those of the same process are woken directly, so they hear of it whatever Redis
does. A line that broke is taken up again; what was told meanwhile is found by
the listeners' own next look into the record.
"""

import asyncio
import contextlib
from typing import TYPE_CHECKING, Final

from api.shared.fanout import OneListening, ProcessFanout
from api.shared.redis_link import Lost, RedisLink, named

if TYPE_CHECKING:
    from redis.asyncio import Redis

__all__ = ["RedisFanout"]

CHANNEL: Final = "misstep:news"
LISTEN_SECONDS: Final = 1.0
PAUSE_SECONDS: Final = 0.5
"""Between two tries to listen again."""


class RedisFanout:
    """Keeps the contract `hints.shared.fanout.Fanout`; topics travel as digests."""

    def __init__(self, link: RedisLink) -> None:
        self._link = link
        self._here = ProcessFanout()
        self._reader: asyncio.Task[None] | None = None
        self.subscribed = asyncio.Event()
        """Set while the line is up."""

    def start(self) -> None:
        """
        Begin to hear of other processes' news.
        """
        self._reader = asyncio.create_task(self._hear())

    async def tell(self, topic: str) -> None:
        """
        Wake those who listen here, then those elsewhere.
        """
        name = named(topic)
        self._here.wake(name)
        await self._link.ask(lambda redis: redis.publish(CHANNEL, name))

    def listen(self, topic: str) -> contextlib.AbstractAsyncContextManager[OneListening]:
        """
        Listen under the digest of a topic.
        """
        return self._here.listen(named(topic))

    def close(self) -> None:
        """
        Wake everybody of this process for the last time.
        """
        self._here.close()

    async def stop(self) -> None:
        """
        Hear nothing more.
        """
        self.close()
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader

    async def _hear(self) -> None:
        while True:
            heard = await self._link.wait(self._listened, seconds=None)
            self.subscribed.clear()
            if isinstance(heard, Lost):
                await asyncio.sleep(PAUSE_SECONDS)

    async def _listened(self, redis: "Redis") -> None:
        async with redis.pubsub(ignore_subscribe_messages=True) as channel:
            await channel.subscribe(CHANNEL)
            self.subscribed.set()
            while True:
                message = await channel.get_message(timeout=LISTEN_SECONDS)
                if message is not None and isinstance(message["data"], bytes):
                    self._here.wake(message["data"].decode("ascii", "replace"))
