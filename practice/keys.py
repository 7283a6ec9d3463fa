"""
Keys and marks, by which the record finds events again.

A key is one event's in its stream, so that a retry finds what was recorded; a mark
is many events', for whoever looks across learners. Those of homework and of classes
are given beside their events.
"""

from typing import Final

from item_bank.answers.verdict import Verdict
from practice.classroom.events import (
    ClassroomEvent,
    GroupJoined,
    GroupLeft,
    JoinCodeMade,
    JoinedByCode,
    LearnerClassroomEvent,
    LearnerJoined,
    LearnerLeft,
    RosterListed,
)
from practice.classroom.keys import classroom_key, code_mark, device_mark, joining_mark, roster_mark
from practice.correction.events import WorkHandedIn
from practice.correction.keys import homework_key
from practice.events import (
    Event,
    GoalSet,
    LearnerCreated,
    LevelChanged,
    ModelFitted,
    OpportunityEnded,
    OpportunityOpened,
    TryRecorded,
)
from practice.ids import AssignmentId, ClassId, OpportunityId
from practice.revised import DiagnosisRevised, HelpSought, HintRevised
from practice.settled import (
    AnswerAccepted,
    DisputeSettled,
    HintRestored,
    HintWithdrawn,
    RungWithdrawn,
    RungWritten,
    TryRegraded,
    VerdictDisputed,
    WaitingSettled,
)

__all__ = [
    "RETAINED",
    "STUCK",
    "UNDECIDED",
    "assignment_mark",
    "class_mark",
    "key_of",
    "marks_of",
    "opening_key",
    "opportunity_prefix",
    "sought_key",
    "try_key",
]

STUCK: Final = "stuck"
"""Marks what waits in the teacher's queue: the end of an opportunity, or a skill that practice brings nothing for."""
RETAINED: Final = "retained"
"""Marks a skill that was still known after a pause."""
UNDECIDED: Final = "undecided"
"""Marks a try that the engine could not decide, for the item's author."""


def opportunity_prefix(opportunity: OpportunityId) -> str:
    """
    Give what the keys of one opportunity's events begin with.
    """
    return f"{opportunity}/"


def opening_key(opportunity: OpportunityId) -> str:
    """
    Give the key of the event with which an opportunity began.
    """
    return f"{opportunity}/opened"


def try_key(opportunity: OpportunityId, n: int) -> str:
    """
    Give the key of one submission.
    """
    return f"{opportunity}/try/{n:02}"


def sought_key(opportunity: OpportunityId, n: int, revision: int) -> str:
    """
    Give the key of what came of looking for better words: once recorded, a job that is done again changes nothing.
    """
    return f"{opportunity}/sought/{n:02}/{revision:02}"


def class_mark(class_id: ClassId) -> str:
    """
    Give the mark of whatever made learners members of a class, or made them leave it.
    """
    return f"class:{class_id}"


def assignment_mark(assignment: AssignmentId) -> str:
    """
    Give the mark of whatever a learner handed in for an assignment.
    """
    return f"assignment:{assignment}"


def key_of(event: Event) -> str | None:  # noqa: C901, PLR0911, PLR0912 - one case a kind
    """
    Return the key by which a retry finds an event again, if it has one.
    """
    match event:
        case LearnerCreated():
            return "created"
        case OpportunityOpened():
            return opening_key(event.opportunity)
        case TryRecorded():
            return try_key(event.opportunity, event.n)
        case OpportunityEnded():
            return f"{event.opportunity}/ended"
        case HintRevised():
            return f"{event.opportunity}/hint/{event.n:02}/{event.revision:02}"
        case HelpSought():
            return sought_key(event.opportunity, event.n, event.revision)
        case DiagnosisRevised():
            return f"{event.opportunity}/diagnosis/{event.n:02}/{event.revision:02}"
        case VerdictDisputed():
            return f"{event.opportunity}/disputed/{event.n:02}"
        case TryRegraded():
            return f"{event.opportunity}/regraded/{event.n:02}"
        case LevelChanged() | GoalSet() | ModelFitted():
            return None
        case _ if isinstance(event, ClassroomEvent | LearnerClassroomEvent):
            return classroom_key(event)
        case (
            DisputeSettled()
            | WaitingSettled()
            | HintWithdrawn()
            | HintRestored()
            | AnswerAccepted()
            | RungWritten()
            | RungWithdrawn()
        ):
            return None
        case _:
            return homework_key(event)


def marks_of(event: Event) -> tuple[str, ...]:
    """
    Return what an event is found by across learners.
    """
    match event:
        case TryRecorded() if event.judged.verdict is Verdict.UNKNOWN:
            return (UNDECIDED,)
        case OpportunityEnded() if event.needs_teacher:
            return (STUCK,)
        case LevelChanged() if event.stuck:
            return (STUCK,)
        case LevelChanged(level="retained"):
            return (RETAINED,)
        case LearnerJoined() | LearnerLeft() | GroupJoined() | GroupLeft():
            return (class_mark(event.class_id),)
        case RosterListed(digest=digest):
            return (roster_mark(digest),)
        case JoinedByCode(code=code, device=device):
            return (code_mark(code),) if device is None else (code_mark(code), device_mark(device))
        case JoinCodeMade(digest=digest):
            return (joining_mark(digest),)
        case WorkHandedIn():
            return (assignment_mark(event.assignment),)
        case _:
            return ()
