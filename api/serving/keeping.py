"""
Keeping, while the server answers: summaries of courses are written in the background.

Begins after the first answers and rests most of the time, so that it takes a fifth of one
core at most; ends wherever it stands.
"""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator
from typing import Final

from practice.observing.keeping import Keeper
from practice.record.contract import Record

__all__ = ["keeping"]

log = logging.getLogger("misstep.record")

ROUND_SECONDS: Final = 30.0
"""Between two looks through all learners; who did nothing meanwhile has rested."""
REST_SECONDS: Final = 0.01
"""After each piece of work, which takes one or two milliseconds."""


@contextlib.asynccontextmanager
async def keeping(record: Record, *, round_seconds: float = ROUND_SECONDS) -> AsyncIterator[None]:
    """
    Keep summaries while the context is open.
    """
    task = asyncio.get_running_loop().create_task(_keep(Keeper(record), round_seconds))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _keep(keeper: Keeper, round_seconds: float) -> None:
    try:
        while True:
            await asyncio.sleep(round_seconds)
            await keeper.look_through(lambda: asyncio.sleep(REST_SECONDS))
    except Exception as error:  # noqa: BLE001 - whatever it is, nobody's answer depends on it
        log.warning("summaries are not kept any more: %s", type(error).__name__)
