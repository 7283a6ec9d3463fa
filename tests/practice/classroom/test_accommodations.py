"""What `practice.classroom.accommodations` promises."""

from practice.classroom.accommodations import NONE, Accommodations, accommodated, extended
from practice.correction.directive import STANDARD
from practice.moments import DAY_MS

HOUR = 3_600_000


def test_more_time_is_the_longer_of_days_and_share() -> None:
    """Days are added as they are, a share is of the time that the work was given for; none is none."""
    begins, due = 0, 10 * HOUR
    assert due == extended(due, begins, NONE)
    assert due + DAY_MS == extended(due, begins, Accommodations(days=1))
    assert due + 5 * HOUR == extended(due, begins, Accommodations(percent=50))
    assert due + DAY_MS == extended(due, begins, Accommodations(days=1, percent=50))
    assert due == extended(due, due + 1, Accommodations(percent=50))


def test_rules_are_widened_and_nothing_else_of_them_changes() -> None:
    """More help, easier words and another language hold; goal, credit and what a model may do stay the teacher's."""
    allowed = Accommodations(rungs=2, reading="3-5", language="es")
    widened = accommodated(STANDARD, allowed)
    assert (5, "3-5", "es") == (widened.rungs, widened.reading, widened.language)
    assert (STANDARD.goal, STANDARD.credit_back, STANDARD.model) == (widened.goal, widened.credit_back, widened.model)
    assert accommodated(STANDARD, NONE) is STANDARD
