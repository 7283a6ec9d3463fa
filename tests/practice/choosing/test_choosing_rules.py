"""What `practice.choosing` promises of whole distributions, hard stretches, goals and probes, whatever the learner."""

import itertools
import math
from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.ids import ItemId, SkillId
from mastery.estimate import Estimates, SkillEstimate
from mastery.filter import predict, sigmoid
from mastery.level import standing
from mastery.model import DEFAULT_MODEL, Fit
from practice.choosing.beliefs import PROFICIENT, beliefs
from practice.choosing.catalogue import Catalogue, Offer, arrange, needed
from practice.choosing.choose import Choice, chances, choose
from practice.choosing.picking import chance_of, window
from practice.choosing.plan import Plan, plan_for
from practice.choosing.policy import DEFAULT_POLICY, Policy
from practice.choosing.sitting import practised
from practice.given import ItemHistory
from practice.moments import DAY_MS
from practice.progress.goal import Goal
from practice.requests import Wish
from practice.state import LearnerState

pytestmark = pytest.mark.slow


MODEL = DEFAULT_MODEL
FITTED = msgspec.structs.replace(
    MODEL,
    intercept=1.0,
    skill_variance=0.3,
    fit=Fit(
        items={"s0-0": -0.7, "s1-1": 1.1},
        skills={"s0": 0.6, "s2": -0.5},
        head=(-0.03, 1.18, -0.1, -0.16, -0.04, 0.04, 0.1),
    ),
)
"""As a fit of ASSISTments brings it: with numbers for items and skills, and a head."""
ANY = Wish()
NO_PROBES = Policy(probe=0.0)
BAND = (DEFAULT_POLICY.low, DEFAULT_POLICY.high)
EDGE = 1e-3
"""Chances this near to an end of the band may fall on either side of it."""

graphs = st.integers(1, 8).flatmap(
    lambda size: st.tuples(*(st.sets(st.integers(0, max(0, at - 1)), max_size=2 if at else 0) for at in range(size)))
)


@st.composite
def courses(draw: st.DrawFn) -> Catalogue:
    """Draw a bank: some skills, each with a few items, some items with two skills."""
    graph = draw(graphs)
    names = [SkillId(f"s{place}") for place in range(len(graph))]
    offers = []
    for name in names:
        for number in range(draw(st.integers(1, 5))):
            second = draw(st.sampled_from(names))
            both = draw(st.integers(0, 3)) == 0
            offers.append(
                Offer(
                    id=ItemId(f"{name}-{number}"),
                    skills=tuple(dict.fromkeys((name, second))) if both else (name,),
                    difficulty=draw(st.floats(-3, 3)),
                    guess=draw(st.sampled_from([0.0, 0.25])),
                    variants=draw(st.integers(1, 4)),
                    minutes=draw(st.sampled_from([1.0, 2.0, 3.0])),
                )
            )
    return arrange(offers, {names[at]: tuple(names[one] for one in sorted(needs)) for at, needs in enumerate(graph)})


@st.composite
def learners(draw: st.DrawFn, offers: Catalogue, *, day: float = 10.0) -> LearnerState:
    """Draw somebody at any place of a course: estimates, what was given, hard stretches."""
    skills = {
        skill: SkillEstimate(
            mean=draw(st.floats(-4, 4)),
            variance=draw(st.floats(0.05, 2.0)),
            day=draw(st.floats(0, 2 * day)),
            tries=draw(st.integers(1, 40)),
            right=("i1", "i2")[: draw(st.integers(0, 2))],
            stalled=draw(st.sampled_from([0, 3, 20])),
        )
        for skill in offers.skills
        if draw(st.booleans())
    }
    items = {
        offer.id: ItemHistory(
            times=draw(st.integers(1, 5)),
            variants=tuple(sorted(draw(st.sets(st.integers(0, 5), max_size=4)))),
            spent=draw(st.integers(0, 4)) == 0,
        )
        for offer in offers.items.values()
        if draw(st.booleans())
    }
    return LearnerState(
        model=MODEL.id,
        estimates=Estimates(
            ability_mean=draw(st.floats(-2, 2)), ability_variance=draw(st.floats(0.05, 1)), skills=skills
        ),
        items=items,
        recent=tuple(items)[-3:],
        misses=draw(st.integers(0, 6)),
        unprobed=draw(st.sampled_from([0, 19])),
    )


@st.composite
def sittings(draw: st.DrawFn) -> tuple[Plan, LearnerState]:
    """Draw a bank, a learner model with a head or without, and somebody who practises."""
    offers = draw(courses())
    return plan_for(offers, draw(st.sampled_from([MODEL, FITTED]))), draw(learners(offers))


def chosen(plan: Plan, state: LearnerState, *, seed: int = 0, wish: Wish = ANY, day: float = 10.0) -> Choice:
    """Choose, where something can be."""
    choice = choose(plan, state, wish, day=day, seed=seed)
    assert isinstance(choice, Choice)
    return choice


@settings(max_examples=40, deadline=None)
@given(sitting=sittings(), seed=st.integers(0, 2**64 - 1))
def test_the_chances_of_all_that_may_come_sum_to_one(sitting: tuple[Plan, LearnerState], seed: int) -> None:
    """
    The whole distribution over items sums to 1, and what is drawn has the chance that it says.
    """
    plan, state = sitting
    whole = chances(plan, state, ANY, day=10.0)
    choice = chosen(plan, state, seed=seed)

    assert math.isclose(1.0, sum(whole.values()), rel_tol=1e-9)
    assert min(whole.values()) > 0
    share = choice.propensity / whole[choice.item]
    unseen = round(1 / share)
    assert math.isclose(share * unseen, 1.0, rel_tol=1e-9)
    assert 1 <= unseen <= plan.offers.items[choice.item].variants


@settings(max_examples=40, deadline=None)
@given(sitting=sittings())
def test_a_spent_item_comes_only_where_its_skill_has_no_other(sitting: tuple[Plan, LearnerState]) -> None:
    """
    An item whose answer was shown, and which is no evidence any more, is never given while another would be.
    """
    plan, state = sitting
    for item in chances(plan, state, ANY, day=10.0):
        if item in state.items and state.items[item].spent:
            skills = [skill for skill in plan.offers.items[item].skills if skill in plan.places]
            assert any(
                all(
                    other.id == state.recent[-1] or (other.id in state.items and state.items[other.id].spent)
                    for other in plan.offers.skills[skill].items
                )
                for skill in skills
            )


@settings(max_examples=40, deadline=None)
@given(sitting=sittings(), seed=st.integers(0, 2**64 - 1))
def test_no_hard_stretch_goes_on(sitting: tuple[Plan, LearnerState], seed: int) -> None:
    """
    After the policy's streak of misses the next goes well with its chance of relief, or else is the easiest at hand.
    """
    plan, state = sitting
    state = msgspec.structs.replace(state, misses=DEFAULT_POLICY.streak)
    choice = chosen(plan, state, seed=seed)
    found = beliefs(plan, state, 10.0)
    mine = [plan.items[choice.item]]
    assert "relief" == choice.code
    assert math.isclose(choice.expected, chance_of(plan, mine[0], found))
    if choice.expected < DEFAULT_POLICY.relief:
        others = chances(plan, msgspec.structs.replace(state, misses=0), ANY, day=10.0)
        unseen = [plan.items[item] for item in others if item not in state.items]
        if mine[0].id not in state.items:
            assert all(chance_of(plan, offer, found) <= choice.expected + 1e-9 for offer in unseen)
        assert {choice.item} == set(chances(plan, state, ANY, day=10.0))


@settings(max_examples=30, deadline=None)
@given(data=st.data(), days=st.floats(0, 30))
def test_what_a_goal_needs_comes_before_its_date(data: st.DataObject, days: float) -> None:
    """
    Until the date, or until they are proficient in it, learners get what the goal needs; afterwards anything.
    """
    offers = data.draw(courses())
    state = data.draw(learners(offers))
    skills = tuple(data.draw(st.sets(st.sampled_from(sorted(offers.skills)), min_size=1, max_size=3)))
    goal = Goal(skills=skills, by=int((10.0 + days) * DAY_MS), setter="teacher")
    state = msgspec.structs.replace(state, goal=goal, misses=0)
    plan = plan_for(offers, policy=NO_PROBES)
    found = beliefs(plan, state, 10.0)
    wanted = needed(offers, skills)

    if any(found.status[plan.places[skill]] != PROFICIENT for skill in skills):
        for item in chances(plan, state, ANY, day=10.0):
            assert wanted & set(offers.items[item].skills)
    later = chances(plan, state, ANY, day=10.1 + days)
    assert later == chances(plan, msgspec.structs.replace(state, goal=None), ANY, day=10.1 + days)


@settings(max_examples=60, deadline=None)
@given(sitting=sittings())
def test_the_fast_judgement_is_the_judgement(sitting: tuple[Plan, LearnerState]) -> None:
    """
    Who is proficient for choosing is proficient in what is shown, whatever the model.
    """
    plan, state = sitting
    found = beliefs(plan, state, 12.0)
    for place, skill in enumerate(plan.ids):
        stand = standing(plan.model, state.estimates, skill, mix=plan.mixes[place], day=12.0, rules=plan.rules)
        if abs(stand.lower - stand.bar) > 1e-9:
            assert (found.status[place] == PROFICIENT) == (stand.level in {"proficient", "retained"})


@settings(max_examples=60, deadline=None)
@given(sitting=sittings())
def test_a_chance_has_one_meaning(sitting: tuple[Plan, LearnerState]) -> None:
    """
    What choosing expects of an item is what the model predicts, and of a skill's usual item what is shown of the skill.

    With the head of a fit where there is one; a skill without evidence follows what it builds on in all of them.
    """
    plan, state = sitting
    found = beliefs(plan, state, 12.0)
    for offer in plan.offers.items.values():
        if len(offer.skills) > 1:
            continue
        requires = plan.offers.skills[offer.skills[0]].requires
        told = predict(
            plan.model,
            state.estimates,
            offer.skills,
            difficulty=offer.difficulty,
            guess=offer.guess,
            day=12.0,
            source=offer.id,
            builds_on=requires,
        )
        assert math.isclose(told.probability, chance_of(plan, plan.items[offer.id], found), abs_tol=1e-9)
    for place, skill in enumerate(plan.ids):
        stand = standing(
            plan.model,
            state.estimates,
            skill,
            mix=(plan.usual[place],),
            day=12.0,
            rules=plan.rules,
            builds_on=plan.offers.skills[skill].requires,
        )
        assert math.isclose(stand.accuracy, sigmoid(found.chance(plan, place)), abs_tol=1e-9)


@settings(max_examples=60, deadline=None)
@given(sitting=sittings())
def test_what_is_near_the_target_is_near_it_by_the_models_chance(sitting: tuple[Plan, LearnerState]) -> None:
    """
    Items are drawn for the chance that they are expected to have, under a head too: within the band before outside it.
    """
    plan, state = sitting
    state = LearnerState(model=state.model, estimates=state.estimates)
    found, policy = beliefs(plan, state, 12.0), plan.policy
    for place in range(len(plan.ids)):
        ladder = [
            offer for offer in plan.ladders[place] if len(offer.skills) == 1 and not offer.guess and offer.variants
        ]
        if ladder != list(plan.ladders[place]):
            continue
        within = [offer for offer in ladder if policy.low < chance_of(plan, offer, found) < policy.high]
        drawn = window(plan, place, state, found, relief=False).offers
        if within and all(abs(chance_of(plan, one, found) - end) > EDGE for one in ladder for end in BAND):
            assert set(drawn) <= set(within)


@given(behind=st.floats(0, 1e5))
def test_a_clock_that_went_back_lets_nothing_fade(behind: float) -> None:
    """
    However far a clock lies behind the learner's latest answer, the choice is that of the answer's own time.
    """
    offers = arrange(
        [Offer(id=ItemId("a-1"), skills=(SkillId("a"),), difficulty=0.0, guess=0.0, variants=3)], {SkillId("a"): ()}
    )
    estimate = SkillEstimate(mean=1.0, variance=0.5, day=1e5, tries=3)
    state = LearnerState(
        model=MODEL.id,
        estimates=Estimates(ability_mean=0.0, ability_variance=0.3, skills={"a": estimate}),
    )
    plan = plan_for(offers)

    assert chosen(plan, state, day=1e5) == chosen(plan, state, day=1e5 - behind)


def test_probes_are_rare_apart_and_even() -> None:
    """
    One exercise in twenty is a probe, never within ten of another, and each item never given is as likely as the next.
    """
    offers = arrange(
        [
            Offer(id=ItemId(f"{skill}-{place:02}"), skills=(SkillId(skill),), difficulty=place / 9, guess=0, variants=9)
            for skill in ("a", "b", "c")
            for place in range(40)
        ],
        {SkillId("a"): (), SkillId("b"): (SkillId("a"),), SkillId("c"): ()},
    )
    plan = plan_for(offers)
    state, at = LearnerState.empty(MODEL), []
    for turn in range(2_000):
        choice = chosen(plan, state, seed=turn)
        if choice.probe:
            at.append(turn)
        state = practised(plan, state, choice, (True,), day=10.0)
        if turn % 50 == 49:
            state = msgspec.structs.replace(LearnerState.empty(MODEL), unprobed=state.unprobed)

    assert 0.035 < len(at) / 2_000 < 0.065
    assert min(later - sooner for sooner, later in itertools.pairwise(at)) >= DEFAULT_POLICY.spacing
    due = msgspec.structs.replace(LearnerState.empty(MODEL), unprobed=29)
    drawn = Counter(one.item for seed in range(10_000) if (one := chosen(plan, due, seed=seed)).probe)
    assert {item for item, offer in offers.items.items() if offer.skills[0] != "b"} == set(drawn)
    expected = drawn.total() / len(drawn)
    assert all(abs(count - expected) < 5 * math.sqrt(expected) for count in drawn.values())


def test_no_probe_comes_in_a_hard_stretch() -> None:
    """
    One miss short of the streak, an exercise that was not chosen for the learner would not help.
    """
    offers = arrange(
        [Offer(id=ItemId(f"a-{at}"), skills=(SkillId("a"),), difficulty=at, guess=0, variants=9) for at in range(9)],
        {SkillId("a"): ()},
    )
    state = msgspec.structs.replace(LearnerState.empty(MODEL), unprobed=29, misses=DEFAULT_POLICY.streak - 1)

    assert not any(chosen(plan_for(offers), state, seed=seed).probe for seed in range(200))


def test_a_policy_is_named_by_its_values() -> None:
    """
    What stands in the record tells policies apart that differ in a single value.
    """
    offers = arrange(
        [Offer(id=ItemId("a-1"), skills=(SkillId("a"),), difficulty=0.0, guess=0.0, variants=3)], {SkillId("a"): ()}
    )
    ids = {
        chosen(plan_for(offers, policy=policy), LearnerState.empty(MODEL)).policy
        for policy in (DEFAULT_POLICY, Policy(), NO_PROBES)
    }

    assert {DEFAULT_POLICY.id, NO_PROBES.id} == ids
    assert 2 == len(ids)
