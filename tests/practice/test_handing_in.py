"""What handing in promises of its cost: others go on meanwhile, nothing is judged twice, working is followed so far."""

import asyncio

import pytest

from item_bank.answers.response import Working
from item_bank.answers.verdict import Verdict
from practice.correction.assigned import AssignedWork
from practice.correction.handed_in import hand_in
from practice.correction.outcomes import AlreadyHandedIn
from practice.handing_in import JudgedBefore, judged_work
from practice.ids import ProblemId
from practice.requests import Submission
from tests.practice.support.desk import TENANT
from tests.practice.support.homework import ADA, BEN, HW, School, told

WRONG = {"p1": "2/6", "p2": "5", "p3": "x^2-x-6", "p4": "9"}
LINES = ("2x + 1 = 11", "2x = 12", "x = 6")


def test_others_go_on_while_a_work_is_judged() -> None:
    """Whatever waits has its turn after each problem, and of two hand-ins at once one holds."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        turns = 0

        async def waits() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        others = asyncio.create_task(waits())
        done = await asyncio.gather(*(school.homework.hand_in(TENANT, ADA, HW, now=school.now) for _ in range(3)))
        others.cancel()
        assert turns > len(school.given.assignment.problems)
        assert [1, 2] == [sum(isinstance(one, sort) for one in done) for sort in (AssignedWork, AlreadyHandedIn)]

    told(story)


def test_what_is_saved_meanwhile_is_judged_and_the_rest_is_not_judged_again() -> None:
    """A save in between costs its own problem's judging, and holds."""

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        handing = asyncio.create_task(school.homework.hand_in(TENANT, ADA, HW, now=school.now))
        await asyncio.sleep(0)
        await school.enter(ADA, p1="3/4")
        done = await handing
        assert isinstance(done, AssignedWork)
        first = done.work.problems[ProblemId("1")].handed_in
        assert first is not None
        assert first.outcome == "right"

        await school.enter(BEN, **WRONG)
        found = school.homework.assigned(TENANT, BEN, HW)
        assert isinstance(found, AssignedWork)
        before: JudgedBefore = {}
        once = await judged_work(found, school.banks, before, at=1)
        again = await judged_work(found, school.banks, before, at=1)
        assert (4, once) == (len(before), again)
        assert all(one is two for one, two in zip(once.work, again.work, strict=True))  # type: ignore[union-attr]

    told(story)


@pytest.mark.parametrize(("left", "lines", "first_wrong"), [(3, [1, 2, 3], 2), (2, [3], 3)])
def test_working_is_followed_until_there_was_too_much_of_it(left: int, lines: list[int], first_wrong: int) -> None:
    """Beyond that a working counts by its last line, which keeps its number; what was entered stays as it was."""

    async def story(school: School) -> None:
        asked = school.given.assignment.problem(ProblemId("2"))
        assert asked is not None
        found = school.banks.of(asked.release)
        assert found is not None
        exercise = found.open(asked.item, asked.variant)
        step, working = exercise.steps[0].step.id, Working(lines=LINES)
        (one,) = hand_in(asked.id, exercise, {step: Submission(step=step, response=working)}, lines=left).steps
        assert (working, Verdict.INCORRECT, first_wrong) == (one.response, one.judged.verdict, one.judged.first_wrong)
        assert lines == [line.line for line in one.judged.lines]

    told(story)
