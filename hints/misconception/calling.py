"""
The first call: ask what went wrong, run what is claimed, and ask once more where it does not hold.

After the repairs that the recipe allows, the computed diagnosis stands.
"""

from collections.abc import Sequence

from hints.asking import Asking
from hints.misconception.claim import read_claim
from hints.misconception.replay import FailedCheck, Replayed, replay
from hints.ready import Ready
from hints.recipes.schema import filled
from hints.routes.model import CallFailed, FailureReason

__all__ = ["ask_misconception", "run_claim"]

SCHEMA = "schema"


async def ask_misconception(ready: Ready, asking: Asking) -> Replayed | CallFailed | None:
    """
    Make the first call.

    Returns
    -------
    Replayed | CallFailed | None
        A claim that holds, why there was no reply in the end, or None where
        what was claimed does not hold.
    """
    ask, task = ready.recipe.asks["misconception"], ready.diagnosis_task()
    ideas = [one.id for one in task.ideas]
    schema = filled(ask.schema, ideas)
    again: tuple[str, str] | None = None
    failed: CallFailed | None = None
    for _ in range(ask.again + 1):
        reply = await asking.ask("misconception", ask, task, schema, again=again)
        failed = reply if isinstance(reply, CallFailed) else None
        if isinstance(reply, CallFailed):
            if reply.reason is not FailureReason.SCHEMA:
                return reply
            again = SCHEMA, ""
            continue
        found = run_claim(ready, asking, reply.text, ideas)
        if isinstance(found, Replayed):
            return found
        again = found, reply.text
    return failed


def run_claim(ready: Ready, asking: Asking, text: str, ideas: Sequence[str]) -> Replayed | str:
    """
    Run what a reply claims of one of the ideas, and note how that went; return the code of the check that failed.
    """
    claim = read_claim(text)
    if claim is None or len(claim.student_path) > ready.recipe.limits.lines:
        asking.refused("claim", SCHEMA, "The reply is of another shape, or longer than any working.")
        return SCHEMA
    found = replay(ready.exercise, ready.step, ready.job.judged, claim, ideas=ideas, said=ready.told)
    if isinstance(found, FailedCheck):
        asking.refused("claim", found.code, found.sentence)
        return found.code
    asking.passed("claim", claim.why)
    return found
