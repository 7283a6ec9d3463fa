"""
Beginning a session: for whom, for how long, and the cookie that remembers it.

Each beginning draws a new id; what a browser sent before is looked at by nobody,
so a session that somebody planted is never taken over.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from litestar import Request

from api.access import Principal
from api.operation import Remembered
from api.services import Services
from api.sign_in.birth import NOBODY, born
from api.sign_in.cookies import session_cookie
from api.sign_in.opened import Way, note_begun
from api.sign_in.session import LIFE_MS, Session, Side, sign_session
from practice.ids import LearnerId, learner_stream

__all__ = ["SessionSent", "begin", "remembered", "said"]

PAGES: Mapping[Side, str] = {"staff": "/teach", "learner": "/homework"}


class SessionSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    Who is signed in, until when (milliseconds since 1970), and which page is theirs.

    `name` is a learner's, or null; the session itself is in the cookie alone.
    """

    tenant: str
    role: str
    learner: str | None
    name: str | None
    expires: int
    page: str


async def begin(services: Services, principal: Principal, by: Way, *, now: int) -> Session:
    """
    Begin a session for somebody who has just proved who they are, and note that it was begun.
    """
    session = Session(
        id=services.new_id(),
        tenant=principal.tenant,
        role=principal.role,
        key=principal.key,
        learner=principal.learner or LearnerId(""),
        scope=principal.scope,
        born=NOBODY if principal.learner is None else born(services.record, principal.tenant, principal.learner),
        generation=services.endings.generation(principal.tenant, principal.learner, principal.key),
        begun=now,
        expires=now + LIFE_MS,
    )
    await note_begun(services.record, session, by)
    return session


def remembered(
    request: Request[Any, Any, Any], services: Services, session: Session, *, page: str | None = None
) -> Remembered:
    """
    Make the reply that tells of a session and has the browser remember it.
    """
    text = sign_session(session, secret=services.session_secret)
    seconds = (session.expires - session.begun) // 1_000
    return Remembered(
        value=said(services, session, page=page),
        cookie=session_cookie(session.side, text, request.headers, seconds=seconds),
    )


def said(services: Services, session: Session, *, page: str | None = None) -> SessionSent:
    """
    Tell of a session; `page` where another than the usual one is its owner's.
    """
    name = None
    if session.learner:
        stream = learner_stream(session.tenant, session.learner)
        name = services.record.names(stream).get(stream)
    return SessionSent(
        tenant=session.tenant,
        role=session.role.value,
        learner=session.learner or None,
        name=name,
        expires=session.expires,
        page=page or PAGES[session.side],
    )
