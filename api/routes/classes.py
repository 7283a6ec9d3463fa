"""
Classes: who belongs together, and who waits for the teacher.
"""

from typing import Any

import msgspec
from litestar import Request

from api.access import Action
from api.decoding import read_body
from api.names import Name
from api.operation import Operation, route
from api.parameters import Id, class_id, learner_id
from api.problems import Code, refused
from api.routes.learners import LearnerSent
from api.services import Services, principal_of, services_of
from practice.classes import (
    Classes,
    ClassExists,
    ClassView,
    UnknownClass,
    UnknownMember,
)
from practice.groups import Groups
from practice.ids import ClassId, LearnerId, TenantId, class_stream, learner_stream
from practice.observing.queue import WaitingView, queue_of

__all__ = ["ROUTES", "ClassAsked", "ClassList", "ClassSent", "GroupSent", "QueueSent", "class_sent"]

PATH = "/v1/classes"


class ClassAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new class; without `id` the server draws one."""

    id: Id | None = None
    name: Name | None = None


class GroupSent(msgspec.Struct, frozen=True, kw_only=True):
    """One group of a class, and who is in it."""

    id: str
    name: str
    learners: tuple[str, ...]


class ClassSent(msgspec.Struct, frozen=True, kw_only=True):
    """One class, its learners in the order in which they joined, and its groups."""

    id: str
    name: str | None
    learners: tuple[LearnerSent, ...]
    groups: tuple[GroupSent, ...]


class ClassList(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant's classes, by id."""

    classes: tuple[ClassSent, ...]


class QueueSent(msgspec.Struct, frozen=True, kw_only=True):
    """Who waits for the teacher, longest first."""

    waiting: tuple[WaitingView, ...]


@route(
    Operation(
        id="create_class",
        method="POST",
        path=PATH,
        action=Action.MANAGE_CLASSES,
        summary="Make a class.",
        body=ClassAsked,
        reply=ClassSent,
        status=201,
        codes=(Code.CLASS_EXISTS,),
    )
)
async def create_class(request: Request[Any, Any, Any]) -> ClassSent:
    """
    Make a class, and keep its name apart.
    """
    services, tenant = services_of(request), principal_of(request).tenant
    asked = await read_body(request, ClassAsked)
    made = ClassId(asked.id or services.new_id())
    match await Classes(services.record).create(tenant, made, now=services.now()):
        case ClassExists():
            raise refused(Code.CLASS_EXISTS, f"There is a class {made} already; nothing changed.")
        case ClassView() as view:
            if asked.name is not None:
                await services.record.name(class_stream(tenant, made), asked.name)
            return class_sent(services_of(request), tenant, view)


@route(
    Operation(
        id="list_classes",
        method="GET",
        path=PATH,
        action=Action.SEE_CLASSES,
        summary="List the classes of the tenant.",
        reply=ClassList,
    )
)
async def list_classes(request: Request[Any, Any, Any]) -> ClassList:
    """
    List classes.
    """
    tenant = principal_of(request).tenant
    views = Classes(services_of(request).record).all(tenant)
    return ClassList(classes=tuple(class_sent(services_of(request), tenant, view) for view in views))


@route(
    Operation(
        id="get_class",
        method="GET",
        path=PATH + "/{class}",
        action=Action.SEE_CLASSES,
        summary="Return a class and its learners.",
        reply=ClassSent,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def get_class(request: Request[Any, Any, Any]) -> ClassSent:
    """
    Return one class.
    """
    tenant = principal_of(request).tenant
    match Classes(services_of(request).record).of(tenant, class_id(request)):
        case UnknownClass(id=unknown):
            raise refused(Code.UNKNOWN_CLASS, f"There is no class {unknown}.")
        case ClassView() as view:
            return class_sent(services_of(request), tenant, view)


@route(
    Operation(
        id="join_class",
        method="PUT",
        path=PATH + "/{class}/learners/{learner}",
        action=Action.MANAGE_CLASSES,
        summary="Add a learner to a class; adding again changes nothing.",
        reply=ClassSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_LEARNER),
    )
)
async def join_class(request: Request[Any, Any, Any]) -> ClassSent:
    """
    Add a learner.
    """
    services, tenant = services_of(request), principal_of(request).tenant
    outcome = await Classes(services.record).join(tenant, class_id(request), learner_id(request), now=services.now())
    return _changed(request, tenant, outcome)


@route(
    Operation(
        id="leave_class",
        method="DELETE",
        path=PATH + "/{class}/learners/{learner}",
        action=Action.MANAGE_CLASSES,
        summary="Remove a learner from a class; removing again changes nothing.",
        reply=ClassSent,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def leave_class(request: Request[Any, Any, Any]) -> ClassSent:
    """
    Remove a learner.
    """
    services, tenant = services_of(request), principal_of(request).tenant
    outcome = await Classes(services.record).leave(tenant, class_id(request), learner_id(request), now=services.now())
    return _changed(request, tenant, outcome)


@route(
    Operation(
        id="get_queue",
        method="GET",
        path=PATH + "/{class}/queue",
        action=Action.SEE_CLASSES,
        summary="Say who of a class is stuck and waits for the teacher.",
        reply=QueueSent,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def get_queue(request: Request[Any, Any, Any]) -> QueueSent:
    """
    Return the teacher's queue.
    """
    tenant = principal_of(request).tenant
    services = services_of(request)
    match queue_of(services.courses, Classes(services.record), tenant, class_id(request)):
        case UnknownClass(id=unknown):
            raise refused(Code.UNKNOWN_CLASS, f"There is no class {unknown}.")
        case waiting:
            return QueueSent(waiting=waiting)


def _changed(
    request: Request[Any, Any, Any], tenant: TenantId, outcome: ClassView | UnknownClass | UnknownMember
) -> ClassSent:
    match outcome:
        case UnknownClass(id=unknown):
            raise refused(Code.UNKNOWN_CLASS, f"There is no class {unknown}.")
        case UnknownMember(learner=learner):
            raise refused(Code.UNKNOWN_LEARNER, f"There is no learner {learner}. Make them first: POST /v1/learners.")
        case ClassView() as view:
            return class_sent(services_of(request), tenant, view)


def class_sent(services: Services, tenant: TenantId, view: ClassView) -> ClassSent:
    """
    Show a class, names and all.
    """
    record = services.record
    names = record.names(learner_stream(tenant, LearnerId("")))
    stream = class_stream(tenant, view.id)
    roll = Classes(record).roll(tenant, view.id)
    return ClassSent(
        id=view.id,
        name=record.names(stream).get(stream),
        learners=tuple(
            LearnerSent(learner=learner, name=names.get(learner_stream(tenant, learner))) for learner in view.learners
        ),
        groups=tuple(
            GroupSent(
                id=group.id,
                name=group.name,
                learners=tuple(learner for learner in view.learners if group.id in roll[learner].groups),
            )
            for group in Groups(record).of(tenant, view.id)
        ),
    )


ROUTES = (create_class, list_classes, get_class, join_class, leave_class, get_queue)
