"""
The plan: everything about a bank that choosing needs and that no learner changes.

Worked out once for a catalogue, a learner model, the rules of proficiency and a
policy: bars in logits, ladders of items by difficulty, what a skill is worth
whoever practises it. With it a choice among ten thousand items looks at each
skill once and at a handful of items.
"""

import functools
import math
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from item_bank.ids import ItemId, SkillId
from mastery.filter import sigmoid
from mastery.model import DEFAULT_MODEL, Model
from mastery.proficiency import DEFAULT_PROFICIENCY, Proficiency
from practice.choosing.catalogue import Catalogue, Offer, usual_mix
from practice.choosing.policy import DEFAULT_POLICY, Policy

__all__ = ["FLAT", "STEP", "TIRING", "Plan", "logit", "plan_for"]

FLAT: Final = 8.0
"""Logits beyond which a chance of success is as good as 0 or 1 for weighing skills."""
STEP: Final = 0.05
"""Logits within which chances weigh the same: a hundredth of a probability at most."""
TIRING: Final = 200
"""Tries after which further ones take no more."""
BISECTIONS: Final = 60
"""Halvings of 80 logits: down to the last bits of a float."""


class Plan(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """
    Tables over a bank's skills, each by the skill's place.

    Attributes
    ----------
    name
        The policy's id.
    ids, places
        Skills by place, and places by skill.
    requires, opens
        Places of the prerequisites, and of what builds directly on a skill.
    bars
        The logit that the lower end of an ability has to reach for proficiency: where
        the accuracy on the usual mix is the bar. Of no use under a model with a head,
        where it depends on the learner.
    entries
        The difficulty that the lower end of an unpractised skill is held against: no
        easier than a middling item. `easiest` is the least of them.
    usual
        Difficulty of the usual item.
    worth
        Logits of what does not change with the learner: minutes, what builds on it, depth.
    items
        All items, as hard as the model's fit says.
    mixes
        Difficulties of the usual items.
    gains
        Logits that the expected gain adds, by the logit of the chance in steps of
        `STEP` from `-FLAT` on.
    tiring
        Logits that so many tries take.
    ladders, rungs
        Items from easy to hard, and their difficulties.
    homes, at_home
        Each item's first skill, and the items of each: for probes, which draw an item
        once.
    ready
        Logit of the accuracy at which a prerequisite is in place.
    low, target, high, relief
        Logits of the policy's chances.
    """

    offers: Catalogue
    model: Model
    rules: Proficiency
    policy: Policy
    name: str
    ids: tuple[SkillId, ...]
    places: Mapping[SkillId, int]
    requires: tuple[tuple[int, ...], ...]
    opens: tuple[tuple[int, ...], ...]
    bars: tuple[float, ...]
    entries: tuple[float, ...]
    easiest: float
    usual: tuple[float, ...]
    worth: tuple[float, ...]
    gains: tuple[float, ...]
    tiring: tuple[float, ...]
    items: Mapping[ItemId, Offer]
    mixes: tuple[tuple[float, ...], ...]
    ladders: tuple[tuple[Offer, ...], ...]
    rungs: tuple[tuple[float, ...], ...]
    homes: Mapping[ItemId, int]
    at_home: tuple[tuple[Offer, ...], ...]
    ready: float
    low: float
    target: float
    high: float
    relief: float


@functools.lru_cache(maxsize=8)
def plan_for(
    offers: Catalogue,
    model: Model = DEFAULT_MODEL,
    rules: Proficiency = DEFAULT_PROFICIENCY,
    policy: Policy = DEFAULT_POLICY,
) -> Plan:
    """
    Work out the tables; the latest few are kept.
    """
    ids = tuple(offers.skills)
    places = {skill: place for place, skill in enumerate(ids)}
    entries = [offers.skills[skill] for skill in ids]
    opens: list[list[int]] = [[] for _ in ids]
    for place, entry in enumerate(entries):
        for required in entry.requires:
            opens[places[required]].append(place)
    items = {offer.id: _fitted(offer, model) for offer in offers.items.values()}
    ladders = tuple(
        tuple(sorted((items[one.id] for one in entry.items), key=lambda one: (one.difficulty, one.id)))
        for entry in entries
    )
    mixes = tuple(usual_mix([offer.difficulty for offer in ladder]) for ladder in ladders)
    usual = tuple(sum(mix) / len(mix) for mix in mixes)
    homes: dict[ItemId, int] = {}
    at_home: list[list[Offer]] = [[] for _ in ids]
    for offer in items.values():
        home = next((places[skill] for skill in offer.skills if skill in places), None)
        if home is not None:
            homes[offer.id] = home
            at_home[home].append(offer)
    return Plan(
        offers=offers,
        model=model,
        rules=rules,
        policy=policy,
        name=policy.id,
        ids=ids,
        places=places,
        requires=tuple(tuple(places[one] for one in entry.requires) for entry in entries),
        opens=tuple(tuple(found) for found in opens),
        bars=tuple(_bar(mix, rules.bar_of(skill)) for skill, mix in zip(ids, mixes, strict=True)),
        entries=tuple(max(0.0, middle) for middle in usual),
        easiest=max(0.0, min(usual, default=0.0)),
        usual=usual,
        worth=tuple(
            _worth(policy, entry.items, builds=len(opens[place]), depth=entry.depth)
            for place, entry in enumerate(entries)
        ),
        gains=tuple(_gain(policy, STEP * place - FLAT) for place in range(round(2 * FLAT / STEP) + 1)),
        tiring=tuple(policy.gain * math.log2(1.0 + tries / policy.flattening) for tries in range(TIRING + 1)),
        items=items,
        mixes=mixes,
        ladders=ladders,
        rungs=tuple(tuple(offer.difficulty for offer in ladder) for ladder in ladders),
        homes=homes,
        at_home=tuple(tuple(found) for found in at_home),
        ready=logit(policy.ready),
        low=logit(policy.low),
        target=logit(policy.target),
        high=logit(policy.high),
        relief=logit(policy.relief),
    )


def logit(chance: float) -> float:
    """
    Give the logit of a chance between 0 and 1.
    """
    return math.log(chance / (1.0 - chance))


def _fitted(offer: Offer, model: Model) -> Offer:
    """Give an item as hard as it was found to be."""
    shift = model.fit.shift(offer.id, offer.skills)
    return msgspec.structs.replace(offer, difficulty=offer.difficulty + shift) if shift else offer


def _gain(policy: Policy, logit: float) -> float:
    """
    Weigh the expected gain of a try at a chance of success.

    Between what theories of growth say, p(1-p), and those of a step from not knowing to knowing, 1-p: their geometric
    mean.
    """
    chance = sigmoid(logit)
    return policy.gain * math.log2(math.sqrt(chance) * (1.0 - chance))


def _worth(policy: Policy, items: Sequence[Offer], *, builds: int, depth: int) -> float:
    minutes = sum(offer.minutes for offer in items) / len(items)
    return policy.gain * math.log2((1.0 + policy.unlock * builds) / minutes) - policy.depth * depth


def _bar(mix: Sequence[float], share: float) -> float:
    """
    Find the ability with which a share of a mix is answered right.
    """
    low, high = min(mix) - 40.0, max(mix) + 40.0
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        if sum(sigmoid(middle - difficulty) for difficulty in mix) < share * len(mix):
            low = middle
        else:
            high = middle
    return high
