"""
Exercises: variants made ready for judging.

Keys are compiled and the table of expected wrong answers is built, once for
each variant that is opened. Judging is `answers.judge`'s, what a mistake means
is for hints to say.
"""

from collections.abc import Mapping, Sequence

import msgspec

from item_bank.answers.answer import Answer
from item_bank.answers.key import Fingerprint, Key, KeyFault, compile_key, fingerprint
from item_bank.ids import MistakeCode, StepId
from item_bank.mistake import Mistake
from item_bank.variant import ExpectedMistake, Scaffold, Variant, VariantStep

__all__ = ["BrokenKey", "Exercise", "ExerciseStep", "compile_exercise", "compile_step", "scaffold_step"]


class BrokenKey(Exception):
    """A released key that does not compile; the bank check lets none through."""


class ExerciseStep(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """
    One step, ready for judging.

    `mistakes` finds an expected wrong answer by its fingerprint. Where two of
    the step's share one, the first authored stands; one that is as good as the
    key is left out.
    """

    step: VariantStep
    key: Key
    scaffold_keys: Mapping[StepId, Key]
    mistakes: Mapping[Fingerprint, ExpectedMistake]


class Exercise(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One variant, ready to be put before a learner; `mistakes` are the bank's."""

    variant: Variant
    steps: tuple[ExerciseStep, ...]
    mistakes: Mapping[MistakeCode, Mistake]

    def step(self, step: StepId) -> ExerciseStep | None:
        """Return the step of that id, if the exercise has it."""
        return next((found for found in self.steps if found.step.id == step), None)


def compile_exercise(variant: Variant, *, mistakes: Mapping[MistakeCode, Mistake], secret: bytes) -> Exercise:
    """
    Make a variant ready for judging.

    Raises
    ------
    BrokenKey
        If a key does not compile.
    """
    subject = f"{variant.release}/{variant.item}/{variant.index}"
    return Exercise(
        variant=variant,
        steps=tuple(compile_step(step, secret=secret, subject=subject) for step in variant.steps),
        mistakes=mistakes,
    )


def compile_step(step: VariantStep, *, secret: bytes, subject: str) -> ExerciseStep:
    """
    Make one step ready for judging.

    Raises
    ------
    BrokenKey
        If a key does not compile.
    """
    key = _key(step.answer, step, step.solution, secret, f"{subject}/{step.id}")
    return ExerciseStep(
        step=step,
        key=key,
        scaffold_keys={
            entry.id: _key(entry.answer, step, (), secret, f"{subject}/{entry.id}")
            for entry in step.help
            if isinstance(entry, Scaffold)
        },
        mistakes=_table(key, step.answer, step.mistakes),
    )


def scaffold_step(parent: ExerciseStep, scaffold: StepId) -> ExerciseStep | None:
    """
    Make a scaffold ready like a step of its own; None where the step has none of that id.
    """
    found = next((entry for entry in parent.step.help if isinstance(entry, Scaffold) and entry.id == scaffold), None)
    if found is None:
        return None
    return ExerciseStep(
        step=VariantStep(
            id=found.id,
            prompt=found.prompt,
            skills=(),
            answer=found.answer,
            help=found.rungs,
            unknowns=parent.step.unknowns,
        ),
        key=parent.scaffold_keys[found.id],
        scaffold_keys={},
        mistakes={},
    )


def _key(answer: Answer, step: VariantStep, solution: tuple[str, ...], secret: bytes, subject: str) -> Key:
    key = compile_key(answer, unknowns=step.unknowns, solution=solution, secret=secret, subject=subject)
    if isinstance(key, KeyFault):
        message = f"{subject}: {key.sentence}"
        raise BrokenKey(message)
    return key


def _table(key: Key, answer: Answer, mistakes: Sequence[ExpectedMistake]) -> dict[Fingerprint, ExpectedMistake]:
    right = fingerprint(key, answer.value)
    table: dict[Fingerprint, ExpectedMistake] = {}
    for mistake in mistakes:
        found = fingerprint(key, mistake.value)
        if found is not None and found != right:
            table.setdefault(found, mistake)
    return table
