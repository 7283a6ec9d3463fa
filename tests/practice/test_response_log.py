"""What a record says of responses, for fitting."""

from item_bank.ids import ItemId
from mastery.log import from_rows
from practice.ids import StreamId, learner_stream
from practice.observing.courses import Courses
from practice.requests import Wish
from practice.response_log import recorded, rows
from practice.settling import Settling
from practice.wire import encode
from tests.practice.support.desk import ADA, TENANT, Desk, run
from tests.practice.support.homework import School, told
from tests.practice.support.play import STUCK, Play, text
from tests.practice.test_regrading import WRONG, handed_in, said


def test_each_try_that_is_evidence_is_a_row() -> None:
    """Right, wrong and helped answers are rows with what was asked; help, blanks and other streams are none."""
    play = Play()
    play.open("halves", 0)
    play.say(text("5"))
    play.say(STUCK)
    play.solve()
    stream = StreamId("learner/t/l")
    events = [(stream, encode(event)) for event in play.events]
    found = list(rows(lambda: events))
    evidence = [event.evidence for event in play.events if hasattr(event, "evidence") and event.evidence is not None]
    assert len(found) == len(evidence) == 2
    assert [row.correct for row in found] == [False, True]
    assert [row.hinted for row in found] == [0.0, 1.0]
    assert {row.learner for row in found} == {stream}
    assert found[0].item == "halves"
    elsewhere = [(StreamId("class/t/c"), event) for _, event in events]
    assert not list(rows(lambda: elsewhere))
    log = from_rows(found)
    assert log.correct.tolist() == [0.0, 1.0]
    assert log.difficulty is not None
    assert log.difficulty.tolist() == [one.difficulty for one in evidence]


def test_first_answers_of_homework_are_rows_and_count_as_they_do_by_now() -> None:
    """What was handed in is evidence at full weight; a word that comes later is in its row, and taken back."""

    async def story(school: School) -> None:
        await handed_in(school, ADA, WRONG)
        for word, correct in ((None, False), (True, True), (False, False)):
            if word is not None:
                assert 1 == await said(school, WRONG, right=word)
            (row,) = rows(lambda: recorded(school.record))
            assert (learner_stream(TENANT, ADA), "halves", correct, 0.0) == (
                row.learner,
                row.item,
                row.correct,
                row.hinted,
            )

    told(story)


def test_a_try_that_counts_as_right_by_now_is_a_right_row() -> None:
    """What models are fitted on is what estimates are folded from."""

    async def story() -> None:
        desk = await Desk().begin()
        view = await desk.open(Wish(item=ItemId("halves"), variant=0))
        await desk.answer(view, 1, text(WRONG))
        courses = Courses(desk.record)
        gone = courses.of(TENANT, ADA).gone[view.opportunity]
        assert [False] == [row.correct for row in rows(lambda: recorded(desk.record))]
        await Settling(desk.record, desk.session, courses).regrade(TENANT, gone, gone.tries[0], (ADA,), now=desk.now)
        assert [True] == [row.correct for row in rows(lambda: recorded(desk.record))]

    run(story())
