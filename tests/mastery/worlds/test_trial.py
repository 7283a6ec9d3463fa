"""Trials: paired, repeatable, and able to tell a good policy from a bad one."""

import random

import pytest

from api.simulating import OURS, POLICIES
from mastery.worlds.coach import Coach
from mastery.worlds.constants import CONSTANTS
from mastery.worlds.course import Course, draw_course
from mastery.worlds.known import OPEN, WORLDS
from mastery.worlds.opponents import OPPONENTS
from mastery.worlds.sitting import practise
from mastery.worlds.trial import Report, Result, simulate
from mastery.worlds.world import Mind
from tests.bench.simulate import rows

pytestmark = pytest.mark.slow


def trial(*policies: str, worlds: tuple[str, ...] = OPEN, seeds: int = 4, problems: int = 60) -> Report:
    """
    Run a short trial.
    """
    chosen = {name: POLICIES[name] for name in policies}
    return simulate(worlds, chosen, learners=4, problems=problems, seeds=range(seeds))


def of(report: Report, policy: str) -> list[Result]:
    """
    Give a policy's results, world by world.
    """
    return [next(one for one in world.results if one.policy == policy) for world in report.worlds]


def taught(course: Course, coach: object, answers: str, skill: int) -> None:
    """
    Let a coach see answers to one skill, `r` and `w`.
    """
    item = next(place for place, one in enumerate(course.items) if one.skill == skill)
    assert isinstance(coach, Coach)
    for answer in answers:
        coach.learn(item, (True,) if answer == "r" else (False, True), 0.0)


def test_the_same_seeds_give_the_same_figures() -> None:
    """A trial repeats to the last digit, and another policy beside one changes none of its figures."""
    alone = of(trial("random", worlds=("growth",)), "random")[0]
    beside = of(trial("blocked-3", "random", worlds=("growth",)), "random")[0]
    assert alone.gain == beside.gain
    assert alone.free_problems == beside.free_problems


def test_whoever_sees_the_truth_does_best() -> None:
    """In every open world the oracle gains more than chance, ours included in between or above chance's half."""
    report = trial("random", OURS, "oracle", seeds=4, problems=80)
    for chance, mine, seen in zip(*(of(report, name) for name in ("random", OURS, "oracle")), strict=True):
        assert seen.gain.value > chance.gain.value
        assert mine.gain.value > chance.gain.value / 2


def test_a_budget_is_the_same_for_all_and_leaving_costs() -> None:
    """Where learners may leave they do fewer problems, never more."""
    for result in of(trial("random", "flat-94"), "flat-94"):
        assert 0.0 < result.free_problems.value < 60.0
        assert result.versus[0].base == "random"


def test_one_seed_has_no_interval() -> None:
    """Figures of one seed stand without ends, those of several with."""
    assert of(trial("random", worlds=("steps",), seeds=1), "random")[0].gain.low is None
    several = of(trial("random", worlds=("steps",), seeds=3), "random")[0].gain
    assert several.low is not None
    assert several.low < several.value


@pytest.mark.parametrize("name", [name for name in POLICIES if name != "oracle"])
def test_every_coach_gives_items_of_the_course(name: str) -> None:
    """Whatever was answered, there is a next item, and the same seed gives the same."""
    course = draw_course(CONSTANTS.sources[0], random.Random(5))
    world = WORLDS["growth"]
    begin = POLICIES[name](world, course)
    for seed in range(3):
        one, other = (practise(world, course, begin(), problems=50, seed=seed) for _ in range(2))
        assert one == other
        assert one.problems == 50
        assert one.false_claims <= one.claims


def test_rules_do_what_they_say() -> None:
    """Blocked practice stays until the row is full, a miss begins it anew; tracing has its bar; random has none."""
    course = draw_course(CONSTANTS.sources[0], random.Random(5))
    coaches = {name: policy(WORLDS["steps"], course)() for name, policy in OPPONENTS.items()}
    for coach in coaches.values():
        taught(course, coach, "rrwrrr", 0)
    called = {name for name, coach in coaches.items() if isinstance(coach, Coach) and coach.proficient(0, 0.0)}
    assert {"blocked-3", "oatutor-lowest", "oatutor-highest"} == called
    blocked = coaches["blocked-5"]
    assert isinstance(blocked, Coach)
    assert {course.items[blocked.choose(0.0, seed)].skill for seed in range(20)} == {0}
    taught(course, blocked, "rr", 0)
    assert {course.items[blocked.choose(0.0, seed)].skill for seed in range(20)} == {1}


class Sighted:
    """Notes what it was shown, and gives the first item."""

    def __init__(self) -> None:
        self.seen: list[Mind] = []

    def pick(self, mind: Mind, day: float, test: float) -> int:
        """Note the truth."""
        assert test > day
        self.seen.append(mind)
        return 0


def test_only_a_seer_is_shown_the_truth() -> None:
    """A seer meets the learner's mind before each exercise; tries are counted in it."""
    course, seer = draw_course(CONSTANTS.sources[0], random.Random(5)), Sighted()
    practise(WORLDS["ladder"], course, seer, problems=30, seed=1)
    assert [mind.tries[0] for mind in seer.seen] == list(range(30))


def test_the_benchmark_has_a_row_for_each_figure() -> None:
    """A short run fills every row of the long one, with all worlds and no policy left out."""
    figures = rows(simulate(tuple(WORLDS), POLICIES, learners=2, problems=30, seeds=range(2)))
    shares = [figure for figure in figures if figure.name.endswith("of the oracle's")]
    assert len(shares) == len(POLICIES) - 1
    assert all("parts (held back)" in figure.measured for figure in figures)
    assert sum("open worlds: worst" in figure.measured for figure in shares) > len(shares) / 2


@pytest.mark.prove
def test_ours_beats_the_rules_in_use_where_learners_may_leave() -> None:
    """In every open world, by the lower end of the interval, against ten in a row and the flat bar."""
    chosen = {name: POLICIES[name] for name in (OURS, "blocked-10", "flat-94")}
    report = simulate(OPEN, chosen, learners=20, problems=120, seeds=range(20))
    for result in of(report, OURS):
        for versus in result.versus:
            assert versus.free_gain is not None
            assert versus.free_gain.low is not None
            assert versus.free_gain.low > 1.0, versus.base
