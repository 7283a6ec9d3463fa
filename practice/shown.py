"""
What a learner is shown of an exercise.

The texts and the kind of entry, without the key, the help or the mistakes. It
is recorded with the events, so that what somebody saw can be told again after
the release it came from has gone. Rendering the texts is left to `api`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias, get_args

import msgspec

from item_bank.answers.answer import (
    ChoiceAnswer,
    Form,
    MathsAnswer,
    OrderAnswer,
    SystemAnswer,
    TextAnswer,
)
from item_bank.figures.figure import Figure
from item_bank.ids import StepId
from item_bank.item import kind_of
from item_bank.rendering.localised import localised
from item_bank.variant import Scaffold, Variant, VariantStep

__all__ = [
    "ChoiceShown",
    "EntryKind",
    "ExerciseShown",
    "StepShown",
    "all_asked",
    "all_figures",
    "answers",
    "show_exercise",
    "show_scaffold",
    "show_step",
    "steps_shown",
]

EntryKind: TypeAlias = Literal[
    "number",
    "expression",
    "equation",
    "solutions",
    "inequality",
    "interval",
    "set",
    "list",
    "tuple",
    "matrix",
    "system",
    "units",
    "antiderivative",
    "choice",
    "order",
    "text",
]
ENTRY_KINDS: Mapping[str, EntryKind] = MappingProxyType({kind: kind for kind in get_args(EntryKind)})


class ChoiceShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One option, in the order in which options are shown."""

    id: str
    text: str
    figure: Figure | None = None
    """What is shown of the option; its text besides unless it is the figure's own words."""


class StepShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One step or scaffold: its words, what may be entered, the form asked for, and the names that may occur."""

    id: StepId
    prompt: str
    kind: EntryKind
    choices: tuple[ChoiceShown, ...] = ()
    form: Form = "any"
    unknowns: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()


class ExerciseShown(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What stands above the steps, and whose work it is."""

    title: str
    prompt: str
    language: str
    license: str
    attribution: str
    figures: tuple[Figure, ...] = ()


def show_exercise(variant: Variant) -> ExerciseShown:
    """
    Take from a variant what stands above its steps.
    """
    return ExerciseShown(
        title=localised(variant.title, variant.language),
        prompt=localised(variant.prompt, variant.language),
        language=variant.language,
        license=variant.license,
        attribution=variant.attribution,
        figures=variant.figures,
    )


def show_step(step: VariantStep, language: str) -> StepShown:
    """
    Take from a step what its learner may see, its numbers written as in the exercise's language.
    """
    return _shown(step, step.unknowns, language)


def show_scaffold(scaffold: Scaffold, of: VariantStep, language: str) -> StepShown:
    """
    Take from a scaffold what its learner may see; it is written with its step's names.
    """
    return _shown(scaffold, of.unknowns, language)


def steps_shown(variant: Variant) -> tuple[StepShown, ...]:
    """
    Take from all steps what a learner may see.
    """
    return tuple(show_step(step, variant.language) for step in variant.steps)


def answers(variant: Variant) -> tuple[str, ...]:
    """
    Return the keys of all steps, in order.
    """
    return tuple(str(step.answer.value) for step in variant.steps)


def all_asked(variant: Variant) -> str:
    """
    Return the prompt and the questions of all steps, one below the other: often the problem alone does not say it.
    """
    steps = [step.prompt for step in variant.steps if step.prompt and step.prompt != variant.prompt]
    return localised("\n\n".join([variant.prompt, *steps]), variant.language)


def all_figures(variant: Variant) -> tuple[Figure, ...]:
    """
    Return the figures of the problem and of all its steps.
    """
    return (*variant.figures, *(figure for step in variant.steps for figure in step.figures))


def _shown(part: VariantStep | Scaffold, unknowns: tuple[str, ...], language: str) -> StepShown:
    id_, prompt, answer, figures = part.id, localised(part.prompt, language), part.answer, part.figures
    match answer:
        case MathsAnswer():
            form = "any" if isinstance(answer, SystemAnswer) else answer.form
            return StepShown(
                id=id_,
                prompt=prompt,
                kind=ENTRY_KINDS[kind_of(answer)],
                form=form,
                unknowns=answer.unknowns or unknowns,
                figures=figures,
            )
        case ChoiceAnswer() | OrderAnswer():
            options = tuple(
                ChoiceShown(id=choice.id, text=localised(choice.text, language), figure=choice.figure)
                for choice in answer.choices
            )
            return StepShown(id=id_, prompt=prompt, kind=ENTRY_KINDS[kind_of(answer)], choices=options, figures=figures)
        case TextAnswer():
            return StepShown(id=id_, prompt=prompt, kind="text", figures=figures)
