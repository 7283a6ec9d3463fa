"""
Picking: which of a skill's items, and which variant of it.

Fresh before seen, within the band of success before outside it, and no variant
twice while there are others. The items nearest to the target are drawn from;
which skill they are for is `frontier`'s.
"""

import bisect
import math
from collections.abc import Sequence
from typing import Final, NamedTuple

from item_bank.ids import ItemId, SkillId
from mastery.filter import PROBIT, chance_at, doubt_scale, sigmoid
from mastery.scale import hardest
from practice.choosing.beliefs import Beliefs
from practice.choosing.catalogue import Offer
from practice.choosing.draws import Draws
from practice.choosing.plan import Plan
from practice.given import ItemHistory
from practice.state import LearnerState

__all__ = ["Window", "chance_of", "draw_variant", "fresh", "shares", "window"]

NEW_IN_BAND, FRESH_IN_BAND, NEW, FRESH, AGAIN, REPEATED, LEFT_OVER = range(7)
"""Sorts of items, the better ones first."""
SORTS: Final = 7


class Window(NamedTuple):
    """The items that are drawn from, the chance of success and the share of each."""

    offers: list[Offer]
    chances: list[float]
    shares: list[float]


def window(plan: Plan, place: int, state: LearnerState, found: Beliefs, *, relief: bool) -> Window:
    """
    Find a skill's items nearest to the target, of the best sort that there are.

    Never given, or given with unseen variants, within the band; the same outside it; the item given last where it
    has unseen variants; repeated variants; then what is left: the item given last, items open elsewhere, items
    whose answer was shown. Looked at from the target outwards, so that no more is looked at than is needed.

    Parameters
    ----------
    plan, place
        The bank, and the skill.
    state, found
        The learner, and where they stand.
    relief
        Whether it has to go well: the band then begins at the policy's `relief`.
    """
    policy, rungs, ladder = plan.policy, plan.rungs[place], plan.ladders[place]
    mean, spread = found.means[place], math.sqrt(1.0 + PROBIT * found.variances[place])
    low, target, high = (plan.relief, plan.high, math.inf) if relief else (plan.low, plan.target, plan.high)
    head, intercept, own = plan.model.fit.head, plan.model.intercept, found.own
    tough, aim, easiest = mean - low * spread, mean - target * spread, mean - high * spread
    if head:
        tough, aim, easiest = [
            hardest(head, wanted, mean=mean, spread=spread, intercept=intercept, ability=own)
            for wanted in (low, target, high)
        ]
    elsewhere = {one.item for one in state.opportunities.values()}
    last = state.recent[-1] if state.recent else None
    items, wanted, count = state.items, policy.window, len(ladder)
    sorts: list[list[Offer]] = [[] for _ in range(SORTS)]
    best = sorts[NEW_IN_BAND]
    first, end = bisect.bisect_left(rungs, easiest), bisect.bisect_right(rungs, tough)  # the band, by places
    above = bisect.bisect_left(rungs, aim)
    below = above - 1
    while True:
        if below >= 0 and (above >= count or aim - rungs[below] <= rungs[above] - aim):
            at = below
            below -= 1
        elif above < count:
            at = above
            above += 1
        else:
            break
        offer, within = ladder[at], first <= at < end
        history = items.get(offer.id)
        if history is None and offer.id not in elsewhere:
            sort = NEW_IN_BAND if within else NEW
        else:
            sort = _sort(offer, history, last=last, elsewhere=elsewhere, within=within)
        sorts[sort].append(offer)
        if len(best) >= wanted:
            break
        # Outside the band on both sides nothing gets better than what was found within it.
        if below < first and above >= end and (best or sorts[FRESH_IN_BAND] or len(sorts[NEW]) >= wanted):
            break
    offers = next(sort for sort in sorts if sort)[:wanted]
    middle, sharpness = policy.high if relief else policy.target, policy.sharpness
    chances: list[float] = []
    logits: list[float] = []
    for offer in offers:
        if len(offer.skills) == 1 and not head:
            # `chance_of`, with what is at hand here.
            right = sigmoid((mean - offer.difficulty) / spread)
            chance = offer.guess + (1.0 - offer.guess) * right
        else:
            chance = chance_of(plan, offer, found)
        history = items.get(offer.id)
        chances.append(chance)
        logits.append(
            -sharpness * abs(chance - middle) - (0.0 if history is None else policy.repetition * history.times)
        )
    return Window(offers, chances, shares(logits, even=policy.even))


def _sort(
    offer: Offer, history: ItemHistory | None, *, last: ItemId | None, elsewhere: set[ItemId], within: bool
) -> int:
    if offer.id in elsewhere:
        return LEFT_OVER
    if history is None or history.times == 0:
        return NEW_IN_BAND if within else NEW
    if _unseen(offer, history) > 0 and not history.spent:
        return AGAIN if offer.id == last else FRESH_IN_BAND if within else FRESH
    return LEFT_OVER if history.spent or offer.id == last else REPEATED


def _unseen(offer: Offer, history: ItemHistory) -> int:
    return offer.variants - sum(1 for variant in history.variants if variant < offer.variants)


def fresh(plan: Plan, place: int, state: LearnerState) -> bool:
    """
    Say whether a skill has something that the learner has not seen, beside the item given last.
    """
    items = state.items
    if not items:
        return True
    last = state.recent[-1] if state.recent else None
    for offer in plan.ladders[place]:
        history = items.get(offer.id)
        if history is None:
            return True
        if offer.id != last and not history.spent and _unseen(offer, history) > 0:
            return True
    return False


def chance_of(plan: Plan, offer: Offer, found: Beliefs) -> float:
    """
    Give the expected chance of a right answer to an item, as `mastery.filter.predict` does.
    """
    skills = offer.skills
    if len(skills) == 1 and (place := plan.places.get(skills[0])) is not None:
        mean, variance = found.means[place], found.variances[place]
    else:
        mean, variance = _shared(plan, skills, found)
    return chance_at(
        plan.model.fit.head,
        mean - offer.difficulty,
        doubt_scale(variance),
        guess=offer.guess,
        offset=plan.model.intercept - offer.difficulty,
        ability=found.own,
    )


def _shared(plan: Plan, skills: Sequence[SkillId], found: Beliefs) -> tuple[float, float]:
    """Give the mean and the variance of the ability to do an item of several skills, which share it evenly."""
    mean = variance = 0.0
    for skill in skills:
        place = plan.places.get(skill)
        mean += found.ability if place is None else found.means[place]
        variance += found.prior if place is None else found.variances[place] - found.shared
    count = max(1, len(skills))
    return mean / count if skills else found.ability, found.shared + variance / (count * count)


def shares(logits: Sequence[float], *, even: float = 0.0) -> list[float]:
    """
    Turn logits into chances that sum to 1: a softmax, mixed with an `even` share for all.
    """
    top = max(logits)
    weights = [math.exp(logit - top) for logit in logits]
    scale = (1.0 - even) / sum(weights)
    each = even / len(weights)
    return [weight * scale + each for weight in weights]


def draw_variant(offer: Offer, state: LearnerState, draws: Draws) -> tuple[int, float]:
    """
    Draw one of the variants not seen before, or take the one seen longest ago where all were.
    """
    history = state.items.get(offer.id)
    if history is None or not history.variants:
        return min(offer.variants - 1, int(draws.random() * offer.variants)), 1 / offer.variants
    seen = sorted(variant for variant in history.variants if variant < offer.variants)
    unseen = offer.variants - len(seen)
    if unseen == 0:
        return next(variant for variant in history.variants if variant < offer.variants), 1.0
    place = min(unseen - 1, int(draws.random() * unseen))
    for variant in seen:
        place += variant <= place
    return place, 1 / unseen
