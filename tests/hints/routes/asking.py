"""
Routes to the scripted provider, and a question to ask on them: what the tests of routes share.
"""

import asyncio
import datetime as dt
import random
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import msgspec

from hints.routes.model import CallFailed, CallName, Completion, ModelRequest
from hints.routes.price import Price
from hints.routes.route import Patience, Route, RouteKind, Routes, Rung
from hints.routes.routed import RoutedModels, open_models
from hints.routes.watching import Watcher
from tests.provider.provider import Provider

__all__ = ["ENVIRON", "PRICE", "SCHEMA", "WELL", "ask", "asking", "request", "route_to"]

SCHEMA = {
    "type": "object",
    "properties": {
        "hint": {"type": "string"},
        "step": {"type": "integer"},
        "claims": {"type": "array", "items": {"type": "string"}},
    },
    "required": ["hint", "step", "claims"],
    "additionalProperties": False,
}
WELL = '{"hint":"Look at the second line.","step":2,"claims":[]}'
"""A reply that keeps the schema."""
ENVIRON = {"A_KEY": "scripted-0123456789", "A_GATEWAY": "scripted-gateway"}
"""Where the tests' keys stand."""
PRICE = Price(
    id="test",
    since=dt.date(2026, 1, 1),
    prompt=Decimal(2),
    cached=Decimal("0.5"),
    completion=Decimal(8),
    source="made up for tests",
)


def route_to(provider: Provider | int, **more: Any) -> Route:  # noqa: ANN401 - any field of a route
    """
    Make a route to a provider, or to a port.
    """
    port = provider if isinstance(provider, int) else provider.port
    fields: dict[str, Any] = {
        "name": "main",
        "base_url": f"http://127.0.0.1:{port}/v1",
        "model": "scripted",
        "key": "A_KEY",
        "kind": RouteKind.OTHER,
        "prices": (PRICE,),
        "seconds": 30.0,
        "slow_seconds": 25.0,
        **more,
    }
    return Route(**fields)


def request(
    call: CallName = "tutor", *, user: str = "The learner wrote 3 + 4 = 8.", max_tokens: int = 200
) -> ModelRequest:
    """
    Make a question.
    """
    return ModelRequest(
        call=call,
        system="You give a hint about one step.",
        user=user,
        schema_name="hint",
        schema=msgspec.Raw(msgspec.json.encode(SCHEMA)),
        max_tokens=max_tokens,
    )


def asking(
    routes: Routes | Route,
    act: Callable[[RoutedModels], Any],
    *,
    rungs: Mapping[str, Rung] | None = None,
    watcher: Watcher | None = None,
) -> Any:  # noqa: ANN401 - what the act returns
    """
    Open the routes on a loop of their own, do something with them, and close them.
    """
    opened = routes if isinstance(routes, Routes) else Routes(routes=(routes,), patience=Patience(first_wait=0.01))

    async def whole() -> Any:  # noqa: ANN401 - as above
        models = open_models(opened, environ=ENVIRON, draw=random.Random(7).random, rungs=rungs, watcher=watcher)
        try:
            return await act(models)
        finally:
            await models.close()

    return asyncio.run(whole())


def ask(
    routes: Routes | Route, *, seconds: float = 10.0, rungs: Mapping[str, Rung] | None = None
) -> Completion | CallFailed:
    """
    Ask one question.
    """
    found: Completion | CallFailed = asking(routes, lambda models: models.ask(request(), seconds=seconds), rungs=rungs)
    return found
