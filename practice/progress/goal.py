"""
Goals: skills that are to be proficient by a date.

Set by the learner or a teacher; until the date, what the goal needs and has not
yet comes first, which is `frontier`'s to see to.
"""

from typing import Annotated, Literal, TypeAlias

import msgspec

from item_bank.ids import SkillId

__all__ = ["MAX_GOAL", "Goal", "Setter"]

MAX_GOAL = 64
"""Skills of one goal; a test on more is a course."""

Setter: TypeAlias = Literal["learner", "teacher"]


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """`skills` to be proficient in; `by` is in milliseconds since 1970, and the goal is over after it."""

    skills: Annotated[tuple[SkillId, ...], msgspec.Meta(min_length=1, max_length=MAX_GOAL)]
    by: int
    setter: Setter
