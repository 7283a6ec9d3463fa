"""
The contract of leases: who of several does a thing that is done once (single flight).

A lease ends by itself, so an owner that died blocks nobody for long. Where
leases cannot be reached everybody has one: doing a thing twice is dearer, not
wrong.
"""

from typing import Protocol

__all__ = ["Leases"]


class Leases(Protocol):
    """Leases by name."""

    async def take(self, name: str, owner: str, *, seconds: float) -> bool:
        """Take a lease that nobody else holds, or hold one's own for longer."""
        ...

    async def give_back(self, name: str, owner: str) -> None:
        """End a lease that is one's own; another's stays."""
        ...
