"""
Groups: parts of a class that have dates, or are looked at, of their own.

Which groups there are stands in the class's stream, who is in one in the learners'
streams. A learner may be in several. What is said of a group is numbered, so that
of two who change the same at once the later one looks again.
"""

from collections.abc import Iterable
from typing import Final

import msgspec

from practice.classes import Classes
from practice.classroom.events import GroupJoined, GroupLeft, GroupNamed, GroupRemoved
from practice.classroom.keys import GROUPS
from practice.ids import ClassId, GroupId, LearnerId, TenantId, class_stream, learner_stream
from practice.outcomes import UnknownLearner
from practice.record.contract import Appended, Reads, Record, RecordBusy, Recorded
from practice.refusals import unknown_learner
from practice.wire import decode, encode

__all__ = ["MAX_GROUPS", "Group", "Groups", "TooManyGroups", "UnknownGroup", "groups_of"]

ATTEMPTS: Final = 8
MOVED_ON: Final = "Too much happened at once; nothing was recorded."
MAX_GROUPS: Final = 50
"""Of one class; who needs more has several classes."""


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """One group of a class."""

    id: GroupId
    name: str


class UnknownGroup(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The class has no such group."""

    id: GroupId

    @property
    def sentence(self) -> str:
        """What is told."""
        return f"The class has no group {self.id}."


class TooManyGroups(msgspec.Struct, frozen=True, tag=True):
    """The class has as many groups as one may have; nothing changed."""

    @property
    def sentence(self) -> str:
        """What is told."""
        return f"A class has {MAX_GROUPS} groups at most. Remove one first."


class Groups:
    """The groups of all classes, folded from the record each time they are asked for."""

    def __init__(self, record: Record) -> None:
        """Stand before a record."""
        self._record = record
        self._classes = Classes(record)

    def of(self, tenant: TenantId, class_id: ClassId) -> tuple[Group, ...]:
        """
        Return a class's groups, in the order in which they were made; of a class that is not there, none.
        """
        return groups_of(self._record, tenant, class_id)

    def of_learner(self, tenant: TenantId, class_id: ClassId, learner: LearnerId) -> tuple[GroupId, ...]:
        """
        Return the groups of a class that a learner is in.
        """
        place = self._classes.place(tenant, class_id, learner)
        known = {group.id for group in self.of(tenant, class_id)}
        return () if place is None else tuple(group for group in place.groups if group in known)

    async def name(
        self, tenant: TenantId, class_id: ClassId, group: GroupId, name: str, *, now: int
    ) -> tuple[Group, ...] | TooManyGroups:
        """
        Make a group of this name, or give it to the one that is there; return all that there are then.

        Raises
        ------
        RecordBusy
            If others were quicker again and again; nothing was recorded.
        """
        for _ in range(ATTEMPTS):
            said, groups = self._said(tenant, class_id)
            if Group(id=group, name=name) in groups:
                return groups
            if len(groups) >= MAX_GROUPS and group not in {one.id for one in groups}:
                return TooManyGroups()
            if await self._tell(tenant, class_id, GroupNamed(at=now, n=said + 1, group=group, name=name)):
                return self.of(tenant, class_id)
        raise RecordBusy(MOVED_ON)

    async def remove(self, tenant: TenantId, class_id: ClassId, group: GroupId, *, now: int) -> tuple[Group, ...]:
        """
        Remove a group; its learners stay in the class. One that is not there changes nothing.

        Raises
        ------
        RecordBusy
            If others were quicker again and again; nothing was recorded.
        """
        for _ in range(ATTEMPTS):
            said, groups = self._said(tenant, class_id)
            if group not in {one.id for one in groups}:
                return groups
            if await self._tell(tenant, class_id, GroupRemoved(at=now, n=said + 1, group=group)):
                return self.of(tenant, class_id)
        raise RecordBusy(MOVED_ON)

    async def add(
        self, tenant: TenantId, class_id: ClassId, group: GroupId, learner: LearnerId, *, now: int
    ) -> UnknownGroup | UnknownLearner | None:
        """
        Put a learner of the class into a group; None where they are in it then.

        Raises
        ------
        RecordBusy
            If others were quicker again and again; nothing was recorded.
        """
        return await self._move(tenant, GroupJoined(at=now, class_id=class_id, group=group), learner)

    async def drop(
        self, tenant: TenantId, class_id: ClassId, group: GroupId, learner: LearnerId, *, now: int
    ) -> UnknownGroup | UnknownLearner | None:
        """
        Take a learner out of a group; None where they are out of it then.

        Raises
        ------
        RecordBusy
            If others were quicker again and again; nothing was recorded.
        """
        return await self._move(tenant, GroupLeft(at=now, class_id=class_id, group=group), learner)

    async def _move(
        self, tenant: TenantId, event: GroupJoined | GroupLeft, learner: LearnerId
    ) -> UnknownGroup | UnknownLearner | None:
        stream = learner_stream(tenant, learner)
        if event.group not in {one.id for one in self.of(tenant, event.class_id)}:
            return UnknownGroup(id=event.group)
        for _ in range(ATTEMPTS):
            version = self._record.load(stream).stream_version
            place = self._classes.place(tenant, event.class_id, learner)
            if place is None or place.left is not None:
                return unknown_learner(learner)
            if (event.group in place.groups) == isinstance(event, GroupJoined):
                return None
            # on the version: without it, a learner erased meanwhile would be there again
            outcome = await self._record.append(stream, expected=version, events=(encode(event),))
            if isinstance(outcome, Appended):
                return None
        raise RecordBusy(MOVED_ON)

    async def _tell(self, tenant: TenantId, class_id: ClassId, event: GroupNamed | GroupRemoved) -> bool:
        """
        Append under the event's number; False where somebody else took it.
        """
        return isinstance(await self._record.annotate(class_stream(tenant, class_id), encode(event)), Appended)

    def _said(self, tenant: TenantId, class_id: ClassId) -> tuple[int, tuple[Group, ...]]:
        """
        Return how much was said of a class's groups, and the groups.
        """
        said = self._record.keyed(class_stream(tenant, class_id), GROUPS)
        return len(said), _fold(said)


def groups_of(record: Reads, tenant: TenantId, class_id: ClassId) -> tuple[Group, ...]:
    """
    Return a class's groups, of a record that is only read.
    """
    return _fold(record.keyed(class_stream(tenant, class_id), GROUPS))


def _fold(said: Iterable[Recorded]) -> tuple[Group, ...]:
    groups: dict[GroupId, Group] = {}
    for one in said:
        match decode(one.event):
            case GroupNamed(group=group, name=name):
                groups[group] = Group(id=group, name=name)
            case GroupRemoved(group=group):
                groups.pop(group, None)
            case _:
                pass
    return tuple(groups.values())
