"""
Khan Academy's models of the early 2010s, reconstructed: logistic regressions for each exercise.

After David Hu's description ("How Khan Academy is using machine learning to
assess student mastery", 2011) and of the random projections that followed. What
the features were clipped at and how exercises were cut is not public, so this is
a reconstruction, with a set of skills as the exercise. `khan-shared` is one
regression over six features of the learner's history on the exercise,
`khan-custom` has a bias and the six for each exercise, `khan-compressed` adds
random projections of which exercises the learner began right, and began wrong.
"""

import itertools
from typing import Final, Literal, TypeAlias

import msgspec
import numpy as np

from mastery.history import before, skill_sets
from mastery.log import Floats, Ints, Log
from mastery.logistic import sigmoids
from mastery.scan import Groups, groups, lagged
from mastery.wave import wave

__all__ = ["Khan", "Shape", "fit_khan_compressed", "fit_khan_custom", "fit_khan_shared", "predict_khan"]

Shape: TypeAlias = Literal["shared", "custom", "compressed"]

FADING: Final = 1.0 / 3.0
"""Weight of the newest answer in the exponential average."""
PROJECTIONS: Final = 100
SEED: Final = 17
FEATURES: Final = 6
NEWTON: Final = 12
CALM: Final = 1e-4
PROJECTED: Final = 20.0
"""What a projection's weight costs against a feature's: there are a hundred of them on exercises with few answers."""
HELD: Final = 1e-4
"""Keeps an exercise with answers of one class only from running away."""


class Khan(msgspec.Struct, frozen=True, kw_only=True):
    """
    Weights, intercept first: one row for each of `exercises` (sets of skill numbers), the last for all others.

    The last row is the shared regression's, with 0 for the projections.
    """

    shape: Shape
    exercises: tuple[tuple[int, ...], ...]
    weights: Floats


def fit_khan_shared(log: Log) -> Khan:
    """
    Fit one regression for all exercises.
    """
    return _fitted(log, "shared")


def fit_khan_custom(log: Log) -> Khan:
    """
    Fit a regression for each exercise.
    """
    return _fitted(log, "custom")


def fit_khan_compressed(log: Log) -> Khan:
    """
    Fit a regression for each exercise, with random projections of the learner's other exercises.
    """
    return _fitted(log, "compressed")


def predict_khan(model: Khan, log: Log) -> Floats:
    """
    Predict each row from the learner's rows before it.
    """
    inputs, exercise = _inputs(model.shape, model.exercises, log)
    return sigmoids(np.einsum("ij,ij->i", inputs, model.weights[exercise]))


def _fitted(log: Log, shape: Shape) -> Khan:
    exercises: tuple[tuple[int, ...], ...] = ()
    if shape != "shared":
        number, _ = skill_sets(log)
        _, first = np.unique(number, return_index=True)
        exercises = tuple(_names(log, int(row)) for row in first)
    inputs, exercise = _inputs(shape, exercises, log)
    weights = np.zeros((len(exercises) + 1, inputs.shape[1]))
    weights[-1, : FEATURES + 1] = _regressed(inputs[:, : FEATURES + 1], log.correct)
    order = np.argsort(exercise, kind="stable")
    bounds = np.searchsorted(exercise[order], np.arange(len(exercises) + 1))
    for at, (low, high) in enumerate(itertools.pairwise(bounds.tolist())):
        rows = order[low:high]
        weights[at] = _regressed(inputs[rows], log.correct[rows])
    return Khan(shape=shape, exercises=exercises, weights=weights)


def _regressed(inputs: Floats, correct: Floats) -> Floats:
    """
    Fit a ridge regression by Newton's method; weights cost half their square, the intercept nothing to speak of.
    """
    held = np.ones(inputs.shape[1])
    held[0] = HELD
    held[FEATURES + 1 :] = PROJECTED
    weights = np.zeros(inputs.shape[1])
    for _ in range(NEWTON):
        chance = sigmoids(inputs @ weights)
        bend = np.maximum(chance * (1.0 - chance), HELD)
        down = inputs.T @ (chance - correct) + held * weights
        step = np.linalg.solve((inputs * bend[:, None]).T @ inputs + np.diag(held), down)
        weights -= step
        if np.abs(step).max() < CALM:
            break
    return weights


def _names(log: Log, row: int) -> tuple[int, ...]:
    return tuple(sorted(log.skills[log.starts[row] : log.starts[row + 1]].tolist()))


def _inputs(shape: Shape, exercises: tuple[tuple[int, ...], ...], log: Log) -> tuple[Floats, Ints]:
    """
    Make the columns, a constant first, and give each row's exercise; those that were not fitted share the last.
    """
    number, count = skill_sets(log)
    _, first = np.unique(number, return_index=True)
    place = {names: at for at, names in enumerate(exercises)}
    exercise = np.array([place.get(_names(log, int(row)), len(exercises)) for row in first])[number]
    sequence = np.unique(log.learner * count + number, return_inverse=True)[1]
    columns = [np.ones((len(log), 1)), _history(log, groups(sequence), sequence)]
    if shape == "compressed":
        columns.append(_projected(log, exercise, sequence, len(exercises)))
    return np.concatenate(columns, axis=1), exercise


def _history(log: Log, of: Groups, sequence: Ints) -> Floats:
    """
    Give the six features: averages that fade, log counts of all, right and wrong, share right, the answer before.
    """
    done = before(sequence, np.ones(len(log)))
    wins = before(sequence, log.correct)
    faded = np.empty(len(log))
    walk = wave(sequence)
    right = log.correct[walk.order]
    average = np.full(len(walk.sequences), 0.5)
    for low, high in walk.steps():
        faded[walk.order[low:high]] = average[: high - low]
        average[: high - low] += FADING * (right[low:high] - average[: high - low])
    return np.stack(
        [
            faded,
            np.log1p(done),
            np.log1p(wins),
            np.log1p(done - wins),
            (wins + 1.0) / (done + 2.0),
            lagged(of, log.correct, 1, 0.5),
        ],
        axis=1,
    )


def _projected(log: Log, column: Ints, sequence: Ints, size: int) -> Floats:
    """
    Give random projections of which exercises the learner began right, and began wrong, before the row.
    """
    draw = np.random.default_rng(SEED)
    signs = draw.normal(size=(2, size + 1, PROJECTIONS)) / np.sqrt(PROJECTIONS)
    begins = before(sequence, np.ones(len(log))) == 0
    added = np.where(begins[:, None], signs[(1.0 - log.correct).astype(np.int64), column], 0.0)
    summed = np.cumsum(added, axis=0) - added
    starts = np.flatnonzero(np.diff(log.learner, prepend=-1))
    return np.asarray(summed - np.repeat(summed[starts], np.diff(starts, append=len(log)), axis=0))
