"""Facts about how answers came are told from their thresholds on, to the teacher as to the learner, and not before."""

import asyncio

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.ids import SkillId
from practice.correction.facts import (
    FACTS,
    QUICK,
    STANDARD_TELLING,
    THRESHOLDS,
    Fact,
    FactKind,
    Put,
    facts_of,
    told_fact,
)
from practice.events import OpportunityOpened, TryRecorded
from practice.ids import AssignmentId, ProblemId
from practice.looking_over import class_looked_over, facts_about
from practice.views import OpportunityView
from tests.practice.support.desk import TENANT
from tests.practice.support.homework import ADA, BEN, HW, WRONG, School
from tests.practice.support.play import STUCK, Play, text

NAME = AssignmentId("hw1")
PROBLEM = ProblemId("1")
NUMBERS = SkillId("numbers")


def nobody() -> Put:
    """Give classmates nothing."""
    return {}


def never(opened: OpportunityOpened, tried: TryRecorded, variant: int) -> bool:  # noqa: ARG001 - as whoever compares
    """Let no answer fit."""
    return False


def found(play: Play) -> dict[FactKind, Fact]:
    """Say what is told of a learner's answers to problem 1."""
    told = facts_of(NAME, play.events, {PROBLEM: (NUMBERS,)}, nobody, never)
    return {fact.kind: fact for fact in told}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 3 * QUICK), min_size=1, max_size=5))
def test_quick_wrong_answers_are_told_from_three_in_a_row(gaps: list[int]) -> None:
    """
    The count is that of the longest row in which each came within the time after what was before it.
    """
    play = Play()
    opened = play.open("bare", 5)
    tried = play.say(text("1")).tried
    now, row, most = opened.at, 0, 0
    events: list[OpportunityOpened | TryRecorded] = [opened]
    for gap in gaps:
        now += gap
        row = row + 1 if gap <= QUICK else 0
        most = max(most, row)
        events.append(msgspec.structs.replace(tried, at=now))
    told = [one for one in facts_of(NAME, events, {}, nobody, never) if one.kind == "quickly_wrong"]

    assert (most >= THRESHOLDS["quickly_wrong"]) == bool(told)
    assert all(one.count == most for one in told)


def test_help_before_answers_is_told_from_three_exercises() -> None:
    """
    Who asks first twice is not spoken of; an answer before the asking does not count.
    """
    play = Play()
    for turn in range(4):
        play.open("staged", turn, assignment=f"a{turn}")
        play.say(text("x = 1") if turn == 0 else STUCK)
        assert ("help_first" in found(play)) == (turn == 3)
    assert found(play)["help_first"].count == 3


def test_every_fact_has_its_words_with_count_and_threshold() -> None:
    """
    Nobody is told a fact without from when on it is told.
    """
    assert set(FACTS) == set(THRESHOLDS)
    for kind, threshold in THRESHOLDS.items():
        for language in ("en", "de", "es"):
            said = told_fact(Fact(kind=kind, count=17, threshold=threshold), language)
            assert "17" in said
            assert str(threshold) in said


def test_an_answer_that_fits_a_classmate_s_numbers_is_told_to_both_and_nobody_is_named() -> None:
    """
    A wrong proof that is right for the fresh one of somebody else is a fact for the teacher and for the learner.
    """

    async def story() -> None:
        school = await School().start()
        for learner in (ADA, BEN):
            await school.enter(learner, **WRONG)
            await school.homework.hand_in(TENANT, learner, HW, now=school.now)
            await school.answer(learner, await school.go_on(learner, "2"), "5")
        other = await school.homework.go_on(TENANT, BEN, HW, ProblemId("2"), now=school.now, seed=99)
        own = await school.go_on(ADA, "2")
        assert isinstance(other, OpportunityView)
        assert school.key(own) != school.key(other)
        everybody = school.homework, school.session, TENANT
        of_one = school.homework, school.session, school.assignments, TENANT
        assert {()} == {
            one.facts for one in class_looked_over(*everybody, school.given, STANDARD_TELLING, now=0).values()
        }
        await school.answer(ADA, own, school.key(other))
        looked = class_looked_over(*everybody, school.given, STANDARD_TELLING, now=0)
        assert [("fits_another", "2", 1)] == [(one.kind, one.problem, one.count) for one in looked[ADA].facts]
        assert looked[BEN].facts == ()
        assert facts_about(*of_one, ADA, school.given, STANDARD_TELLING, now=0) == looked[ADA].facts
        assert facts_about(*of_one, BEN, school.given, STANDARD_TELLING, now=0) == ()

    asyncio.run(story())
