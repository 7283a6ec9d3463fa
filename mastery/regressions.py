"""
Logistic regressions on counts: PFA and Best-LR.

The strong simple opponents: performance factors (Pavlik, Cen and Koedinger,
2009), and Best-LR of Gervet, Koedinger, Schneider and Mitchell (2020), which
adds the item and the learner's totals. Counts enter as log(1 + count).
"""

from typing import Literal

import msgspec
import numpy as np

from mastery.history import before, earlier, entries
from mastery.log import Floats, Log
from mastery.logistic import Design, design, fit_logistic, logits, sigmoids

__all__ = ["Regression", "fit_best_lr", "fit_pfa", "predict_regression"]


class Regression(msgspec.Struct, frozen=True, kw_only=True):
    """Weights, intercept first, of the columns of its kind."""

    kind: Literal["pfa", "best-lr"]
    weights: Floats


def fit_pfa(log: Log) -> Regression:
    """
    Fit a bias and the weights of wins and fails for each skill.
    """
    return Regression(weights=fit_logistic(_of_skills(log), log.correct), kind="pfa")


def fit_best_lr(log: Log) -> Regression:
    """
    Fit the same with a bias for each item and the learner's totals.
    """
    return Regression(weights=fit_logistic(_with_items(log), log.correct), kind="best-lr")


def predict_regression(model: Regression, log: Log) -> Floats:
    """
    Predict each row from the learner's rows before it.
    """
    return sigmoids(logits(_of_skills(log) if model.kind == "pfa" else _with_items(log), model.weights))


def _of_skills(log: Log) -> Design:
    spread = entries(log)
    skills = len(log.skill_names)
    wins = earlier(spread.of, log.correct[spread.row])
    return design(
        len(log),
        [
            (spread.row, spread.skill, np.ones(len(spread.row)), skills),
            (spread.row, spread.skill, np.log1p(wins), skills),
            (spread.row, spread.skill, np.log1p(spread.tries - wins), skills),
        ],
    )


def _with_items(log: Log) -> Design:
    rows, first = np.arange(len(log)), np.zeros(len(log), dtype=np.int64)
    wins = before(log.learner, log.correct)
    fails = before(log.learner, np.ones(len(log))) - wins
    skills = _of_skills(log)
    return design(
        len(log),
        [
            (skills.row, skills.column, skills.value, skills.columns),
            (rows, log.item, np.ones(len(log)), len(log.items)),
            (rows, first, np.log1p(wins), 1),
            (rows, first, np.log1p(fails), 1),
        ],
    )
