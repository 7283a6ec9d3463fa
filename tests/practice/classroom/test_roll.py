"""What `practice.classroom.roll` promises."""

from hypothesis import given
from hypothesis import strategies as st

from practice.classroom.events import GroupJoined, GroupLeft, LearnerJoined, LearnerLeft
from practice.classroom.roll import Place, place_of, roll_of
from practice.events import Event
from practice.ids import ClassId, GroupId, LearnerId

OF = ClassId("7b")
EARLY, LATE = GroupId("early"), GroupId("late")
ADA, BEN = LearnerId("ada"), LearnerId("ben")


def test_who_leaves_keeps_place_and_groups_until_they_are_back() -> None:
    """Coming back loses no group, and counts from then on."""
    events: list[Event] = [
        LearnerJoined(at=1, class_id=OF),
        GroupJoined(at=2, class_id=OF, group=EARLY),
        GroupJoined(at=3, class_id=OF, group=LATE),
        GroupLeft(at=4, class_id=OF, group=EARLY),
        LearnerLeft(at=5, class_id=OF),
    ]
    assert Place(joined=1, left=5, groups=(LATE,)) == place_of(ADA, events)
    assert Place(joined=6, groups=(LATE,)) == place_of(ADA, [*events, LearnerJoined(at=6, class_id=OF)])
    assert place_of(BEN, []) is None


@given(st.lists(st.tuples(st.sampled_from([ADA, BEN]), st.integers(0, 3)), max_size=20))
def test_one_learner_s_place_is_the_roll_s(moves: list[tuple[LearnerId, int]]) -> None:
    """Folding a learner's own events alone gives what folding everybody's does."""
    kinds: list[Event] = [
        LearnerJoined(at=1, class_id=OF),
        LearnerLeft(at=1, class_id=OF),
        GroupJoined(at=1, class_id=OF, group=EARLY),
        GroupLeft(at=1, class_id=OF, group=EARLY),
    ]
    events = [(learner, kinds[kind]) for learner, kind in moves]
    roll = roll_of(events)
    for who in (ADA, BEN):
        assert roll.get(who) == place_of(who, [event for learner, event in events if learner == who])
