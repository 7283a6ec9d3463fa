"""What `practice.present` and `practice.shown` promise."""

import msgspec
import pytest

from item_bank.ids import ItemId
from practice.events import LearnerCreated, LearnerEvent, OpportunityEnded, OpportunityOpened
from practice.present import opportunity_view, recorded_reply
from practice.refusals import has_ended
from practice.revised import HintRevised
from practice.state import OpenOpportunity
from practice.views import EndView
from tests.practice.support.bank import bank
from tests.practice.support.play import STUCK, Play, right, text

KEYS = ("staged", "halves", "pick", "alone", "bare")


def of_last(play: Play) -> list[LearnerEvent]:
    """Give the events of the opportunity opened last."""
    place = max(place for place, event in enumerate(play.events) if isinstance(event, OpportunityOpened))
    return list(play.events[place:])


@pytest.mark.parametrize("item", KEYS)
def test_what_is_shown_holds_no_key(item: str) -> None:
    """
    A view has neither the right option, nor mistakes, nor help that was not asked for.
    """
    play = Play()
    play.open(item, 0)
    shown = msgspec.json.encode(opportunity_view(of_last(play)))
    help_texts = [entry for step in play.exercise.steps for entry in step.step.help]

    assert b'"value"' not in shown
    assert b'"correct"' not in shown
    assert not any(getattr(entry, "text", "∅").encode() in shown for entry in help_texts)


def test_a_view_tells_what_the_state_knows() -> None:
    """
    Open steps, tries left and the next number agree with the fold after every submission.
    """
    play = Play()
    play.open("staged", 2)
    for response in (text("x = 1"), STUCK, text("((")):
        play.say(response)
        view = opportunity_view(of_last(play))
        current: OpenOpportunity = play.current

        assert view is not None
        assert (current.open, current.submissions + 1) == (view.open, view.next_n)
        for step in view.steps:
            progress = current.steps[step.id]
            assert (progress.status, progress.limit - progress.used) == (step.status, step.tries_left)


def test_a_scaffold_stays_in_view_beside_its_step() -> None:
    """
    The sub-steps asked are listed under their step, also after they were answered.
    """
    play = Play()
    play.open("staged", 2)
    play.solve()
    while len(play.current.open) == 1:
        play.say(STUCK)
    scaffold = play.current.open[1]
    play.say(right(play.exercise, scaffold), step=scaffold)
    view = opportunity_view(of_last(play))

    assert view is not None
    assert [scaffold] == [one.id for one in view.steps[1].scaffolds]
    assert ("divide",) == view.open


def test_a_revised_hint_is_in_the_view_and_not_in_the_reply() -> None:
    """
    Better words replace the first ones in view; the reply to the try stays what it was.
    """
    play = Play()
    play.open("halves", 0)
    tried = play.say(text("7")).tried
    assert tried.hint is not None
    better = msgspec.structs.replace(tried.hint, text="Better words.")
    events: list[LearnerEvent] = [
        *of_last(play),
        HintRevised(at=play.now, opportunity=tried.opportunity, n=1, revision=1, hint=better),
    ]
    view = opportunity_view(events)

    assert view is not None
    assert better == view.tries[0].hint
    replied = recorded_reply(events, 1)
    assert replied is not None
    assert tried.hint == replied.hint


def test_an_end_is_told_in_the_words_that_were_recorded() -> None:
    """
    Reply, view and refusal say what the event says, whatever words ends have by now.
    """
    play = Play()
    play.open("bare", 0)
    tried = play.solve().tried
    *before, ended = of_last(play)
    assert isinstance(ended, OpportunityEnded)
    old = msgspec.structs.replace(ended, sentence="As it was said then.")
    events = [*before, old]
    replied, view = recorded_reply(events, tried.n), opportunity_view(events)

    assert replied is not None
    assert view is not None
    assert [EndView(how="solved", sentence="As it was said then.")] * 2 == [replied.ended, view.ended]
    assert "This exercise has ended. As it was said then." == has_ended(old).sentence


def test_what_does_not_begin_with_an_opening_is_no_opportunity() -> None:
    """
    No events, or others, give no view.
    """
    play = Play()

    assert opportunity_view(()) is None
    assert opportunity_view(tuple(play.events)) is None
    assert isinstance(play.events[0], LearnerCreated)


def test_skills_shown_are_the_items() -> None:
    """
    The view names the skills that the exercise practises.
    """
    play = Play()
    opened = play.open("staged", 0)

    assert bank().items[ItemId("staged")].skills == opened.skills
