"""
The filter as a backend: fit difficulties on a log, then predict with them.

Its variances are fixed and stated; the fit is the difficulties, how skills grow,
and nine weights that bring its logit to scale.
"""

from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.crossfit import crossed
from mastery.difficulty import PROBIT, Difficulties, fit_difficulties, of_rows
from mastery.log import Floats, Log
from mastery.logistic import sigmoids
from mastery.sweep import Noise, Swept, plan, sweep

__all__ = ["Filter", "fit_filter", "predict_filter"]

USUAL: Final = Noise(ability=1.0, skill=0.3, ability_try=0.004, skill_try=0.01)
"""Variances that served on ASSISTments 2009 and on Statics 2011 alike; both are flat around them."""

RARE: Final = 5
"""Answers below which an item's difficulty is little more than that of its skills."""
NEWTON: Final = 5


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """The fitted filter; `scale` weighs `_columns`, `known` counts the answers behind each difficulty."""

    noise: Noise
    difficulties: Difficulties
    known: NDArray[np.float64]
    scale: NDArray[np.float64]


def fit_filter(log: Log) -> Filter:
    """
    Fit the difficulties, then the scale on cross-fitted beliefs.
    """
    where = plan(log)
    found, believed = fit_difficulties(log, where, USUAL)
    known = np.bincount(log.item, minlength=len(log.items)).astype(np.float64)
    columns = _columns(believed, *crossed(log, where, found, believed, known))
    return Filter(noise=USUAL, difficulties=found, known=known, scale=_scaled(columns, log.correct))


def predict_filter(model: Filter, log: Log) -> Floats:
    """
    Predict each row from the learner's rows before it.
    """
    where = plan(log)
    offset, doubt = of_rows(model.difficulties, log, where)
    believed = sweep(log, where, model.noise, offset)
    return sigmoids(_columns(believed, offset, doubt, model.known[log.item]) @ model.scale)


def _columns(believed: Swept, offset: Floats, doubt: Floats, known: Floats) -> Floats:
    logit = (offset + believed.ability + believed.skill) / np.sqrt(1.0 + PROBIT * (believed.doubt + doubt))
    rare = (known < RARE).astype(np.float64)
    squares = [logit * logit, offset * offset, offset * believed.ability]
    columns = [np.ones(len(logit)), logit, offset, believed.ability, np.log1p(known), rare, *squares]
    return np.stack(columns, axis=1)


def _scaled(columns: Floats, correct: Floats) -> Floats:
    """
    Fit the weights by Newton's method, drawn a little to the logit as it is.
    """
    start = np.zeros(columns.shape[1])
    start[1] = 1.0
    weights = start
    for _ in range(NEWTON):
        chance = sigmoids(columns @ weights)
        down = columns.T @ (chance - correct) + (weights - start)
        bend = (columns * (chance * (1.0 - chance))[:, None]).T @ columns + np.eye(len(start))
        weights = weights - np.linalg.solve(bend, down)
    return weights
