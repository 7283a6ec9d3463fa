"""
Events of homework: what is recorded of assignments in a class, and of work on them by a learner.

A class's stream says what was given, annotated and overridden, and names no
learner; what one learner did, and what was allowed to them alone, stands in
their own stream and goes with it.
"""

from typing import TypeAlias

import msgspec

from item_bank.ids import ItemId, SkillId, StepId
from mastery.evidence import Evidence
from practice.correction.assignment import Assignment
from practice.correction.dates import DueDates
from practice.correction.handed_in import HandedIn
from practice.correction.screening import Flag
from practice.ids import AssignmentId, ProblemId
from practice.requests import Submission

__all__ = [
    "AnswerDisputed",
    "AnswerRegraded",
    "AnswerSaved",
    "AssignmentPublished",
    "AssignmentWithdrawn",
    "ClassHomeworkEvent",
    "CorrectionsOpened",
    "DatesChanged",
    "DueMoved",
    "HandedInWork",
    "LearnerHomeworkEvent",
    "LeftOut",
    "LineWritten",
    "MistakeAnnotated",
    "Placed",
    "ProblemExcused",
    "ProblemReopened",
    "ProblemRevised",
    "Seen",
    "ThresholdsSet",
    "VerdictOverridden",
    "WorkAssigned",
    "WorkHandedIn",
    "WorkShortened",
]


class AssignmentPublished(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment was given to the class, whole."""

    at: int
    assignment: Assignment


class DatesChanged(msgspec.Struct, frozen=True, kw_only=True):
    """It is due at another time, for all or for groups."""

    at: int
    assignment: AssignmentId
    dates: DueDates


class AssignmentWithdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """It takes nothing more; what was done on it stays."""

    at: int
    assignment: AssignmentId


class CorrectionsOpened(msgspec.Struct, frozen=True, kw_only=True):
    """The teacher has gone over the class's mistakes, and correction begins."""

    at: int
    assignment: AssignmentId


class MistakeAnnotated(msgspec.Struct, frozen=True, kw_only=True):
    """
    The teacher's words about one cluster of mistakes; the latest hold, empty ones take them back.

    `cluster` is its key, sealed where that is an answer (`seals`), `name` what learners are told whose words these are.
    """

    at: int
    assignment: AssignmentId
    problem: ProblemId
    step: StepId
    cluster: str
    text: str
    name: str


class VerdictOverridden(msgspec.Struct, frozen=True, kw_only=True):
    """One answer counts as right (or no longer does), for everybody who gave it; `cluster` is its key, sealed."""

    at: int
    assignment: AssignmentId
    problem: ProblemId
    step: StepId
    cluster: str
    right: bool


class ProblemRevised(msgspec.Struct, frozen=True, kw_only=True):
    """
    A problem was put in other words, or has another key, from now on.

    `assignment` is the whole as it stands then; answers that count as right by it are
    told by `VerdictOverridden` beside this, and none stops counting.
    """

    at: int
    problem: ProblemId
    assignment: Assignment


class AnswerSaved(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a learner has entered for a problem so far; not judged, and the latest holds.

    `n` counts from 1 within the problem.
    """

    at: int
    assignment: AssignmentId
    problem: ProblemId
    n: int
    entered: tuple[Submission, ...]


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """A variant that a learner has had before them."""

    item: ItemId
    variant: int


class Placed(msgspec.Struct, frozen=True, kw_only=True):
    """Which answer of a work is meant."""

    problem: ProblemId
    step: StepId


class HandedInWork(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a handed-in work says for mastery, and what was seen in it.

    `places` says of which answer each piece of evidence is, in their order; empty where an
    earlier version did not keep it.
    """

    evidence: tuple[Evidence, ...] = ()
    places: tuple[Placed, ...] = ()
    seen: tuple[Seen, ...] = ()


class WorkHandedIn(msgspec.Struct, frozen=True, kw_only=True):
    """
    A learner handed an assignment in.

    Attributes
    ----------
    work
        Every problem, judged.
    learned
        What mastery learns of it.
    skills
        What the problems practise.
    """

    at: int
    assignment: AssignmentId
    work: tuple[HandedIn, ...]
    learned: HandedInWork
    skills: tuple[SkillId, ...] = ()


class WorkAssigned(msgspec.Struct, frozen=True, kw_only=True):
    """
    An assignment that is for some of its class is for this learner.

    In the learner's own stream, since the class's names nobody.
    """

    at: int
    assignment: AssignmentId


class LeftOut(msgspec.Struct, frozen=True, kw_only=True):
    """A problem that a learner need not do, the skills that they showed already, and what they are told."""

    problem: ProblemId
    skills: tuple[SkillId, ...]
    sentence: str


class WorkShortened(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment was opened for a learner, without what they have shown that they can do; it may be nothing."""

    at: int
    assignment: AssignmentId
    left_out: tuple[LeftOut, ...]


class LineWritten(msgspec.Struct, frozen=True, kw_only=True):
    """
    A learner's one line to the teacher about a problem; the latest holds, an empty one takes it back.

    `n` counts from 1 within the problem, `flags` say what a plain list of words found.
    """

    at: int
    assignment: AssignmentId
    problem: ProblemId
    n: int
    text: str
    flags: tuple[Flag, ...] = ()


class ProblemExcused(msgspec.Struct, frozen=True, kw_only=True):
    """The teacher lets a learner off one problem."""

    at: int
    assignment: AssignmentId
    problem: ProblemId
    n: int


class ProblemReopened(msgspec.Struct, frozen=True, kw_only=True):
    """The teacher gives a learner another chance at one problem."""

    at: int
    assignment: AssignmentId
    problem: ProblemId
    n: int


class DueMoved(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment is due at another time for one learner; None is as for the class."""

    at: int
    assignment: AssignmentId
    due: int | None
    n: int


class AnswerDisputed(msgspec.Struct, frozen=True, kw_only=True):
    """The learner thinks that an answer which was handed in is right, whatever the verdict."""

    at: int
    assignment: AssignmentId
    problem: ProblemId
    step: StepId


class AnswerRegraded(msgspec.Struct, frozen=True, kw_only=True):
    """
    An answer that was handed in counts as right, or wrong, by a word said later; the latest holds.

    What was recorded of the work stays; `evidence` is what mastery learns of the answer instead of what it had learned,
    at the place where it was given. `n` counts from 1 within the answer.
    """

    at: int
    assignment: AssignmentId
    problem: ProblemId
    step: StepId
    n: int
    right: bool
    evidence: Evidence | None


class ThresholdsSet(msgspec.Struct, frozen=True, kw_only=True):
    """
    From how many on each fact about a class's answers is told, in place of all that was set before.

    `thresholds` are by the fact's kind, 0 for never; what is missing is told as it comes.
    `days` is how long such facts are told of what was recorded.
    """

    at: int
    thresholds: dict[str, int]
    days: int


ClassHomeworkEvent: TypeAlias = (
    AssignmentPublished
    | DatesChanged
    | AssignmentWithdrawn
    | CorrectionsOpened
    | MistakeAnnotated
    | VerdictOverridden
    | ProblemRevised
    | ThresholdsSet
)
LearnerHomeworkEvent: TypeAlias = (
    AnswerSaved
    | WorkHandedIn
    | ProblemExcused
    | ProblemReopened
    | DueMoved
    | AnswerDisputed
    | AnswerRegraded
    | WorkAssigned
    | WorkShortened
    | LineWritten
)
