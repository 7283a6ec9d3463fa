"""
The opponents: random order and the rules that are in use elsewhere, as they are described in public.

Each keeps what its rule is about and no more. None has a cap of tries: the rules have none. Where a rule has nothing
left to do, exercises are drawn at random, which is how such courses review.
"""

import random
from collections.abc import Mapping, Sequence
from typing import Final

from mastery.bkt import known_after
from mastery.estimate import Estimates
from mastery.evidence import Evidence
from mastery.filter import expected, sigmoid, update
from mastery.model import DEFAULT_MODEL
from mastery.worlds.coach import Begin, Chooser
from mastery.worlds.course import Course
from mastery.worlds.world import World

__all__ = ["OPPONENTS"]

MASTERED: Final = 0.95
"""Bayesian knowledge tracing's usual bar, and OATutor's."""
FLAT: Final = 0.94
"""The bar of Khan Academy's accelerated proficiency, the same for all skills."""
TARGET: Final = 0.75
"""The success rate that Maths Garden aims at."""


class _Any:
    """Draws among all items, and calls nobody proficient."""

    def __init__(self, course: Course) -> None:
        self.course = course
        self.of_skill: list[list[int]] = [[] for _ in course.usual]
        for place, item in enumerate(course.items):
            self.of_skill[item.skill].append(place)

    def choose(self, day: float, seed: int) -> int:
        """Draw an item."""
        del day
        draw = random.Random(seed)  # noqa: S311 - a simulation
        skill = self.skill(draw)
        return draw.randrange(len(self.course.items)) if skill is None else draw.choice(self.of_skill[skill])

    def skill(self, draw: random.Random) -> int | None:
        """Give the skill that the rule asks for, or none."""
        del draw
        return None

    def learn(self, item: int, answers: Sequence[bool], day: float) -> None:
        """Keep nothing."""

    def proficient(self, skill: int, day: float) -> bool:
        """Call nobody proficient."""
        del skill, day
        return False


class _Blocked(_Any):
    """Skill by skill in the course's order, each until so many right answers in a row."""

    def __init__(self, course: Course, row: int) -> None:
        super().__init__(course)
        self.row = row
        self.streaks = [0] * len(course.usual)
        self.done = [False] * len(course.usual)

    def skill(self, draw: random.Random) -> int | None:
        """Go on with the first that is not done."""
        del draw
        return next((skill for skill, done in enumerate(self.done) if not done), None)

    def learn(self, item: int, answers: Sequence[bool], day: float) -> None:
        """Count; a miss begins anew."""
        del day
        skill = self.course.items[item].skill
        self.streaks[skill] = self.streaks[skill] + 1 if answers[0] else 0
        self.done[skill] = self.done[skill] or self.streaks[skill] >= self.row

    def proficient(self, skill: int, day: float) -> bool:
        """Say whether the row was reached."""
        del day
        return self.done[skill]


class _Traced(_Any):
    """The skill most, or least, likely known among those below the bar, by Bayesian knowledge tracing."""

    def __init__(self, course: Course, sign: float) -> None:
        super().__init__(course)
        self.sign = sign
        found = course.found
        self.learnt, self.guess, self.slip = (sigmoid(one.mean) for one in (found.learn, found.guess, found.slip))
        self.known = [sigmoid(found.known.mean)] * len(course.usual)

    def skill(self, draw: random.Random) -> int | None:
        """Take the extreme one; equals by lot."""
        below = [
            (self.sign * known, draw.random(), skill) for skill, known in enumerate(self.known) if known < MASTERED
        ]
        return max(below)[2] if below else None

    def learn(self, item: int, answers: Sequence[bool], day: float) -> None:
        """Update by the first answer."""
        del day
        skill = self.course.items[item].skill
        self.known[skill] = known_after(
            self.known[skill], correct=answers[0], learn=self.learnt, guess=self.guess, slip=self.slip
        )

    def proficient(self, skill: int, day: float) -> bool:
        """Say whether the bar was reached."""
        del day
        return self.known[skill] >= MASTERED


class _Estimated(_Any):
    """What two rules share: our filter's estimates by first answers."""

    def __init__(self, course: Course) -> None:
        super().__init__(course)
        self.estimates = Estimates.prior(DEFAULT_MODEL)
        self.usual = [sum(course.items[place].said for place in ladder) / len(ladder) for ladder in self.of_skill]

    def learn(self, item: int, answers: Sequence[bool], day: float) -> None:
        """Update by the first answer."""
        one = self.course.items[item]
        evidence = Evidence(
            skills=(str(one.skill),), difficulty=one.said, correct=answers[0], weight=1.0, guess=0.0, day=day
        )
        self.estimates = update(DEFAULT_MODEL, self.estimates, evidence)

    def belief(self, skill: int) -> tuple[float, float]:
        """Give mean and variance of the ability to do a skill."""
        known = self.estimates.skills.get(str(skill))
        mean = DEFAULT_MODEL.intercept + self.estimates.ability_mean
        variance = self.estimates.ability_variance
        if known is None:
            return mean, variance + DEFAULT_MODEL.skill_variance
        return mean + known.mean, variance + known.variance


class _Flat(_Estimated):
    """Skill by skill in the course's order, each until the next usual item is expected to go right with .94."""

    def skill(self, draw: random.Random) -> int | None:
        """Go on with the first that is not done."""
        del draw
        return next((skill for skill in range(len(self.usual)) if not self.reached(skill)), None)

    def reached(self, skill: int) -> bool:
        """Say whether the bar was reached by evidence."""
        mean, variance = self.belief(skill)
        return str(skill) in self.estimates.skills and expected(mean - self.usual[skill], variance) >= FLAT

    def proficient(self, skill: int, day: float) -> bool:
        """Say whether the bar was reached."""
        del day
        return self.reached(skill)


class _Target(_Estimated):
    """The item whose expected success is nearest to the target, but not the one given last."""

    def __init__(self, course: Course) -> None:
        super().__init__(course)
        self.last = -1

    def choose(self, day: float, seed: int) -> int:
        """Take the nearest; equals by lot."""
        del day
        draw = random.Random(seed)  # noqa: S311 - a simulation
        beliefs = [self.belief(skill) for skill in range(len(self.usual))]
        return min(
            (abs(expected(beliefs[item.skill][0] - item.said, beliefs[item.skill][1]) - TARGET), draw.random(), place)
            for place, item in enumerate(self.course.items)
            if place != self.last
        )[2]

    def learn(self, item: int, answers: Sequence[bool], day: float) -> None:
        """Remember it."""
        super().learn(item, answers, day)
        self.last = item


def _random(world: World, course: Course) -> Begin:
    del world
    return lambda: _Any(course)


def _blocked(row: int) -> Chooser:
    return lambda _world, course: lambda: _Blocked(course, row)


def _traced(sign: float) -> Chooser:
    return lambda _world, course: lambda: _Traced(course, sign)


OPPONENTS: Final[Mapping[str, Chooser]] = {
    "random": _random,
    "blocked-3": _blocked(3),
    "blocked-5": _blocked(5),
    "blocked-10": _blocked(10),
    "oatutor-lowest": _traced(-1.0),
    "oatutor-highest": _traced(1.0),
    "flat-94": lambda _world, course: lambda: _Flat(course),
    "target-75": lambda _world, course: lambda: _Target(course),
}
