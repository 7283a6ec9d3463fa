"""
Assigned work: whose an assignment is, how they stand on it, and on which terms.

A class's assignment is its members', but for who came when it was over and has
nothing to do with it; one for some of them is theirs in whose own streams that
stands. Who was taken out of the class keeps what they did, to be looked at; nothing
is taken of it until they are back.
"""

from collections.abc import Collection, Sequence

import msgspec

from practice.classroom.accommodations import Accommodations
from practice.classroom.roll import Place
from practice.correction.dates import is_closed
from practice.correction.given import Given
from practice.correction.outcomes import NotInClass, NowClosed, Shut, TakenBack
from practice.correction.standing import standing
from practice.correction.terms import Terms, is_asked, terms_of
from practice.correction.work import Work
from practice.events import LearnerEvent
from practice.ids import GroupId

__all__ = ["AssignedWork", "assigned_work"]


class AssignedWork(msgspec.Struct, frozen=True, kw_only=True):
    """
    One learner's work on one assignment.

    Attributes
    ----------
    given, work
        The assignment as it stands, and how the learner stands on it.
    terms
        What holds for them.
    left
        When they left its class, in milliseconds since 1970; None for who is there.
    """

    given: Given
    work: Work
    terms: Terms
    left: int | None = None

    def shut(self, now: int) -> Shut | None:
        """
        Say why nothing more is taken of it now (milliseconds since 1970); None where it is.
        """
        if self.left is not None:
            return NotInClass()
        if self.given.withdrawn:
            return TakenBack()
        return NowClosed() if is_closed(self.given.dates, self.terms.due, now) else None


def assigned_work(
    given: Given,
    place: Place | None,
    events: Sequence[LearnerEvent],
    *,
    groups: Collection[GroupId],
    allowed: Accommodations,
) -> AssignedWork | None:
    """
    Bring a learner's work on an assignment together.

    Parameters
    ----------
    given
        The assignment as it stands.
    place
        The learner's place in its class; None for who never joined.
    events
        Theirs of this assignment, in order.
    groups
        Those that the class has.
    allowed
        What the teacher allows them.

    Returns
    -------
    AssignedWork | None
        None where it is not theirs.
    """
    if place is None:
        return None
    work = standing(given, events)
    mine = tuple(group for group in place.groups if group in groups)
    terms = terms_of(given, groups=mine, allowed=allowed, own=work.due)
    begun = work.handed_in_at is not None or any(problem.entered for problem in work.problems.values())
    asked = place.left is None and (work.due is not None or is_asked(given, place, terms.due))
    if given.assignment.audience == "chosen":
        asked = place.left is None and work.assigned
    if not (begun or asked):
        return None
    return AssignedWork(given=given, work=work, terms=terms, left=place.left)
