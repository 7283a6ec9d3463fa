"""
Opening what looks for better words, from an operator's settings: without routes there is none of it.

Models speak to learners only through a recipe that was activated here, on the
route that it was proven on; a demonstration says aloud that it goes without.
"""

import contextlib
import datetime as dt
import secrets
from collections.abc import AsyncIterator, Callable
from typing import Final

import msgspec

from api.hinting.chaining import BadChain, Chain, ChainPlan, plan_of
from api.hinting.looking import Looking, Means
from api.hinting.noting import Notes
from api.services import Services
from api.serving.settings import Settings
from api.shared.budgets import ProcessBudgets
from api.shared.child_jobs import ChildJobs, module_command
from api.shared.first_jobs import FirstJobs
from api.shared.redis_fanout import RedisFanout
from api.shared.redis_jobs import RedisJobs
from api.shared.redis_link import RedisLink
from api.shared.redis_state import RedisBudgets
from api.shared.spread_jobs import SpreadJobs
from hints.recipes.activation import Activation, Taking, activated, taking

__all__ = ["HELPER", "Prepared", "looking_for", "prepared"]

HELPER: Final = "api.hint_helper"


class Prepared(msgspec.Struct, frozen=True, eq=False):
    """A chain that may speak here, and what becomes of an exercise's wrong answers."""

    chain: Chain
    taking: Callable[[str], Taking]


def prepared(settings: Settings, *, today: dt.date) -> Prepared | BadChain | None:
    """
    Read routes and recipe, and whether the recipe may speak; None where no model is to be asked.
    """
    if settings.routes is None:
        return None
    plan = ChainPlan(routes=str(settings.routes), data=str(settings.data), recipe=settings.recipe, redis=settings.redis)
    chain = plan_of(plan, today=today)
    if isinstance(chain, BadChain):
        return chain
    if settings.allow_unproven:
        return Prepared(chain, _shown)
    active = activated(settings.data)
    if not isinstance(active, Activation):
        return BadChain(_not_active(settings) if active is None else active.sentence)
    if active.stage == "off" or active.recipe != chain.recipe.hash:
        return BadChain(_not_active(settings))
    if not active.unproven:
        if not any((one.name, one.model) == (active.route, active.model) for one in chain.routes.routes):
            return BadChain(
                f"The recipe {settings.recipe} is active on the route {active.route} with {active.model}, "
                f"which {settings.routes} does not have."
            )
        only = plan_of(msgspec.structs.replace(plan, only=active.route), today=today)
        if isinstance(only, BadChain):
            return only
        chain = only
    return Prepared(chain, lambda opportunity: taking(active, opportunity))


@contextlib.asynccontextmanager
async def looking_for(services: Services, opened: Prepared | None, notes: Notes) -> AsyncIterator[None]:
    """
    Have better words looked for while the context is open.
    """
    if opened is None:
        yield
        return
    plan = opened.chain.plan
    count = services.settings.hint_processes
    children = [ChildJobs(module_command(HELPER), msgspec.json.encode(plan)) for _ in range(count)]
    for child in children:
        await child.start()
    beside = SpreadJobs(children)
    link = None if plan.redis is None else RedisLink(plan.redis)
    shared = None
    if link is not None:
        shared = RedisFanout(link)
        shared.start()
        services.fanout = shared
    means = Means(
        jobs=beside if link is None else FirstJobs(RedisJobs(link, secrets.token_hex(8)), beside),
        budgets=ProcessBudgets() if link is None else RedisBudgets(link),
        fanout=services.fanout,
        recipe=opened.chain.recipe,
        now=services.now,
        new_id=services.new_id,
        limits=services.settings.hint_budget,
        notes=notes,
        taking=opened.taking,
    )
    services.looking = services.session.seeker = Looking(services.session, services.record, means)
    try:
        yield
    finally:
        await services.looking.close()
        if shared is not None and link is not None:
            await shared.stop()
            await link.close()


def _shown(_: str) -> Taking:
    return "shown"


def _not_active(settings: Settings) -> str:
    return (
        f"The recipe {settings.recipe} is not active here. "
        f"Run: misstep hints activate {settings.recipe} --record FILE. "
        "For a demonstration without a proof: --allow-unproven."
    )
