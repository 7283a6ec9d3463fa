"""What happens when something breaks inside."""

import asyncio
import logging
from pathlib import Path

import pytest

from api.access import Role
from practice.record.contract import Health, RecordBroken, RecordBusy
from practice.record.memory import MemoryRecord
from practice.record.sqlite import open_sqlite
from tests.api.service import Service, problem_of


class BrokenRecord(MemoryRecord):
    """A record whose writes fail as told: a real one with a disk that can be pulled."""

    fails_with: Exception | None = None

    async def append(self, *args: object, **kwargs: object) -> object:  # type: ignore[override]  # hands all through
        """
        Fail, or append.
        """
        if self.fails_with is not None:
            raise self.fails_with
        return await super().append(*args, **kwargs)  # type: ignore[arg-type]  # as above

    def health(self) -> Health:
        """
        Say what a record says whose disk has failed.
        """
        return Health(writable=self.fails_with is None, sentence="The disk is full.")


def test_a_full_queue_asks_to_come_back_and_keeps_nothing() -> None:
    """
    The reply is 503 with a time, and the try is not there.
    """
    record = BrokenRecord()
    service = Service(record)
    record.fails_with = RecordBusy("queue")

    reply = service.call("POST", "/v1/learners", service.key(Role.TEACHER), json={"learner": "otter"})
    record.fails_with = None

    assert ("urn:misstep:problem:busy", "1") == (problem_of(reply).type, reply.headers["retry-after"])
    assert 201 == service.call("POST", "/v1/learners", service.key(Role.TEACHER), json={"learner": "otter"}).status_code


def test_a_failed_disk_is_said_plainly_and_the_service_is_not_ready() -> None:
    """
    Nothing is acknowledged that is not kept.
    """
    record = BrokenRecord()
    service = Service(record)
    record.fails_with = RecordBroken("disk full")

    outcome = service.refused("POST", "/v1/learners", service.key(Role.TEACHER), json={"learner": "otter"})

    assert (503, "not_ready") == outcome
    assert (503, "not_ready") == service.refused("GET", "/health/ready")


def test_whoever_asks_whether_the_service_is_ready_learns_nothing_of_where_it_is(tmp_path: Path) -> None:
    """
    Neither the place of its file nor what is wrong with it: anybody may ask.
    """
    record = open_sqlite(tmp_path / "record.sqlite")
    service = Service(record)
    ready = service.call("GET", "/health/ready")
    asyncio.run(record.close())
    closed = service.call("GET", "/health/ready")
    assert (200, 503) == (ready.status_code, closed.status_code)
    assert all(str(tmp_path) not in reply.text for reply in (ready, closed))


def test_an_unexpected_error_is_a_number_that_the_log_knows(caplog: pytest.LogCaptureFixture) -> None:
    """
    Neither the reply nor the log quotes the error, which might quote a learner.
    """
    record = BrokenRecord()
    service = Service(record)
    record.fails_with = ValueError("x = what a learner wrote")
    service.check = lambda *_: None  # type: ignore[method-assign]  # here, for once, a 500 is expected

    with caplog.at_level(logging.ERROR):
        reply = service.call("POST", "/v1/learners", service.key(Role.TEACHER), json={"learner": "otter"})

    problem = problem_of(reply)
    assert (500, "urn:misstep:problem:broken") == (problem.status, problem.type)
    assert problem.incident is not None
    assert problem.incident in caplog.text
    assert "ValueError" in caplog.text
    assert "create_learner" in caplog.text
    assert "learner wrote" not in caplog.text + reply.text
