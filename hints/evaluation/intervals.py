"""
Intervals: how sure a share or a difference of shares is.

Wilson's interval for one share; for two runs on the same cases the bootstrap of
their difference, whole items drawn at a time since variants of one item are
alike, and McNemar's exact test of the cases that differ.
"""

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from random import Random
from typing import Final

import msgspec

__all__ = ["Difference", "Share", "difference", "share"]

Z: Final = 1.959964
"""Of a two-sided interval of 95 %."""
ROUNDS: Final = 1_000
"""Bootstrap samples: the ends of an interval are then known to about a tenth of its width."""


class Share(msgspec.Struct, frozen=True, kw_only=True):
    """So many of so many, with the ends of Wilson's interval of 95 % (Wilson 1927); all 0 of none."""

    hits: int
    of: int
    low: float
    high: float

    @property
    def value(self) -> float:
        """The share itself, 0 to 1."""
        return self.hits / self.of if self.of else 0.0


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """
    Two runs on the same cases.

    Attributes
    ----------
    value, low, high
        The second share minus the first, with an interval of 95 % by bootstrap
        over items.
    only_first, only_second
        Cases right in one run alone.
    p
        McNemar's exact two-sided test that these are as likely as those.
    """

    value: float
    low: float
    high: float
    only_first: int
    only_second: int
    p: float


def share(hits: int, of: int) -> Share:
    """
    Return a share with its interval.
    """
    if not of:
        return Share(hits=0, of=0, low=0.0, high=0.0)
    part, square = hits / of, Z * Z / of
    middle = (part + square / 2) / (1 + square)
    half = Z / (1 + square) * math.sqrt(part * (1 - part) / of + square / (4 * of))
    return Share(hits=hits, of=of, low=max(0.0, middle - half), high=min(1.0, middle + half))


def difference(first: Sequence[bool], second: Sequence[bool], groups: Sequence[Hashable], *, seed: int) -> Difference:
    """
    Compare two runs, case by case.

    Parameters
    ----------
    first, second
        Whether each case was right, in the same order.
    groups
        The item of each case.
    seed
        The same seed draws the same samples.
    """
    by_group: defaultdict[Hashable, list[int]] = defaultdict(list)
    for one, other, group in zip(first, second, groups, strict=True):
        by_group[group].append(other - one)
    sums = [(sum(some), len(some)) for some in by_group.values()]
    draw = Random(seed)  # noqa: S311 - to be repeated, not to be secret
    means = sorted(_mean(draw.choices(sums, k=len(sums))) for _ in range(ROUNDS)) if sums else [0.0]
    pairs = list(zip(first, second, strict=True))
    only_first, only_second = pairs.count((True, False)), pairs.count((False, True))
    return Difference(
        value=_mean(sums),
        low=means[round(0.025 * (len(means) - 1))],
        high=means[round(0.975 * (len(means) - 1))],
        only_first=only_first,
        only_second=only_second,
        p=_mcnemar(only_first, only_second),
    )


def _mean(sums: Sequence[tuple[int, int]]) -> float:
    cases = sum(count for _, count in sums)
    return sum(total for total, _ in sums) / cases if cases else 0.0


def _mcnemar(one: int, other: int) -> float:
    """Return the probability of a split at least so uneven, were both sides as likely (exact, two-sided)."""
    together, fewer = one + other, min(one, other)
    tail = sum(math.comb(together, count) for count in range(fewer + 1))
    return min(1.0, tail / (1 << together) * 2)
