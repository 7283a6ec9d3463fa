"""
Intact: what of an item can still be looked at.

All of it, but for what could not be read and what a finding is about already:
whoever looks at a place asks here first, so that one mistake of the author's
is said once, and hides nothing that does not follow from it.
"""

import re
from collections.abc import Iterable
from typing import Final, assert_never

import msgspec

from item_bank.algebra.arithmetic import FUNCTIONS
from item_bank.algebra.tree import CONSTANT_WORDS
from item_bank.answers.answer import (
    Answer,
    ChoiceAnswer,
    MathsAnswer,
    OrderAnswer,
    TextAnswer,
    UnitsAnswer,
)
from item_bank.check.parts import formulas, mistake_path, step_path, texts
from item_bank.domain import IntegerRange
from item_bank.figures.figure import Figure
from item_bank.finding import Path
from item_bank.native.source import ItemSource
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import Help, Rung, Scaffold

__all__ = ["Intact", "any_names", "blanked"]

_WORD: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_PLACEHOLDER: Final = re.compile(r"@\{([^{}]*)\}")


class Intact:
    """The places of one item that can be looked at; they only become fewer."""

    def __init__(self, unread: Iterable[Path]) -> None:
        self._not = set(unread)

    def __call__(self, *path: str | int) -> bool:
        """Say whether nothing at a place, around it or inside it is amiss."""
        return not any(path[: len(other)] == other[: len(path)] for other in self._not)

    def gone(self, *path: str | int) -> bool:
        """Say whether a place could not be read at all, or stands in one that could not."""
        return any(path[: len(other)] == other for other in self._not)

    def spoil(self, path: Path) -> None:
        """Leave a place alone from now on: what is wrong with it is said."""
        self._not.add(path)

    def without(self, paths: Iterable[Path]) -> "Intact":
        """Return the same with more places left alone."""
        return Intact({*self._not, *paths})

    def unread_names(self) -> bool:
        """Say whether there may be names of parameters or unknowns that could not be read."""
        return any(path[:1] in {("params",), ("derive",)} and len(path) == 1 for path in self._not) or any(
            "unknowns" in path for path in self._not
        )


def any_names(item: ItemSource, intact: Intact) -> ItemTemplate:
    """
    Return an item's template; where names could not be read, whatever looks like one is a parameter.

    So a formula over them is still found to be maths, or not.
    """
    template = item.template
    if not intact.unread_names():
        return template
    written = [inside for part in texts(template) for inside in _PLACEHOLDER.findall(part.text)]
    written += [part.text for part in formulas(template)]
    written += [*template.derive.values(), *template.where]
    known = {*template.derive, *CONSTANT_WORDS, *(name for name, _ in FUNCTIONS)}
    known.update(name for step in template.steps for name in step.unknowns)
    guessed = {
        name: IntegerRange(low=0, high=0) for text in written for name in _WORD.findall(text) if name not in known
    }
    return msgspec.structs.replace(template, params={**guessed, **template.params})


def blanked(template: ItemTemplate, intact: Intact) -> ItemTemplate:
    """
    Return an item with something empty in each place that is not intact, so that the rest can be filled.
    """
    return msgspec.structs.replace(
        template,
        title=_text(template.title, intact, ("title",)),
        prompt=_text(template.prompt, intact, ("prompt",)),
        figures=_figures(template.figures, intact, ("figures",)),
        steps=tuple(_step(step, place, intact) for place, step in enumerate(template.steps)),
    )


def _text(text: str, intact: Intact, path: Path) -> str:
    return text if intact(*path) else ""


def _figures(figures: tuple[Figure, ...], intact: Intact, path: Path) -> tuple[Figure, ...]:
    return tuple(figure for place, figure in enumerate(figures) if intact(*path, place))


def _step(step: StepTemplate, place: int, intact: Intact) -> StepTemplate:
    path = step_path(place)
    return msgspec.structs.replace(
        step,
        prompt=_text(step.prompt, intact, (*path, "prompt")),
        figures=_figures(step.figures, intact, (*path, "figures")),
        answer=_answer(step.answer, intact, (*path, "answer")),
        mistakes=tuple(
            msgspec.structs.replace(
                mistake,
                value=mistake.value if intact(*here, "when") else "0",
                hint=mistake.hint if intact(*here, "hint") else None,
            )
            for here, mistake in ((mistake_path(step, place, at), mistake) for at, mistake in enumerate(step.mistakes))
        ),
        help=tuple(_help(entry, intact, (*path, "hints", at)) for at, entry in enumerate(step.help)),
        follows=_text(step.follows, intact, (*path, "follows")),
        solution=tuple(_text(line, intact, (*path, "solution", at)) for at, line in enumerate(step.solution)),
    )


def _answer(answer: Answer, intact: Intact, path: Path) -> Answer:
    match answer:
        case UnitsAnswer(value=value):
            return msgspec.structs.replace(answer, value=_text(value, intact, (*path, "value")))
        case MathsAnswer():
            return answer if intact(*path, "value") else msgspec.structs.replace(answer, value="0")
        case ChoiceAnswer(choices=choices) | OrderAnswer(choices=choices):
            filled = tuple(
                msgspec.structs.replace(
                    choice,
                    text=_text(choice.text, intact, (*path, "choices", place, "text")),
                    figure=choice.figure if intact(*path, "choices", place, "figure") else None,
                )
                for place, choice in enumerate(choices)
            )
            return msgspec.structs.replace(answer, choices=filled)
        case TextAnswer(value=value, accept=accept):
            return TextAnswer(
                value=_text(value, intact, (*path, "value")),
                accept=tuple(_text(text, intact, (*path, "accept", place)) for place, text in enumerate(accept)),
            )
        case _:
            assert_never(answer)


def _help(entry: Help, intact: Intact, path: Path) -> Help:
    match entry:
        case Rung():
            return msgspec.structs.replace(entry, text=_text(entry.text, intact, path))
        case Scaffold():
            here = (*path, "scaffold")
            return msgspec.structs.replace(
                entry,
                prompt=_text(entry.prompt, intact, (*here, "prompt")),
                figures=_figures(entry.figures, intact, (*here, "figures")),
                answer=_answer(entry.answer, intact, (*here, "answer")),
                rungs=tuple(
                    msgspec.structs.replace(rung, text=_text(rung.text, intact, (*here, "hints", place)))
                    for place, rung in enumerate(entry.rungs)
                ),
            )
        case _:
            assert_never(entry)
