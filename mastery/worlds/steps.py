"""
A world of steps: a skill is known or not, and practice turns the one into the other at once.

Bayesian knowledge tracing's story (Corbett and Anderson, 1995): right with `1 - slip` or
`guess`, moved by the item, `sigmoid(logit(rate) - (d - usual))`; after an exercise
known with the skill's `learn`, after a miss times the learner's heed. Nothing is
forgotten. Learners leave by how many of the last three they missed, few or many.
"""

import random

import msgspec

from mastery.filter import sigmoid
from mastery.worlds.constants import STOPPING
from mastery.worlds.course import Course
from mastery.worlds.world import Lately, Mind, accuracy, counted, put

__all__ = ["Steps"]

GUESS, SLIP, LEARN = range(3)
CLEAR = 0.5
"""Logits at least between answering when known and when not: less would call nothing knowledge."""


class Steps(msgspec.Struct, frozen=True):
    """The world; see above."""

    name: str = "steps"

    def begin(self, course: Course, draw: random.Random) -> Mind:
        """Draw a learner; skills are of the course, so that its rates come of a seed that the course gives."""
        found, of_course = course.found, random.Random(course.items[0].difficulty)  # noqa: S311 - a simulation
        ability = draw.gauss(0.0, found.ability)
        traits: list[float] = []
        levels: list[float] = []
        for _ in course.usual:
            guess, slip = of_course.gauss(*found.guess), of_course.gauss(*found.slip)
            slip = min(slip, -guess - CLEAR)
            traits += [guess, slip, sigmoid(of_course.gauss(*found.learn))]
            levels.append(float(draw.random() < sigmoid(of_course.gauss(*found.known) + ability)))
        return Mind(
            ability=ability,
            rate=1.0,
            heed=draw.uniform(0.5, 1.5),
            patience=1.0,
            levels=tuple(levels),
            traits=tuple(traits),
            tries=(0,) * len(levels),
            days=(0.0,) * len(levels),
        )

    def chance(self, course: Course, mind: Mind, skill: int, difficulty: float, day: float) -> float:
        """Give the chance of a right answer."""
        del day
        at = -mind.traits[3 * skill + SLIP] if mind.levels[skill] else mind.traits[3 * skill + GUESS]
        return sigmoid(at - (difficulty - course.usual[skill]))

    def practised(
        self, course: Course, mind: Mind, skill: int, difficulty: float, day: float, *, right: bool, luck: float
    ) -> Mind:
        """Learn at once, or not at all."""
        del course, difficulty
        learnt = mind.traits[3 * skill + LEARN] * (1.0 if right else mind.heed)
        known = 1.0 if mind.levels[skill] or luck < learnt else 0.0
        return msgspec.structs.replace(
            mind,
            levels=put(mind.levels, skill, known),
            tries=counted(mind.tries, skill),
            days=put(mind.days, skill, day),
        )

    def promise(self, course: Course, mind: Mind, skill: int, difficulty: float, day: float, test: float) -> float:
        """Give the chance to learn, times what knowing adds."""
        if mind.levels[skill]:
            return 0.0
        right = self.chance(course, mind, skill, difficulty, day)
        learnt = mind.traits[3 * skill + LEARN] * (right + (1.0 - right) * mind.heed)
        knowing = msgspec.structs.replace(mind, levels=put(mind.levels, skill, 1.0))
        return learnt * (accuracy(self, course, knowing, skill, test) - accuracy(self, course, mind, skill, test))

    def able(self, course: Course, mind: Mind, skill: int, day: float) -> bool:
        """Say whether it is known."""
        del course, day
        return mind.levels[skill] > 0.0

    def leaving(self, mind: Mind, lately: Lately) -> float:
        """Leave by misses: bored without any, tired of many."""
        del mind
        return STOPPING.misses[lately.misses]
