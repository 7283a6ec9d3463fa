"""
Counting: what a bank holds, in numbers.

Skills and the items for each, kinds of answers and forms, draws, mistakes, help,
and how items are shown. Judges nothing: whether that is enough is its author's.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import assert_never

import msgspec

from item_bank.answers.answer import Answer, ChoiceAnswer, OrderAnswer
from item_bank.bundle import ReleasedItem
from item_bank.figures.figure import Figure
from item_bank.item import kind_of
from item_bank.skill import Skill
from item_bank.template import ItemTemplate, StepTemplate
from item_bank.variant import Rung, Scaffold

__all__ = ["Counts", "count"]


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a bank holds.

    `shown` counts the items with a figure of each kind, with a picture, with
    options to pick, and `text` those with none of these; `languages` the items
    that are complete in each further one.
    """

    skills: int
    skills_without_items: tuple[str, ...]
    items: int
    steps: int
    draws: int
    fewest_draws: int
    items_by_skill: dict[str, int]
    kinds: dict[str, int]
    forms: dict[str, int]
    shown: dict[str, int]
    mistakes: int
    steps_without_mistakes: int
    rungs: int
    scaffolds: int
    steps_without_help: int
    languages: dict[str, int]


def count(skills: Sequence[Skill], items: Sequence[ReleasedItem]) -> Counts:
    """
    Count what a bank holds.
    """
    templates = [item.template for item in items]
    steps = [step for template in templates for step in template.steps]
    by_skill = Counter(skill for template in templates for skill in _practised(template))
    help_ = [entry for step in steps for entry in step.help]
    return Counts(
        skills=len(skills),
        skills_without_items=tuple(str(skill.id) for skill in skills if not by_skill[skill.id]),
        items=len(items),
        steps=len(steps),
        draws=sum(item.ranks.count for item in items),
        fewest_draws=min((item.ranks.count for item in items), default=0),
        items_by_skill={str(skill.id): by_skill[skill.id] for skill in skills},
        kinds=_ranked(kind_of(step.answer) for step in steps),
        forms=_ranked(form for step in steps if (form := getattr(step.answer, "form", "any")) != "any"),
        shown=_ranked(name for template in templates for name in _shown(template)),
        mistakes=sum(len(step.mistakes) for step in steps),
        steps_without_mistakes=sum(not step.mistakes for step in steps),
        rungs=sum(isinstance(entry, Rung) for entry in help_),
        scaffolds=sum(isinstance(entry, Scaffold) for entry in help_),
        steps_without_help=sum(not step.help for step in steps),
        languages=_ranked(language for item in items for language in item.translations),
    )


def _practised(template: ItemTemplate) -> set[str]:
    return {str(skill) for skill in (*template.skills, *(skill for step in template.steps for skill in step.skills))}


def _shown(template: ItemTemplate) -> set[str]:
    found = {str(figure.__struct_config__.tag) for figure in _figures(template)}
    texts = [template.prompt, *(step.prompt for step in template.steps)]
    if any("![" in text for text in texts):
        found.add("picture")
    if any(isinstance(step.answer, ChoiceAnswer | OrderAnswer) for step in template.steps):
        found.add("options")
    return found or {"text"}


def _figures(template: ItemTemplate) -> Iterable[Figure]:
    yield from template.figures
    for step in template.steps:
        yield from step.figures
        yield from _drawn_options(step.answer)
        yield from _in_help(step)


def _drawn_options(answer: Answer) -> Iterable[Figure]:
    if isinstance(answer, ChoiceAnswer | OrderAnswer):
        yield from (option.figure for option in answer.choices if option.figure is not None)


def _in_help(step: StepTemplate) -> Iterable[Figure]:
    for entry in step.help:
        match entry:
            case Scaffold():
                yield from entry.figures
            case Rung():
                pass
            case _:
                assert_never(entry)


def _ranked(names: Iterable[object]) -> dict[str, int]:
    """
    Count names, the most frequent first, and those of one number by the alphabet.
    """
    counted = Counter(map(str, names))
    return dict(sorted(counted.items(), key=lambda entry: (-entry[1], entry[0])))
