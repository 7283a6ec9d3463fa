"""
Histories: what came before each row, counted.

Vectorised over a whole log. Everything here looks back only: the row itself
never counts.
"""

import msgspec
import numpy as np

from mastery.log import Floats, Ints, Log

__all__ = ["Entries", "before", "entries", "least_tries", "skill_sets"]


class Entries(msgspec.Struct, frozen=True, kw_only=True):
    """
    One entry for each skill of each row, in order of rows.

    Attributes
    ----------
    row, skill
        Which.
    share
        One over the number of the row's skills.
    pair
        Number of the (learner, skill).
    wins, fails
        Right and wrong answers of this learner to this skill before.
    """

    row: Ints
    skill: Ints
    share: Floats
    pair: Ints
    wins: Floats
    fails: Floats


def entries(log: Log) -> Entries:
    """
    Spread a log over its skills.
    """
    counts = np.diff(log.starts)
    row = np.repeat(np.arange(len(log)), counts)
    pair = np.unique(log.learner[row] * len(log.skill_names) + log.skills, return_inverse=True)[1]
    right = log.correct[row]
    wins = before(pair, right)
    return Entries(
        row=row,
        skill=log.skills,
        share=1.0 / counts[row],
        pair=pair,
        wins=wins,
        fails=before(pair, np.ones(len(row))) - wins,
    )


def before(group: Ints, value: Floats) -> Floats:
    """
    Sum the values of a group's earlier entries.
    """
    order = np.argsort(group, kind="stable")
    sorted_value = value[order]
    total = np.cumsum(sorted_value) - sorted_value
    began = np.flatnonzero(np.diff(group[order], prepend=-1))
    base = np.repeat(total[began], np.diff(began, append=len(group)))
    out = np.empty(len(group))
    out[order] = total - base
    return out


def least_tries(log: Log, spread: Entries) -> Ints:
    """
    Give the least number of earlier answers to any of a row's skills.
    """
    tries = (spread.wins + spread.fails).astype(np.int64)
    return np.minimum.reduceat(tries, log.starts[:-1])


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
