"""What `practice.homework` promises of work: handed in once, by those whose it is, and nothing lost on the way."""

import asyncio
from collections.abc import Sequence

import msgspec
import pytest

from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from practice.classes import Classes
from practice.correction.assigned import AssignedWork
from practice.correction.dates import DueDates, LateStep, share_at
from practice.correction.outcomes import (
    AlreadyHandedIn,
    AssignmentExists,
    NowClosed,
    Published,
    UnknownAssignment,
    UnknownProblem,
)
from practice.ids import AssignmentId, ClassId, ProblemId, StreamId
from practice.record.contract import AppendOutcome, NewEvent
from practice.record.memory import MemoryRecord
from tests.practice.support.desk import TENANT
from tests.practice.support.homework import ADA, BEN, HW, KOFI, WRONG, School, assignment, told

HOUR = 3_600_000


class Unhurried(MemoryRecord):
    """Lets others go first before it writes, as a disk does."""

    async def append(
        self, stream: StreamId, *, expected: int, events: Sequence[NewEvent], snapshot: bytes | None = None
    ) -> AppendOutcome:
        """Append, a little later."""
        await asyncio.sleep(0)
        return await super().append(stream, expected=expected, events=events, snapshot=snapshot)


def test_of_two_saves_at_once_none_is_dropped() -> None:
    """Both were acknowledged, so both are recorded; the one that came later holds."""

    async def story() -> None:
        school = await School(Unhurried()).start()
        await asyncio.gather(school.enter(ADA, p1="1/3"), school.enter(ADA, p1="3/4"))
        found = school.homework.assigned(TENANT, ADA, HW)
        assert isinstance(found, AssignedWork)
        stands = found.work.problems[ProblemId("1")]
        assert (2, [Final(text="3/4")]) == (stands.saves, [one.response for one in stands.entered])

    asyncio.run(story())


def test_work_survives_a_restart() -> None:
    """What was saved, handed in and opened is there for a new process, with the assignment's own items served."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        rework = await school.go_on(ADA, "1")
        other = School(school.record)
        other.assignments.restore()
        assert other.status(ADA, "1") == "open"
        reply = await other.answer(ADA, rework, "3/4")
        assert reply.judged.verdict is Verdict.CORRECT

    told(story)


def test_blank_problems_are_missed_and_nothing_is_lost_by_handing_in_twice() -> None:
    """What was not entered is to be corrected; a second handing-in changes nothing."""

    async def story(school: School) -> None:
        await school.enter(ADA, p1="3/4")
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        assert school.status(ADA, "1") is None
        assert school.status(ADA, "2") == "open"
        again = await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        assert again == AlreadyHandedIn(id=HW)
        late = await school.homework.save(TENANT, ADA, HW, ProblemId("1"), (), now=school.now)
        assert late == AlreadyHandedIn(id=HW)

    told(story)


def test_of_several_classes_that_are_given_one_id_at_once_one_has_it() -> None:
    """Ids are the tenant's: who comes second is told that it is taken, in whichever class."""

    async def story() -> None:
        school = await School(Unhurried()).start()
        classes = [ClassId(name) for name in ("7b", "8a", "9c")]
        for name in classes[1:]:
            await Classes(school.record).create(TENANT, name, now=school.now)
        second = assignment(name=AssignmentId("hw2"))
        given = [msgspec.structs.replace(second, class_id=name) for name in classes]
        done = await asyncio.gather(*(school.assignments.publish(TENANT, one, now=school.now) for one in given))
        assert [1, 2] == [sum(isinstance(one, sort) for one in done) for sort in (Published, AssignmentExists)]

    asyncio.run(story())


def test_what_is_not_theirs_does_not_exist_for_a_learner() -> None:
    """Another class's learner sees no assignment; unknown problems are said to be so."""

    async def story(school: School) -> None:
        assert school.homework.assigned(TENANT, KOFI, HW) == UnknownAssignment(id=HW)
        assert school.homework.of_learner(TENANT, KOFI) == ()
        saved = await school.homework.save(TENANT, ADA, HW, ProblemId("9"), (), now=school.now)
        assert saved == UnknownProblem(id=ProblemId("9"))
        twice = await school.assignments.publish(TENANT, assignment(), now=school.now)
        assert twice == AssignmentExists(id=HW)

    told(story)


def test_late_work_is_worth_less_and_closed_work_is_not_taken() -> None:
    """The share is that of the moment; once closed, nothing more comes in."""
    due = 1_700_000_000_000 - HOUR
    dates = DueDates(due=due, late=(LateStep(after_ms=0, percent=60),), closes_after_ms=2 * HOUR)

    async def story(school: School) -> None:
        await school.enter(ADA, p1="3/4")
        done = await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        assert isinstance(done, AssignedWork)
        assert 60 == share_at(done.given.dates, done.terms.due, done.work.handed_in_at or 0)
        closed = await school.homework.hand_in(TENANT, BEN, HW, now=school.now + 2 * HOUR)
        assert closed == NowClosed()

    told(story, assignment(dates=dates))


@pytest.mark.parametrize("text", ["", "?!", "1/0", "9" * 300, "<script>alert(1)</script>"])
def test_rubbish_is_handed_in_like_anything_else(text: str) -> None:
    """Whatever is entered is judged, and what cannot be read is no mistake."""

    async def story(school: School) -> None:
        await school.enter(ADA, p1=text)
        done = await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        assert isinstance(done, AssignedWork)
        first = done.work.problems[ProblemId("1")].handed_in
        assert first is not None
        assert first.outcome in {"blank", "unclear", "wrong"}

    told(story)
