"""
Exercises as they are sent: texts, figures, steps and help, rendered.

A text goes out three times: as authored, in segments that a page can show without
knowing Markdown or LaTeX, and as words for a voice. What became of an exercise is
`opportunities`'.
"""

from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from hints.hint import Hint
from item_bank.figures.drawing import Drawing, draw
from item_bank.figures.figure import Figure
from item_bank.ids import MistakeCode, StepId
from item_bank.rendering.render import render
from item_bank.rendering.segments import Segment
from practice.shown import ChoiceShown, EntryKind, ExerciseShown, StepShown

__all__ = [
    "Exercise",
    "FigureSent",
    "HintSent",
    "Options",
    "Step",
    "StepKey",
    "Text",
    "exercise_sent",
    "figures_sent",
    "keys_sent",
    "options_sent",
    "read_out",
    "send_hint",
    "step_sent",
    "text_sent",
]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text as authored (Markdown, maths between dollar signs), in pieces to show, and as words to speak."""

    text: str
    segments: tuple[Segment, ...]
    speech: str


class HintSent(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of help: its words, where they came from, what they are about, and the sub-step that it asks."""

    text: Text
    source: str
    specificity: str
    language: str
    rung: int | None
    scaffold: StepId | None
    code: MistakeCode | None


class Table(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="table"):
    """A table: words for the whole, the names of its columns (or none), its rows, whose first texts may name them."""

    alt: str
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    head_column: bool


FigureSent: TypeAlias = Drawing | Table


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One option, in the order to show; `id` is what is sent back; a figure is shown instead of the text."""

    id: str
    text: Text
    figure: FigureSent | None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step or scaffold: its words, the kind of answer, the form asked for, and the names that may occur."""

    id: StepId
    prompt: Text
    kind: EntryKind
    choices: tuple[Choice, ...]
    form: str
    unknowns: tuple[str, ...]
    figures: tuple[FigureSent, ...]


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """The options of a step that has any, for those who look at answers: an answer to it holds their ids."""

    step: StepId
    choices: tuple[Choice, ...]


class StepKey(msgspec.Struct, frozen=True, kw_only=True):
    """One step for those who may see its key: what it asks, and the key; where options are, their ids."""

    step: StepId
    prompt: Text
    answer: str


class Exercise(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above the steps, and whose work it is."""

    title: str
    prompt: Text
    language: str
    license: str
    attribution: str
    figures: tuple[FigureSent, ...]


def exercise_sent(shown: ExerciseShown) -> Exercise:
    """
    Render what stands above the steps.
    """
    return Exercise(
        title=shown.title,
        prompt=text_sent(shown.prompt, shown.language),
        language=shown.language,
        license=shown.license,
        attribution=shown.attribution,
        figures=figures_sent(shown.figures, shown.language),
    )


def step_sent(step: StepShown, language: str) -> Step:
    """
    Render a step.
    """
    return Step(
        id=step.id,
        prompt=text_sent(step.prompt, language),
        kind=step.kind,
        choices=tuple(_choice(choice, language) for choice in step.choices),
        form=step.form,
        unknowns=step.unknowns,
        figures=figures_sent(step.figures, language),
    )


def options_sent(steps: Iterable[StepShown], language: str) -> tuple[Options, ...]:
    """
    Render the options of those steps that have any.
    """
    return tuple(
        Options(step=step.id, choices=tuple(_choice(choice, language) for choice in step.choices))
        for step in steps
        if step.choices
    )


def keys_sent(steps: Iterable[StepShown], answers: Iterable[str], language: str) -> tuple[StepKey, ...]:
    """
    Render what each step asks, with its key.
    """
    return tuple(
        StepKey(step=step.id, prompt=text_sent(step.prompt, language), answer=answer)
        for step, answer in zip(steps, answers, strict=True)
    )


def read_out(options: Iterable[Options], step: StepId, text: str) -> str:
    """
    Say an answer in words: of options what they say, since their ids are the bank's alone; else as it was entered.
    """
    said = {choice.id: choice.text.speech for one in options if one.step == step for choice in one.choices}
    ids = [one.strip() for one in text.split(",")]
    return ", ".join([said[one] for one in ids]) if said.keys() >= set(ids) else text


def send_hint(hint: Hint | None) -> HintSent | None:
    """
    Render a hint.
    """
    if hint is None:
        return None
    return HintSent(
        text=text_sent(hint.text, hint.language),
        source=hint.source.value,
        specificity=hint.specificity.value,
        language=hint.language,
        rung=hint.rung,
        scaffold=hint.scaffold,
        code=hint.code,
    )


def text_sent(text: str, language: str) -> Text:
    """
    Render a text.
    """
    rendered = render(text, language)
    return Text(text=text, segments=rendered.segments, speech=rendered.speech)


def _choice(choice: ChoiceShown, language: str) -> Choice:
    figure = None if choice.figure is None else _figure(choice.figure, language)
    return Choice(id=choice.id, text=text_sent(choice.text, language), figure=figure)


def figures_sent(figures: tuple[Figure, ...], language: str) -> tuple[FigureSent, ...]:
    """
    Draw figures.
    """
    return tuple(_figure(figure, language) for figure in figures)


def _figure(figure: Figure, language: str) -> FigureSent:
    drawn = draw(figure, language)
    if isinstance(drawn, Drawing):
        return drawn
    return Table(
        alt=drawn.alt,
        head=tuple(text_sent(text, language) for text in drawn.head),
        rows=tuple(tuple(text_sent(text, language) for text in row) for row in drawn.rows),
        head_column=drawn.head_column,
    )
