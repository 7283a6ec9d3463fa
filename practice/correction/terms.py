"""
Terms: what holds for one learner's work on one assignment.

The class's dates and directive, the dates of the learner's groups, and what they
are allowed, brought together once, so that nobody who asks when something is due,
or how much help there is, has to know what came from where. A due moment of their
own is taken as it stands: whoever set it knew the learner.
"""

from collections.abc import Collection

import msgspec

from practice.classroom.accommodations import NONE, Accommodations, accommodated, extended
from practice.classroom.roll import Place
from practice.correction.assignment import AssignedProblem
from practice.correction.dates import due_for
from practice.correction.directive import Directive
from practice.correction.given import Given
from practice.ids import GroupId

__all__ = ["Terms", "is_asked", "terms_of"]


class Terms(msgspec.Struct, frozen=True, kw_only=True):
    """
    What holds for one learner.

    Attributes
    ----------
    due
        In milliseconds since 1970; None for never.
    language
        What problems are shown in (BCP 47), where they have it.
    groups
        Those of the class that the learner is in.
    allowed
        What the teacher allows them.
    """

    due: int | None
    language: str
    groups: tuple[GroupId, ...] = ()
    allowed: Accommodations = NONE

    def rules(self, given: Given, problem: AssignedProblem) -> Directive:
        """Return the directive for a problem, as it holds for this learner."""
        return accommodated(given.assignment.rules(problem), self.allowed)

    @property
    def tries(self) -> int:
        """More tries at each step of a correction."""
        return self.allowed.tries


def terms_of(
    given: Given, *, groups: Collection[GroupId] = (), allowed: Accommodations = NONE, own: int | None = None
) -> Terms:
    """
    Bring together what holds.

    Parameters
    ----------
    given
        The assignment as it stands.
    groups
        Those that the learner is in and the class has.
    allowed
        What the teacher allows them.
    own
        A due moment of their own.
    """
    due = due_for(given.dates, groups, own)
    if own is None and due is not None:
        due = extended(due, given.begins, allowed)
    return Terms(due=due, language=allowed.language or given.assignment.language, groups=tuple(groups), allowed=allowed)


def is_asked(given: Given, place: Place, due: int | None) -> bool:
    """
    Say whether an assignment is asked of a learner who has done nothing of it yet.

    Of who joined after it was given, only where it was neither due nor taken back by then.

    Parameters
    ----------
    given, place
        The assignment as it stands, and the learner's place in its class.
    due
        When it is due for them, in milliseconds since 1970; None for never.
    """
    if place.joined <= given.published_at:
        return True
    return not given.withdrawn and (due is None or due > place.joined)
