"""
The cache inside this process: the entries used last, within a bound of bytes.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

__all__ = ["ProcessCache"]

MOST_BYTES: Final = 32 * 1024 * 1024
"""Of all values; at about a kilobyte an entry some 30,000 of them."""


class ProcessCache:
    """Keeps the contract `hints.shared.cache.Cache`; `clock` gives seconds that never go back."""

    def __init__(self, *, most_bytes: int = MOST_BYTES, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most_bytes
        self._clock = clock
        self._entries: OrderedDict[str, tuple[float, bytes]] = OrderedDict()
        self._bytes = 0

    async def get(self, key: str) -> bytes | None:
        """
        Return an entry, which is then the one used last.
        """
        found = self._entries.get(key)
        if found is None:
            return None
        until, value = found
        if until <= self._clock():
            self._drop(key)
            return None
        self._entries.move_to_end(key)
        return value

    async def put(self, key: str, value: bytes, *, seconds: float) -> None:
        """
        Keep an entry, and drop those used longest ago where they are too many.
        """
        self._drop(key)
        if len(value) > self._most:
            return
        self._entries[key] = (self._clock() + seconds, value)
        self._bytes += len(value)
        while self._bytes > self._most:
            self._drop(next(iter(self._entries)))

    async def clear(self) -> None:
        """
        Drop all entries.
        """
        self._entries.clear()
        self._bytes = 0

    def _drop(self, key: str) -> None:
        if key in self._entries:
            self._bytes -= len(self._entries.pop(key)[1])
