"""
Refits: the model that a fitted filter gives to practice.

The variances that the fit was made with, its intercept, what it found of items
and skills, and the plain head that brings predictions to scale. The larger heads
stay behind: they look at more than practice keeps of a learner. Items without
answers keep what their author said.
"""

import math
from typing import Final

import msgspec
import numpy as np

from mastery.filtering import Filter, Grounds
from mastery.fitted import Fitted
from mastery.head import Filtered
from mastery.log import BadLog
from mastery.model import DEFAULT_MODEL, Fit, Model

__all__ = ["refitted"]

DIGITS: Final = 4
FARTHEST: Final = 12.0
"""Logits beyond which a difficulty is no difficulty but a fault of the log."""


def refitted(fitted: Fitted, base: Model = DEFAULT_MODEL) -> Model:
    """
    Give the model to serve.

    Parameters
    ----------
    fitted
        A fit of `filter` or `filter-head`.
    base
        Keeps what no fit touches.

    Raises
    ------
    BadLog
        If it is a fit of something else, or degenerate: a difficulty that is no
        number or beyond reason, named by its skill or item.
    """
    match fitted.parameters:
        case Grounds() as grounds:
            pass
        case Filter() | Filtered():
            grounds = fitted.parameters.grounds
        case _:
            msg = f"practice goes on with the filter; a fit of {fitted.model} is for measuring only"
            raise BadLog(msg)
    found, noise = grounds.difficulties, grounds.noise
    for kind, names, values in (
        ("skill", fitted.skills, found.skill),
        ("growth of skill", fitted.skills, found.growth),
        ("item", fitted.items, found.item),
    ):
        for name, value in zip(names, values.tolist(), strict=True):
            if not math.isfinite(value) or abs(value) > FARTHEST:
                msg = f"the fit is degenerate: the {kind} {name} stands at {value:.3g} logits"
                raise BadLog(msg)
    growths = [round(value, DIGITS) for value in found.growth.tolist()]
    return msgspec.structs.replace(
        base,
        intercept=round(found.intercept, DIGITS),
        ability_variance=noise.ability,
        skill_variance=noise.skill,
        ability_noise=noise.ability_try,
        skill_noise=noise.skill_try,
        skill_memory=noise.memory,
        growth=round(float(np.mean(growths)), DIGITS),
        fit=Fit(
            items={
                name: round(shift, DIGITS)
                for name, shift, known in zip(fitted.items, found.item.tolist(), grounds.known.tolist(), strict=True)
                if known
            },
            skills={
                name: round(shift, DIGITS) for name, shift in zip(fitted.skills, found.skill.tolist(), strict=True)
            },
            growths=dict(zip(fitted.skills, growths, strict=True)),
            head=tuple(round(weight, DIGITS) for weight in grounds.plain.tolist()),
        ),
    )
