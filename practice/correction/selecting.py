"""
Selecting: items of a bank that cover the skills a teacher names, for an assignment.

The skills take turns, each by items spread over its difficulties; an item comes a
second time only where a skill has no more of them. Of what is alike, that is taken
which the fewest of the class have had, and else the draw decides. What the teacher
takes of it is theirs: nothing is given by this.
"""

from collections.abc import Collection, Container, Mapping, Sequence
from random import Random
from types import MappingProxyType
from typing import Final

import msgspec

from item_bank.ids import ItemId, SkillId
from practice.choosing.catalogue import Catalogue, Offer

__all__ = ["Had", "Selected", "fresh_variant", "select"]

Had = Mapping[ItemId, Sequence[tuple[int, ...]]]
"""By item, the variants that each learner of the class has had of it; whoever had none is left out."""


NONE_TAKEN: Final[Mapping[ItemId, Collection[int]]] = MappingProxyType({})
LOOKED_AT: Final = 64
"""Variants of an item that are looked at, drawn: more than an assignment has problems."""


class Selected(msgspec.Struct, frozen=True, kw_only=True):
    """One variant of an item, and the named skill that it stands for."""

    item: ItemId
    variant: int
    skill: SkillId


def select(
    offers: Catalogue,
    skills: Sequence[SkillId],
    count: int,
    had: Had,
    *,
    seed: int,
    but: Mapping[ItemId, Collection[int]] = NONE_TAKEN,
) -> tuple[Selected, ...]:
    """
    Choose problems that cover skills.

    Parameters
    ----------
    offers
        What the bank has.
    skills
        In the order of their turns; those without items have none.
    count
        How many problems.
    had
        What the class has had.
    seed
        Decides between what is alike; the same chooses the same.
    but
        Variants that are not chosen, by item.

    Returns
    -------
    tuple of Selected
        Each skill's from easy to hard; as many as were asked for, or as there are variants.
    """
    draw = Random(f"selecting/{seed}")  # noqa: S311 - to be repeated, not to be secret
    named = [skill for skill in dict.fromkeys(skills) if skill in offers.skills]
    taken = {item: set(variants) for item, variants in but.items()}
    queues: list[tuple[SkillId, list[Selected]]] = []
    for place, skill in enumerate(named):
        wanted = count // len(named) + (place < count % len(named))
        queues.append((skill, _of_skill(offers.skills[skill].items, skill, wanted, had, taken, draw)))
    turns = max((len(found) for _, found in queues), default=0)
    return tuple(found[turn] for turn in range(turns) for _, found in queues if turn < len(found))


def _of_skill(
    items: Sequence[Offer], skill: SkillId, wanted: int, had: Had, taken: dict[ItemId, set[int]], draw: Random
) -> list[Selected]:
    """Take one skill's problems, one of each part of its difficulties, from easy to hard."""
    ordered = sorted(items, key=lambda offer: offer.difficulty)
    chosen: list[tuple[float, Selected]] = []
    for place in range(wanted):
        low, high = len(ordered) * place // wanted, max(len(ordered) * (place + 1) // wanted, 1)
        part = ordered[min(low, high - 1) : high]
        offer, other = _least_had(part, had, taken, draw), _least_had(ordered, had, taken, draw)
        if other is None:
            break
        if offer is None or len(taken.get(offer.id, ())) > len(taken.get(other.id, ())):
            offer = other
        variant = fresh_variant(offer, had, taken.get(offer.id, set()), draw)
        if variant is None:
            break
        taken.setdefault(offer.id, set()).add(variant)
        chosen.append((offer.difficulty, Selected(item=offer.id, variant=variant, skill=skill)))
    return [selected for _, selected in sorted(chosen, key=lambda one: one[0])]


def _least_had(part: Sequence[Offer], had: Had, taken: Mapping[ItemId, set[int]], draw: Random) -> Offer | None:
    """Choose an item that has a variant left: one not taken yet, if there is any, that the fewest have had."""
    left = [offer for offer in part if len(taken.get(offer.id, ())) < offer.variants]
    return min(
        left,
        key=lambda offer: (len(taken.get(offer.id, ())), len(had.get(offer.id, ())), draw.random()),
        default=None,
    )


def fresh_variant(offer: Offer, had: Had, taken: Container[int], draw: Random) -> int | None:
    """
    Choose a variant of an item, not one that is taken, that the fewest have had; None where all are taken.
    """
    drawn = draw.sample(range(offer.variants), min(offer.variants, LOOKED_AT))
    met = had.get(offer.id, ())
    left = (variant for variant in drawn if variant not in taken)
    return min(left, key=lambda variant: sum(variant in one for one in met), default=None)
