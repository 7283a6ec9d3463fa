"""
Grouping: who could work on something together, by what went wrong.

Those whose mistakes point to the same missing skill come first, then those who made
the same mistake; each learner is in one group, the largest first. A suggestion, and
no more: what a teacher makes of it is theirs.
"""

from collections.abc import Sequence
from typing import Final

import msgspec

from item_bank.ids import SkillId
from practice.correction.clusters import Cluster
from practice.ids import LearnerId

__all__ = ["Suggested", "suggested_groups"]

LEAST: Final = 2
"""Learners of a group; one alone is no group."""


class Suggested(msgspec.Struct, frozen=True, kw_only=True):
    """
    One group.

    `skill` is what their mistakes point to, or None; `clusters` are the mistakes, by
    their place among those given.
    """

    skill: SkillId | None
    clusters: tuple[int, ...]
    learners: tuple[LearnerId, ...]


def suggested_groups(found: Sequence[Cluster]) -> tuple[Suggested, ...]:
    """
    Suggest groups.

    Parameters
    ----------
    found
        The mistakes of a class.
    """
    by_skill: dict[SkillId, list[int]] = {}
    for place, cluster in enumerate(found):
        if cluster.skill is not None:
            by_skill.setdefault(cluster.skill, []).append(place)
    wanted: list[tuple[SkillId | None, tuple[int, ...]]] = [
        *((skill, tuple(places)) for skill, places in by_skill.items()),
        *((None, (place,)) for place in range(len(found))),
    ]
    grouped: set[LearnerId] = set()
    made: list[Suggested] = []
    for pointed in (True, False):
        left = [one for one in wanted if (one[0] is not None) == pointed]
        while left:
            theirs = [(_learners(found, places, grouped), skill, places) for skill, places in left]
            learners, skill, places = max(theirs, key=lambda one: len(one[0]))
            if len(learners) < LEAST:
                break
            made.append(Suggested(skill=skill, clusters=places, learners=learners))
            grouped.update(learners)
            left.remove((skill, places))
    return tuple(made)


def _learners(found: Sequence[Cluster], places: Sequence[int], grouped: set[LearnerId]) -> tuple[LearnerId, ...]:
    each = dict.fromkeys(learner for place in places for learner in found[place].learners)
    return tuple(learner for learner in each if learner not in grouped)
