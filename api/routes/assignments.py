"""
Assignments for the teacher: publishing, dates, opening the correction, taking back.
"""

from collections.abc import Collection
from typing import Any

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import ASSIGNMENT, ASSIGNMENTS, asked_for, given_in, require_class
from api.composing import AssignmentAsked, composed
from api.decoding import read_body
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import class_id
from api.problems import Code, refused
from api.sent.reviewing import AssignmentSent, send_assignment
from api.services import Services, principal_of, services_of
from practice.classes import UnknownClass
from practice.correction.dates import DueDates, fault_of
from practice.correction.events import (
    AssignmentWithdrawn,
    CorrectionsOpened,
)
from practice.correction.outcomes import Published
from practice.deciding import assign_to
from practice.ids import AssignmentId, GroupId

__all__ = ["ROUTES", "AssignmentList"]


class DatesAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Other dates for an assignment.

    `after` is the `revision` that was seen before they were changed: where somebody
    else changed them since, nothing is recorded. None for whichever there is.
    """

    dates: DueDates
    after: int | None = None
    even_past: bool = False


class AssignmentList(msgspec.Struct, frozen=True, kw_only=True):
    """A class's assignments, the latest last."""

    assignments: tuple[AssignmentSent, ...]


@route(
    Operation(
        id="publish_assignment",
        method="POST",
        path=ASSIGNMENTS,
        action=Action.MANAGE_CLASSES,
        summary="Give a class an assignment, of the bank's items and of pasted problems as confirmed.",
        body=AssignmentAsked,
        reply=AssignmentSent,
        status=201,
        codes=(
            Code.UNKNOWN_CLASS,
            Code.UNKNOWN_LEARNER,
            Code.ASSIGNMENT_EXISTS,
            Code.PROBLEM_UNSOLVED,
            Code.BAD_DATES,
            Code.PASTE_TOO_LONG,
            Code.NOT_SOLVED_IN_TIME,
            Code.UNKNOWN_SKILL_OR_ITEM,
        ),
    )
)
async def publish_assignment(request: Request[Any, Any, Any]) -> AssignmentSent:
    """
    Publish an assignment.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    asked = await read_body(request, AssignmentAsked)
    require_class(services, tenant, of)
    _check_dates(asked.dates, services, even_past=asked.even_past, groups=services.assignments.groups(tenant, of))
    name = AssignmentId(asked.id or services.new_id())
    present = services.homework.present(tenant, of)
    stranger = next((learner for learner in asked.learners if learner not in present), None)
    if stranger is not None:
        raise refused(Code.UNKNOWN_LEARNER, f"There is no learner {stranger} in this class.")
    assignment = await composed(services, asked, of, name)
    if services.assignments.find(tenant, name) is None:
        await assign_to(services.homework, tenant, asked.learners, name, now=services.now())
    outcome = await services.assignments.publish(tenant, assignment, now=services.now())
    match outcome:
        case Published():
            return send_assignment(given_in(services, tenant, of, name), services.banks)
        case UnknownClass(id=unknown):
            raise refused(Code.UNKNOWN_CLASS, f"There is no class {unknown}.")
        case _:
            raise refused_outcome(outcome)


@route(
    Operation(
        id="list_assignments",
        method="GET",
        path=ASSIGNMENTS,
        action=Action.SEE_CLASSES,
        summary="List a class's assignments.",
        reply=AssignmentList,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def list_assignments(request: Request[Any, Any, Any]) -> AssignmentList:
    """
    List assignments.
    """
    services = services_of(request)
    outcome = services.assignments.of_class(principal_of(request).tenant, class_id(request))
    if isinstance(outcome, UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {outcome.id}.")
    return AssignmentList(assignments=tuple(send_assignment(given, services.banks) for given in outcome))


@route(
    Operation(
        id="open_corrections",
        method="POST",
        path=ASSIGNMENT + "/corrections",
        action=Action.MANAGE_CLASSES,
        summary="Open the correction, after the class's mistakes were gone over.",
        reply=AssignmentSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def open_corrections(request: Request[Any, Any, Any]) -> AssignmentSent:
    """
    Open the correction.
    """
    services, tenant, of, name = asked_for(request)
    if not given_in(services, tenant, of, name).corrections_open:
        await services.assignments.tell(tenant, of, CorrectionsOpened(at=services.now(), assignment=name))
    return send_assignment(given_in(services, tenant, of, name), services.banks)


@route(
    Operation(
        id="change_dates",
        method="PUT",
        path=ASSIGNMENT + "/dates",
        action=Action.MANAGE_CLASSES,
        summary="Change when an assignment is due.",
        body=DatesAsked,
        reply=AssignmentSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT, Code.BAD_DATES, Code.CHANGED_MEANWHILE),
    )
)
async def change_dates(request: Request[Any, Any, Any]) -> AssignmentSent:
    """
    Change dates.
    """
    services, tenant, of, name = asked_for(request)
    asked = await read_body(request, DatesAsked)
    given = given_in(services, tenant, of, name)
    _check_dates(asked.dates, services, even_past=asked.even_past, groups=services.assignments.groups(tenant, of))
    outcome = await services.assignments.change_dates(tenant, given, asked.dates, after=asked.after, now=services.now())
    if outcome is not None:
        raise refused_outcome(outcome)
    return send_assignment(given_in(services, tenant, of, name), services.banks)


@route(
    Operation(
        id="withdraw_assignment",
        method="DELETE",
        path=ASSIGNMENT,
        action=Action.MANAGE_CLASSES,
        summary="Take an assignment back; what was done on it stays.",
        reply=AssignmentSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def withdraw_assignment(request: Request[Any, Any, Any]) -> AssignmentSent:
    """
    Withdraw an assignment.
    """
    services, tenant, of, name = asked_for(request)
    if not given_in(services, tenant, of, name).withdrawn:
        await services.assignments.tell(tenant, of, AssignmentWithdrawn(at=services.now(), assignment=name))
    return send_assignment(given_in(services, tenant, of, name), services.banks)


def _check_dates(dates: DueDates, services: Services, *, even_past: bool, groups: Collection[GroupId]) -> None:
    unknown = next((group for group in dates.groups if group not in groups), None)
    if unknown is not None:
        raise refused(Code.BAD_DATES, f"The class has no group {unknown}.")
    fault = fault_of(dates, now=services.now())
    if fault is not None and not (fault.sure and even_past):
        raise refused(Code.BAD_DATES, fault.sentence)


ROUTES = (
    publish_assignment,
    list_assignments,
    open_corrections,
    change_dates,
    withdraw_assignment,
)
