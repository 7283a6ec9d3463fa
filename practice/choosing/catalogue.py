"""
A bank, arranged for choosing.

Worked out once for each release and model: the skills with what they require and how deep
they stand in the graph, the items of each, and each skill's usual mix of
difficulties, as the learner model has them. Knows no learner.
"""

import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, get_args

import msgspec

from item_bank.answers.answer import Form
from item_bank.bank import Bank
from item_bank.ids import ItemId, SkillId

__all__ = ["Catalogue", "Entry", "Offer", "arrange", "catalogue", "needed", "usual_mix"]

MIX: Final = 3
"""Difficulties that stand for a skill's items: the means of their easy, middle and hard thirds."""


NO_NAMES: Final[Mapping[SkillId, str]] = MappingProxyType({})
NO_FORMS: Final[Mapping[Form, SkillId]] = MappingProxyType({})
MINUTES: Final = 1.0
"""What a step takes, until it has been timed: steps of ASSISTments and of OATutor are of one line."""


class Offer(msgspec.Struct, frozen=True, kw_only=True):
    """One item as choosing sees it; `minutes` is what it is expected to take."""

    id: ItemId
    skills: tuple[SkillId, ...]
    difficulty: float
    guess: float
    variants: int
    minutes: float = MINUTES


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """
    One skill with items.

    `requires` are those of its prerequisites that have items too, `depth` the
    longest way down from it; `mix` are the difficulties of its usual items,
    `usual` their mean.
    """

    id: SkillId
    name: str
    requires: tuple[SkillId, ...]
    depth: int
    mix: tuple[float, ...]
    usual: float
    items: tuple[Offer, ...]


class Catalogue(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The skills that can be practised, all items, and the skill of each form."""

    skills: Mapping[SkillId, Entry]
    items: Mapping[ItemId, Offer]
    forms: Mapping[Form, SkillId]


@functools.lru_cache(maxsize=64)
def catalogue(bank: Bank) -> Catalogue:
    """
    Arrange a bank; the latest few are kept.

    Difficulties are what the items were given; what a model's fit adds to them is
    `plan`'s, and evidence has them as they were given, so that any later model can
    add its own.
    """
    offers = [
        Offer(
            id=item.id,
            skills=item.skills,
            difficulty=item.difficulty,
            guess=item.guess,
            variants=item.variants,
            minutes=MINUTES * len(item.step_ids),
        )
        for item in bank.items.values()
        if item.variants > 0
    ]
    offered = {skill for offer in offers for skill in offer.skills}
    requires = _requires(bank, {skill for skill in bank.skills if skill in offered})
    forms = {form: skill.id for form in get_args(Form) for skill in bank.skills.values() if form in skill.forms}
    return arrange(offers, requires, {skill: bank.skills[skill].name for skill in requires}, forms)


def arrange(
    offers: Iterable[Offer],
    requires: Mapping[SkillId, tuple[SkillId, ...]],
    names: Mapping[SkillId, str] = NO_NAMES,
    forms: Mapping[Form, SkillId] = NO_FORMS,
) -> Catalogue:
    """
    Arrange items and a graph that come from no bank: a simulated course.

    Parameters
    ----------
    offers
        All items.
    requires
        The skills that have items, in their order, each with its prerequisites among
        them.
    names
        What skills are called; else by their id.
    forms
        The skill of each form, where there is one.
    """
    items = {offer.id: offer for offer in offers}
    found: dict[SkillId, list[Offer]] = {skill: [] for skill in requires}
    for offer in items.values():
        for skill in offer.skills:
            if skill in found:
                found[skill].append(offer)
    depths = _depths(requires)
    skills: dict[SkillId, Entry] = {}
    for skill, of_skill in found.items():
        mix = usual_mix([offer.difficulty for offer in of_skill])
        skills[skill] = Entry(
            id=skill,
            name=names.get(skill, skill),
            requires=requires[skill],
            depth=depths[skill],
            mix=mix,
            usual=sum(mix) / len(mix),
            items=tuple(of_skill),
        )
    return Catalogue(skills=skills, items=items, forms=forms)


@functools.lru_cache(maxsize=256)
def needed(offers: Catalogue, skills: tuple[SkillId, ...]) -> frozenset[SkillId]:
    """
    Return those of some skills that a bank has items for, with all that they build on, however far below.
    """
    found: set[SkillId] = set()
    waiting = [skill for skill in skills if skill in offers.skills]
    while waiting:
        skill = waiting.pop()
        if skill not in found:
            found.add(skill)
            waiting += offers.skills[skill].requires
    return frozenset(found)


def usual_mix(difficulties: Sequence[float]) -> tuple[float, ...]:
    """
    Reduce difficulties to a few that stand for them, in order; all of them where they are few.
    """
    ordered = sorted(difficulties)
    if len(ordered) <= MIX:
        return tuple(ordered)
    cuts = [round(len(ordered) * place / MIX) for place in range(MIX + 1)]
    return tuple(sum(ordered[low:high]) / (high - low) for low, high in itertools.pairwise(cuts))


def _requires(bank: Bank, kept: set[SkillId]) -> dict[SkillId, tuple[SkillId, ...]]:
    """
    Give each kept skill's nearest kept prerequisites: one without items passes its own on.
    """

    def nearest(skill: SkillId, met: frozenset[SkillId]) -> list[SkillId]:
        found: list[SkillId] = []
        for required in bank.skills[skill].requires:
            if required in met or required not in bank.skills:
                continue
            found += [required] if required in kept else nearest(required, met | {required})
        return found

    return {skill: tuple(dict.fromkeys(nearest(skill, frozenset({skill})))) for skill in bank.skills if skill in kept}


def _depths(requires: Mapping[SkillId, tuple[SkillId, ...]]) -> dict[SkillId, int]:
    """
    Give the length of the longest way to a skill without prerequisites; an edge that closes a circle counts nothing.
    """
    depths: dict[SkillId, int] = {}

    def depth(skill: SkillId, path: frozenset[SkillId]) -> int:
        if skill not in depths:
            below = [depth(one, path | {skill}) for one in requires[skill] if one not in path and one != skill]
            depths[skill] = 1 + max(below) if below else 0
        return depths[skill]

    for skill in requires:
        depth(skill, frozenset())
    return depths
