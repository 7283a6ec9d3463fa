"""
A dossier: all that is kept of one learner, to be handed to them or to who may ask for them.

Their stream whole, event by event as recorded, what people call them, and beside
that in plain words where they belong and what they were given, so that whoever reads
it needs no other stream. Nothing in it is about anybody else.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from practice.allowances import allowed_of
from practice.classroom.accommodations import NONE, Accommodations
from practice.classroom.events import GroupJoined, GroupLeft, LearnerJoined, LearnerLeft
from practice.classroom.roll import place_of
from practice.correction.events import AssignmentPublished, LearnerHomeworkEvent
from practice.correction.keys import published_key
from practice.events import Event
from practice.groups import groups_of
from practice.ids import (
    AssignmentId,
    ClassId,
    LearnerId,
    StreamId,
    TenantId,
    class_stream,
    entry_stream,
    learner_stream,
)
from practice.record.contract import Reads, Recorded
from practice.wire import decode

__all__ = ["Dossier", "dossier_of"]

PAGE: Final = 1_000


class ClassKept(msgspec.Struct, frozen=True, kw_only=True):
    """One class of the learner, and the names of the groups they are in; `left` is None while they belong to it."""

    id: ClassId
    name: str | None
    joined: int
    left: int | None
    groups: tuple[str, ...]


class AssignmentKept(msgspec.Struct, frozen=True, kw_only=True):
    """One assignment that something was recorded of with the learner."""

    id: AssignmentId
    class_id: ClassId
    title: str


class EventKept(msgspec.Struct, frozen=True, kw_only=True):
    """One event as it was recorded, in the shape of its `kind` and `version`."""

    stream_version: int
    kind: str
    version: int
    at: int
    key: str | None
    marks: tuple[str, ...]
    payload: msgspec.Raw


class Dossier(msgspec.Struct, frozen=True, kw_only=True):
    """
    All of one learner; moments in milliseconds since 1970.

    `entry` is how they got in: their links, without what opens them, and what they signed out of.
    `format` is this shape's version.
    """

    tenant: TenantId
    learner: LearnerId
    name: str | None
    classes: tuple[ClassKept, ...]
    assignments: tuple[AssignmentKept, ...]
    events: tuple[EventKept, ...]
    entry: tuple[EventKept, ...] = ()
    accommodations: Accommodations = NONE
    format: int = 1


def dossier_of(record: Reads, tenant: TenantId, learner: LearnerId) -> Dossier | None:
    """
    Bring together what is kept of a learner; None where nothing is.
    """
    stream = learner_stream(tenant, learner)
    recorded = tuple(_read(record, stream))
    name = record.names(stream).get(stream)
    if not recorded and name is None:
        return None
    events = tuple(decode(one.event) for one in recorded)
    joined = dict.fromkeys(event.class_id for event in events if isinstance(event, LearnerJoined))
    return Dossier(
        tenant=tenant,
        learner=learner,
        name=name,
        classes=tuple(_class(record, tenant, learner, of, events) for of in joined),
        accommodations=allowed_of(record, tenant, learner).accommodations,
        assignments=tuple(_assignments(record, tenant, tuple(joined), events)),
        events=_kept(recorded),
        entry=_kept(tuple(_read(record, entry_stream(tenant, learner)))),
    )


def _kept(recorded: Iterable[Recorded]) -> tuple[EventKept, ...]:
    return tuple(
        EventKept(
            stream_version=one.stream_version,
            kind=one.event.kind,
            version=one.event.version,
            at=one.event.at,
            key=one.event.key,
            marks=one.event.marks,
            payload=msgspec.Raw(one.event.payload),
        )
        for one in recorded
    )


def _class(record: Reads, tenant: TenantId, learner: LearnerId, of: ClassId, events: tuple[Event, ...]) -> ClassKept:
    place = place_of(learner, (event for event in events if _class_of(event) == of))
    stream = class_stream(tenant, of)
    called = {group.id: group.name for group in groups_of(record, tenant, of)}
    return ClassKept(
        id=of,
        name=record.names(stream).get(stream),
        joined=0 if place is None else place.joined,
        left=None if place is None else place.left,
        groups=() if place is None else tuple(called[group] for group in place.groups if group in called),
    )


def _class_of(event: Event) -> ClassId | None:
    match event:
        case LearnerJoined() | LearnerLeft() | GroupJoined() | GroupLeft():
            return event.class_id
        case _:
            return None


def _assignments(
    record: Reads, tenant: TenantId, classes: tuple[ClassId, ...], events: tuple[Event, ...]
) -> Iterator[AssignmentKept]:
    """
    Find the assignments that events are about, in the streams of the learner's classes.
    """
    names = dict.fromkeys(event.assignment for event in events if isinstance(event, LearnerHomeworkEvent))
    for name in names:
        for of in classes:
            for one in record.keyed(class_stream(tenant, of), published_key(name)):
                published = decode(one.event)
                if isinstance(published, AssignmentPublished):
                    yield AssignmentKept(id=name, class_id=of, title=published.assignment.title)


def _read(record: Reads, stream: StreamId) -> Iterator[Recorded]:
    after = 0
    while page := record.read(stream, after=after, limit=PAGE):
        yield from page
        after = page[-1].stream_version
