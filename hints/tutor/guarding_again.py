"""
Guarding again: words that were guarded elsewhere or earlier, held against today's guards in today's place.

For what comes from another process or out of a cache. A model's words face every
guard but that on new numbers, which needs to know what their writer claimed;
words of computation and of authors, who may say more, face the one on leaks.
"""

from collections.abc import Sequence
from typing import Final

from hints.guards.guard import refusals
from hints.guards.leak import leaks
from hints.guards.refusal import RefusalCode
from hints.hint import Hint, HintSource
from hints.tutor.guarding import guard_context
from hints.tutor.keeping import given_texts, kept
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.language import primary

__all__ = ["refused_again"]

PASSED_OVER: Final = frozenset({RefusalCode.NOVEL_NUMBER})


def refused_again(
    hint: Hint,
    exercise: Exercise,
    step: ExerciseStep,
    response: Response,
    judged: Judged,
    *,
    band: str | None = None,
    correct: Sequence[str] = (),
    instructions: Sequence[str] = (),
) -> str | None:
    """
    Hold a hint against the guards where it is to be shown.

    Parameters
    ----------
    hint
        The words.
    exercise, step, response, judged
        Where they are to be shown, and what they answer.
    band
        The grades that the item is for.
    correct
        Further lines of a right way.
    instructions
        What was sent to a model.

    Returns
    -------
    str | None
        The code of the first refusal; None where they pass.
    """
    if primary(hint.language) != primary(exercise.variant.language):
        return RefusalCode.LANGUAGE.value
    if hint.source is HintSource.MODEL:
        context = guard_context(exercise, step, response, judged, band=band, correct=correct, instructions=instructions)
        found = (one.code for one in refusals(hint.text, (), context) if one.code not in PASSED_OVER)
        return next((code.value for code in found), None)
    given = given_texts(exercise, step, response)
    leaking = any(
        leaks(hint.text, answer, given=given, language=exercise.variant.language) for answer in kept(exercise, step)
    )
    return RefusalCode.LEAK.value if leaking else None
