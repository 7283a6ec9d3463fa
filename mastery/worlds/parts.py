"""
A world of parts: skills are made of hidden parts, and the weaker part of a skill decides.

`P(right) = sigmoid(b0 + g + min(p1, p2) - d)`; an exercise adds to its weaker part `rate * growth * 4 P (1 - P)`,
most where the outcome is open, half as much when the part was practised within the last hour or so (massed), after a
miss times the learner's heed; levels fade as `(1 + pause)^-FADING`. So practice carries over to skills that share a
part, and what the course says of prerequisites means nothing. Learners leave each by a patience of
their own, twice as soon for each miss of the last three. Held back: no policy was tuned here.
"""

import math
import random

import msgspec

from mastery.filter import sigmoid
from mastery.worlds.constants import STOPPING
from mastery.worlds.course import PARTS, Course
from mastery.worlds.growth import beginner
from mastery.worlds.world import ABLE, SKILL, Lately, Mind, accuracy, counted, put

__all__ = ["Parts"]

FADING = 0.1
"""The exponent of forgetting by a power of the pause in days; our own judgement."""
MASSED = 0.002
"""Days within which a part that was just practised gains half: two exercises at the pace of a sitting."""
TEN = math.log(11.0) / 10.0
"""Makes ten exercises in the middle of the range worth what the logs' growth says of ten."""
LEAST = 0.25
"""The patience that even the most impatient have, as a share of the usual one's."""
TIRING = 2.0


class Parts(msgspec.Struct, frozen=True):
    """The world; `levels` and `days` are by part, `traits` what parts began with."""

    name: str = "parts"

    def begin(self, course: Course, draw: random.Random) -> Mind:
        """Draw a learner."""
        mind = beginner(course, draw)
        began = tuple(draw.gauss(SKILL / 2, SKILL) for _ in range(PARTS))
        return msgspec.structs.replace(mind, traits=began, levels=(0.0,) * PARTS, days=(-1.0,) * PARTS)

    def chance(self, course: Course, mind: Mind, skill: int, difficulty: float, day: float) -> float:
        """Give the chance of a right answer."""
        one, other = course.loads[skill]
        weaker = min(_level(mind, one, day), _level(mind, other, day))
        return sigmoid(course.found.intercept + mind.ability + weaker - difficulty)

    def practised(
        self, course: Course, mind: Mind, skill: int, difficulty: float, day: float, *, right: bool, luck: float
    ) -> Mind:
        """Strengthen the weaker part."""
        del luck
        part = _weaker(course, mind, skill, day)
        gain = self._gain(course, mind, skill, difficulty, day) * (1.0 if right else mind.heed)
        return _added(mind, part, gain, day, counted(mind.tries, skill))

    def promise(self, course: Course, mind: Mind, skill: int, difficulty: float, day: float, test: float) -> float:
        """Give what a stronger part adds to all skills that are made of it."""
        part = _weaker(course, mind, skill, day)
        right = self.chance(course, mind, skill, difficulty, day)
        gain = self._gain(course, mind, skill, difficulty, day) * (right + (1.0 - right) * mind.heed)
        after = _added(mind, part, gain, day, mind.tries)
        return sum(
            accuracy(self, course, after, one, test) - accuracy(self, course, mind, one, test)
            for one, made_of in enumerate(course.loads)
            if part in made_of
        )

    def able(self, course: Course, mind: Mind, skill: int, day: float) -> bool:
        """Say whether enough unseen items would be answered right."""
        return accuracy(self, course, mind, skill, day) >= ABLE

    def leaving(self, mind: Mind, lately: Lately) -> float:
        """Leave by one's own patience."""
        return min(1.0, STOPPING.whole / max(LEAST, mind.patience) * TIRING ** (lately.misses - 1))

    def _gain(self, course: Course, mind: Mind, skill: int, difficulty: float, day: float) -> float:
        right = self.chance(course, mind, skill, difficulty, day)
        massed = 0.5 if day - mind.days[_weaker(course, mind, skill, day)] < MASSED else 1.0
        return mind.rate * course.found.growth.mean * TEN * 4.0 * right * (1.0 - right) * massed


def _weaker(course: Course, mind: Mind, skill: int, day: float) -> int:
    return min(course.loads[skill], key=lambda part: _level(mind, part, day))


def _level(mind: Mind, part: int, day: float) -> float:
    return mind.traits[part] + mind.levels[part] * math.exp(-FADING * math.log1p(max(0.0, day - mind.days[part])))


def _added(mind: Mind, part: int, gain: float, day: float, tries: tuple[int, ...]) -> Mind:
    left = _level(mind, part, day) - mind.traits[part]
    return msgspec.structs.replace(
        mind, levels=put(mind.levels, part, left + gain), days=put(mind.days, part, day), tries=tries
    )
