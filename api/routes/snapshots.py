"""
Snapshots: a class, or all of them, at one look, and word of every change while it is looked at.

The stream says that something changed, and whose; what it is stands in the next
snapshot. It looks at the versions of the class's streams once a second: nothing is
added to an answer's way, and no message can get lost.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any, Final

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import members_of
from api.event_streams import AFTER, BEGINNING, LONGEST_MS, counted, gone_on_from, require_room, require_running
from api.operation import Operation, Streamed, route
from api.parameters import class_id
from api.problems import Code, refused
from api.sent.snapshots import SchoolSent, SnapshotSent, send_school, send_snapshot
from api.services import Services, principal_of, services_of
from hints.shared.fanout import Heard
from practice.classes import UnknownClass
from practice.ids import ClassId, LearnerId, TenantId, class_stream, learner_stream
from practice.observing.snapshot import SchoolClass

__all__ = ["ROUTES", "ClassChangedSent"]

MOST_OF_CLASS: Final = 16
"""At once of one class: its teachers, in a few tabs each."""
LOOK_SECONDS: Final = 1.0
"""Between two looks; a class of 35 costs about a millisecond each."""


class ClassChangedSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    Something changed in a class.

    `learners` are those of whom something was recorded since the event before; empty where it is about the class
    itself, or where it cannot be said who, as after a line that was lost.
    """

    learners: tuple[LearnerId, ...]


@route(
    Operation(
        id="get_class_snapshot",
        method="GET",
        path="/v1/classes/{class}/snapshot",
        action=Action.SEE_CLASSES,
        summary="Show a class at one look: who needs somebody first, practice, skills, and all homework.",
        reply=SnapshotSent,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def get_class_snapshot(request: Request[Any, Any, Any]) -> SnapshotSent:
    """
    Show a class.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    now = services.now()
    seen = services.snapshots.of_class(tenant, of, now=now)
    if isinstance(seen, UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {of}.")
    stream = class_stream(tenant, of)
    called = services.record.names(stream).get(stream)
    return send_snapshot(seen, called, learner_names(services, tenant), services.banks.active, now=now)


@route(
    Operation(
        id="get_school_snapshot",
        method="GET",
        path="/v1/school",
        action=Action.SEE_CLASSES,
        summary="Show all classes of the tenant at one look, the one where most need somebody first.",
        reply=SchoolSent,
    )
)
async def get_school_snapshot(request: Request[Any, Any, Any]) -> SchoolSent:
    """
    Show all classes.
    """
    services, tenant = services_of(request), principal_of(request).tenant
    now, prefix = services.now(), class_stream(tenant, ClassId(""))
    classes = [ClassId(stream.removeprefix(prefix)) for stream in services.record.streams(prefix)]
    seen: list[SchoolClass] = []
    for one in classes:
        seen += services.snapshots.of_school(tenant, (one,), now=now)
        # the first look after a start reads everything: answers come in between
        await asyncio.sleep(0)
    called = {ClassId(stream.removeprefix(prefix)): name for stream, name in services.record.names(prefix).items()}
    return send_school(seen, called, learner_names(services, tenant), services.banks.active, now=now)


@route(
    Operation(
        id="listen_to_class",
        method="GET",
        path="/v1/classes/{class}/events",
        action=Action.SEE_CLASSES,
        summary="Tell that something changed in a class: server-sent events named class_changed, with JSON as data.",
        reply=ClassChangedSent,
        media_type="text/event-stream",
        query=(AFTER,),
        codes=(Code.UNKNOWN_CLASS, Code.NOT_READY, Code.TOO_MANY_REQUESTS),
    )
)
async def listen_to_class(request: Request[Any, Any, Any]) -> Streamed:
    """
    Tell of changes.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    require_running(services)
    after = gone_on_from(request)
    topic = class_stream(tenant, of)
    if services.record.load(topic).stream_version == 0:
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {of}.")
    require_room(services, topic, most=MOST_OF_CLASS)
    return Streamed(_told(services, tenant, of, after))


async def _told(services: Services, tenant: TenantId, of: ClassId, after: int | None) -> AsyncIterator[bytes]:
    topic = class_stream(tenant, of)
    with counted(services, topic):
        yield BEGINNING
        until, quiet = services.now() + LONGEST_MS, 0.0
        known = _versions(services, tenant, of)
        if after is not None and after != sum(known.values()):
            yield _event(sum(known.values()), ())
        async with services.fanout.listen(topic) as listening:
            while services.now() < until:
                if await listening.heard(LOOK_SECONDS) is Heard.CLOSED:
                    return
                quiet += LOOK_SECONDS
                found = _versions(services, tenant, of)
                if found != known:
                    changed = {name for name in found if found[name] != known.get(name)}
                    yield _event(sum(found.values()), tuple(sorted(name for name in changed if name is not None)))
                    known, quiet = found, 0.0
                elif quiet >= services.beat_seconds:
                    yield b": nothing new\n\n"
                    quiet = 0.0


def _versions(services: Services, tenant: TenantId, of: ClassId) -> dict[LearnerId | None, int]:
    """
    Return the versions of a class's own stream (under None) and of its members'.

    Their sum rises with all that is recorded of the class, and is what an event is called by.
    """
    load = services.record.load
    members = members_of(services, tenant, of)
    versions: dict[LearnerId | None, int] = {one: load(learner_stream(tenant, one)).stream_version for one in members}
    return {None: load(class_stream(tenant, of)).stream_version, **versions}


def _event(number_: int, learners: tuple[LearnerId, ...]) -> bytes:
    data = msgspec.json.encode(ClassChangedSent(learners=learners))
    return b"id: %d\nevent: class_changed\ndata: %b\n\n" % (number_, data)


def learner_names(services: Services, tenant: TenantId) -> dict[LearnerId, str]:
    """
    Return what learners of a tenant are called.
    """
    prefix = learner_stream(tenant, LearnerId(""))
    return {LearnerId(stream.removeprefix(prefix)): name for stream, name in services.record.names(prefix).items()}


ROUTES = (get_class_snapshot, get_school_snapshot, listen_to_class)
