"""
Cross-fitting: what is known of an item without a row's own learners.

A head that is fitted on difficulties which know the row's outcome would trust
them too much. Learners are dealt to groups, and each row sees what the other
groups' answers say.
"""

from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.difficulty import ITEM_SPREAD, Difficulties, of_rows, slope
from mastery.history import Entries
from mastery.log import Floats, Ints, Log
from mastery.sweep import Swept

__all__ = ["GROUPS", "Known", "crossed", "dealt", "others_slopes"]

GROUPS: Final = 5
SEED: Final = 1
STIFF: Final = 2.0
"""How strongly an item's slopes are held at 0, as answers' worth of curvature at a signal of 1."""


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """
    For each row: its logit without abilities, its difficulty's variance, and the answers that it rests on.
    """

    offset: Floats
    doubt: Floats
    answers: Floats

    def of(self, rows: NDArray[np.bool_]) -> "Known":
        """
        Keep some rows.
        """
        return Known(
            offset=self.offset[rows],
            doubt=self.doubt[rows],
            answers=self.answers[rows],
        )


def dealt(log: Log) -> Ints:
    """
    Deal learners to groups; give each row's number of (group, item).
    """
    group = np.random.default_rng(SEED).permutation(int(log.learner.max()) + 1) % GROUPS
    return np.asarray(group[log.learner] * len(log.items) + log.item)


def crossed(log: Log, spread: Entries, found: Difficulties, believed: Swept, own: Ints) -> Known:
    """
    Take the answers of a row's group of learners out of its item's difficulty: one Newton step from the whole fit.
    """
    offset, _ = of_rows(found, log, spread)
    rest, bend = slope(log, offset, believed)
    size = GROUPS * len(log.items)
    group_bend, group_rest, group_rows = (
        np.bincount(own, bend, size),
        np.bincount(own, rest, size),
        np.bincount(own, minlength=size),
    )
    answers = group_rows.reshape(GROUPS, -1).sum(axis=0)
    left = np.maximum(np.tile(1.0 / found.doubt, GROUPS) - group_bend, 1.0 / ITEM_SPREAD)
    others = np.tile(answers, GROUPS) - group_rows
    return Known(
        offset=offset - (group_rest / left)[own],
        doubt=(1.0 / left)[own],
        answers=others[own].astype(np.float64),
    )


def others_slopes(log: Log, own: Ints, pull: Floats, tight: Floats) -> tuple[Floats, Floats]:
    """
    Give by how much more than usual each item's answers follow a signal: from all learners, and from the other groups.

    Parameters
    ----------
    log, own
        The rows, and their numbers of (group, item).
    pull, tight
        Each row's surprise times its signal, and the chance's variance times
        the signal squared.

    Returns
    -------
    tuple
        One slope an item, and one a number of `own`.
    """
    size = GROUPS * len(log.items)
    pulls = np.bincount(own, pull, size).reshape(GROUPS, -1)
    tights = np.bincount(own, tight, size).reshape(GROUPS, -1)
    all_pull, all_tight = pulls.sum(axis=0), tights.sum(axis=0) + STIFF
    return all_pull / all_tight, ((all_pull - pulls) / (all_tight - tights)).ravel()
