"""What `practice.learners` promises."""

from collections.abc import Coroutine, Sequence

import msgspec
import pytest

from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId
from mastery.model import DEFAULT_MODEL
from practice.events import LearnerCreated, OpportunityEnded
from practice.ids import StreamId, learner_stream
from practice.learners import Known
from practice.outcomes import UnknownLearner
from practice.record.contract import Recorded, Stale
from practice.record.memory import MemoryRecord
from practice.requests import Wish
from practice.revised import HintRevised
from practice.state import encode_state
from practice.wire import encode
from tests.practice.support.desk import ADA, TENANT, Desk, run
from tests.practice.support.play import text

STAGED = Wish(item=ItemId("staged"), variant=3)


class Counting(MemoryRecord):
    """A record that counts the events that are read of its streams."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.given = 0

    def read(self, stream: StreamId, *, after: int = 0, limit: int = 1_000) -> Sequence[Recorded]:
        """Read, and count."""
        page = super().read(stream, after=after, limit=limit)
        self.given += len(page)
        return page


def test_only_what_the_snapshot_lacks_is_folded() -> None:
    """
    A new process reads no event where the snapshot is the newest, and one where one was appended after it.
    """

    async def story() -> None:
        record = Counting()
        desk = await Desk(record).begin()
        view = await desk.open(STAGED)
        reply = await desk.answer(view, 1, text("x = 1"))
        assert reply.hint is not None
        revised = HintRevised(at=desk.now, opportunity=view.opportunity, n=1, revision=1, hint=reply.hint)
        desk.restart()
        desk.session.showing.mastery(TENANT, ADA, now=desk.now)
        at_the_newest = record.given
        await record.annotate(learner_stream(TENANT, ADA), encode(revised))
        desk.restart()
        desk.session.showing.mastery(TENANT, ADA, now=desk.now)

        assert (0, 1) == (at_the_newest, record.given)
        assert Verdict.CORRECT is (await desk.answer(view, 2, desk.key(view))).judged.verdict
        loaded = record.load(learner_stream(TENANT, ADA))
        assert loaded.stream_version == loaded.snapshot_version
        assert loaded.snapshot == encode_state(desk.folded())

    run(story())


def test_nothing_is_folded_with_two_models() -> None:
    """
    What was loaded before another model came into force is stale afterwards, and loaded anew it is the new model's.
    """

    async def story() -> None:
        desk = await Desk().begin()
        view = await desk.open(STAGED)
        await desk.answer(view, 1, text("x = 1"))
        before = desk.session.known(TENANT, ADA)
        assert before is not None
        desk.session.use(msgspec.structs.replace(DEFAULT_MODEL, intercept=0.1))
        gone = OpportunityEnded(at=desk.now, opportunity=view.opportunity, how="withdrawn", sentence="Gone.")
        assert isinstance(await desk.session.append(before, (gone,)), Stale)
        after = desk.session.known(TENANT, ADA)
        assert after is not None
        assert (before.version, desk.session.model.id) == (after.version, after.state.model)
        assert isinstance(await desk.session.append(after, (gone,)), Known)

    run(story())


class Vanishing(MemoryRecord):
    """A record whose learner is erased after their stream was looked at and before its events are read."""

    def read(self, stream: StreamId, *, after: int = 0, limit: int = 1_000) -> Sequence[Recorded]:
        """Find nobody there any more."""
        run_now(self.erase(stream))
        return super().read(stream, after=after, limit=limit)


def run_now(coroutine: Coroutine[object, None, object]) -> None:
    """Run what waits for nothing to its end, within a running loop."""
    with pytest.raises(StopIteration):
        coroutine.send(None)


def test_a_learner_erased_while_they_are_loaded_is_nobody() -> None:
    """
    Loading ends, though the events that the version promised do not come.
    """

    async def story() -> object:
        desk = Desk(Vanishing())
        await desk.record.annotate(learner_stream(TENANT, ADA), encode(LearnerCreated(at=1, learner=ADA)))
        return desk.session.showing.mastery(TENANT, ADA, now=desk.now)

    assert isinstance(run(story()), UnknownLearner)
