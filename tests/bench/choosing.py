"""
Choosing the next exercise: CPU time among 500 and 10,000 items.

Twenty-five items a skill, each skill building on up to two before it; learners of
different abilities practise what is chosen for them, so that the states are
those that choosing meets. One choice for each state, p50 and p99 over all, in
interleaved rounds; the median of rounds with the range of the middle eight of ten.
"""

import random
import statistics
import time

from item_bank.ids import ItemId, SkillId
from mastery.filter import sigmoid
from practice.choosing.catalogue import Catalogue, Offer, arrange
from practice.choosing.choose import Choice, choose
from practice.choosing.plan import Plan, plan_for
from practice.choosing.sitting import practised
from practice.requests import Wish
from practice.state import LearnerState
from tests.bench.figure import ROUNDS, Figure, median_of_rounds, quantile

__all__ = ["measure"]

A_SKILL = 25
GOALS = {500: "p50 20 us (100 us)", 10_000: "p50 300 us (2 ms)"}
LEARNERS = 8
EXERCISES = 160
ANY = Wish()


def measure() -> list[Figure]:
    """
    Measure choosing in both banks.
    """
    cases = {size: (plan := plan_for(course(size)), _states(plan)) for size in GOALS}
    for plan, states in cases.values():
        _round(plan, states, 0)
    middles: dict[int, list[float]] = {size: [] for size in cases}
    tails: dict[int, list[float]] = {size: [] for size in cases}
    for round_ in range(ROUNDS):
        for size, (plan, states) in cases.items():
            taken = _round(plan, states, round_)
            middles[size].append(statistics.median(taken))
            tails[size].append(quantile(taken, 0.99))
    return [
        Figure(
            f"choosing among {size:,} items of {size // A_SKILL} skills",
            f"p50 {median_of_rounds(middles[size], 'us', 1)}, p99 {median_of_rounds(tails[size], 'us', 1)}",
            goal,
        )
        for size, goal in GOALS.items()
    ]


def course(size: int) -> Catalogue:
    """
    Make a bank of that many items.
    """
    draw = random.Random(size)
    skills = [SkillId(f"s{place:03}") for place in range(size // A_SKILL)]
    requires = {
        skill: tuple(sorted(set(draw.choices(skills[max(0, place - 6) : place], k=2)))) if place else ()
        for place, skill in enumerate(skills)
    }
    offers = [
        Offer(
            id=ItemId(f"i{item:05}"),
            skills=(skills[item // A_SKILL],),
            difficulty=draw.gauss(0, 1),
            guess=0,
            variants=9,
        )
        for item in range(size)
    ]
    return arrange(offers, requires)


def _states(plan: Plan) -> list[tuple[LearnerState, float]]:
    """
    Let learners practise, and keep every fourth state with its day.
    """
    kept: list[tuple[LearnerState, float]] = []
    for learner in range(LEARNERS):
        draw, state = random.Random(learner), LearnerState.empty(plan.model)
        for turn in range(EXERCISES):
            day = turn // 20 + turn / 2_000
            choice = choose(plan, state, ANY, day=day, seed=draw.getrandbits(64))
            assert isinstance(choice, Choice)
            right = draw.random() < sigmoid(learner / 2 - plan.offers.items[choice.item].difficulty)
            state = practised(plan, state, choice, (True,) if right else (False, True), day=day)
            if turn % 4 == 3:
                kept.append((state, day + 0.001))
    return kept


def _round(plan: Plan, states: list[tuple[LearnerState, float]], round_: int) -> list[float]:
    """
    Choose once for each state; CPU microseconds of each.
    """
    taken: list[float] = []
    for place, (state, day) in enumerate(states):
        seed = round_ * 1_000_003 + place
        began = time.process_time_ns()
        choose(plan, state, ANY, day=day, seed=seed)
        taken.append((time.process_time_ns() - began) / 1e3)
    return taken
