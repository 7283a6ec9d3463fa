"""
Keys of homework: by which the record finds what belongs to an assignment.

All keys of one begin with its id and a point, opportunities' too, since those
are named by assignment, problem and turn.
"""

from typing import assert_never

from practice.correction.events import (
    AnswerDisputed,
    AnswerRegraded,
    AnswerSaved,
    AssignmentPublished,
    AssignmentWithdrawn,
    ClassHomeworkEvent,
    CorrectionsOpened,
    DatesChanged,
    DueMoved,
    LearnerHomeworkEvent,
    LineWritten,
    MistakeAnnotated,
    ProblemExcused,
    ProblemReopened,
    ProblemRevised,
    ThresholdsSet,
    VerdictOverridden,
    WorkAssigned,
    WorkHandedIn,
    WorkShortened,
)
from practice.ids import AssignmentId, OpportunityId, ProblemId

__all__ = ["assignment_prefix", "homework_key", "opportunity_of", "problem_of", "published_key"]


def assignment_prefix(assignment: AssignmentId) -> str:
    """
    Give what the keys of all events of an assignment begin with.
    """
    return f"{assignment}."


def published_key(assignment: AssignmentId) -> str:
    """
    Give the key of the event with which an assignment was given.
    """
    return f"{assignment_prefix(assignment)}published"


def opportunity_of(assignment: AssignmentId, problem: ProblemId, kind: str, number: int) -> OpportunityId:
    """
    Name the opportunity that corrects a problem, or proves its repair.
    """
    return OpportunityId(f"{assignment}.{problem}.{kind}{number}")


def problem_of(assignment: AssignmentId, opportunity: OpportunityId) -> ProblemId:
    """
    Return the problem that an opportunity's name says; there need be none of that id.
    """
    return ProblemId(opportunity.removeprefix(assignment_prefix(assignment)).partition(".")[0])


def homework_key(event: ClassHomeworkEvent | LearnerHomeworkEvent) -> str | None:  # noqa: C901, PLR0912 - one case a kind
    """
    Give an event's key; None where it has none, since it may happen again and is read with all of its class.

    What belongs to a learner's work is found by its key alone: none of it may be without.
    """
    match event:
        case AssignmentPublished(assignment=assignment):
            return published_key(assignment.id)
        case WorkHandedIn(assignment=assignment):
            return f"{assignment_prefix(assignment)}handed_in"
        case AnswerSaved(assignment=assignment, problem=problem, n=n):
            return f"{assignment_prefix(assignment)}{problem}.saved/{n:04}"
        case AnswerDisputed(assignment=assignment, problem=problem, step=step):
            return f"{assignment_prefix(assignment)}{problem}.disputed/{step}"
        case AnswerRegraded(assignment=assignment, problem=problem, step=step, n=n):
            return f"{assignment_prefix(assignment)}{problem}.regraded/{step}/{n:04}"
        case ProblemExcused(assignment=assignment, problem=problem, n=n):
            return f"{assignment_prefix(assignment)}{problem}.act/{n:04}"
        case ProblemReopened(assignment=assignment, problem=problem, n=n):
            return f"{assignment_prefix(assignment)}{problem}.act/{n:04}"
        case WorkAssigned(assignment=assignment):
            return f"{assignment_prefix(assignment)}assigned"
        case WorkShortened(assignment=assignment):
            return f"{assignment_prefix(assignment)}shortened"
        case LineWritten(assignment=assignment, problem=problem, n=n):
            return f"{assignment_prefix(assignment)}{problem}.line/{n:04}"
        case DueMoved(assignment=assignment, n=n):
            return f"{assignment_prefix(assignment)}due/{n:04}"
        case (
            DatesChanged()
            | AssignmentWithdrawn()
            | CorrectionsOpened()
            | MistakeAnnotated()
            | VerdictOverridden()
            | ProblemRevised()
            | ThresholdsSet()
        ):
            return None
        case _:
            assert_never(event)
