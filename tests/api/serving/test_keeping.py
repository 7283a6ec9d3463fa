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
PATIENCE_SECONDS = 60


async def summarised(record: MemoryRecord) -> None:
    """
    Wait until there is a summary.
    """
    async with asyncio.timeout(PATIENCE_SECONDS):
        while record.summary(STREAM) is None:
            await asyncio.sleep(0)


def test_summaries_are_kept_while_the_server_answers() -> None:
    """
    Who rested has a summary soon; after the end nobody is left who could write one.
    """

    async def story() -> set[asyncio.Task[None]]:
        record = MemoryRecord()
        await record.append(STREAM, expected=0, events=[CREATED])
        before = asyncio.all_tasks()
        async with keeping(record, round_seconds=0):
            await summarised(record)
        return asyncio.all_tasks() - before

    assert asyncio.run(story()) == set()


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
