"""What better words promise on their way to a learner: recorded, guarded, told of, and never waited for by a reply."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import pytest

from api.access import Role
from api.hinting.paying import Limits
from hints.guards.context import Claim
from hints.hint import HintSource
from hints.job import HintJob, JobOutcome, OutcomeReason
from hints.shared.jobs import NotTaken
from practice.classes import Classes
from practice.ids import ClassId, OpportunityId, learner_stream
from practice.revised import HelpSought, HintRevised
from practice.wire import learner_events
from tests.api.hinting.desk import BETTER, LEARNER, TENANT, HintDesk, Line, Seat, better_words, outcome
from tests.api.service import problem_of, starter
from tests.practice.support.bank import other_bank

EVENTS = f"/v1/learners/{LEARNER}/events"


def told(story: Callable[[HintDesk], Awaitable[None]], **settings: Any) -> HintDesk:  # noqa: ANN401 - as the desk takes them
    """
    Tell a story at a desk.
    """
    desk = HintDesk(**settings)

    async def inside() -> None:
        await story(desk)
        await desk.looking.close()

    asyncio.run(inside())
    return desk


def recorded(desk: HintDesk) -> list[HelpSought | HintRevised]:
    """
    Read what looking for better words left in the record.
    """
    events = learner_events(desk.services.record.read(learner_stream(TENANT, LEARNER)))
    return [event for event in events if isinstance(event, HelpSought | HintRevised)]


async def started(desk: HintDesk, jobs: int = 1) -> None:
    """
    Let the tasks of so many jobs come to their queue.
    """
    while len(desk.jobs.jobs) < jobs:
        await asyncio.sleep(0)


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


@pytest.mark.parametrize("text", ["5% of 120 is 6.", "The answer is 6.", "Look at <b>this</b>.", "You are stupid."])
def test_what_comes_from_outside_is_guarded_again(text: str) -> None:
    """
    Words that a worker let through and our guards do not are never shown; that they were refused is recorded.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        reply = await seat.answer(1)
        await started(desk)
        desk.jobs.end(outcome(desk.jobs.jobs[0], text))
        said = await seat.hint(wait=20)
        assert reply["hint"] == said["hint"]

    (sought,) = recorded(told(story))
    assert isinstance(sought, HelpSought)
    assert OutcomeReason.GUARDED is sought.reason
    assert sought.codes[0].startswith("owner_")


@pytest.mark.parametrize(
    ("claim", "code"),
    [
        (Claim(left="40*2", relation="=", right="81"), "owner_false_claim"),
        (Claim(left="40*2", relation="=", right="q q"), "owner_unchecked_claim"),
        (None, "owner_novel_number"),
        (Claim(left="40*2", relation="=", right="80"), None),
    ],
)
def test_what_words_claim_is_guarded_again_with_them(claim: Claim | None, code: str | None) -> None:
    """
    A worker's claims come with its words: what they make true may be said, what is false among them may not.
    """

    async def story(desk: HintDesk) -> None:
        await (seat := await desk.begin()).answer(1)
        await started(desk)
        said = outcome(desk.jobs.jobs[0], "Think of $40$ doubled first. What is asked for here?")
        desk.jobs.end(msgspec.structs.replace(said, claims=() if claim is None else (claim,)))
        await seat.hint(wait=20)

    sought = recorded(told(story))[0]
    assert isinstance(sought, HelpSought)
    assert sought.codes == (() if code is None else (code,))
    assert sought.reason is (OutcomeReason.BETTER if code is None else OutcomeReason.GUARDED)


def test_words_that_come_too_late_are_not_shown() -> None:
    """
    A learner who has answered again keeps what they see.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        reply = await seat.answer(1)
        await started(desk)
        await seat.answer(2)
        await started(desk, 2)
        desk.jobs.end(outcome(desk.jobs.jobs[0]), at=0)
        said = await seat.hint(wait=20)
        assert reply["hint"] == said["hint"]

    (sought,) = recorded(told(story))
    assert isinstance(sought, HelpSought)
    assert "moved_on" == sought.withheld


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


def test_more_jobs_than_fit_are_shed_and_never_an_answer() -> None:
    """
    With the bound reached the reply says that its help is the last word.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        assert (await seat.answer(1))["hint_pending"]
        assert not (await seat.answer(2))["hint_pending"]

    told(story, most=1)


def test_a_recipe_in_the_shadow_is_seen_by_nobody() -> None:
    """
    Its jobs are done and what came of them is recorded; no reply says that anybody should wait, and nothing is shown.
    """

    async def story(desk: HintDesk) -> None:
        desk.jobs.at_once = outcome
        seat = await desk.begin()
        reply = await seat.answer(1)
        await desk.looking.settled()
        assert not reply["hint_pending"]
        assert reply["hint"] == (await seat.hint())["hint"]

    (sought,) = recorded(told(story, taking="shadow"))
    assert isinstance(sought, HelpSought)
    assert (OutcomeReason.BETTER, "shadow") == (sought.reason, sought.withheld)


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


@pytest.mark.parametrize(("happens", "why"), [("withdrawn", "withdrawn"), ("replaced", "changed")])
def test_an_item_that_goes_or_changes_while_the_chain_runs_gets_no_words(happens: str, why: str) -> None:
    """
    Its release is withdrawn, or it is another one in the next: first help stands, and why is recorded.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        reply = await seat.answer(1)
        await started(desk)
        banks = desk.services.banks
        banks.activate(other_bank())
        if happens == "withdrawn":
            banks.withdraw(starter().release)
        desk.jobs.end(outcome(desk.jobs.jobs[0]))
        assert reply["hint"] == (await seat.hint(wait=20))["hint"]

    (sought,) = recorded(told(story))
    assert isinstance(sought, HelpSought)
    assert sought.withheld == why


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


async def listened(desk: HintDesk, seat: Seat, n: int, line: Line) -> dict[str, Any]:
    """
    Answer wrong, have better words found, and read the event about them.
    """
    await seat.answer(n)
    await started(desk, n)
    desk.jobs.end(outcome(desk.jobs.jobs[n - 1]))
    piece = (await line.piece()).decode()
    fields = dict(field.split(": ", 1) for field in piece.strip().split("\n"))
    assert piece.endswith("\n\n")
    assert "hint_revised" == fields["event"]
    return {"id": fields["id"], **msgspec.json.decode(fields["data"])}


def test_a_stream_tells_of_better_words_whole() -> None:
    """
    One event has all of it: which try, the words to show and to speak, where they came from.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        async with Line(desk, EVENTS, seat.token) as line:
            assert 200 == line.status
            assert line.headers[b"content-type"].startswith(b"text/event-stream")
            assert (await line.piece()).startswith(b"retry:")
            event = await listened(desk, seat, 1, line)
            said = await seat.hint()

        assert said["hint"] == event["hint"]
        assert (seat.view["opportunity"], 1, 1) == (event["opportunity"], event["n"], event["revision"])

    told(story)


def test_a_stream_goes_on_where_it_was_left() -> None:
    """
    What came while nobody listened is told of after the last event that was seen, once, and before what is new.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        async with Line(desk, EVENTS, seat.token) as line:
            await line.piece()
            first = await listened(desk, seat, 1, line)
        await seat.answer(2)
        await started(desk, 2)
        desk.jobs.end(outcome(desk.jobs.jobs[1]))
        await desk.looking.settled()
        for again in (
            Line(desk, EVENTS, seat.token, last=first["id"]),
            Line(desk, f"{EVENTS}?after={first['id']}", seat.token),
        ):
            async with again as line:
                await line.piece()
                assert b'"n":2' in await line.piece()
        async with Line(desk, EVENTS, seat.token, last="0") as line:
            await line.piece()
            assert [b'"n":1' in await line.piece(), b'"n":2' in await line.piece()] == [True, True]

    told(story)


def test_a_silent_stream_says_that_it_is_there() -> None:
    """
    Where nothing happens a comment is sent, so that no proxy takes the line for dead.
    """

    async def story(desk: HintDesk) -> None:
        desk.services.beat_seconds = 0.01
        seat = await desk.begin()
        async with Line(desk, EVENTS, seat.token) as line:
            await line.piece()
            assert (await line.piece()).startswith(b":")

    told(story)


def test_streams_and_waits_end_when_the_service_is_asked_to_stop() -> None:
    """
    Neither keeps the process from ending, and a new stream is refused.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        await seat.answer(1)
        await started(desk)
        async with Line(desk, EVENTS, seat.token) as line:
            await line.piece()
            waiting = asyncio.ensure_future(seat.hint(wait=20))
            await asyncio.sleep(0.01)
            desk.services.drain()
            assert b"" == await line.piece()
            await line.ended()
            await waiting
        async with Line(desk, EVENTS, seat.token) as late:
            assert 503 == late.status

    told(story)


def test_a_stream_ends_by_itself_after_a_while() -> None:
    """
    So that a token that was taken away is not good for ever.
    """

    async def story(desk: HintDesk) -> None:
        desk.services.beat_seconds = 0.01
        seat = await desk.begin()
        async with Line(desk, EVENTS, seat.token) as line:
            await line.piece()
            desk.now += 3_600_000
            while await line.piece():
                pass
            await line.ended()

    told(story)


def test_a_learner_has_so_many_streams_and_no_more() -> None:
    """
    The ninth is refused, and room is there again once one is closed.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        lines = [await Line(desk, EVENTS, seat.token).__aenter__() for _ in range(8)]
        for line in lines:
            await line.piece()
        async with Line(desk, EVENTS, seat.token) as line:
            assert 429 == line.status
        for line in lines:
            await line.__aexit__()
        async with Line(desk, EVENTS, seat.token) as line:
            assert 200 == line.status
        assert not desk.services.streams

    told(story)


def test_a_stream_ends_when_its_learner_is_erased() -> None:
    """
    There is nothing more to tell of.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        async with Line(desk, EVENTS, seat.token) as line:
            await line.piece()
            await desk.services.record.erase(learner_stream(TENANT, LEARNER))
            desk.services.session.forget(TENANT, LEARNER)
            await desk.services.fanout.tell(learner_stream(TENANT, LEARNER))
            assert b"" == await line.piece()
            await line.ended()

    told(story)


def test_an_erase_drops_the_words_that_workers_keep() -> None:
    """
    Nobody can say which of them were about what this learner wrote.
    """
    desk = HintDesk()
    desk.learner()

    assert 200 == desk.call("DELETE", "/v1/learners/otter", desk.key(Role.ADMIN)).status_code

    assert 1 == desk.jobs.forgot


def test_streams_are_open_to_those_who_may_look() -> None:
    """
    Another learner's token finds nothing there, an author may not, an unknown learner is said to be so.
    """
    desk = HintDesk()
    desk.learner()

    assert 404 == desk.call("GET", EVENTS, desk.learner("heron")).status_code
    assert 403 == desk.call("GET", EVENTS, desk.key(Role.AUTHOR)).status_code
    unknown = problem_of(desk.call("GET", "/v1/learners/nobody/events", desk.key(Role.TEACHER)))
    assert "urn:misstep:problem:unknown_learner" == unknown.type
    assert 401 == desk.call("GET", EVENTS).status_code
    assert 200 == desk.call("HEAD", EVENTS, desk.key(Role.TEACHER)).status_code


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


def test_the_words_of_these_tests_pass_the_guards() -> None:
    """
    What they rest on.
    """
    assert better_words().text == BETTER
