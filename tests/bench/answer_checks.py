"""
A check against a compiled key, by what it takes: rational answers, and such with roots, sines or logarithms.

On the pairs of `pairs`. Once as reading and comparing alone, which is the
algebra's part, and once as the whole judgement with its form, its reprint and
its counterexample. Rounds are interleaved; a pair's cost is the median of its rounds.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Final

import msgspec

from item_bank.algebra.compare import Side, compare_sides, prepare_side
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable
from item_bank.answers.judge import judge
from item_bank.answers.maths_key import MathsKey
from item_bank.answers.response import Final as FinalAnswer
from tests.bench.cases import Judged
from tests.bench.figure import ROUNDS, Figure, median_of_rounds, quantile
from tests.bench.pairs import Pair, pairs

__all__ = ["measure"]

GOAL: Final = "median ≤ 30, p99 ≤ 200, max ≤ 5,000 µs"


class Check(msgspec.Struct, frozen=True):
    """A key made ready, the side that responses are compared with, and a response."""

    key: MathsKey
    side: Side
    response: FinalAnswer
    rational: bool


def measure() -> list[Figure]:
    """
    Time every pair both ways, the rational ones and the others apart.
    """
    checks = [check for pair in pairs() if (check := _check(pair)) is not None]
    apart = {
        "rational answers": [check for check in checks if check.rational],
        "answers beyond rational ones": [check for check in checks if not check.rational],
    }
    ways = {"read and compare": _read_and_compare, "judge": _judge}
    return [
        figure
        for name, some in apart.items()
        for way, run in ways.items()
        for figure in _costs(f"{name}: {way}", some, run)
    ]


def _check(pair: Pair) -> Check | None:
    """Make a pair ready; None where the key is no key."""
    asked, (key, *_) = pair.case.asked, pair.ready.keys
    if not isinstance(asked, Judged) or not isinstance(key, MathsKey):
        return None
    maths = key.maths
    side = prepare_side(maths.tree, maths.points, maths.setting)
    tree = read(asked.response, maths.context, asked.written)
    if isinstance(tree, Unreadable):
        return None
    said = prepare_side(tree, maths.points, maths.setting)
    rational = isinstance(side.residues, tuple) and isinstance(said.residues, tuple)
    return Check(key, side, FinalAnswer(text=asked.response, format=asked.written), rational)


def _read_and_compare(check: Check) -> None:
    maths = check.key.maths
    tree = read(check.response.text, maths.context, check.response.format)
    if not isinstance(tree, Unreadable):
        compare_sides(prepare_side(tree, maths.points, maths.setting), check.side)


def _judge(check: Check) -> None:
    judge(check.key, check.response)


def _costs(name: str, checks: Sequence[Check], run: Callable[[Check], None]) -> list[Figure]:
    """Time checks in rounds, after one that fills what is kept."""
    took: list[list[float]] = [[] for _ in checks]
    for check in checks:
        run(check)
    for _ in range(ROUNDS):
        for place, check in enumerate(checks):
            began = time.thread_time_ns()
            run(check)
            took[place].append((time.thread_time_ns() - began) / 1e3)
    each = [statistics.median(costs) for costs in took]
    medians = [statistics.median(costs) for costs in zip(*took, strict=True)]
    return [
        Figure(f"{name}, median of {len(checks)}", median_of_rounds(medians, "µs CPU", 0), GOAL),
        Figure(f"{name}, p99 and max", f"{quantile(each, 0.99):,.0f} and {max(each):,.0f} µs CPU"),
    ]
