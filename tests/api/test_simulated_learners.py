"""What the whole service promises of learners whose abilities are known: estimates and levels match the truth."""

import itertools
import math
import statistics

import pytest

from tests.api.service import Service
from tests.api.simulated import Simulated, course, simulate

EXERCISES, DAYS = 45, 3
PROFICIENT = {"proficient", "retained"}
CAUTION = 0.01
"""How far the mean expected accuracy may lie from the true one, beside chance: abilities are kept as if none told of
another."""


def practised(count: int, *, first: int) -> list[Simulated]:
    """Let that many learners practise at one service."""
    service, count_up = Service(), itertools.count(1)
    service.services.new_seed = lambda: next(count_up)
    service.services.new_id = lambda: f"{next(count_up):032x}"
    service.services.session.banks.activate(course())
    return [simulate(service, seed, exercises=EXERCISES, days=DAYS) for seed in range(first, first + count)]


def mean_and_error(values: list[float]) -> tuple[float, float]:
    """Give a mean and its standard error, over learners: skills of one are no independent cases."""
    return statistics.fmean(values), statistics.stdev(values) / math.sqrt(len(values))


def hold(learners: list[Simulated]) -> dict[str, float]:
    """Hold estimates and levels to the truth, within intervals; return the figures."""
    skills = [skill for learner in learners for skill in learner.skills]
    bias, error = mean_and_error([statistics.fmean(one.accuracy - one.true for one in who.skills) for who in learners])
    above, doubt = mean_and_error([statistics.fmean(one.true >= one.lower for one in who.skills) for who in learners])
    proficient = [skill for skill in skills if skill.level in PROFICIENT]
    true = statistics.fmean(one.true for one in proficient)
    falsely = statistics.fmean(one.true < one.bar - 0.05 for one in proficient)
    missed = statistics.fmean(one.level not in PROFICIENT for one in skills if one.true >= 0.9)
    firsts = [right for who in learners for _, right in who.given]

    assert abs(bias) < CAUTION + 3 * error, "expected accuracy is the true one, on the mean"
    assert 0.84 - 3 * doubt - 0.02 < above < 0.95, "the bound lies below the truth as often as one sd does, or oftener"
    assert 0.06 * len(skills) < len(proficient), "there are levels to judge"
    assert true > min(one.bar for one in proficient), "who is called proficient is, on the mean"
    assert falsely < 0.1, "few are called proficient who are far from it"
    assert missed < 0.75, "a good part of those who know a skill well is called so after some eight exercises on it"
    assert 0.5 < statistics.fmean(firsts) < 0.9, "exercises are neither too hard nor too easy"
    return {
        "skills": len(skills),
        "bias": bias,
        "above": above,
        "proficient": len(proficient),
        "true": true,
        "falsely": falsely,
        "missed": missed,
        "success": statistics.fmean(firsts),
    }


@pytest.mark.slow
def test_a_hundred_learners_are_taken_for_what_they_are() -> None:
    """
    A hundred simulated learners practise through the routes, three days each: figures and levels match the truth.
    """
    learners = practised(100, first=0)

    hold(learners)
    codes = {code for who in learners for code, _ in who.given}
    assert {"begin", "continue", "probe", "relief"} <= codes


@pytest.mark.prove
def test_a_thousand_learners_are_taken_for_what_they_are() -> None:
    """
    The same of a thousand others, with what was found.
    """
    print(hold(practised(1_000, first=10_000)))  # noqa: T201 - `make prove` shows what was found
