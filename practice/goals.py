"""
Goals: skills that are to be proficient by a date.

Set by the learner or a teacher; until the date, what the goal needs and has not
yet comes first. What that is for a bank's graph is worked out here; what is
chosen among it is `frontier`'s.
"""

import functools
from typing import Annotated, Literal, TypeAlias

import msgspec

from item_bank.ids import SkillId
from practice.catalogue import Catalogue

__all__ = ["MAX_GOAL", "Goal", "Setter", "needed"]

MAX_GOAL = 64
"""Skills of one goal; a test on more is a course."""

Setter: TypeAlias = Literal["learner", "teacher"]


class Goal(msgspec.Struct, frozen=True, kw_only=True):
    """`skills` to be proficient in; `by` is in milliseconds since 1970, and the goal is over after it."""

    skills: Annotated[tuple[SkillId, ...], msgspec.Meta(min_length=1, max_length=MAX_GOAL)]
    by: int
    setter: Setter


@functools.lru_cache(maxsize=256)
def needed(offers: Catalogue, skills: tuple[SkillId, ...]) -> frozenset[SkillId]:
    """
    Return those of some skills that a bank has, with all that they build on, however far below.
    """
    found: set[SkillId] = set()
    waiting = [skill for skill in skills if skill in offers.skills]
    while waiting:
        skill = waiting.pop()
        if skill not in found:
            found.add(skill)
            waiting += offers.skills[skill].requires
    return frozenset(found)
