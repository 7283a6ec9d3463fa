"""
Rate limiting inside this process.

A bucket is two numbers, refilled when it is looked at. Full buckets are
forgotten, since a new one is full too.
"""

from hints.shared.limiter import Rate

__all__ = ["ProcessLimiter"]

SWEEP_AT = 20_000
"""Buckets kept before full ones are swept: about 4 MB."""


class ProcessLimiter:
    """Token buckets in a dictionary; keeps the contract `hints.shared.limiter.Limiter`."""

    def __init__(self) -> None:
        """
        Begin with every bucket full.
        """
        self._buckets: dict[str, tuple[float, int]] = {}
        self._sweep_at = SWEEP_AT

    async def take(self, name: str, rate: Rate, *, now: int) -> int:
        """
        Take one request out of a bucket; a clock that goes backwards refills nothing.
        """
        level, seen = self._buckets.get(name, (float(rate.burst), now))
        level = min(float(rate.burst), level + rate.per_second * max(0, now - seen) / 1_000)
        if level < 1:
            self._buckets[name] = (level, now)
            return max(1, round((1 - level) / rate.per_second * 1_000))
        self._buckets[name] = (level - 1, now)
        if len(self._buckets) > self._sweep_at:
            self._sweep(rate, now)
        return 0

    def _sweep(self, rate: Rate, now: int) -> None:
        """
        Forget the buckets that are full by now at this rate; a slower one gets a little more than its due.
        """
        refill_ms = rate.burst / rate.per_second * 1_000
        self._buckets = {name: kept for name, kept in self._buckets.items() if now - kept[1] < refill_ms}
        self._sweep_at = max(SWEEP_AT, 2 * len(self._buckets))
