"""
What may come of asking for homework: expected, and said in a sentence.
"""

import msgspec

from practice.ids import AssignmentId, ProblemId

__all__ = [
    "AlreadyHandedIn",
    "AssignmentExists",
    "NotOpenYet",
    "NothingToCorrect",
    "NowClosed",
    "Published",
    "Saved",
    "UnknownAssignment",
    "UnknownProblem",
]


class Published(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The class has the assignment."""

    id: AssignmentId


class AssignmentExists(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """There is an assignment of that id already; nothing changed."""

    id: AssignmentId


class UnknownAssignment(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """There is no such assignment for who asks."""

    id: AssignmentId


class UnknownProblem(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The assignment has no such problem."""

    id: ProblemId


class Saved(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What was entered is kept; when, in milliseconds since 1970."""

    problem: ProblemId
    at: int


class AlreadyHandedIn(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """It was handed in; answers are taken in the correction now."""

    id: AssignmentId


class NotOpenYet(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """It takes nothing yet, and why."""

    sentence: str


class NowClosed(msgspec.Struct, frozen=True, tag=True):
    """It takes nothing more."""


class NothingToCorrect(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The problem was right, or its correction is over, or it was not handed in."""

    id: ProblemId
