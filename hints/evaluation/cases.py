"""
Cases: wrong answers that are made by rule, so that where and by which idea they went wrong is known exactly.

A line of an item's own solution is rewritten wrongly by one mal-rule, then worked on
rightly to its end; or a second rewrite follows, which computation alone seldom
finds from the answer. Nothing is copied from anybody's data, and the same seed
makes the same cases.
"""

from collections.abc import Iterator, Sequence
from itertools import islice
from random import Random
from typing import Final, Literal, TypeAlias

import msgspec

from hints.misconception.endings import answer_of
from hints.misconception.explain import shipped
from hints.misconception.rewriting.applying import Application, applications
from hints.misconception.rewriting.flattening import tree_of
from hints.misconception.rewriting.rule import RuleId
from hints.misconception.rewriting.work import Work
from hints.misconception.wrong_answers import Entry, table
from item_bank.algebra.printing import to_text
from item_bank.algebra.tree import Name, Relation, Tree, names
from item_bank.answers.judge import judge
from item_bank.answers.kinds.number import NumberKey
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final as FinalAnswer
from item_bank.answers.response import Response, Working
from item_bank.answers.verdict import Judged, Verdict
from item_bank.bank import Bank
from item_bank.exercise import ExerciseStep
from item_bank.ids import ItemId, StepId

__all__ = ["Case", "Errors", "cases", "cases_of"]

Errors: TypeAlias = Literal["one", "two"]
"""Wrong rewrites on the way to the answer."""
WORKINGS: Final = 4
"""Of so many cases one shows its lines, the others the answer alone."""
SECONDS: Final = 60
"""Second wrong rewrites of one line that are looked at."""
TRIES: Final = 20
"""Draws for each case that is wanted: nothing comes of items without lines, or of answers that are right by chance."""


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """
    One wrong answer with its labels.

    Attributes
    ----------
    id
        `item/variant/step/number`.
    response
        What is entered: the answer alone, or all lines after the task.
    path
        The lines that led there as typed maths, the task or what follows from it first.
    error
        The first wrong line of the path, from 1.
    errors
        Whether a second rewrite went wrong, too.
    rule, misconception
        What made the first error.
    also
        Rules that make the same answer by another way, and their ideas: nobody
        can tell these apart by the answer alone.
    """

    id: str
    item: ItemId
    variant: int
    step: StepId
    language: str
    response: Response
    path: tuple[str, ...]
    error: int
    errors: Errors
    rule: RuleId
    misconception: str | None
    also: tuple[str, ...]


def cases(bank: Bank, count: int, *, seed: int, errors: Errors = "one", language: str = "en") -> tuple[Case, ...]:
    """
    Make cases from a bank's items, spread over items, draws, lines and rules.

    Parameters
    ----------
    bank
        Whose items; those without lines of maths have none.
    count
        How many; fewer where the bank has no more.
    seed
        The same seed makes the same cases.
    errors
        Wrong rewrites in each.
    language
        Of the exercises, where an item has it.
    """
    draw = Random(f"{seed}/{errors}")  # noqa: S311 - to be repeated, not to be secret
    found: dict[tuple[str, int, str, str], Case] = {}
    items = list(bank.items.values())
    for _ in range(count * TRIES):
        if len(found) >= count:
            break
        item = draw.choice(items)
        variant = draw.randrange(item.variants)
        exercise = bank.open(item.id, variant, language)
        step = draw.choice(exercise.steps)
        made = next(islice(cases_of(step, draw, errors), 1), None)
        if made is not None:
            case = msgspec.structs.replace(
                made,
                id=f"{item.id}/{variant}/{step.step.id}/{len(found)}",
                item=item.id,
                variant=variant,
                language=exercise.variant.language,
            )
            found.setdefault((item.id, variant, step.step.id, case.path[-1]), case)
    return tuple(found.values())


def cases_of(step: ExerciseStep, draw: Random, errors: Errors) -> Iterator[Case]:
    """
    Yield cases of one step in a drawn order, with empty names of item and variant.
    """
    key = step.key
    if not isinstance(key, MathsKey):
        return
    ways = [way for entries in table(step).entries.values() for way in entries]
    draw.shuffle(ways)
    for way in ways:
        wrong = tree_of(way.application.line)
        lines = [*map(to_text, key.maths.solution[: way.place + 1]), to_text(wrong)]
        made = _finished(key, lines, wrong) if errors == "one" else _twice(key, lines, way, draw)
        if made is None:
            continue
        path, response = made
        response = Working(lines=path[1:]) if draw.randrange(WORKINGS) == 0 and len(path) > 2 else response  # noqa: PLR2004 - the task, the error and the answer
        if not _is_as_labelled(key, path, way.place + 2, response):
            continue
        yield Case(
            id="",
            item=ItemId(""),
            variant=0,
            step=step.step.id,
            language="",
            response=response,
            path=path,
            error=way.place + 2,
            errors=errors,
            rule=way.application.rule.id,
            misconception=way.application.rule.misconception,
            also=_also(step, way) if errors == "one" else (),
        )


def _finished(key: MathsKey, lines: Sequence[str], wrong: Tree) -> tuple[tuple[str, ...], Response] | None:
    """Work a wrong line on to an answer."""
    answer = answer_of(key, wrong)
    if answer is None:
        return None
    letters = names(wrong) if isinstance(wrong, Relation) else ()
    stated = Relation((Name(letters[0]), answer), ("=",)) if isinstance(key, NumberKey) and letters else answer
    path = tuple(dict.fromkeys((*lines, to_text(stated))))
    return path, FinalAnswer(text=to_text(answer))


def _twice(key: MathsKey, lines: list[str], way: Entry, draw: Random) -> tuple[tuple[str, ...], Response] | None:
    """Rewrite a wrong line wrongly once more, and work that on."""
    seconds = list(islice(applications(way.application.line, shipped(), Work(2_000)), SECONDS))
    draw.shuffle(seconds)
    for second in seconds:
        tree = tree_of(second.line)
        if to_text(tree) != lines[-1] and _differs(key, second):
            return _finished(key, [*lines, to_text(tree)], tree)
    return None


def _differs(key: MathsKey, second: Application) -> bool:
    """Say whether a second rewrite comes to something else, and not to the key."""
    same = key.same(tree_of(second.line))
    return same is not None and same != key.same(key.maths.tree)


def _is_as_labelled(key: MathsKey, path: Sequence[str], error: int, response: Response) -> bool:
    """Say whether computation sees the path go wrong at the label, and the response wrong."""
    followed = judge(key, Working(lines=tuple(path)))
    entered: Judged = judge(key, response)
    return (
        followed.verdict is Verdict.INCORRECT
        and followed.first_wrong == error
        and len(followed.lines) == len(path)
        and entered.verdict is Verdict.INCORRECT
    )


def _also(step: ExerciseStep, way: Entry) -> tuple[str, ...]:
    """Name the rules and ideas that make the same answer."""
    same = next(entries for entries in table(step).entries.values() if way in entries)
    rules = [other.application.rule for other in same]
    return tuple(sorted({name for rule in rules for name in (rule.id, rule.misconception) if name is not None}))
