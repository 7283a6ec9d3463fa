"""
Classes: which learners belong together, and who of them waits for the teacher.

The class's own stream holds the class alone. Joining and leaving stand in the
learners' streams, under the class's mark, so that an erased learner leaves no
trace; what people call the class is kept in the record's table of names. The
queue is every opportunity that ended stuck, oldest first, until one of the same
item is solved, and every skill that practice brings nothing for, until it moves.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from item_bank.ids import ItemId, SkillId
from practice.classroom.roll import Place, place_of, roll_of
from practice.events import ClassCreated, LearnerJoined, LearnerLeft, LevelChanged, OpportunityEnded
from practice.ids import ClassId, LearnerId, OpportunityId, StreamId, TenantId, class_stream, learner_stream
from practice.opened import opened
from practice.record.contract import Appended, Record, RecordBusy, Recorded
from practice.wire import STUCK, class_mark, decode, encode

__all__ = ["ClassExists", "ClassView", "Classes", "UnknownClass", "UnknownMember", "WaitingView"]

PAGE: Final = 1_000
ATTEMPTS: Final = 8
"""Times that a learner's stream is looked at and written to before somebody else is too quick for good."""
MOVED_ON: Final = "Too much happened to that learner at once; nothing was recorded."
NO_PROGRESS: Final = "no_progress"
SETTLING: Final = frozenset({"opportunity_ended", "level_changed"})
"""Kinds of events by which somebody may no longer wait."""
MAX_QUEUE: Final = 200
"""Entries of one queue, the oldest; a teacher who faces more needs a report and no queue."""


class ClassView(msgspec.Struct, frozen=True, kw_only=True):
    """One class; `learners` in the order in which they joined."""

    id: ClassId
    learners: tuple[LearnerId, ...] = ()


class WaitingView(msgspec.Struct, frozen=True, kw_only=True):
    """
    One learner who waits for the teacher: over which exercise, how it ended, and since when (ms since 1970).

    Where practice of a skill brings nothing any more, `how` is `no_progress`, the exercise is the one that it was
    seen at, and `sentence` says the figures; empty otherwise.
    """

    learner: LearnerId
    opportunity: OpportunityId
    item: ItemId
    title: str
    skills: tuple[SkillId, ...]
    how: str
    since: int
    sentence: str = ""


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

    def queue(self, tenant: TenantId, class_id: ClassId) -> tuple[WaitingView, ...] | UnknownClass:
        """
        Return who of a class waits for the teacher, longest first, `MAX_QUEUE` at most.
        """
        view = self.of(tenant, class_id)
        if isinstance(view, UnknownClass):
            return view
        waiting: list[WaitingView] = []
        for learner in view.learners:
            waiting += self._stuck(tenant, learner)
        return tuple(sorted(waiting, key=lambda entry: entry.since)[:MAX_QUEUE])

    async def _tell(
        self, tenant: TenantId, learner: LearnerId, event: LearnerJoined | LearnerLeft, version: int
    ) -> None:
        """
        Append to a learner's stream, unless it has moved on; the caller looks again in either case.

        Without the condition, a learner erased meanwhile would be there again.
        """
        await self._record.append(learner_stream(tenant, learner), expected=version, events=(encode(event),))

    def _stuck(self, tenant: TenantId, learner: LearnerId) -> list[WaitingView]:
        stream = learner_stream(tenant, learner)
        stuck = [recorded for recorded in self._record.marked(STUCK, stream) if recorded.stream == stream]
        if not stuck:
            return []
        over = self._over_since(stream, stuck[0].stream_version - 1)
        waiting: list[WaitingView] = []
        for recorded in stuck:
            event = decode(recorded.event)
            if not isinstance(event, OpportunityEnded | LevelChanged):
                continue
            begun = opened(self._record, stream, event.opportunity)
            if begun is None:
                continue
            about = _about(event.skill) if isinstance(event, LevelChanged) else begun.item
            # A later change ends the waiting, this one does not.
            if over.get(about, 0) > recorded.stream_version:
                continue
            waiting.append(
                WaitingView(
                    learner=learner,
                    opportunity=event.opportunity,
                    item=begun.item,
                    title=begun.shown.title,
                    skills=(event.skill,) if isinstance(event, LevelChanged) else begun.skills,
                    how=NO_PROGRESS if isinstance(event, LevelChanged) else event.how,
                    since=event.at,
                    sentence=event.sentence if isinstance(event, LevelChanged) else "",
                )
            )
        return waiting

    def _over_since(self, stream: StreamId, after: int) -> dict[str, int]:
        """
        Return the items solved and the skills that moved after a version of a stream, and at which version last.
        """
        over: dict[str, int] = {}
        for recorded in self._events(stream, after=after):
            match decode(recorded.event) if recorded.event.kind in SETTLING else None:
                case OpportunityEnded(how="solved", opportunity=solved):
                    if (begun := opened(self._record, stream, solved)) is not None:
                        over[begun.item] = recorded.stream_version
                case LevelChanged(skill=skill):
                    over[_about(skill)] = recorded.stream_version
                case _:
                    pass
        return over

    def _marked(self, mark: str, prefix: str) -> Iterator[Recorded]:
        after = 0
        while events := self._record.marked(mark, prefix, after=after, limit=PAGE):
            yield from events
            after = events[-1].position

    def _events(self, stream: StreamId, *, after: int = 0) -> Iterator[Recorded]:
        while events := self._record.read(stream, after=after, limit=PAGE):
            yield from events
            after = events[-1].stream_version


def _about(skill: SkillId) -> str:
    """Name a skill among items, which may have the same id."""
    return f"skill/{skill}"
