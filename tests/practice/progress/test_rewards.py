"""What is earned: by putting mistakes right and keeping skills, and by nothing else."""

from item_bank.ids import SkillId
from practice.correction.directive import Directive
from practice.events import LevelChanged
from practice.ids import LearnerId, OpportunityId, learner_stream
from practice.outcomes import UnknownLearner
from practice.progress.earnings import rewards_of
from practice.progress.rewards import KEPT_MANY, KEPT_POINTS, RIGHT_POINTS, Rewards, rewards
from practice.wire import encode
from tests.practice.support.desk import TENANT
from tests.practice.support.homework import ADA, BEN, WRONG, School, assignment, told

PUT_RIGHT = Directive(goal="correct")


def earned(school: School, learner: LearnerId = ADA) -> Rewards:
    """Ask what a learner has earned."""
    found = rewards_of(school.record, school.homework, TENANT, learner)
    assert isinstance(found, Rewards)
    return found


def retained(skill: str, at: int) -> LevelChanged:
    """Tell that a skill was still there after a pause."""
    return LevelChanged(
        at=at,
        opportunity=OpportunityId("o1"),
        n=1,
        skill=SkillId(skill),
        level="retained",
        stuck=False,
        below=None,
        accuracy=0.95,
        lower=0.9,
        bar=0.85,
        tries=12,
        sentence="Still known.",
        model="m",
    )


def test_a_problem_put_right_is_worth_as_much_as_one_that_was_right() -> None:
    """
    Failing first gains nothing; tries and hints on the way neither give nor take.
    """

    async def story(school: School) -> None:
        await school.enter(ADA, **WRONG)
        await school.homework.hand_in(TENANT, ADA, school.given.assignment.id, now=school.now)
        before = earned(school)
        rework = await school.go_on(ADA, "1")
        await school.answer(ADA, rework, "2/6")
        tried = earned(school)
        await school.answer(ADA, rework, "3/4")
        after = earned(school)

        assert before.points == RIGHT_POINTS * before.right
        assert before.badges == ()
        assert tried == before
        assert after.right == before.right + 1
        assert after.put_right == 1
        assert [badge.name for badge in after.badges] == ["put_right"]
        assert earned(school, BEN).points == 0

    told(story, assignment(PUT_RIGHT))


def test_every_mistake_of_a_homework_put_right_is_a_badge() -> None:
    """
    As long as one missed problem is open, there is none.
    """

    async def story(school: School) -> None:
        await school.enter(ADA, p1="2/6", p2="x = 6", p3="x^2 - x - 6", p4="0.5")
        await school.homework.hand_in(TENANT, ADA, school.given.assignment.id, now=school.now)
        names = []
        for problem, right in (("1", "3/4"), ("2", "x = 5"), ("4", "")):
            if school.status(ADA, problem) == "open":
                view = await school.go_on(ADA, problem)
                await school.answer(ADA, view, right or school.key(view))
            names.append({badge.name for badge in earned(school).badges})

        assert "all_put_right" not in names[0]
        assert "all_put_right" in names[-1]

    told(story, assignment(PUT_RIGHT))


def test_a_skill_counts_once_as_kept() -> None:
    """
    Losing it and having it again later gives nothing more, and takes nothing away; another's is not counted.
    """

    async def story(school: School) -> None:
        stream, namesake = learner_stream(TENANT, ADA), learner_stream(TENANT, LearnerId(ADA + "2"))
        for at in (5, 9):
            await school.record.annotate(stream, encode(retained("numbers", at)))
        await school.record.annotate(namesake, encode(retained("others", 1)))

        assert earned(school).kept == 1
        assert earned(school).points == KEPT_POINTS
        assert [(badge.name, badge.at) for badge in earned(school).badges] == [("kept", 5)]

    told(story)


def test_many_skills_kept_are_a_badge_when_the_last_of_them_was() -> None:
    """
    One fewer is none.
    """
    kept = [(SkillId(f"s{at}"), at) for at in range(1, KEPT_MANY + 1)]

    assert [badge.name for badge in rewards((), kept[:-1]).badges] == ["kept"]
    assert [(badge.name, badge.at) for badge in rewards((), kept).badges] == [("kept", 1), ("kept_many", KEPT_MANY)]


def test_nobody_unknown_has_earned_anything() -> None:
    """
    A learner whom the tenant does not have is refused.
    """

    async def story(school: School) -> None:
        found = rewards_of(school.record, school.homework, TENANT, LearnerId("nobody"))
        assert isinstance(found, UnknownLearner)

    told(story)
