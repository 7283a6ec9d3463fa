"""
Lines: what a learner writes to the teacher about a problem, where the directive asks for one.

Kept as written, on one line, in the learner's own stream, with what screening found.
No recipe and no model is ever handed one: what goes to a model is made of the
exercise and the answer alone.
"""

from typing import Final

from practice.correction.assigned import AssignedWork
from practice.correction.events import LineWritten
from practice.correction.outcomes import LineNotAsked, NotInClass, TakenBack, UnknownAssignment, UnknownProblem
from practice.correction.screening import one_line, screened
from practice.homework import Homework
from practice.ids import AssignmentId, LearnerId, ProblemId, TenantId
from practice.outcomes import Busy, UnknownLearner
from practice.record.contract import Appended
from practice.refusals import busy

__all__ = ["MAX_LINES", "write_line"]

MAX_LINES: Final = 50
"""Times that the line about one problem is written; beyond that the page has gone mad."""


async def write_line(
    homework: Homework,
    tenant: TenantId,
    learner: LearnerId,
    assignment: AssignmentId,
    problem: ProblemId,
    text: str,
    *,
    now: int,
) -> LineWritten | UnknownLearner | UnknownAssignment | UnknownProblem | LineNotAsked | NotInClass | TakenBack | Busy:
    """
    Keep a learner's line about a problem in place of any before; an empty one takes it back.
    """
    found = homework.assigned(tenant, learner, assignment)
    if not isinstance(found, AssignedWork):
        return found
    stands = found.work.problems.get(problem)
    if stands is None:
        return UnknownProblem(id=problem)
    if found.given.assignment.directive.explain != "one_line":
        return LineNotAsked()
    if found.left is not None:
        return NotInClass()
    if found.given.withdrawn:
        return TakenBack()
    line = one_line(text)
    if stands.line is not None and stands.line.text == line:
        return stands.line
    if stands.lines >= MAX_LINES:
        return busy(learner)
    event = LineWritten(
        at=now, assignment=assignment, problem=problem, n=stands.lines + 1, text=line, flags=screened(line)
    )
    return event if isinstance(await homework.tell(tenant, learner, event), Appended) else busy(learner)
