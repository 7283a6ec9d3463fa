"""
`python -m tests.api.shared.scripted_worker [URL]`: a real worker whose chain does what each job's answer says.

As a child it is asked over its standard input, with a URL over that Redis.
"""

import asyncio
import contextlib
import os
import secrets
import signal
import sys
from pathlib import Path

from api.shared.child_worker import read_lines, work_on_lines
from api.shared.redis_link import RedisLink
from api.shared.redis_worker import RedisWorker
from hints.job import HintJob, JobOutcome
from item_bank.answers.response import Final
from tests.hints.jobs import better

FOREVER = 3_600


def first(mark: str) -> bool:
    """
    Say whether nobody was here before, by a file.
    """
    with contextlib.suppress(FileExistsError), Path(mark).open("x"):
        return True
    return False


async def scripted(job: HintJob, seconds: float) -> JobOutcome:
    """
    Do what the answer says.
    """
    del seconds
    match job.response:
        case Final(text="die"):
            os.kill(os.getpid(), signal.SIGKILL)
        case Final(text="die once") if first(job.template):
            os.kill(os.getpid(), signal.SIGKILL)
        case Final(text="hang"):
            await asyncio.sleep(FOREVER)
        case Final(text="freeze"):
            os.kill(os.getpid(), signal.SIGSTOP)
        case Final(text="break"):
            message = "a secret answer"
            raise RuntimeError(message)
        case _:
            pass
    return better(job, microdollars=os.getpid())


async def main() -> None:
    """
    Work until the input ends, or asked to stop.
    """
    if len(sys.argv) > 1:
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        link = RedisLink(sys.argv[1], seconds=10)
        await RedisWorker(link, secrets.token_hex(4), scripted, abandoned=0.2).serve(stop)
        await link.close()
        return
    reader = await read_lines(sys.stdin.buffer)
    await reader.readline()
    await work_on_lines(scripted, reader)


if __name__ == "__main__":
    asyncio.run(main())
