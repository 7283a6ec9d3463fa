"""
Holding words about an expected wrong answer against the guards, in the item as it would be with them.

The words stand in a copy of the item's template, which is filled in several draws; in
each the wrong answer has to be wrong and the words have to pass. What fails is said
in a sentence. Who writes the words decides how many guards look: an author may say more.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from hints.ahead.expected import Expected, draw_of, shared_place
from hints.guards.authored import hint_faults
from hints.hint import Hint, HintSource, Specificity
from hints.tutor.guarding_again import refused_again
from hints.tutor.writing import Worded
from item_bank.answers.judge import judge
from item_bank.answers.response import Final as Answer
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank
from item_bank.draw import Draw
from item_bank.exercise import BrokenKey, Exercise, ExerciseStep, compile_exercise
from item_bank.fill import NotFilled, fill_variant
from item_bank.ids import ReleaseId
from item_bank.item import Item
from item_bank.template import ItemTemplate
from item_bank.variant import ExpectedMistake

__all__ = ["filled_in", "found_at", "held_in", "refused", "with_words"]

SPREAD: Final = 8
"""Draws, spread over all, in which words are looked at beside those that they were made for."""
_RELEASE: Final = ReleaseId("ahead")
SECRET: Final = b"the points of hints made ahead only compare what an author wrote, and are no secret"


def found_at(template: ItemTemplate, expected: Expected) -> tuple[int, int] | None:
    """
    Return the places of the step and of its mistake that gives this wrong answer; None where it is not listed.
    """
    for place, step in enumerate(template.steps):
        for own, mistake in enumerate(step.mistakes):
            if (step.id, mistake.code, mistake.value) == (expected.step, expected.code, expected.when):
                return place, own
    return None


def filled_in(item: Item, expected: Expected, words: str, draw: Draw, variant: int) -> tuple[str, Exercise] | str:
    """
    Fill the words in one draw; a sentence where that cannot be.

    Returns
    -------
    tuple of str and Exercise
        The words as a learner meets them, and the exercise with them.
    """
    template = with_words(item.template, expected, words)
    at = found_at(template, expected)
    if at is None:
        return f"The item has no step {expected.step!r} any more."
    try:
        made = fill_variant(template, draw, release=_RELEASE, index=variant)
        exercise = compile_exercise(made, mistakes={}, secret=SECRET)
    except (NotFilled, BrokenKey) as problem:
        return f"The words cannot be filled in: {problem}."
    return made.steps[at[0]].mistakes[at[1]].hint or "", exercise


def refused(bank: Bank, expected: Expected, words: str, *, source: HintSource) -> str | None:
    """
    Hold words against the guards in several draws; a sentence about the first that refuses, None where all pass.

    Parameters
    ----------
    bank, expected
        The item and its wrong answer.
    words
        As they would stand in the item's file, with placeholders.
    source
        Whose they are: a model's face every guard, others those on leaks, truth and tone.
    """
    item = bank.items[expected.item]
    spread = (place * (item.variants - 1) // SPREAD for place in range(SPREAD + 1))
    for variant in dict.fromkeys((*expected.variants, *spread)):
        if variant >= item.variants:
            continue
        draw = draw_of(item, variant)
        problem = (
            "Its parameters cannot be drawn." if draw is None else held_in(item, expected, words, draw, variant, source)
        )
        if problem is not None:
            return problem
    return None


def held_in(item: Item, expected: Expected, words: str, draw: Draw, variant: int, source: HintSource) -> str | None:
    """
    Hold words against the guards in one draw; a sentence where one refuses them, None where all pass.
    """
    filled = filled_in(item, expected, words, draw, variant)
    if isinstance(filled, str):
        return filled
    text, exercise = filled
    template = with_words(item.template, expected, words)
    at = found_at(template, expected) or (0, 0)
    shared = shared_place(template.steps[at[0]], at[1])
    places = (
        [at[0]] if shared is None else [at[0], *(n for n, one in enumerate(template.steps) if shared in one.of_item)]
    )
    wrong = exercise.steps[at[0]].step.mistakes[at[1]].value
    refusals = (_at(item, exercise, exercise.steps[place], wrong, text, source) for place in dict.fromkeys(places))
    return next((one for one in refusals if one is not None), None)


def _at(item: Item, exercise: Exercise, step: ExerciseStep, wrong: str, text: str, source: HintSource) -> str | None:
    """Look at the words at one of the steps where they are said."""
    shown = ", ".join(f"{name} = {value}" for name, value in exercise.variant.draw.items())
    where = f" (with {shown})" if shown else ""
    response = Answer(text=wrong)
    judged = judge(step.key, response)
    if judged.verdict is not Verdict.INCORRECT:
        return f"The answer {wrong} is no wrong answer{where}."
    language = exercise.variant.language
    hint = Hint(text=text, source=source, specificity=Specificity.MISTAKE, language=language)
    code = refused_again(Worded(hint=hint, claims=None), exercise, step, response, judged, band=item.template.grade)
    if code is not None:
        return f"The guard `{code}` refuses the words{where}: {text}"
    given = (exercise.variant.prompt, step.step.prompt, wrong)
    faults = hint_faults(text, step.step.answer, given=given, language=language)
    return None if not faults else f"{faults[0].says}{where}."


def with_words(template: ItemTemplate, expected: Expected, words: str) -> ItemTemplate:
    """
    Return the template with the words at the mistake, which is added where the step does not list it.
    """
    at = found_at(template, expected)
    steps = list(template.steps)
    new = ExpectedMistake(value=expected.when, code=expected.code, hint=words)
    for place, step in enumerate(steps):
        if at is None and step.id == expected.step:
            steps[place] = msgspec.structs.replace(step, mistakes=(*step.mistakes, new))
        elif at is not None and place == at[0]:
            mistakes: Sequence[ExpectedMistake] = step.mistakes
            changed = (*mistakes[: at[1]], new, *mistakes[at[1] + 1 :])
            steps[place] = msgspec.structs.replace(step, mistakes=changed)
    return msgspec.structs.replace(template, steps=tuple(steps))
