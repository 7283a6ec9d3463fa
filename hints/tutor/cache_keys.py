"""
Under which names a model's words are kept.

The exact level knows the same wrong answer to the same exercise; the parametric
one the same mistake in any variant of it. Names are digests of content: of the
item's template with mal-rules and the bank's mistakes, of the recipe, of what
was answered as it was read. Nothing in them tells of a learner.
"""

import hashlib
from typing import Final

import msgspec

from hints.job import HintJob
from item_bank.answers.answer import Answer, TextAnswer
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.response import Working
from item_bank.variant import Scaffold, VariantStep

__all__ = ["exact_key", "parametric_key"]

VERSION: Final = 2
"""Of what an entry means; another one finds none of the old."""


def exact_key(job: HintJob) -> str | None:
    """
    Name a wrong answer to an exercise; None for free words, which are their writer's own, and where nothing is kept.
    """
    read = _read(job)
    if read is None or not job.template or isinstance(_answer(job), TextAnswer | None):
        return None
    return _digest("exact", job.variant.index, read, *_common(job))


def parametric_key(job: HintJob) -> str | None:
    """
    Name a mistake in an exercise with drawn numbers; None where none leads that gives exactly what was written.
    """
    leading = None if job.diagnosis is None else job.diagnosis.leading
    if leading is None or not leading.reproduces or not job.variant.draw or not isinstance(job.response, FinalResponse):
        return None
    if not job.template or isinstance(_answer(job), TextAnswer | None):
        return None
    return _digest("parametric", leading.code, *_common(job))


def _common(job: HintJob) -> tuple[object, ...]:
    return (job.template, job.step, job.rung, job.variant.language, job.band, job.features, job.recipe)


def _read(job: HintJob) -> tuple[str, ...] | None:
    """Return what was answered as it was read, line by line; None where some of it was not."""
    match job.response:
        case FinalResponse():
            return None if job.judged.read is None else (job.judged.read,)
        case Working():
            lines = [line.read for line in job.judged.lines]
            return None if not lines or None in lines else tuple([line for line in lines if line is not None])
        case _:
            return None


def _answer(job: HintJob) -> Answer | None:
    """Return the key of the step or scaffold that was answered."""
    parts: list[VariantStep | Scaffold] = [*job.variant.steps]
    parts += [entry for step in job.variant.steps for entry in step.help if isinstance(entry, Scaffold)]
    return next((part.answer for part in parts if part.id == job.step), None)


def _digest(level: str, *parts: object) -> str:
    content = msgspec.json.encode((VERSION, level, parts), order="deterministic")
    return hashlib.sha256(content).hexdigest()
