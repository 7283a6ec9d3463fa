"""
Telling: a story at a desk where better words are looked for, and what it left in the record.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from practice.ids import learner_stream
from practice.revised import HelpSought, HintRevised
from practice.wire import learner_events
from tests.api.hinting.desk import LEARNER, TENANT, HintDesk

__all__ = ["recorded", "started", "told"]


def told(story: Callable[[HintDesk], Awaitable[None]], **settings: Any) -> HintDesk:  # noqa: ANN401 - as the desk takes them
    """
    Tell a story at a desk.
    """
    desk = HintDesk(**settings)

    async def inside() -> None:
        await story(desk)
        await desk.looking.close()

    asyncio.run(inside())
    return desk


def recorded(desk: HintDesk) -> list[HelpSought | HintRevised]:
    """
    Read what looking for better words left in the record.
    """
    events = learner_events(desk.services.record.read(learner_stream(TENANT, LEARNER)))
    return [event for event in events if isinstance(event, HelpSought | HintRevised)]


async def started(desk: HintDesk, jobs: int = 1) -> None:
    """
    Let the tasks of so many jobs come to their queue.
    """
    while len(desk.jobs.jobs) < jobs:
        await asyncio.sleep(0)
