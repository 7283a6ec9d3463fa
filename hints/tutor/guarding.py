"""
What a hint about one response is held against: the guards' context, made of the exercise and the verdict.

The same for whoever writes the words: a model in the chain, whoever commits what
came from another process, an author's rung.
"""

from collections.abc import Sequence
from typing import Final, get_args

from hints.guards.context import GuardContext
from hints.tutor.keeping import given_texts, kept
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged, Verdict
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.template import Grades

__all__ = ["grade_of", "guard_context"]

GRADES: Final[tuple[Grades, ...]] = get_args(Grades)


def guard_context(
    exercise: Exercise,
    step: ExerciseStep,
    response: Response,
    judged: Judged,
    *,
    band: str | None = None,
    correct: Sequence[str] = (),
    instructions: Sequence[str] = (),
) -> GuardContext:
    """
    Say what a hint is held against.

    Parameters
    ----------
    exercise, step
        As put.
    response, judged
        What was entered, and the verdict.
    band
        The grades that the item is for.
    correct
        Further lines of a right way, beside the author's solution.
    instructions
        What was sent to a model.
    """
    own = {line.read for line in judged.lines} | {judged.read}
    lines = dict.fromkeys((*step.step.solution, *correct))
    return GuardContext(
        answers=tuple(kept(exercise, step)),
        next_lines=tuple(line for line in lines if line not in own),
        given=tuple(given_texts(exercise, step, response)),
        language=exercise.variant.language,
        grade=grade_of(band),
        verdict=judged.verdict,
        first_wrong=_first_wrong(judged),
        instructions=tuple(instructions),
    )


def _first_wrong(judged: Judged) -> int | None:
    """Return the first wrong line; of an answer alone, that is wrong, its only line: none may be praised then."""
    alone = judged.verdict is Verdict.INCORRECT and len(judged.lines) <= 1
    return 1 if judged.first_wrong is None and alone else judged.first_wrong


def grade_of(band: str | None) -> Grades | None:
    """
    Return a band of grades as it stands in the bank's format; None for anything else.
    """
    return next((grade for grade in GRADES if grade == band), None)
