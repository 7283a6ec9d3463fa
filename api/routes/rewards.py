"""
Rewards: what a learner has earned by putting mistakes right and by keeping what they knew.
"""

from typing import Any

from litestar import Request

from api.access import Action
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import learner_id
from api.problems import Code
from api.services import principal_of, services_of
from practice.outcomes import UnknownLearner
from practice.progress.earnings import rewards_of
from practice.progress.rewards import Rewards

__all__ = ["ROUTES"]


@route(
    Operation(
        id="get_rewards",
        method="GET",
        path="/v1/learners/{learner}/rewards",
        action=Action.SEE_PRACTICE,
        summary="Return a learner's points and badges: for mistakes put right and skills kept, never for tries.",
        reply=Rewards,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def get_rewards(request: Request[Any, Any, Any]) -> Rewards:
    """
    Return what a learner has earned.
    """
    services = services_of(request)
    earned = rewards_of(services.record, services.homework, principal_of(request).tenant, learner_id(request))
    if isinstance(earned, UnknownLearner):
        raise refused_outcome(earned)
    return earned


ROUTES = (get_rewards,)
