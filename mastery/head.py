"""
The head: a small network that turns the filter's beliefs into chances.

The linear head's logit plus one hidden layer of `HIDDEN` tanh units over
standardised features, exported as plain numbers; serving it needs nothing but
sums and `tanh`. Fitted on beliefs that rest on other learners' answers only:
difficulties are cross-fitted, so that it meets in the log what it will meet in
service.
"""

from collections.abc import Iterator
from typing import Final

import msgspec
import numpy as np
from numpy.typing import NDArray

from mastery.features import few_columns, more_columns
from mastery.filtering import Grounds, fit_grounds, scaled, seen_by
from mastery.log import Floats, Log
from mastery.logistic import sigmoids

__all__ = ["Filtered", "Network", "fit_filter_head", "predict_filter_head"]

HIDDEN: Final = 24
EPOCHS: Final = 4
BATCH: Final = 1024
RATE: Final = 2e-2
"""Adam's first step (Kingma and Ba, 2015), which falls to 0 along a cosine."""
DECAY: Final = 5e-4
SEED: Final = 1
CLIP: Final = 5.0
"""Standard deviations at which a feature is held, so that an odd learner stays within what was fitted."""
FARTHEST: Final = 30.0
"""Logits beyond which a chance is 0 or 1 for every purpose here."""
ENOUGH: Final = 60_000
"""Rows that the network is fitted on at most: of whole learners, evenly taken."""


class Network(msgspec.Struct, frozen=True, kw_only=True):
    """Plain numbers: `linear @ x + tanh(standard(x) @ inner + inner_bias) @ outer` is the logit."""

    middle: NDArray[np.float64]
    width: NDArray[np.float64]
    linear: NDArray[np.float64]
    inner: NDArray[np.float32]
    inner_bias: NDArray[np.float32]
    outer: NDArray[np.float32]


class Filtered(msgspec.Struct, frozen=True, kw_only=True):
    """The filter with its network."""

    grounds: Grounds
    head: Network


def fit_filter_head(log: Log) -> Filtered:
    """
    Fit difficulties, then the linear head, then the network on what it leaves.
    """
    grounds, some = fit_grounds(log, ENOUGH)
    columns = np.concatenate([few_columns(some), more_columns(some)])
    return Filtered(grounds=grounds, head=_trained(columns, some.log.correct))


def predict_filter_head(model: Filtered, log: Log) -> Floats:
    """
    Predict each row from the learner's rows before it.
    """
    found = seen_by(model.grounds, log)
    columns = np.concatenate([few_columns(found), more_columns(found)])
    head = model.head
    hidden = np.tanh(_standard(columns, head.middle, head.width) @ head.inner + head.inner_bias)
    return sigmoids(head.linear @ columns + (hidden @ head.outer)[:, 0].astype(np.float64))


def _standard(columns: Floats, middle: Floats, width: Floats) -> NDArray[np.float32]:
    """
    Bring the columns to one scale, one row a response.
    """
    out = (columns - middle[:, None]) / width[:, None]
    return np.ascontiguousarray(np.clip(out, -CLIP, CLIP, out=out).astype(np.float32).T)


def _trained(columns: Floats, correct: Floats) -> Network:
    """
    Fit the network by Adam, in an order of rows that the seed decides.
    """
    linear = scaled(columns, correct)
    base, right = (linear @ columns).astype(np.float32), correct.astype(np.float32)
    middle, width = columns.mean(axis=1), columns.std(axis=1) + 1e-9
    inputs = _standard(columns, middle, width)
    draw = np.random.default_rng(SEED)
    size = len(columns)
    weights = [
        (draw.normal(size=(size, HIDDEN)) / np.sqrt(size)).astype(np.float32),
        np.zeros(HIDDEN, dtype=np.float32),
        np.zeros((HIDDEN, 1), dtype=np.float32),
    ]
    slow = [np.zeros_like(weight) for weight in weights]
    square = [np.zeros_like(weight) for weight in weights]
    for turn, rows, share in _batches(len(correct), draw):
        step = RATE * 0.5 * (1.0 + np.cos(np.pi * share))
        for at, down in enumerate(_slopes(inputs[rows], base[rows], right[rows], weights)):
            slow[at] += 0.1 * (down - slow[at])
            square[at] += 0.01 * (down * down - square[at])
            size_of_step = np.sqrt(square[at] / (1.0 - 0.99**turn)) + 1e-7
            weights[at] -= np.float32(step / (1.0 - 0.9**turn)) * slow[at] / size_of_step
    inner, inner_bias, outer = weights
    return Network(middle=middle, width=width, linear=linear, inner=inner, inner_bias=inner_bias, outer=outer)


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
    inputs: NDArray[np.float32],
    base: NDArray[np.float32],
    right: NDArray[np.float32],
    weights: list[NDArray[np.float32]],
) -> list[NDArray[np.float32]]:
    inner, inner_bias, outer = weights
    hidden = np.tanh(inputs @ inner + inner_bias)
    chance = 1.0 / (1.0 + np.exp(-np.clip(base + (hidden @ outer)[:, 0], -FARTHEST, FARTHEST)))
    rest = ((chance - right) / np.float32(len(right)))[:, None]
    back = (rest @ outer.T) * (1.0 - hidden * hidden)
    return [inputs.T @ back + np.float32(DECAY) * inner, back.sum(axis=0), hidden.T @ rest + np.float32(DECAY) * outer]
