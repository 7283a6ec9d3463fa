"""What `practice.session` promises."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import msgspec
import pytest

from item_bank.answers.judge import Reading
from item_bank.answers.response import Final
from item_bank.answers.verdict import Problem, Verdict
from item_bank.ids import ItemId, SkillId, StepId
from mastery.model import Model
from practice.banks import Banks
from practice.fold import fold_all
from practice.ids import LearnerId, OpportunityId, StreamId, TenantId, learner_stream
from practice.outcomes import (
    Busy,
    Conflict,
    Created,
    Ended,
    Exists,
    OutOfOrder,
    StepNotOpen,
    TooManyOpen,
    UnknownLearner,
    UnknownOpportunity,
    UnknownTry,
    UnknownWish,
    Withdrawn,
)
from practice.present import mastery_view
from practice.record.contract import Appended, AppendOutcome, NewEvent, RecordBroken, Stale
from practice.record.memory import MemoryRecord
from practice.requests import MAX_OPEN, Wish
from practice.revised import HintRevised
from practice.session import Session
from practice.state import decode_state
from practice.views import MasteryView, OpportunityView, ReadingView, TryReply
from practice.wire import STUCK, UNDECIDED, encode, learner_events
from tests.practice.support.bank import bank, other_bank
from tests.practice.support.desk import ADA, TENANT, Desk, bytes_of, run
from tests.practice.support.play import STUCK as ASK
from tests.practice.support.play import text

STAGED = Wish(item=ItemId("staged"), variant=3)
HALVES = Wish(item=ItemId("halves"), variant=0)


def seated(story: Callable[[Desk], Awaitable[None]]) -> None:
    """Tell a story with a learner at a desk."""

    async def told() -> None:
        await story(await Desk().begin())

    run(told())


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


def test_opening_again_returns_the_open_one() -> None:
    """
    A second tab or a second click gets the same exercise, byte for byte.
    """

    async def story(desk: Desk) -> None:
        first = await desk.open()
        second = await desk.open(HALVES)

        assert bytes_of(first) == bytes_of(second)

    seated(story)


def test_each_assignment_has_its_own_open_exercise() -> None:
    """
    One opportunity for each assignment, and one for free practice, with different items.
    """

    async def story(desk: Desk) -> None:
        free = await desk.open()
        homework = await desk.open(Wish(assignment="homework"))

        assert free.opportunity != homework.opportunity
        assert free.item != homework.item
        assert homework == await desk.open(Wish(assignment="homework"))

    seated(story)


def test_a_learner_has_only_so_many_open_at_once() -> None:
    """
    Assignments that are made up open nothing without end; what is open is still given, and ending one makes room.
    """

    async def story(desk: Desk) -> None:
        opened = [await desk.open(Wish(assignment=f"a{place}")) for place in range(MAX_OPEN)]
        more = Wish(assignment="more")
        refused = await desk.session.open(
            TENANT, ADA, wish=more, now=desk.now, seed=1, opportunity=OpportunityId("more")
        )

        assert isinstance(refused, TooManyOpen)
        assert tuple(view.opportunity for view in opened) == refused.open
        assert opened[0] == await desk.open(Wish(assignment="a0"))
        await desk.session.skip(TENANT, ADA, opened[0].opportunity, now=desk.now)
        assert "more" == (await desk.open(more, name="more")).opportunity

    seated(story)


def test_two_tabs_opening_at_once_get_one_exercise() -> None:
    """
    Of simultaneous openings one wins, and everybody gets its view.
    """

    async def story(desk: Desk) -> None:
        views = await asyncio.gather(*(desk.open() for _ in range(3)))

        assert 1 == len({view.opportunity for view in views})

    seated(story)


def test_a_used_name_gives_that_opportunity() -> None:
    """
    An opportunity's id names one exercise for ever, also when it has ended.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(HALVES, name="mine")
        await desk.answer(view, 1, desk.key(view))
        again = await desk.open(name="mine")

        assert "halves" == again.item
        assert again.ended is not None

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


def test_a_withdrawn_release_ends_an_exercise_without_loss() -> None:
    """
    The next submission is told so, mastery stays, the view still shows what was asked, and another can be opened.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        first = await desk.answer(view, 1, text("x = 1"))
        before = desk.session.showing.mastery(TENANT, ADA, now=desk.now)
        desk.banks.activate(other_bank())
        desk.banks.withdraw(bank().release)
        refused = await desk.submit(view, 2, text("x = 2"))

        assert isinstance(refused, Withdrawn)
        assert bank().release == refused.release
        assert isinstance(await desk.submit(view, 2, text("x = 2")), Withdrawn)
        assert isinstance(
            desk.session.showing.reading(TENANT, ADA, view.opportunity, StepId("undo"), Final(text="1")), Withdrawn
        )
        assert bytes_of(first) == bytes_of(await desk.submit(view, 1, text("x = 1")))
        shown = desk.view(view.opportunity)
        assert shown.ended is not None
        assert ("withdrawn", view.shown.prompt) == (shown.ended.how, shown.shown.prompt)
        after = desk.session.showing.mastery(TENANT, ADA, now=desk.now)
        assert isinstance(before, MasteryView)
        assert isinstance(after, MasteryView)
        assert [skill.tries for skill in before.skills] == [skill.tries for skill in after.skills]
        assert other_bank().release == (await desk.open()).release

    seated(story)


def test_opening_after_a_withdrawal_ends_the_old_one_first() -> None:
    """
    A learner whose open exercise was withdrawn gets the next one at once.
    """

    async def story(desk: Desk) -> None:
        old = await desk.open(STAGED)
        desk.banks.activate(other_bank())
        desk.banks.withdraw(bank().release)
        new = await desk.open()

        assert other_bank().release == new.release
        assert "withdrawn" == getattr(desk.view(old.opportunity).ended, "how", None)

    seated(story)


def test_an_older_release_is_served_to_its_end() -> None:
    """
    A new release changes nothing about an exercise that is open.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        desk.banks.activate(other_bank())
        reply = await desk.answer(view, 1, desk.key(view))

        assert Verdict.CORRECT is reply.judged.verdict
        assert view.release == desk.view(view.opportunity).release

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


def test_everything_is_there_after_a_restart() -> None:
    """
    A new session over the same record shows the same exercise, mastery and state.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        await desk.answer(view, 1, text("x = 1"))
        before = (
            bytes_of(desk.view(view.opportunity)),
            bytes_of(desk.session.showing.mastery(TENANT, ADA, now=desk.now)),
        )
        desk.restart()
        after = (
            bytes_of(desk.view(view.opportunity)),
            bytes_of(desk.session.showing.mastery(TENANT, ADA, now=desk.now)),
        )

        assert before == after

    seated(story)


def test_the_snapshot_is_the_fold() -> None:
    """
    What is kept beside the events equals what they fold to.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        await desk.answer(view, 1, text("x = 1"))
        await desk.answer(view, 2, ASK)
        snapshot = desk.record.load(learner_stream(TENANT, ADA)).snapshot

        assert snapshot is not None
        assert desk.folded() == decode_state(snapshot)

    seated(story)


def test_a_revision_of_a_hint_changes_the_view_and_no_reply() -> None:
    """
    After a hint revision, which nobody at hand knows of, practice goes on from the stream as it stands.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        reply = await desk.answer(view, 1, text("x = 1"))
        assert reply.hint is not None
        better = msgspec.structs.replace(reply.hint, text="Better words.")
        revised = HintRevised(at=desk.now, opportunity=view.opportunity, n=1, revision=1, hint=better)

        assert isinstance(await desk.record.annotate(learner_stream(TENANT, ADA), encode(revised)), Appended)
        assert Verdict.CORRECT is (await desk.answer(view, 2, desk.key(view))).judged.verdict
        shown = desk.view(view.opportunity)
        assert [better, None] == [one.hint for one in shown.tries]
        assert bytes_of(reply) == bytes_of(await desk.answer(view, 1, text("x = 1")))

    seated(story)


def test_another_model_folds_the_events_itself() -> None:
    """
    A snapshot under another model is passed over: the same events give that model's own estimates.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(HALVES)
        await desk.answer(view, 1, desk.key(view))
        fresh, bold = (
            Session(desk.record, desk.banks),
            Session(desk.record, desk.banks, model=Model(skill_variance=9.0)),
        )
        usual, other = (one.showing.mastery(TENANT, ADA, now=desk.now) for one in (fresh, bold))

        assert isinstance(usual, MasteryView)
        assert isinstance(other, MasteryView)
        assert usual.model != other.model
        assert [1, 0] == [skill.tries for skill in other.skills]
        state = fold_all(learner_events(desk.record.read(learner_stream(TENANT, ADA))), model=Model(skill_variance=9.0))
        assert other == mastery_view(ADA, state, bank(), model=Model(skill_variance=9.0), at=desk.now, language="en")

    seated(story)


class Gated(MemoryRecord):
    """A record that keeps at once and says so only when the gate is open."""

    def __init__(self) -> None:
        """Begin with an open gate."""
        super().__init__()
        self.gate = asyncio.Event()
        self.gate.set()

    async def append(
        self, stream: StreamId, *, expected: int, events: Sequence[NewEvent], snapshot: bytes | None = None
    ) -> AppendOutcome:
        """Append, and wait."""
        outcome = await super().append(stream, expected=expected, events=events, snapshot=snapshot)
        await self.gate.wait()
        return outcome


class Troubled(MemoryRecord):
    """A record that can be told to refuse writes."""

    def __init__(self) -> None:
        """Begin in good health."""
        super().__init__()
        self.trouble: Stale | RecordBroken | None = None

    async def append(
        self, stream: StreamId, *, expected: int, events: Sequence[NewEvent], snapshot: bytes | None = None
    ) -> AppendOutcome:
        """Append, or do what the trouble says."""
        match self.trouble:
            case None:
                return await super().append(stream, expected=expected, events=events, snapshot=snapshot)
            case Stale():
                return self.trouble
            case RecordBroken():
                raise self.trouble


def test_what_stays_stale_is_given_up_and_can_be_sent_again() -> None:
    """
    Where somebody else always appends first, the learner is told to send it again, and then it counts once.
    """

    async def story() -> None:
        record = Troubled()
        desk = await Desk(record).begin()
        view = await desk.open(STAGED)
        record.trouble = Stale(stream_version=99)

        assert isinstance(await desk.submit(view, 1, text("x = 1")), Busy)
        assert isinstance(await desk.session.skip(TENANT, ADA, view.opportunity, now=desk.now), Busy)
        wish = Wish(assignment="other")
        opened = await desk.session.open(TENANT, ADA, wish=wish, now=1, seed=1, opportunity=OpportunityId("p"))
        assert isinstance(opened, Busy)
        record.trouble = None
        assert isinstance(await desk.submit(view, 1, text("x = 1")), TryReply)
        assert 1 == len(desk.view(view.opportunity).tries)

    run(story())


def test_nothing_is_acknowledged_that_the_record_did_not_keep() -> None:
    """
    A broken record is the caller's to hear of, and what was not kept is not known afterwards.
    """

    async def story() -> None:
        record = Troubled()
        desk = await Desk(record).begin()
        view = await desk.open(STAGED)
        record.trouble = RecordBroken("no space left")

        with pytest.raises(RecordBroken):
            await desk.submit(view, 1, text("x = 1"))
        assert () == desk.view(view.opportunity).tries
        record.trouble = None
        assert 1 == (await desk.answer(view, 1, text("x = 2"))).n

    run(story())


def test_nothing_of_an_erased_learner_is_left_at_hand() -> None:
    """
    Also where an answer was under way while the learner was erased.
    """

    async def story() -> None:
        record = Gated()
        desk = await Desk(record).begin()
        view = await desk.open(STAGED)
        record.gate.clear()
        under_way = asyncio.create_task(desk.submit(view, 1, text("x = 1")))
        await asyncio.sleep(0)
        await record.erase(learner_stream(TENANT, ADA))
        desk.session.forget(TENANT, ADA)
        record.gate.set()
        await under_way

        assert isinstance(desk.session.showing.mastery(TENANT, ADA, now=1), UnknownLearner)

    run(story())


def test_a_clock_that_goes_backwards_does_no_harm() -> None:
    """
    Times are never recorded earlier than the learner's latest event, and everything goes on.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        desk.now -= 40 * 86_400_000
        reply = await desk.answer(view, 1, text("x = 1"))
        times = [recorded.event.at for recorded in desk.record.read(learner_stream(TENANT, ADA))]

        assert reply.uses_try
        assert sorted(times) == times

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


def test_an_erased_learner_is_unknown_once_forgotten() -> None:
    """
    After an erase, `forget` leaves nothing at hand, and the name can begin again.
    """

    async def story(desk: Desk) -> None:
        await desk.open()
        await desk.record.erase(learner_stream(TENANT, ADA))
        desk.session.forget(TENANT, ADA)

        assert isinstance(desk.session.showing.mastery(TENANT, ADA, now=1), UnknownLearner)
        assert isinstance(await desk.session.create(TENANT, ADA, now=desk.now), Created)
        mastery = desk.session.showing.mastery(TENANT, ADA, now=desk.now)
        assert isinstance(mastery, MasteryView)
        assert {"new"} == {skill.level for skill in mastery.skills}

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
