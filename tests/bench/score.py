"""
Scores: how outcomes of cases agree with their labels, and what checks cost.

A false accept credits what the label does not; a false reject marks as wrong
what the label does not; anything else that does not agree is no verdict.
"""

import statistics
from collections.abc import Iterable, Sequence

import msgspec

from tests.bench.cases import Case, Outcome
from tests.bench.figure import quantile

__all__ = ["Score", "cost", "scored"]


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Counts over some cases; `elsewhere` are rows that ask for something that is no question here."""

    rows: int
    elsewhere: int
    agree: int
    false_accepts: int
    false_rejects: int
    no_verdict: int

    @property
    def share(self) -> float:
        """Agreement in per cent."""
        return 100 * self.agree / self.rows if self.rows else 0.0

    def words(self) -> str:
        """
        Say the score in words.
        """
        other = f" ({self.elsewhere} more ask for something else)" if self.elsewhere else ""
        return (
            f"{self.share:.1f} % of {self.rows} agree; false accepts {self.false_accepts},"
            f" false rejects {self.false_rejects}, no verdict {self.no_verdict}{other}"
        )


def scored(outcomes: Iterable[tuple[Case | None, Outcome | None]]) -> Score:
    """
    Count outcomes; a row without a case is left out and counted apart, one without an outcome has no verdict.
    """
    elsewhere = 0
    counts = {"agree": 0, "false_accepts": 0, "false_rejects": 0, "no_verdict": 0}
    for case, outcome in outcomes:
        if case is None:
            elsewhere += 1
        elif outcome is None:
            counts["no_verdict"] += 1
        elif outcome in case.agrees:
            counts["agree"] += 1
        elif outcome is Outcome.ACCEPTED:
            counts["false_accepts"] += 1
        elif outcome is Outcome.REFUSED:
            counts["false_rejects"] += 1
        else:
            counts["no_verdict"] += 1
    return Score(rows=sum(counts.values()), elsewhere=elsewhere, **counts)


def cost(nanoseconds: Sequence[float]) -> str:
    """
    Say median, 95th and 99th hundredth and the most of what checks took.
    """
    if not nanoseconds:
        return "-"
    micro = [value / 1_000 for value in nanoseconds]
    figures = (statistics.median(micro), quantile(micro, 0.95), quantile(micro, 0.99), max(micro))
    return "median {:,.0f}, p95 {:,.0f}, p99 {:,.0f}, max {:,.0f} µs CPU".format(*figures)
