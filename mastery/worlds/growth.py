"""
A world of growth: a skill's ability rises with the logarithm of its tries, for some faster than for others.

`P(right) = sigmoid(b0 + g + a - d)`; exercise n adds `rate * growth * log((n + 1) / n)` to
`a`, after a miss times the learner's heed: additive factors, with rates of learners. Nothing is forgotten and nothing
builds on anything. Learners leave by how long they were given one skill in a row.
"""

import math
import random

import msgspec

from mastery.filter import sigmoid
from mastery.worlds.constants import STOPPING
from mastery.worlds.course import Course
from mastery.worlds.world import ABLE, SKILL, Lately, Mind, accuracy, counted, mixed, put

__all__ = ["Growth", "beginner", "grown"]

RATE = 0.5
"""Spread of the logarithm of learners' rates: the middle two thirds within a factor of 1.65, our own judgement."""
BOUNDS = (5, 10, 20)
"""Answers in a row to one skill from which the next of the stopping constants holds."""


class Growth(msgspec.Struct, frozen=True):
    """The world; see above."""

    name: str = "growth"

    def begin(self, course: Course, draw: random.Random) -> Mind:
        """Draw a learner."""
        return beginner(course, draw)

    def chance(self, course: Course, mind: Mind, skill: int, difficulty: float, day: float) -> float:
        """Give the chance of a right answer."""
        del day
        return sigmoid(course.found.intercept + mind.ability + mind.levels[skill] - difficulty)

    def practised(
        self, course: Course, mind: Mind, skill: int, difficulty: float, day: float, *, right: bool, luck: float
    ) -> Mind:
        """Grow a little."""
        del course, difficulty, luck
        gain = grown(mind, skill) * (1.0 if right else mind.heed)
        return msgspec.structs.replace(
            mind,
            levels=put(mind.levels, skill, mind.levels[skill] + gain),
            tries=counted(mind.tries, skill),
            days=put(mind.days, skill, day),
        )

    def promise(self, course: Course, mind: Mind, skill: int, difficulty: float, day: float, test: float) -> float:
        """Give the growth, times the slope of the accuracy there."""
        del test
        right = self.chance(course, mind, skill, difficulty, day)
        gain = grown(mind, skill) * (right + (1.0 - right) * mind.heed)
        before = course.found.intercept + mind.ability + mind.levels[skill]
        return mixed(course, skill, before + gain) - mixed(course, skill, before)

    def able(self, course: Course, mind: Mind, skill: int, day: float) -> bool:
        """Say whether enough unseen items would be answered right."""
        return accuracy(self, course, mind, skill, day) >= ABLE

    def leaving(self, mind: Mind, lately: Lately) -> float:
        """Leave a long run on one skill."""
        del mind
        return STOPPING.runs[sum(lately.run >= bound for bound in BOUNDS)]


def beginner(course: Course, draw: random.Random) -> Mind:
    """
    Draw a learner with an ability for each skill; skills' growths are the course's, in `traits`.
    """
    found, of_course = course.found, random.Random(course.items[0].difficulty)  # noqa: S311 - a simulation
    count = len(course.usual)
    return Mind(
        ability=draw.gauss(0.0, found.ability),
        rate=math.exp(draw.gauss(-RATE * RATE / 2, RATE)),
        heed=draw.uniform(0.5, 1.5),
        patience=draw.gammavariate(2.0, 0.5),
        levels=tuple(draw.gauss(0.0, SKILL) for _ in range(count)),
        traits=tuple(max(0.0, of_course.gauss(*found.growth)) for _ in range(count)),
        tries=(0,) * count,
        days=(0.0,) * count,
    )


def grown(mind: Mind, skill: int) -> float:
    """
    Give what the next exercise adds to a skill, in logits, when it is answered right.
    """
    tries = mind.tries[skill]
    return mind.rate * mind.traits[skill] * math.log((tries + 2) / (tries + 1))
