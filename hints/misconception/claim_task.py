"""
What the first call is told: the exercise, the key, the learner's maths, and the ideas to choose from.

Of a learner nothing goes out but maths that the engine read and printed again, with
the letters of the exercise and numbers of its size, or the option that was
picked. What is anything else is not said, and then no model is asked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, assert_never

import msgspec

from hints.guards.said import pieces
from hints.misconception.catalogue import idea_named, of_topics
from hints.misconception.diagnosis import Diagnosis
from hints.misconception.rewriting.reading import shipped_rules
from hints.misconception.wrong_answers import table
from hints.recipes.sent import DiagnosisTask, Named
from item_bank.algebra.tree import Mixed, Number, Repeating, Tree, names, walk
from item_bank.answers.answer import ChoiceAnswer, OrderAnswer
from item_bank.answers.key import fingerprint
from item_bank.answers.kinds.choice import ChoiceKey, picked
from item_bank.answers.kinds.order import OrderKey, put
from item_bank.answers.kinds.text import TextKey
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final as FinalAnswer
from item_bank.answers.response import Response, Working
from item_bank.answers.verdict import Judged, Problem
from item_bank.answers.words import fold
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.ids import MistakeCode
from item_bank.mistake import Mistake

__all__ = ["Unsayable", "claim_task", "options", "said_lines"]

LONGER: Final = 2
"""Digits that a learner's number may have more than the longest of the exercise: a wrong product has no more."""
SHORTEST: Final = 6
"""Digits that any number may have: shorter ones are no telephone numbers and no dates."""
DECIMALS: Final = 12
"""Decimals that a number may have; a pocket calculator shows ten."""


class Unsayable(msgspec.Struct, frozen=True):
    """What was entered is not to be told to anybody: it has letters or numbers that are none of the exercise's."""


def claim_task(
    exercise: Exercise,
    step: ExerciseStep,
    said: Sequence[str],
    judged: Judged,
    diagnosis: Diagnosis | None,
    most_ideas: int,
) -> DiagnosisTask:
    """
    Write the first call's message.

    Parameters
    ----------
    exercise, step
        As it was put.
    said
        What may be told of the response, by `said_lines`.
    judged, diagnosis
        What computation found.
    most_ideas
        Ideas to choose from, at most.
    """
    ideas = _ideas(step, exercise.mistakes, diagnosis)
    return DiagnosisTask(
        exercise=exercise.variant.prompt,
        step=step.step.prompt,
        options=options(step),
        solution=step.step.solution,
        answer=step.step.answer.value,
        learner=tuple(said),
        first_wrong_line=_place(judged),
        ideas=tuple(Named(id=name, about=about) for name, about in list(ideas.items())[:most_ideas]),
        features={},
    )


def _place(judged: Judged) -> int | None:
    """Count the first wrong line among those that are told."""
    lines = [line.line for line in judged.lines if line.read is not None]
    return lines.index(judged.first_wrong) + 1 if judged.first_wrong in lines else None


def options(step: ExerciseStep) -> tuple[Named, ...]:
    """
    Return the options of a step, in the author's order.
    """
    match step.step.answer:
        case ChoiceAnswer(choices=choices) | OrderAnswer(choices=choices):
            return tuple(Named(id=choice.id, about=choice.text) for choice in choices)
        case _:
            return ()


def said_lines(
    exercise: Exercise, step: ExerciseStep, response: Response, judged: Judged
) -> tuple[str, ...] | Unsayable:
    """
    Return what may be told of a response: lines as read, an option's id, an expected wrong text as its author has it.
    """
    match step.key:
        case ChoiceKey():
            found = picked(step.key, _entered(response))
            return Unsayable() if found is None else _by_ids(step, (found,))
        case OrderKey():
            order = put(step.key, _entered(response))
            return Unsayable() if order is None else _by_ids(step, order)
        case TextKey():
            entered = fingerprint(step.key, _entered(response))
            same = [one.value for one in step.step.mistakes if fingerprint(step.key, one.value) == entered]
            return (same[0],) if same else Unsayable()
        case MathsKey():
            read = [line.read for line in judged.lines] or [judged.read]
            told = [line for line in read if line is not None]
            return tuple(told) if told and _of_the_exercise(exercise, step.key, step, told) else Unsayable()
        case _:
            assert_never(step.key)


def _by_ids(step: ExerciseStep, ids: Sequence[str]) -> tuple[str, ...] | Unsayable:
    """Write options by the ids that their author gave them."""
    known = {fold(one.id): one.id for one in options(step)}
    return (",".join([known[one] for one in ids]),) if known.keys() >= set(ids) else Unsayable()


def _entered(response: Response) -> str:
    """Return the option or words that were entered last."""
    match response:
        case FinalAnswer(text=text):
            return text
        case Working(lines=lines):
            return next((line for line in reversed(lines) if line.strip()), "")
        case _:
            return ""


def _of_the_exercise(exercise: Exercise, key: MathsKey, step: ExerciseStep, lines: Sequence[str]) -> bool:
    """Say whether lines have only letters of the exercise, and numbers of its size."""
    prompts = [exercise.variant.prompt, step.step.prompt]
    told = [piece.tree for prompt in prompts for piece in pieces(prompt, exercise.variant.language)]
    own = [tree for tree in (*told, *key.maths.solution, key.maths.tree) if tree is not None]
    letters = {name for tree in own for name in names(tree)} | {*key.maths.context.unknowns, *key.maths.context.names}
    longest = max((whole for tree in own for whole, _ in _digits(tree)), default=0)
    return all(_is_plain(key, line, letters, max(SHORTEST, longest + LONGER)) for line in lines)


def _is_plain(key: MathsKey, line: str, letters: Iterable[str], longest: int) -> bool:
    tree = read_in(key.maths, line, "en")
    if isinstance(tree, Problem):
        return False
    # names of a quantity are units, which the reader knows: nothing else can be written there
    if not key.maths.context.units and not set(names(tree)).issubset(letters):
        return False
    return all(whole <= longest and decimals <= DECIMALS for whole, decimals in _digits(tree))


def _digits(tree: Tree) -> Iterator[tuple[int, int]]:
    """Yield of each number how many digits it has before and after the point."""
    for node in walk(tree):
        match node:
            case Number(text):
                whole, _, decimals = text.partition(".")
                yield len(whole), len(decimals)
            case Repeating(text, period):
                whole, _, decimals = text.partition(".")
                yield len(whole), len(decimals) + len(period)
            case Mixed(whole, numerator, denominator):
                yield max(map(len, (whole, numerator, denominator))), 0
            case _:
                pass


def _ideas(
    step: ExerciseStep, mistakes: Mapping[MistakeCode, Mistake], diagnosis: Diagnosis | None
) -> Mapping[str, str]:
    """
    Return the ideas to choose from, in words, what is likelier first.

    What computation found, what the item's author expects, what a mal-rule makes
    of a line of the solution, and the other ideas of these topics. Models that had to
    keep to the topic named the idea rightly in .75 of cases, others in .53 (published
    for the MaE benchmark).
    """
    found: dict[str, str] = {}
    for one in () if diagnosis is None else diagnosis.candidates:
        _add(found, one.misconception, "")
    for expected in step.step.mistakes:
        named = mistakes.get(expected.code)
        if named is not None:
            found.setdefault(named.misconception or expected.code, named.did)
            _add(found, named.misconception, named.did)
    rules = [way.application.rule for ways in table(step).entries.values() for way in ways]
    for rule in sorted(dict.fromkeys(rules), key=lambda rule: -rule.weight):
        _add(found, rule.misconception, rule.did)
    if not found:
        for rule in shipped_rules():
            if rule.skill in step.step.skills:
                _add(found, rule.misconception, rule.did)
    for idea in of_topics(found.keys()):
        found.setdefault(idea.id, idea.idea)
    return found


def _add(found: dict[str, str], name: str | None, words: str) -> None:
    """Add an idea by its words in the catalogue, or else by those given."""
    if name is None:
        return
    idea = idea_named(name)
    found[name] = words if idea is None else idea.idea
