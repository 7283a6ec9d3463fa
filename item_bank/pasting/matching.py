"""
Matching: which items of a bank ask what a pasted problem asks, and which skill that is.

A problem and an item are alike as far as they share traits: the cosine of their
traits, each weighted by how few skills of this bank have it (Spärck Jones 1972), tasks
more than what the maths is built of, and single words less. A skill is proposed where
its likest items, or its name, are alike enough and no other's are as near; else none
is, and the teacher chooses among the likest.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from item_bank.answers.answer import ChoiceAnswer, OrderAnswer
from item_bank.bank import Bank
from item_bank.ids import ItemId, SkillId
from item_bank.pasting.traits import TASK, WORD, Traits, traits, traits_of_prompt

__all__ = ["Index", "Match", "SkillMatch", "index_of", "matches", "proposed", "skills_of"]

SAMPLES: Final = 3
"""Draws of an item that are looked at: numbers of other kinds may be drawn."""
LEAST: Final = 0.4
"""Less alike than this is another problem."""
MOST: Final = 5
"""Items, and skills, that are named."""
OF_TASK: Final = 2.0
OF_WORD: Final = 0.5
"""What a task and a word weigh beside a trait of the maths."""
LESS_PLAIN: Final = 0.85
"""What an item counts that has other steps, or options beside: it asks more than the problem."""
BESIDE: Final = 0.9
"""What an item counts for a skill that it practises beside another."""
SECOND: Final = 0.25
"""Share of a skill's second likest item: what two items ask is asked by the skill rather than by chance."""
UNSAID: Final = 0.1
"""What an item's words weigh beside a formula that came without any, which says little of what is asked."""
SURE: Final = 0.45
"""How alike the first skill has to be to be proposed."""
CLEAR: Final = 0.02
"""How much more alike than the second, unless it is nearly the same."""


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """An item that asks the same, and how alike it is: 0 to 1."""

    item: ItemId
    likeness: float


class SkillMatch(msgspec.Struct, frozen=True, kw_only=True):
    """A skill, and how alike its likest items are: 0 to 1."""

    skill: SkillId
    likeness: float


class Sample(msgspec.Struct, frozen=True, kw_only=True):
    """
    What one draw of an item asks, or the name of a skill says.

    `item` is None for a name, `counts` what likeness to it counts, `length` that
    of its vector, `bare` without most of what its words say.
    """

    item: ItemId | None
    skills: tuple[SkillId, ...]
    traits: Traits
    counts: float
    length: float = 0.0
    bare: float = 0.0


class Index(msgspec.Struct, frozen=True, kw_only=True):
    """What a bank asks, and what the traits in it weigh (squared); `unheard` is for those that nothing in it has."""

    samples: tuple[Sample, ...]
    weights: Mapping[str, float]
    unheard: float


def index_of(bank: Bank) -> Index:
    """
    Look through a bank, once for a release.
    """
    samples = tuple(_samples(bank))
    skills: dict[str, set[SkillId]] = defaultdict(set)
    for sample in samples:
        for trait in sample.traits:
            skills[trait].update(sample.skills[:1])
    weights = {trait: _weight(trait, len(having), len(bank.skills)) for trait, having in skills.items()}
    return Index(
        samples=tuple(
            msgspec.structs.replace(one, length=_length(one, weights, 1.0), bare=_length(one, weights, UNSAID))
            for one in samples
        ),
        weights=weights,
        unheard=_weight("", 0, len(bank.skills)) / 4,
    )


def matches(index: Index, asked: Traits) -> tuple[Match, ...]:
    """
    Return the likest items, the likest first; `MOST` at most, none that is less than `LEAST` alike.
    """
    best: dict[ItemId, float] = {}
    for sample, likeness in _alike(index, asked):
        if sample.item is not None and likeness >= LEAST:
            best[sample.item] = max(best.get(sample.item, 0.0), likeness)
    likest = sorted(best.items(), key=lambda one: (-one[1], one[0]))[:MOST]
    return tuple(Match(item=item, likeness=round(likeness, 3)) for item, likeness in likest)


def skills_of(index: Index, asked: Traits) -> tuple[SkillMatch, ...]:
    """
    Return the likest skills, the likest first; `MOST` at most.
    """
    best: dict[SkillId, dict[ItemId | None, float]] = defaultdict(dict)
    for sample, likeness in _alike(index, asked):
        for place, skill in enumerate(sample.skills):
            counted = likeness * (BESIDE if place else 1.0)
            best[skill][sample.item] = max(best[skill].get(sample.item, 0.0), counted)
    scored = [(_of_two(items.values()), skill) for skill, items in best.items()]
    likest = sorted(scored, key=lambda one: (-one[0], one[1]))[:MOST]
    return tuple(SkillMatch(skill=skill, likeness=round(likeness, 3)) for likeness, skill in likest)


def proposed(found: Sequence[SkillMatch]) -> SkillId | None:
    """
    Return the skill to propose of the likest ones; None where it is not alike enough, or another is as near.
    """
    if not found or found[0].likeness < SURE:
        return None
    near = len(found) > 1 and found[0].likeness - found[1].likeness < CLEAR
    return None if near else found[0].skill


def _samples(bank: Bank) -> Iterator[Sample]:
    """
    Look at the name of each skill, and at some draws of each item; at one in other languages, for its words.
    """
    for skill in bank.skills.values():
        yield Sample(item=None, skills=(skill.id,), traits=traits(skill.name), counts=1.0)
    for item in bank.items.values():
        own, *others = bank.languages(item.id)
        places = {place * (item.variants - 1) // (SAMPLES - 1) for place in range(SAMPLES)}
        for language, place in [*((own, place) for place in sorted(places)), *((other, 0) for other in others)]:
            exercise = bank.open(item.id, place, language)
            prompts = dict.fromkeys((exercise.variant.prompt, *(one.step.prompt for one in exercise.steps)))
            (first, *more) = exercise.steps
            plain = not more and not isinstance(first.step.answer, ChoiceAnswer | OrderAnswer)
            yield Sample(
                item=item.id,
                skills=item.skills,
                traits=traits_of_prompt(" ".join(prompts)),
                counts=1.0 if plain else LESS_PLAIN,
            )


def _weight(trait: str, having: int, of: int) -> float:
    """
    Return what a trait weighs, squared: the more, the fewer skills have it (inverse document frequency).
    """
    kind = OF_TASK if trait.startswith(TASK) else OF_WORD if trait.startswith(WORD) else 1.0
    return (kind * math.log((of + 1) / (having + 0.5))) ** 2


def _length(sample: Sample, weights: Mapping[str, float], of_words: float) -> float:
    return math.sqrt(
        sum(weights[trait] * (of_words if trait.startswith((TASK, WORD)) else 1.0) for trait in sample.traits)
    )


def _alike(index: Index, asked: Traits) -> Iterator[tuple[Sample, float]]:
    """
    Yield all samples with how alike they are: the cosine of weighted traits, by what the sample counts.

    Tasks and traits of the maths that nothing in the bank has make everything less alike; words do not.
    """
    weights = index.weights
    known = {trait: weights[trait] for trait in asked if trait in weights}
    unheard = sum(trait not in weights and not trait.startswith(WORD) for trait in asked)
    length = math.sqrt(sum(known.values()) + unheard * index.unheard)
    bare = not any(trait.startswith((TASK, WORD)) for trait in asked)
    for sample in index.samples:
        both = sum(weight for trait, weight in known.items() if trait in sample.traits)
        if both:
            yield sample, both / (length * (sample.bare if bare else sample.length)) * sample.counts


def _of_two(likenesses: Iterable[float]) -> float:
    """
    Return how alike a skill's likest item is, and to a share the second likest.
    """
    first, *more = sorted(likenesses, reverse=True)
    return (1 - SECOND) * first + SECOND * (more[0] if more else 0.0)
