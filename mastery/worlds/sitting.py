"""
One learner through a course, and what came of it.

The same luck for every policy, exercise by exercise. Every learner does the whole budget; where they would
have left is noted on the way, so that one run tells of both. The post-test comes on the same day for all.
"""

import random
from typing import Final

import msgspec

from mastery.worlds.coach import Coach, Seer
from mastery.worlds.course import Course
from mastery.worlds.world import Lately, Mind, World, accuracy, score

__all__ = ["DELAY", "Outcome", "practise"]

A_DAY: Final = 20
PAUSE: Final = 0.001
"""Exercises a day, and days from one to the next within a day: a minute and a half."""
DELAY: Final = 7.0
"""Days from the last day of practice to the post-test."""
EASE: Final = 1.5
"""Logits by which help makes the second answer easier, as practice takes it to be."""
LOOKED_AT: Final = 3
PATIENCE: Final = 15
"""Exercises of one skill after which it may be called stuck, as in the literature on wheel-spinning and in ours."""
NOTICEABLE: Final = 0.05
"""Accuracy that has to be gained by then."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """
    What came of one learner's practice.

    Attributes
    ----------
    gain
        Post-test less pre-test, as a share of right answers, after the whole budget.
    problems, free_gain, free_problems
        The budget; and the same where the learner may leave.
    right
        The share of first answers that were right: success as it is felt.
    claims, false_claims
        Skills called proficient, and those of them in which the learner was not able then.
    pairs, stuck
        Skills practised, and those of them with more than 15 exercises that brought less than .05 and no ability.
    """

    gain: float
    problems: int
    free_gain: float
    free_problems: int
    right: float
    claims: int
    false_claims: int
    pairs: int
    stuck: int


def practise(world: World, course: Course, coach: Coach | Seer, *, problems: int, seed: int) -> Outcome:
    """
    Let one learner practise.

    Parameters
    ----------
    seed
        Decides the learner and all luck.
    """
    draw = random.Random(seed)  # noqa: S311 - a simulation has to repeat
    mind = world.begin(course, draw)
    test = (problems - 1) // A_DAY + DELAY
    before = score(world, course, mind, 0.0)
    counts = [0] * len(course.usual)
    began: dict[int, float] = {}
    claimed: dict[int, bool] = {}
    stuck: set[int] = set()
    recent: list[bool] = []
    run, last, left = 0, -1, None
    for turn in range(problems):
        day = turn // A_DAY + turn % A_DAY * PAUSE
        answer, second, luck, leave = (draw.random() for _ in range(4))
        at = _chosen(coach, mind, day, test, draw.getrandbits(48))
        item = course.items[at]
        skill = item.skill
        began.setdefault(skill, accuracy(world, course, mind, skill, day))
        right = answer < world.chance(course, mind, skill, item.difficulty, day)
        answers = (True,) if right else (False, second < world.chance(course, mind, skill, item.difficulty - EASE, day))
        mind = world.practised(course, mind, skill, item.difficulty, day, right=right, luck=luck)
        recent.append(right)
        counts[skill] += 1
        run, last = (run + 1 if skill == last else 1), skill
        if not isinstance(coach, Seer):
            coach.learn(at, answers, day)
            if skill not in claimed and coach.proficient(skill, day):
                claimed[skill] = not world.able(course, mind, skill, day)
        if counts[skill] == PATIENCE + 1 and _stuck(world, course, mind, skill, day, began[skill]):
            stuck.add(skill)
        if left is None and leave < world.leaving(mind, Lately(recent[-LOOKED_AT:].count(False), run)):
            left = (turn + 1, score(world, course, mind, test) - before)
    gain = score(world, course, mind, test) - before
    free_problems, free_gain = left or (problems, gain)
    return Outcome(
        gain=gain,
        problems=problems,
        free_gain=free_gain,
        free_problems=free_problems,
        right=sum(recent) / len(recent),
        claims=len(claimed),
        false_claims=sum(claimed.values()),
        pairs=len(began),
        stuck=len(stuck),
    )


def _stuck(world: World, course: Course, mind: Mind, skill: int, day: float, began: float) -> bool:
    """Say whether practice of a skill has brought neither ability nor anything that could be noticed."""
    return not world.able(course, mind, skill, day) and accuracy(world, course, mind, skill, day) < began + NOTICEABLE


def _chosen(coach: Coach | Seer, mind: Mind, day: float, test: float, seed: int) -> int:
    if isinstance(coach, Seer):
        return coach.pick(mind, day, test)
    return coach.choose(day, seed)
