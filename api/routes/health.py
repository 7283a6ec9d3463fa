"""
Health: whether the process is alive, and whether requests should be sent to it.
"""

from typing import Any

import msgspec
from litestar import Request

from api.access import Action
from api.operation import Operation, route
from api.problems import Code, refused
from api.services import services_of

__all__ = ["ROUTES", "HealthSent"]


class HealthSent(msgspec.Struct, frozen=True, kw_only=True):
    """How the service is, in a sentence, with counts of the record since it started."""

    sentence: str
    release: str
    commits: int
    appends: int


class Alive(msgspec.Struct, frozen=True, kw_only=True):
    """The process answers."""

    sentence: str = "The process answers."


@route(
    Operation(
        id="get_liveness",
        method="GET",
        path="/health/live",
        action=Action.LOOK_AROUND,
        summary="Say that the process answers.",
        reply=Alive,
    )
)
async def get_liveness(_: Request[Any, Any, Any]) -> Alive:
    """
    Answer.
    """
    return Alive()


@route(
    Operation(
        id="get_readiness",
        method="GET",
        path="/health/ready",
        action=Action.LOOK_AROUND,
        summary="Say whether requests should be sent here.",
        reply=HealthSent,
        codes=(Code.NOT_READY,),
    )
)
async def get_readiness(request: Request[Any, Any, Any]) -> HealthSent:
    """
    Say whether the service takes requests and its record takes writes.
    """
    services = services_of(request)
    if services.draining:
        raise refused(Code.NOT_READY, "The service was asked to stop.", retry_after=10)
    health = services.record.health()
    if not health.writable:
        # anybody may ask this: neither the file's place nor what is wrong with it is theirs to know
        raise refused(Code.NOT_READY, "The record takes no writes: its operator has to look.", retry_after=60)
    return HealthSent(
        sentence="The record takes writes.",
        release=services.banks.active.release,
        commits=health.commits,
        appends=health.appends,
    )


ROUTES = (get_liveness, get_readiness)
