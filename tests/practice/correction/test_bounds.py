"""What a directive settles about help is what its learner gets, and the event that opens an opportunity says all."""

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hints.hint import HintSource, Specificity
from hints.tutor.beginning import Beginning
from item_bank.answers.response import Response
from item_bank.answers.verdict import Verdict
from practice.correction.bounds import Bounds, bounds_beside, bounds_of, is_used_up, may_ask, may_reveal
from practice.correction.directive import Directive, ModelUse, Reveal
from practice.ending import OWN
from practice.events import LearnerEvent, OpportunityEnded, TryRecorded
from practice.fold import fold_all
from practice.wire import decode, encode
from tests.practice.support.play import STUCK, Play, lines, text

NEVER_RIGHT: tuple[Response, ...] = (text("x = 1"), text("3x +"), STUCK, text("7"), lines("1 = 2"), text("5x = 8"))
BOUNDS = st.builds(
    Bounds,
    rungs=st.integers(0, 4),
    start=st.sampled_from(get_args(Beginning)),
    model=st.just("off"),
    reveal_after=st.none() | st.integers(0, 5),
)
DIRECTIVES = st.builds(
    Directive,
    rungs=st.integers(1, 4),
    start=st.sampled_from(get_args(Beginning)),
    reveal=st.sampled_from(get_args(Reveal)),
    reveal_after=st.integers(1, 10),
    model=st.sampled_from(get_args(ModelUse)),
)


def bounds(rungs: int = 4, start: Beginning = "question") -> Bounds:
    """Settle how much help there is, and what it begins with."""
    return Bounds(rungs=rungs, start=start, model="off")


def tries(play: Play) -> list[TryRecorded]:
    """Return what was entered."""
    return [event for event in play.events if isinstance(event, TryRecorded)]


def ends(play: Play) -> list[OpportunityEnded]:
    """Return what ended."""
    return [event for event in play.events if isinstance(event, OpportunityEnded)]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(BOUNDS, st.lists(st.sampled_from(NEVER_RIGHT), min_size=8, max_size=8))
def test_no_opportunity_gives_more_help_than_was_settled(bound: Bounds, entered: list[Response]) -> None:
    """
    Whatever is entered, no more pieces of help come than there are rungs, and who asks for more has used them up.
    """
    play = Play()
    opened = play.open("staged", 3, bounds=bound)
    for response in entered:
        if opened.opportunity in play.state.opportunities:
            play.say(response)
    helped = [event for event in tries(play) if event.helps]
    ended = ends(play)
    given_away = [event for event in helped if event.ended is None]

    assert len(given_away) <= bound.rungs
    assert all(event.hint is not None for event in helped)
    if len(helped) > bound.rungs:
        assert ["out_of_help"] == [event.how for event in ended]
        assert ended[0].needs_teacher
        assert helped[-1].hint is not None
        assert helped[-1].hint.specificity is Specificity.GENERIC


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(BOUNDS, st.lists(st.sampled_from(NEVER_RIGHT), min_size=8, max_size=8))
def test_the_own_solution_is_shown_only_where_that_was_settled(bound: Bounds, entered: list[Response]) -> None:
    """
    Before so many wrong answers another variant is shown worked, after them the problem itself; the words say which.
    """
    play = Play()
    opened = play.open("staged", 3, bounds=bound)
    for response in entered:
        if opened.opportunity in play.state.opportunities:
            play.say(response)
    wrong = sum(event.judged.verdict is Verdict.INCORRECT for event in tries(play))
    own = bound.reveal_after is not None and wrong >= bound.reveal_after
    for event in ends(play):
        assert event.worked is not None
        assert own == (event.worked.variant == opened.variant)
        assert own == (event.sentence == OWN[event.how])
        assert not event.worked.spent


@settings(max_examples=20, deadline=None)
@given(BOUNDS, st.lists(st.sampled_from(NEVER_RIGHT), max_size=6))
def test_what_binds_an_opportunity_is_in_its_events(bound: Bounds, entered: list[Response]) -> None:
    """
    Folding the events as written and read again gives the same state, bounds included, without an assignment.
    """
    play = Play()
    opened = play.open("staged", 3, bounds=bound)
    for response in entered:
        if opened.opportunity in play.state.opportunities:
            play.say(response)
    read = [event for event in map(decode, map(encode, play.events)) if isinstance(event, LearnerEvent)]
    again = fold_all(read, model=play.model)

    assert again == play.state


def test_a_pointer_gives_the_place_alone() -> None:
    """
    The first piece names the line or the step; what was done is said with the next.
    """
    play = Play()
    play.open("staged", 3, bounds=bounds(start="pointer"))
    first = play.say(text("x = 1")).tried.hint
    second = play.say(text("x = 1")).tried.hint
    play.open("staged", 4, assignment="other", bounds=bounds(start="pointer"))
    of_lines = play.say(lines(play.exercise.steps[0].step.solution[0], "x = 1000")).tried.hint

    assert first is not None
    assert second is not None
    assert of_lines is not None
    assert (HintSource.STEP, None, None) == (first.source, first.rung, first.code)
    assert "step" in first.text
    assert HintSource.RUNG is second.source
    assert HintSource.LINE is of_lines.source
    assert "line 2" in of_lines.text


def test_a_question_asks_and_a_worked_sub_step_comes_first() -> None:
    """
    A question before an author's statement, and an easier sub-step before all else where there is one.
    """
    begins: dict[Beginning, HintSource] = {"question": HintSource.RUNG, "worked_sub_step": HintSource.SCAFFOLD}
    for start, source in begins.items():
        play = Play()
        play.open("staged", 3, bounds=bounds(start=start))
        play.solve()
        hint = play.say(text("1")).tried.hint
        assert hint is not None
        assert source is hint.source
        assert "?" in hint.text


@given(DIRECTIVES, st.integers(0, 9), st.integers(0, 20), st.none() | st.integers(0, 10**13))
def test_earlier_goes_are_taken_off_and_only_the_problem_itself_is_revealed(
    directive: Directive, helped: int, wrong: int, due: int | None
) -> None:
    """
    Skipping and beginning anew gives no further help; a fresh one is never shown solved.
    """
    left = bounds_of(directive, helped=helped, wrong=wrong, due=due)
    beside = bounds_beside(directive)

    assert left.rungs == max(0, directive.rungs - helped)
    assert is_used_up(left, Verdict.INCORRECT, helped=left.rungs)
    assert not is_used_up(left, Verdict.CORRECT, helped=left.rungs)
    assert not may_reveal(beside, wrong=99, at=10**14)
    if directive.reveal == "never":
        assert not may_reveal(left, wrong=99, at=10**14)
    if directive.reveal == "after_tries":
        assert may_reveal(left, wrong=10, at=0)
    if directive.reveal == "after_due":
        assert may_reveal(left, wrong=0, at=10**14) == (due is not None)
        assert not may_reveal(left, wrong=99, at=-1)


@pytest.mark.parametrize(
    ("model", "start", "certain", "asked"),
    [
        ("off", "question", True, False),
        ("rephrase", "question", True, True),
        ("rephrase", "question", False, False),
        ("diagnose", "question", False, True),
        ("diagnose", "pointer", True, False),
    ],
)
def test_a_model_is_asked_as_far_as_it_was_settled(
    model: ModelUse,
    start: Beginning,
    certain: bool,
    asked: bool,
) -> None:
    """
    Never where it is off; for other words alone only where the mistake is certain; never in place of a bare pointer.
    """
    play = Play()
    play.open("staged", 3)
    drawn = {name: int(str(worth)) for name, worth in play.exercise.variant.draw.items()}
    kept = f"{drawn['a']}x = {drawn['a'] * drawn['s'] + 2 * drawn['b']}"
    diagnosis = play.say(text(kept if certain else "x = 1")).attempt.diagnosis

    assert asked == may_ask(Bounds(rungs=3, start=start, model=model), diagnosis, helped=0)
    assert may_ask(None, None, helped=0)
