"""
A job made ready: its exercise compiled, its step found, and what may be told of the response.

What cannot be made ready is said so with a code; then no model is asked.
"""

import msgspec

from hints.hint import Hint
from hints.job import HintJob
from hints.misconception.claim_task import Unsayable, claim_task, said_lines
from hints.misconception.diagnosis import Diagnosis
from hints.recipes.recipe import Recipe
from hints.recipes.sent import DiagnosisTask
from hints.tutor.first_help import first_help
from item_bank.exercise import BrokenKey, Exercise, ExerciseStep, compile_exercise, scaffold_step
from item_bank.language import primary

__all__ = ["NotReady", "Ready", "made_ready"]


class NotReady(msgspec.Struct, frozen=True, kw_only=True):
    """Why no model is asked about a job."""

    code: str
    sentence: str


class Ready(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A job with what it is about; `told` is what may be told of the response."""

    job: HintJob
    recipe: Recipe
    exercise: Exercise
    step: ExerciseStep
    told: tuple[str, ...]

    def diagnosis_task(self) -> DiagnosisTask:
        """
        Return the first call's message.
        """
        job = self.job
        most = self.recipe.limits.ideas
        task = claim_task(self.exercise, self.step, self.told, job.judged, job.diagnosis, most)
        return msgspec.structs.replace(task, features=self.recipe.coarse(job.features))

    def without_model(self, diagnosis: Diagnosis | None) -> Hint:
        """
        Return the words that need no model, for what is known of the error.
        """
        job = self.job
        return first_help(self.exercise, self.step, job.response, job.judged, diagnosis, job.seen)


def made_ready(job: HintJob, recipe: Recipe, secret: bytes) -> Ready | NotReady:
    """
    Make a job ready.

    Parameters
    ----------
    job
        As it came.
    recipe
        The one that it names.
    secret
        What the points come from at which expressions are compared.
    """
    if primary(job.variant.language) not in recipe.languages:
        return NotReady(code="recipe_language", sentence=f"The recipe has no language {job.variant.language}.")
    try:
        exercise = compile_exercise(job.variant, mistakes={one.code: one for one in job.mistakes}, secret=secret)
    except BrokenKey as broken:
        return NotReady(code="broken_key", sentence=str(broken))
    step = _asked(exercise, job)
    if step is None:
        return NotReady(code="no_step", sentence=f"The exercise has no step {job.step}.")
    told = said_lines(exercise, step, job.response, job.judged)
    if isinstance(told, Unsayable):
        return NotReady(
            code="unsayable", sentence="What was entered is none of the exercise's maths, and told to nobody."
        )
    return Ready(job=job, recipe=recipe, exercise=exercise, step=step, told=told)


def _asked(exercise: Exercise, job: HintJob) -> ExerciseStep | None:
    """Find the step, or the scaffold of one, that was answered."""
    own = exercise.step(job.step)
    if own is not None:
        return own
    found = (scaffold_step(step, job.step) for step in exercise.steps)
    return next((step for step in found if step is not None), None)
