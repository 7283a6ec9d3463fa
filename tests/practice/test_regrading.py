"""What `practice.regrading` promises: estimates are what they would be, had the answer been judged so at once."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId
from practice.correction.events import AnswerRegraded, VerdictOverridden, WorkHandedIn
from practice.correction.regrading import as_judged
from practice.events import LearnerEvent, TryRecorded
from practice.fold import fold_all
from practice.ids import LearnerId, ProblemId, learner_stream
from practice.observing.courses import Courses
from practice.regrading import corrected
from practice.replay import replay
from practice.requests import Wish
from practice.righting import put_right
from practice.settled import TryRegraded
from practice.settling import Settling
from practice.state import LearnerState
from practice.wire import learner_events
from tests.practice.support.bank import bank
from tests.practice.support.desk import ADA, TENANT, Desk, run
from tests.practice.support.homework import BEN, HW, School, told
from tests.practice.support.play import Play, right, text

HALVES = bank().open(ItemId("halves"), 0)
STEP = HALVES.steps[0].step.id
WRONG, RIGHT = "1/97", right(HALVES, STEP).text
"""Answers to the homework's fourth problem, which is the bank's and of a skill."""


def played(entered: list[str]) -> Play:
    """Answer one exercise after the other, wrongly first, then rightly."""
    play = Play()
    for place, wrong in enumerate(entered):
        play.open("halves", place)
        play.say(text(wrong))
        if play.state.opportunities:
            play.solve()
    return play


@given(st.lists(st.sampled_from(["1/97", "5/97", "-2/93"]), min_size=1, max_size=4), st.data())
def test_a_regraded_try_is_as_if_it_had_been_judged_so(entered: list[str], data: st.DataObject) -> None:
    """Whichever it was and whatever came after: estimates, reviews and ideas are those of the other verdict."""
    play = played(entered)
    wrong = [one for one in play.events if isinstance(one, TryRecorded) and one.judged.verdict is Verdict.INCORRECT]
    one = data.draw(st.sampled_from(wrong))
    assert one.evidence is not None
    told_so = as_judged(one.evidence, right=True)
    at_once: list[LearnerEvent] = [
        msgspec.structs.replace(event, evidence=told_so, diagnosis=None) if event is one else event
        for event in play.events
    ]
    later = TryRegraded(at=play.now, opportunity=one.opportunity, n=one.n, evidence=told_so)

    found, meant = (fold_all(events, model=play.model) for events in ([*play.events, later], at_once))

    assert msgspec.structs.replace(meant, at=found.at) == found
    assert found.estimates != fold_all(play.events, model=play.model).estimates


def test_without_a_word_events_come_back_as_they_are() -> None:
    """Nothing is copied where there is nothing to correct."""
    events = played(["5/97"]).events

    assert corrected(events) is events


def test_what_is_kept_of_a_regraded_try_is_the_fold_of_its_events() -> None:
    """The state at hand, the snapshot, a restart's and a replay's are one; with all that came between."""

    async def story() -> None:
        desk = await Desk().begin()
        view = await desk.open(Wish(item=ItemId("halves"), variant=0))
        await desk.answer(view, 1, text(WRONG))
        other = await desk.open()
        await desk.submit(other, 1, desk.key(other))
        before = desk.folded()
        courses = Courses(desk.record)
        gone = courses.of(TENANT, ADA).gone[view.opportunity]
        settling = Settling(desk.record, desk.session, courses)
        assert 1 == await settling.regrade(TENANT, gone, gone.tries[0], (ADA,), now=desk.now)
        after = desk.folded()
        assert before.estimates != after.estimates
        for _ in range(2):
            known = desk.session.known(TENANT, ADA)
            assert known is not None
            assert known.state == after
            desk.restart()
        again = replay(desk.record, model=desk.session.model)
        assert ((), 1) == (again.differences, again.agree)

    run(story())


def word(school: School, answer: str, *, right: bool) -> VerdictOverridden:
    """Say of an answer to the fourth problem whether it counts as right."""
    return VerdictOverridden(
        at=school.now,
        assignment=HW,
        problem=ProblemId("4"),
        step=STEP,
        cluster=f"answer/{answer}",
        right=right,
    )


async def handed_in(school: School, learner: LearnerId, answer: str) -> None:
    """Hand the fourth problem in, and practise something after it."""
    await school.enter(learner, p4=answer)
    await school.homework.hand_in(TENANT, learner, HW, now=school.now)


async def said(school: School, answer: str, *, right: bool) -> int:
    """Say a word over an answer, and let estimates follow."""
    await school.assignments.tell(TENANT, school.given.assignment.class_id, word(school, answer, right=right))
    learners = school.homework.present(TENANT, school.given.assignment.class_id)
    return await put_right(school.homework, school.session, TENANT, school.given, learners, now=school.now)


def state(school: School, learner: LearnerId) -> LearnerState:
    """Return what is kept of a learner, which is the fold of their events."""
    known = school.session.known(TENANT, learner)
    assert known is not None
    events = learner_events(school.record.read(learner_stream(TENANT, learner)))
    assert known.state == fold_all(events, model=school.session.model)
    return known.state


@pytest.mark.parametrize("answer", [WRONG, "?"], ids=["wrong", "unread"])
def test_estimates_follow_the_teacher_s_word_over_what_was_handed_in(answer: str) -> None:
    """As if it had been right at once; taken back, as if it had been wrong; said again, nothing happens."""

    async def story(school: School) -> None:
        await handed_in(school, ADA, answer)
        await handed_in(school, BEN, RIGHT)
        untold = state(school, ADA).estimates
        assert 1 == await said(school, answer, right=True)
        assert state(school, ADA).estimates == state(school, BEN).estimates
        assert state(school, ADA).reviews == state(school, BEN).reviews
        assert 0 == await said(school, answer, right=True)
        assert 1 == await said(school, answer, right=False)
        assert (answer == WRONG) == (state(school, ADA).estimates == untold)
        assert state(school, ADA).estimates != state(school, BEN).estimates
        replayed = replay(school.record, model=school.session.model)
        assert () == replayed.differences

    told(story)


def test_what_is_handed_in_after_the_word_is_learned_so_at_once() -> None:
    """Nothing has to be put right later for who gives an answer that counts as right by then."""

    async def story(school: School) -> None:
        assert 0 == await said(school, WRONG, right=True)
        await handed_in(school, ADA, WRONG)
        await handed_in(school, BEN, RIGHT)
        assert state(school, ADA).estimates == state(school, BEN).estimates
        assert 0 == await said(school, WRONG, right=True)

    told(story)


def test_what_an_earlier_version_kept_no_places_of_gets_its_evidence_beside_the_old() -> None:
    """No evidence is taken for another answer's."""
    play = Play()
    learned = played(["5/97"]).events[2]
    assert isinstance(learned, TryRecorded)
    assert learned.evidence is not None

    async def story(school: School) -> None:
        await handed_in(school, ADA, WRONG)
        events = list(learner_events(school.record.read(learner_stream(TENANT, ADA))))
        work = next(event for event in events if isinstance(event, WorkHandedIn))
        old = msgspec.structs.replace(work, learned=msgspec.structs.replace(work.learned, places=()))
        later = AnswerRegraded(
            at=play.now,
            assignment=HW,
            problem=ProblemId("4"),
            step=STEP,
            n=1,
            right=True,
            evidence=learned.evidence,
        )
        found = next(event for event in corrected([old, later]) if isinstance(event, WorkHandedIn))
        assert (*work.learned.evidence, learned.evidence) == found.learned.evidence

    told(story)
