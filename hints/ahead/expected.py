"""
Expected wrong answers that have no words of their own yet.

An item's own mistakes of which neither the item nor the bank says anything, and
what the leading mal-rules make of its solution in a few seeded draws, where a
formula in the item's numbers gives it in all of them. What is said about one is
`drafting`'s.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from random import Random
from typing import Final

import msgspec

from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import RULE, Candidate
from hints.misconception.endings import answer_of
from hints.misconception.rewriting.flattening import tree_of
from hints.misconception.rewriting.rule import MalRule
from hints.misconception.wrong_answers import table
from item_bank.algebra.printing import to_text
from item_bank.answers.judge import judge
from item_bank.answers.key import fingerprint
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final as Answer
from item_bank.bank import Bank
from item_bank.draw import Draw, Space, space
from item_bank.exercise import Exercise, ExerciseStep
from item_bank.ids import ItemId, MistakeCode, StepId
from item_bank.item import Item
from item_bank.mistake import Mistake
from item_bank.proposing.wrong_formula import Given, wrong_formulas
from item_bank.template import ItemTemplate, StepTemplate

__all__ = ["DRAWS", "Expected", "draw_of", "expected_wrong", "fingerprint_of", "shared_place"]

DRAWS: Final = 4
"""Draws that are looked at: enough to tell formulas apart that agree by chance in one."""
RULES: Final = 3
"""Mal-rules of a step that get words, at most: the most common ones; beyond these each is rare."""
OTHERS: Final = 5
"""Further draws in which proposed formulas are told apart."""


class Expected(msgspec.Struct, frozen=True, kw_only=True):
    """
    One wrong answer without words.

    Attributes
    ----------
    when
        As the item's author writes it: a formula, words, or the id of an option.
    code
        The mistake it shows; of the bank, or to be added to it.
    rule, misconception
        The mal-rule that makes it, where that and no author names it; the idea in the catalogue.
    did
        What the learner did, for teachers.
    also_at
        Other steps at which the item lists it, so that the words have to fit there, too.
    variants, answers
        The draws that were looked at, by number, and what is answered in each.
    """

    item: ItemId
    step: StepId
    when: str
    code: MistakeCode
    rule: str = ""
    misconception: str | None = None
    did: str
    also_at: tuple[StepId, ...] = ()
    variants: tuple[int, ...]
    answers: tuple[str, ...]


def expected_wrong(bank: Bank, item: ItemId, *, seed: int) -> Iterator[Expected]:
    """
    Yield an item's expected wrong answers that have no words of their own: its own mistakes first.

    Parameters
    ----------
    bank, item
        Whose.
    seed
        Chooses the draws; the same seed chooses the same.
    """
    found = bank.items[item]
    chosen = Random(f"{seed}/{item}").sample(range(found.variants), min(DRAWS, found.variants))  # noqa: S311 - to be repeated, not to be secret
    variants = tuple(sorted(chosen))
    opened = tuple(bank.open(item, index) for index in variants)
    yield from _own(bank, found, variants, opened)
    yield from _by_rule(bank, found, variants, opened)


def fingerprint_of(template: ItemTemplate) -> str:
    """
    Name what words about an item rest on: all but its mistakes and its help, so that approved words change nothing.
    """
    steps = [(step.id, step.prompt, step.answer, step.solution, step.unknowns) for step in template.steps]
    rests = (template.language, template.prompt, template.params, template.derive, template.where, steps)
    return hashlib.sha256(msgspec.json.encode(rests)).hexdigest()[:12]


def shared_place(step: StepTemplate, own: int) -> int | None:
    """
    Return where one of a step's mistakes stands in the item's own list; None where it is the step's alone.
    """
    from_item = own - (len(step.mistakes) - len(step.of_item))
    return step.of_item[from_item] if from_item >= 0 else None


def draw_of(item: Item, variant: int) -> Draw | None:
    """
    Return what is drawn in a variant; None where nothing can be.
    """
    drawn = space(item.template)
    found = drawn.draw(item.ranks.at(variant)) if isinstance(drawn, Space) else None
    return found if isinstance(found, Draw) else None


def _own(bank: Bank, item: Item, variants: tuple[int, ...], opened: Sequence[Exercise]) -> Iterator[Expected]:
    """Yield the mistakes that the item lists and nobody has words for; one of several steps once."""
    told: set[int] = set()
    for place, step in enumerate(item.template.steps):
        for own_place, own in enumerate(step.mistakes):
            named = bank.mistakes.get(own.code)
            if own.hint is not None or (named is not None and named.hint is not None):
                continue
            shared = shared_place(step, own_place)
            if shared is not None and shared in told:
                continue
            others = () if shared is None else tuple(one.id for one in item.template.steps if shared in one.of_item)
            told |= set() if shared is None else {shared}
            yield Expected(
                item=item.id,
                step=step.id,
                also_at=tuple(one for one in others if one != step.id),
                when=own.value,
                code=own.code,
                misconception=None if named is None else named.misconception,
                did="" if named is None else named.did,
                variants=variants,
                answers=tuple(one.steps[place].step.mistakes[own_place].value for one in opened),
            )


def _by_rule(bank: Bank, item: Item, variants: tuple[int, ...], opened: Sequence[Exercise]) -> Iterator[Expected]:
    """Yield what the most common mal-rules make of each step, where one formula gives it in all draws."""
    for place, step in enumerate(item.template.steps):
        steps = [one.steps[place] for one in opened]
        listed = {mistake.code for mistake in step.mistakes}
        ideas = {named.misconception for code in listed if (named := bank.mistakes.get(code)) is not None}
        left = RULES
        for rule in _common(steps[0]):
            if not left:
                break
            if rule.misconception is not None and rule.misconception in ideas:
                continue
            answers = [_led(exercise, one, rule) for exercise, one in zip(opened, steps, strict=True)]
            texts = tuple(answer for answer in answers if answer is not None)
            when = _formula(item, variants, steps, texts) if len(texts) == len(variants) else None
            code = _code(bank.mistakes, rule)
            if when is None or code in listed:
                continue
            left -= 1
            yield Expected(
                item=item.id,
                step=step.id,
                when=when,
                code=code,
                rule=rule.id,
                misconception=rule.misconception,
                did=rule.did,
                variants=variants,
                answers=texts,
            )


def _common(step: ExerciseStep) -> Sequence[MalRule]:
    """Return the rules that make a wrong answer to a step, the most common first."""
    rules = {way.application.rule.id: way.application.rule for ways in table(step).entries.values() for way in ways}
    return sorted(rules.values(), key=lambda rule: (-rule.weight, rule.id))


def _led(exercise: Exercise, step: ExerciseStep, rule: MalRule) -> str | None:
    """Return the first wrong answer of which a rule is the leading explanation."""
    if not isinstance(step.key, MathsKey):
        return None
    for ways in table(step).entries.values():
        way = next((one for one in ways if one.application.rule.id == rule.id), None)
        answer = None if way is None else answer_of(step.key, tree_of(way.application.line))
        if answer is None:
            continue
        text = to_text(answer)
        leading = _leading(exercise, step, text)
        if leading is not None and leading.reproduces and leading.code == f"{RULE}{rule.id}":
            return text
    return None


def _leading(exercise: Exercise, step: ExerciseStep, text: str) -> Candidate | None:
    response = Answer(text=text)
    background = Background(language=exercise.variant.language, prompt=exercise.variant.prompt)
    found = diagnose(step, response, judge(step.key, response), exercise.mistakes, background)
    return None if found is None else found.leading


def _formula(item: Item, variants: Sequence[int], steps: Sequence[ExerciseStep], answers: Sequence[str]) -> str | None:
    """Write the wrong answers of all draws as one; None where no formula of the item's numbers gives them."""
    if not item.template.params:
        return answers[0]
    given = []
    for variant, step, answer in zip(variants, steps, answers, strict=True):
        draw, worth = draw_of(item, variant), fingerprint(step.key, answer)
        if draw is None or not draw.numbers or not isinstance(worth, int | Fraction):
            return None
        given.append(Given(numbers=draw.numbers, wrong=worth))
    further = [draw_of(item, place * (item.variants - 1) // OTHERS) for place in range(OTHERS + 1)]
    formulas = wrong_formulas(given, [one.numbers for one in further if one is not None])
    return formulas[0].text if formulas else None


def _code(mistakes: Mapping[MistakeCode, Mistake], rule: MalRule) -> MistakeCode:
    """Return the bank's mistake of the rule's idea, else the rule's own name as one to be added."""
    same = (one.code for one in mistakes.values() if rule.misconception is not None)
    known = (code for code in same if mistakes[code].misconception == rule.misconception)
    return next(known, MistakeCode(rule.id))
