"""
A world of a ladder: what a skill builds on has to be in place, and what is not practised fades.

As `growth`, but an exercise's gain is multiplied by `2 sigmoid(STEEP * r)`, with `r` the least ability of
what it builds on, from the usual learner's and item's (there the logs' growth holds), and of what practice brought
to a skill `exp(-pause / (MEMORY * (1 + tries)))` is left. Learners leave by misses and by long runs, both.
"""

import math
import random

import msgspec

from mastery.filter import sigmoid
from mastery.worlds.constants import STOPPING
from mastery.worlds.course import Course
from mastery.worlds.growth import BOUNDS, beginner, grown
from mastery.worlds.world import ABLE, Lately, Mind, accuracy, counted, mixed, put

__all__ = ["Ladder"]

MEMORY = 3.0
"""Days for each try that gains last, to 1/e; our own judgement, since no log at hand has times."""
STEEP = 2.0
"""How much sharper a gate is than accuracy; prerequisites are not named in the logs, so this is our own judgement."""


class Ladder(msgspec.Struct, frozen=True):
    """The world; `traits` hold the growths, then the levels that learners began with, which do not fade."""

    name: str = "ladder"

    def begin(self, course: Course, draw: random.Random) -> Mind:
        """Draw a learner."""
        mind = beginner(course, draw)
        return msgspec.structs.replace(mind, traits=(*mind.traits, *mind.levels), levels=(0.0,) * len(mind.levels))

    def chance(self, course: Course, mind: Mind, skill: int, difficulty: float, day: float) -> float:
        """Give the chance of a right answer."""
        return sigmoid(_ability(course, mind, skill, day) - difficulty)

    def practised(
        self, course: Course, mind: Mind, skill: int, difficulty: float, day: float, *, right: bool, luck: float
    ) -> Mind:
        """Add to what is left of earlier gains."""
        del difficulty, luck
        gain = grown(mind, skill) * _gate(course, mind, skill, day) * (1.0 if right else mind.heed)
        return msgspec.structs.replace(
            mind,
            levels=put(mind.levels, skill, _left(mind, skill, day) + gain),
            tries=counted(mind.tries, skill),
            days=put(mind.days, skill, day),
        )

    def promise(self, course: Course, mind: Mind, skill: int, difficulty: float, day: float, test: float) -> float:
        """Give what an exercise adds to the skill itself on the day of the test; what it opens is not looked at."""
        right = self.chance(course, mind, skill, difficulty, day)
        one = self.practised(course, mind, skill, difficulty, day, right=True, luck=0.0)
        gain = (one.levels[skill] - _left(mind, skill, day)) * (right + (1.0 - right) * mind.heed)
        after = msgspec.structs.replace(one, levels=put(one.levels, skill, _left(mind, skill, day) + gain))
        return mixed(course, skill, _ability(course, after, skill, test)) - mixed(
            course, skill, _ability(course, mind, skill, test)
        )

    def able(self, course: Course, mind: Mind, skill: int, day: float) -> bool:
        """Say whether enough unseen items would be answered right."""
        return accuracy(self, course, mind, skill, day) >= ABLE

    def leaving(self, mind: Mind, lately: Lately) -> float:
        """Leave by misses and by long runs, as if each told on its own."""
        del mind
        return STOPPING.misses[lately.misses] * STOPPING.runs[sum(lately.run >= one for one in BOUNDS)] / STOPPING.whole


def _left(mind: Mind, skill: int, day: float) -> float:
    pause = max(0.0, day - mind.days[skill])
    return mind.levels[skill] * math.exp(-pause / (MEMORY * (1 + mind.tries[skill])))


def _ability(course: Course, mind: Mind, skill: int, day: float) -> float:
    began = mind.traits[len(mind.levels) + skill]
    return course.found.intercept + mind.ability + began + _left(mind, skill, day)


def _gate(course: Course, mind: Mind, skill: int, day: float) -> float:
    if not course.requires[skill]:
        return 1.0
    least = min(_ability(course, mind, below, day) - course.usual[below] for below in course.requires[skill])
    return 2.0 * sigmoid(STEEP * (least - course.found.intercept))
