"""What `api.serving.keeping` promises."""

import asyncio
import logging

import pytest

from api.serving.keeping import keeping
from practice.events import LearnerCreated
from practice.ids import LearnerId, StreamId
from practice.record.contract import RecordBroken
from practice.record.memory import MemoryRecord
from practice.wire import encode

STREAM = StreamId("learner/school/ada")
CREATED = encode(LearnerCreated(at=0, learner=LearnerId("ada")))
TURNS = 10_000
"""Of the loop, at most, until something that needs a dozen has happened."""


async def a_while(record: MemoryRecord) -> bool:
    """
    Let the loop turn until there is a summary; say whether there is.
    """
    for _ in range(TURNS):
        if record.summary(STREAM) is not None:
            return True
        await asyncio.sleep(0)
    return False


def test_summaries_are_kept_while_the_server_answers() -> None:
    """
    Who rested has a summary soon; after the end nothing is written any more.
    """

    async def story() -> tuple[bool, bool]:
        record = MemoryRecord()
        await record.append(STREAM, expected=0, events=[CREATED])
        async with keeping(record, round_seconds=0):
            meanwhile = await a_while(record)
        await record.erase(STREAM)
        await record.append(STREAM, expected=0, events=[CREATED])
        return meanwhile, await a_while(record)

    assert asyncio.run(story()) == (True, False)


def test_a_record_that_fails_ends_the_keeping_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    """
    It is said once, by the kind of failure, and the server goes on.
    """

    async def story() -> None:
        record = MemoryRecord()
        await record.close()
        async with keeping(record, round_seconds=0):
            for _ in range(10):
                await asyncio.sleep(0)

    with caplog.at_level(logging.WARNING, logger="misstep.record"):
        asyncio.run(story())

    assert [f"summaries are not kept any more: {RecordBroken.__name__}"] == [one.message for one in caplog.records]
