"""
The filter as a backend: fit difficulties on a log, then predict with them.

Its variances are fixed and stated; the fit is the difficulties and the skills'.
"""

from typing import Final

import msgspec
import numpy as np

from mastery.difficulty import PROBIT, Difficulties, fit_difficulties, of_rows
from mastery.log import Floats, Log
from mastery.logistic import sigmoids
from mastery.sweep import Noise, plan, sweep

__all__ = ["Filter", "fit_filter", "predict_filter"]

USUAL: Final = Noise(ability=1.0, skill=0.3, ability_try=0.004, skill_try=0.01)
"""Variances that served on ASSISTments 2009 and on Statics 2011 alike; both are flat around them."""


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """The fitted filter."""

    noise: Noise
    difficulties: Difficulties


def fit_filter(log: Log) -> Filter:
    """
    Fit the difficulties.
    """
    return Filter(noise=USUAL, difficulties=fit_difficulties(log, plan(log), USUAL)[0])


def predict_filter(model: Filter, log: Log) -> Floats:
    """
    Predict each row from the learner's rows before it.
    """
    where = plan(log)
    offset, doubt = of_rows(model.difficulties, log, where)
    believed = sweep(log, where, model.noise, offset)
    mean = offset + believed.ability + believed.skill
    return sigmoids(mean / np.sqrt(1.0 + PROBIT * (believed.doubt + doubt)))
