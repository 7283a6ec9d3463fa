"""What is promised of exercises whose release is withdrawn, or no longer the newest."""

from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from item_bank.ids import StepId
from practice.outcomes import (
    Withdrawn,
)
from practice.views import MasteryView
from tests.practice.support.bank import bank, other_bank
from tests.practice.support.desk import ADA, STAGED, TENANT, Desk, bytes_of, seated
from tests.practice.support.play import text


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
