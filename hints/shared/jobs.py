"""
The contract of job queues: a hint job goes out, what came of it comes back.

Done at least once, perhaps elsewhere; whether the outcome is shown is decided
by whoever owns the record. A job that nobody takes is said to be so at once, so
that somebody else can be asked.
"""

from collections.abc import Awaitable, Callable
from typing import Protocol, TypeAlias

import msgspec

from hints.job import HintJob, JobOutcome

__all__ = ["Jobs", "NotTaken", "Work"]

Work: TypeAlias = Callable[[HintJob, float], Awaitable[JobOutcome]]
"""Does one job within so many seconds: the chain, wherever it runs."""


class NotTaken(msgspec.Struct, frozen=True):
    """Nobody works on the job; `full` says that too many wait, else there is nobody to do it."""

    sentence: str
    full: bool = False


class Jobs(Protocol):
    """Whoever does hint jobs."""

    async def run(self, job: HintJob, *, seconds: float) -> JobOutcome | NotTaken:
        """Have a job done; after `seconds` it is late. Never raises for what becomes of it."""
        ...

    async def forget(self) -> None:
        """Drop the words that were kept of jobs that are done: some may be about what one learner wrote."""
        ...

    async def close(self) -> None:
        """Let go of processes and connections; jobs that are under way are given up."""
        ...
