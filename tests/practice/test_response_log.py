"""What a record says of responses, for fitting."""

from mastery.log import from_rows
from practice.ids import StreamId
from practice.response_log import rows
from practice.wire import encode
from tests.practice.support.play import STUCK, Play, text


def test_each_try_that_is_evidence_is_a_row() -> None:
    """Right, wrong and helped answers are rows with what was asked; help, blanks and other streams are none."""
    play = Play()
    play.open("halves", 0)
    play.say(text("5"))
    play.say(STUCK)
    play.solve()
    stream = StreamId("learner/t/l")
    events = [(stream, encode(event)) for event in play.events]
    found = list(rows(events))
    evidence = [event.evidence for event in play.events if hasattr(event, "evidence") and event.evidence is not None]
    assert len(found) == len(evidence) == 2
    assert [row.correct for row in found] == [False, True]
    assert [row.hinted for row in found] == [0.0, 1.0]
    assert {row.learner for row in found} == {stream}
    assert found[0].item == "halves"
    assert not list(rows([(StreamId("class/t/c"), event) for _, event in events]))
    log = from_rows(found)
    assert log.correct.tolist() == [0.0, 1.0]
    assert log.difficulty is not None
    assert log.difficulty.tolist() == [one.difficulty for one in evidence]
