"""
Evaluation: what a backend is worth on learners whom its fit never saw.

Cross-validation by learner, one step ahead, one row per response. Everything
that is learnt, settings included, is learnt on the training folds. Costs are
CPU seconds of this process.
"""

import math
import resource
import time
from collections.abc import Callable, Sequence
from typing import Final

import msgspec
import numpy as np

from mastery.backend import Backend
from mastery.history import entries, least_tries
from mastery.log import BadLog, Floats, Ints, Log
from mastery.score import Scores, Slice, position_slices, scores

__all__ = ["FOLDS", "STUDENT", "Evaluation", "FoldScores", "Interval", "evaluate", "folds_of"]

FOLDS: Final = 5
SEED: Final = 20240601
"""Of the permutation that deals learners to folds where the log does not; the one that our published figures used."""
STUDENT: Final = (12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262)
"""Student's t at .975 for 1 to 9 degrees of freedom."""


class Interval(msgspec.Struct, frozen=True, kw_only=True):
    """The 95 % interval of a mean over folds (Student's t), and the folds' standard deviation."""

    low: float
    high: float
    sd: float


class FoldScores(msgspec.Struct, frozen=True, kw_only=True):
    """One fold: rows and learners tested, scores, CPU seconds of the fit and of predicting all rows."""

    fold: int
    learners: int
    scores: Scores
    fit_cpu_s: float
    predict_cpu_s: float


class Evaluation(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a backend is worth on a log.

    Attributes
    ----------
    auc, log_loss, rmse, ece
        Means over folds of the scores pooled within each; `auc` is None where
        no fold has both classes.
    intervals
        Of the same, where there are two folds or more.
    cold_start
        Over all folds' predictions together.
    fit_cpu_s, predict_us
        Mean CPU of a fit, and of predicting one row with all it needs: an
        update is part of it.
    peak_mb
        The most memory that this process has held, the log included.
    unseen_items, unseen_skills
        Rows whose item, or a skill of which, no training learner met.
    """

    model: str
    rows: int
    learners: int
    items: int
    skills: int
    moved: int
    repeated: int
    auc: float | None
    log_loss: float | None
    rmse: float | None
    ece: float | None
    intervals: dict[str, Interval]
    cold_start: Sequence[Slice]
    unseen_items: int
    unseen_skills: int
    fit_cpu_s: float
    predict_us: float
    peak_mb: float
    folds: Sequence[FoldScores]


def folds_of(log: Log, count: int = FOLDS) -> Ints:
    """
    Give each learner's fold: the log's own, or a seeded deal.

    Raises
    ------
    BadLog
        If there are fewer than two.
    """
    learners = int(log.learner.max()) + 1
    if learners < 2:  # noqa: PLR2004 - one to learn from, one to test on
        msg = "the log has one learner only: there is nobody to test on"
        raise BadLog(msg)
    if log.fold is not None:
        dealt = np.zeros(learners, dtype=np.int64)
        dealt[log.learner] = log.fold
        if len(np.unique(dealt)) < 2:  # noqa: PLR2004 - as above
            msg = "the log's fold is the same for all learners: there is nobody to test on"
            raise BadLog(msg)
        return dealt
    dealt = np.empty(learners, dtype=np.int64)
    dealt[np.random.default_rng(SEED).permutation(learners)] = np.arange(learners) % min(count, learners)
    return dealt


def evaluate(name: str, backend: Backend, log: Log, *, told: Callable[[int, int], None] | None = None) -> Evaluation:
    """
    Cross-validate a backend.

    Parameters
    ----------
    name, backend
        What to measure.
    log
        Responses of at least two learners.
    told
        Called with folds done and folds in all.

    Raises
    ------
    BadLog
        If the log cannot be split, or all of its answers are of one class.
    """
    dealt = folds_of(log)
    if log.correct.min() == log.correct.max():
        msg = f"every answer of the log is {'right' if log.correct[0] else 'wrong'}: there is nothing to tell apart"
        raise BadLog(msg)
    numbers = np.unique(dealt).tolist()
    chance = np.empty(len(log))
    done: list[FoldScores] = []
    items = skills = 0
    for number in numbers:
        train, test = log.of_learners(dealt != number), log.of_learners(dealt == number)
        began = time.process_time()
        fitted = backend.fit(train)
        fit = time.process_time()
        foretold = backend.predict(fitted, test)
        ended = time.process_time()
        if not np.isfinite(foretold).all():
            msg = f"model {name} has no chance for a row of fold {number}"
            raise ArithmeticError(msg)
        chance[np.flatnonzero((dealt == number)[log.learner])] = foretold
        done.append(
            FoldScores(
                fold=number,
                learners=len(np.unique(test.learner)),
                scores=scores(foretold, test.correct),
                fit_cpu_s=fit - began,
                predict_cpu_s=ended - fit,
            )
        )
        items += int((~np.isin(test.item, train.item)).sum())
        new = ~np.isin(test.skills, train.skills)
        skills += int((np.add.reduceat(new.astype(np.int64), test.starts[:-1]) > 0).sum())
        if told is not None:
            told(len(done), len(numbers))
    return _summed_up(name, log, done, chance, (items, skills))


def _summed_up(name: str, log: Log, done: Sequence[FoldScores], chance: Floats, unseen: tuple[int, int]) -> Evaluation:
    means: dict[str, float | None] = {}
    intervals: dict[str, Interval] = {}
    for figure in ("auc", "log_loss", "rmse", "ece"):
        each = [value for fold in done if (value := msgspec.structs.asdict(fold.scores)[figure]) is not None]
        means[figure] = float(np.mean(each)) if each else None
        if 1 < len(each) <= len(STUDENT) + 1:
            sd = float(np.std(each, ddof=1))
            half = STUDENT[len(each) - 2] * sd / math.sqrt(len(each))
            intervals[figure] = Interval(low=float(np.mean(each)) - half, high=float(np.mean(each)) + half, sd=sd)
    return Evaluation(
        model=name,
        rows=len(log),
        learners=int(log.learner.max()) + 1,
        items=len(log.items),
        skills=len(log.skill_names),
        moved=log.moved,
        repeated=log.repeated,
        intervals=intervals,
        cold_start=position_slices(log, chance, least_tries(log, entries(log))),
        unseen_items=unseen[0],
        unseen_skills=unseen[1],
        fit_cpu_s=float(np.mean([fold.fit_cpu_s for fold in done])),
        predict_us=1e6 * sum(fold.predict_cpu_s for fold in done) / len(log),
        peak_mb=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        folds=done,
        auc=means["auc"],
        log_loss=means["log_loss"],
        rmse=means["rmse"],
        ece=means["ece"],
    )
