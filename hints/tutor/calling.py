"""
The second call: ask for words, hold them against every guard, and ask once more where one refuses.

A hint that was refused is not sent back: one that leaked would tell the answer to
a model that does not have it. Only the guard's code is.
"""

from collections.abc import Callable
from typing import TypeAlias

import msgspec

from hints.asking import Asking
from hints.ready import Ready
from hints.recipes.sent import FullPackage, Sent, TutorTask
from hints.routes.model import CallFailed, CallName, FailureReason
from hints.tutor.keeping import given_texts, kept
from hints.tutor.mask import mask
from hints.tutor.writing import SCHEMA, Refusal, Worded
from item_bank.answers.maths_key import MathsKey

__all__ = ["Look", "ask_words", "packed"]

Look: TypeAlias = Callable[[str], Worded | Refusal]
"""Reads a reply and holds it against the guards."""


async def ask_words(
    ready: Ready, asking: Asking, call: CallName, sent: Sent, schema: msgspec.Raw, look: Look
) -> Worded | CallFailed | None:
    """
    Make a call that words come from.

    Parameters
    ----------
    ready, asking
        The job, and what is left for it.
    call, sent, schema
        Which call, its message, and what the reply has to keep.
    look
        What is made of a reply.

    Returns
    -------
    Worded | CallFailed | None
        Words that passed, why there was no reply in the end, or None where the
        guards let nothing through.
    """
    ask = ready.recipe.asks[call]
    again: tuple[str, str] | None = None
    failed: CallFailed | None = None
    for _ in range(ask.again + 1):
        reply = await asking.ask(call, ask, sent, schema, again=again)
        failed = reply if isinstance(reply, CallFailed) else None
        if isinstance(reply, CallFailed):
            if reply.reason is not FailureReason.SCHEMA:
                return reply
            again = SCHEMA, ""
            continue
        found = look(reply.text)
        if isinstance(found, Worded):
            asking.passed("hint", found.hint.text)
            return found
        asking.refused("hint", found.code, found.sentence, reply.text)
        again = found.code, ""
    return failed


def packed(ready: Ready, package: FullPackage) -> TutorTask:
    """
    Mask a package for the job's step.
    """
    maths = ready.step.key.maths if isinstance(ready.step.key, MathsKey) else None
    given = given_texts(ready.exercise, ready.step, ready.job.response)
    return mask(package, maths, kept(ready.exercise, ready.step), given)
