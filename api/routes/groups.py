"""
Groups of a class, and what is allowed to whom.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import require_class
from api.decoding import read_body
from api.names import Name
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import class_id, group_id, learner_id
from api.problems import Code
from api.routes.classes import ClassSent, class_sent
from api.services import Services, principal_of, services_of
from practice.allowances import Allowed, allow, allowed_of
from practice.classes import Classes, ClassView
from practice.classroom.accommodations import Accommodations
from practice.groups import Groups, TooManyGroups, UnknownGroup
from practice.ids import ClassId, GroupId, TenantId, learner_stream
from practice.refusals import unknown_learner

__all__ = ["ROUTES", "AccommodationsAsked", "AccommodationsSent", "GroupAsked"]

PATH = "/v1/classes/{class}/groups"
GROUP = PATH + "/{group}"
MEMBER = GROUP + "/learners/{learner}"
ACCOMMODATIONS = "/v1/learners/{learner}/accommodations"


class GroupAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a group is called."""

    name: Name


class AccommodationsAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a learner is allowed from now on, whole; `after` is the `n` that was seen before it was changed."""

    accommodations: Accommodations
    after: Annotated[int, msgspec.Meta(ge=0)]


class AccommodationsSent(msgspec.Struct, frozen=True, kw_only=True):
    """What a learner is allowed; `n` counts how often that was set."""

    n: int
    accommodations: Accommodations


@route(
    Operation(
        id="create_group",
        method="POST",
        path=PATH,
        action=Action.MANAGE_CLASSES,
        summary="Make a group of a class.",
        body=GroupAsked,
        reply=ClassSent,
        status=201,
        codes=(Code.UNKNOWN_CLASS, Code.TOO_MANY_GROUPS),
    )
)
async def create_group(request: Request[Any, Any, Any]) -> ClassSent:
    """
    Make a group.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    asked = await read_body(request, GroupAsked)
    require_class(services, tenant, of)
    return await _named(services, tenant, of, GroupId(services.new_id()), asked.name)


@route(
    Operation(
        id="rename_group",
        method="PUT",
        path=GROUP,
        action=Action.MANAGE_CLASSES,
        summary="Call a group something else.",
        body=GroupAsked,
        reply=ClassSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_GROUP, Code.TOO_MANY_GROUPS),
    )
)
async def rename_group(request: Request[Any, Any, Any]) -> ClassSent:
    """
    Rename a group.
    """
    services, tenant, of, group = (
        services_of(request),
        principal_of(request).tenant,
        class_id(request),
        group_id(request),
    )
    asked = await read_body(request, GroupAsked)
    require_class(services, tenant, of)
    if group not in services.assignments.groups(tenant, of):
        raise refused_outcome(UnknownGroup(id=group))
    return await _named(services, tenant, of, group, asked.name)


@route(
    Operation(
        id="remove_group",
        method="DELETE",
        path=GROUP,
        action=Action.MANAGE_CLASSES,
        summary="Remove a group; its learners stay in the class, its dates hold no longer. Again changes nothing.",
        reply=ClassSent,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def remove_group(request: Request[Any, Any, Any]) -> ClassSent:
    """
    Remove a group.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    require_class(services, tenant, of)
    await Groups(services.record).remove(tenant, of, group_id(request), now=services.now())
    return _shown(services, tenant, of)


@route(
    Operation(
        id="join_group",
        method="PUT",
        path=MEMBER,
        action=Action.MANAGE_CLASSES,
        summary="Put a learner of the class into a group; again changes nothing.",
        reply=ClassSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_GROUP, Code.UNKNOWN_LEARNER),
    )
)
async def join_group(request: Request[Any, Any, Any]) -> ClassSent:
    """
    Add to a group.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    require_class(services, tenant, of)
    groups, learner = Groups(services.record), learner_id(request)
    outcome = await groups.add(tenant, of, group_id(request), learner, now=services.now())
    if outcome is not None:
        raise refused_outcome(outcome)
    return _shown(services, tenant, of)


@route(
    Operation(
        id="leave_group",
        method="DELETE",
        path=MEMBER,
        action=Action.MANAGE_CLASSES,
        summary="Take a learner out of a group; again changes nothing.",
        reply=ClassSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_GROUP, Code.UNKNOWN_LEARNER),
    )
)
async def leave_group(request: Request[Any, Any, Any]) -> ClassSent:
    """
    Take out of a group.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    require_class(services, tenant, of)
    groups, learner = Groups(services.record), learner_id(request)
    outcome = await groups.drop(tenant, of, group_id(request), learner, now=services.now())
    if outcome is not None:
        raise refused_outcome(outcome)
    return _shown(services, tenant, of)


@route(
    Operation(
        id="get_accommodations",
        method="GET",
        path=ACCOMMODATIONS,
        action=Action.MANAGE_CLASSES,
        summary="Return what a learner is allowed: more time, more help, other words.",
        reply=AccommodationsSent,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def get_accommodations(request: Request[Any, Any, Any]) -> AccommodationsSent:
    """
    Return accommodations.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    if services.record.load(learner_stream(tenant, learner)).stream_version == 0:
        raise refused_outcome(unknown_learner(learner))
    return _allowed(allowed_of(services.record, tenant, learner))


@route(
    Operation(
        id="set_accommodations",
        method="PUT",
        path=ACCOMMODATIONS,
        action=Action.MANAGE_CLASSES,
        summary="Set what a learner is allowed, whole; refused where somebody else changed it meanwhile.",
        body=AccommodationsAsked,
        reply=AccommodationsSent,
        codes=(Code.UNKNOWN_LEARNER, Code.CHANGED_MEANWHILE),
    )
)
async def set_accommodations(request: Request[Any, Any, Any]) -> AccommodationsSent:
    """
    Set accommodations.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    asked = await read_body(request, AccommodationsAsked)
    outcome = await allow(services.record, tenant, learner, asked.accommodations, after=asked.after, now=services.now())
    if not isinstance(outcome, Allowed):
        raise refused_outcome(outcome)
    return _allowed(outcome)


async def _named(services: Services, tenant: TenantId, of: ClassId, group: GroupId, name: str) -> ClassSent:
    outcome = await Groups(services.record).name(tenant, of, group, name, now=services.now())
    if isinstance(outcome, TooManyGroups):
        raise refused_outcome(outcome)
    return _shown(services, tenant, of)


def _shown(services: Services, tenant: TenantId, of: ClassId) -> ClassSent:
    """
    Show a class that is there.
    """
    view = Classes(services.record).of(tenant, of)
    return class_sent(services, tenant, view if isinstance(view, ClassView) else ClassView(id=of))


def _allowed(allowed: Allowed) -> AccommodationsSent:
    return AccommodationsSent(n=allowed.n, accommodations=allowed.accommodations)


ROUTES = (
    create_group,
    rename_group,
    remove_group,
    join_group,
    leave_group,
    get_accommodations,
    set_accommodations,
)
