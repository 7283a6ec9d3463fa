"""What `practice.observing.course` and `courses` promise."""

import asyncio
from typing import get_args

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from item_bank.answers.verdict import Verdict
from item_bank.ids import SkillId
from practice.classroom.events import GroupJoined, GroupLeft, JoinedByCode, RosterListed
from practice.correction.events import AnswerDisputed, LearnerHomeworkEvent
from practice.correction.facts import Telling
from practice.events import GoalSet, LearnerCreated, LearnerEvent
from practice.ids import LearnerId, OpportunityId, TenantId, learner_stream
from practice.observing import course as module
from practice.observing.brief import brief_of
from practice.observing.course import NOTHING_YET, course_of
from practice.observing.courses import Courses
from practice.observing.struggle import needs_of, weight_of
from practice.observing.tally import Tally
from practice.record.memory import MemoryRecord
from practice.revised import DiagnosisRevised, HelpSought, HintRevised
from practice.wire import decode, encode
from tests.practice.support.golden import GOLDEN, read_log
from tests.practice.support.play import STUCK, Play, text

TENANT = TenantId("school")
ADA = LearnerId("ada")


def played() -> Play:
    """Solve one exercise, fail at another, leave a third open after three wrong answers."""
    play = Play()
    play.open("halves", 0)
    play.solve()
    play.open("bare", 5)
    while OpportunityId("o2") in play.state.opportunities:
        play.say(STUCK)
    play.open("staged", 3)
    for wrong in ("x = 1", "x = 2", "x = 3"):
        play.say(text(wrong))
    return play


@given(st.data())
def test_a_course_is_the_same_in_however_many_pieces_it_is_read(data: st.DataObject) -> None:
    """
    Folding a stream in two pieces, cut anywhere, gives what folding it at once does.
    """
    events = played().events
    cut = data.draw(st.integers(0, len(events)))

    assert course_of(NOTHING_YET, events) == course_of(course_of(NOTHING_YET, events[:cut]), events[cut:])


def test_a_course_says_how_exercises_went_and_who_waits() -> None:
    """
    Solved alone, stuck and wrong are counted; what ended stuck waits, and comes before three wrong in a row.
    """
    play = played()
    course = course_of(NOTHING_YET, play.events)
    brief = brief_of(course)
    needs = needs_of(brief, Telling(), now=play.now)

    assert (Tally(exercises=3, solved=1, alone=1, wrong=3), Tally()) == (brief.free, brief.assigned)
    assert ["solved", None] == [one.how for one in course.gone.values() if one.item != "bare"]
    assert [("waits", OpportunityId("o2")), ("wrong_on", OpportunityId("o3"))] == [
        (need.kind, need.opportunity) for need in needs
    ]
    assert weight_of(needs[:1]) > weight_of(needs[1:]) > 0


def test_who_did_nothing_struggles_with_nothing() -> None:
    """
    Silence gives no reason to go to anybody, and what went wrong in an exercise that is open is forgotten in a week.
    """
    play = played()
    later = needs_of(brief_of(course_of(NOTHING_YET, play.events)), Telling(), now=play.now + 8 * 86_400_000)

    assert () == needs_of(brief_of(NOTHING_YET), Telling(), now=play.now)
    assert ["waits"] == [need.kind for need in later]


def test_ten_exercises_without_reaching_a_skill_are_told_and_reaching_it_ends_that() -> None:
    """
    Wheel spinning begins at the tenth exercise of a skill that is not proficient.
    """
    play = Play()
    for turn in range(10):
        play.open("staged", turn)
        while play.state.open_for(None) is not None:
            play.say(STUCK)
        spinning = [
            need
            for need in needs_of(brief_of(course_of(NOTHING_YET, play.events)), Telling(), now=play.now)
            if need.kind == "spins"
        ]
        assert bool(spinning) == (turn == 9)

    assert (SkillId("equations"), 10) == (spinning[0].skill, spinning[0].count)
    first, *_, last = course_of(NOTHING_YET, play.events).gone.values()
    assert (first.at, last.opportunity) == (spinning[0].since, spinning[0].opportunity)


def test_spinning_is_a_need_from_where_the_class_s_teacher_says_and_never_where_they_say_never() -> None:
    """
    It goes by the number from which the same fact is told in the class: theirs, or none.
    """
    play = Play()
    for turn in range(10):
        play.open("staged", turn)
        while play.state.open_for(None) is not None:
            play.say(STUCK)
    brief = brief_of(course_of(NOTHING_YET, play.events))

    for least, told in ((0, False), (4, True), (10, True), (11, False)):
        kinds = {need.kind for need in needs_of(brief, Telling(least={"spinning": least}), now=play.now)}
        assert told == ("spins" in kinds)


def test_the_newest_exercises_stay() -> None:
    """
    A course holds so many exercises and no more, and says how many it dropped.
    """
    play = Play()
    opened = play.open("halves", 0)
    events = [
        module.msgspec.structs.replace(opened, opportunity=OpportunityId(f"x{turn}"), at=turn)
        for turn in range(module.MAX_GONE + 3)
    ]
    course = course_of(NOTHING_YET, events)

    assert (module.MAX_GONE, 3) == (len(course.gone), course.dropped)
    assert OpportunityId("x2") not in course.gone


def test_courses_read_what_came_since_and_nothing_of_who_was_erased() -> None:
    """
    A course at hand follows the record; after an erase and a new beginning nothing of before is in it.
    """

    async def story() -> None:
        record, play = MemoryRecord(), played()
        stream, events = learner_stream(TENANT, ADA), [encode(event) for event in play.events]
        courses = Courses(record)
        assert NOTHING_YET == courses.of(TENANT, ADA)
        await record.append(stream, expected=0, events=events[:5])
        assert course_of(NOTHING_YET, play.events[:5]) == courses.of(TENANT, ADA)
        await record.append(stream, expected=5, events=events[5:])
        assert course_of(NOTHING_YET, play.events) == courses.of(TENANT, ADA)
        assert courses.of(TENANT, ADA) is courses.of(TENANT, ADA)
        await record.erase(stream)
        assert NOTHING_YET == courses.of(TENANT, ADA)
        await record.append(stream, expected=0, events=events)
        courses.of(TENANT, ADA)
        await record.erase(stream)
        await record.append(stream, expected=0, events=events[:1] * 1 + events[1:3])
        assert course_of(NOTHING_YET, play.events[:3]) == courses.of(TENANT, ADA)

    asyncio.run(story())


def test_a_wrong_answer_is_known_by_what_was_read() -> None:
    """
    Two ways to write the same wrong answer are one answer; a right one has no name.
    """
    play = Play()
    play.open("halves", 0)
    play.say(text("5"))
    play.say(text(" 5 "))
    play.solve()
    tries = course_of(NOTHING_YET, play.events).gone[OpportunityId("o1")].tries

    assert Verdict.CORRECT is tries[-1].verdict
    assert tries[0].answer == tries[1].answer is not None
    assert tries[-1].answer is None


QUIET = {
    LearnerCreated,
    GoalSet,
    HelpSought,
    DiagnosisRevised,
    GroupJoined,
    GroupLeft,
    RosterListed,
    JoinedByCode,
    *get_args(LearnerHomeworkEvent),
} - {AnswerDisputed}
"""Kinds of which a course keeps nothing but that and when they happened; how work stands is the work's own fold."""


def _otherwise(event: LearnerEvent) -> LearnerEvent:
    """Revise to another rung: the logs' revisions are to the words that were there."""
    if not isinstance(event, HintRevised):
        return event
    return msgspec.structs.replace(event, hint=msgspec.structs.replace(event.hint, rung=9))


def test_every_kind_of_event_is_in_a_course_or_said_not_to_be() -> None:
    """
    A kind that nobody thought of is found here, and not by a teacher who misses it.
    """
    told = set()
    for log in GOLDEN.glob("*.jsonl"):
        course = NOTHING_YET
        for event in map(decode, read_log(log)):
            if isinstance(event, LearnerEvent):
                after = course_of(course, [_otherwise(event)])
                same = msgspec.structs.replace(after, touched=course.touched, last_at=course.last_at)
                if same != course:
                    told.add(type(event))
                course = after

    assert set(get_args(LearnerEvent)) - QUIET == told
