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
from practice.correction.outcomes import UnknownAssignment
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


async def right_all(services: Services, tenant: TenantId, of: ClassId, name: AssignmentId) -> None:
    """
    Let estimates follow what the teacher says of answers by now: of all who are in the class or were.
    """
    given = given_in(services, tenant, of, name)
    learners = services.assignments.roll(tenant, of)
    await put_right(services.homework, services.session, tenant, given, learners, now=services.now())
