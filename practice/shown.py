"""
What a learner is shown of an exercise.

The texts and the kind of entry, without the key, the help or the mistakes. It
is recorded with the events, so that what somebody saw can be told again after
the release it came from has gone. Rendering the texts is left to `api`.
"""

from typing import Literal, TypeAlias

import msgspec

from item_bank.answers.answer import (
    Answer,
    ChoiceAnswer,
    EquationAnswer,
    ExpressionAnswer,
    Form,
    NumberAnswer,
    TextAnswer,
)
from item_bank.ids import StepId
from item_bank.variant import Scaffold, Variant, VariantStep

__all__ = ["ChoiceShown", "EntryKind", "ExerciseShown", "StepShown", "show_exercise", "show_scaffold", "show_step"]

EntryKind: TypeAlias = Literal["number", "expression", "equation", "choice", "text"]


class ChoiceShown(msgspec.Struct, frozen=True, kw_only=True):
    """One option, in the order in which options are shown."""

    id: str
    text: str


class StepShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step or scaffold: its words, what may be entered, the form asked for, and the names that may occur."""

    id: StepId
    prompt: str
    kind: EntryKind
    choices: tuple[ChoiceShown, ...] = ()
    form: Form = "any"
    unknowns: tuple[str, ...] = ()


class ExerciseShown(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above the steps, and whose work it is."""

    title: str
    prompt: str
    language: str
    license: str
    attribution: str


def show_exercise(variant: Variant) -> ExerciseShown:
    """
    Take from a variant what stands above its steps.
    """
    return ExerciseShown(
        title=variant.title,
        prompt=variant.prompt,
        language=variant.language,
        license=variant.license,
        attribution=variant.attribution,
    )


def show_step(step: VariantStep) -> StepShown:
    """
    Take from a step what its learner may see.
    """
    return _shown(step.id, step.prompt, step.answer, step.unknowns)


def show_scaffold(scaffold: Scaffold, of: VariantStep) -> StepShown:
    """
    Take from a scaffold what its learner may see; it is written with its step's names.
    """
    return _shown(scaffold.id, scaffold.prompt, scaffold.answer, of.unknowns)


def _shown(id_: StepId, prompt: str, answer: Answer, unknowns: tuple[str, ...]) -> StepShown:
    match answer:
        case NumberAnswer():
            return StepShown(id=id_, prompt=prompt, kind="number", form=answer.form, unknowns=unknowns)
        case ExpressionAnswer():
            return StepShown(id=id_, prompt=prompt, kind="expression", form=answer.form, unknowns=unknowns)
        case EquationAnswer():
            return StepShown(id=id_, prompt=prompt, kind="equation", unknowns=answer.unknowns or unknowns)
        case ChoiceAnswer():
            options = tuple(ChoiceShown(id=choice.id, text=choice.text) for choice in answer.choices)
            return StepShown(id=id_, prompt=prompt, kind="choice", choices=options)
        case TextAnswer():
            return StepShown(id=id_, prompt=prompt, kind="text")
