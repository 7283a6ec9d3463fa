"""
Jobs over a Redis stream: the workers' side.

Every worker reads for the same group, so each job goes to one of them; the jobs
of one that died are claimed by another after a few seconds. A job is taken off
the stream in the moment its outcome is put on the owner's, so it is done at
least once; that it is shown at most once is the record's business.
"""

import asyncio
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import msgspec

from api.shared.redis_jobs import GROUP, JOBS, KEEP_MS, OUTCOMES, WORKERS
from api.shared.redis_link import Lost, RedisLink, claimed_entries, stream_entries
from api.shared.working import done
from hints.job import HintJob
from hints.shared.jobs import Work

if TYPE_CHECKING:
    from redis.asyncio import Redis

__all__ = ["RedisWorker"]

log = logging.getLogger("misstep.hints")

MOST_JOBS: Final = 32
"""Under way at once in one worker; they wait for models most of the time."""
ABANDONED_SECONDS: Final = 3.0
"""Workers say every second that they still work on a job; one not spoken of for so long has lost its worker."""
SEEN_MS: Final = 5_000
BLOCK_MS: Final = 500
BEAT_SECONDS: Final = 1.0
PAUSE_SECONDS: Final = 0.2
FINISH_SECONDS: Final = 10.0


class Taken(msgspec.Struct, frozen=True):
    """One entry of the stream: its name, the job, the seconds left of its time, and where the outcome goes."""

    name: bytes
    job: HintJob
    seconds: float
    reply: str


class RedisWorker:
    """
    One worker.

    Parameters
    ----------
    link
        To Redis.
    name
        Drawn at random by this process.
    work
        Does one job.
    most
        Jobs at once.
    abandoned
        Seconds after which another worker's job is taken over.
    """

    def __init__(
        self, link: RedisLink, name: str, work: Work, *, most: int = MOST_JOBS, abandoned: float = ABANDONED_SECONDS
    ) -> None:
        self._link = link
        self._name = name
        self._work = work
        self._most = most
        self._abandoned = abandoned
        self._running: dict[bytes, asyncio.Task[None]] = {}
        self._decoder = msgspec.json.Decoder(HintJob)
        self._encoder = msgspec.json.Encoder()

    async def serve(self, stop: asyncio.Event) -> None:
        """
        Do jobs until asked to stop, then finish those under way, ten seconds at most.
        """
        beating = asyncio.create_task(self._beat())
        try:
            while not stop.is_set():
                if len(self._running) >= self._most:
                    await asyncio.wait(self._running.values(), return_when=asyncio.FIRST_COMPLETED)
                    continue
                entries = await self._link.wait(self._next, seconds=BLOCK_MS / 1_000)
                if isinstance(entries, Lost):
                    await asyncio.sleep(PAUSE_SECONDS)
                    continue
                for taken in entries:
                    self._begin(taken)
            if self._running:
                await asyncio.wait(self._running.values(), timeout=FINISH_SECONDS)
        finally:
            beating.cancel()
            for task in self._running.values():
                task.cancel()

    def _begin(self, taken: Taken) -> None:
        if taken.name in self._running:
            return
        task = asyncio.create_task(self._one(taken))
        self._running[taken.name] = task
        task.add_done_callback(lambda _: self._running.pop(taken.name, None))

    async def _one(self, taken: Taken) -> None:
        outcome = self._encoder.encode(await done(self._work, taken.job, taken.seconds))

        async def finish(redis: "Redis") -> None:
            async with redis.pipeline(transaction=True) as several:
                several.xadd(taken.reply, {"outcome": outcome}, maxlen=1_000)
                several.pexpire(taken.reply, KEEP_MS)
                several.xack(JOBS, GROUP, taken.name)
                several.xdel(JOBS, taken.name)
                await several.execute()

        for _ in range(3):
            if not isinstance(await self._link.ask(finish), Lost):
                return
            await asyncio.sleep(PAUSE_SECONDS)
        log.warning("hint_outcome_lost job=%s", taken.job.id)

    async def _next(self, redis: "Redis") -> list[Taken]:
        """
        Take what others abandoned, then what is new; wait a moment where there is neither.
        """
        await self._join(redis)
        free = self._most - len(self._running)
        idle = round(self._abandoned * 1_000)
        claimed: object = await redis.xautoclaim(
            JOBS, GROUP, self._name, min_idle_time=idle, start_id="0-0", count=free
        )
        entries = [entry for entry in claimed_entries(claimed) if entry[0] not in self._running]
        if not entries:
            entries = stream_entries(await redis.xreadgroup(GROUP, self._name, {JOBS: ">"}, count=free, block=BLOCK_MS))
        now, _ = await redis.time()
        taken = []
        for name, fields in entries:
            one = self._taken(name, fields, now=int(now))
            if one is None:
                await redis.xack(JOBS, GROUP, name)
                await redis.xdel(JOBS, name)
            else:
                taken.append(one)
        return taken

    def _taken(self, name: bytes, fields: Mapping[bytes, bytes], *, now: int) -> Taken | None:
        """
        Read an entry; None where it is none of ours, or its time is over.
        """
        try:
            seconds = float(fields[b"seconds"]) - (now - int(name.split(b"-")[0]) / 1_000)
            reply = fields[b"reply"].decode()
            if seconds <= 0 or not reply.startswith(OUTCOMES):
                return None
            return Taken(name, self._decoder.decode(fields[b"job"]), seconds, reply)
        except (KeyError, ValueError, msgspec.MsgspecError):
            return None

    async def _join(self, redis: "Redis") -> None:
        """
        Be seen, and have the group there: Redis forgets both when it is started anew.
        """
        from redis.exceptions import ResponseError  # noqa: PLC0415 - there already, once a client is

        await redis.set(WORKERS, self._name, px=SEEN_MS)
        try:
            await redis.xgroup_create(JOBS, GROUP, id="0", mkstream=True)
        except ResponseError as there:
            if "BUSYGROUP" not in str(there):
                raise

    async def _beat(self) -> None:
        """
        Say that the jobs under way are still worked on.
        """
        while True:
            await asyncio.sleep(min(BEAT_SECONDS, self._abandoned / 3))
            names: list[bytes | str | int | memoryview[int]] = [*self._running]

            async def still(redis: "Redis", names: list[bytes | str | int | memoryview[int]] = names) -> None:
                await redis.set(WORKERS, self._name, px=SEEN_MS)
                if names:
                    await redis.xclaim(JOBS, GROUP, self._name, min_idle_time=0, message_ids=names, justid=True)

            await self._link.ask(still)
