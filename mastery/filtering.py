"""
The filter as a backend: fit difficulties on a log, then predict with them.

The fit is the difficulties, how skills grow,
how far single items follow the learner, and the weights of a linear head that
brings the logit to scale and looks at how the last answers surprised. The head
is fitted on what the filter itself believes of some of the learners.
"""

from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.crossfit import Known, crossed, dealt, others_slopes
from mastery.difficulty import Difficulties, fit_difficulties, of_rows
from mastery.features import Seen, chances, few_columns, plain_columns, plain_logit, seen, signals
from mastery.floor import floors_of
from mastery.history import entries
from mastery.log import BadLog, Floats, Log
from mastery.logistic import sigmoids
from mastery.scale import REACH, orderly
from mastery.scan import groups
from mastery.settings import chosen
from mastery.sweep import Noise, plan, sweep

__all__ = [
    "USUAL",
    "Filter",
    "Grounds",
    "fit_filter",
    "fit_grounds",
    "fit_served",
    "predict_filter",
    "predict_served",
    "scaled",
    "seen_by",
]

USUAL: Final = Noise()
"""Variances that served on ASSISTments 2009 and on Statics 2011 alike; both are flat around them. With times they are
where the choice begins."""
NEWTON: Final = (8, 2, 1)
"""Of which part of the rows each Newton step of a linear head is taken: the first only have to come near."""
BEGUN: Final = 5_000
"""Rows that such a step is taken of at least."""
ENOUGH: Final = 60_000
"""Rows from which a head's weights are fitted, or a few more: of whole learners, evenly taken."""
FEWEST: Final = 200
"""Learners that they are taken from at least: with fewer, chances are less well to scale."""


class Grounds(msgspec.Struct, frozen=True, kw_only=True):
    """
    What both heads stand on: the filter with its difficulties.

    `plain` weighs `features.plain_columns`, `known` counts the answers behind each difficulty, `slopes` has a row for
    each item (by how much more than usual its answers follow each of
    `features.signals`), `timed` and `helped` say whether times
    and hints are looked at, `floors` gives the chance to guess right by the kind
    of answer.
    """

    noise: Noise
    difficulties: Difficulties
    plain: NDArray[np.float64]
    known: NDArray[np.float64]
    slopes: NDArray[np.float64]
    timed: bool
    helped: bool
    floors: dict[str, float]


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """The fitted filter; `scale` weighs `features.few_columns`."""

    grounds: Grounds
    scale: NDArray[np.float64]


def fit_filter(log: Log) -> Filter:
    """
    Fit difficulties and items' slopes on all rows, then the head on some learners, all cross-fitted.
    """
    grounds, some = fit_grounds(log, ENOUGH)
    return Filter(grounds=grounds, scale=scaled(few_columns(some), some.log.correct))


def predict_filter(model: Filter, log: Log) -> Floats:
    """
    Predict each row from the learner's rows before it.
    """
    return sigmoids(model.scale @ few_columns(seen_by(model.grounds, log)))


def fit_served(log: Log) -> Grounds:
    """
    Fit what practice serves: the filter, and the head that needs nothing beside its beliefs.
    """
    return fit_grounds(log, ENOUGH)[0]


def predict_served(model: Grounds, log: Log) -> Floats:
    """
    Predict each row as `filter.predict` does with this fit in force.
    """
    found = seen_by(model, log)
    logit = plain_logit(found)
    return sigmoids(model.plain @ plain_columns(found) + logit - np.clip(logit, -REACH, REACH))


def fit_grounds(log: Log, enough: int) -> tuple[Grounds, Seen]:
    """
    Fit what a head stands on, and show it some learners as the filter sees those whom it never met.

    Where the log names kinds of answers but no guess floors, they are found
    first; where it has times, the variances and the memory are chosen.

    Parameters
    ----------
    log
        All rows.
    enough
        How many rows the learners shown have, or a little more.
    """
    spread, own = entries(log), dealt(log)
    found, believed = fit_difficulties(log, spread, USUAL)
    known = crossed(log, spread, found, believed, own)
    floors = np.zeros(len(log.kinds))
    if log.kind is not None and log.guess is None:
        floors = floors_of(log.kind, len(log.kinds), chances(log, known, believed)[1], log.correct)
        if floors.any():
            log = msgspec.structs.replace(log, guess=floors[log.kind])
            found, believed = fit_difficulties(log, spread, USUAL)
            known = crossed(log, spread, found, believed, own)
    surprise = log.correct - chances(log, known, believed)[0]
    bend = (log.correct - surprise) * (1.0 - log.correct + surprise)
    pairs = [
        others_slopes(log, own, surprise * signal, bend * signal * signal)
        for signal in signals(log, spread, groups(log.learner), surprise, believed)
    ]
    everybody = np.arange(int(log.learner.max()) + 1)
    learners = everybody % max(1, min(len(log) // enough, len(everybody) // FEWEST)) == 0
    rows = learners[log.learner]
    some = log.of_learners(learners)
    where = plan(some)
    known = known.of(rows)
    noise = USUAL if log.seconds is None else chosen(some, where, found, known, USUAL)
    slopes = np.stack([others[own[rows]] for _, others in pairs])
    shown = seen(some, where.spread, sweep(some, where, noise, known.offset, found.growth), known, slopes)
    grounds = Grounds(
        noise=noise,
        difficulties=found,
        plain=np.array(orderly(scaled(plain_columns(shown), some.correct).tolist())),
        known=np.bincount(log.item, minlength=len(log.items)).astype(np.float64),
        slopes=np.stack([slope for slope, _ in pairs], axis=1),
        timed=log.seconds is not None,
        helped=log.hinted is not None,
        floors=dict(zip(log.kinds, floors.tolist(), strict=True)),
    )
    return grounds, shown


def seen_by(grounds: Grounds, log: Log) -> Seen:
    """
    Walk the filter over a log.

    Raises
    ------
    BadLog
        If times or hints were looked at in the fit, and the log has none.
    """
    for wanted, column, name in ((grounds.timed, log.seconds, "seconds"), (grounds.helped, log.hinted, "hinted")):
        if wanted and column is None:
            msg = f"the model looks at {name}, and the log has no such column"
            raise BadLog(msg)
    guess = log.guess
    if guess is None and log.kind is not None and any(grounds.floors.values()):
        guess = np.array([grounds.floors.get(kind, 0.0) for kind in log.kinds])[log.kind]
    log = msgspec.structs.replace(
        log,
        seconds=log.seconds if grounds.timed else None,
        hinted=log.hinted if grounds.helped else None,
        guess=guess,
    )
    where = plan(log)
    found = grounds.difficulties
    offset, _ = of_rows(found, log, where.spread)
    believed = sweep(log, where, grounds.noise, offset, found.growth)
    known = Known(offset=offset, doubt=found.doubt[log.item], answers=grounds.known[log.item])
    return seen(log, where.spread, believed, known, grounds.slopes[log.item].T)


def scaled(columns: Floats, correct: Floats) -> Floats:
    """
    Fit a linear head's weights by Newton's method, drawn a little to the logit as it is.
    """
    start = np.zeros(len(columns))
    start[1] = 1.0
    weights = start
    for part in NEWTON:
        rows = slice(0, len(correct) // part if len(correct) > part * BEGUN else len(correct))
        some, chance = columns[:, rows], sigmoids(weights @ columns[:, rows])
        down = some @ (chance - correct[rows]) + (weights - start)
        # A matrix times itself turned is worked out by half.
        bent = some * np.sqrt(chance * (1.0 - chance))
        bend = bent @ bent.T + np.eye(len(start))
        weights = weights - np.linalg.solve(bend, down)
    return weights
