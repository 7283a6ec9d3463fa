"""
One attempt: a response judged, diagnosed and helped.

Joins the engine and the two stages of help for the step or scaffold that a
submission names. What the attempt costs and earns is `advance`'s. Pure, so
that replay, simulation, preview and tests use the same.
"""

from typing import TypeAlias

import msgspec

from hints.hint import Hint, HintSource
from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import Diagnosis
from hints.tutor.beginning import used_up
from hints.tutor.first_help import Seen, first_help
from item_bank.answers.judge import judge
from item_bank.answers.verdict import Judged, Verdict
from item_bank.exercise import Exercise, ExerciseStep, scaffold_step
from item_bank.ids import StepId
from item_bank.variant import Scaffold
from practice.correction.bounds import Bounds, beginning_of, is_used_up
from practice.correction.words import of_rungs, of_teacher
from practice.requests import Submission
from practice.said import NOTHING_TAUGHT, Taught, overruled
from practice.state import OpenOpportunity, Progress

__all__ = ["AskedScaffold", "AskedStep", "Attempt", "Target", "attempt", "scaffold_of", "target"]


class AskedStep(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The open step itself."""

    step: ExerciseStep
    progress: Progress
    earlier: tuple[str, ...] = ()
    """The learner's own wrong numbers at the step before, where this one says what would follow from them."""


class AskedScaffold(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A sub-step on the way to the open step, made ready like a step of its own."""

    step: ExerciseStep
    progress: Progress
    of: ExerciseStep


Target: TypeAlias = AskedStep | AskedScaffold


class Attempt(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A submission with what was said of it; `hint` is None only where all of it is right."""

    target: Target
    submission: Submission
    locale: str = "en"
    judged: Judged
    diagnosis: Diagnosis | None
    hint: Hint | None


def scaffold_of(step: ExerciseStep, scaffold: StepId) -> Scaffold | None:
    """
    Find a step's scaffold by its id.
    """
    return next((entry for entry in step.step.help if isinstance(entry, Scaffold) and entry.id == scaffold), None)


def target(exercise: Exercise, opportunity: OpenOpportunity, step: StepId) -> Target | None:
    """
    Find what a submission answers; None where that is not open now.
    """
    if step not in opportunity.open:
        return None
    found = exercise.step(step)
    if found is not None:
        place = exercise.steps.index(found)
        # a correction begins at the step of the error: it has none of those before
        before = opportunity.steps.get(exercise.steps[place - 1].step.id) if place else None
        return AskedStep(step=found, progress=opportunity.steps[step], earlier=before.carried if before else ())
    is_open = {id_ for id_, progress in opportunity.steps.items() if progress.status == "open"}
    parent = next(one for one in exercise.steps if one.step.id in is_open)
    made = scaffold_step(parent, step)
    if made is None:
        return None
    return AskedScaffold(step=made, progress=opportunity.scaffolds[step], of=parent)


def attempt(
    exercise: Exercise,
    target: Target,
    submission: Submission,
    *,
    said: tuple[int, ...] = (),
    confirmed: tuple[str, ...] = (),
    taught: Taught = NOTHING_TAUGHT,
    bounds: Bounds | None = None,
    helped: int = 0,
) -> Attempt:
    """
    Judge a submission, say why it is wrong, and choose the words that need no waiting.

    `said` marks the computed words that the opportunity had before, `confirmed`
    names the wrong ideas that the learner was found to follow in several items;
    `taught` is what teachers said of this step, `bounds` are what they settled,
    and `helped` counts the pieces of help so far.
    """
    step, progress = target.step, target.progress
    language = exercise.variant.language
    locale = submission.locale or language
    engine = judge(step.key, submission.response, locale=locale, language=language)
    judged = overruled(taught, submission.response, engine)
    background = Background(
        language=language,
        prompt=exercise.variant.prompt,
        carried=target.earlier if isinstance(target, AskedStep) else (),
        tried=progress.tried,
        confirmed=confirmed,
    )
    diagnosis = diagnose(step, submission.response, judged, exercise.mistakes, background)
    if (granted := overruled(taught, submission.response, judged, diagnosis)) is not judged:
        judged, diagnosis = granted, None
    hint = None
    if judged.verdict is not Verdict.CORRECT or judged.first_wrong is not None:
        seen = Seen(
            rungs=progress.rungs, codes=progress.codes, tries=progress.used, said=said, withdrawn=taught.withdrawn
        )
        hint = of_teacher(
            taught.words, taught.seal, exercise, step.step.id, submission.response, judged, diagnosis, seen.codes
        )
        hint = hint or of_rungs(
            taught.rungs, exercise, step.step.id, submission.response, judged, diagnosis, seen.codes
        )
        hint = hint or first_help(
            exercise,
            step,
            submission.response,
            judged,
            diagnosis,
            seen,
            beginning_of(bounds, helped=helped),
            None if bounds is None else bounds.reading,
        )
        if is_used_up(bounds, judged.verdict, helped=helped):
            hint = used_up(language)
        if judged.verdict is Verdict.CORRECT and hint.source is not HintSource.LINE:
            # General words say that something is wrong; beside a right answer only the wrong line is.
            hint = None
    return Attempt(target=target, submission=submission, locale=locale, judged=judged, diagnosis=diagnosis, hint=hint)
