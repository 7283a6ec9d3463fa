"""
Figures of a benchmark, and how they are summed up.

The machine is shared and noisy: costs are CPU time and counts per operation,
given as the median of interleaved rounds with the range of the middle eight of
ten. p99 is shown and not chased.
"""

import math
import statistics
import time
from collections.abc import Callable, Sequence

import msgspec

__all__ = ["ROUNDS", "Figure", "cpu_rounds", "median_of_rounds", "quantile", "share"]

ROUNDS = 10


class Figure(msgspec.Struct, frozen=True):
    """One row: what was measured, in words with its unit, and the goal where there is one."""

    name: str
    measured: str
    goal: str = ""


def quantile(values: Sequence[float], share: float) -> float:
    """
    Return the smallest value that at least `share` (0 to 1) of the values do not exceed.
    """
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def share(some: int, all_: int, digits: int = 1) -> str:
    """
    Say a share with its 95 % interval (Wilson 1927), in percent with so many digits behind the point.
    """
    if not all_:
        return "-"
    part, z = some / all_, 1.96
    middle = (part + z * z / (2 * all_)) / (1 + z * z / all_)
    half = z * math.sqrt(part * (1 - part) / all_ + z * z / (4 * all_ * all_)) / (1 + z * z / all_)
    low, high = max(middle - half, 0.0), min(middle + half, 1.0)
    return f"{some}/{all_} = {part:.{digits}%} ({low:.{digits}%} to {high:.{digits}%})"


def median_of_rounds(values: Sequence[float], unit: str, digits: int = 2) -> str:
    """
    Say the median of the rounds and the range of their middle eight tenths.
    """
    low, high = quantile(values, 0.1), quantile(values, 0.9)
    return (
        f"{statistics.median(values):.{digits}f} {unit} ({low:.{digits}f} to {high:.{digits}f}, {len(values)} rounds)"
    )


def cpu_rounds(operations: Sequence[Callable[[], object]], rounds: int = ROUNDS) -> list[list[float]]:
    """
    Time operations in interleaved rounds: round by round, CPU milliseconds of each operation.

    Parameters
    ----------
    operations
        Called once a round each, in order.
    rounds
        How often.

    Returns
    -------
    list of list of float
        One list per round, one entry per operation.
    """
    out: list[list[float]] = []
    for _ in range(rounds):
        row: list[float] = []
        for operation in operations:
            began = time.process_time_ns()
            operation()
            row.append((time.process_time_ns() - began) / 1e6)
        out.append(row)
    return out
