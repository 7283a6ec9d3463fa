"""Where a learner began is what their answers until then say, each as it counts by now."""

import msgspec

from practice.choosing.catalogue import catalogue
from practice.correction.regrading import as_judged
from practice.events import LearnerEvent, TryRecorded
from practice.observing.beginnings import began_at
from practice.settled import TryRegraded
from tests.practice.support.bank import bank
from tests.practice.support.play import Play, text


def began(play: Play, events: list[LearnerEvent], at: int) -> float:
    """
    Ask where somebody began.
    """
    return began_at(events, (), catalogue(bank()), model=play.model, at=at)


def test_a_word_that_came_later_counts_and_answers_that_came_later_do_not() -> None:
    """
    An answer that was regraded after the assignment was given is as if it had been right when it came.
    """
    play = Play()
    play.open("halves", 0)
    play.say(text("1/97"))
    given_at = play.now + 1
    play.now += 10
    until = list(play.events)
    play.solve()
    tried = next(event for event in play.events if isinstance(event, TryRecorded))
    assert tried.evidence is not None
    right = as_judged(tried.evidence, right=True)
    word = TryRegraded(at=play.now + 100, opportunity=tried.opportunity, n=tried.n, evidence=right)
    at_once = [msgspec.structs.replace(event, evidence=right) if event is tried else event for event in until]

    assert began(play, until, given_at) == began(play, list(play.events), given_at)
    assert began(play, at_once, given_at) == began(play, [*play.events, word], given_at)
    assert began(play, at_once, given_at) > began(play, until, given_at)
