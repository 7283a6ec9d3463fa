"""
Histories: what came before each row, counted.

Vectorised over a whole log. Everything here looks back only: the row itself
never counts.
"""

import msgspec
import numpy as np

from mastery.log import Floats, Ints, Log
from mastery.scan import Groups, groups

__all__ = ["Entries", "averaged", "before", "earlier", "entries", "least_tries", "same_skills", "skill_sets"]


class Entries(msgspec.Struct, frozen=True, kw_only=True):
    """
    One entry for each skill of each row, in order of rows.

    Attributes
    ----------
    row, skill
        Which.
    share
        One over the number of the row's skills.
    pair, pairs
        Number of the (learner, skill), and how many there are.
    of
        The entries grouped by pair.
    tries
        How often this learner answered to this skill before.
    """

    row: Ints
    skill: Ints
    share: Floats
    pair: Ints
    pairs: int
    of: Groups
    tries: Floats


def entries(log: Log) -> Entries:
    """
    Spread a log over its skills.
    """
    counts = np.diff(log.starts)
    row = np.repeat(np.arange(len(log)), counts)
    code = log.learner[row] * len(log.skill_names) + log.skills
    of = groups(code)
    number = np.cumsum(of.place == 0) - 1
    pair = number if of.order is None else np.empty_like(number)
    if of.order is not None:
        pair[of.order] = number
    return Entries(
        row=row,
        skill=log.skills,
        share=1.0 / counts[row],
        pair=pair,
        pairs=int(pair.max()) + 1,
        of=of,
        tries=of.back(of.place.astype(np.float64)),
    )


def averaged(spread: Entries, value: Floats, rows: int) -> Floats:
    """
    Give each row the mean of its entries' values.
    """
    if len(value) == rows:
        return value
    return np.asarray(np.bincount(spread.row, value * spread.share, rows))


def earlier(of: Groups, value: Floats) -> Floats:
    """
    Sum the values of a group's earlier entries, the groups being known already.
    """
    sorted_value = of.sorted(value)
    total = np.cumsum(sorted_value) - sorted_value
    return of.back(total - total[np.arange(len(value)) - of.place])


def before(group: Ints, value: Floats) -> Floats:
    """
    Sum the values of a group's earlier entries.
    """
    return earlier(groups(group), value)


def least_tries(log: Log, spread: Entries) -> Ints:
    """
    Give the least number of earlier answers to any of a row's skills.
    """
    return np.minimum.reduceat(spread.tries.astype(np.int64), log.starts[:-1])


def same_skills(log: Log) -> Floats:
    """
    Say of each row whether the learner's row before it asked for the same skills (1.0), or others or there is none.

    Sets are compared by the sum of their skills' marks: 40 scattered bits each, so that two sets in a million million
    would be taken for one.
    """
    marks = np.random.default_rng(len(log.skill_names)).integers(1, 1 << 40, len(log.skill_names)).astype(np.float64)
    counts = np.diff(log.starts)
    mark = np.bincount(np.repeat(np.arange(len(log)), counts), marks[log.skills], len(log))
    same = np.zeros(len(log))
    same[1:] = (mark[1:] == mark[:-1]) & (log.learner[1:] == log.learner[:-1])
    return same


def skill_sets(log: Log) -> tuple[Ints, int]:
    """
    Give each set of skills a number, for models that know one skill a row.
    """
    width = int(np.diff(log.starts).max())
    table = np.full((len(log), width), -1, dtype=np.int64)
    counts = np.diff(log.starts)
    within = np.arange(len(log.skills)) - np.repeat(log.starts[:-1], counts)
    table[np.repeat(np.arange(len(log)), counts), within] = log.skills
    table.sort(axis=1)
    number = np.zeros(len(log), dtype=np.int64)
    for column in table.T:
        number = np.unique(number * (len(log.skill_names) + 1) + column + 1, return_inverse=True)[1]
    return number, int(number.max()) + 1
