"""
Leases inside this process.
"""

import time
from collections.abc import Callable
from typing import Final

__all__ = ["ProcessLeases"]

SWEEP_AT: Final = 10_000
"""Leases kept before those that have ended are swept."""


class ProcessLeases:
    """Keeps the contract `hints.shared.leases.Leases`; `clock` gives seconds that never go back."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._held: dict[str, tuple[str, float]] = {}

    async def take(self, name: str, owner: str, *, seconds: float) -> bool:
        """
        Take a lease that is free, has ended, or is one's own.
        """
        now = self._clock()
        holder, until = self._held.get(name, (owner, now))
        if holder != owner and until > now:
            return False
        self._held[name] = (owner, now + seconds)
        if len(self._held) > SWEEP_AT:
            self._held = {kept: held for kept, held in self._held.items() if held[1] > now}
        return True

    async def give_back(self, name: str, owner: str) -> None:
        """
        End a lease of one's own.
        """
        if name in self._held and self._held[name][0] == owner:
            del self._held[name]
