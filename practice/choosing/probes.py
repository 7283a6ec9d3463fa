"""
Probes: now and then an exercise that was not chosen for the learner.

Drawn uniformly from what the learner has met and may meet now, never given
before, so that its first answer says how things stand, whatever the policy did.
Rare, well apart, and never in a hard stretch.
"""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from practice.choosing.beliefs import Beliefs
from practice.choosing.catalogue import Offer
from practice.choosing.frontier import Candidate
from practice.choosing.picking import chance_of
from practice.choosing.plan import Plan
from practice.state import LearnerState

__all__ = ["Pool", "draw_probe", "pool"]


class Pool(NamedTuple):
    """The skills that probes come from, and how many of their items were never given."""

    places: frozenset[int]
    left: int

    def holds(self, plan: Plan, state: LearnerState, offer: Offer) -> bool:
        """Say whether an item may be drawn."""
        return offer.id not in state.items and plan.homes.get(offer.id) in self.places


def pool(plan: Plan, state: LearnerState, found: Beliefs, skills: Sequence[Candidate]) -> Pool | None:
    """
    Give what a probe may be drawn from; None where none may come now.
    """
    policy = plan.policy
    if policy.probe <= 0 or (state.unprobed + 1) % policy.spacing or state.misses + 1 >= policy.streak:
        return None
    places = frozenset([*found.touched, *(one.place for one in skills)])
    given = sum([plan.homes.get(item) in places for item in state.items])
    left = sum([len(plan.at_home[place]) for place in places]) - given
    return Pool(places, left) if left > 0 else None


def draw_probe(plan: Plan, state: LearnerState, found: Beliefs, probes: Pool, at: float) -> tuple[Offer, float]:
    """
    Take the item at a share `at` (0 to 1) of all that are left, with the chance of a right answer to it.
    """
    rest = min(probes.left - 1, int(at * probes.left))
    given = Counter([plan.homes.get(item) for item in state.items])
    for place in sorted(probes.places):
        new = len(plan.at_home[place]) - given[place]
        if rest < new:
            unmet = [offer for offer in plan.at_home[place] if offer.id not in state.items]
            return unmet[rest], chance_of(plan, unmet[rest], found)
        rest -= new
    message = "a pool of probes holds fewer items than were counted"
    raise RuntimeError(message)
