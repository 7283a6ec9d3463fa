"""
Policies in simulated worlds: shares of the greedy oracle, against random order, against rules in use elsewhere.

Twenty seeds of twenty learners with 120 exercises each, the same learners and luck for all policies; three open worlds
and the one that was held back. 95 % intervals over seeds (Student's t; of ratios a jackknife's). The oracle looks one
exercise ahead, so that it is no upper bound where order matters.
"""

import statistics
from collections.abc import Callable, Sequence

from api.simulating import OURS, POLICIES
from mastery.worlds.known import OPEN, WORLDS
from mastery.worlds.trial import Figure as Simulated
from mastery.worlds.trial import InWorld, Report, Result, Versus, simulate
from tests.bench.figure import Figure

__all__ = ["measure"]

SEEDS, LEARNERS, PROBLEMS = 20, 20, 120
STATUS_QUO = ("blocked-10", "flat-94")


def measure() -> list[Figure]:
    """
    Simulate all policies in all worlds.
    """
    return rows(simulate(tuple(WORLDS), POLICIES, learners=LEARNERS, problems=PROBLEMS, seeds=range(SEEDS)))


def rows(report: Report) -> list[Figure]:
    """
    Give the rows of a report in which all policies took part.
    """
    figures = [
        Figure(
            f"gain of {policy} as a share of the oracle's",
            _by_world(report, policy, "oracle", lambda versus: versus.gain),
            "worst .80, mean .88 (.70, .80)" if policy == OURS else "",
        )
        for policy in POLICIES
        if policy != "oracle"
    ]
    figures.append(
        Figure(
            "gain of ours as a share of random order's",
            _by_world(report, OURS, "random", lambda versus: versus.gain),
            "mean 1.25 (1.10)",
        )
    )
    for base in STATUS_QUO:
        figures += [
            Figure(
                f"where learners may leave, gain of ours as a share of {base}'s",
                _by_world(report, OURS, base, lambda versus: versus.free_gain),
                "1.33 in every world",
            ),
            Figure(
                f"where learners may leave, gain per problem of ours as a share of {base}'s",
                _by_world(report, OURS, base, lambda versus: versus.free_gain_per_problem),
                "1.61 in every world",
            ),
        ]
    figures += [
        Figure("ours, false proficiency", _each(report, lambda one: one.false_proficiency), "below .05"),
        Figure("ours, skills called proficient, of 12", _each(report, lambda one: one.claims)),
        Figure("ours, stuck", _each(report, lambda one: one.stuck), "below .02"),
        Figure("ours, success as felt", _each(report, lambda one: one.felt.value), ".65 to .90"),
        Figure("ours, gain of the learner at the 10th percentile", _each(report, lambda one: one.tenth.value)),
        Figure("ours, gain of the worst learner", _each(report, lambda one: one.worst.value)),
    ]
    return figures


def _by_world(report: Report, policy: str, base: str, part: Callable[[Versus], Simulated | None]) -> str:
    found = [
        (world, part(next(one for one in _result(world, policy).versus if one.base == base))) for world in report.worlds
    ]
    each = ", ".join(f"{_named(world)} {_interval(figure)}" for world, figure in found)
    values = [figure.value for world, figure in found if figure is not None and not world.held_back]
    if len(values) < len(OPEN):
        return each
    return f"{each}; open worlds: worst {min(values):.2f}, mean {statistics.fmean(values):.2f}"


def _each(report: Report, part: Callable[[Result], float | None]) -> str:
    found: Sequence[tuple[InWorld, float | None]] = [(world, part(_result(world, OURS))) for world in report.worlds]
    return ", ".join(f"{_named(world)} {'-' if value is None else f'{value:.3f}'}" for world, value in found)


def _result(world: InWorld, policy: str) -> Result:
    return next(one for one in world.results if one.policy == policy)


def _named(world: InWorld) -> str:
    return f"{world.world} (held back)" if world.held_back else world.world


def _interval(figure: Simulated | None) -> str:
    if figure is None:
        return "- (the other gained nothing)"
    ends = "" if figure.low is None or figure.high is None else f" ({figure.low:.2f} to {figure.high:.2f})"
    return f"{figure.value:.2f}{ends}"
