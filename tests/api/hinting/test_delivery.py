"""What better words promise on their way to a learner: recorded, told of, and never waited for by a reply."""

import asyncio

import msgspec
import pytest

from api.access import Role
from hints.hint import HintSource
from hints.job import HintJob, JobOutcome, OutcomeReason
from hints.shared.jobs import NotTaken
from practice.ids import OpportunityId
from practice.revised import HelpSought, HintRevised
from tests.api.hinting.desk import BETTER, LEARNER, TENANT, HintDesk, outcome
from tests.api.hinting.telling import recorded, started, told


def test_the_reply_has_first_help_and_says_that_better_may_come() -> None:
    """
    The reply is there while the job is not even begun to be done.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        reply = await seat.answer(1)
        await started(desk)

        assert reply["hint_pending"]
        assert reply["hint"]["source"] == "rung"
        assert {"n": 1, "hint": reply["hint"], "hint_pending": True} == await seat.hint()

    told(story)


def test_better_words_reach_whoever_waits() -> None:
    """
    A wait ends when the words are there; they are whole, rendered and spoken, and the try's from then on.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        await seat.answer(1)
        await started(desk)
        waiting = asyncio.ensure_future(seat.hint(wait=20))
        await asyncio.sleep(0.01)
        assert not waiting.done()
        desk.jobs.end(outcome(desk.jobs.jobs[0]))
        said = await waiting
        view = await desk.ask("GET", seat.path, seat.token)

        assert not said["hint_pending"]
        assert said["hint"]["text"]["speech"] == BETTER
        assert "model" == said["hint"]["source"]
        assert said["hint"] == view["tries"][0]["hint"]

    desk = told(story)
    sought, revised = recorded(desk)
    assert isinstance(sought, HelpSought)
    assert isinstance(revised, HintRevised)
    assert (OutcomeReason.BETTER, ("near/small",), 2) == (sought.reason, sought.routes, sought.spent.calls)
    assert HintSource.MODEL is revised.hint.source


def test_a_job_tells_nothing_of_who_answered() -> None:
    """
    Neither the learner, the tenant nor the opportunity is in what goes to another process.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        await seat.answer(1)
        await started(desk)
        sent = msgspec.json.encode(desk.jobs.jobs[0]).decode()
        assert LEARNER not in sent
        assert TENANT not in sent
        assert seat.view["opportunity"] not in sent

    told(story)


def test_the_second_wrong_answer_is_another_job() -> None:
    """
    It knows how many wrong ones there were and what was said, so that other words are looked for.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        await seat.answer(1)
        await seat.answer(2)
        await started(desk, 2)
        first, second = desk.jobs.jobs
        assert [0, 1] == [first.rung, second.rung]
        assert (0,) == second.seen.rungs
        assert first.id != second.id

    told(story)


@pytest.mark.parametrize(
    "said",
    [
        NotTaken("Nobody."),
        NotTaken("Full.", full=True),
        JobOutcome(id="", reason=OutcomeReason.LATE),
        JobOutcome(id="", reason=OutcomeReason.FAILED, codes=("worker_died",)),
    ],
)
def test_a_job_that_comes_to_nothing_leaves_the_first_help(said: JobOutcome | NotTaken) -> None:
    """
    Whoever waits hears that nothing better comes; nothing is recorded of what nobody did.
    """

    async def story(desk: HintDesk) -> None:
        desk.jobs.at_once = lambda _: said
        seat = await desk.begin()
        reply = await seat.answer(1)
        assert {"n": 1, "hint": reply["hint"], "hint_pending": False} == await seat.hint(wait=20)

    assert [] == recorded(told(story))


def test_a_worker_that_answers_nonsense_costs_this_hint_alone() -> None:
    """
    What breaks while looking is a line in the log; the next answer is looked at as ever.
    """

    def broken(_: HintJob) -> JobOutcome:
        message = "very private"
        raise RuntimeError(message)

    async def story(desk: HintDesk) -> None:
        desk.jobs.at_once = broken
        seat = await desk.begin()
        await seat.answer(1)
        assert not (await seat.hint(wait=20))["hint_pending"]
        desk.jobs.at_once = outcome
        await seat.answer(2)
        assert "model" == (await seat.hint(2, wait=20))["hint"]["source"]

    told(story)


def test_an_erase_drops_the_words_that_workers_keep() -> None:
    """
    Nobody can say which of them were about what this learner wrote.
    """
    desk = HintDesk()
    desk.learner()

    assert 200 == desk.call("DELETE", "/v1/learners/otter", desk.key(Role.ADMIN)).status_code

    assert 1 == desk.jobs.forgot


def test_a_wait_is_bounded_and_about_this_try_alone() -> None:
    """
    More seconds than allowed are refused, and a try that nothing is looked for ends the wait at once.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        await seat.answer(1, "6")
        assert not (await seat.hint(wait=20))["hint_pending"]
        assert not desk.looking.pending(TENANT, LEARNER, OpportunityId("other"), 1)

    desk = told(story)
    assert (
        400 == desk.call("GET", "/v1/learners/otter/opportunities/x/tries/1/hint?wait=21", desk.learner()).status_code
    )
