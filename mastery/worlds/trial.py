"""
Policies against each other: worlds, seeds, learners, and figures with intervals over seeds.

Every seed is another course and other learners, the same for all policies; even seeds have the spreads of the
first log, odd ones of the second. A ratio is of means over seeds, its interval a jackknife's.
"""

import math
import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import Final

import msgspec

from mastery.worlds.coach import Chooser
from mastery.worlds.constants import CONSTANTS
from mastery.worlds.course import draw_course
from mastery.worlds.known import HELD_BACK, WORLDS
from mastery.worlds.sitting import Outcome, practise
from mastery.worlds.world import World

__all__ = ["BASES", "Figure", "InWorld", "Report", "Result", "Versus", "simulate"]

BASES: Final = ("oracle", "random", "blocked-10", "flat-94")
"""What every policy is set against, where it takes part."""
Z: Final = 1.959964
EXACT: Final = (12.706, 4.303)
MANY: Final = 1_000_003
"""Keeps the learners of two seeds apart."""


class Figure(msgspec.Struct, frozen=True):
    """A mean or a ratio over seeds with its 95 % interval; without ends where there is one seed, None undefined."""

    value: float
    low: float | None = None
    high: float | None = None


class Versus(msgspec.Struct, frozen=True, kw_only=True):
    """A policy as a share of another: gain with equal budgets; where learners may leave, in all and per problem."""

    base: str
    gain: Figure | None
    free_gain: Figure | None
    free_gain_per_problem: Figure | None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """
    One policy in one world.

    `gain` is of the mean learner, `tenth` and `worst` of the learner at the 10th percentile and of the worst one, all
    in shares of right answers. `false_proficiency` is None where nobody was called proficient.
    """

    policy: str
    gain: Figure
    tenth: Figure
    worst: Figure
    felt: Figure
    false_proficiency: float | None
    claims: float
    stuck: float
    free_gain: Figure
    free_problems: Figure
    versus: tuple[Versus, ...]


class InWorld(msgspec.Struct, frozen=True, kw_only=True):
    """All policies in one world."""

    world: str
    held_back: bool
    results: tuple[Result, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What was simulated: so many seeds of so many learners, with a budget of so many exercises each."""

    seeds: int
    learners: int
    problems: int
    data: tuple[str, ...]
    worlds: tuple[InWorld, ...]


def simulate(
    worlds: Sequence[str],
    policies: Mapping[str, Chooser],
    *,
    learners: int,
    problems: int,
    seeds: Sequence[int],
    told: Callable[[int, int], None] | None = None,
) -> Report:
    """
    Let every policy teach the same learners in each world.

    Parameters
    ----------
    worlds
        Names of `WORLDS`.
    policies
        By name; shares are given of those of `BASES` that are among them.
    learners, problems
        Of each seed, and of each learner; at least 1.
    seeds
        At least one.
    told
        Is called with what is done and the whole, in courses.
    """
    whole, done = len(worlds) * len(seeds), 0
    found: list[InWorld] = []
    for name in worlds:
        world = WORLDS[name]
        outcomes: dict[str, list[list[Outcome]]] = {policy: [] for policy in policies}
        for seed in seeds:
            for policy, ready in policies.items():
                outcomes[policy].append(_taught(world, ready, learners=learners, problems=problems, seed=seed))
            done += 1
            if told is not None:
                told(done, whole)
        results = tuple(_result(policy, outcomes) for policy in policies)
        found.append(InWorld(world=name, held_back=name == HELD_BACK, results=results))
    return Report(
        seeds=len(seeds),
        learners=learners,
        problems=problems,
        data=tuple(source.name for source in CONSTANTS.sources),
        worlds=tuple(found),
    )


def _taught(world: World, policy: Chooser, *, learners: int, problems: int, seed: int) -> list[Outcome]:
    source = CONSTANTS.sources[seed % len(CONSTANTS.sources)]
    course = draw_course(source, random.Random(seed))  # noqa: S311 - a simulation has to repeat
    begin = policy(world, course)
    return [practise(world, course, begin(), problems=problems, seed=seed * MANY + one) for one in range(learners)]


def _result(policy: str, outcomes: Mapping[str, Sequence[Sequence[Outcome]]]) -> Result:
    seeds = outcomes[policy]
    every = [one for learners in seeds for one in learners]
    claims = sum(one.claims for one in every)
    return Result(
        policy=policy,
        gain=_mean([statistics.fmean(one.gain for one in learners) for learners in seeds]),
        tenth=_mean([_tenth([one.gain for one in learners]) for learners in seeds]),
        worst=_mean([min(one.gain for one in learners) for learners in seeds]),
        felt=_mean([statistics.fmean(one.right for one in learners) for learners in seeds]),
        false_proficiency=sum(one.false_claims for one in every) / claims if claims else None,
        claims=claims / len(every),
        stuck=sum(one.stuck for one in every) / sum(one.pairs for one in every),
        free_gain=_mean([statistics.fmean(one.free_gain for one in learners) for learners in seeds]),
        free_problems=_mean([statistics.fmean(one.free_problems for one in learners) for learners in seeds]),
        versus=tuple(_versus(base, seeds, outcomes[base]) for base in BASES if base in outcomes and base != policy),
    )


def _versus(base: str, ours: Sequence[Sequence[Outcome]], theirs: Sequence[Sequence[Outcome]]) -> Versus:
    def summed(seeds: Sequence[Sequence[Outcome]], of: Callable[[Outcome], float]) -> list[float]:
        return [sum(of(one) for one in learners) for learners in seeds]

    our_free, their_free = (summed(seeds, lambda one: one.free_gain) for seeds in (ours, theirs))
    our_effort, their_effort = (summed(seeds, lambda one: one.free_problems) for seeds in (ours, theirs))
    one = [1.0] * len(ours)
    return Versus(
        base=base,
        gain=_ratio((summed(ours, lambda one: one.gain), one), (summed(theirs, lambda one: one.gain), one)),
        free_gain=_ratio((our_free, one), (their_free, one)),
        free_gain_per_problem=_ratio((our_free, our_effort), (their_free, their_effort)),
    )


def _ratio(
    ours: tuple[Sequence[float], Sequence[float]], theirs: tuple[Sequence[float], Sequence[float]]
) -> Figure | None:
    """
    Give (sum a / sum b) / (sum c / sum d) over seeds with its jackknife interval; None where a base gained nothing.
    """
    (a, b), (c, d) = ours, theirs
    wholes = [sum(values) for values in (a, b, c, d)]

    def of(without: int | None) -> float:
        up, over, base, effort = (
            whole - (values[without] if without is not None else 0.0)
            for whole, values in zip(wholes, (a, b, c, d), strict=True)
        )
        return (up / over) / (base / effort)

    count = len(a)
    if wholes[2] <= 0 or any(wholes[2] - one <= 0 for one in c[: count if count > 1 else 0]):
        return None
    value = of(None)
    if count == 1:
        return Figure(value)
    each = [of(place) for place in range(count)]
    middle = statistics.fmean(each)
    half = _student(count - 1) * math.sqrt((count - 1) / count * sum((one - middle) ** 2 for one in each))
    return Figure(value, value - half, value + half)


def _mean(values: Sequence[float]) -> Figure:
    middle = statistics.fmean(values)
    if len(values) == 1:
        return Figure(middle)
    half = _student(len(values) - 1) * statistics.stdev(values) / math.sqrt(len(values))
    return Figure(middle, middle - half, middle + half)


def _tenth(values: Sequence[float]) -> float:
    return sorted(values)[len(values) // 10]


def _student(freedom: int) -> float:
    """
    Give Student's t at .975: from a table for 1 and 2 degrees of freedom, else by Fisher's expansion.
    """
    if freedom <= len(EXACT):
        return EXACT[freedom - 1]
    cube, fifth, seventh = Z**3, Z**5, Z**7
    return (
        Z
        + (cube + Z) / (4 * freedom)
        + (5 * fifth + 16 * cube + 3 * Z) / (96 * freedom**2)
        + (3 * seventh + 19 * fifth + 17 * cube - 15 * Z) / (384 * freedom**3)
    )
