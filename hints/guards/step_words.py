"""
Words about a step: whether they give away its answer, or that of one after it.

What people write about a step, be they teachers or authors, is held against the exercise
as it would be put; which of the answers a text leaks is `leak`'s.
"""

from hints.guards.leak import leaks
from item_bank.exercise import Exercise
from item_bank.ids import StepId

__all__ = ["given_in", "words_leak"]


def words_leak(text: str, exercise: Exercise, step: StepId) -> bool:
    """
    Say whether words give away the answer of a step, or of one after it.
    """
    places = [place for place, one in enumerate(exercise.steps) if one.step.id == step]
    kept = exercise.steps[places[0] if places else 0 :]
    given = given_in(exercise)
    return any(leaks(text, one.step.answer, given=given, language=exercise.variant.language) for one in kept)


def given_in(exercise: Exercise) -> tuple[str, ...]:
    """
    Return what a learner reads of an exercise, whatever they do: its prompts.
    """
    return (exercise.variant.prompt, *(one.step.prompt for one in exercise.steps))
