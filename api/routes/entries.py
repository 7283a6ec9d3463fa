"""
Who can come in, and who is in: the links and sessions that are open, and how to end one of them.

A session's id ends it and opens nothing. Sessions are their owner's to see, and for learners
their teachers'; which browser it is, nobody keeps, so they are told apart by when and how they began.
"""

from typing import Any

import msgspec
from litestar import Request

from api.access import Action
from api.operation import Operation, route
from api.parameters import class_id, learner_id, session_id
from api.problems import Code, refused
from api.routes.links import LinkSent, open_links
from api.routes.sessions import SignedOut
from api.services import Services, principal_of, services_of, session_of
from api.sign_in.opened import OpenSession, Way, open_sessions
from practice.classes import Classes, UnknownClass
from practice.ids import LearnerId, TenantId, learner_stream

__all__ = ["ROUTES", "ClassEntries", "LearnerEntries", "OpenSessionSent", "OpenSessions"]

OWN = "/v1/sessions"
OF_LEARNER = "/v1/learners/{learner}/sessions"


class OpenSessionSent(msgspec.Struct, frozen=True, kw_only=True):
    """One browser that is signed in: since when, how, and until when; `this` is the one that asks."""

    id: str
    by: Way
    begun: int
    expires: int
    this: bool = False


class OpenSessions(msgspec.Struct, frozen=True, kw_only=True):
    """Browsers that are signed in, oldest first."""

    sessions: tuple[OpenSessionSent, ...]


class LearnerEntries(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's links that still open something, and the browsers in which they are signed in."""

    learner: str
    name: str | None
    links: tuple[LinkSent, ...]
    sessions: tuple[OpenSessionSent, ...]


class ClassEntries(msgspec.Struct, frozen=True, kw_only=True):
    """The learners of a class who can come in or are in, in the order in which they joined."""

    learners: tuple[LearnerEntries, ...]


@route(
    Operation(
        id="list_sessions",
        method="GET",
        path=OWN,
        action=Action.END_SESSIONS,
        summary="List the browsers in which whoever asks is signed in; of staff, those with the same key.",
        reply=OpenSessions,
    )
)
async def list_sessions(request: Request[Any, Any, Any]) -> OpenSessions:
    """
    List one's own sessions.
    """
    services, principal, here = services_of(request), principal_of(request), session_of(request)
    found = _open(services, principal.tenant, principal.learner, principal.key)
    return OpenSessions(sessions=tuple(_sent(one, here="" if here is None else here.id) for one in found))


@route(
    Operation(
        id="end_session",
        method="DELETE",
        path=OWN + "/{session}",
        action=Action.END_SESSIONS,
        summary="Sign one browser of whoever asks out.",
        reply=SignedOut,
        codes=(Code.UNKNOWN_SESSION,),
    )
)
async def end_session(request: Request[Any, Any, Any]) -> SignedOut:
    """
    End one of one's own sessions.
    """
    principal = principal_of(request)
    return await _end(services_of(request), principal.tenant, principal.learner, principal.key, session_id(request))


@route(
    Operation(
        id="list_learner_sessions",
        method="GET",
        path=OF_LEARNER,
        action=Action.ISSUE_TOKEN,
        summary="List the browsers in which a learner is signed in.",
        reply=OpenSessions,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def list_learner_sessions(request: Request[Any, Any, Any]) -> OpenSessions:
    """
    List a learner's sessions.
    """
    services, principal, learner = services_of(request), principal_of(request), learner_id(request)
    if services.record.load(learner_stream(principal.tenant, learner)).stream_version == 0:
        raise refused(Code.UNKNOWN_LEARNER, f"There is no learner {learner}.")
    found = _open(services, principal.tenant, learner, principal.key)
    return OpenSessions(sessions=tuple(_sent(one) for one in found))


@route(
    Operation(
        id="end_learner_session",
        method="DELETE",
        path=OF_LEARNER + "/{session}",
        action=Action.ISSUE_TOKEN,
        summary="Sign a learner out of one browser.",
        reply=SignedOut,
        codes=(Code.UNKNOWN_SESSION,),
    )
)
async def end_learner_session(request: Request[Any, Any, Any]) -> SignedOut:
    """
    End one of a learner's sessions.
    """
    principal = principal_of(request)
    return await _end(services_of(request), principal.tenant, learner_id(request), principal.key, session_id(request))


@route(
    Operation(
        id="list_entries_of_class",
        method="GET",
        path="/v1/classes/{class}/entries",
        action=Action.ISSUE_TOKEN,
        summary="List the links and sessions of a class's learners that are open.",
        reply=ClassEntries,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def list_entries_of_class(request: Request[Any, Any, Any]) -> ClassEntries:
    """
    List who can come in and who is in.
    """
    services, principal, of = services_of(request), principal_of(request), class_id(request)
    view = Classes(services.record).of(principal.tenant, of)
    if isinstance(view, UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {view.id}.")
    names = services.record.names(learner_stream(principal.tenant, LearnerId("")))
    rows = (
        LearnerEntries(
            learner=learner,
            name=names.get(learner_stream(principal.tenant, learner)),
            links=open_links(services, principal.tenant, learner),
            sessions=tuple(_sent(one) for one in _open(services, principal.tenant, learner, principal.key)),
        )
        for learner in view.learners
    )
    return ClassEntries(learners=tuple(row for row in rows if row.links or row.sessions))


def _open(services: Services, tenant: TenantId, learner: LearnerId | None, key: str) -> tuple[OpenSession, ...]:
    """
    Return the sessions that are open, but for those whose key or site opens nothing any more.
    """
    now = services.now()
    found = open_sessions(services.record, services.endings, tenant, learner, key, now=now)
    alive = {one: services.lives(one, tenant, now=now) for one in {session.key for session in found}}
    return tuple(session for session in found if alive[session.key])


async def _end(services: Services, tenant: TenantId, learner: LearnerId | None, key: str, session: str) -> SignedOut:
    if session not in {one.id for one in _open(services, tenant, learner, key)}:
        raise refused(Code.UNKNOWN_SESSION, "No browser is signed in by a session of this id, or not any more.")
    await services.endings.end(tenant, learner, session, now=services.now())
    return SignedOut(ended="one")


def _sent(session: OpenSession, *, here: str = "") -> OpenSessionSent:
    return OpenSessionSent(
        id=session.id, by=session.by, begun=session.begun, expires=session.expires, this=session.id == here
    )


ROUTES = (list_sessions, end_session, list_learner_sessions, end_learner_session, list_entries_of_class)
