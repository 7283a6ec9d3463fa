"""
The demo class of thirty, for whoever tries the service out.
"""

from typing import Any

import msgspec
from litestar import Request

from api.access import Action
from api.demo import DEMO_TENANT
from api.operation import Operation, route
from api.problems import Code, refused
from api.releases import kept_at
from api.services import principal_of, services_of

__all__ = ["ROUTES", "DemoSent"]


class DemoSent(msgspec.Struct, frozen=True, kw_only=True):
    """Whether a class began to play just now; false where one is at it."""

    started: bool


@route(
    Operation(
        id="play_demo",
        method="POST",
        path="/v1/demo",
        action=Action.MANAGE_CLASSES,
        summary="Let a simulated class of thirty play; for the demo's own teacher.",
        reply=DemoSent,
        status=202,
        codes=(Code.NOT_FOUND,),
    )
)
async def play_demo(request: Request[Any, Any, Any]) -> DemoSent:
    """
    Start the demo class of thirty.
    """
    services = services_of(request)
    if principal_of(request).tenant != DEMO_TENANT or services.demo_key is None:
        raise refused(Code.NOT_FOUND, "There is no demo here.")
    bank = kept_at(services.settings.data, services.banks.active.release)
    return DemoSent(started=await services.watched.start(services.demo_key, bank))


ROUTES = (play_demo,)
