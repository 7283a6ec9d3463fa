"""
Choosing the next exercise.

A skill, from the frontier and the reviews that are due; then one of its items,
near a chance of success worth trying; then a variant not seen before; now and
then a probe instead; and after a hard stretch something that should go well. All
is drawn, and the chance that this very variant had is recorded with the reason,
so that another policy can be judged from the log. A pure function of plan,
state, wish, day and seed: a simulation calls it as the session does.
"""

import itertools
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import msgspec
from msgspec import structs

from item_bank.ids import ItemId, SkillId
from practice.choosing.beliefs import Beliefs, beliefs
from practice.choosing.catalogue import Offer
from practice.choosing.draws import Draws
from practice.choosing.frontier import Candidate, candidates
from practice.choosing.picking import Window, chance_of, draw_variant, fresh, shares, window
from practice.choosing.plan import Plan
from practice.choosing.policy import Policy
from practice.choosing.probes import Pool, draw_probe, pool
from practice.requests import Wish
from practice.state import LearnerState

__all__ = ["Choice", "NoSuchThing", "NothingLeft", "chances", "choose"]


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """
    One variant of one item, why, and with which chance it was drawn.

    Attributes
    ----------
    code
        The reason, a key of `reasons.SENTENCES`.
    about
        The skills that the reason names: the one practised, and the one that
        requires it where that is told.
    propensity
        The chance of this very variant under the policy, by all ways that lead to it.
    expected
        The chance of a right answer to it, as the learner model saw it.
    policy
        The id of what chose.
    """

    item: ItemId
    variant: int
    code: str
    propensity: float
    expected: float
    policy: str
    about: tuple[SkillId, ...] = ()

    @property
    def probe(self) -> bool:
        """
        Whether it is a probe.
        """
        return self.code == "probe"


class NothingLeft(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """There is no item to give: the bank has none."""


class NoSuchThing(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The bank has not what was wished for."""


class _Ways(NamedTuple):
    """
    All that may come next: skills with their shares, and the probes beside them with their share of all choices.

    `windows` are those that were looked at already, in the order of the skills; else there are none.
    """

    found: Beliefs
    skills: Sequence[Candidate]
    shares: Sequence[float]
    probes: Pool | None = None
    probing: float = 0.0
    windows: Sequence[Window] = ()

    def window(self, plan: Plan, state: LearnerState, at: int) -> Window:
        """Give what is drawn from once the skill at a place of these was drawn."""
        if self.windows:
            return self.windows[at]
        return window(plan, self.skills[at].place, state, self.found, relief=False)


def choose(plan: Plan, state: LearnerState, wish: Wish, *, day: float, seed: int) -> Choice | NothingLeft | NoSuchThing:
    """
    Choose the next exercise.

    Parameters
    ----------
    plan
        The bank, the learner model and the policy, as tables.
    state
        The learner.
    wish
        What was asked for; an item is given as wished, a skill narrows.
    day
        When, in days; a clock that went back lets nothing fade.
    seed
        Decides all draws: the same arguments give the same choice.

    Returns
    -------
    Choice
        Something for every learner wherever the bank has an item.
    NothingLeft
        Where there is no item at all.
    NoSuchThing
        Where the wished skill, item or variant is not in the bank.
    """
    draws = Draws(seed)
    if wish.item is not None:
        return _as_wished(plan, state, wish, wish.item, day, draws)
    if wish.variant is not None or (wish.skill is not None and wish.skill not in plan.places):
        return NoSuchThing()
    if not plan.ids:
        return NothingLeft()
    ways = _ways(plan, state, wish.skill, day)
    at: int | None = None
    if ways.probes is not None and draws.random() < ways.probing:
        offer, expected = draw_probe(plan, state, ways.found, ways.probes, draws.random())
        drawn, chance = Candidate(0.0, plan.homes[offer.id], "probe"), 0.0
    else:
        at = _place(ways.shares, draws)
        drawn, seen = ways.skills[at], ways.window(plan, state, at)
        place = _place(seen.shares, draws)
        offer, expected = seen.offers[place], seen.chances[place]
        chance = ways.shares[at] * seen.shares[place]
    variant, chance_of_variant = draw_variant(offer, state, draws)
    return Choice(
        item=offer.id,
        variant=variant,
        code=_code(plan, state, drawn),
        about=(plan.ids[drawn.place],) if drawn.above is None else (plan.ids[drawn.place], plan.ids[drawn.above]),
        propensity=_chance_of_item(plan, state, ways, offer, chance, at) * chance_of_variant,
        expected=expected,
        policy=plan.name,
    )


def chances(plan: Plan, state: LearnerState, wish: Wish, *, day: float) -> Mapping[ItemId, float]:
    """
    Give the chance of every item that may come next; they sum to 1.

    The whole of what `choose` draws one of, for those who judge a policy. Empty where the bank has no items.
    """
    if not plan.ids:
        return {}
    ways = _ways(plan, state, wish.skill, day)
    offers: dict[ItemId, Offer] = {}
    for at in range(len(ways.skills)):
        offers |= {offer.id: offer for offer in ways.window(plan, state, at).offers}
    if ways.probes is not None:
        offers |= {
            offer.id: offer
            for place in ways.probes.places
            for offer in plan.at_home[place]
            if offer.id not in state.items
        }
    return {item: _chance_of_item(plan, state, ways, offer, 0.0, None) for item, offer in offers.items()}


def _ways(plan: Plan, state: LearnerState, wished: SkillId | None, day: float) -> _Ways:
    """
    Find all that may come next.
    """
    found = beliefs(plan, state, day)
    if wished is not None:
        skills = [Candidate(0.0, plan.places[wished], "wished_skill")]
    else:
        listed = candidates(plan, state, found, day=day)
        most = plan.policy.skills
        skills = list(itertools.islice((one for one in listed if fresh(plan, one.place, state)), most)) or listed[:most]
    if _in_need(plan.policy, state.misses):
        return _relief(plan, state, found, skills)
    weights = shares([one.logit for one in skills])
    probes = None if wished is not None else pool(plan, state, found, skills)
    return _Ways(found, skills, weights) if probes is None else _Ways(found, skills, weights, probes, plan.policy.probe)


def _in_need(policy: Policy, misses: int) -> bool:
    """
    Tell whether the next has to go well; by turns with what comes as usual, where such brought nothing either.
    """
    return misses >= policy.streak and (misses - policy.streak) % (2 * policy.eased) < policy.eased


def _relief(plan: Plan, state: LearnerState, found: Beliefs, skills: Sequence[Candidate]) -> _Ways:
    """
    Narrow the choice to what should go well: of the skills at hand, else of all that were practised, else the easiest.
    """
    practised = [] if skills[0].code == "wished_skill" else [Candidate(0.0, place, "relief") for place in found.touched]
    easiest: list[tuple[float, Candidate, Window]] = []
    for several in (skills, practised):
        kept: list[tuple[Candidate, Window]] = []
        for one in several:
            seen = window(plan, one.place, state, found, relief=True)
            good = [place for place, chance in enumerate(seen.chances) if chance >= plan.policy.relief]
            best = max(range(len(seen.offers)), key=lambda place: seen.chances[place])
            easiest.append((seen.chances[best], one, _only(seen, [best])))
            if good:
                kept.append((one, _only(seen, good)))
        if kept:
            return _eased(found, kept)
    _, one, seen = max(easiest, key=lambda entry: entry[0])
    return _eased(found, [(one, seen)])


def _eased(found: Beliefs, kept: Sequence[tuple[Candidate, Window]]) -> _Ways:
    skills = [structs.replace(one, code="relief") for one, _ in kept]
    return _Ways(found, skills, shares([one.logit for one in skills]), windows=[seen for _, seen in kept])


def _only(seen: Window, kept: Sequence[int]) -> Window:
    total = sum(seen.shares[place] for place in kept)
    return Window(
        [seen.offers[place] for place in kept],
        [seen.chances[place] for place in kept],
        [seen.shares[place] / total for place in kept],
    )


def _chance_of_item(
    plan: Plan, state: LearnerState, ways: _Ways, offer: Offer, chance: float, looked_at: int | None
) -> float:
    """
    Give the chance of an item by all ways that lead to it: each skill it is for, and probes.

    `chance` is that of the way that was looked at already, `looked_at` its place; 0 and None where none was.
    """
    if looked_at is None or len(offer.skills) > 1:
        for at, share in enumerate(ways.shares):
            if at != looked_at and plan.ids[ways.skills[at].place] in offer.skills:
                seen = ways.window(plan, state, at)
                chance += share * sum(
                    within for one, within in zip(seen.offers, seen.shares, strict=True) if one is offer
                )
    if ways.probes is None:
        return chance
    probed = 1.0 / ways.probes.left if ways.probes.holds(plan, state, offer) else 0.0
    return chance * (1.0 - ways.probing) + probed * ways.probing


def _code(plan: Plan, state: LearnerState, drawn: Candidate) -> str:
    """
    Give the reason's code: a skill without evidence of which something was given already is not called new.
    """
    if drawn.code == "begin" and any(offer.id in state.items for offer in plan.ladders[drawn.place]):
        return "continue"
    return drawn.code


def _place(weights: Sequence[float], draws: Draws) -> int:
    """
    Draw a place by weights that sum to 1.
    """
    rest = draws.random()
    for place, weight in enumerate(weights):
        rest -= weight
        if rest < 0:
            return place
    return len(weights) - 1


def _as_wished(
    plan: Plan, state: LearnerState, wish: Wish, item: ItemId, day: float, draws: Draws
) -> Choice | NoSuchThing:
    offer = plan.items.get(item)
    if offer is None or (wish.skill is not None and wish.skill not in offer.skills):
        return NoSuchThing()
    variant, chance = (wish.variant, 1.0) if wish.variant is not None else draw_variant(offer, state, draws)
    if variant >= offer.variants:
        return NoSuchThing()
    expected = chance_of(plan, offer, beliefs(plan, state, day))
    return Choice(item=item, variant=variant, code="wished", propensity=chance, expected=expected, policy=plan.name)
