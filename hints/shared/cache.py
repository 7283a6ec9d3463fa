"""
The contract of the cache: bytes under a key, for a while.

What keys are made of, what an entry means and whether it still holds is decided
by whoever puts it there. Anything may be gone at any time.
"""

from typing import Protocol

__all__ = ["Cache"]


class Cache(Protocol):
    """Entries by key; one that is not there, or cannot be reached, is None."""

    async def get(self, key: str) -> bytes | None:
        """Return an entry that has not expired."""
        ...

    async def put(self, key: str, value: bytes, *, seconds: float) -> None:
        """Keep an entry for at most so long; the newest of a key is the one that is kept."""
        ...

    async def clear(self) -> None:
        """Drop all entries."""
        ...
