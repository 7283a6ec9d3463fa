"""
Features: what the heads look at besides the filter's own chance.

What the filter believes and how sure it is, how much was practised, how the
last answers differed from what was expected of them, and where the log has
times, how long ago and how often of late. Everything is known before the row.
"""

import math
from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np

from mastery.crossfit import Known
from mastery.floor import floored
from mastery.history import Entries, averaged, earlier, same_skills
from mastery.log import Floats, Ints, Log
from mastery.logistic import sigmoids
from mastery.scale import REACH
from mastery.scan import Groups, groups, lagged, recent, since, within
from mastery.sweep import Swept

__all__ = ["Seen", "chances", "few_columns", "more_columns", "plain_columns", "plain_logit", "seen", "signals"]

PROBIT: Final = math.pi / 8
RARE: Final = 5
"""Answers below which an item's difficulty is little more than that of its skills."""
OF_LEARNER: Final = 0.5
OF_SKILL: Final = 0.8
LONG: Final = 0.93
LONGEST: Final = 0.98
"""What each answer leaves of those before it, in means of the last some 2, 5, 14 and 50."""
WINDOWS: Final = (3_600.0, 86_400.0, 604_800.0)
"""An hour, a day and a week, in seconds, as DAS3H has them (Choffin and others, 2019)."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """
    A log with what is believed of each of its rows.

    `slopes` has a row for each of `signals`: by how much more than usual a
    row's item follows it. `surprise` is the outcome less the filter's chance,
    `logit` that chance's.
    """

    log: Log
    spread: Entries
    learners: Groups
    believed: Swept
    known: Known
    slopes: Floats
    logit: Floats
    surprise: Floats


def seen(log: Log, spread: Entries, believed: Swept, known: Known, slopes: Floats) -> Seen:
    """
    Put a log and the beliefs about it together.
    """
    chance, logit = chances(log, known, believed)
    return Seen(
        log=log,
        spread=spread,
        learners=groups(log.learner),
        believed=believed,
        known=known,
        slopes=slopes,
        logit=logit,
        surprise=log.correct - chance,
    )


def chances(log: Log, known: Known, believed: Swept) -> tuple[Floats, Floats]:
    """
    Give the filter's own chance of each row, and its logit; a guess floor is part of both.
    """
    mean = known.offset + believed.ability + believed.skill
    logit = mean / np.sqrt(1.0 + PROBIT * (believed.doubt + known.doubt))
    if log.guess is None:
        return sigmoids(logit), logit
    chance = floored(sigmoids(logit), log.guess)
    return chance, np.log(chance / (1.0 - chance))


def of_skill(log: Log, spread: Entries, value: Floats, keep: float = OF_SKILL) -> Floats:
    """
    Give the fading mean of a value over the earlier rows of the same skill, averaged over a row's skills.
    """
    return averaged(spread, recent(spread.of, value[spread.row], keep), len(log))


def signals(log: Log, spread: Entries, learners: Groups, surprise: Floats, believed: Swept) -> Floats:
    """
    Give what single items' answers may follow more or less than others' do, one row each.

    How the skill's last answers surprised, the learner's ability, and how the learner's last surprised.
    """
    return np.stack([of_skill(log, spread, surprise), believed.ability, recent(learners, surprise, LONG)])


def plain_columns(of: Seen) -> Floats:
    """
    Make the inputs of the head that serves, one row each: nothing but what the filter itself believes, within reach.
    """
    held = [np.clip(one, -REACH, REACH) for one in (of.known.offset, of.believed.ability, plain_logit(of))]
    return np.stack([np.ones(len(held[0])), *_curved(*held)])


def plain_logit(of: Seen) -> Floats:
    """
    Give the logit of the chance that the filter alone would serve: difficulties are taken for certain.
    """
    certain = msgspec.structs.replace(of.known, doubt=np.zeros(len(of.known.offset)))
    return chances(of.log, certain, of.believed)[1]


def _curved(offset: Floats, ability: Floats, logit: Floats) -> Sequence[Floats]:
    return [logit, offset, ability, logit * logit, offset * offset, offset * ability]


def few_columns(of: Seen) -> Floats:
    """
    Make the inputs of the linear head, one row each; the constant first, then the filter's logit.
    """
    log, spread, learners, known, surprise = of.log, of.spread, of.learners, of.known, of.surprise
    right = log.correct - 0.5
    by_skill = of_skill(log, spread, surprise)
    wins = earlier(spread.of, log.correct[spread.row])
    done, won = learners.place.astype(np.float64), earlier(learners, log.correct)
    rows = [
        np.ones(len(log)),
        *_curved(known.offset, of.believed.ability, of.logit),
        np.log1p(known.answers),
        (known.answers < RARE).astype(np.float64),
        recent(learners, surprise, OF_LEARNER),
        recent(learners, surprise, LONG),
        recent(learners, surprise, LONGEST),
        by_skill,
        same_skills(log),
        averaged(spread, np.log1p(spread.tries), len(log)),
        averaged(spread, np.log1p(wins), len(log)),
        of_skill(log, spread, right),
        *_late(log, spread, learners, of, by_skill),
        np.log1p(won),
        np.log1p(done - won),
        *(of.slopes * signals(log, spread, learners, surprise, of.believed)),
    ]
    if log.hinted is not None:
        rows.append(log.hinted)
    if log.seconds is not None:
        own = log.seconds[spread.row]
        rows += [since(learners, log.seconds), averaged(spread, since(spread.of, own), len(log))]
    return np.stack(rows)


def _late(log: Log, spread: Entries, learners: Groups, of: Seen, by_skill: Floats) -> Sequence[Floats]:
    """
    Give what the last outcomes mean for learners of different ability: a good one's slips pass, a weak one's luck does.
    """
    late = recent(learners, log.correct - 0.5, LONG)
    return [
        late,
        late * late,
        of_skill(log, spread, of.surprise, LONG),
        of.believed.ability * by_skill,
    ]


def more_columns(of: Seen) -> Floats:
    """
    Make the inputs that only the network looks at, one row each.
    """
    log, spread, learners, surprise = of.log, of.spread, of.learners, of.surprise
    right = log.correct - 0.5
    number = _of_items(log)
    item = groups(number)
    rows = [
        of.believed.skill,
        np.sqrt(of.believed.skill_doubt),
        np.sqrt(of.believed.doubt - of.believed.skill_doubt),
        np.diff(log.starts).astype(np.float64),
        *(recent(learners, surprise, keep) for keep in (OF_SKILL,)),
        *(recent(learners, right, keep) for keep in (OF_LEARNER, OF_SKILL)),
        of_skill(log, spread, surprise, OF_LEARNER),
        *_last(log, learners, right, surprise),
        *_repeats(item, right, surprise),
    ]
    if log.seconds is not None:
        rows += _times(log, log.seconds, spread, (learners, spread.of, item))
    return np.stack(rows)


def _last(log: Log, learners: Groups, right: Floats, surprise: Floats) -> Sequence[Floats]:
    last, again = lagged(learners, right), lagged(learners, log.item.astype(np.float64), 1, -1.0) == log.item
    late = [last, lagged(learners, right, 2), lagged(learners, right, 3), lagged(learners, surprise)]
    same = same_skills(log)
    return [*late, same * last, same * late[-1], again.astype(np.float64), again * last]


def _repeats(item: Groups, right: Floats, surprise: Floats) -> Sequence[Floats]:
    times = item.back(item.place.astype(np.float64))
    return [np.log1p(times), (times > 0).astype(np.float64), lagged(item, right), lagged(item, surprise)]


def _times(log: Log, seconds: Floats, spread: Entries, of: tuple[Groups, Groups, Groups]) -> Sequence[Floats]:
    learners, pair, item = of
    rows = [since(item, seconds)]
    own = seconds[spread.row]
    for window in WINDOWS:
        rows.append(np.log1p(within(learners, seconds, window)))
        rows.append(averaged(spread, np.log1p(within(pair, own, window)), len(log)))
    return rows


def _of_items(log: Log) -> Ints:
    return log.learner * len(log.items) + log.item
