"""
Logistic regression on sparse columns, by L-BFGS.

Minimises the summed log-loss plus half the squared weights over `strength`
(an intercept is not held back), as scikit-learn's does with `C = strength`, but
with the curvature's diagonal as first guess, so that rare and common columns
converge together. Deterministic; nothing but numpy (Nocedal and Wright, 2006,
algorithm 7.4).
"""

from typing import Final

import msgspec
import numpy as np

from mastery.log import Floats, Ints

__all__ = ["Design", "design", "fit_logistic", "logits", "sigmoids"]

MEMORY: Final = 12
"""Steps that L-BFGS remembers."""
ARMIJO: Final = 1e-4
HALVINGS: Final = 20


class Design(msgspec.Struct, frozen=True, kw_only=True):
    """A sparse table as entries `(row, column, value)`."""

    row: Ints
    column: Ints
    value: Floats
    rows: int
    columns: int


def design(rows: int, blocks: list[tuple[Ints, Ints, Floats, int]]) -> Design:
    """
    Put blocks of columns beside each other; each is rows, columns from 0, values and the number of its columns.
    """
    offsets = np.cumsum([0, *(block[3] for block in blocks)])
    return Design(
        row=np.concatenate([block[0] for block in blocks]),
        column=np.concatenate([block[1] + offset for block, offset in zip(blocks, offsets, strict=False)]),
        value=np.concatenate([block[2] for block in blocks]),
        rows=rows,
        columns=int(offsets[-1]),
    )


def sigmoids(logit: Floats) -> Floats:
    """
    Turn logits into probabilities.
    """
    # In place: over a whole log, making arrays costs as much as filling them.
    chance = np.clip(logit, -30.0, 30.0)
    np.negative(chance, out=chance)
    np.exp(chance, out=chance)
    chance += 1.0
    return np.asarray(np.reciprocal(chance, out=chance))


def logits(table: Design, weights: Floats) -> Floats:
    """
    Give each row's logit; `weights[0]` is the intercept.
    """
    return np.asarray(weights[0] + np.bincount(table.row, table.value * weights[1:][table.column], table.rows))


def fit_logistic(
    table: Design, correct: Floats, *, strength: float = 1.0, most: int = 400, tight: float = 1e-6
) -> Floats:
    """
    Fit the weights.

    Parameters
    ----------
    table
        The columns, without an intercept.
    correct
        1.0 or 0.0, one for each row.
    strength
        How little large weights cost.
    most, tight
        Steps at most, and the relative gain below which it has converged.

    Returns
    -------
    array
        Intercept first, then one weight a column.
    """
    held = np.full(table.columns + 1, 1.0 / strength)
    held[0] = 0.0
    rate = min(max(float(correct.mean()), 1e-3), 1 - 1e-3)
    weights = np.zeros(table.columns + 1)
    weights[0] = np.log(rate / (1.0 - rate))

    def loss(at: Floats) -> tuple[float, Floats]:
        z = logits(table, at)
        value = float(np.sum(np.logaddexp(0.0, z) - correct * z)) + 0.5 * float(held @ (at * at))
        rest = sigmoids(z) - correct
        down = np.concatenate([[rest.sum()], np.bincount(table.column, table.value * rest[table.row], table.columns)])
        return value, down + held * at

    bend = rate * (1.0 - rate)
    first = np.bincount(table.column, table.value * table.value, table.columns) * bend
    scale = 1.0 / (np.concatenate([[bend * table.rows], first]) + held)
    value, slope = loss(weights)
    steps: list[tuple[Floats, Floats, float]] = []
    calm = 0
    for _ in range(most):
        direction = -_curved(slope, steps, scale)
        fall = float(slope @ direction)
        stride = 1.0
        for _ in range(HALVINGS):
            there = weights + stride * direction
            new_value, new_slope = loss(there)
            if new_value <= value + ARMIJO * stride * fall:
                break
            stride *= 0.5
        else:
            break
        move, turn = there - weights, new_slope - slope
        if (bend_now := float(move @ turn)) > 0:
            steps = [*steps[1 - MEMORY :], (move, turn, 1.0 / bend_now)]
        gain = value - new_value
        weights, value, slope = there, new_value, new_slope
        calm = calm + 1 if gain < tight * value else 0
        if calm > 1:
            break
    return weights


def _curved(slope: Floats, steps: list[tuple[Floats, Floats, float]], scale: Floats) -> Floats:
    """
    Multiply a slope by the remembered inverse curvature.
    """
    rest = slope.copy()
    shares = []
    for move, turn, inverse in reversed(steps):
        share = inverse * float(move @ rest)
        shares.append(share)
        rest -= share * turn
    rest *= scale
    for (move, turn, inverse), share in zip(steps, reversed(shares), strict=True):
        rest += (share - inverse * float(turn @ rest)) * move
    return rest
