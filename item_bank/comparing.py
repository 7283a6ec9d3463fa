"""
Comparing: what a newer bank changes in an older one, item by item, by what follows from it.

`grading`: past attempts would be judged otherwise, or variants are others. `skill`:
what is learned from attempts is about other skills. `text`: learners read other
words, and statistics may stay. What several of these hold for is named by each.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, TypeAlias

import msgspec

from item_bank.answers.answer import Answer, ChoiceAnswer, OrderAnswer
from item_bank.ids import ItemId
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import Scaffold

__all__ = ["Change", "ChangeClass", "Compared", "compare"]

ChangeClass: TypeAlias = Literal["added", "removed", "grading", "skill", "text"]

Compared: TypeAlias = Mapping[ItemId, tuple[ItemTemplate, Mapping[str, ItemTemplate]]]
"""Items by their ids, each with its translations by language."""


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One item that is not as it was: how, gravest first, and the fields or steps where."""

    item: ItemId
    classes: tuple[ChangeClass, ...]
    where: tuple[str, ...] = ()


def compare(old: Compared, new: Compared) -> tuple[Change, ...]:
    """
    Compare two banks; an item that is the same in both is not named.

    Returns
    -------
    tuple of Change
        In the order of the items' ids.
    """
    changes: list[Change] = []
    for item in sorted({*old, *new}):
        if item not in new:
            changes.append(Change(item=item, classes=("removed",)))
        elif item not in old:
            changes.append(Change(item=item, classes=("added",)))
        else:
            found = list(_differing(old[item], new[item]))
            classes: tuple[ChangeClass, ...] = tuple(kind for kind in _OF_ITEM if any(of == kind for of, _ in found))
            if classes:
                places = tuple(dict.fromkeys(place for _, place in found))
                changes.append(Change(item=item, classes=classes, where=places))
    return tuple(changes)


_Pair: TypeAlias = tuple[ItemTemplate, Mapping[str, ItemTemplate]]
_Class: TypeAlias = Literal["grading", "skill", "text"]


def _differing(old: _Pair, new: _Pair) -> Iterator[tuple[_Class, str]]:
    """
    Yield the classes of what differs, each with its place.
    """
    (before, words_before), (after, words_after) = old, new
    for kind, fields in _OF_ITEM.items():
        yield from ((kind, name) for name in fields if _ordered(before, name) != _ordered(after, name))
    steps_before = {step.id: step for step in before.steps}
    steps_after = {step.id: step for step in after.steps}
    if list(steps_before) != list(steps_after):
        yield "grading", "steps"
    for name in steps_before.keys() & steps_after.keys():
        one, other = steps_before[name], steps_after[name]
        if _graded(one) != _graded(other):
            yield "grading", f"steps/{name}"
        if one.skills != other.skills:
            yield "skill", f"steps/{name}"
        if _said(one) != _said(other):
            yield "text", f"steps/{name}"
    for language in sorted({*words_before, *words_after}):
        if _worded(words_before.get(language)) != _worded(words_after.get(language)):
            yield "text", language


def _worded(item: ItemTemplate | None) -> object:
    """
    Return what a translation says.
    """
    return None if item is None else (item.title, item.prompt, item.figures, [_said(step) for step in item.steps])


_OF_ITEM: Mapping[_Class, Sequence[str]] = {
    "grading": ("params", "derive", "where"),
    "skill": ("skills", "requires", "difficulty"),
    "text": ("title", "prompt", "figures", "language", "license", "attribution", "grade", "tags"),
}


def _ordered(item: ItemTemplate, name: str) -> object:
    """
    Return a field; of what is drawn, with its order, which says which variant is which.
    """
    value = msgspec.structs.asdict(item)[name]
    return list(value.items()) if isinstance(value, dict) else value


def _graded(step: StepTemplate) -> object:
    """
    Return what a step's verdicts and diagnoses depend on.
    """
    mistakes = [(mistake.value, mistake.code) for mistake in step.mistakes]
    scaffolds = [(entry.id, _key(entry.answer)) for entry in step.help if isinstance(entry, Scaffold)]
    return (_key(step.answer), mistakes, step.solution, step.unknowns, step.follows, scaffolds)


def _key(answer: Answer) -> object:
    if isinstance(answer, ChoiceAnswer | OrderAnswer):
        shuffled = answer.shuffle if isinstance(answer, ChoiceAnswer) else True
        return (answer.value, [(option.id, option.code) for option in answer.choices], shuffled)
    return answer


def _said(step: StepTemplate) -> object:
    """
    Return what a learner reads at a step.
    """
    options = step.answer.choices if isinstance(step.answer, ChoiceAnswer | OrderAnswer) else ()
    hints = [mistake.hint for mistake in step.mistakes]
    return (step.prompt, step.figures, options, hints, step.help)
