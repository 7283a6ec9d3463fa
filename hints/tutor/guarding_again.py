"""
Guarding again: words that were guarded elsewhere or earlier, held against today's guards in today's place.

For what comes from another process or out of a cache. A model's words face every
guard with the claims that their writer declared; where these are not known, all
but that on new numbers, which may come from a claim. Words of computation and of
authors, who may say more, face the one on leaks.
"""

from collections.abc import Sequence
from typing import Final

from hints.guards.guard import refusals
from hints.guards.leak import leaks
from hints.guards.refusal import RefusalCode
from hints.hint import HintSource
from hints.tutor.guarding import guard_context
from hints.tutor.keeping import given_texts, kept
from hints.tutor.writing import Worded
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.language import primary
from item_bank.rendering.localised import pointed

__all__ = ["refused_again"]

UNCLAIMED: Final = frozenset({RefusalCode.NOVEL_NUMBER})
"""What only a writer's claims could answer."""


def refused_again(
    words: Worded,
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
    words
        The words, and what they claim.
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
    hint, claims = words.hint, words.claims
    if primary(hint.language) != primary(exercise.variant.language):
        return RefusalCode.LANGUAGE.value
    # it comes as it is to be shown, and is looked at as it can be computed with
    text = pointed(hint.text, hint.language)
    if hint.source is HintSource.MODEL:
        context = guard_context(exercise, step, response, judged, band=band, correct=correct, instructions=instructions)
        passed_over = UNCLAIMED if claims is None else ()
        found = (one.code for one in refusals(text, claims or (), context) if one.code not in passed_over)
        return next((code.value for code in found), None)
    given = given_texts(exercise, step, response)
    leaking = any(
        leaks(text, answer, given=given, language=exercise.variant.language) for answer in kept(exercise, step)
    )
    return RefusalCode.LEAK.value if leaking else None
