"""
`misstep hints worker`: do hint jobs for servers that share a Redis.

As many of them as there is need for, on any machine; each takes some of the
jobs, and those of one that died are taken over by another. Stopped politely it
finishes what it is at.
"""

import argparse
import asyncio
import datetime as dt
import logging
import os
import secrets
import signal
import sys
from pathlib import Path

from api.hinting.chaining import BadChain, Chain, ChainPlan, chain_over, plan_of
from api.serving.settings import data_dir
from api.serving.telemetry import spans_sent

__all__ = ["configure", "run"]

REFUSED = 2
JOBS = 32


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags.
    """
    parser.add_argument("--routes", metavar="FILE", type=Path, help="the models (MISSTEP_ROUTES)")
    parser.add_argument("--redis", metavar="URL", help="where the jobs are (MISSTEP_REDIS)")
    parser.add_argument("--recipe", metavar="NAME|DIR", help="as the servers have it (MISSTEP_RECIPE; two-call)")
    parser.add_argument("--only", metavar="ROUTE", help="the one route that the recipe was proven on")
    parser.add_argument("--data", metavar="DIR", type=Path, help="where probes of routes are kept (MISSTEP_HOME)")
    parser.add_argument("--jobs", metavar="N", type=int, default=JOBS, help=f"at once (default: {JOBS})")


def run(arguments: argparse.Namespace) -> int:
    """
    Work until asked to stop; 2 where it cannot begin.
    """
    routes = arguments.routes or os.environ.get("MISSTEP_ROUTES")
    redis = arguments.redis or os.environ.get("MISSTEP_REDIS")
    if not routes or not redis:
        return _refused("Routes and a Redis are needed: --routes FILE --redis URL.")
    if arguments.jobs < 1:
        return _refused("--jobs is 1 or more.")
    plan = ChainPlan(
        routes=str(routes),
        data=str(arguments.data or data_dir(os.environ)),
        recipe=arguments.recipe or os.environ.get("MISSTEP_RECIPE") or "two-call",
        redis=redis,
        only=arguments.only,
    )
    chain = plan_of(plan, today=dt.datetime.now(dt.UTC).date())
    if isinstance(chain, BadChain):
        return _refused(chain.sentence)
    if not chain.routes.routes:
        return _refused(f"{routes} has no route {arguments.only}.")
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(asctime)s %(levelname)s %(message)s")
    try:
        asyncio.run(_work(chain, redis, arguments.jobs))
    except ValueError:
        return _refused("--redis cannot be read: an address begins with redis://, rediss:// or unix://.")
    return 0


async def _work(chain: Chain, redis: str, jobs: int) -> None:
    from api.shared.redis_link import RedisLink  # noqa: PLC0415 - a wrong flag is told of before
    from api.shared.redis_worker import RedisWorker  # noqa: PLC0415 - as above

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    link, models = RedisLink(redis), chain.models()
    sys.stdout.write(f"Doing hint jobs by {chain.recipe.name} {chain.recipe.hash[:12]}. Stop with Ctrl+C.\n")
    sys.stdout.flush()
    try:
        work = chain_over(models, chain.recipe, link)
        with spans_sent(os.environ):
            await RedisWorker(link, secrets.token_hex(8), work, most=jobs).serve(stop)
    finally:
        await models.close()
        await link.close()


def _refused(sentence: str) -> int:
    sys.stderr.write(f"misstep hints worker: {sentence}\n")
    return REFUSED
