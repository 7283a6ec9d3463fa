"""
Sessions: people sign in once, and out again.
"""

from typing import Annotated, Any, Literal

import msgspec
from litestar import Request

from api.access import Action, Principal, Role
from api.decoding import read_body
from api.operation import Operation, Remembered, route
from api.parameters import learner_id
from api.problems import Code, refused
from api.services import principal_of, services_of, session_of
from api.sign_in.beginning import SessionSent, begin, remembered, said
from api.sign_in.cookies import clearing_cookie, crosses, side_meant
from api.sign_in.recognising import recognised
from api.sign_in.session import Session
from practice.ids import learner_stream

__all__ = ["ROUTES", "KeyShown", "SignedIn", "SignedOut"]

PATH = "/v1/sessions"
MAX_KEY = 200
"""Characters; a key has 64."""


class KeyShown(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="by", tag="key"):
    """Who signs in shows an API key, this once."""

    key: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_KEY)]


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in; null for nobody."""

    session: SessionSent | None


class SignedOut(msgspec.Struct, frozen=True, kw_only=True):
    """What has ended: the session of this browser, or all of somebody's."""

    ended: Literal["this", "all"]


@route(
    Operation(
        id="sign_in",
        method="POST",
        path=PATH,
        action=Action.LOOK_AROUND,
        summary="Sign in: show a key, and have the browser remember it for twelve hours, in a cookie.",
        body=KeyShown,
        reply=SessionSent,
        status=201,
        codes=(Code.KEY_UNKNOWN, Code.OTHER_SITE),
    )
)
async def sign_in(request: Request[Any, Any, Any]) -> Remembered:
    """
    Begin a session.
    """
    services = services_of(request)
    if crosses(request.headers):
        raise refused(Code.OTHER_SITE, "Nobody is signed in from a page of another site.")
    shown = await read_body(request, KeyShown)
    now = services.now()
    key = services.keys.recognise(shown.key)
    if key is None or not key.alive(now):
        raise refused(Code.KEY_UNKNOWN, "This key is not known, was revoked, or has expired: ask for another.")
    principal = Principal(tenant=key.tenant, role=Role(key.role), key=key.id)
    return remembered(request, services, begin(services, principal, now=now))


@route(
    Operation(
        id="get_session",
        method="GET",
        path=PATH + "/current",
        action=Action.LOOK_AROUND,
        summary="Say who is signed in in this browser (Misstep-Session: staff or learner), if anybody.",
        reply=SignedIn,
    )
)
async def get_session(request: Request[Any, Any, Any]) -> SignedIn:
    """
    Say who is signed in; that nobody is, is no problem here.
    """
    services, side = services_of(request), side_meant(request.headers)
    found = None if side is None else recognised(request, side, services, now=services.now())
    return SignedIn(session=said(services, found) if isinstance(found, Session) else None)


@route(
    Operation(
        id="sign_out",
        method="DELETE",
        path=PATH + "/current",
        action=Action.SIGN_OUT,
        summary="Sign this browser out.",
        reply=SignedOut,
    )
)
async def sign_out(request: Request[Any, Any, Any]) -> Remembered | SignedOut:
    """
    End the session that the request came with; a key or a token has none.
    """
    services, session = services_of(request), session_of(request)
    if session is None:
        return SignedOut(ended="this")
    await services.endings.end(session, now=services.now())
    return Remembered(value=SignedOut(ended="this"), cookie=clearing_cookie(session.side, request.headers))


@route(
    Operation(
        id="sign_out_everywhere",
        method="DELETE",
        path=PATH,
        action=Action.SIGN_OUT,
        summary="End all sessions of whoever asks, in every browser.",
        reply=SignedOut,
    )
)
async def sign_out_everywhere(request: Request[Any, Any, Any]) -> Remembered | SignedOut:
    """
    Begin a new generation of the caller's sessions.
    """
    services, principal, session = services_of(request), principal_of(request), session_of(request)
    await services.endings.end_all(principal.tenant, principal.learner, principal.key, now=services.now())
    ended = SignedOut(ended="all")
    if session is None:
        return ended
    return Remembered(value=ended, cookie=clearing_cookie(session.side, request.headers))


@route(
    Operation(
        id="sign_learner_out",
        method="DELETE",
        path="/v1/learners/{learner}/sessions",
        action=Action.ISSUE_TOKEN,
        summary="End all sessions of a learner.",
        reply=SignedOut,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def sign_learner_out(request: Request[Any, Any, Any]) -> SignedOut:
    """
    Begin a new generation of a learner's sessions.
    """
    services, principal, learner = services_of(request), principal_of(request), learner_id(request)
    if services.record.load(learner_stream(principal.tenant, learner)).stream_version == 0:
        raise refused(Code.UNKNOWN_LEARNER, f"There is no learner {learner}.")
    await services.endings.end_all(principal.tenant, learner, principal.key, now=services.now())
    return SignedOut(ended="all")


ROUTES = (sign_in, get_session, sign_out, sign_out_everywhere, sign_learner_out)
