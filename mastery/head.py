"""
The head: a small network that turns the filter's beliefs into chances.

One hidden layer of `HIDDEN` tanh units over standardised features, exported as
plain numbers; serving it needs nothing but sums and `tanh`. Fitted on beliefs
that rest on other learners' answers only: difficulties are cross-fitted, so
that it meets in the log what it will meet in service.
"""

from collections.abc import Iterator
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.crossfit import crossed, groups_of
from mastery.difficulty import Difficulties, fit_difficulties, of_rows
from mastery.features import Table, features
from mastery.filtering import USUAL
from mastery.log import BadLog, Floats, Log
from mastery.logistic import sigmoids
from mastery.sweep import Noise, plan

__all__ = ["Filtered", "Network", "fit_filter_head", "predict_filter_head"]

HIDDEN: Final = 24
EPOCHS: Final = 8
BATCH: Final = 512
RATE: Final = 5e-3
"""Adam's first step (Kingma and Ba, 2015), which falls to 0 along a cosine."""
STIFF: Final = 2.0
"""How strongly an item's slopes are held at 0, as answers' worth of curvature at a signal of 1."""
DECAY: Final = 5e-4
SEED: Final = 1
CLIP: Final = 5.0
"""Standard deviations at which a feature is held, so that an odd learner stays within what was fitted."""


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """Plain numbers: `tanh((x - middle) / width @ inner + inner_bias) @ outer + outer_bias` is the logit."""

    middle: NDArray[np.float64]
    width: NDArray[np.float64]
    inner: NDArray[np.float32]
    inner_bias: NDArray[np.float32]
    outer: NDArray[np.float32]
    outer_bias: NDArray[np.float32]


class Filtered(msgspec.Struct, frozen=True, kw_only=True):
    """
    The filter with its head.

    `known` counts the answers behind each difficulty, `timed` says whether times
    were there, `slopes` has a row for each item: by how much more than usual
    its answers follow each signal.
    """

    noise: Noise
    difficulties: Difficulties
    known: NDArray[np.float64]
    timed: bool
    slopes: NDArray[np.float64]
    head: Network


def fit_filter_head(log: Log) -> Filtered:
    """
    Fit difficulties, then the head on cross-fitted beliefs.
    """
    where = plan(log)
    found, believed = fit_difficulties(log, where, USUAL)
    known = np.bincount(log.item, minlength=len(log.items)).astype(np.float64)
    table = features(log, where, USUAL, *crossed(log, where, found, believed, known))
    slopes, columns = _sloped(log, table)
    return Filtered(
        noise=USUAL,
        difficulties=found,
        known=known,
        timed=log.seconds is not None,
        slopes=slopes,
        head=_trained(columns, log.correct),
    )


def predict_filter_head(model: Filtered, log: Log) -> Floats:
    """
    Predict each row from the learner's rows before it.

    Raises
    ------
    BadLog
        If the model was fitted with times and the log has none.
    """
    if model.timed and log.seconds is None:
        msg = "the model looks at times, and the log has no seconds"
        raise BadLog(msg)
    if not model.timed:
        log = msgspec.structs.replace(log, seconds=None)
    where = plan(log)
    offset, doubt = of_rows(model.difficulties, log, where)
    table = features(log, where, model.noise, offset, doubt, model.known[log.item])
    head = model.head
    columns = _beside(table, model.slopes[log.item])
    hidden = np.tanh(_standard(columns, head.middle, head.width) @ head.inner + head.inner_bias)
    return sigmoids((hidden @ head.outer + head.outer_bias)[:, 0].astype(np.float64))


def _sloped(log: Log, table: Table) -> tuple[Floats, Floats]:
    """
    Give each item's slopes, and the columns with what they make of each row, cross-fitted.
    """
    own = groups_of(log)
    slopes, rows = [], []
    for signal in table.signals.T:
        pull, tight = table.surprise * signal, table.bend * signal * signal
        all_pull = np.bincount(log.item, pull, len(log.items))
        all_tight = np.bincount(log.item, tight, len(log.items)) + STIFF
        slopes.append(all_pull / all_tight)
        others = all_pull[log.item] - np.bincount(own, pull)[own]
        rows.append(others / (all_tight[log.item] - np.bincount(own, tight)[own]))
    return np.stack(slopes, axis=1), _beside(table, np.stack(rows, axis=1))


def _beside(table: Table, slopes: Floats) -> Floats:
    return np.concatenate([table.columns, table.signals * slopes], axis=1)


def _standard(table: Floats, middle: Floats, width: Floats) -> NDArray[np.float32]:
    return np.clip((table - middle) / width, -CLIP, CLIP).astype(np.float32)


def _trained(table: Floats, correct: Floats) -> Network:
    """
    Fit the network by Adam, in an order of rows that the seed decides.
    """
    middle, width = table.mean(axis=0), table.std(axis=0) + 1e-9
    inputs = _standard(table, middle, width)
    draw = np.random.default_rng(SEED)
    columns = inputs.shape[1]
    rate = min(max(float(correct.mean()), 1e-3), 1.0 - 1e-3)
    weights = [
        (draw.normal(size=(columns, HIDDEN)) / np.sqrt(columns)).astype(np.float32),
        np.zeros(HIDDEN, dtype=np.float32),
        (draw.normal(size=(HIDDEN, 1)) / np.sqrt(HIDDEN)).astype(np.float32),
        np.full(1, np.log(rate / (1.0 - rate)), dtype=np.float32),
    ]
    slow = [np.zeros_like(weight) for weight in weights]
    square = [np.zeros_like(weight) for weight in weights]
    for turn, rows, share in _batches(len(correct), draw):
        step = RATE * 0.5 * (1.0 + np.cos(np.pi * share))
        for at, down in enumerate(_slopes(inputs[rows], correct[rows], weights)):
            slow[at] += 0.1 * (down - slow[at])
            square[at] += 0.01 * (down * down - square[at])
            size = np.sqrt(square[at] / (1.0 - 0.99**turn)) + 1e-7
            weights[at] -= np.float32(step / (1.0 - 0.9**turn)) * slow[at] / size
    inner, inner_bias, outer, outer_bias = weights
    return Network(middle=middle, width=width, inner=inner, inner_bias=inner_bias, outer=outer, outer_bias=outer_bias)


def _batches(rows: int, draw: np.random.Generator) -> Iterator[tuple[int, NDArray[np.int64], float]]:
    """
    Deal the rows of each epoch to batches; with each, its number from 1 and how much of the fit is done.
    """
    each = max(1, rows // BATCH)
    for epoch in range(EPOCHS):
        for at, part in enumerate(np.array_split(draw.permutation(rows), each)):
            turn = epoch * each + at
            yield turn + 1, part, turn / (EPOCHS * each)


def _slopes(
    inputs: NDArray[np.float32], correct: Floats, weights: list[NDArray[np.float32]]
) -> list[NDArray[np.float32]]:
    inner, inner_bias, outer, outer_bias = weights
    hidden = np.tanh(inputs @ inner + inner_bias)
    chance = 1.0 / (1.0 + np.exp(-(hidden @ outer + outer_bias)[:, 0]))
    rest = ((chance - correct) / len(correct)).astype(np.float32)[:, None]
    back = (rest @ outer.T) * (1.0 - hidden * hidden)
    return [inputs.T @ back + DECAY * inner, back.sum(axis=0), hidden.T @ rest + DECAY * outer, rest.sum(axis=0)]
