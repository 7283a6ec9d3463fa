"""
Jobs over a Redis stream: the owner's side.

A job is added to a stream that workers on any machine read, and its outcome
comes back on a stream of the owner's own. Where no worker has been seen lately,
too many wait, or Redis is lost, the job is not taken. A job says nothing of who
answered, and what is older than any deadline is cut off the stream.
"""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from api.shared.redis_link import Entry, Lost, RedisLink, stream_entries
from api.shared.redis_state import RedisCache
from api.shared.working import late
from hints.job import HintJob, JobOutcome
from hints.shared.jobs import NotTaken

if TYPE_CHECKING:
    from redis.asyncio import Redis

__all__ = ["GROUP", "JOBS", "KEEP_MS", "OUTCOMES", "WORKERS", "RedisJobs"]

JOBS: Final = "misstep:hints:jobs"
GROUP: Final = "workers"
OUTCOMES: Final = "misstep:hints:outcomes:"
WORKERS: Final = "misstep:hints:workers"
"""Exists while a worker has been seen within the last seconds."""
KEEP_MS: Final = 60_000
"""Jobs and outcomes older than that are of no use to anybody."""
MOST_JOBS: Final = 1_000
BLOCK_SECONDS: Final = 1.0
PAUSE_SECONDS: Final = 0.2
SPARE_SECONDS: Final = 1.0


class RedisJobs:
    """
    Keeps the contract `hints.shared.jobs.Jobs`.

    Parameters
    ----------
    link
        To Redis.
    owner
        Drawn at random by this process: names its outcomes.
    most
        Jobs that may wait in the stream.
    """

    def __init__(self, link: RedisLink, owner: str, *, most: int = MOST_JOBS) -> None:
        self._link = link
        self._outcomes = f"{OUTCOMES}{owner}"
        self._most = most
        self._waiting: dict[str, asyncio.Future[JobOutcome]] = {}
        self._reader: asyncio.Task[None] | None = None
        self._encoder = msgspec.json.Encoder()
        self._decoder = msgspec.json.Decoder(JobOutcome)

    async def run(self, job: HintJob, *, seconds: float) -> JobOutcome | NotTaken:
        """
        Have a job done by whichever worker takes it.
        """
        ready = await self._link.ask(_state)
        if isinstance(ready, Lost):
            return NotTaken(ready.sentence)
        workers, length = ready
        if not workers:
            return NotTaken("No worker has been seen lately.")
        if length >= self._most:
            return NotTaken("Too many hint jobs wait.", full=True)
        self._reader = self._reader or asyncio.create_task(self._read())
        waiting: asyncio.Future[JobOutcome] = asyncio.get_running_loop().create_future()
        self._waiting[job.id] = waiting
        try:
            fields: Mapping[str, bytes | str] = {
                "job": self._encoder.encode(job),
                "seconds": str(seconds),
                "reply": self._outcomes,
            }
            added = await self._link.ask(lambda redis: redis.xadd(JOBS, dict(fields)))  # type: ignore[arg-type]  # bytes and words are values
            if isinstance(added, Lost):
                return NotTaken(added.sentence)
            async with asyncio.timeout(seconds + SPARE_SECONDS):
                return await waiting
        except TimeoutError:
            return late(job)
        finally:
            self._waiting.pop(job.id, None)

    async def forget(self) -> None:
        """
        Drop the words that all workers keep in Redis; jobs and outcomes there are gone after a minute by themselves.
        """
        await RedisCache(self._link).clear()

    async def close(self) -> None:
        """
        Wait for no more outcomes.
        """
        if self._reader is not None:
            self._reader.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._reader
            await self._link.ask(lambda redis: redis.delete(self._outcomes))

    async def _read(self) -> None:
        after = "0-0"
        while True:
            since = after

            async def question(redis: "Redis", since: str = since) -> list[Entry]:
                return stream_entries(await redis.xread({self._outcomes: since}, block=round(BLOCK_SECONDS * 1_000)))

            heard = await self._link.wait(question, seconds=BLOCK_SECONDS)
            if isinstance(heard, Lost):
                await asyncio.sleep(PAUSE_SECONDS)
                continue
            for name, fields in heard:
                after = name.decode()
                self._resolve(fields.get(b"outcome", b""))

    def _resolve(self, content: bytes) -> None:
        with contextlib.suppress(msgspec.MsgspecError):
            outcome = self._decoder.decode(content)
            waiting = self._waiting.get(outcome.id)
            if waiting is not None and not waiting.done():
                waiting.set_result(outcome)


async def _state(redis: "Redis") -> tuple[bool, int]:
    """
    Say whether there are workers, and how many jobs wait; what is too old is cut off on the way.
    """
    now, _ = await redis.time()
    async with redis.pipeline(transaction=False) as several:
        several.exists(WORKERS)
        several.xtrim(JOBS, minid=f"{int(now) * 1_000 - KEEP_MS}-0", approximate=False)
        several.xlen(JOBS)
        workers, _, length = await several.execute()
    return bool(workers), int(length)
