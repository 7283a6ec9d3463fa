"""What `practice.classes` promises."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.answers.response import Stuck
from item_bank.ids import ItemId
from practice.classes import Classes, ClassExists, ClassView, UnknownClass, UnknownMember
from practice.ids import ClassId, LearnerId, StreamId, TenantId, learner_stream
from practice.observing.courses import Courses
from practice.observing.queue import queue_of
from practice.record.contract import AppendOutcome, NewEvent, Record, RecordBusy
from practice.record.memory import MemoryRecord
from practice.record.sqlite import open_sqlite
from practice.requests import Wish
from practice.views import OpportunityView
from tests.practice.support.desk import ADA, TENANT, Desk, run

TIGERS = ClassId("tigers")
BOB = LearnerId("bob")


async def desk_in_class(record: Record | None = None) -> tuple[Desk, Classes]:
    """
    Seat a learner who belongs to a class.
    """
    desk = await Desk(record).begin()
    classes = Classes(desk.record)
    await classes.create(TENANT, TIGERS, now=desk.now)
    await classes.join(TENANT, TIGERS, ADA, now=desk.now)
    return desk, classes


async def get_stuck(desk: Desk, item: str) -> OpportunityView:
    """
    Ask for help until there is none left.
    """
    view = await desk.open(Wish(item=ItemId(item)))
    reply, n = await desk.answer(view, 1, Stuck()), 1
    while reply.ended is None:
        n += 1
        reply = await desk.answer(view, n, Stuck(), step=reply.open[-1])
    assert reply.ended.needs_teacher
    return view


async def solve(desk: Desk, item: str) -> None:
    """
    Answer every step rightly.
    """
    view, n = await desk.open(Wish(item=ItemId(item))), 1
    reply = await desk.answer(view, n, desk.key(view))
    while reply.ended is None:
        n += 1
        reply = await desk.answer(view, n, desk.key(view, reply.open[-1]), step=reply.open[-1])
    assert reply.ended.how == "solved"


def test_a_class_is_made_once() -> None:
    """
    A second one of the same name changes nothing, and another tenant may have its own.
    """

    async def story() -> tuple[object, ...]:
        classes = Classes(MemoryRecord())
        return (
            await classes.create(TENANT, TIGERS, now=1),
            await classes.create(TENANT, TIGERS, now=2),
            await classes.create(TenantId("other"), TIGERS, now=3),
        )

    assert (ClassView(id=TIGERS), ClassExists(id=TIGERS), ClassView(id=TIGERS)) == run(story())


@given(st.lists(st.tuples(st.booleans(), st.sampled_from(["ada", "bob", "cy"])), max_size=12))
def test_a_class_holds_who_joined_and_has_not_left(moves: list[tuple[bool, str]]) -> None:
    """
    Joining and leaving in any order, repeated or not, is what a set would say.
    """
    expected: dict[str, None] = {}
    for joins, name in moves:
        if joins:
            expected[name] = None
        else:
            expected.pop(name, None)

    async def story() -> ClassView | UnknownClass:
        desk = Desk()
        for name in ("ada", "bob", "cy"):
            await desk.session.create(TENANT, LearnerId(name), now=1)
        classes = Classes(desk.record)
        await classes.create(TENANT, TIGERS, now=1)
        for joins, name in moves:
            if joins:
                await classes.join(TENANT, TIGERS, LearnerId(name), now=2)
            else:
                await classes.leave(TENANT, TIGERS, LearnerId(name), now=2)
        return classes.of(TENANT, TIGERS)

    assert ClassView(id=TIGERS, learners=tuple(map(LearnerId, expected))) == run(story())


def test_an_erased_learner_leaves_no_trace_in_their_classes(tmp_path: Path) -> None:
    """
    After erasing the one stream, neither a class, nor an event of anybody, nor a byte of a file holds their id.
    """
    gone = LearnerId("otter-1f2e3d")

    async def story(record: Record) -> None:
        desk, classes = await desk_in_class(record)
        await desk.session.create(TENANT, gone, now=1)
        await classes.create(TENANT, ClassId("lions"), now=1)
        for of in (TIGERS, ClassId("lions")):
            await classes.join(TENANT, of, gone, now=1)
        await classes.leave(TENANT, TIGERS, gone, now=1)
        await classes.join(TENANT, TIGERS, gone, now=1)
        assert ClassView(id=TIGERS, learners=(ADA, gone)) == classes.of(TENANT, TIGERS)

        await record.erase(learner_stream(TENANT, gone))

        assert (ClassView(id=ClassId("lions")), ClassView(id=TIGERS, learners=(ADA,))) == classes.all(TENANT)
        assert gone.encode() not in msgspec.json.encode(record.scan())
        await record.close()

    run(story(MemoryRecord()))
    run(story(open_sqlite(tmp_path / "record.sqlite")))
    assert not any(gone.encode() in file.read_bytes() for file in tmp_path.iterdir())


class Interrupted(MemoryRecord):
    """A record in which something happens just before each append that has a version."""

    def __init__(self, between: Callable[["Interrupted"], Awaitable[object]]) -> None:
        """Begin empty and undisturbed."""
        super().__init__()
        self.between = between
        self.left = 0

    async def append(
        self, stream: StreamId, *, expected: int, events: Sequence[NewEvent], snapshot: bytes | None = None
    ) -> AppendOutcome:
        """Let it happen, as often as is left."""
        if self.left:
            self.left -= 1
            await self.between(self)
        return await super().append(stream, expected=expected, events=events, snapshot=snapshot)


def test_joining_while_the_learner_practises_is_told_once() -> None:
    """
    Whatever was appended to the stream meanwhile stays, and the membership follows it.
    """
    noted = NewEvent(kind="learner_left", version=1, at=1, payload=b'{"at":1,"class_id":"lions"}')

    async def story() -> None:
        record = Interrupted(lambda record: record.annotate(learner_stream(TENANT, ADA), noted))
        desk = await Desk(record).begin()
        classes = Classes(record)
        await classes.create(TENANT, TIGERS, now=1)
        record.left = 3

        assert ClassView(id=TIGERS, learners=(ADA,)) == await classes.join(TENANT, TIGERS, ADA, now=2)
        kinds = [each.event.kind for each in desk.record.read(learner_stream(TENANT, ADA))]
        assert ["learner_created", *["learner_left"] * 3, "learner_joined"] == kinds

    run(story())


def test_a_stream_that_never_stands_still_is_given_up() -> None:
    """
    Somebody who is always quicker ends in a refusal that may be tried again, and not in waiting for ever.
    """
    noted = NewEvent(kind="hint_revised", version=1, at=1, payload=b"{}")

    async def story() -> None:
        record = Interrupted(lambda record: record.annotate(learner_stream(TENANT, ADA), noted))
        await Desk(record).begin()
        classes = Classes(record)
        await classes.create(TENANT, TIGERS, now=1)
        await classes.create(TENANT, ClassId("lions"), now=1)
        await classes.join(TENANT, TIGERS, ADA, now=1)
        record.left = 100

        with pytest.raises(RecordBusy):
            await classes.leave(TENANT, TIGERS, ADA, now=2)
        with pytest.raises(RecordBusy):
            await classes.join(TENANT, ClassId("lions"), ADA, now=2)
        assert ClassView(id=TIGERS, learners=(ADA,)) == classes.of(TENANT, TIGERS)

    run(story())


def test_a_learner_erased_while_they_join_does_not_come_back() -> None:
    """
    Nothing is written to the stream that has gone.
    """

    async def story() -> None:
        record = Interrupted(lambda record: record.erase(learner_stream(TENANT, ADA)))
        await Desk(record).begin()
        classes = Classes(record)
        await classes.create(TENANT, TIGERS, now=1)
        record.left = 1

        assert UnknownMember(learner=ADA) == await classes.join(TENANT, TIGERS, ADA, now=2)
        assert [] == record.read(learner_stream(TENANT, ADA))

    run(story())


def test_nobody_joins_who_is_not_there_and_nothing_that_is_not_there_is_joined() -> None:
    """
    Unknown learners and classes are said to be so, and nothing is recorded.
    """

    async def story() -> None:
        desk, classes = await desk_in_class()
        before = desk.record.scan()

        assert UnknownMember(learner=BOB) == await classes.join(TENANT, TIGERS, BOB, now=1)
        assert UnknownClass(id=ClassId("lions")) == await classes.join(TENANT, ClassId("lions"), ADA, now=1)
        assert UnknownClass(id=ClassId("lions")) == await classes.leave(TENANT, ClassId("lions"), ADA, now=1)
        assert UnknownClass(id=TIGERS) == classes.of(TenantId("other"), TIGERS)
        assert UnknownClass(id=ClassId("lions")) == queue_of(Courses(desk.record), classes, TENANT, ClassId("lions"))
        assert before == desk.record.scan()

    run(story())


def test_the_queue_holds_who_is_stuck_longest_first() -> None:
    """
    Each entry says who, over what, and since when.
    """

    async def story() -> None:
        desk, classes = await desk_in_class()
        first = await get_stuck(desk, "staged")
        second = await get_stuck(desk, "bare")

        queue = queue_of(Courses(desk.record), classes, TENANT, TIGERS)

        assert isinstance(queue, tuple)
        assert [(ADA, first.opportunity, "staged"), (ADA, second.opportunity, "bare")] == [
            (entry.learner, entry.opportunity, entry.item) for entry in queue
        ]
        assert queue[0].since < queue[1].since <= desk.now

    run(story())


def test_solving_the_item_takes_a_learner_out_of_the_queue_and_failing_again_puts_them_back() -> None:
    """
    The queue holds what is not repaired yet, and nothing that is.
    """

    async def story() -> list[int]:
        desk, classes = await desk_in_class()
        sizes = []
        for step in (get_stuck, solve, get_stuck):
            await step(desk, "staged")
            queue = queue_of(Courses(desk.record), classes, TENANT, TIGERS)
            assert isinstance(queue, tuple)
            sizes.append(len(queue))
        return sizes

    assert [1, 0, 1] == run(story())


def test_the_queue_holds_members_alone() -> None:
    """
    Who has left waits for no teacher of this class.
    """

    async def story() -> object:
        desk, classes = await desk_in_class()
        await get_stuck(desk, "staged")
        await classes.leave(TENANT, TIGERS, ADA, now=desk.now)
        return queue_of(Courses(desk.record), classes, TENANT, TIGERS)

    assert () == run(story())


def test_a_learner_whose_name_begins_like_anothers_is_not_mixed_up() -> None:
    """
    `ada` is stuck and `ad` is not.
    """

    async def story() -> object:
        desk, classes = await desk_in_class()
        await desk.session.create(TENANT, LearnerId("ad"), now=desk.now)
        await classes.create(TENANT, ClassId("lions"), now=desk.now)
        await classes.join(TENANT, ClassId("lions"), LearnerId("ad"), now=desk.now)
        await get_stuck(desk, "staged")
        return queue_of(Courses(desk.record), classes, TENANT, ClassId("lions"))

    assert () == run(story())
