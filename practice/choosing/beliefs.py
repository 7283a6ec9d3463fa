"""
Beliefs: where a learner stands in all skills, by their places in a plan.

Worked out for each choice, each skill looked at once: its ability, whether it is
proficient, whether what builds on it need wait. What follows from that is `frontier`'s.
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

from mastery.filter import PROBIT
from mastery.level import accuracy_on
from mastery.scale import hardest, to_scale
from practice.choosing.plan import Plan
from practice.state import LearnerState

__all__ = ["PRACTISING", "PROFICIENT", "UNTOUCHED", "Beliefs", "beliefs"]

UNTOUCHED, PRACTISING, PROFICIENT = range(3)


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
    last = plan.homes.get(state.recent[-1]) if state.recent else None
    if last is None or status[last] != UNTOUCHED:
        return []
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
