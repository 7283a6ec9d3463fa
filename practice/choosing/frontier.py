"""
The frontier: which skills may be practised now, and how good each would be next.

Skills below proficiency with what they require in place, what a stuck learner or
a confirmed wrong idea points back to, and reviews that are due. While a goal is
not reached, only what it needs. Each has a weight in logits: the gain expected
per minute, and what speaks for and against going on with it. Which item of it is
`picking`'s.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
from msgspec import structs

from mastery.filter import PROBIT, sigmoid
from mastery.scale import to_scale
from practice.choosing.beliefs import PROFICIENT, UNTOUCHED, Beliefs
from practice.choosing.catalogue import needed
from practice.choosing.plan import FLAT, STEP, TIRING, Plan
from practice.moments import DAY_MS
from practice.state import LearnerState

__all__ = ["Candidate", "candidates"]

AFTER: Final = 7.0
"""Days after which a proficient skill without a plan of reviews is due: states from elsewhere have none."""


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """One skill, its weight in logits, and why; `above` is the stuck skill that needs it."""

    logit: float
    place: int
    code: str
    above: int | None = None


def candidates(plan: Plan, state: LearnerState, found: Beliefs, *, day: float) -> list[Candidate]:
    """
    Find the skills to choose from, the best first; none only where the bank has none.
    """
    wanted = _wanted(plan, state, found, day)
    due = _due(plan, state, found, wanted, day)
    # Where what is left to learn does not move, a little of what is known is worth more; a goal leaves it out.
    waiting = {one.place for one in due}
    kept = [place for place in found.settled if place not in waiting] if wanted is None else []
    listed = _frontier(plan, state, found, wanted, kept)
    return sorted([*listed, *due] or _reviews(plan, state, wanted, day), key=_rank)


def _rank(one: Candidate) -> tuple[float, int]:
    return -one.logit, one.place


def _wanted(plan: Plan, state: LearnerState, found: Beliefs, day: float) -> frozenset[int] | None:
    """
    Return the places that an open goal narrows the choice to; None where nothing does.
    """
    goal = state.goal
    if goal is None or goal.by < day * DAY_MS:
        return None
    aims = [plan.places[skill] for skill in goal.skills if skill in plan.places]
    if all(found.status[place] == PROFICIENT for place in aims):
        return None
    return frozenset(plan.places[skill] for skill in needed(plan.offers, goal.skills))


def _frontier(
    plan: Plan, state: LearnerState, found: Beliefs, wanted: frozenset[int] | None, kept: Sequence[int]
) -> list[Candidate]:
    """
    List the skills below proficiency, those first of which what they require is in place, and beside them what is kept.

    The gate is soft: what requires something that was tried often enough comes for less, and where nothing is ready,
    the readiest do.
    """
    status, ready, passed, requires = found.status, found.ready, found.passed, plan.requires
    open_places: list[int] = []
    closed: list[int] = []
    early: list[int] = []
    for place in range(len(status)) if wanted is None else sorted(wanted):
        if status[place] == PROFICIENT:
            continue
        waits = False
        for required in requires[place]:
            if not ready[required]:
                waits = True
                if not passed[required]:
                    closed.append(place)
                    break
        else:
            (early if waits else open_places).append(place)
    last = _last_places(plan, state)
    behind = early if open_places else [*early, *closed]
    beside = kept if open_places or behind else ()
    weighed = {one.place: one for one in _weighed(plan, state, found, [*open_places, *beside], last)}
    for one in _weighed(plan, state, found, behind, last) if behind else ():
        least = min([_readiness(plan, found, required) for required in requires[one.place]])
        held_back = plan.policy.readiness * (min(least, plan.policy.ready) - plan.policy.ready)
        weighed[one.place] = structs.replace(one, logit=one.logit + held_back)
    for place, above in _below(plan, state, found, wanted).items():
        weighed[place] = Candidate(plan.policy.begun, place, "prerequisite", above)
    return _of_goal(weighed.values(), wanted)


def _of_goal(found: Iterable[Candidate], wanted: frozenset[int] | None) -> list[Candidate]:
    if wanted is None:
        return list(found)
    return [one if one.code == "prerequisite" else structs.replace(one, code="goal") for one in found]


def _weighed(
    plan: Plan, state: LearnerState, found: Beliefs, places: Sequence[int], last: frozenset[int]
) -> list[Candidate]:
    """
    Weigh skills: the gain expected per minute, and going on against changing over.
    """
    policy, usual, worth, gains = plan.policy, plan.usual, plan.worth, plan.gains
    means, variances, status = found.means, found.variances, found.status
    head, intercept, sqrt = plan.model.fit.head, plan.model.intercept, math.sqrt
    weighed: list[Candidate] = []
    for place in places:
        # `found.chance`, with what is at hand here.
        chance = (means[place] - usual[place]) / sqrt(1.0 + PROBIT * variances[place])
        if head:
            chance = to_scale(head, chance, intercept - usual[place], found.own)
        held = FLAT if chance > FLAT else max(chance, -FLAT)
        weight = worth[place] + gains[round((held + FLAT) / STEP)]
        if place in last:
            weight -= policy.just_given
        if status[place] == UNTOUCHED:
            weighed.append(Candidate(weight, place, "begin"))
            continue
        tries = state.estimates.skills[plan.ids[place]].tries
        weight -= plan.tiring[min(TIRING, tries)]
        if status[place] == PROFICIENT:
            weighed.append(Candidate(weight - policy.kept, place, "keep"))
            continue
        weight += policy.begun
        if tries >= policy.enough:
            weight -= policy.tired
        if place in found.stuck:
            weight -= policy.stuck
        weighed.append(Candidate(weight, place, "continue"))
    return weighed


def _readiness(plan: Plan, found: Beliefs, place: int) -> float:
    """
    Give a prerequisite's expected accuracy, or 1 where it is proficient.

    Unpractised: at its lower end.
    """
    if found.status[place] == PROFICIENT:
        return 1.0
    if found.status[place] == UNTOUCHED:
        return sigmoid(found.worst(plan, place))
    return sigmoid(found.chance(plan, place))


def _below(plan: Plan, state: LearnerState, found: Beliefs, wanted: frozenset[int] | None) -> dict[int, int]:
    """
    Find the skills to go back to, each with the one that needs it: where a learner is stuck, or follows a wrong idea.
    """
    below: dict[int, int] = {}
    for place in found.stuck:
        if plan.requires[place] and (wanted is None or place in wanted):
            weakest = min(plan.requires[place], key=lambda one: found.chance(plan, one))
            # Where what it builds on is in place, or stuck too, going back brings nothing: then a teacher has to look.
            if not found.ready[weakest] and weakest not in found.stuck:
                below[weakest] = place
    for idea in state.ideas.values():
        behind, above = plan.places.get(idea.skill), plan.places.get(idea.above)
        if behind is None or above is None or not idea.confirmed or found.status[behind] == PROFICIENT:
            continue
        if idea.skill in needed(plan.offers, (idea.above,)) and behind != above and (not wanted or behind in wanted):
            below[behind] = above
    return below


def _due(plan: Plan, state: LearnerState, found: Beliefs, wanted: frozenset[int] | None, day: float) -> list[Candidate]:
    """
    List the proficient skills of which a review is due.
    """
    due: list[Candidate] = []
    for place in found.settled:
        if wanted is not None and place not in wanted:
            continue
        skill = plan.ids[place]
        review = state.reviews.get(skill)
        at = state.estimates.skills[skill].day + AFTER if review is None else review.due
        if at <= day:
            due.append(Candidate(plan.policy.due, place, "review_due"))
    return due


def _reviews(plan: Plan, state: LearnerState, wanted: frozenset[int] | None, day: float) -> list[Candidate]:
    """
    List all skills, those not practised for longest first; for a learner who is proficient in everything.
    """
    known = state.estimates.skills
    return [
        Candidate(math.log1p(max(0.0, day - known[skill].day)) if skill in known else 0.0, place, "review")
        for place, skill in enumerate(plan.ids)
        if wanted is None or place in wanted
    ]


def _last_places(plan: Plan, state: LearnerState) -> frozenset[int]:
    offer = plan.offers.items.get(state.recent[-1]) if state.recent else None
    return frozenset(plan.places[skill] for skill in offer.skills if skill in plan.places) if offer else frozenset()
