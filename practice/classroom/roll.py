"""
The roll of a class: who is there, since when, and in which groups.

Folded from what stands in the learners' own streams under the class's mark. Who
left keeps their place and their groups, so that coming back loses nothing; groups
that the class has no more are passed over by whoever asks.
"""

from collections.abc import Iterable

import msgspec

from practice.classroom.events import GroupJoined, GroupLeft, LearnerJoined, LearnerLeft
from practice.events import Event
from practice.ids import GroupId, LearnerId

__all__ = ["Place", "place_of", "roll_of"]


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """
    One learner's place in a class; times in milliseconds since 1970.

    Attributes
    ----------
    joined
        When they came, the last time.
    left
        When they went; None for who is there.
    groups
        In the order in which they came into them.
    """

    joined: int
    left: int | None = None
    groups: tuple[GroupId, ...] = ()


def roll_of(events: Iterable[tuple[LearnerId, Event]]) -> dict[LearnerId, Place]:
    """
    Fold the events under a class's mark, in the order of the record.

    Returns
    -------
    dict[LearnerId, Place]
        Those who are there and those who left, by when they joined last.
    """
    roll: dict[LearnerId, Place] = {}
    for learner, event in events:
        before = roll.get(learner)
        match event:
            case LearnerJoined(at=at) if before is None or before.left is not None:
                roll.pop(learner, None)
                roll[learner] = Place(joined=at, groups=() if before is None else before.groups)
            case LearnerLeft(at=at) if before is not None and before.left is None:
                roll[learner] = msgspec.structs.replace(before, left=at)
            case GroupJoined(group=group) if before is not None and group not in before.groups:
                roll[learner] = msgspec.structs.replace(before, groups=(*before.groups, group))
            case GroupLeft(group=group) if before is not None:
                groups = tuple(one for one in before.groups if one != group)
                roll[learner] = msgspec.structs.replace(before, groups=groups)
            case _:
                pass
    return roll


def place_of(learner: LearnerId, events: Iterable[Event]) -> Place | None:
    """
    Return one learner's place, of their own events under the class's mark; None for who never joined.
    """
    return roll_of((learner, event) for event in events).get(learner)
