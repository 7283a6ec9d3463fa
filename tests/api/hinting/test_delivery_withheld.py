"""What better words promise where they may not be shown: first help stands, and why is recorded."""

import msgspec
import pytest

from hints.guards.context import Claim
from hints.job import OutcomeReason
from practice.revised import HelpSought
from tests.api.hinting.desk import BETTER, HintDesk, better_words, outcome
from tests.api.hinting.telling import recorded, started, told
from tests.api.service import starter
from tests.practice.support.bank import other_bank


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


def test_the_words_of_these_tests_pass_the_guards() -> None:
    """
    What they rest on.
    """
    assert better_words().text == BETTER
