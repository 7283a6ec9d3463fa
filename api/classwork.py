"""
Classwork: finding what a teacher's request is about, or refusing it, and what all requests about verdicts end with.
"""

from typing import Any

from litestar import Request

from api.outcomes import refused_outcome
from api.parameters import assignment_id, class_id
from api.problems import Code, refused
from api.services import Services, principal_of, services_of
from practice.classes import UnknownClass
from practice.correction.given import Given
from practice.correction.keys import assignment_prefix, problem_of
from practice.correction.outcomes import UnknownAssignment
from practice.correction.standing import standing
from practice.ids import AssignmentId, ClassId, LearnerId, TenantId
from practice.righting import put_right

__all__ = ["ASSIGNMENT", "ASSIGNMENTS", "asked_for", "given_in", "members_of", "require_class", "right_all"]

ASSIGNMENTS = "/v1/classes/{class}/assignments"
ASSIGNMENT = ASSIGNMENTS + "/{assignment}"


def asked_for(request: Request[Any, Any, Any]) -> tuple[Services, TenantId, ClassId, AssignmentId]:
    """
    Return what a request about one assignment names, without looking whether it is there.
    """
    return services_of(request), principal_of(request).tenant, class_id(request), assignment_id(request)


def require_class(services: Services, tenant: TenantId, of: ClassId) -> None:
    """
    Refuse where there is no such class.
    """
    if isinstance(services.assignments.of_class(tenant, of), UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {of}.")


def given_in(services: Services, tenant: TenantId, of: ClassId, name: AssignmentId) -> Given:
    """
    Find an assignment of a class; another class's is not here.
    """
    found = services.assignments.of_class(tenant, of)
    if isinstance(found, UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {of}.")
    given = next((one for one in found if one.assignment.id == name), None)
    if given is None:
        raise refused_outcome(UnknownAssignment(id=name))
    return given


def members_of(services: Services, tenant: TenantId, of: ClassId) -> tuple[LearnerId, ...]:
    """
    Return the learners who are in a class now.
    """
    return tuple(learner for learner, place in services.assignments.roll(tenant, of).items() if place.left is None)


async def right_all(
    services: Services, tenant: TenantId, of: ClassId, name: AssignmentId, *, but: tuple[LearnerId, str] | None = None
) -> None:
    """
    Let what is known of learners follow what the teacher says of answers by now: of all who are in the class or were.

    Their estimates do, and who waits over an answer that counts as right by now waits no more. `but` is a dispute
    that is decided for itself, with a word to its learner.
    """
    given = given_in(services, tenant, of, name)
    learners = services.assignments.roll(tenant, of)
    await put_right(services.homework, services.session, tenant, given, learners, now=services.now())
    for learner in learners:
        await _see_to(services, tenant, given, learner, but=but)


async def _see_to(
    services: Services, tenant: TenantId, given: Given, learner: LearnerId, *, but: tuple[LearnerId, str] | None
) -> None:
    course, name = services.courses.of(tenant, learner), given.assignment.id
    disputes = [one for one in course.disputes.values() if one.assignment == name and one.settled_at is None]
    prefix = assignment_prefix(name)
    waiting = [one.opportunity for one in course.waiting.values() if one.opportunity.startswith(prefix)]
    if not disputes and not waiting:
        return
    problems = standing(given, services.homework.events(tenant, learner, name)).problems
    right = {problem for problem, one in problems.items() if one.handed_in is not None and one.correction is None}
    for dispute in disputes:
        if dispute.problem in right and (learner, dispute.id) != but:
            await services.settling.decide(tenant, learner, dispute.id, right=True, word="", now=services.now())
    for opportunity in waiting:
        if problem_of(name, opportunity) in right:
            await services.settling.settle(tenant, learner, opportunity, "seen", now=services.now())
