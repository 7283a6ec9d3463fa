"""
Drafting words for one expected wrong answer: computation first, then the chain.

Computation has the words of a mal-rule, filled in. A model is asked as it would be
when a learner gives the answer, with words about nothing in particular to be
better than. In an item with parameters the words have to hold in every draw: numbers
become placeholders, or there is no draft.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal, TypeAlias

import msgspec

from hints.ahead.expected import Expected, draw_of
from hints.ahead.holding import filled_in, refused
from hints.chain import run
from hints.hint import Hint, HintSource
from hints.job import HintJob, OutcomeReason, Spent
from hints.misconception.background import Background
from hints.misconception.by_rule import by_rule
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import RULE, Candidate
from hints.recipes.recipe import Recipe
from hints.routes.model import Models
from hints.tutor.offers import Case, Seen, generic
from hints.tutor.slots import CLOSE, OPEN, emptied
from item_bank.answers.judge import judge
from item_bank.answers.key import fingerprint
from item_bank.answers.maths import read_in
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final as Answer
from item_bank.answers.verdict import Problem
from item_bank.bank import Bank
from item_bank.domain import printed
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.rendering.localised import pointed

__all__ = ["Draft", "Source", "computed", "from_chain"]

Source: TypeAlias = Literal["computation", "model", "refused", "nobody"]
"""Whose words: `refused` are a model's that did not pass, and it is not asked again; `nobody` had any so far."""
ANSWERED: Final = "="
"""Stands for the wrong answer itself among the numbers of a draw: no parameter is called so."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """
    Words for one expected wrong answer, as they would stand in the item's file.

    `why` says, where there are none, what was tried; `spent` is what asking cost.
    """

    words: str = ""
    source: Source = "nobody"
    why: str = ""
    spent: Spent = Spent()


def computed(bank: Bank, expected: Expected) -> Draft:
    """
    Draft from the words of the mal-rule that gives the answer, where it gives it in each draw that was looked at.
    """
    said: list[str] = []
    for variant, answer in zip(expected.variants, expected.answers, strict=True):
        text = _of_rule(*_opened(bank, expected, variant), answer, expected)
        if text is None:
            return Draft(why="No mal-rule has words about it.")
        said.append(text)
    for place, text in enumerate(said):
        words = _for_all(bank, expected, text, place)
        if words is None or tuple(_in_each(bank, expected, words)) != tuple(said):
            continue
        why = refused(bank, expected, words, source=HintSource.MISTAKE)
        return Draft(words=words, source="computation") if why is None else Draft(why=why)
    return Draft(why="The mal-rule's words have numbers that no placeholder gives in every draw.")


async def from_chain(
    bank: Bank, expected: Expected, models: Models, recipe: Recipe, *, secret: bytes, most: int | None
) -> Draft:
    """
    Draft by asking the chain about the answer in the first of the draws.

    Parameters
    ----------
    bank, expected
        The item and its wrong answer.
    models, recipe, secret, most
        As for the chain.
    """
    job = _job(bank, expected, recipe, most)
    outcome = await run(job, models, recipe, secret=secret, most=most)
    hint, spent = outcome.hint, outcome.spent
    if hint is None or hint.source not in {HintSource.MODEL, HintSource.MISTAKE}:
        codes = f" ({', '.join(dict.fromkeys(outcome.codes))})" if outcome.codes else ""
        source: Source = "refused" if outcome.reason is OutcomeReason.GUARDED else "nobody"
        return Draft(source=source, why=f"The chain ended as `{outcome.reason.value}`{codes}.", spent=spent)
    return _held(bank, expected, hint, spent)


def _held(bank: Bank, expected: Expected, hint: Hint, spent: Spent) -> Draft:
    """Write what the chain said for every draw, and hold it against the guards there."""
    words = _for_all(bank, expected, hint.text, 0)
    if words is None:
        return Draft(source="refused", why=f"The words hold for one draw alone: {hint.text}", spent=spent)
    why = refused(bank, expected, words, source=hint.source)
    if why is not None:
        return Draft(source="refused", why=why, spent=spent)
    return Draft(words=words, source="model" if hint.source is HintSource.MODEL else "computation", spent=spent)


def _opened(bank: Bank, expected: Expected, variant: int) -> tuple[Exercise, ExerciseStep]:
    exercise = bank.open(expected.item, variant)
    step = exercise.step(expected.step)
    if step is None:
        message = f"{expected.item}: the bank has no step {expected.step}"
        raise KeyError(message)
    return exercise, step


def _of_rule(exercise: Exercise, step: ExerciseStep, answer: str, expected: Expected) -> str | None:
    """Return a mal-rule's words about an answer, filled in; None where none that is meant gives it."""
    tree = read_in(step.key.maths, answer, "en") if isinstance(step.key, MathsKey) else None
    if tree is None or isinstance(tree, Problem):
        return None
    judged = judge(step.key, Answer(text=answer))
    background = Background(language=exercise.variant.language, prompt=exercise.variant.prompt)
    found = by_rule(step, judged, tree, exercise.mistakes, background)
    return next((one.hint for one in found if _meant(one, expected) and isinstance(one.hint, str)), None)


def _meant(one: Candidate, expected: Expected) -> bool:
    """Say whether a mal-rule is the one that is expected, or behind the mistake that is."""
    if expected.rule:
        return one.code == f"{RULE}{expected.rule}"
    return expected.misconception is not None and one.misconception == expected.misconception


def _for_all(bank: Bank, expected: Expected, text: str, place: int) -> str | None:
    """Put placeholders for the numbers of one draw; None where it cannot be told which each one is."""
    text = pointed(text, bank.items[expected.item].template.language)
    item = bank.items[expected.item]
    if not item.template.params:
        return text
    draw = draw_of(item, expected.variants[place])
    if draw is None:
        return None
    _, step = _opened(bank, expected, expected.variants[place])
    values = {name: printed(value) for name, value in draw.numbers.items()} | draw.words
    worth = fingerprint(step.key, expected.answers[place])
    if isinstance(worth, int | Fraction) and printed(worth) not in values.values():
        values[ANSWERED] = printed(worth)
    words = emptied(text, values)
    if words is None:
        return None
    named = words.replace(f"{OPEN}{ANSWERED}{CLOSE}", f"{OPEN}{expected.when}{CLOSE}")
    return named.replace(OPEN, "@{").replace(CLOSE, "}")


def _in_each(bank: Bank, expected: Expected, words: str) -> Iterator[str]:
    """Yield the words as they are filled in, in each draw that was looked at."""
    item = bank.items[expected.item]
    for variant in expected.variants:
        draw = draw_of(item, variant)
        filled = "" if draw is None else filled_in(item, expected, words, draw, variant)
        yield filled if isinstance(filled, str) else filled[0]


def _job(bank: Bank, expected: Expected, recipe: Recipe, most: int | None) -> HintJob:
    """Make the job that the first of the answers would be, after words about nothing in particular."""
    exercise, step = _opened(bank, expected, expected.variants[0])
    response = Answer(text=expected.answers[0])
    judged = judge(step.key, response)
    background = Background(language=exercise.variant.language, prompt=exercise.variant.prompt)
    diagnosis = diagnose(step, response, judged, exercise.mistakes, background)
    case = Case(exercise=exercise, step=step, response=response, judged=judged, diagnosis=diagnosis, seen=Seen())
    return HintJob(
        id=f"{expected.item}/{expected.step}/{expected.code}",
        variant=exercise.variant,
        step=expected.step,
        mistakes=tuple(exercise.mistakes.values()),
        response=response,
        locale="en",
        judged=judged,
        diagnosis=diagnosis,
        shown=generic(case, "generic"),
        band=bank.items[expected.item].template.grade,
        recipe=recipe.hash,
        most=most,
    )
