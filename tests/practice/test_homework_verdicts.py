"""What `practice.homework` promises of what a class answered: together, and by the teacher's word for all."""

from item_bank.ids import StepId
from practice.correction.assigned import AssignedWork
from practice.correction.clusters import clusters
from practice.correction.events import VerdictOverridden
from practice.ids import ProblemId
from tests.practice.support.desk import TENANT
from tests.practice.support.homework import ADA, BEN, CLASS, HW, WRONG, School, told


def test_the_same_mistake_comes_together_in_the_class() -> None:
    """Two who did the same are one cluster; equal answers cluster even where the error has no name."""

    async def story(school: School) -> None:
        for learner in (ADA, BEN):
            await school.enter(learner, **{**WRONG, "p2": "77"})
            await school.homework.hand_in(TENANT, learner, HW, now=school.now)
        handed_in = {}
        for learner in (ADA, BEN):
            found = school.homework.assigned(TENANT, learner, HW)
            assert isinstance(found, AssignedWork)
            handed_in[learner] = [one.handed_in for one in found.work.problems.values() if one.handed_in]
        by_problem = {one.problem: one for one in clusters(handed_in)}
        assert by_problem[ProblemId("1")].count == 2
        assert by_problem[ProblemId("2")].learners == (ADA, BEN)
        assert by_problem[ProblemId("2")].examples == ("77",)
        assert ProblemId("3") not in by_problem

    told(story)


def test_the_teacher_s_word_over_a_verdict_holds_for_everybody_who_gave_that_answer() -> None:
    """An answer taken as right needs no correction any more, whoever gave it; taken back, it does again."""

    async def story(school: School) -> None:
        for learner in (ADA, BEN):
            await school.enter(learner, **{**WRONG, "p2": "77"})
            await school.homework.hand_in(TENANT, learner, HW, now=school.now)
        for word, status in ((True, None), (False, "open")):
            event = VerdictOverridden(
                at=school.now,
                assignment=HW,
                problem=ProblemId("2"),
                step=StepId("answer"),
                cluster="answer/77",
                right=word,
            )
            await school.assignments.tell(TENANT, CLASS, event)
            assert [school.status(learner, "2") for learner in (ADA, BEN)] == [status, status]
            assert school.status(ADA, "1") == "open"

    told(story)


def test_what_counts_as_wrong_by_the_teacher_s_word_can_be_put_right() -> None:
    """A correction that the teacher's word began goes on to its repair, as any other does."""

    async def story(school: School) -> None:
        await school.enter(ADA, **{**WRONG, "p1": "3/4"})
        await school.homework.hand_in(TENANT, ADA, HW, now=school.now)
        event = VerdictOverridden(
            at=school.now,
            assignment=HW,
            problem=ProblemId("1"),
            step=StepId("answer"),
            cluster="answer/3/4",
            right=False,
        )
        await school.assignments.tell(TENANT, CLASS, event)
        assert school.status(ADA, "1") == "open"
        await school.answer(ADA, await school.go_on(ADA, "1"), "3/4")
        proof = await school.go_on(ADA, "1")
        await school.answer(ADA, proof, school.key(proof))
        assert school.status(ADA, "1") == "repaired"

    told(story)
