"""
The chain as a worker does it: the routes, the recipe, what is kept, and one function over them.

Opened in whichever process does jobs: the child beside the server, or a worker on
another machine. What cannot be opened is a value with a sentence.
"""

import datetime as dt
import os
import random
import secrets
from pathlib import Path
from typing import Final

import msgspec

from api.shared.cache import ProcessCache
from api.shared.leases import ProcessLeases
from api.shared.redis_link import RedisLink
from api.shared.redis_state import RedisCache, RedisLeases
from hints.chain import enough, run
from hints.job import HintJob, JobOutcome, OutcomeReason
from hints.ready import NotReady, made_ready
from hints.recipes.reading import recipe_named
from hints.recipes.recipe import Recipe
from hints.routes.model import Models
from hints.routes.probing import rungs_of, stored_in
from hints.routes.reading import BadRoutes, read_routes
from hints.routes.route import Routes
from hints.routes.routed import RoutedModels, open_models
from hints.tutor.cached import Cached
from hints.tutor.guarding_again import refused_again
from hints.tutor.writing import Worded

__all__ = ["BadChain", "Chain", "ChainPlan", "chain_over", "plan_of"]

SECRET_BYTES: Final = 32


class BadChain(msgspec.Struct, frozen=True):
    """Why better words cannot be looked for, and what to do."""

    sentence: str


class ChainPlan(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a worker is told to work with; goes to a child as JSON.

    Attributes
    ----------
    routes
        The file of routes.
    data
        The folder in which `misstep hints routes --probe` keeps what it found.
    recipe
        A name, or a folder.
    redis
        Where the cache is shared; None keeps it in the process.
    only
        The one route of the file that may be asked, where a recipe was proven on it.
    """

    routes: str
    data: str
    recipe: str
    redis: str | None = None
    only: str | None = None


class Chain(msgspec.Struct, frozen=True, eq=False):
    """A plan that can be followed: the routes and the recipe, read and without fault."""

    plan: ChainPlan
    routes: Routes
    recipe: Recipe

    def models(self) -> RoutedModels:
        """
        Open the routes, on the loop that asks them.
        """
        rungs = rungs_of(stored_in(Path(self.plan.data)), self.routes)
        return open_models(self.routes, environ=os.environ, draw=random.random, rungs=rungs)


def plan_of(plan: ChainPlan, *, today: dt.date) -> Chain | BadChain:
    """
    Read what a plan names.
    """
    recipe = recipe_named(plan.recipe)
    if not isinstance(recipe, Recipe):
        return BadChain(" ".join(f"{fault.file}: {fault.sentence}" for fault in recipe))
    routes = read_routes(Path(plan.routes), environ=os.environ, today=today)
    if isinstance(routes, BadRoutes):
        return BadChain(routes.sentence)
    if plan.only is not None:
        routes = msgspec.structs.replace(routes, routes=tuple(one for one in routes.routes if one.name == plan.only))
    return Chain(plan, routes, recipe)


def chain_over(models: Models, recipe: Recipe, link: RedisLink | None) -> Cached:
    """
    Make the function that does jobs.

    Parameters
    ----------
    models
        Who may be asked.
    recipe
        By which; a job of another one is not done here.
    link
        To the Redis in which words are kept for all workers; None keeps them here.
    """
    secret = secrets.token_bytes(SECRET_BYTES)

    async def work(job: HintJob, seconds: float) -> JobOutcome:
        if job.recipe != recipe.hash:
            return JobOutcome(id=job.id, reason=OutcomeReason.FAILED, codes=("other_recipe",))
        return await run(job, models, recipe, secret=secret, seconds=seconds, most=job.most)

    def refused(job: HintJob, words: Worded) -> str | None:
        ready = made_ready(job, recipe, secret)
        if isinstance(ready, NotReady):
            return ready.code
        return refused_again(
            words,
            ready.exercise,
            ready.step,
            job.response,
            job.judged,
            band=job.band,
            instructions=tuple(ask.prompt for ask in recipe.asks.values()),
        )

    cache, leases = (ProcessCache(), ProcessLeases()) if link is None else (RedisCache(link), RedisLeases(link))
    return Cached(work, enough=enough, refused=refused, cache=cache, leases=leases)
