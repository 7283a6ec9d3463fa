"""
Evidence: what one judged response says about skills.

The only thing that mastery learns from. Which responses are evidence, and how
much help weakens one, is decided by whoever records them.
"""

from typing import Annotated

import msgspec

__all__ = ["Evidence"]


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """
    One right or wrong answer.

    Attributes
    ----------
    skills
        The skills that it asked for, at least one; they share it.
    difficulty
        Of the item, in logits; 0 is the usual item.
    correct
        Whether it was right.
    weight
        How much it tells, above 0 up to 1; 1 is an answer without help.
    guess
        The chance to be right by guessing alone, from 0 below 1.
    day
        When, in days since any fixed epoch.
    source
        What was answered (an item's id): two right answers to the same source
        are one reason to call somebody proficient, not two.
    unaided
        Whether no help was seen before it. Only such right answers are ever
        counted as successes.
    builds_on
        The skills that those asked for build on, as the bank had it; a skill
        that is met for the first time starts from what is believed of them.
    """

    skills: Annotated[tuple[str, ...], msgspec.Meta(min_length=1)]
    difficulty: float
    correct: bool
    weight: Annotated[float, msgspec.Meta(gt=0, le=1)]
    guess: Annotated[float, msgspec.Meta(ge=0, lt=1)]
    day: float
    source: str = ""
    unaided: bool = False
    builds_on: tuple[str, ...] = ()
