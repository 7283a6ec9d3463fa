"""
Waiting for the teacher: exercises that ended stuck, and skills that practice brings nothing for.

An exercise waits until one of the same item is solved, a skill until it moves, and
either until the teacher has seen to it. Pure; the queue of a class is these, of
all its learners.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from item_bank.ids import ItemId, SkillId
from practice.events import LevelChanged, OpportunityEnded
from practice.ids import OpportunityId
from practice.settled import WaitingSettled

__all__ = ["MAX_WAITING", "NO_PROGRESS", "Asked", "Waiting", "Waits", "after_end", "after_level", "after_settling"]

NO_PROGRESS: Final = "no_progress"
MAX_WAITING: Final = 64
"""Entries of one learner, the latest; who waits for more needs no longer list."""


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What an entry says of the exercise that it is about."""

    item: ItemId
    title: str
    skills: tuple[SkillId, ...]


class Waits(msgspec.Struct, frozen=True, kw_only=True):
    """
    One entry: over which exercise, how it ended, and since when (ms since 1970).

    Where practice of a skill brings nothing any more, `how` is `no_progress`, the exercise is the one that it was
    seen at, and `sentence` says the figures; empty otherwise.
    """

    opportunity: OpportunityId
    item: ItemId
    title: str
    skills: tuple[SkillId, ...]
    how: str
    since: int
    sentence: str = ""


Waiting = Mapping[str, Waits]
"""Entries by what they are about: an opportunity, or a skill."""


def after_end(waiting: Waiting, ended: OpportunityEnded, asked: Asked) -> Waiting:
    """
    Add an end that needs the teacher, or take off what a solved exercise settles.
    """
    if ended.how == "solved":
        return {about: one for about, one in waiting.items() if about.startswith(SKILL) or one.item != asked.item}
    if not ended.needs_teacher:
        return waiting
    entry = Waits(
        opportunity=ended.opportunity,
        item=asked.item,
        title=asked.title,
        skills=asked.skills,
        how=ended.how,
        since=ended.at,
    )
    return _bounded({**waiting, f"{EXERCISE}{ended.opportunity}": entry})


def after_level(waiting: Waiting, changed: LevelChanged, asked: Asked) -> Waiting:
    """
    Add a skill that practice brings nothing for, or take off one that moved.
    """
    about = f"{SKILL}{changed.skill}"
    left = {name: one for name, one in waiting.items() if name != about}
    if not changed.stuck:
        return left
    entry = Waits(
        opportunity=changed.opportunity,
        item=asked.item,
        title=asked.title,
        skills=(changed.skill,),
        how=NO_PROGRESS,
        since=changed.at,
        sentence=changed.sentence,
    )
    return _bounded({**left, about: entry})


def after_settling(waiting: Waiting, settled: WaitingSettled) -> Waiting:
    """
    Take off what the teacher has seen to.
    """
    return {about: one for about, one in waiting.items() if one.opportunity != settled.opportunity}


EXERCISE: Final = "exercise/"
SKILL: Final = "skill/"


def _bounded(waiting: dict[str, Waits]) -> Waiting:
    if len(waiting) > MAX_WAITING:
        del waiting[next(iter(waiting))]
    return waiting
