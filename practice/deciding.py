"""
Deciding: what a teacher settles for one learner's work on an assignment.

That it is theirs, where it is for some of the class; that a problem is let go, or has
another chance; that it is due at another time. All of it stands in the learner's own
stream and goes with it.
"""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from practice.correction.events import DueMoved, ProblemExcused, ProblemReopened, WorkAssigned
from practice.correction.given import Given
from practice.correction.outcomes import UnknownProblem
from practice.correction.standing import standing
from practice.homework import Homework
from practice.ids import AssignmentId, LearnerId, ProblemId, TenantId
from practice.outcomes import Busy, UnknownLearner
from practice.record.contract import Appended
from practice.refusals import busy, unknown_learner

__all__ = ["Act", "act_on", "assign_to", "move_due"]

Act: TypeAlias = Literal["excuse", "reopen"]


async def assign_to(
    homework: Homework, tenant: TenantId, learners: Iterable[LearnerId], assignment: AssignmentId, *, now: int
) -> None:
    """
    Make an assignment some learners' own; for whom it is already, nothing changes.
    """
    for learner in learners:
        await homework.tell(tenant, learner, WorkAssigned(at=now, assignment=assignment))


async def act_on(
    homework: Homework,
    tenant: TenantId,
    learner: LearnerId,
    given: Given,
    problem: ProblemId,
    act: Act,
    *,
    now: int,
) -> UnknownLearner | UnknownProblem | Busy | None:
    """
    Let a learner off a problem, or give another chance at it; None where that is done.
    """
    if learner not in homework.present(tenant, given.assignment.class_id):
        return unknown_learner(learner)
    before = standing(given, homework.events(tenant, learner, given.assignment.id)).problems.get(problem)
    if before is None:
        return UnknownProblem(id=problem)
    kind = ProblemExcused if act == "excuse" else ProblemReopened
    event = kind(at=now, assignment=given.assignment.id, problem=problem, n=before.acts + 1)
    return None if isinstance(await homework.tell(tenant, learner, event), Appended) else busy(learner)


async def move_due(
    homework: Homework,
    tenant: TenantId,
    learner: LearnerId,
    given: Given,
    due: int | None,
    *,
    now: int,
) -> UnknownLearner | Busy | None:
    """
    Let an assignment be due at another time for one learner; None where that is done.
    """
    if learner not in homework.present(tenant, given.assignment.class_id):
        return unknown_learner(learner)
    moves = standing(given, homework.events(tenant, learner, given.assignment.id)).moves
    event = DueMoved(at=now, assignment=given.assignment.id, due=due, n=moves + 1)
    return None if isinstance(await homework.tell(tenant, learner, event), Appended) else busy(learner)
