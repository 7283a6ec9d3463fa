"""
Jobs given to the first who takes them: other machines where there are any, else the child beside us.
"""

from hints.job import HintJob, JobOutcome
from hints.shared.jobs import Jobs, NotTaken

__all__ = ["FirstJobs"]


class FirstJobs:
    """Keeps the contract `hints.shared.jobs.Jobs` over several that do, asked in order."""

    def __init__(self, *jobs: Jobs) -> None:
        self._jobs = jobs

    async def run(self, job: HintJob, *, seconds: float) -> JobOutcome | NotTaken:
        """
        Ask one after the other; the last one's word stands where nobody takes it.
        """
        said: JobOutcome | NotTaken = NotTaken("Nobody does hint jobs here.")
        for jobs in self._jobs:
            said = await jobs.run(job, seconds=seconds)
            if not isinstance(said, NotTaken):
                return said
        return said

    async def forget(self) -> None:
        """
        Have all forget.
        """
        for jobs in self._jobs:
            await jobs.forget()

    async def close(self) -> None:
        """
        Close all.
        """
        for jobs in self._jobs:
            await jobs.close()
