"""
Features: what the head looks at besides the filter's own chance.

What the filter believes and how sure it is, how much was practised, how the
last answers differed from what was expected of them, and where the log has
times, how long ago and how often of late. Everything is known before the row.
"""

from collections.abc import Callable
from typing import Final

import msgspec
import numpy as np

from mastery.difficulty import PROBIT
from mastery.history import Entries, before, entries, skill_sets
from mastery.log import Floats, Ints, Log
from mastery.logistic import sigmoids
from mastery.scan import groups, lagged, recent, since, within
from mastery.sweep import Noise, Plan, Swept, sweep

__all__ = ["Table", "features"]

FAST: Final = (0.5, 0.8, 0.93)
"""What each answer keeps of the running means' weight: they span some 2, 5 and 14 answers."""
SLOW: Final = 0.98
OF_SKILL: Final = 8
LAST: Final = 15
"""Places, among the columns of the last answers, of the surprise on the same skill, and of the very last one."""
WINDOWS: Final = (3_600.0, 86_400.0, 604_800.0)
"""An hour, a day and a week, in seconds, as DAS3H has them (Choffin and others, 2019)."""


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """
    The head's columns, and what slopes of single items are fitted on.

    Attributes
    ----------
    columns
        One row a response, the filter's logit first.
    signals
        Columns on which items may depend more or less than others do: the
        learner's ability and skill, and how their last answers surprised.
    surprise, bend
        The outcome less the filter's chance, and the chance's variance.
    """

    columns: Floats
    signals: Floats
    surprise: Floats
    bend: Floats


def features(log: Log, where: Plan, noise: Noise, offset: Floats, doubt: Floats, known: Floats) -> Table:
    """
    Make the head's columns.

    Parameters
    ----------
    log, where, noise
        The rows, their plan, the filter's variances.
    offset, doubt
        Each row's logit without abilities, and the variance of its difficulty.
    known
        How many answers of others the item's difficulty rests on.

    Returns
    -------
    Table
        Nothing in a row's columns or signals knows its outcome.
    """
    believed = sweep(log, where, noise, offset)
    logit = (offset + believed.ability + believed.skill) / np.sqrt(1.0 + PROBIT * (believed.doubt + doubt))
    chance = sigmoids(logit)
    surprise = log.correct - chance
    spread = entries(log)
    counts = np.diff(log.starts)

    def mean(value: Floats) -> Floats:
        return np.asarray(np.add.reduceat(value * spread.share, log.starts[:-1]))

    columns = [logit, offset, np.rint(np.log2(1.0 + known)), counts.astype(np.float64), *_beliefs(believed)]
    columns += _amounts(log, spread, mean)
    late = _recent(log, spread, surprise, mean)
    again = _repeats(log, surprise)
    columns += [*late, *again]
    if log.seconds is not None:
        columns += _times(log, log.seconds, spread, mean)
    signals = [believed.ability, believed.skill, late[LAST], late[0], late[2], late[OF_SKILL], again[-1]]
    return Table(
        columns=np.stack(columns, axis=1),
        signals=np.stack(signals, axis=1),
        surprise=surprise,
        bend=chance * (1.0 - chance),
    )


def _beliefs(believed: Swept) -> list[Floats]:
    sure = [np.sqrt(believed.skill_doubt), np.sqrt(believed.doubt - believed.skill_doubt)]
    return [believed.ability, believed.skill, *sure]


def _amounts(log: Log, spread: Entries, mean: Callable[[Floats], Floats]) -> list[Floats]:
    done = before(log.learner, np.ones(len(log)))
    wins = before(log.learner, log.correct)
    of_skill = (spread.wins + spread.fails, spread.wins, spread.fails)
    return [*(mean(np.log1p(one)) for one in of_skill), *(np.log1p(one) for one in (done, wins, done - wins))]


def _recent(log: Log, spread: Entries, surprise: Floats, mean: Callable[[Floats], Floats]) -> list[Floats]:
    learner, pair = groups(log.learner), groups(spread.pair)
    right = log.correct - 0.5
    columns = [recent(learner, surprise, keep) for keep in (*FAST, SLOW)]
    columns += [recent(learner, right, keep) for keep in FAST]
    columns += [mean(recent(pair, surprise[spread.row], keep)) for keep in FAST]
    columns += [mean(recent(pair, right[spread.row], keep)) for keep in FAST[:2]]
    columns += [lagged(learner, right, steps) for steps in (1, 2, 3)]
    columns.append(lagged(learner, surprise))
    sets, _ = skill_sets(log)
    same = (lagged(learner, sets.astype(np.float64), 1, -1.0) == sets).astype(np.float64)
    columns += [same, same * columns[-4], same * columns[-1]]
    again = (lagged(learner, log.item.astype(np.float64), 1, -1.0) == log.item).astype(np.float64)
    return [*columns, again, again * lagged(learner, right)]


def _repeats(log: Log, surprise: Floats) -> list[Floats]:
    number = _of_items(log)
    seen = groups(number)
    earlier = before(number, np.ones(len(log)))
    first = (earlier > 0).astype(np.float64)
    return [np.log1p(earlier), first, lagged(seen, log.correct - 0.5), lagged(seen, surprise)]


def _times(log: Log, seconds: Floats, spread: Entries, mean: Callable[[Floats], Floats]) -> list[Floats]:
    learner, pair, item = groups(log.learner), groups(spread.pair), groups(_of_items(log))
    own = seconds[spread.row]
    columns = [since(learner, seconds), mean(since(pair, own)), since(item, seconds)]
    for window in WINDOWS:
        columns.append(np.log1p(within(learner, seconds, window)))
        columns.append(mean(np.log1p(within(pair, own, window))))
    return columns


def _of_items(log: Log) -> Ints:
    number = np.unique(log.learner * len(log.items) + log.item, return_inverse=True)[1]
    return np.asarray(number, dtype=np.int64)
