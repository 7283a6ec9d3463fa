"""
Cross-fitting: what an item's difficulty would be without a row's own learners.

A head that is fitted on difficulties which know the row's outcome would trust
them too much. Learners are dealt to groups, and each row sees what the other
groups' answers say.
"""

from typing import Final

import numpy as np

from mastery.difficulty import ITEM_SPREAD, Difficulties, of_rows, slope
from mastery.log import Floats, Ints, Log
from mastery.sweep import Plan, Swept

__all__ = ["GROUPS", "crossed", "groups_of"]

GROUPS: Final = 5
SEED: Final = 1


def groups_of(log: Log) -> Ints:
    """
    Deal learners to groups; give each row's number of (group, item).
    """
    group = np.random.default_rng(SEED).permutation(int(log.learner.max()) + 1) % GROUPS
    return np.asarray(np.unique(group[log.learner] * len(log.items) + log.item, return_inverse=True)[1])


def crossed(
    log: Log, where: Plan, found: Difficulties, believed: Swept, known: Floats
) -> tuple[Floats, Floats, Floats]:
    """
    Take the answers of a row's group of learners out of its item's difficulty: one Newton step from the whole fit.
    """
    offset, doubt = of_rows(found, log, where)
    rest, bend = slope(log, offset, believed)
    own = groups_of(log)
    left = np.maximum(1.0 / doubt - np.bincount(own, bend)[own], 1.0 / ITEM_SPREAD)
    moved = np.bincount(own, rest)[own] / left
    return offset - moved, 1.0 / left, known[log.item] - np.bincount(own)[own]
