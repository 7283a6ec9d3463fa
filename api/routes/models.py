"""
The learner model in force: brought while the server runs.

One model serves all tenants, so it takes an operator's key. What is applied lies
in the data folder already (`misstep mastery apply` puts it there); here it is
named by its hash.
"""

from typing import Any

import msgspec
from litestar import Request

from api.access import Action
from api.decoding import read_body
from api.fits import PATH, ModelApplied, ModelAsked, read_fit
from api.operation import Operation, route
from api.problems import Code, refused
from api.services import services_of
from practice.models import install, model_in_force
from practice.record.contract import Appended

__all__ = ["ROUTES"]


@route(
    Operation(
        id="apply_model",
        method="PUT",
        path=PATH,
        action=Action.APPLY_MODEL,
        summary="Bring a fitted learner model into force for all tenants; what is in force already stays, unchanged.",
        body=ModelAsked,
        reply=ModelApplied,
        codes=(Code.UNKNOWN_FIT,),
    )
)
async def apply_model(request: Request[Any, Any, Any]) -> ModelApplied:
    """
    Record the refit, and fold with it from now on.
    """
    services = services_of(request)
    asked = await read_body(request, ModelAsked)
    fitted = read_fit(services.settings.data, asked.fit)
    if fitted is None:
        raise refused(Code.UNKNOWN_FIT, "The server's data folder holds no fit of that name.")
    session, record = services.session, services.record
    if fitted.model.id != session.model.id:
        outcome = await install(record, msgspec.structs.replace(fitted, at=services.now()))
        if not isinstance(outcome, Appended):
            raise refused(Code.BUSY, "Another model came into force at the same moment. Ask again.")
        # The record's latest, not this one: another may have been appended while this waited.
        session.use(model_in_force(record))
    fit = session.model.fit
    return ModelApplied(model=session.model.id, items=len(fit.items), skills=len(fit.skills))


ROUTES = (apply_model,)
