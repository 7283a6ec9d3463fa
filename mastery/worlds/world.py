"""
What a world is: how learners begin, answer, learn, forget and leave.

A contract of pure functions over `Mind`, a learner's truth. Draws are passed in as uniform
numbers, so that two policies meet the same luck. The worlds stand beside this file.
"""

import random
from typing import Final, Protocol

import msgspec

from mastery.filter import sigmoid
from mastery.worlds.course import Course

__all__ = ["ABLE", "SKILL", "Lately", "Mind", "World", "accuracy", "counted", "mixed", "put", "score"]

SKILL: Final = 0.7
"""Spread in logits of a skill's ability beside the global one, near the filter's usual variance of .5."""
ABLE: Final = 0.71
"""Accuracy on unseen items from which a learner counts as able: our bar of .76, less .05 for doubt."""


class Mind(msgspec.Struct, frozen=True, kw_only=True):
    """
    A learner's truth.

    `ability` holds for all skills; `levels` by skill (or by hidden part) are the world's own; `tries` and `days`
    (of the latest) are by skill. `rate` is how fast they learn and `heed` how much they
    take from help after a miss, both 1 for the usual learner.
    """

    ability: float
    rate: float
    heed: float
    patience: float
    levels: tuple[float, ...]
    traits: tuple[float, ...]
    tries: tuple[int, ...]
    days: tuple[float, ...]


class Lately(msgspec.Struct, frozen=True):
    """What may make a learner leave: misses among the last three, and exercises of one skill in a row."""

    misses: int
    run: int


class World(Protocol):
    """One way in which learning may happen; `chance` is of a right answer without help."""

    @property
    def name(self) -> str:
        """What it is called."""

    def begin(self, course: Course, draw: random.Random) -> Mind:
        """Draw a learner."""

    def chance(self, course: Course, mind: Mind, skill: int, difficulty: float, day: float) -> float:
        """Give the chance of a right answer."""

    def practised(
        self, course: Course, mind: Mind, skill: int, difficulty: float, day: float, *, right: bool, luck: float
    ) -> Mind:
        """Let an answer, and the help after a miss, do what they do; `luck` is uniform."""

    def promise(self, course: Course, mind: Mind, skill: int, difficulty: float, day: float, test: float) -> float:
        """Give what one exercise is expected to add to the post-test on day `test`, summed over skills."""

    def able(self, course: Course, mind: Mind, skill: int, day: float) -> bool:
        """Say whether the skill is there, which is what a claim of proficiency is held against."""

    def leaving(self, mind: Mind, lately: Lately) -> float:
        """Give the chance that this exercise was the last, where learners may leave."""


def accuracy(world: World, course: Course, mind: Mind, skill: int, day: float) -> float:
    """
    Give the expected share of right answers to a skill's unseen items.
    """
    mix = course.unseen[skill]
    return sum([world.chance(course, mind, skill, difficulty, day) for difficulty in mix]) / len(mix)


def score(world: World, course: Course, mind: Mind, day: float) -> float:
    """
    Give the expected share of right answers to the post-test: all unseen items of all skills.
    """
    return sum([accuracy(world, course, mind, skill, day) for skill in range(len(course.unseen))]) / len(course.unseen)


def put(values: tuple[float, ...], place: int, value: float) -> tuple[float, ...]:
    """
    Replace one of some values.
    """
    return (*values[:place], value, *values[place + 1 :])


def counted(tries: tuple[int, ...], place: int) -> tuple[int, ...]:
    """
    Count one more try.
    """
    return (*tries[:place], tries[place] + 1, *tries[place + 1 :])


def mixed(course: Course, skill: int, ability: float) -> float:
    """
    Give the accuracy on a skill's unseen items at an ability in logits.
    """
    mix = course.unseen[skill]
    return sum([sigmoid(ability - difficulty) for difficulty in mix]) / len(mix)
