"""
Parts: every text and formula of an item, with its place in the file.

The one list of what an author writes in an item, so that each check looks at
all of it and says where. What is wrong with a part is the checks' to find.
"""

from collections.abc import Iterator
from typing import Literal, TypeAlias, assert_never

import msgspec

from item_bank.answers.answer import (
    Answer,
    ChoiceAnswer,
    MathsAnswer,
    NumberAnswer,
    OrderAnswer,
    TextAnswer,
    UnitsAnswer,
)
from item_bank.figures.figure import Figure
from item_bank.figures.filling import CURVE_LETTER
from item_bank.figures.parts import parts
from item_bank.fill import step_unknowns
from item_bank.finding import Path
from item_bank.follow_through import PREVIOUS
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import Rung, Scaffold

__all__ = [
    "FigureAt",
    "FormulaPart",
    "TextPart",
    "answers",
    "figures",
    "formulas",
    "mistake_path",
    "scaffolds",
    "step_path",
    "texts",
]

Role: TypeAlias = Literal["title", "prompt", "choice", "hint", "answer", "solution", "label", "cell"]


class TextPart(msgspec.Struct, frozen=True, kw_only=True):
    """A text with placeholders; `prompt`, `choice`, `hint` and `cell` are rendered, the others are not."""

    path: Path
    text: str
    role: Role
    unknowns: tuple[str, ...] = ()


class FormulaPart(msgspec.Struct, frozen=True, kw_only=True):
    """
    A formula that is filled for each draw; `number` ones may have no unknowns.

    `computed` ones are worked out even in an item without parameters.
    """

    path: Path
    text: str
    number: bool
    unknowns: tuple[str, ...] = ()
    computed: bool = False


class FigureAt(msgspec.Struct, frozen=True, kw_only=True):
    """A figure: the item's, a step's, a scaffold's or an option's."""

    path: Path
    figure: Figure
    unknowns: tuple[str, ...] = ()


class AnswerPart(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, its step's or a scaffold's."""

    path: Path
    answer: Answer
    unknowns: tuple[str, ...] = ()


def step_path(place: int) -> Path:
    """
    Return the path of a step.
    """
    return ("steps", place)


def mistake_path(step: StepTemplate, place: int, mistake: int) -> Path:
    """
    Return the path of a step's mistake, which for choices is the option that shows it, or stands at the item.
    """
    if isinstance(step.answer, ChoiceAnswer):
        ids = [choice.id for choice in step.answer.choices]
        return (*step_path(place), "answer", "choices", ids.index(step.mistakes[mistake].value))
    own = len(step.mistakes) - len(step.of_item)
    return (*step_path(place), "mistakes", mistake) if mistake < own else ("mistakes", step.of_item[mistake - own])


def scaffolds(step: StepTemplate, place: int) -> Iterator[tuple[Path, Scaffold]]:
    """
    Yield a step's scaffolds with their paths.
    """
    for entry_place, entry in enumerate(step.help):
        if isinstance(entry, Scaffold):
            yield (*step_path(place), "hints", entry_place, "scaffold"), entry


def answers(template: ItemTemplate) -> Iterator[AnswerPart]:
    """
    Yield all answers of an item, scaffolds' too.
    """
    for place, step in enumerate(template.steps):
        path = (*step_path(place), "answer")
        yield AnswerPart(path=path, answer=step.answer, unknowns=step_unknowns(step, step.answer))
        for inner, scaffold in scaffolds(step, place):
            unknowns = step_unknowns(step, scaffold.answer)
            yield AnswerPart(path=(*inner, "answer"), answer=scaffold.answer, unknowns=unknowns)


def figures(template: ItemTemplate) -> Iterator[FigureAt]:
    """
    Yield all figures of an item.
    """
    everywhere = _everywhere(template)
    yield from _figures(template.figures, ("figures",), everywhere)
    for place, step in enumerate(template.steps):
        yield from _figures(step.figures, (*step_path(place), "figures"), step_unknowns(step, step.answer))
        for inner, scaffold in scaffolds(step, place):
            unknowns = step_unknowns(step, scaffold.answer)
            yield from _figures(scaffold.figures, (*inner, "figures"), unknowns)
    for part in answers(template):
        if isinstance(part.answer, ChoiceAnswer | OrderAnswer):
            for place, choice in enumerate(part.answer.choices):
                if choice.figure is not None:
                    path = (*part.path, "choices", place, "figure")
                    yield FigureAt(path=path, figure=choice.figure, unknowns=part.unknowns)


def _figures(several: tuple[Figure, ...], path: Path, unknowns: tuple[str, ...]) -> Iterator[FigureAt]:
    for place, figure in enumerate(several):
        yield FigureAt(path=(*path, place), figure=figure, unknowns=unknowns)


def _everywhere(template: ItemTemplate) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for step in template.steps for name in step_unknowns(step, step.answer)))


def formulas(template: ItemTemplate) -> Iterator[FormulaPart]:
    """
    Yield the formulas of answers, mistakes and figures.
    """
    for part in answers(template):
        if _has_formula(part.answer):
            number = isinstance(part.answer, NumberAnswer)
            yield FormulaPart(path=(*part.path, "value"), text=part.answer.value, number=number, unknowns=part.unknowns)
    for place, step in enumerate(template.steps):
        if _has_formula(step.answer):
            unknowns = step_unknowns(step, step.answer)
            number = isinstance(step.answer, NumberAnswer)
            for mistake_place, mistake in enumerate(step.mistakes):
                path = (*mistake_path(step, place, mistake_place), "when")
                yield FormulaPart(path=path, text=mistake.value, number=number, unknowns=unknowns)
    for place, step in enumerate(template.steps):
        if step.follows:
            path = (*step_path(place), "follows")
            yield FormulaPart(path=path, text=step.follows, number=False, unknowns=(PREVIOUS,), computed=True)
    yield from _figure_formulas(template)


def _figure_formulas(template: ItemTemplate) -> Iterator[FormulaPart]:
    for at in figures(template):
        for inner in parts(at.figure):
            if inner.role in {"value", "formula"}:
                letters = (CURVE_LETTER,) if inner.role == "formula" else ()
                yield FormulaPart(
                    path=(*at.path, *inner.path),
                    text=inner.text,
                    number=inner.role == "value",
                    unknowns=letters,
                    computed=True,
                )


def texts(template: ItemTemplate) -> Iterator[TextPart]:
    """
    Yield the texts of an item, in the order of its file.
    """
    yield TextPart(path=("title",), text=template.title, role="title")
    yield TextPart(path=("prompt",), text=template.prompt, role="prompt", unknowns=_everywhere(template))
    for at in figures(template):
        for inner in parts(at.figure):
            if inner.role in {"words", "rich"}:
                role: Role = "label" if inner.role == "words" else "cell"
                yield TextPart(path=(*at.path, *inner.path), text=inner.text, role=role, unknowns=at.unknowns)
    for part in answers(template):
        yield from _answer_texts(part)
    for place, step in enumerate(template.steps):
        yield from _step_texts(step, place)


def _step_texts(step: StepTemplate, place: int) -> Iterator[TextPart]:
    path = step_path(place)
    unknowns = step_unknowns(step, step.answer)
    yield TextPart(path=(*path, "prompt"), text=step.prompt, role="prompt", unknowns=unknowns)
    for line_place, line in enumerate(step.solution):
        yield TextPart(path=(*path, "solution", line_place), text=line, role="solution", unknowns=unknowns)
    for mistake_place, mistake in enumerate(step.mistakes):
        here = mistake_path(step, place, mistake_place)
        if isinstance(step.answer, TextAnswer):
            yield TextPart(path=(*here, "when"), text=mistake.value, role="answer", unknowns=unknowns)
        if mistake.hint is not None:
            yield TextPart(path=(*here, "hint"), text=mistake.hint, role="hint", unknowns=unknowns)
    for entry_place, entry in enumerate(step.help):
        here = (*path, "hints", entry_place)
        match entry:
            case Rung(text=text):
                yield TextPart(path=here, text=text, role="hint", unknowns=unknowns)
            case Scaffold(prompt=prompt, rungs=rungs, answer=answer):
                inside = step_unknowns(step, answer)
                here = (*here, "scaffold")
                yield TextPart(path=(*here, "prompt"), text=prompt, role="prompt", unknowns=inside)
                for rung_place, rung in enumerate(rungs):
                    yield TextPart(path=(*here, "hints", rung_place), text=rung.text, role="hint", unknowns=inside)
            case _:
                assert_never(entry)


def _answer_texts(part: AnswerPart) -> Iterator[TextPart]:
    match part.answer:
        case ChoiceAnswer(choices=choices) | OrderAnswer(choices=choices):
            for place, choice in enumerate(choices):
                if choice.figure is None or choice.text != choice.figure.alt:
                    path = (*part.path, "choices", place, "text")
                    yield TextPart(path=path, text=choice.text, role="choice", unknowns=part.unknowns)
        case TextAnswer(value=value, accept=accept):
            yield TextPart(path=(*part.path, "value"), text=value, role="answer", unknowns=part.unknowns)
            for place, spelling in enumerate(accept):
                path = (*part.path, "accept", place)
                yield TextPart(path=path, text=spelling, role="answer", unknowns=part.unknowns)
        case UnitsAnswer(value=value):
            yield TextPart(path=(*part.path, "value"), text=value, role="answer", unknowns=part.unknowns)
        case MathsAnswer():
            return
        case _:
            assert_never(part.answer)


def _has_formula(answer: Answer) -> bool:
    return isinstance(answer, MathsAnswer) and not isinstance(answer, UnitsAnswer)
