"""
The contract of rate limiting: a token bucket for each name.

Who is counted under which name, and what is said to somebody who has to wait,
is decided in `api`.
"""

from typing import Protocol

import msgspec

__all__ = ["Limiter", "Rate"]


class Rate(msgspec.Struct, frozen=True):
    """A token bucket: `per_second` requests flow in, at most `burst` are saved up."""

    per_second: float
    burst: int


class Limiter(Protocol):
    """Buckets by name; a name not seen for long has a full one."""

    async def take(self, name: str, rate: Rate, *, now: int) -> int:
        """Take one request out of a bucket; return 0, or the milliseconds until there is one. `now` is ms."""
        ...
