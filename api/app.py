"""
The app: every route behind one door, every error said in one way.
"""

import functools
from typing import Any

from litestar import Litestar, Request
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from api.access import Action
from api.entry import admit
from api.errors import EXCEPTION_HANDLERS
from api.operation import Operation, Raw, route
from api.routes import (
    assignments,
    banks,
    charts,
    classes,
    composing,
    demo,
    disputes,
    dossiers,
    entries,
    events,
    facts,
    following_up,
    goals,
    grades,
    groups,
    health,
    homework,
    issuers,
    joining,
    keys,
    launches,
    learners,
    links,
    metrics,
    models,
    opportunities,
    pages,
    replays,
    reviews,
    rewards,
    rosters,
    rungs,
    sessions,
    snapshots,
    tries,
)
from api.services import Served, Services
from api.serving.shell import Shell

__all__ = ["ROUTES", "build", "framework_app", "operations", "options"]

ROUTES = (
    *learners.ROUTES,
    *demo.ROUTES,
    *dossiers.ROUTES,
    *opportunities.ROUTES,
    *tries.ROUTES,
    *events.ROUTES,
    *classes.ROUTES,
    *composing.ROUTES,
    *groups.ROUTES,
    *snapshots.ROUTES,
    *charts.ROUTES,
    *facts.ROUTES,
    *disputes.ROUTES,
    *replays.ROUTES,
    *rosters.ROUTES,
    *joining.ROUTES,
    *assignments.ROUTES,
    *reviews.ROUTES,
    *grades.ROUTES,
    *following_up.ROUTES,
    *rungs.ROUTES,
    *rewards.ROUTES,
    *homework.ROUTES,
    *goals.ROUTES,
    *banks.ROUTES,
    *keys.ROUTES,
    *sessions.ROUTES,
    *entries.ROUTES,
    *issuers.ROUTES,
    *launches.ROUTES,
    *links.ROUTES,
    *health.ROUTES,
    *metrics.ROUTES,
    *models.ROUTES,
    *pages.ROUTES,
)


def options() -> tuple[HTTPRouteHandler, ...]:
    """
    Answer OPTIONS for every address: the framework's own answer forgets methods that joined later.
    """
    methods: dict[str, set[str]] = {}
    for operation in operations():
        with_head = {"GET", "HEAD"} if operation.method == "GET" else {operation.method}
        methods.setdefault(operation.path, {"OPTIONS"}).update(with_head)
    return tuple(_options(path, ", ".join(sorted(allowed))) for path, allowed in methods.items())


def _options(path: str, allow: str) -> HTTPRouteHandler:
    @route(
        Operation(
            id=f"options {path}",
            method="OPTIONS",
            path=path,
            action=Action.LOOK_AROUND,
            summary="Name the methods that this address takes.",
        )
    )
    async def name_methods(_: Request[Any, Any, Any]) -> Raw:
        return Raw(content=b"", media_type="text/plain", headers={"Allow": allow})

    return name_methods


def operations() -> tuple[Operation, ...]:
    """
    Return what every route declares, in the order of the nouns.
    """
    return tuple(handler.opt["operation"] for handler in ROUTES)


def framework_app() -> Litestar:
    """
    Put the routes behind their guard and the errors behind their words; what they stand on comes with each request.
    """
    return Litestar(
        route_handlers=[*options(), *ROUTES],  # in this order: else the framework adds its own OPTIONS
        guards=[admit],
        exception_handlers=EXCEPTION_HANDLERS,
        state=State({"operations": operations()}),
        openapi_config=None,  # ours is made from the operations (openapi)
        request_max_body_size=None,  # bodies are read and bounded by decoding
        logging_config=None,
        debug=False,
        pdb_on_exception=False,
    )


_shared = functools.cache(framework_app)
"""Holds nothing of anybody's, so one serves however many services a process has."""


def build(services: Services, app: ASGIApp | None = None) -> Shell:
    """
    Build the ASGI app on a set of services; `app` is another one than ours, of the same make.
    """
    return Shell(Served(app or _shared(), services))
