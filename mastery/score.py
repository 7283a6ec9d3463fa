"""
Scores of predictions: ranking, likelihood, calibration, cold starts.

Each takes probabilities and outcomes and returns a number, or None where there
is nothing to measure (no rows, or for ranking one class only).
"""

import math
from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.log import Floats, Ints, Log

__all__ = ["BINS", "Scores", "Slice", "auc", "calibration_error", "position_slices", "scores"]

BINS: Final = 15
"""Bins of equal width for the calibration error, the number that is usual since Guo and others, 2017."""
LEAST: Final = 1e-6
"""How near to 0 or 1 a chance may come in the log-loss."""


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """
    What predictions are worth.

    `auc` is the chance that a right answer was given the higher probability
    than a wrong one; `log_loss` in nats; `rmse` and `ece` in probability.
    """

    rows: int
    auc: float | None
    log_loss: float | None
    rmse: float | None
    ece: float | None


class Slice(msgspec.Struct, frozen=True, kw_only=True):
    """The scores of some rows only, named."""

    name: str
    scores: Scores


def scores(chance: Floats, correct: Floats) -> Scores:
    """
    Score probabilities against outcomes (1.0 or 0.0), of equal length.
    """
    if not len(correct):
        return Scores(rows=0, auc=None, log_loss=None, rmse=None, ece=None)
    safe = np.clip(chance, LEAST, 1.0 - LEAST)
    loss = -float(np.mean(np.where(correct > 0, np.log(safe), np.log1p(-safe))))
    return Scores(
        rows=len(correct),
        auc=auc(chance, correct),
        log_loss=loss,
        rmse=math.sqrt(float(np.mean((chance - correct) ** 2))),
        ece=calibration_error(chance, correct),
    )


def auc(chance: Floats, correct: Floats) -> float | None:
    """
    Give the area under the ROC curve by ranks, ties counted half (Mann and Whitney, 1947).
    """
    right = int(correct.sum())
    wrong = len(correct) - right
    if not right or not wrong:
        return None
    _, inverse, counts = np.unique(chance, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks = (last - (counts - 1) / 2.0)[inverse]
    return float((ranks[correct > 0].sum() - right * (right + 1) / 2) / (right * wrong))


def calibration_error(chance: Floats, correct: Floats) -> float:
    """
    Give the expected calibration error: mean distance of share right and mean chance over `BINS` equal bins.
    """
    which = np.minimum((chance * BINS).astype(np.int64), BINS - 1)
    gap = np.bincount(which, weights=correct - chance, minlength=BINS)
    return float(np.abs(gap).sum() / len(correct))


def position_slices(log: Log, chance: Floats, first_tries: Ints) -> Sequence[Slice]:
    """
    Score cold starts: a learner's first five answers, and by how often the skill was tried before.

    Parameters
    ----------
    log, chance
        Rows and their predictions.
    first_tries
        For each row, the least number of earlier answers to any of its skills.
    """
    began = np.flatnonzero(np.diff(log.learner, prepend=-1))
    position = np.arange(len(log)) - np.repeat(began, np.diff(began, append=len(log)))
    cuts: tuple[tuple[str, NDArray[np.bool_]], ...] = (
        ("a learner's first 5 answers", position < 5),  # noqa: PLR2004 - its name
        ("first try on a skill", first_tries == 0),
        ("tries 2 to 5 on a skill", (first_tries > 0) & (first_tries < 5)),  # noqa: PLR2004 - its name
        ("later tries on a skill", first_tries >= 5),  # noqa: PLR2004 - its name
    )
    return [Slice(name=name, scores=scores(chance[rows], log.correct[rows])) for name, rows in cuts]
