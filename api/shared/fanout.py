"""
Fan-out inside this process.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from hints.shared.fanout import Heard

__all__ = ["ProcessFanout"]


class OneListening:
    """One listener; keeps the contract `hints.shared.fanout.Listening`."""

    def __init__(self, closed: asyncio.Event) -> None:
        self.news = asyncio.Event()
        self._closed = closed

    async def heard(self, seconds: float) -> Heard:
        """
        Wait for news; what was told since the last time counts.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.news.wait()
        if self._closed.is_set():
            return Heard.CLOSED
        if not self.news.is_set():
            return Heard.QUIET
        self.news.clear()
        return Heard.NEWS


class ProcessFanout:
    """Keeps the contract `hints.shared.fanout.Fanout`."""

    def __init__(self) -> None:
        self._listening: dict[str, set[OneListening]] = {}
        self._closed = asyncio.Event()

    async def tell(self, topic: str) -> None:
        """
        Wake those who listen here.
        """
        self.wake(topic)

    def wake(self, topic: str) -> None:
        """
        Wake those who listen here, without waiting for anything.
        """
        for one in self._listening.get(topic, ()):
            one.news.set()

    @contextlib.asynccontextmanager
    async def listen(self, topic: str) -> AsyncIterator[OneListening]:
        """
        Listen until the context ends; a topic that nobody listens to is forgotten.
        """
        one = OneListening(self._closed)
        if self._closed.is_set():
            one.news.set()
        self._listening.setdefault(topic, set()).add(one)
        try:
            yield one
        finally:
            self._listening[topic].discard(one)
            if not self._listening[topic]:
                del self._listening[topic]

    def close(self) -> None:
        """
        Wake everybody: nothing comes any more.
        """
        self._closed.set()
        for listeners in self._listening.values():
            for one in listeners:
                one.news.set()
