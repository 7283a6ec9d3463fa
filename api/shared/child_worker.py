"""
The inside of a child process that does jobs: asked on standard input, said on standard output, as JSON lines.

Several jobs are under way at once, and outcomes come in the order in which they
are ready. Ends with its input, so it never outlives the server.
"""

import asyncio
import sys
from typing import BinaryIO, Final

import msgspec

from api.shared.working import done
from hints.job import HintJob
from hints.shared.jobs import Work

__all__ = ["LONGEST_LINE", "AskedOfChild", "read_lines", "work_on_lines"]

LONGEST_LINE: Final = 4 * 1024 * 1024
"""Bytes; a job with all variants' words has some tens of kilobytes."""


class AskedOfChild(msgspec.Struct, frozen=True, kw_only=True):
    """One line in: a job, and the seconds that it has."""

    job: HintJob
    seconds: float


async def read_lines(stream: BinaryIO) -> asyncio.StreamReader:
    """
    Read a pipe without blocking.
    """
    reader = asyncio.StreamReader(limit=LONGEST_LINE)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), stream)
    return reader


async def work_on_lines(work: Work, asked: asyncio.StreamReader, said: BinaryIO = sys.stdout.buffer) -> None:
    """
    Do jobs until there are no more; those under way at the end are given up.
    """
    decoder = msgspec.json.Decoder(AskedOfChild)
    encoder = msgspec.json.Encoder()
    running: set[asyncio.Task[None]] = set()

    async def one(asked_for: AskedOfChild) -> None:
        outcome = await done(work, asked_for.job, asked_for.seconds)
        said.write(encoder.encode(outcome) + b"\n")
        said.flush()

    while line := await asked.readline():
        task = asyncio.create_task(one(decoder.decode(line)))
        running.add(task)
        task.add_done_callback(running.discard)
    for task in running:
        task.cancel()
