"""
Working on jobs: one job done whatever happens, in any process that does them.

A job that breaks our own code is a failed job and a line in the log, never the
end of the process that others' jobs are in.
"""

import asyncio
import logging
from pathlib import Path

from hints.job import HintJob, JobOutcome, OutcomeReason
from hints.shared.jobs import Work

__all__ = ["done", "failed", "late"]

log = logging.getLogger("misstep.hints")


async def done(work: Work, job: HintJob, seconds: float) -> JobOutcome:
    """
    Do a job within its time; late, or broken, is an outcome too.
    """
    try:
        async with asyncio.timeout(seconds):
            return await work(job, seconds)
    except TimeoutError:
        return late(job)
    except Exception as broken:  # noqa: BLE001 - whatever it is, the next job is none of its business
        # Kind and place alone: a message might quote a learner.
        place = broken.__traceback__
        while place is not None and place.tb_next is not None:
            place = place.tb_next
        at = "" if place is None else f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}"
        log.error("hint_job_broken job=%s kind=%s at=%s", job.id, type(broken).__name__, at)  # noqa: TRY400 - see above
        return failed(job, "broken")


def failed(job: HintJob, code: str) -> JobOutcome:
    """
    Say that a job came to nothing, and by which code.
    """
    return JobOutcome(id=job.id, reason=OutcomeReason.FAILED, codes=(code,))


def late(job: HintJob) -> JobOutcome:
    """
    Say that a job's time was over.
    """
    return JobOutcome(id=job.id, reason=OutcomeReason.LATE)
