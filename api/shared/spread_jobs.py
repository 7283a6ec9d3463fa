"""
Jobs spread over several children: one process asks models on one core.

Jobs about the same variant go to the same child as long as it lives, so that
what it keeps is found again and nothing is asked for twice.
"""

import asyncio
import zlib
from collections.abc import Sequence

from hints.job import HintJob, JobOutcome
from hints.shared.jobs import Jobs, NotTaken

__all__ = ["SpreadJobs"]


class SpreadJobs:
    """Keeps the contract `hints.shared.jobs.Jobs` over several that do, each with its part of the exercises."""

    def __init__(self, jobs: Sequence[Jobs]) -> None:
        self._jobs = tuple(jobs)

    async def run(self, job: HintJob, *, seconds: float) -> JobOutcome | NotTaken:
        """
        Have a job done by the one whose it is.
        """
        place = zlib.crc32(f"{job.variant.item}/{job.variant.index}".encode()) % len(self._jobs)
        return await self._jobs[place].run(job, seconds=seconds)

    async def forget(self) -> None:
        """
        Have all forget.
        """
        for jobs in self._jobs:
            await jobs.forget()

    async def close(self) -> None:
        """
        Close all at once.
        """
        await asyncio.gather(*(jobs.close() for jobs in self._jobs))
