"""
Classes: which learners belong together.

The class's own stream holds the class alone. Joining and leaving stand in the
learners' streams, under the class's mark, so that an erased learner leaves no
trace; what people call the class is kept in the record's table of names. Who of it
waits for the teacher is `observing.queue`'s.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from practice.classroom.events import ClassCreated, LearnerJoined, LearnerLeft
from practice.classroom.roll import Place, place_of, roll_of
from practice.ids import ClassId, LearnerId, TenantId, class_stream, learner_stream
from practice.keys import class_mark
from practice.record.contract import Appended, Record, RecordBusy, Recorded
from practice.wire import decode, encode

__all__ = ["ClassExists", "ClassView", "Classes", "UnknownClass", "UnknownMember"]

PAGE: Final = 1_000
ATTEMPTS: Final = 8
"""Times that a learner's stream is looked at and written to before somebody else is too quick for good."""
MOVED_ON: Final = "Too much happened to that learner at once; nothing was recorded."


class ClassView(msgspec.Struct, frozen=True, kw_only=True):
    """One class; `learners` in the order in which they joined."""

    id: ClassId
    learners: tuple[LearnerId, ...] = ()


class ClassExists(msgspec.Struct, frozen=True, kw_only=True):
    """There is such a class already; nothing changed."""

    id: ClassId


class UnknownClass(msgspec.Struct, frozen=True, kw_only=True):
    """The tenant has no such class."""

    id: ClassId


class UnknownMember(msgspec.Struct, frozen=True, kw_only=True):
    """The tenant has no such learner."""

    learner: LearnerId


class Classes:
    """The classes of all tenants, folded from the record each time they are asked for."""

    def __init__(self, record: Record) -> None:
        """Stand before a record."""
        self._record = record

    async def create(self, tenant: TenantId, class_id: ClassId, *, now: int) -> ClassView | ClassExists:
        """
        Make a class without learners.
        """
        event = encode(ClassCreated(at=now, class_id=class_id))
        outcome = await self._record.append(class_stream(tenant, class_id), expected=0, events=(event,))
        return ClassView(id=class_id) if isinstance(outcome, Appended) else ClassExists(id=class_id)

    async def join(
        self, tenant: TenantId, class_id: ClassId, learner: LearnerId, *, now: int
    ) -> ClassView | UnknownClass | UnknownMember:
        """
        Add a learner; one who belongs already stays where they are.

        Raises
        ------
        RecordBusy
            If the learner's stream did not stand still; nothing was recorded.
        """
        for _ in range(ATTEMPTS):
            version = self._record.load(learner_stream(tenant, learner)).stream_version
            if version == 0:
                return UnknownMember(learner=learner)
            place = self.place(tenant, class_id, learner)
            if not self.exists(tenant, class_id) or (place is not None and place.left is None):
                return self.of(tenant, class_id)
            await self._tell(tenant, learner, LearnerJoined(at=now, class_id=class_id), version)
        raise RecordBusy(MOVED_ON)

    async def leave(
        self, tenant: TenantId, class_id: ClassId, learner: LearnerId, *, now: int
    ) -> ClassView | UnknownClass:
        """
        Remove a learner; for one who does not belong, nothing changes.

        Raises
        ------
        RecordBusy
            If the learner's stream did not stand still; nothing was recorded.
        """
        for _ in range(ATTEMPTS):
            version = self._record.load(learner_stream(tenant, learner)).stream_version
            place = self.place(tenant, class_id, learner)
            if not self.exists(tenant, class_id) or place is None or place.left is not None:
                return self.of(tenant, class_id)
            await self._tell(tenant, learner, LearnerLeft(at=now, class_id=class_id), version)
        raise RecordBusy(MOVED_ON)

    def exists(self, tenant: TenantId, class_id: ClassId) -> bool:
        """
        Say whether the tenant has a class.
        """
        return self._record.load(class_stream(tenant, class_id)).stream_version > 0

    def of(self, tenant: TenantId, class_id: ClassId) -> ClassView | UnknownClass:
        """
        Return one class.
        """
        if not self.exists(tenant, class_id):
            return UnknownClass(id=class_id)
        roll = self.roll(tenant, class_id)
        return ClassView(id=class_id, learners=tuple(learner for learner, place in roll.items() if place.left is None))

    def roll(self, tenant: TenantId, class_id: ClassId) -> dict[LearnerId, Place]:
        """
        Return the places of all who are in a class or were, by when they joined last.
        """
        prefix = learner_stream(tenant, LearnerId(""))
        return roll_of(
            (LearnerId(recorded.stream.removeprefix(prefix)), decode(recorded.event))
            for recorded in self._marked(class_mark(class_id), prefix)
        )

    def place(self, tenant: TenantId, class_id: ClassId, learner: LearnerId) -> Place | None:
        """
        Return one learner's place in a class, of their own stream alone; None for who never joined.
        """
        stream = learner_stream(tenant, learner)
        return place_of(
            learner,
            (
                decode(recorded.event)
                for recorded in self._marked(class_mark(class_id), stream)
                if recorded.stream == stream
            ),
        )

    def all(self, tenant: TenantId) -> tuple[ClassView, ...]:
        """
        Return a tenant's classes, by id.
        """
        prefix = class_stream(tenant, ClassId(""))
        views = (self.of(tenant, ClassId(stream.removeprefix(prefix))) for stream in self._record.streams(prefix))
        return tuple(view for view in views if isinstance(view, ClassView))

    async def _tell(
        self, tenant: TenantId, learner: LearnerId, event: LearnerJoined | LearnerLeft, version: int
    ) -> None:
        """
        Append to a learner's stream, unless it has moved on; the caller looks again in either case.

        Without the condition, a learner erased meanwhile would be there again.
        """
        await self._record.append(learner_stream(tenant, learner), expected=version, events=(encode(event),))

    def _marked(self, mark: str, prefix: str) -> Iterator[Recorded]:
        after = 0
        while events := self._record.marked(mark, prefix, after=after, limit=PAGE):
            yield from events
            after = events[-1].position
