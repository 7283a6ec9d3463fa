"""
Scans: what a group's earlier entries say, for all groups at once.

Each looks back only. A running mean is worked out by doubling, so that its cost
is a few passes over the log whatever the length of its sequences.
"""

import math
from typing import Final

import msgspec
import numpy as np

from mastery.log import Floats, Ints

__all__ = ["Groups", "fading", "groups", "lagged", "recent", "since", "within"]

FORGOTTEN: Final = 1e-3
"""What is left of an entry in a running mean when it is let go."""


class Groups(msgspec.Struct, frozen=True, kw_only=True):
    """
    Entries sorted by group (`order`, None where they stand so already), and each one's place in its group, sorted so.
    """

    order: Ints | None
    place: Ints

    def sorted(self, value: Floats) -> Floats:
        """Give values in the order of groups; a copy."""
        return value.copy() if self.order is None else value[self.order]

    def back(self, value: Floats) -> Floats:
        """Give values in the entries' own order."""
        if self.order is None:
            return value
        out = np.empty(len(value))
        out[self.order] = value
        return out


def groups(number: Ints) -> Groups:
    """
    Group entries by number; within a group they stay in order.
    """
    order: Ints | None = None
    step = np.diff(number, prepend=-1)
    if step.min(initial=0) < 0:
        order = np.argsort(number, kind="stable")
        step = np.diff(number[order], prepend=-1)
    began = np.flatnonzero(step)
    return Groups(order=order, place=np.arange(len(number)) - np.repeat(began, np.diff(began, append=len(number))))


def fading(of: Groups, value: Floats, keep: float) -> Floats:
    """
    Give the sum of a group's earlier values, each weighing `keep` of the next; 0 where there is none.

    Parameters
    ----------
    of, value
        Groups and one value an entry.
    keep
        The share of an entry's weight that is left after the next, from 0 below 1.
    """
    out = _shifted(of, of.sorted(value), 1, 0.0)
    reach = min(math.ceil(math.log(FORGOTTEN) / math.log(keep)), int(of.place.max(initial=0)) + 1)
    step = 1
    while step < reach:
        more = out[:-step] * keep**step
        more[of.place[step:] < step] = 0.0
        out[step:] += more
        step *= 2
    return of.back(out)


def recent(of: Groups, value: Floats, keep: float) -> Floats:
    """
    Give the exponentially weighted sum of a group's earlier values, times `1 - keep`; 0 where there is none.
    """
    return fading(of, value, keep) * (1.0 - keep)


def lagged(of: Groups, value: Floats, steps: int = 1, otherwise: float = 0.0) -> Floats:
    """
    Give the value some steps before in the group.
    """
    return of.back(_shifted(of, of.sorted(value), steps, otherwise))


def since(of: Groups, seconds: Floats) -> Floats:
    """
    Give the logarithm of one plus the hours since the group's entry before; -1 where there is none.
    """
    before = lagged(of, seconds, 1, math.nan)
    pause = np.log1p(np.maximum(seconds - before, 0.0) / 3600.0)
    return np.where(np.isnan(before), -1.0, pause)


def within(of: Groups, seconds: Floats, window: float) -> Floats:
    """
    Count a group's earlier entries of the last `window` seconds.
    """
    sorted_seconds = of.sorted(seconds) - seconds.min()
    group = np.cumsum(of.place == 0)
    width = float(sorted_seconds.max()) + window + 1.0
    key = group * width + sorted_seconds
    first = np.searchsorted(key, key - window, side="left")
    place = np.arange(len(key))
    return of.back(np.maximum(place - np.maximum(first, place - of.place), 0).astype(np.float64))


def _shifted(of: Groups, value: Floats, steps: int, otherwise: float) -> Floats:
    out = np.full(len(value), otherwise)
    if steps < len(value):
        out[steps:] = np.where(of.place[steps:] >= steps, value[:-steps], otherwise)
    return out
