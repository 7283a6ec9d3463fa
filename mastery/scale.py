"""
Scale: what a log says the filter's chances come true as.

Seven numbers of a fit (`model.Fit.head`) bend a logit by the item's difficulty
and the learner's global ability. Bent only where a fit has seen enough; beyond,
a logit goes on as it is. One meaning for predicting, judging and choosing.
"""

import itertools
import math
from collections.abc import Sequence
from typing import Final

__all__ = ["REACH", "hardest", "orderly", "rising", "to_scale"]

REACH: Final = 3.0
"""Logits on either side of 0 up to which a head bends: chances of 5 to 95 per cent, where most answers lie."""
NEAR: Final = 1e-3
ROUNDS: Final = 20
STEP: Final = 0.1
PLACES: Final = (-2.0, -1.0, 0.0, 1.0, 2.0)
"""Abilities and difficulties at which a head is looked at, in logits."""
SHARES: Final = (1.0, 0.9, 0.8, 0.7, 0.6, 0.5, 0.3, 0.1)
PLAIN: Final = (0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0)
"""The head that bends nothing."""
SPREADS: Final = (1.0, 1.4)
"""What doubt divides a logit by: none, and that of somebody unknown."""


def to_scale(head: Sequence[float], logit: float, offset: float, ability: float) -> float:
    """
    Bring a logit to scale.

    Parameters
    ----------
    head
        Seven weights: of 1, the logit, the offset, the ability, the squares of the
        first two, and the product of the last two; or none, and nothing is bent.
    logit
        The filter's, doubt and guess floor in it.
    offset
        The logit without abilities: intercept less difficulty.
    ability
        The mean of the global ability, around the intercept.
    """
    if not head:
        return logit
    held = max(-REACH, min(REACH, logit))
    away = max(-REACH, min(REACH, offset))
    own = max(-REACH, min(REACH, ability))
    one, of_logit, of_offset, of_ability, squared, away_squared, both = head
    bent = (
        one
        + held * (of_logit + squared * held)
        + away * (of_offset + away_squared * away + both * own)
        + of_ability * own
    )
    return bent + logit - held


def hardest(
    head: Sequence[float], wanted: float, *, mean: float, spread: float, intercept: float, ability: float
) -> float:
    """
    Give the difficulty at which a right answer has a wanted logit.

    Parameters
    ----------
    head
        As `to_scale`'s, rising.
    wanted
        The logit; infinite ones are met by no item.
    mean, spread
        The whole ability's mean, and what doubt divides its logit by.
    intercept, ability
        The model's, and the learner's global ability around it.
    """
    found = mean - wanted * spread
    if not head or math.isinf(found):
        return found

    def excess(difficulty: float) -> float:
        return to_scale(head, (mean - difficulty) / spread, intercept - difficulty, ability) - wanted

    # The secant of a falling function that is nearly a line; a step is held where the line is flat.
    over = excess(found)
    other = found + (over or NEAR) * spread
    for _ in range(ROUNDS):
        if abs(over) < NEAR:
            break
        left = excess(other)
        slope = (left - over) / (other - found)
        found, over = other, left
        other = found - max(-REACH, min(REACH, left / min(slope, -STEP)))
    return found


def rising(head: Sequence[float]) -> bool:
    """
    Say whether a head leaves the order of things: abler is likelier, harder is unlikelier, wherever it bends.
    """
    return all(
        _at(head, own, skill, hard, spread)
        < min(
            _at(head, own + STEP, skill, hard, spread),
            _at(head, own, skill + STEP, hard, spread),
            _at(head, own, skill, hard - STEP, spread),
        )
        for own, skill, hard, spread in itertools.product(PLACES, PLACES, PLACES, SPREADS)
    )


def orderly(head: Sequence[float]) -> tuple[float, ...]:
    """
    Draw a head to leaving logits as they are, as little as it takes for it to leave the order of things.
    """
    for share in SHARES:
        drawn = tuple([plain + share * (weight - plain) for weight, plain in zip(head, PLAIN, strict=True)])
        if rising(drawn):
            return drawn
    return PLAIN


def _at(head: Sequence[float], own: float, skill: float, difficulty: float, spread: float) -> float:
    return to_scale(head, (own + skill - difficulty) / spread, -difficulty, own)
