"""
What is kept from a learner, and what they know already.

Answers that nothing may give away, and the texts before their eyes: the two
things that every guard asks for, whoever wrote the words.
"""

from collections.abc import Iterator, Sequence
from typing import assert_never

from item_bank.answers.answer import Answer
from item_bank.answers.response import Final, Response, Stuck, Working
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.variant import Scaffold

__all__ = ["given_texts", "kept"]

MAX_KNOWN = 400
"""Characters of a response that are known to the guard, in whole lines: ten lines of a working, for some 5 ms. What is
beyond them counts as not known, which may cost a rung and gives nothing away."""


def kept(exercise: Exercise, step: ExerciseStep) -> Sequence[Answer]:
    """
    Return the answers that may not be given away: this step's and later ones.

    A scaffold is no step of the exercise; it keeps the answer of the step that
    it leads to as well, and of all steps after that.
    """
    own = [step.step.answer]
    for place, other in enumerate(exercise.steps):
        if other.step.id == step.step.id:
            return [later.step.answer for later in exercise.steps[place:]]
        if any(isinstance(entry, Scaffold) and entry.id == step.step.id for entry in other.step.help):
            return own + [later.step.answer for later in exercise.steps[place:]]
    return own


def given_texts(exercise: Exercise, step: ExerciseStep, response: Response) -> Sequence[str]:
    """Return what is known already: prompts so far, answers of earlier steps, and what the learner wrote."""
    given = [exercise.variant.prompt, step.step.prompt, *_entered(response)]
    for earlier in exercise.steps:
        given.append(earlier.step.prompt)
        if earlier.step.id == step.step.id or step.step.id in earlier.scaffold_keys:
            break
        given.append(earlier.step.answer.value)
    return given


def _entered(response: Response) -> Iterator[str]:
    """Yield the texts of a response, as many as are looked through for what the learner has before them."""
    left = MAX_KNOWN
    for text in _texts(response):
        left -= len(text)
        if left < 0:
            return
        yield text


def _texts(response: Response) -> Sequence[str]:
    """Return the texts of a response."""
    match response:
        case Final(text=text):
            return (text,)
        case Working(lines=lines):
            return lines
        case Stuck():
            return ()
        case _:
            assert_never(response)
