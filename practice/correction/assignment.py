"""
Assignments: what a teacher gave a class, as it was published.

Problems are variants of items: of the bank that was active then, or of the
assignment's own items, which were made of what the teacher pasted and are kept
with it whole. So an assignment can be read, and worked at, for as long as its
record is there. Nothing in it names a learner.
"""

from typing import Annotated, Literal, TypeAlias

import msgspec

from item_bank.bundle import Content, ReleasedItem
from item_bank.ids import ItemId, ReleaseId, SkillId
from item_bank.skill import Skill
from practice.correction.dates import DueDates
from practice.correction.directive import STANDARD, Directive
from practice.ids import AssignmentId, ClassId, ProblemId

__all__ = ["MAX_PROBLEMS", "AssignedProblem", "Assignment", "Audience", "Repair", "content_of"]

MAX_PROBLEMS = 60
"""Of one assignment; a longer homework is two."""


Audience: TypeAlias = Literal["class", "chosen"]
"""All of the class, or those in whose own streams it stands that it is theirs."""


class Repair(msgspec.Struct, frozen=True, kw_only=True):
    """The item whose fresh variants prove a repair; of the assignment's own release where it is the sister."""

    release: ReleaseId
    item: ItemId


class AssignedProblem(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    One problem.

    Attributes
    ----------
    id
        Its number, as the teacher wrote it.
    release, item, variant
        The exercise.
    skills
        What it practises.
    repair
        Where fresh ones come from; None where there are none: then putting it
        right is the end, and the page says so.
    answer_only
        Whether nothing but its answer is known: values are judged, and no steps.
    points
        What it is worth.
    """

    id: ProblemId
    release: ReleaseId
    item: ItemId
    variant: int = 0
    skills: tuple[SkillId, ...] = ()
    repair: Repair | None = None
    answer_only: bool = False
    points: Annotated[int, msgspec.Meta(ge=0, le=100)] = 1


class Assignment(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    One assignment of one class.

    Attributes
    ----------
    problems
        In order; no two have the same id.
    audience
        Whose it is.
    release
        Names the assignment's own content; None where all problems are of a bank.
    items, skills
        That content: what was made of pasted problems, and the skills named.
    """

    id: AssignmentId
    class_id: ClassId
    title: str
    language: str
    problems: tuple[AssignedProblem, ...]
    directive: Directive = STANDARD
    dates: DueDates = DueDates()
    audience: Audience = "class"
    release: ReleaseId | None = None
    items: tuple[ReleasedItem, ...] = ()
    skills: tuple[Skill, ...] = ()

    def problem(self, problem: ProblemId) -> AssignedProblem | None:
        """Return the problem of that id, if the assignment has it."""
        return next((one for one in self.problems if one.id == problem), None)

    def rules(self, problem: AssignedProblem) -> Directive:
        """Return the directive for a problem; where no fresh one can be had, putting it right is the goal."""
        return self.directive if problem.repair else msgspec.structs.replace(self.directive, goal="correct")


def content_of(assignment: Assignment) -> Content:
    """
    Return an assignment's own items as the content of a bundle, of which its release is named.
    """
    return Content(
        id=f"assignment-{assignment.id}",
        name=assignment.title,
        language=assignment.language,
        license="",
        attribution="",
        skills=assignment.skills,
        items=assignment.items,
    )
