"""What `practice.observing.summary`, `courses` and `keeping` promise of summaries."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.classroom.events import LearnerJoined
from practice.ids import ClassId, LearnerId, StreamId, TenantId, learner_stream
from practice.observing.brief import brief_of
from practice.observing.course import NOTHING_YET, course_of
from practice.observing.courses import Courses
from practice.observing.keeping import FAR_BEHIND, Keeper
from practice.observing.summary import FORM, NOTHING_KNOWN, Known, brief_in, course_in, written
from practice.record.contract import NewEvent
from practice.record.memory import MemoryRecord
from practice.wire import UnreadableEvent, decode, encode, learner_events
from tests.practice.observing.test_course import played
from tests.practice.support.golden import GOLDEN, read_log

TENANT, ADA, BEN = TenantId("school"), LearnerId("ada"), LearnerId("ben")
STREAM = learner_stream(TENANT, ADA)
COURSES = GOLDEN / "courses.json"
"""Digests of the courses of the golden logs, and the form that they have."""


async def no_rest() -> None:
    """Go on at once."""


async def appended(record: MemoryRecord, stream: StreamId, events: list[NewEvent]) -> None:
    """Append events whatever the version."""
    await record.append(stream, expected=record.load(stream).stream_version, events=events)


@given(st.data())
def test_what_is_gone_on_from_a_summary_is_the_whole_fold(data: st.DataObject) -> None:
    """
    A summary made after any event, and whatever followed, give the course and the brief of all events, to the byte.
    """
    events = [encode(event) for event in played().events]
    cut, end = sorted(data.draw(st.tuples(*[st.integers(1, len(events))] * 2)))

    async def story() -> None:
        record = MemoryRecord()
        await appended(record, STREAM, events[:cut])
        first = course_of(NOTHING_YET, learner_events(record.read(STREAM)))
        await record.summarise(STREAM, written(Known(cut, cut, first)), position=cut)
        await appended(record, STREAM, events[cut:end]) if end > cut else None
        expected = course_of(NOTHING_YET, learner_events(record.read(STREAM)))

        assert brief_of(expected) == Courses(record).brief(TENANT, ADA)
        assert written(Known(end, end, expected)) == written(Known(end, end, Courses(record).of(TENANT, ADA)))

    asyncio.run(story())


def test_a_summary_spares_the_reading_of_what_it_holds() -> None:
    """
    The brief of a learner who rests is read from the summary alone, with the one event that it was made up to.
    """

    async def story() -> int:
        record = Counting()
        await appended(record, STREAM, [encode(event) for event in played().events])
        await kept(record, rounds=2)
        record.count = 0
        Courses(record).brief(TENANT, ADA)
        return record.count

    assert asyncio.run(story()) == 1


@pytest.mark.parametrize(("rounds", "further"), [(0, 0), (2, 1)])
def test_a_first_look_asks_the_record_for_nothing_twice(rounds: int, further: int) -> None:
    """
    One summary and one page, where all events fit on it; one that is behind is gone on from after a look at its end.
    """

    async def story() -> Counting:
        record = Counting()
        *before, last = [encode(event) for event in played().events]
        await appended(record, STREAM, before)
        await kept(record, rounds=rounds)
        await appended(record, STREAM, [last])
        record.summaries = record.reads = 0
        Courses(record).brief(TENANT, ADA)
        return record

    record = asyncio.run(story())

    assert (1, 1 + further) == (record.summaries, record.reads)


class Counting(MemoryRecord):
    """Counts the events that were read, and how often they and summaries were asked for."""

    count = reads = summaries = 0

    def summary(self, stream: StreamId) -> bytes | None:
        """Return it, and count."""
        self.summaries += 1
        return super().summary(stream)

    def read(self, stream: StreamId, *, after: int = 0, limit: int = 1_000):  # type: ignore[no-untyped-def]  # noqa: ANN201 - as there
        """Read, and count."""
        found = super().read(stream, after=after, limit=limit)
        self.count += len(found)
        self.reads += 1
        return found


def test_nothing_of_a_summary_outlives_an_erase() -> None:
    """
    Who begins anew under the same name has what they did since, also where a look through was under way.
    """
    events = [encode(event) for event in played().events]

    async def story() -> None:
        record = MemoryRecord()
        await appended(record, STREAM, events)
        courses = Courses(record)
        courses.brief(TENANT, ADA)

        async def erase() -> None:
            if record.load(STREAM).stream_version == len(events):
                await record.erase(STREAM)
                await appended(record, STREAM, events[:2])

        keeper = Keeper(record)
        await keeper.look_through(no_rest)
        await keeper.look_through(erase)
        expected = course_of(NOTHING_YET, learner_events(record.read(STREAM)))

        assert record.summary(STREAM) is None
        assert brief_of(expected) == courses.brief(TENANT, ADA) == Courses(record).brief(TENANT, ADA)
        assert expected == courses.of(TENANT, ADA)

    asyncio.run(story())


async def kept(record: MemoryRecord, *, rounds: int, rest: Callable[[], Awaitable[None]] = no_rest) -> int:
    """Look through so often; return how many summaries the last look wrote."""
    keeper, count = Keeper(record), 0
    for _ in range(rounds):
        count = await keeper.look_through(rest)
    return count


def test_who_rested_is_summed_up_and_who_works_is_left_alone() -> None:
    """
    A summary is written once nothing came between two looks, and not again until something does.
    """
    events = [encode(event) for event in played().events]

    async def story() -> list[int]:
        record = MemoryRecord()
        keeper = Keeper(record)
        counts = []
        await appended(record, STREAM, events[:3])
        counts.append(await keeper.look_through(no_rest))
        await appended(record, STREAM, events[3:5])
        counts.append(await keeper.look_through(no_rest))
        counts.append(await keeper.look_through(no_rest))
        counts.append(await keeper.look_through(no_rest))
        await appended(record, STREAM, events[5:])
        counts.append(await kept(record, rounds=1))
        counts.append(await kept(record, rounds=2))
        return counts

    assert asyncio.run(story()) == [0, 0, 1, 0, 0, 1]


def test_who_is_far_behind_is_summed_up_at_work() -> None:
    """
    However long somebody goes on without a rest, a summary lacks so many events and no more.
    """

    async def story(many: int) -> int:
        record = MemoryRecord()
        await appended(record, STREAM, [encode(LearnerJoined(at=0, class_id=ClassId("lions")))] * many)
        return await kept(record, rounds=1)

    assert [0, 1] == [asyncio.run(story(FAR_BEHIND - 1)), asyncio.run(story(FAR_BEHIND))]


def test_what_cannot_be_read_keeps_nobody_else_waiting() -> None:
    """
    A learner whose stream a newer program wrote has no summary; the others have theirs.
    """
    strange = NewEvent(kind="from_the_future", version=1, at=0, payload=b"{}")

    async def story() -> None:
        record = MemoryRecord()
        await appended(record, STREAM, [strange])
        await appended(record, learner_stream(TENANT, BEN), [encode(event) for event in played().events])

        assert await kept(record, rounds=2) == 1
        with pytest.raises(UnreadableEvent):
            Courses(record).brief(TENANT, ADA)

    asyncio.run(story())


@pytest.mark.parametrize(
    "summary",
    [
        None,
        b"",
        b"no summary",
        msgspec.msgpack.encode((FORM, 5, 5, "brief", "course")),
        msgspec.msgpack.encode((FORM + 1, *msgspec.msgpack.decode(written(NOTHING_KNOWN))[1:])),
    ],
)
def test_what_is_no_summary_of_today_is_passed_over(summary: bytes | None) -> None:
    """
    Absent, damaged, of another shape or of another form: the events are folded.
    """
    assert (None, NOTHING_KNOWN) == (brief_in(summary), course_in(summary))


def test_the_same_events_come_to_the_same_course() -> None:
    """
    Where this fails, courses are no longer what summaries in use hold: raise `FORM`, and write the digests anew.
    """
    kept = msgspec.json.decode(COURSES.read_bytes())
    found = {log.stem: digest(log) for log in sorted(GOLDEN.glob("*.jsonl"))}

    assert kept == {"form": FORM, "courses": found}


def digest(log: Path) -> str:
    """Digest the course of a log's learner, all streams of it taken for one."""
    events = [decode(event) for event in read_log(log)]
    return hashlib.sha256(written(Known(0, 0, course_of(NOTHING_YET, events)))).hexdigest()[:16]  # type: ignore[arg-type]
