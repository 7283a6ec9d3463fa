"""
Picking: which of a skill's items, and which variant of it.

Fresh before seen, near a chance of success worth trying, and no variant twice
while there are others. Which skill it is for, is `choose`'s.
"""

import math
import random
from collections.abc import Sequence
from typing import Final, TypeVar

from mastery.filter import predict
from mastery.model import Model
from practice.catalogue import Entry, Offer
from practice.state import ItemHistory, LearnerState

__all__ = ["draw_variant", "has_fresh", "item_logit", "items_to_draw", "sample"]

BEST_CHANCE: Final = 0.75
"""The chance of success that an item is chosen near to; Maths Garden's, and the middle of the band of
success of 65-90 % that tutoring aims at."""
SHARPNESS: Final = 6.0
"""How sharply an item's distance from the best chance counts, in logits for each unit of probability."""
REPETITION: Final = 0.5
"""Logits that each earlier time takes from an item."""

NEW, FRESH, AGAIN, REPEATED, LEFT_OVER = range(5)
"""Sorts of items, the better ones first."""

T = TypeVar("T")


def items_to_draw(entry: Entry, state: LearnerState) -> Sequence[Offer]:
    """
    List a skill's items of the best sort that there are.

    Never given, given with unseen variants, then the item given last where it
    has unseen variants, then repeated variants, then what is left: the item
    given last, items open elsewhere, items whose answer was shown.
    """
    open_elsewhere = {one.item for one in state.opportunities.values()}
    last = state.recent[-1] if state.recent else None
    sorts: tuple[list[Offer], ...] = ([], [], [], [], [])
    for offer in entry.items:
        sort = _sort(offer, state.items.get(offer.id))
        if offer.id in open_elsewhere:
            sort = LEFT_OVER
        elif offer.id == last:
            sort = AGAIN if sort <= FRESH else LEFT_OVER
        sorts[sort].append(offer)
    return next(sort for sort in sorts if sort)


def _sort(offer: Offer, history: ItemHistory | None) -> int:
    if history is None or history.times == 0:
        return NEW
    if _unseen(offer, history) > 0:
        return FRESH
    return LEFT_OVER if history.spent else REPEATED


def _unseen(offer: Offer, history: ItemHistory) -> int:
    return offer.variants - sum(1 for variant in history.variants if variant < offer.variants)


def has_fresh(entry: Entry, state: LearnerState) -> bool:
    """
    Say whether a skill has something that the learner has not seen, beside the item given last.
    """
    last = state.recent[-1] if state.recent else None
    return any(offer.id != last and _sort(offer, state.items.get(offer.id)) <= FRESH for offer in entry.items)


def item_logit(offer: Offer, state: LearnerState, model: Model, day: float) -> float:
    """
    Weigh an item: the nearer to the best chance and the seldomer given, the heavier.
    """
    chance = predict(
        model, state.estimates, offer.skills, difficulty=offer.difficulty, guess=offer.guess, day=day
    ).probability
    history = state.items.get(offer.id)
    times = 0 if history is None else history.times
    return -SHARPNESS * abs(chance - BEST_CHANCE) - REPETITION * times


def draw_variant(offer: Offer, state: LearnerState, draw: random.Random) -> tuple[int, float]:
    """
    Draw one of the variants not seen before, or take the one seen longest ago where all were.
    """
    history = state.items.get(offer.id, ItemHistory())
    seen = sorted(variant for variant in history.variants if variant < offer.variants)
    unseen = offer.variants - len(seen)
    if unseen == 0:
        return next(variant for variant in history.variants if variant < offer.variants), 1.0
    place = min(unseen - 1, int(draw.random() * unseen))
    for variant in seen:
        place += variant <= place
    return place, 1 / unseen


def sample(things: Sequence[T], logits: Sequence[float], draw: random.Random) -> tuple[T, float]:
    """
    Draw one thing by softmax, with the chance that it had.
    """
    top = max(logits)
    weights = [math.exp(logit - top) for logit in logits]
    total = sum(weights)
    rest = draw.random() * total
    for thing, weight in zip(things, weights, strict=True):
        rest -= weight
        if rest < 0:
            return thing, weight / total
    return things[-1], weights[-1] / total
