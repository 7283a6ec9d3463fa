"""What `practice.session` promises where its record starts again, fails, is late, or forgets a learner."""

import asyncio
from collections.abc import Sequence

import msgspec
import pytest

from item_bank.answers.verdict import Verdict
from mastery.model import Model
from practice.fold import fold_all
from practice.ids import OpportunityId, StreamId, learner_stream
from practice.outcomes import (
    Busy,
    Created,
    UnknownLearner,
)
from practice.present import mastery_view
from practice.record.contract import Appended, AppendOutcome, NewEvent, RecordBroken, Stale
from practice.record.memory import MemoryRecord
from practice.requests import Wish
from practice.revised import HintRevised
from practice.session import Session
from practice.state import decode_state
from practice.views import MasteryView, TryReply
from practice.wire import encode, learner_events
from tests.practice.support.bank import bank
from tests.practice.support.desk import ADA, HALVES, STAGED, TENANT, Desk, bytes_of, run, seated
from tests.practice.support.play import STUCK as ASK
from tests.practice.support.play import text


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
