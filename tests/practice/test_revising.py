"""What better words that come after the reply promise."""

import asyncio
from collections.abc import Awaitable, Callable

import msgspec
import pytest

from hints.hint import Hint, HintSource, Specificity
from hints.job import OutcomeReason, Spent
from hints.misconception.diagnosis import Candidate, Diagnosis, DiagnosisKind
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank
from item_bank.ids import ItemId, MistakeCode, SkillId
from practice.events import LearnerEvent
from practice.ids import OpportunityId, learner_stream
from practice.requests import Wish
from practice.revised import DiagnosisRevised, HelpSought, HintRevised
from practice.revising import NothingToRevise, Revised, Revision
from practice.revisions import revise
from practice.seeking import Sought, Wanted
from practice.state import decode_state
from practice.views import OpportunityView
from practice.wire import learner_events
from tests.practice.support.bank import corrected_bank, other_bank
from tests.practice.support.desk import ADA, TENANT, Desk, bytes_of, run
from tests.practice.support.play import STUCK, text

STREAM = learner_stream(TENANT, ADA)
STAGED = Wish(item=ItemId("staged"), variant=3)
WRONG = text("x = 1")
BETTER = Hint(text="Look at the sign again.", source=HintSource.STEP, specificity=Specificity.MISTAKE, language="en")
FOUND = Diagnosis(
    kind=DiagnosisKind.MISCONCEPTION,
    candidates=(
        Candidate(
            code=MistakeCode("model/idea"),
            description="Took the one for the other.",
            probability=0.9,
            reproduces=True,
            skill=SkillId("numbers"),
            checked="replayed",
        ),
    ),
)


class EverySeeker:
    """Wants better words for every hint, and notes how many events there were whenever it was told of something."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.told: list[tuple[str, int]] = []

    def wants(self, sought: Sought) -> Wanted:
        """Want better words where there are any."""
        self.told.append(("wants", len(self.desk.record.read(STREAM))))
        return "no" if sought.answered.tried.hint is None else "yes"

    def seek(self, _: Sought) -> None:
        """Note the moment."""
        self.told.append(("seek", len(self.desk.record.read(STREAM))))


def revision(view: OpportunityView, n: int = 1) -> Revision:
    """Find better words and a diagnosis for a try."""
    return Revision(
        opportunity=view.opportunity,
        n=n,
        reason=OutcomeReason.BETTER,
        recipe="r" * 64,
        hint=BETTER,
        diagnosis=FOUND,
        spent=Spent(calls=2, microdollars=30),
    )


def events(desk: Desk) -> list[LearnerEvent]:
    """Read all that is recorded of the learner."""
    return list(learner_events(desk.record.read(STREAM)))


def kinds(desk: Desk) -> list[type[LearnerEvent]]:
    """Name what was recorded after the first try."""
    return [type(event) for event in events(desk)[3:]]


def seated(story: Callable[[Desk], Awaitable[None]]) -> None:
    """Tell a story with a learner at a desk."""

    async def told() -> None:
        await story(await Desk().begin())

    run(told())


def test_looking_begins_when_the_try_is_recorded() -> None:
    """
    Before, it is only asked whether it is wanted; a right answer wants nothing.
    """

    async def story(desk: Desk) -> None:
        seeker = EverySeeker(desk)
        desk.session.seeker = seeker
        view = await desk.open(STAGED)
        wrong = await desk.answer(view, 1, WRONG)
        right = await desk.answer(view, 2, desk.key(view))

        assert [("wants", 2), ("seek", 3), ("wants", 3)] == seeker.told
        assert [True, False] == [wrong.hint_pending, right.hint_pending]

    seated(story)


def test_a_retry_gets_the_same_bytes_and_looks_for_nothing() -> None:
    """
    Whether better words were looked for is recorded with the try, so the reply is the same by right.
    """

    async def story(desk: Desk) -> None:
        desk.session.seeker = EverySeeker(desk)
        view = await desk.open(STAGED)
        reply = await desk.answer(view, 1, WRONG)
        desk.restart()
        again = await desk.answer(view, 1, WRONG)

        assert bytes_of(reply) == bytes_of(again)

    seated(story)


def test_better_words_stand_in_place_of_the_first() -> None:
    """
    They are shown, the reply stays what it was, and what is known of the learner is the fold of the events.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        reply = await desk.answer(view, 1, WRONG)
        revised = await revise(desk.session, TENANT, ADA, revision(view), now=desk.now)

        assert Revised(shown=True) == revised
        assert [HelpSought, DiagnosisRevised, HintRevised] == kinds(desk)
        assert [BETTER] == [one.hint for one in desk.view(view.opportunity).tries]
        assert bytes_of(reply) == bytes_of(await desk.answer(view, 1, WRONG))
        snapshot = desk.record.load(STREAM).snapshot
        assert snapshot is not None
        state = desk.folded()
        assert state == decode_state(snapshot)
        assert "model/idea" in state.ideas

    seated(story)


def test_the_next_answer_does_not_pay_for_it() -> None:
    """
    What is at hand of the learner follows the revision, so their next answer is worked out once.
    """

    async def story(desk: Desk) -> None:
        seeker = EverySeeker(desk)
        view = await desk.open(STAGED)
        await desk.answer(view, 1, WRONG)
        await revise(desk.session, TENANT, ADA, revision(view), now=desk.now)
        desk.session.seeker = seeker
        await desk.answer(view, 2, WRONG)

        assert ["wants", "seek"] == [what for what, _ in seeker.told]

    seated(story)


def test_a_job_done_twice_is_recorded_once() -> None:
    """
    Whoever does it again, at once or later: the first one stands.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        await desk.answer(view, 1, WRONG)
        outcomes = await asyncio.gather(
            *(revise(desk.session, TENANT, ADA, revision(view), now=desk.now) for _ in range(3))
        )
        desk.restart()
        outcomes.append(await revise(desk.session, TENANT, ADA, revision(view), now=desk.now))

        assert 1 == outcomes.count(Revised(shown=True))
        assert 3 == outcomes.count(NothingToRevise())
        assert [HelpSought, DiagnosisRevised, HintRevised] == kinds(desk)

    seated(story)


@pytest.mark.parametrize("entered", [STUCK, WRONG])
def test_words_that_come_after_the_learner_went_on_are_withheld(entered: object) -> None:
    """
    After another submission they would be about something else; the diagnosis is kept for the teacher.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        reply = await desk.answer(view, 1, WRONG)
        await desk.answer(view, 2, entered)  # type: ignore[arg-type]  # both are responses

        assert Revised(shown=False, withheld="moved_on") == await revise(
            desk.session, TENANT, ADA, revision(view), now=desk.now
        )
        assert [HelpSought, DiagnosisRevised] == kinds(desk)[1:]
        assert reply.hint == desk.view(view.opportunity).tries[0].hint

    seated(story)


def test_words_that_come_after_the_end_are_withheld() -> None:
    """
    An opportunity that was skipped takes no more words, and the stream still folds.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        await desk.answer(view, 1, WRONG)
        await desk.session.skip(TENANT, ADA, view.opportunity, now=desk.now)

        assert Revised(shown=False, withheld="moved_on") == await revise(
            desk.session, TENANT, ADA, revision(view), now=desk.now
        )
        assert "model/idea" in desk.folded().ideas

    seated(story)


def test_words_about_a_withdrawn_release_are_withheld() -> None:
    """
    Nothing more is said about an exercise that is no longer served, nor is a diagnosis of it kept.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        await desk.answer(view, 1, WRONG)
        desk.banks.activate(other_bank())
        desk.banks.withdraw(view.release)

        assert Revised(shown=False, withheld="withdrawn") == await revise(
            desk.session, TENANT, ADA, revision(view), now=desk.now
        )
        assert [HelpSought] == kinds(desk)

    seated(story)


@pytest.mark.parametrize(
    ("item", "newer", "shown"),
    [("bare", corrected_bank, False), ("bare", other_bank, False), ("staged", corrected_bank, True)],
)
def test_words_about_an_item_that_was_changed_are_withheld(
    item: str, newer: Callable[[], Bank], *, shown: bool
) -> None:
    """
    One whose key was corrected, or that is gone, is no longer spoken of; others of a newer release are as ever.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(Wish(item=ItemId(item), variant=3))
        reply = await desk.answer(view, 1, text("x = 1" if item == "staged" else "7"))
        assert reply.judged.verdict is Verdict.INCORRECT
        desk.banks.activate(newer())
        revised = await revise(desk.session, TENANT, ADA, revision(view), now=desk.now)

        assert Revised(shown=shown, withheld=None if shown else "changed") == revised
        assert shown == (DiagnosisRevised in kinds(desk))

    seated(story)


def test_words_that_are_tried_out_in_the_shadow_are_not_shown() -> None:
    """
    What came of it is recorded, and neither the words nor the diagnosis count for anything.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        reply = await desk.answer(view, 1, WRONG)
        shadow = msgspec.structs.replace(revision(view), withheld="shadow")

        assert Revised(shown=False, withheld="shadow") == await revise(desk.session, TENANT, ADA, shadow, now=desk.now)
        assert [HelpSought] == kinds(desk)
        assert reply.hint == desk.view(view.opportunity).tries[0].hint

    seated(story)


def test_an_erased_learner_stays_erased() -> None:
    """
    Words that come after an erase, or while it is under way, bring no stream back.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        await desk.answer(view, 1, WRONG)
        late = asyncio.ensure_future(revise(desk.session, TENANT, ADA, revision(view), now=desk.now))
        await desk.record.erase(STREAM)
        desk.session.forget(TENANT, ADA)
        await late

        assert NothingToRevise() == await revise(desk.session, TENANT, ADA, revision(view), now=desk.now)
        assert 0 == desk.record.load(STREAM).stream_version

    seated(story)


def test_words_for_a_try_that_never_was_are_nothing() -> None:
    """
    Neither another number nor another opportunity records anything.
    """

    async def story(desk: Desk) -> None:
        view = await desk.open(STAGED)
        await desk.answer(view, 1, WRONG)
        unknown = Revision(
            opportunity=OpportunityId("nowhere"), n=1, reason=OutcomeReason.BETTER, recipe="", hint=BETTER
        )

        assert NothingToRevise() == await revise(desk.session, TENANT, ADA, revision(view, 2), now=desk.now)
        assert NothingToRevise() == await revise(desk.session, TENANT, ADA, unknown, now=desk.now)
        assert [] == kinds(desk)

    seated(story)
