"""What `practice.choosing.choose` promises."""

import itertools
import math
from collections import Counter

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from item_bank.ids import ItemId, SkillId
from mastery.estimate import Estimates, SkillEstimate
from mastery.model import DEFAULT_MODEL
from practice.choosing.catalogue import Catalogue, Offer, arrange, usual_mix
from practice.choosing.choose import Choice, NoSuchThing, NothingLeft, choose
from practice.choosing.plan import plan_for
from practice.choosing.policy import DEFAULT_POLICY
from practice.given import ItemHistory
from practice.ideas import Idea
from practice.ids import OpportunityId
from practice.moments import DAY_MS
from practice.progress.goal import Goal
from practice.requests import Wish
from practice.state import LearnerState, OpenOpportunity

MODEL = DEFAULT_MODEL


def catalogue_of(
    skills: dict[str, tuple[str, ...]], *, items: int = 3, variants: int = 5, difficulty: float = 0.0
) -> Catalogue:
    """Build a catalogue with that many items for each skill; values are prerequisites."""
    offers = [
        Offer(
            id=ItemId(f"{name}-{place}"), skills=(SkillId(name),), difficulty=difficulty, guess=0.0, variants=variants
        )
        for name in skills
        for place in range(items)
    ]
    requires = {SkillId(name): tuple(SkillId(one) for one in needs) for name, needs in skills.items()}
    return arrange(offers, requires, {skill: skill.upper() for skill in requires})


def known(levels: dict[str, float], *, day: float = 0.0, stalled: int = 0) -> LearnerState:
    """Build a learner whose named skills have these means, surely."""
    return LearnerState(
        model=MODEL.id,
        created=True,
        estimates=Estimates(
            ability_mean=0.0,
            ability_variance=0.1,
            skills={
                skill: SkillEstimate(
                    mean=mean, variance=0.1, day=day, tries=9, right=("i1", "i2"), best=mean, stalled=stalled
                )
                for skill, mean in levels.items()
            },
        ),
    )


def chosen(
    offers: Catalogue, state: LearnerState, *, seed: int = 0, wish: Wish | None = None, day: float = 0
) -> Choice:
    """Choose, where something can be."""
    choice = choose(plan_for(offers, MODEL), state, wish or Wish(), day=day, seed=seed)
    assert isinstance(choice, Choice)
    return choice


def skills_drawn(offers: Catalogue, state: LearnerState, *, day: float = 0) -> Counter[str]:
    """Count the skills of a hundred draws."""
    return Counter(offers.items[chosen(offers, state, seed=seed, day=day).item].skills[0] for seed in range(100))


CHAIN = catalogue_of({"a": (), "b": ("a",), "c": ("b",)})


def test_a_new_learner_begins_where_nothing_is_required() -> None:
    """
    With nothing known, only skills without prerequisites are drawn, and the reason says that one begins.
    """
    choice = chosen(CHAIN, known({}))

    assert {"a"} == set(skills_drawn(CHAIN, known({})))
    assert "begin" == choice.code


def test_what_was_given_before_is_not_called_new() -> None:
    """
    Also a skill of which a given item brought no evidence (skipped, or stuck from the start) has been met.
    """
    state = msgspec.structs.replace(known({}), items={ItemId("a-0"): ItemHistory(times=1, variants=(0,))})

    assert "continue" == chosen(CHAIN, state).code


@pytest.mark.parametrize("difficulty", [-2.0, 0.0, 2.0])
def test_nothing_is_in_place_merely_because_most_could_do_it(difficulty: float) -> None:
    """
    However easy the items of a skill, it opens nothing to a learner of whom nothing is known.
    """
    offers = catalogue_of({"a": (), "b": ("a",), "c": ("b",)}, difficulty=difficulty)
    unknown = LearnerState(model=MODEL.id, created=True, estimates=Estimates.prior(MODEL))

    assert {"a"} == set(skills_drawn(offers, unknown))


def test_who_is_very_good_is_spared_the_beginnings() -> None:
    """
    A high ability, proved elsewhere, puts an unpractised prerequisite in place.
    """
    strong = msgspec.structs.replace(known({}), estimates=Estimates(ability_mean=2.5, ability_variance=0.1, skills={}))

    assert {"a", "b", "c"} == set(skills_drawn(CHAIN, strong))


def test_a_proficient_skill_opens_what_builds_on_it() -> None:
    """
    The frontier moves up with what is proficient, and does not jump.
    """
    assert {"b"} == set(skills_drawn(CHAIN, known({"a": 4.0})))


def test_the_gate_is_soft() -> None:
    """
    A prerequisite that goes well, short of proficient, lets the next skill in beside it.
    """
    drawn = skills_drawn(CHAIN, known({"a": 0.7}))

    assert {"a", "b"} == set(drawn)


def test_a_stuck_learner_is_sent_to_what_the_skill_builds_on() -> None:
    """
    Without progress in a skill, its weakest prerequisite is offered too, and more often.
    """
    state = known({"a": -1.0, "b": -2.0})
    skills = dict(state.estimates.skills)
    skills["b"] = msgspec.structs.replace(skills["b"], stalled=20)
    state = msgspec.structs.replace(state, estimates=msgspec.structs.replace(state.estimates, skills=skills))
    drawn = skills_drawn(CHAIN, state)

    assert drawn["a"] > 3 * drawn["b"]
    assert "prerequisite" in {chosen(CHAIN, state, seed=seed).code for seed in range(20)}


def test_a_confirmed_wrong_idea_points_back_to_its_skill() -> None:
    """
    To one that what was practised builds on, and only after a second item.
    """
    state = known({"a": 0.9, "b": 0.5})
    idea = Idea(items=(ItemId("b-0"), ItemId("b-1")), skill=SkillId("a"), above=SkillId("b"))
    once = msgspec.structs.replace(idea, items=(ItemId("b-0"),))

    def codes(found: Idea) -> set[str]:
        told = msgspec.structs.replace(state, ideas={"M-XX01": found})
        return {chosen(CHAIN, told, seed=seed).code for seed in range(20)}

    assert "prerequisite" in codes(idea)
    assert "prerequisite" not in codes(once)


def test_being_stuck_below_too_sends_nobody_there() -> None:
    """
    Where the prerequisite brings nothing either, the skill itself goes on: nobody is kept at the root for ever.
    """
    offers = catalogue_of({"a": (), "b": ("a",)})
    drawn = skills_drawn(offers, known({"a": 0.9, "b": -1.0}, stalled=20))

    assert 10 < drawn["b"] < 95


def test_a_proficient_skill_comes_back_after_a_week() -> None:
    """
    Reviews are due after a week, not before.
    """
    state = known({"a": 4.0}, day=0.0)

    assert "a" not in skills_drawn(CHAIN, state, day=3.0)
    assert 0 < skills_drawn(CHAIN, state, day=8.0)["a"]


def test_who_only_skips_is_not_held_at_the_root() -> None:
    """
    Where the only skill that is open was skipped three times, what builds on it comes too.
    """
    skipping = msgspec.structs.replace(known({}), recent=(ItemId("a-0"), ItemId("a-1"), ItemId("a-2")))

    assert {"a"} == set(skills_drawn(CHAIN, msgspec.structs.replace(skipping, recent=skipping.recent[:2])))
    assert skills_drawn(CHAIN, skipping)["b"] > 5


def test_what_should_go_well_and_does_not_is_not_all_that_comes() -> None:
    """
    Who is never right at the first go, as who asks for help first each time, gets easy ones and others by turns.
    """
    state, policy = known({"a": 1.0}), DEFAULT_POLICY
    eased = [
        chosen(CHAIN, msgspec.structs.replace(state, misses=misses)).code == "relief"
        for misses in range(policy.streak + 4 * policy.eased)
    ]

    assert eased == [False] * policy.streak + ([True] * policy.eased + [False] * policy.eased) * 2


def test_what_is_known_comes_where_the_rest_does_not_move() -> None:
    """
    Beside a skill that many tries did not help, what is known is practised now and then; beside a new one hardly.

    A goal leaves it out all the same.
    """
    offers = catalogue_of({"a": (), "b": ()})
    stalled = known({"a": 1.5, "b": -1.0})
    tried = {
        **stalled.estimates.skills,
        "b": msgspec.structs.replace(stalled.estimates.skills["b"], tries=15, stalled=20),
    }
    stalled = msgspec.structs.replace(stalled, estimates=msgspec.structs.replace(stalled.estimates, skills=tried))

    kept = [one for one in (chosen(offers, stalled, seed=seed) for seed in range(200)) if one.code == "keep"]
    assert 10 < len(kept) < 190
    assert {("a",)} == {one.about for one in kept}
    fresh = known({"a": 1.5})
    assert skills_drawn(offers, fresh)["a"] < 10
    aimed = msgspec.structs.replace(stalled, goal=Goal(skills=(SkillId("b"),), by=9 * DAY_MS, setter="teacher"))
    assert "keep" not in {chosen(offers, aimed, seed=seed).code for seed in range(50)}


def test_a_learner_proficient_in_everything_gets_reviews() -> None:
    """
    There is always something: then the skills unseen for longest come first.
    """
    state = known({"a": 5.0, "b": 5.0, "c": 5.0})
    older = {**state.estimates.skills}
    older["a"] = SkillEstimate(mean=5.0, variance=0.1, day=-6.5, tries=9, right=("i1", "i2"))
    state = LearnerState(
        model=MODEL.id, estimates=Estimates(ability_mean=0.0, ability_variance=0.1, skills=older), created=True
    )
    drawn = skills_drawn(CHAIN, state)

    assert "review" == chosen(CHAIN, state).code
    assert drawn["a"] > drawn["b"]


def test_items_never_given_come_first_then_fresh_variants() -> None:
    """
    Following its own choices, a skill gives each item once, then no variant and no item twice running while it can.
    """
    offers = catalogue_of({"a": ()}, items=3, variants=4)
    state, given = known({}), []
    for turn in range(12):
        choice = chosen(offers, state, seed=turn)
        given.append((choice.item, choice.variant))
        before = state.items.get(choice.item, ItemHistory())
        history = ItemHistory(times=before.times + 1, day=0.0, variants=(*before.variants, choice.variant))
        state = LearnerState(
            model=state.model,
            estimates=state.estimates,
            items={**{item: one for item, one in state.items.items() if item != choice.item}, choice.item: history},
            recent=(*state.recent, choice.item)[-8:],
            created=True,
        )

    assert 3 == len({item for item, _ in given[:3]})
    assert 12 == len(set(given))
    assert all(first[0] != second[0] for first, second in itertools.pairwise(given[:9]))


def test_the_only_item_is_given_again() -> None:
    """
    Where a bank has one item with one variant, that is what there is.
    """
    offers = catalogue_of({"a": ()}, items=1, variants=1)
    state = LearnerState(
        model=MODEL.id,
        estimates=Estimates.prior(MODEL),
        items={ItemId("a-0"): ItemHistory(times=1, variants=(0,), spent=True)},
        recent=(ItemId("a-0"),),
    )

    assert ("a-0", 0) == (chosen(offers, state).item, chosen(offers, state).variant)


def test_items_that_are_open_elsewhere_are_left_alone() -> None:
    """
    What is open in an assignment is not given in free practice too, while there is anything else.
    """
    offers = catalogue_of({"a": ()}, items=2)
    opened = OpenOpportunity(
        id=OpportunityId("o"),
        assignment="homework",
        release=offers.items[ItemId("a-0")].id,  # type: ignore[arg-type] # any release will do
        item=ItemId("a-0"),
        variant=0,
        skills=(),
        steps={},
    )
    state = LearnerState(model=MODEL.id, estimates=Estimates.prior(MODEL), opportunities={OpportunityId("o"): opened})

    assert {"a-1"} == {chosen(offers, state, seed=seed).item for seed in range(30)}


def test_a_spent_item_comes_after_everything_else() -> None:
    """
    An item whose answer was shown is given only where the others are gone.
    """
    offers = catalogue_of({"a": ()}, items=2, variants=1)
    state = LearnerState(
        model=MODEL.id,
        estimates=Estimates.prior(MODEL),
        items={
            ItemId("a-0"): ItemHistory(times=1, variants=(0,), spent=True),
            ItemId("a-1"): ItemHistory(times=1, variants=(0,)),
        },
        recent=(ItemId("a-9"),),
    )

    assert {"a-1"} == {chosen(offers, state, seed=seed).item for seed in range(30)}


def test_a_wished_skill_narrows_and_a_wished_item_decides() -> None:
    """
    A wish is fulfilled whatever the graph says, and a fully wished variant has propensity 1.
    """
    by_skill = chosen(CHAIN, known({}), wish=Wish(skill=SkillId("c")))
    by_item = chosen(CHAIN, known({}), wish=Wish(item=ItemId("c-1"), variant=2))

    assert ("c",) == CHAIN.items[by_skill.item].skills
    assert ("c-1", 2, 1.0, "wished") == (by_item.item, by_item.variant, by_item.propensity, by_item.code)


@pytest.mark.parametrize(
    "wish",
    [
        Wish(skill=SkillId("z")),
        Wish(item=ItemId("z")),
        Wish(item=ItemId("a-1"), variant=5),
        Wish(item=ItemId("a-1"), skill=SkillId("b")),
        Wish(variant=1),
    ],
)
def test_a_wish_for_what_is_not_there_is_told(wish: Wish) -> None:
    """
    An unknown skill, item or variant, or one without its item, is no wish that can be fulfilled.
    """
    assert isinstance(choose(plan_for(CHAIN), known({}), wish, day=0, seed=0), NoSuchThing)


def test_an_empty_bank_has_nothing_left() -> None:
    """
    Without a single item the answer is a value, and no failure.
    """
    assert isinstance(choose(plan_for(catalogue_of({})), known({}), Wish(), day=0, seed=0), NothingLeft)


def test_propensities_are_the_chances_of_the_draws() -> None:
    """
    Over many seeds every (item, variant) comes up about as often as its recorded propensity says.
    """
    offers = catalogue_of({"a": (), "b": ()}, items=2, variants=2)
    draws = 4_000
    counts: Counter[tuple[str, int]] = Counter()
    propensities: dict[tuple[str, int], float] = {}
    for seed in range(draws):
        choice = chosen(offers, known({"a": 0.0}), seed=seed)
        counts[choice.item, choice.variant] += 1
        propensities[choice.item, choice.variant] = choice.propensity

    assert pytest.approx(1.0) == sum(propensities.values())
    for thing, propensity in propensities.items():
        doubt = 5 * math.sqrt(propensity * (1 - propensity) / draws)
        assert abs(counts[thing] / draws - propensity) < doubt


graphs = st.integers(1, 12).flatmap(
    lambda size: st.tuples(
        *(st.sets(st.integers(0, max(0, place - 1)), max_size=3 if place else 0) for place in range(size))
    )
)


@pytest.mark.slow
@settings(max_examples=60)
@given(
    graph=graphs,
    levels=st.dictionaries(st.integers(0, 11), st.floats(-5, 5), max_size=12),
    stalled=st.integers(0, 30),
    day=st.floats(0, 400),
    seed=st.integers(0, 2**32),
)
def test_any_learner_of_any_bank_gets_an_exercise(
    graph: tuple[set[int], ...], levels: dict[int, float], stalled: int, day: float, seed: int
) -> None:
    """
    Whatever the graph and the estimates, something is chosen, the same for the same seed, with a true propensity.
    """
    offers = catalogue_of({f"s{place}": tuple(f"s{one}" for one in needs) for place, needs in enumerate(graph)})
    state = known({f"s{place}": mean for place, mean in levels.items() if place < len(graph)}, stalled=stalled)
    choice = chosen(offers, state, seed=seed, day=day)

    assert choice == chosen(offers, state, seed=seed, day=day)
    assert choice.item in offers.items
    assert 0 <= choice.variant < 5
    assert 0 < choice.propensity <= 1
    assert 0 < choice.expected < 1


@given(difficulties=st.lists(st.floats(-4, 4), max_size=40))
def test_a_usual_mix_is_small_and_within_its_items(difficulties: list[float]) -> None:
    """
    However many items, a few difficulties in order stand for them, none beyond the easiest or hardest.
    """
    mix = usual_mix(difficulties)

    assert len(mix) <= 3
    assert sorted(mix) == list(mix)
    assert all(min(difficulties) - 1e-9 <= one <= max(difficulties) + 1e-9 for one in mix)


def test_what_a_bank_no_longer_has_is_passed_over() -> None:
    """
    Estimates, items and ideas of another release, whose skills were renamed or split, disturb no choice.
    """
    state = known({"gone": -3.0})
    idea = Idea(items=(ItemId("gone-1"), ItemId("gone-2")), skill=SkillId("gone"), above=SkillId("also-gone"))
    state = msgspec.structs.replace(
        state, items={ItemId("gone-1"): ItemHistory(times=3)}, recent=(ItemId("gone-1"),), ideas={"x": idea}
    )

    assert {"a"} == set(skills_drawn(CHAIN, state))
