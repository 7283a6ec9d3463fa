"""
Waves: many sequences walked at once, step by step.

Sequences stand longest first, so that those still running at a step are always
the first ones: a model of one sequence becomes a few array operations a step.
"""

import itertools
from collections.abc import Iterator

import msgspec
import numpy as np

from mastery.log import Ints

__all__ = ["Wave", "wave"]


class Wave(msgspec.Struct, frozen=True, kw_only=True):
    """
    A plan of a walk.

    Attributes
    ----------
    order
        Rows, step by step and within a step by sequence.
    bounds
        Step `t` has `order[bounds[t]:bounds[t + 1]]`.
    sequences
        The group of each sequence, longest first.
    """

    order: Ints
    bounds: Ints
    sequences: Ints

    def steps(self) -> Iterator[tuple[int, int]]:
        """
        Walk over the bounds of each step.
        """
        bounds: list[int] = self.bounds.tolist()
        return itertools.pairwise(bounds)


def wave(group: Ints) -> Wave:
    """
    Plan a walk; a group's rows come in the order in which they stand.
    """
    by_group = np.argsort(group, kind="stable")
    names, began, lengths = np.unique(group[by_group], return_index=True, return_counts=True)
    longest = np.argsort(-lengths, kind="stable")
    rank = np.empty(len(names), dtype=np.int64)
    rank[longest] = np.arange(len(names))
    position = np.arange(len(group)) - np.repeat(began, lengths)
    bounds = np.concatenate([[0], np.cumsum(np.bincount(position))])
    order = np.empty(len(group), dtype=np.int64)
    # Those still running at a step are the longest, so that a row's place is its step's first and its sequence's rank.
    order[bounds[position] + np.repeat(rank, lengths)] = by_group
    return Wave(order=order, bounds=bounds, sequences=names[longest])
