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
from typing import Final, NamedTuple

import msgspec
from msgspec import structs

from mastery.filter import PROBIT, sigmoid
from mastery.level import accuracy_on
from mastery.scale import hardest, to_scale
from practice.choosing.catalogue import needed
from practice.choosing.plan import FLAT, STEP, TIRING, Plan
from practice.moments import DAY_MS
from practice.state import LearnerState

__all__ = ["Beliefs", "Candidate", "beliefs", "candidates"]

UNTOUCHED, PRACTISING, PROFICIENT = range(3)
AFTER: Final = 7.0
"""Days after which a proficient skill without a plan of reviews is due: states from elsewhere have none."""


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """One skill, its weight in logits, and why; `above` is the stuck skill that needs it."""

    logit: float
    place: int
    code: str
    above: int | None = None


class Beliefs(NamedTuple):
    """
    What is believed of a learner, by the places of skills.

    `own` is the mean of the global ability, `ability` the same with the intercept,
    `shared` its variance, `prior` the variance of an unpractised skill beside it;
    `means` and `variances` are those of the whole ability to do each skill, in
    logits: one without evidence follows what it builds on. `lowest` is the lower end
    of one that nothing is known of; `passed` says of each skill whether what builds on it need not
    wait. `touched` are the places with evidence, `settled` those that are
    proficient, `stuck` those that practice brings nothing for.
    """

    own: float
    ability: float
    shared: float
    prior: float
    means: list[float]
    variances: list[float]
    status: list[int]
    ready: list[bool]
    passed: list[bool]
    lowest: float
    touched: list[int]
    settled: list[int]
    stuck: list[int]

    def chance(self, plan: Plan, place: int) -> float:
        """
        Give the logit of the chance of a right answer to a skill's usual item.
        """
        usual = plan.usual[place]
        chance = (self.means[place] - usual) / math.sqrt(1.0 + PROBIT * self.variances[place])
        return to_scale(plan.model.fit.head, chance, plan.model.intercept - usual, self.own)

    def worst(self, plan: Plan, place: int) -> float:
        """
        Give the logit of the chance of a right answer to an unpractised skill's usual item, were it at its lower end.

        No easier than a middling item, and no better than if nothing were known of it: neither an easy bank nor what
        it builds on puts a skill in place that was never practised. Being very good elsewhere does.
        """
        doubt, entry = plan.rules.doubt * math.sqrt(self.variances[place]), plan.entries[place]
        lowest = min(self.lowest, self.means[place] - doubt)
        return to_scale(plan.model.fit.head, lowest - entry, plan.model.intercept - entry, self.own)


def beliefs(plan: Plan, state: LearnerState, day: float) -> Beliefs:
    """
    Work out where a learner stands in all skills, each looked at once.

    Says what `mastery.level.standing` says of proficiency, in logits in place of
    shares, at a tenth of the cost.
    """
    model, rules, places = plan.model, plan.rules, plan.places
    bars, usual, ready_at = plan.bars, plan.usual, plan.ready
    head, intercept, own = model.fit.head, model.intercept, state.estimates.ability_mean
    ability = intercept + own
    shared = state.estimates.ability_variance
    unpractised = shared + model.skill_variance
    lowest = ability - rules.doubt * math.sqrt(unpractised)
    count = len(plan.ids)
    means, variances, status = [ability] * count, [unpractised] * count, [UNTOUCHED] * count
    edge = hardest(head, ready_at, mean=lowest, spread=1.0, intercept=intercept, ability=own)
    ready = [edge >= entry for entry in plan.entries] if edge >= plan.easiest else [False] * count
    doubt, successes, patience, sqrt, exp = rules.doubt, rules.successes, rules.patience, math.sqrt, math.exp
    memory, rest = model.skill_memory, model.skill_variance
    attempts = plan.policy.attempts
    touched: list[int] = []
    settled: list[int] = []
    stuck: list[int] = []
    tried: list[int] = []
    for skill, known in state.estimates.skills.items():
        place = places.get(skill)  # type: ignore[call-overload]  # mastery knows skills as plain text
        if place is None:
            continue
        touched.append(place)
        mean, variance = known.mean, known.variance
        if (pause := day - known.day) > 0:
            # `mastery.estimate.faded`, with what is at hand here.
            kept = exp(-pause / memory)
            mean, variance = mean * kept, rest - (rest - variance) * kept * kept
        mean += ability
        variance += shared
        means[place] = mean
        variances[place] = variance
        lower = mean - doubt * sqrt(variance)
        if len(known.right) >= successes and (_reaches(plan, place, lower, own) if head else lower >= bars[place]):
            status[place], ready[place] = PROFICIENT, True
            settled.append(place)
        else:
            status[place] = PRACTISING
            chance = (mean - usual[place]) / sqrt(1.0 + PROBIT * variance)
            if head:
                chance = to_scale(head, chance, intercept - usual[place], own)
            ready[place] = chance >= ready_at
            if known.stalled >= patience:
                stuck.append(place)
            if known.tries >= attempts:
                tried.append(place)
    found = Beliefs(
        own,
        ability,
        shared,
        model.skill_variance,
        means,
        variances,
        status,
        ready,
        ready.copy(),
        lowest,
        touched,
        settled,
        stuck,
    )
    _follow(plan, found)
    for place in (*tried, *_skipped(plan, state, status)):
        found.passed[place] = True
    return found


def _skipped(plan: Plan, state: LearnerState, status: Sequence[int]) -> list[int]:
    """
    List the skills without evidence that were given lately again and again: who skips them has something else in mind.
    """
    given = [plan.homes[item] for item in state.recent if item in plan.homes]
    return [place for place in set(given) if status[place] == UNTOUCHED and given.count(place) >= plan.policy.skipped]


def _reaches(plan: Plan, place: int, lower: float, own: float) -> bool:
    """
    Say whether the lower end of an ability meets the bar, as `mastery.level` does.
    """
    return accuracy_on(plan.model, plan.mixes[place], lower, 0.0, ability=own) >= plan.rules.bar_of(plan.ids[place])


def _follow(plan: Plan, found: Beliefs) -> None:
    """
    Let skills without evidence follow those that they build on, where there is evidence of any.

    As `mastery.estimate.expected_from` does, of what has faded already.
    """
    status, means, variances, ability = found.status, found.means, found.variances, found.ability
    loading, unpractised = plan.model.loading, found.prior + found.shared
    for place in {above for below in found.touched for above in plan.opens[below] if status[above] == UNTOUCHED}:
        below = [one for one in plan.requires[place] if status[one] != UNTOUCHED]
        share = loading / len(below)
        mean = known = 0.0
        for one in below:
            mean += means[one] - ability
            known += unpractised - variances[one]
        means[place], variances[place] = ability + share * mean, unpractised - loading * share * known
        # What is known from below never puts a skill in place: it takes from what was thought ready, and adds nothing.
        if found.ready[place]:
            found.ready[place] = found.passed[place] = found.worst(plan, place) >= plan.ready


def candidates(plan: Plan, state: LearnerState, found: Beliefs, *, day: float) -> list[Candidate]:
    """
    Find the skills to choose from, the best first; none only where the bank has none.
    """
    wanted = _wanted(plan, state, found, day)
    listed, due = _frontier(plan, state, found, wanted), _due(plan, state, found, wanted, day)
    if listed and wanted is None:
        # Where what is left to learn does not move, a little of what is known is worth more.
        waiting = {one.place for one in due}
        listed += _weighed(plan, state, found, [place for place in found.settled if place not in waiting])
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


def _frontier(plan: Plan, state: LearnerState, found: Beliefs, wanted: frozenset[int] | None) -> list[Candidate]:
    """
    List the skills below proficiency, those first of which what they require is in place.

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
    weighed = {one.place: one for one in _weighed(plan, state, found, open_places)}
    for one in _weighed(plan, state, found, early if weighed else [*early, *closed]):
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


def _weighed(plan: Plan, state: LearnerState, found: Beliefs, places: Sequence[int]) -> list[Candidate]:
    """
    Weigh skills: the gain expected per minute, and going on against changing over.
    """
    policy, usual, worth, gains = plan.policy, plan.usual, plan.worth, plan.gains
    means, variances, status = found.means, found.variances, found.status
    head, intercept, sqrt = plan.model.fit.head, plan.model.intercept, math.sqrt
    last = _last_places(plan, state)
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
