"""
A course: skills that build on each other, items to practise on, and items of the post-test.

Drawn with the spreads that logs have. What an author says of an item's difficulty is off by
a little; only the worlds know better. The last items of each skill are never practised.
"""

import random
from typing import Final

import msgspec

from mastery.worlds.constants import Found

__all__ = ["ITEMS", "SKILLS", "UNSEEN", "Course", "Item", "draw_course"]

SKILLS: Final = 12
ITEMS: Final = 10
UNSEEN: Final = 5
"""Skills of a course, items of each to practise on, and items of each that only the post-test asks."""
BEFORE: Final = 4
"""A skill builds on up to two of so many skills before it."""
AUTHOR: Final = 0.5
"""Logits by which what authors say of an item's difficulty is off (standard deviation): our own judgement."""


class Item(msgspec.Struct, frozen=True):
    """One item: its skill, its difficulty in logits, and what its author says of that."""

    skill: int
    difficulty: float
    said: float


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """
    One course.

    Attributes
    ----------
    found
        The log whose spreads it has.
    items
        Those to practise on.
    unseen
        Difficulties of the post-test's items, by skill.
    usual
        Their mean, by skill.
    requires
        Skills that each builds on, all before it.
    loads
        Hidden parts that each skill is made of, for a world of parts.
    """

    found: Found
    items: tuple[Item, ...]
    unseen: tuple[tuple[float, ...], ...]
    usual: tuple[float, ...]
    requires: tuple[tuple[int, ...], ...]
    loads: tuple[tuple[int, int], ...]


PARTS: Final = 8


def draw_course(found: Found, draw: random.Random) -> Course:
    """
    Draw a course with the spreads of one log.
    """
    items: list[Item] = []
    unseen: list[tuple[float, ...]] = []
    for skill in range(SKILLS):
        middle = draw.gauss(0.0, found.skill_difficulty)
        for _ in range(ITEMS):
            difficulty = middle + draw.gauss(0.0, found.item_difficulty)
            items.append(Item(skill, difficulty, difficulty + draw.gauss(0.0, AUTHOR)))
        unseen.append(tuple(middle + draw.gauss(0.0, found.item_difficulty) for _ in range(UNSEEN)))
    requires = tuple(
        tuple(sorted(draw.sample(range(max(0, skill - BEFORE), skill), k=min(skill, draw.choice((1, 2))))))
        for skill in range(SKILLS)
    )
    loads = tuple(_pair(draw) for _ in range(SKILLS))
    return Course(
        found=found,
        items=tuple(items),
        unseen=tuple(unseen),
        usual=tuple(sum(mix) / len(mix) for mix in unseen),
        requires=requires,
        loads=loads,
    )


def _pair(draw: random.Random) -> tuple[int, int]:
    one, other = draw.sample(range(PARTS), k=2)
    return one, other
