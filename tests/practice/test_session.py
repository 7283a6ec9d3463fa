"""What `practice.session` promises."""

import asyncio

import pytest

from item_bank.answers.judge import Reading
from item_bank.answers.response import Final
from item_bank.answers.verdict import Problem
from item_bank.ids import ItemId, SkillId, StepId
from practice.banks import Banks
from practice.ids import LearnerId, OpportunityId, TenantId, learner_stream
from practice.keys import STUCK, UNDECIDED
from practice.outcomes import (
    Conflict,
    Created,
    Ended,
    Exists,
    OutOfOrder,
    StepNotOpen,
    UnknownLearner,
    UnknownOpportunity,
    UnknownTry,
    UnknownWish,
)
from practice.requests import Wish
from practice.session import Session
from practice.views import MasteryView, OpportunityView, ReadingView, TryReply
from tests.practice.support.bank import bank, other_bank
from tests.practice.support.desk import ADA, HALVES, STAGED, TENANT, Desk, bytes_of, run, seated
from tests.practice.support.play import STUCK as ASK
from tests.practice.support.play import text


def test_a_learner_is_created_once() -> None:
    """
    The second creation changes nothing and says so.
    """

    async def story() -> None:
        session = Session(Desk().record, Banks(bank()))

        assert isinstance(await session.create(TENANT, ADA, now=1), Created)
        assert isinstance(await session.create(TENANT, ADA, now=2), Exists)

    run(story())


def test_nobody_exists_for_another_tenant() -> None:
    """
    The same name in another tenant is an unknown learner, whatever is asked.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open()
        elsewhere = TenantId("other")

        assert isinstance(desk.session.showing.view(elsewhere, ADA, view.opportunity), UnknownLearner)
        assert isinstance(desk.session.showing.mastery(elsewhere, ADA, now=1), UnknownLearner)
        assert isinstance(desk.session.showing.try_reply(elsewhere, ADA, view.opportunity, 1), UnknownLearner)
        assert isinstance(
            await desk.session.open(elsewhere, ADA, wish=Wish(), now=1, seed=1, opportunity=OpportunityId("x")),
            UnknownLearner,
        )
        assert isinstance(await desk.session.skip(elsewhere, ADA, view.opportunity, now=1), UnknownLearner)

    seated(story)


def test_an_exercise_is_worked_through() -> None:
    """
    Open, answer both steps right, and it is solved; the view tells it all again.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        first = await desk.answer(view, 1, desk.key(view))
        view = desk.view(view.opportunity)
        second = await desk.answer(view, 2, desk.key(view))
        after = desk.view(view.opportunity)

        assert first.next is not None
        assert ("divide", ("divide",)) == (first.next.id, first.open)
        assert second.ended is not None
        assert "solved" == second.ended.how
        assert ["solved", "solved"] == [step.status for step in after.steps]
        assert (3, (), second.ended) == (after.next_n, after.open, after.ended)

    seated(story)


def test_later_steps_are_hidden_until_they_open() -> None:
    """
    What a later step says may give the one before it away.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)

        assert [True, False] == [step.shown is not None for step in view.steps]
        assert ["open", "waiting"] == [step.status for step in view.steps]

    seated(story)


def test_a_retry_gives_the_first_reply_byte_for_byte() -> None:
    """
    Sent again at once, later, after a restart, or asked for: the reply is the same, and nothing more is recorded.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        first = bytes_of(await desk.answer(view, 1, text("x = 1")))
        at_once = bytes_of(await desk.answer(view, 1, text("x = 1")))
        await desk.answer(view, 2, desk.key(view))
        later = bytes_of(await desk.answer(view, 1, text("x = 1")))
        desk.restart()
        restarted = bytes_of(await desk.answer(view, 1, text("x = 1")))
        asked = bytes_of(desk.session.showing.try_reply(TENANT, ADA, view.opportunity, 1))

        assert [first] * 4 == [at_once, later, restarted, asked]
        assert 4 == desk.record.load(learner_stream(TENANT, ADA)).stream_version

    seated(story)


def test_the_last_reply_is_the_same_after_the_end() -> None:
    """
    A retry of the try that ended an exercise brings its worked steps again.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(Wish(item=ItemId("pick"), variant=0))
        key = bank().open(view.item, 0).steps[0].step.answer.value
        wrong = [option for option in "abc" if option != key]
        await desk.answer(view, 1, text(wrong[0]))
        last = await desk.answer(view, 2, text(wrong[1]))
        await desk.open()

        assert last.ended is not None
        assert "out_of_tries" == last.ended.how
        assert bytes_of(last) == bytes_of(await desk.answer(view, 2, text(wrong[1])))

    seated(story)


def test_another_body_under_a_used_number_is_a_conflict() -> None:
    """
    The recorded submission stands, whether text, step or locale differs.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        await desk.answer(view, 1, text("x = 1"))

        assert isinstance(await desk.submit(view, 1, text("x = 2")), Conflict)
        assert isinstance(await desk.submit(view, 1, text("x = 1"), step="divide"), Conflict)
        assert isinstance(await desk.submit(view, 1, text("x = 1"), locale="de"), Conflict)
        assert 1 == len(desk.view(view.opportunity).tries)

    seated(story)


@pytest.mark.parametrize("n", [0, -1, 3, 51])
def test_numbers_have_no_gaps(n: int) -> None:
    """
    A skipped or impossible number is told the next one, and changes nothing.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        await desk.answer(view, 1, text("x = 1"))
        refused = await desk.submit(view, n, text("x = 1"))

        assert isinstance(refused, OutOfOrder)
        assert 2 == refused.expected

    seated(story)


def test_identical_tries_at_once_make_one_attempt() -> None:
    """
    Sixty-four equal submissions in parallel are one attempt with sixty-four equal replies.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        replies = await asyncio.gather(*(desk.submit(view, 1, text("x = 1")) for _ in range(64)))

        assert 1 == len({bytes_of(reply) for reply in replies})
        assert isinstance(replies[0], TryReply)
        assert 1 == len(desk.view(view.opportunity).tries)

    seated(story)


def test_different_tries_at_once_make_one_attempt_and_conflicts() -> None:
    """
    Of different bodies under one number exactly one is recorded.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        replies = await asyncio.gather(*(desk.submit(view, 1, text(f"x = {value}")) for value in range(8)))

        assert 1 == sum(isinstance(reply, TryReply) for reply in replies)
        assert 7 == sum(isinstance(reply, Conflict) for reply in replies)

    seated(story)


def test_what_has_ended_takes_no_more() -> None:
    """
    A submission after the end is told how it ended; a retry from before still gets its reply.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(HALVES)
        solved = await desk.answer(view, 1, desk.key(view))
        refused = await desk.submit(view, 2, text("1"))

        assert isinstance(refused, Ended)
        assert "solved" == refused.how
        assert bytes_of(solved) == bytes_of(await desk.submit(view, 1, desk.key(view)))

    seated(story)


def test_unknown_things_are_told() -> None:
    """
    Opportunities, tries, steps and wishes that are not there are named, and no failure.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        nowhere = OpportunityId("nowhere")
        missing = view.__class__(
            **{name: getattr(view, name) for name in view.__struct_fields__ if name != "opportunity"},
            opportunity=nowhere,
        )

        assert isinstance(desk.session.showing.view(TENANT, ADA, nowhere), UnknownOpportunity)
        assert isinstance(desk.session.showing.try_reply(TENANT, ADA, nowhere, 1), UnknownOpportunity)
        assert isinstance(desk.session.showing.try_reply(TENANT, ADA, view.opportunity, 1), UnknownTry)
        assert isinstance(await desk.submit(missing, 1, text("1")), UnknownOpportunity)
        assert isinstance(await desk.session.skip(TENANT, ADA, nowhere, now=1), UnknownOpportunity)
        assert isinstance(await desk.submit(view, 1, text("1"), step="elsewhere"), StepNotOpen)
        for wish in (Wish(item=ItemId("z")), Wish(skill=SkillId("z")), Wish(item=ItemId("pick"), variant=99)):
            opened = await desk.session.open(
                TENANT,
                LearnerId("ada"),
                wish=Wish(skill=wish.skill, item=wish.item, variant=wish.variant, assignment="other"),
                now=1,
                seed=1,
                opportunity=OpportunityId("new"),
            )
            assert isinstance(opened, UnknownWish)

    seated(story)


def test_skipping_ends_without_a_trace_in_mastery() -> None:
    """
    A skipped exercise ends, teaches the model nothing, and the next can be opened.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        before = desk.session.showing.mastery(TENANT, ADA, now=desk.now)
        skipped = await desk.session.skip(TENANT, ADA, view.opportunity, now=desk.now)
        again = await desk.session.skip(TENANT, ADA, view.opportunity, now=desk.now)

        assert isinstance(skipped, OpportunityView)
        assert skipped.ended is not None
        assert "skipped" == skipped.ended.how
        assert ["ended", "ended"] == [step.status for step in skipped.steps]
        assert () == skipped.open
        assert skipped == again
        assert before == desk.session.showing.mastery(TENANT, ADA, now=desk.now)
        assert view.opportunity != (await desk.open()).opportunity

    seated(story)


def test_a_reading_records_nothing() -> None:
    """
    How a text would be read is told for the open step, in the exercise's language, and leaves no event.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(HALVES)
        before = desk.record.load(learner_stream(TENANT, ADA)).stream_version
        step = StepId("sum")

        desk.banks.activate(other_bank())  # in another language
        good = desk.session.showing.reading(TENANT, ADA, view.opportunity, step, Final(text="2/6"))
        bad = desk.session.showing.reading(TENANT, ADA, view.opportunity, step, Final(text="2 +* 6"))

        assert isinstance(good, ReadingView)
        assert isinstance(bad, ReadingView)
        assert (Reading, Problem) == (type(good.reading), type(bad.reading))
        assert view.shown.language == good.language == bad.language
        assert isinstance(
            desk.session.showing.reading(TENANT, ADA, view.opportunity, StepId("z"), Final(text="1")), StepNotOpen
        )
        assert before == desk.record.load(learner_stream(TENANT, ADA)).stream_version

    seated(story)


def test_a_reply_is_in_the_language_of_its_exercise() -> None:
    """
    The reply and its retry name the exercise's language, whatever bank is active meanwhile.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        first = await desk.answer(view, 1, text("x = 1"))
        desk.banks.activate(other_bank())
        again = await desk.answer(view, 1, text("x = 1"))
        later = await desk.answer(view, 2, text("x = 1"))

        assert (other_bank().language, "en", "en") == ("de", first.language, later.language)
        assert bytes_of(first) == bytes_of(again)

    seated(story)


def test_the_teachers_queue_and_the_authors_list_are_marked() -> None:
    """
    An exercise that ends stuck is found by its mark; a solved one is not.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(HALVES)
        await desk.answer(view, 1, desk.key(view))
        none = desk.record.marked(STUCK, "learner/school/")
        view, n, ended = await desk.open(Wish(item=ItemId("alone"))), 1, None
        while ended is None:
            ended, n = (await desk.answer(view, n, ASK)).ended, n + 1

        assert [] == list(none)
        assert 1 == len(desk.record.marked(STUCK, "learner/school/"))
        assert [] == list(desk.record.marked(UNDECIDED, "learner/school/"))

    seated(story)


def test_practice_moves_mastery_and_says_why_in_figures() -> None:
    """
    Right answers raise the expected accuracy of what was practised, and each skill explains itself.
    """

    async def story(desk: Desk) -> None:
        before = desk.session.showing.mastery(TENANT, ADA, now=desk.now)
        view = await desk.open(HALVES)
        await desk.answer(view, 1, desk.key(view))
        after = desk.session.showing.mastery(TENANT, ADA, now=desk.now)

        assert isinstance(before, MasteryView)
        assert isinstance(after, MasteryView)
        assert ["numbers", "forms", "equations"][0] == after.skills[0].skill
        assert before.skills[0].accuracy < after.skills[0].accuracy
        assert ("new", "practising") == (before.skills[0].level, after.skills[0].level)
        assert all("%" in skill.sentence for skill in after.skills)

    seated(story)
