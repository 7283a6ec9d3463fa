"""
All that is kept of one learner: handed out, or erased.
"""

from typing import Any

import msgspec
from litestar import Request

from api.access import Action
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import learner_id
from api.problems import Code
from api.services import principal_of, services_of
from practice.dossier import Dossier, dossier_of
from practice.erasing import erase_all_of
from practice.refusals import unknown_learner

__all__ = ["ROUTES", "ErasedSent"]

PATH = "/v1/learners/{learner}"


class ErasedSent(msgspec.Struct, frozen=True, kw_only=True):
    """What an erase removed: how many events, and whether there was a name."""

    learner: str
    events: int
    named: bool


@route(
    Operation(
        id="export_learner",
        method="GET",
        path=PATH + "/export",
        action=Action.EXPORT_LEARNER,
        summary="Return all that is kept of a learner: every event as recorded, name, classes, groups, accommodations.",
        reply=Dossier,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def export_learner(request: Request[Any, Any, Any]) -> Dossier:
    """
    Hand out a dossier.
    """
    tenant, learner = principal_of(request).tenant, learner_id(request)
    dossier = dossier_of(services_of(request).record, tenant, learner)
    if dossier is None:
        raise refused_outcome(unknown_learner(learner))
    return dossier


@route(
    Operation(
        id="erase_learner",
        method="DELETE",
        path=PATH,
        action=Action.ERASE_LEARNER,
        summary="Erase a learner, so that no file of the server holds a byte of them. May take seconds.",
        reply=ErasedSent,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def erase_learner(request: Request[Any, Any, Any]) -> ErasedSent:
    """
    Erase a learner.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    services.forget(tenant, learner)
    erased = await erase_all_of(services.record, tenant, learner)
    services.forget(tenant, learner)
    if services.looking is not None:
        # Words that were found for an answer are kept under no name: nobody can say which were this learner's.
        await services.looking.forget()
    if not erased.events and not erased.names:
        raise refused_outcome(unknown_learner(learner))
    return ErasedSent(learner=learner, events=erased.events, named=erased.names > 0)


ROUTES = (export_learner, erase_learner)
