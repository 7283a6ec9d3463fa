"""Worlds: chances are chances, luck is passed in, promises come true, and each differs from the others as it says."""

import random
import statistics

import pytest

from mastery.log import from_frame
from mastery.worlds.constants import CONSTANTS, Found
from mastery.worlds.course import ITEMS, SKILLS, Course, draw_course
from mastery.worlds.fitting import found_on
from mastery.worlds.known import HELD_BACK, OPEN, WORLDS
from mastery.worlds.world import Lately, Mind, World, score
from tests.synthetic_log import synthetic_log

pytestmark = pytest.mark.slow


EVERY = pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS.keys())
LEARNERS = 12


def courses() -> list[Course]:
    """
    Draw a course of each log.
    """
    return [draw_course(found, random.Random(seed)) for seed, found in enumerate(CONSTANTS.sources)]


def learners(world: World, course: Course) -> list[Mind]:
    """
    Draw some learners.
    """
    return [world.begin(course, random.Random(seed)) for seed in range(LEARNERS)]


def practising(world: World, course: Course, mind: Mind, skill: int, times: int, *, day: float = 0.0) -> Mind:
    """
    Let a learner practise one skill on one day.
    """
    draw = random.Random(times)
    for _ in range(times):
        item = course.items[skill * ITEMS]
        right = draw.random() < world.chance(course, mind, skill, item.difficulty, day)
        mind = world.practised(course, mind, skill, item.difficulty, day, right=right, luck=draw.random())
    return mind


def whole(world: World, course: Course, mind: Mind) -> Mind:
    """
    Let a learner practise every skill.
    """
    for skill in range(SKILLS):
        mind = practising(world, course, mind, skill, 10)
    return mind


def test_three_worlds_are_open_and_one_is_held_back() -> None:
    """The names say which."""
    assert [*OPEN, HELD_BACK] == list(WORLDS)


def test_constants_name_their_data() -> None:
    """Two logs, by name and terms, with sums only."""
    assert len(CONSTANTS.sources) == 2
    assert all(
        found.name and "not redistributed" in found.terms and found.responses > 100_000 for found in CONSTANTS.sources
    )


@EVERY
def test_the_same_draw_gives_the_same_learner(world: World) -> None:
    """Nothing in a world draws on its own."""
    for course in courses():
        assert learners(world, course) == learners(world, course)


@EVERY
def test_chances_fall_with_difficulty(world: World) -> None:
    """A harder item is answered right less often, and every chance lies within 0 and 1."""
    for course in courses():
        for mind in learners(world, course):
            chances = [world.chance(course, mind, 0, difficulty, 0.0) for difficulty in (-8.0, -1.0, 0.0, 1.0, 8.0)]
            assert chances == sorted(chances, reverse=True)
            assert 0.0 < chances[-1] < chances[0] < 1.0
            assert all(0.0 < world.leaving(mind, Lately(misses, 12)) < 1.0 for misses in range(4))


@EVERY
def test_practice_brings_something(world: World) -> None:
    """Ten exercises of each skill raise the post-test of learners on average, at once and a week later."""
    for course in courses():
        for day in (0.0, 7.0):
            gains = [
                score(world, course, whole(world, course, mind), day) - score(world, course, mind, 0.0)
                for mind in learners(world, course)
            ]
            assert statistics.fmean(gains) > 0.0


@EVERY
def test_a_promise_is_what_comes_on_average(world: World) -> None:
    """What the oracle goes by is the mean of what practice then brings, over answers and luck."""
    for course in courses():
        mind = practising(world, course, learners(world, course)[3], 2, 2)
        for skill in range(SKILLS):
            item = course.items[skill * ITEMS + 1]
            right = world.chance(course, mind, skill, item.difficulty, 1.0)
            found = 0.0
            for correct, share in ((True, right), (False, 1.0 - right)):
                for luck in range(100):
                    after = world.practised(
                        course, mind, skill, item.difficulty, 1.0, right=correct, luck=(luck + 0.5) / 100
                    )
                    found += share / 100 * (score(world, course, after, 8.0) - score(world, course, mind, 8.0))
            promised = world.promise(course, mind, skill, item.difficulty, 1.0, 8.0)
            assert promised == pytest.approx(found * SKILLS, abs=0.01)


def test_some_worlds_forget() -> None:
    """What was practised fades on the ladder and in parts, and nowhere else."""
    course = courses()[0]
    for name, world in WORLDS.items():
        mind = practising(world, course, learners(world, course)[0], 0, 20)
        faded = world.chance(course, mind, 0, 0.0, 60.0) < world.chance(course, mind, 0, 0.0, 0.0)
        assert faded == (name in {"ladder", "parts"})


def test_only_the_ladder_has_rungs() -> None:
    """There what a skill builds on, once practised, makes practice of the skill worth more."""
    course = courses()[0]
    skill = next(one for one in range(SKILLS) if len(course.requires[one]) == 1)
    below = course.requires[skill][0]
    for name, world in WORLDS.items():
        if name == "parts":
            continue
        mind = learners(world, course)[1]
        before, after = (
            world.practised(course, one, skill, 0.0, 0.0, right=True, luck=0.0).levels[skill] - one.levels[skill]
            for one in (mind, practising(world, course, mind, below, 30))
        )
        assert (after > before) == (name == "ladder")


def test_parts_carry_over() -> None:
    """In the world of parts practice of one skill helps others that share what it is made of."""
    course, world = courses()[0], WORLDS["parts"]
    mind = learners(world, course)[0]
    after = practising(world, course, mind, 0, 60)
    others = [
        one
        for one in range(1, SKILLS)
        if world.chance(course, after, one, 0.0, 0.0) > world.chance(course, mind, one, 0.0, 0.0)
    ]
    assert others
    assert all(set(course.loads[one]) & set(course.loads[0]) for one in others)


def test_constants_are_found_on_a_log() -> None:
    """The fit gives the same for the same log, and steeper growth where there is more."""
    slow, fast = (from_frame(synthetic_log(learners=60, tries=80, drift=drift)) for drift in (0.0, 0.3))
    found: Found = found_on(slow, "drawn")
    assert found == found_on(slow, "drawn")
    assert found.learners == 60
    assert found.growth.mean < found_on(fast, "drawn").growth.mean
