"""
What may come of asking for homework: expected, and said in a sentence.
"""

from typing import TypeAlias

import msgspec

from item_bank.answers.verdict import Problem
from item_bank.ids import StepId
from practice.ids import AssignmentId, ProblemId

__all__ = [
    "AlreadyHandedIn",
    "AssignmentExists",
    "LineNotAsked",
    "NotInClass",
    "NotOpenYet",
    "NotServed",
    "NothingToCorrect",
    "NowClosed",
    "Published",
    "Saved",
    "Shut",
    "TakenBack",
    "UnknownAssignment",
    "UnknownCluster",
    "UnknownProblem",
    "Unread",
]


class Published(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The class has the assignment."""

    id: AssignmentId


class AssignmentExists(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """There is an assignment of that id already; nothing changed."""

    id: AssignmentId

    @property
    def sentence(self) -> str:
        """What is told."""
        return f"There is an assignment {self.id} already; nothing changed."


class UnknownAssignment(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """There is no such assignment for who asks."""

    id: AssignmentId

    @property
    def sentence(self) -> str:
        """What is told."""
        return f"There is no assignment {self.id} here."


class UnknownProblem(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The assignment has no such problem."""

    id: ProblemId

    @property
    def sentence(self) -> str:
        """What is told."""
        return f"The assignment has no problem {self.id}."


class Unread(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that could not be read, by its step: where reading stopped, and why."""

    step: StepId
    problem: Problem


class Saved(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """What was entered is kept; when, in milliseconds since 1970. `unread` says what of it could not be read."""

    problem: ProblemId
    at: int
    unread: tuple[Unread, ...] = ()


class AlreadyHandedIn(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """It was handed in; answers are taken in the correction now."""

    id: AssignmentId

    @property
    def sentence(self) -> str:
        """What is told."""
        return "This was handed in already. Mistakes can be put right in the correction."


class NotOpenYet(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """It takes nothing yet, and why."""

    sentence: str


class NotServed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The release that a problem is of is gone (a bundle was lost): neither shown nor judged, it costs nothing."""

    problem: ProblemId

    @property
    def sentence(self) -> str:
        """What is told."""
        return (
            f"Problem {self.problem} can no longer be shown or judged here. What you entered is kept; tell your "
            "teacher, who can give you another."
        )


class NowClosed(msgspec.Struct, frozen=True, tag=True):
    """It takes nothing more."""

    @property
    def sentence(self) -> str:
        """What is told."""
        return "This assignment takes nothing more."


class TakenBack(msgspec.Struct, frozen=True, tag=True):
    """The teacher took the assignment back: what was done is kept, and it takes nothing more."""

    @property
    def sentence(self) -> str:
        """What is told."""
        return "Your teacher took this homework back. What you did is kept, and costs you nothing."


class NotInClass(msgspec.Struct, frozen=True, tag=True):
    """The learner was taken out of the class: what they did is kept, and takes nothing more until they are back."""

    @property
    def sentence(self) -> str:
        """What is told."""
        return (
            "You are no longer in the class of this homework. What you did is kept, and goes on where it was once your "
            "teacher takes you in again."
        )


Shut: TypeAlias = NowClosed | TakenBack | NotInClass
"""Why an assignment takes nothing more."""


class LineNotAsked(msgspec.Struct, frozen=True, tag=True):
    """The teacher asks for no line about this homework."""

    @property
    def sentence(self) -> str:
        """What is told."""
        return "Your teacher asks for no line about this homework."


class UnknownCluster(msgspec.Struct, frozen=True, tag=True):
    """The class's work has no such mistake, or not any more."""

    @property
    def sentence(self) -> str:
        """What is told."""
        return "The class's work has no such mistake, or not any more. Look again."


class NothingToCorrect(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The problem was right, or its correction is over, or it was not handed in."""

    id: ProblemId

    @property
    def sentence(self) -> str:
        """What is told."""
        return f"There is nothing to correct in problem {self.id}."
