"""
Jobs in a child process: started when the first one comes, started again when it dies.

Started, never forked, and bounded: so many jobs at once, so many starts a minute.
A child that dies, or says nothing for as long as a job may take, takes its jobs
with it; they have failed, and the next one finds a fresh child.
"""

import asyncio
import contextlib
import logging
import os
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections import deque
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from api.shared.child_worker import LONGEST_LINE, AskedOfChild
from api.shared.working import failed, late
from hints.job import HintJob, JobOutcome
from hints.shared.jobs import NotTaken

__all__ = ["ChildJobs", "module_command"]

log = logging.getLogger("misstep.hints")

MOST_JOBS: Final = 256
"""Under way at once; what comes on top of that is better not begun: it would be late."""
MOST_STARTS: Final = 5
STARTS_WITHIN: Final = 60.0
"""A child that dies five times in a minute is left alone until the minute is over."""
SPARE_SECONDS: Final = 1.0
"""What a child may take beyond a job's own time: it keeps that itself."""
END_SECONDS: Final = 5.0
SILENT_SECONDS: Final = 20.0
"""A child that has jobs and says nothing for so long is stopped in its tracks; a busy one is merely slow."""


def module_command(module: str) -> tuple[str, ...]:
    """
    Give the command that starts a module of ours.
    """
    return (sys.executable, "-sP", "-m", module)


class ChildJobs:
    """
    Keeps the contract `hints.shared.jobs.Jobs`.

    Parameters
    ----------
    command
        What to start.
    begin
        The first line that it is told, without its end.
    most
        Jobs at once.
    silent
        Seconds after which a child that has said nothing is taken for dead.
    clock
        Seconds that never go back.
    """

    def __init__(
        self,
        command: Sequence[str],
        begin: bytes,
        *,
        most: int = MOST_JOBS,
        silent: float = SILENT_SECONDS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._command = tuple(command)
        self._begin = begin
        self._most = most
        self._silent = silent
        self._clock = clock
        self._child: _Child | None = None
        self._living: set[_Child] = set()
        """The child, and those that were left and have not ended yet."""
        self._closed = False
        self._starts: deque[float] = deque(maxlen=MOST_STARTS)
        self._starting = asyncio.Lock()
        self._encoder = msgspec.json.Encoder()

    async def run(self, job: HintJob, *, seconds: float) -> JobOutcome | NotTaken:
        """
        Have a job done by the child.
        """
        if self._child is not None and len(self._child.waiting) >= self._most:
            return NotTaken("Too many hint jobs are under way.", full=True)
        child = await self._running()
        if child is None:
            return NotTaken("The process that makes hints cannot be started, or keeps dying, and is left alone.")
        waiting: asyncio.Future[JobOutcome | None] = asyncio.get_running_loop().create_future()
        child.waiting[job.id] = waiting
        try:
            child.tell(self._encoder.encode(AskedOfChild(job=job, seconds=seconds)))
            async with asyncio.timeout(seconds + SPARE_SECONDS):
                return await waiting or failed(job, "worker_died")
        except TimeoutError:
            if self._clock() - child.heard > self._silent:
                self._leave(child)
            return late(job)
        finally:
            child.waiting.pop(job.id, None)

    async def start(self) -> None:
        """
        Start the child before there is a job for it: its first one would be late else.
        """
        await self._running()

    async def forget(self) -> None:
        """
        End the child with all that it keeps; the next job finds a fresh one.
        """
        child, self._child = self._child, None
        if child is not None:
            # it did nothing wrong: its end is none of those after which it is left alone
            self._starts.clear()
            await child.close()

    async def close(self) -> None:
        """
        End the child: asked first, then made to.
        """
        self._closed = True
        for child in tuple(self._living):
            await child.close()

    @property
    def pid(self) -> int | None:
        """
        The child's, where there is one.
        """
        return None if self._child is None else self._child.pid

    async def _running(self) -> "_Child | None":
        async with self._starting:
            if self._child is not None or self._closed:
                return None if self._closed else self._child
            now = self._clock()
            if len(self._starts) == MOST_STARTS and now - self._starts[0] < STARTS_WITHIN:
                return None
            self._starts.append(now)
            env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
            try:
                process = await asyncio.create_subprocess_exec(
                    *self._command, stdin=PIPE, stdout=PIPE, limit=LONGEST_LINE, env=env
                )
            except OSError as error:
                log.error("hint_worker_not_started errno=%s", error.errno)  # noqa: TRY400 - the message has a path
                return None
            self._child = _Child(process, self._clock, self._forget, self._gone)
            self._living.add(self._child)
            self._child.tell(self._begin)
            return self._child

    def _leave(self, child: "_Child") -> None:
        """
        Kill a child that says nothing; the next job finds another.
        """
        child.end()
        self._forget(child)

    def _forget(self, child: "_Child") -> None:
        if self._child is child:
            self._child = None

    def _gone(self, child: "_Child") -> None:
        self._forget(child)
        self._living.discard(child)


class _Child:
    """One child while it lives, with the jobs that it has."""

    def __init__(
        self,
        process: Process,
        clock: Callable[[], float],
        silent: "Callable[[_Child], None]",
        gone: "Callable[[_Child], None]",
    ) -> None:
        self.waiting: dict[str, asyncio.Future[JobOutcome | None]] = {}
        self.heard = clock()
        self._process = process
        self._clock = clock
        self._silent = silent
        self._gone = gone
        self._told_to_end = False
        self._reading = asyncio.create_task(self._read())

    @property
    def pid(self) -> int:
        """
        Its number.
        """
        return self._process.pid

    def tell(self, line: bytes) -> None:
        """
        Say one line, without waiting until it is read: the jobs are bounded, and so is what lies in between.
        """
        if self._process.stdin is not None:
            self._process.stdin.write(line + b"\n")

    def end(self) -> None:
        """
        Kill it.
        """
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def close(self) -> None:
        """
        Tell it that there is no more, and kill it where that is not enough.
        """
        self._told_to_end = True
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            async with asyncio.timeout(END_SECONDS):
                await self._process.wait()
        except TimeoutError:
            self.end()
        await self._reading

    async def _read(self) -> None:
        """
        Hand out what it says; at its end, say so to everybody who waits.
        """
        decoder = msgspec.json.Decoder(JobOutcome)
        try:
            while self._process.stdout is not None and (line := await self._process.stdout.readline()):
                self.heard = self._clock()
                outcome = decoder.decode(line)
                waiting = self.waiting.get(outcome.id)
                if waiting is not None and not waiting.done():
                    waiting.set_result(outcome)
        except (ValueError, msgspec.MsgspecError):
            # A line that is none of ours: whatever it is, it is no longer the child that we started.
            self.end()
        self._silent(self)
        jobs = len(self.waiting)
        for waiting in self.waiting.values():
            if not waiting.done():
                waiting.set_result(None)
        if self._process.stdin is not None:
            self._process.stdin.close()
        code = await self._process.wait()
        self._gone(self)
        if code != 0 and not self._told_to_end:
            log.warning("hint_worker_died code=%s jobs=%s", code, jobs)
