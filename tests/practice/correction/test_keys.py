"""Whatever is recorded of a learner's work on an assignment is found again by the assignment's prefix."""

from collections.abc import Callable
from typing import cast, get_args

import pytest

from practice.classroom.events import ClassroomEvent, LearnerClassroomEvent
from practice.classroom.keys import classroom_key
from practice.correction.events import ClassHomeworkEvent, LearnerHomeworkEvent
from practice.correction.keys import assignment_prefix, homework_key
from practice.wire import decode
from tests.practice.support.golden import GOLDEN, read_log

ALL = [decode(event) for log in sorted(GOLDEN.glob("*.jsonl")) for event in read_log(log)]
HOMEWORK, CLASSROOM = ClassHomeworkEvent | LearnerHomeworkEvent, ClassroomEvent | LearnerClassroomEvent


def test_every_event_of_a_learner_s_work_has_a_key_of_its_assignment() -> None:
    """
    In the golden logs each kind is met, and none is without: the fold of the work would never see it.
    """
    of_work = [event for event in ALL if isinstance(event, LearnerHomeworkEvent)]

    assert set(get_args(LearnerHomeworkEvent)) == {type(event) for event in of_work}
    for event in of_work:
        assert (homework_key(event) or "").startswith(assignment_prefix(event.assignment))


@pytest.mark.parametrize(("key", "union"), [(homework_key, HOMEWORK), (classroom_key, CLASSROOM)])
def test_every_kind_says_whether_it_has_a_key(key: Callable[[object], str | None], union: object) -> None:
    """
    What nobody thought of breaks, and is not recorded as something that is never found.
    """
    kinds = {type(event) for event in ALL} & set(get_args(union))
    assert set(get_args(union)) == kinds
    for event in ALL:
        if type(event) in kinds:
            key(event)
    with pytest.raises(AssertionError):
        key(cast("object", "an event of a kind that nobody thought of"))
