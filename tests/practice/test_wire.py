"""What `practice.wire` promises."""

from pathlib import Path
from typing import get_args

import msgspec
import pytest

from practice.classroom.events import ClassCreated, LearnerJoined, LearnerLeft
from practice.classroom.keys import code_mark, device_mark, joining_mark, roster_mark
from practice.events import How, LearnerCreated, OpportunityEnded
from practice.ids import AssignmentId, ClassId, CodeId, LearnerId, OpportunityId, StreamId
from practice.keys import STUCK, UNDECIDED, assignment_mark, class_mark, try_key
from practice.record.contract import NewEvent, Recorded
from practice.wire import KINDS, UnreadableEvent, decode, encode, learner_events
from tests.practice.support.golden import GOLDEN, digest, read_log, state_of, state_path

LOGS = sorted(GOLDEN.glob("*.jsonl"))
CREATED = LearnerCreated(at=5, learner=LearnerId("ada"))


def recorded(event: NewEvent) -> Recorded:
    """Put an event into a stream."""
    return Recorded(position=1, stream=StreamId("learner/t/ada"), stream_version=1, event=event)


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_todays_fold_reads_every_golden_log(log: Path) -> None:
    """
    Events of every version that was ever written fold to the state that is kept beside them.
    """
    assert state_path(log).read_bytes() == digest(state_of(log))


def test_the_golden_logs_hold_every_kind_at_its_present_version() -> None:
    """
    No kind or version goes without a log.
    """
    kept = {(event.kind, event.version) for log in LOGS for event in read_log(log)}

    assert {(kind, version) for kind, (version, _) in KINDS.items()} <= kept


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem)
def test_events_survive_the_way_to_bytes_and_back(log: Path) -> None:
    """
    Encoding what was decoded gives the same event, and today's versions the same bytes, keys and marks.
    """
    for event in read_log(log):
        again = encode(decode(event))
        if event.version == KINDS[event.kind][0]:
            assert event == again
        assert decode(event) == decode(again)


def test_keys_and_marks_find_events_again() -> None:
    """
    A try is keyed by its number; what is stuck, an undecided try and what a class asks for are marked, nothing else.
    """
    marks = {(event.kind, event.key): event.marks for log in LOGS for event in read_log(log) if event.marks}

    assert "o1/try/07" == try_key(OpportunityId("o1"), 7)
    assert {
        ("opportunity_ended", "o3/ended"): (STUCK,),
        ("opportunity_ended", "o9/ended"): (STUCK,),
        ("try_recorded", "o5/try/01"): (UNDECIDED,),
        ("try_recorded", "o5/try/02"): (UNDECIDED,),
        ("level_changed", None): (STUCK,),
        ("roster_listed", None): (roster_mark("a" * 32),),
        ("group_joined", None): (class_mark(ClassId("7b")),),
        ("group_left", None): (class_mark(ClassId("7b")),),
        ("join_code_made", "code/c1"): (joining_mark("b" * 32),),
        ("joined_by_code", None): (code_mark(CodeId("c1")), device_mark("c" * 32)),
        ("learner_joined", None): (class_mark(ClassId("7b")),),
        ("learner_left", None): (class_mark(ClassId("7b")),),
        ("work_handed_in", "hw1.handed_in"): (assignment_mark(AssignmentId("hw1")),),
    } == marks


def test_an_older_version_goes_through_its_upcaster() -> None:
    """
    What was written by an earlier version is brought up step by step before it is decoded.
    """
    old = NewEvent(kind="learner_created", version=0, at=5, payload=b'{"when": 5, "learner": "ada"}')

    def renamed(payload: dict[str, object]) -> dict[str, object]:
        return {"at": payload["when"], "learner": payload["learner"]}

    assert CREATED == decode(old, upcasters={("learner_created", 0): renamed})


@pytest.mark.parametrize(
    "event",
    [
        NewEvent(kind="learner_vanished", version=1, at=1, payload=b"{}"),
        NewEvent(kind="learner_created", version=99, at=1, payload=b"{}"),
        NewEvent(kind="learner_created", version=1, at=1, payload=b"{}"),
        NewEvent(kind="learner_created", version=1, at=1, payload=b"{{{"),
        NewEvent(kind="learner_created", version=0, at=1, payload=b"{}"),
    ],
)
def test_what_cannot_be_read_is_said_to_be_so(event: NewEvent) -> None:
    """
    An unknown kind, a newer version, a damaged payload or a missing upcaster is never passed over.
    """
    with pytest.raises(UnreadableEvent):
        decode(event)


def test_a_class_event_has_no_place_in_a_learners_stream() -> None:
    """
    A learner's events are read as such, and anything else among them is a damaged stream.
    """
    moves = [LearnerJoined(at=1, class_id=ClassId("c")), LearnerLeft(at=1, class_id=ClassId("c"))]
    made = ClassCreated(at=1, class_id=ClassId("c"))

    assert [CREATED, *moves] == list(learner_events([recorded(encode(event)) for event in (CREATED, *moves)]))
    with pytest.raises(UnreadableEvent):
        list(learner_events([recorded(encode(made))]))


def test_an_end_from_before_its_words_were_kept_says_what_was_said_then() -> None:
    """
    The first version of an end has no sentence; it is given the one of its time, for every way to end.
    """
    for how in get_args(How):
        payload = msgspec.json.encode({"at": 5, "opportunity": "o", "how": how, "worked": None, "needs_teacher": False})
        ended = decode(NewEvent(kind="opportunity_ended", version=1, at=5, payload=payload))

        assert isinstance(ended, OpportunityEnded)
        assert how == ended.how
        assert ended.sentence.endswith(".")


def test_a_field_that_a_later_version_adds_is_passed_over() -> None:
    """
    A payload with an unknown field is read as far as it is known.
    """
    ended = OpportunityEnded(at=1, opportunity=OpportunityId("o"), how="solved", sentence="Well done.")
    later = msgspec.json.decode(encode(ended).payload, type=dict[str, object]) | {"mood": "fine"}
    event = NewEvent(kind="opportunity_ended", version=2, at=1, payload=msgspec.json.encode(later))

    assert ended == decode(event)
