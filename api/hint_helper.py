"""
The child that looks for better hints: a plan comes in, then jobs; outcomes go out, as JSON lines.

Started by `api.shared.child_jobs`. Ends with its input.
"""

import asyncio
import datetime as dt
import os
import sys

import msgspec

from api.hinting.chaining import BadChain, ChainPlan, chain_over, plan_of
from api.serving.telemetry import spans_sent
from api.shared.child_worker import read_lines, work_on_lines
from api.shared.redis_link import RedisLink

__all__ = ["help_with"]

REFUSED = 2


async def help_with() -> int:
    """
    Do the jobs that come in.
    """
    asked = await read_lines(sys.stdin.buffer)
    line = await asked.readline()
    if not line:
        return 0
    plan = msgspec.json.decode(line, type=ChainPlan)
    chain = plan_of(plan, today=dt.datetime.now(dt.UTC).date())
    if isinstance(chain, BadChain):
        sys.stderr.write(f"misstep: {chain.sentence}\n")
        return REFUSED
    link = None if plan.redis is None else RedisLink(plan.redis)
    models = chain.models()
    try:
        with spans_sent(os.environ):
            await work_on_lines(chain_over(models, chain.recipe, link), asked)
    finally:
        await models.close()
        if link is not None:
            await link.close()
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(help_with()))
