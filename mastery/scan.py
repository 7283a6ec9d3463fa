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

__all__ = ["Groups", "groups", "lagged", "recent", "since", "within"]

FORGOTTEN: Final = 1e-3
"""What is left of an entry in a running mean when it is let go."""


class Groups(msgspec.Struct, frozen=True, kw_only=True):
    """Entries sorted by group (`order`), and each one's place in its group (`place`, in that order)."""

    order: Ints
    place: Ints


def groups(number: Ints) -> Groups:
    """
    Group entries by number; within a group they stay in order.
    """
    order = np.argsort(number, kind="stable")
    began = np.flatnonzero(np.diff(number[order], prepend=-1))
    return Groups(order=order, place=np.arange(len(number)) - np.repeat(began, np.diff(began, append=len(number))))


def recent(of: Groups, value: Floats, keep: float) -> Floats:
    """
    Give the exponentially weighted sum of a group's earlier values, times `1 - keep`; 0 where there is none.

    Parameters
    ----------
    of, value
        Groups and one value an entry.
    keep
        The share of an entry's weight that is left after the next, from 0 below 1.
    """
    out = value[of.order]
    reach = min(math.ceil(math.log(FORGOTTEN) / math.log(keep)), int(of.place.max(initial=0)) + 1)
    step = 1
    while step < reach:
        out[step:] += out[:-step] * np.where(of.place[step:] >= step, keep**step, 0.0)
        step *= 2
    return _back(of, _shifted(of, out, 1, 0.0)) * (1.0 - keep)


def lagged(of: Groups, value: Floats, steps: int = 1, otherwise: float = 0.0) -> Floats:
    """
    Give the value some steps before in the group.
    """
    return _back(of, _shifted(of, value[of.order], steps, otherwise))


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
    sorted_seconds = seconds[of.order] - seconds.min()
    group = np.cumsum(of.place == 0)
    width = float(sorted_seconds.max()) + window + 1.0
    key = group * width + sorted_seconds
    first = np.searchsorted(key, key - window, side="left")
    place = np.arange(len(key))
    return _back(of, np.maximum(place - np.maximum(first, place - of.place), 0).astype(np.float64))


def _shifted(of: Groups, value: Floats, steps: int, otherwise: float) -> Floats:
    out = np.full(len(value), otherwise)
    if steps < len(value):
        out[steps:] = np.where(of.place[steps:] >= steps, value[:-steps], otherwise)
    return out


def _back(of: Groups, value: Floats) -> Floats:
    out = np.empty(len(value))
    out[of.order] = value
    return out
