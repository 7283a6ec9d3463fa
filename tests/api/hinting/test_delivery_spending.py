"""What looking for better words promises of its cost: only what is worth it is asked, and nothing is paid twice."""

import asyncio

from api.hinting.paying import Limits
from hints.job import JobOutcome, OutcomeReason
from hints.shared.jobs import NotTaken
from practice.classes import Classes
from practice.ids import ClassId
from tests.api.hinting.desk import LEARNER, TENANT, HintDesk, outcome
from tests.api.hinting.telling import recorded, told


def test_more_jobs_than_fit_are_shed_and_never_an_answer() -> None:
    """
    With the bound reached the reply says that its help is the last word.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        assert (await seat.answer(1))["hint_pending"]
        assert not (await seat.answer(2))["hint_pending"]

    told(story, most=1)


def test_where_a_recipe_has_no_share_nobody_is_asked() -> None:
    """
    An exercise outside of the share has its first help and costs nothing.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        assert not (await seat.answer(1))["hint_pending"]
        await asyncio.sleep(0)
        assert [] == desk.jobs.jobs

    assert [] == recorded(told(story, taking="none"))


def test_what_is_enough_is_no_job() -> None:
    """
    A right answer, and help about the very mistake, ask nobody.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        assert not (await seat.answer(1, "6"))["hint_pending"]
        await asyncio.sleep(0)
        assert [] == desk.jobs.jobs

    told(story)


def test_nobody_s_money_is_spent_twice() -> None:
    """
    Set aside before, settled by what it cost; a retry of the try costs nothing, and who has no more asks nobody.
    """
    limits = Limits(hint=100, learner=130)

    async def story(desk: HintDesk) -> None:
        desk.jobs.at_once = outcome
        day = desk.now // 86_400_000
        seat = await desk.begin()
        spent = []
        for n in (1, 1, 2):
            await seat.answer(n)
            await desk.looking.settled()
            spent.append(await desk.budgets.spent(f"learner/{TENANT}/{LEARNER}/{day}"))
        assert [30, 30, 60] == spent
        reply = await seat.answer(3)
        await desk.looking.settled()
        assert reply["hint"] == (await seat.hint(3))["hint"]
        assert 60 == await desk.budgets.spent(f"tenant/{TENANT}/{day}")
        assert 2 == len(desk.jobs.jobs)
        desk.now += 86_400_000
        assert 0 == await desk.budgets.spent(f"learner/{TENANT}/{LEARNER}/{day + 1}")

    told(story, limits=limits)


def test_a_class_pays_for_its_learners_and_has_no_more_than_its_share() -> None:
    """
    By its id alone; who has left costs it nothing any more.
    """

    async def story(desk: HintDesk) -> None:
        desk.jobs.at_once = outcome
        day = desk.now // 86_400_000
        seat = await desk.begin()
        classes = Classes(desk.services.record)
        await classes.create(TENANT, ClassId("7b"), now=desk.now)
        await classes.join(TENANT, ClassId("7b"), LEARNER, now=desk.now)
        for n in (1, 2):
            await seat.answer(n)
            await desk.looking.settled()
        assert 30 == await desk.budgets.spent(f"class/{TENANT}/7b/{day}")
        assert 1 == len(desk.jobs.jobs)
        await classes.leave(TENANT, ClassId("7b"), LEARNER, now=desk.now)
        await seat.answer(3)
        await desk.looking.settled()
        assert 30 == await desk.budgets.spent(f"class/{TENANT}/7b/{day}")
        assert 60 == await desk.budgets.spent(f"tenant/{TENANT}/{day}")

    told(story, limits=Limits(hint=30, class_=40))


def test_what_nobody_did_costs_nothing_and_what_was_lost_may_have() -> None:
    """
    Money set aside for a job that was not taken comes back; for one whose worker died it does not.
    """

    async def story(desk: HintDesk) -> None:
        day = desk.now // 86_400_000
        seat = await desk.begin()
        desk.jobs.at_once = lambda _: NotTaken("Nobody.")
        await seat.answer(1)
        await desk.looking.settled()
        assert 0 == await desk.budgets.spent(f"day/{day}")
        desk.jobs.at_once = lambda job: JobOutcome(id=job.id, reason=OutcomeReason.FAILED, codes=("worker_died",))
        await seat.answer(2)
        await desk.looking.settled()
        assert 100 == await desk.budgets.spent(f"day/{day}")

    told(story, limits=Limits(hint=100))
