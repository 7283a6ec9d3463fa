"""
Metrics: what an operator's monitoring collects.

Counts of the whole service, so no tenant's key opens them; an operator's is made
with `misstep key add --role operator`.
"""

from typing import Any

from litestar import Request

from api.access import Action
from api.metrics import MEDIA_TYPE
from api.operation import Operation, Raw, route
from api.services import services_of

__all__ = ["ROUTES"]


@route(
    Operation(
        id="get_metrics",
        method="GET",
        path="/metrics",
        action=Action.SEE_METRICS,
        summary="Return counts of hints, guards, routes, caches and cost, as Prometheus collects them.",
        media_type="text/plain",
    )
)
async def get_metrics(request: Request[Any, Any, Any]) -> Raw:
    """
    Return the counts.
    """
    return Raw(
        content=services_of(request).metrics.text(), media_type=MEDIA_TYPE, headers={"Cache-Control": "no-store"}
    )


ROUTES = (get_metrics,)
