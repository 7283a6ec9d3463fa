"""
Sessions: people sign in once, and out again.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from litestar import Request

from api.access import Action, Principal, Role
from api.decoding import read_body
from api.operation import Operation, Remembered, route
from api.parameters import learner_id
from api.problems import Code, refused
from api.services import Services, principal_of, services_of, session_of
from api.sign_in.beginning import SessionSent, begin, remembered, said
from api.sign_in.cookies import clearing_cookie, crosses, side_meant
from api.sign_in.links import Link, LinkFault
from api.sign_in.recognising import recognised
from api.sign_in.session import Session
from practice.ids import learner_stream

__all__ = ["ROUTES", "KeyShown", "LinkShown", "SignedIn", "SignedOut"]

PATH = "/v1/sessions"
MAX_KEY = 200
"""Characters; a key has 64."""


class KeyShown(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="by", tag="key"):
    """Who signs in shows an API key, this once."""

    key: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_KEY)]


class LinkShown(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, tag_field="by", tag="link"):
    """
    Who signs in shows a link's code.

    `attempt` is drawn at random by the page that shows it: where the reply gets lost, the same page may show a link
    that is good once again for ten minutes.
    """

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_KEY)]
    attempt: Annotated[str, msgspec.Meta(min_length=16, max_length=64)]


Shown: TypeAlias = KeyShown | LinkShown

FAULTS: Mapping[LinkFault, tuple[Code, str]] = {
    "unknown": (
        Code.LINK_UNKNOWN,
        "This link or code is not known here. See whether it is whole, or ask for a new one.",
    ),
    "used": (Code.LINK_USED, "This link was good once and was used. Ask whoever gave it to you for a new one."),
    "expired": (Code.LINK_EXPIRED, "The time of this link is over. Ask whoever gave it to you for a new one."),
    "revoked": (Code.LINK_REVOKED, "This link was taken back. Ask whoever gave it to you for a new one."),
}


class SignedIn(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in; null for nobody."""

    session: SessionSent | None


class SignedOut(msgspec.Struct, frozen=True, kw_only=True):
    """What has ended: the session of this browser, one that was named, or all of somebody's."""

    ended: Literal["this", "one", "all"]


@route(
    Operation(
        id="sign_in",
        method="POST",
        path=PATH,
        action=Action.LOOK_AROUND,
        summary="Sign in: show a key or a link's code, and have the browser remember it for twelve hours, in a cookie.",
        body=Shown,
        reply=SessionSent,
        status=201,
        codes=(Code.KEY_UNKNOWN, Code.OTHER_SITE, *(code for code, _ in FAULTS.values())),
    )
)
async def sign_in(request: Request[Any, Any, Any]) -> Remembered:
    """
    Begin a session.
    """
    services = services_of(request)
    if crosses(request.headers):
        raise refused(Code.OTHER_SITE, "Nobody is signed in from a page of another site.")
    shown: Shown = await read_body(request, Shown)  # type: ignore[arg-type]  # a union is no `type`, and decodes as one
    now = services.now()
    if isinstance(shown, KeyShown):
        return remembered(request, services, await begin(services, _by_key(services, shown, now=now), "key", now=now))
    link = await _by_link(services, shown, now=now)
    session = await begin(services, _let_in(services, link), "link", now=now)
    return remembered(request, services, session, page=f"/{link.page}")


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
    await services.endings.end(session.tenant, session.learner or None, session.id, now=services.now())
    return Remembered(value=SignedOut(ended="this"), cookie=clearing_cookie(session.side, request.headers))


@route(
    Operation(
        id="sign_out_everywhere",
        method="DELETE",
        path=PATH,
        action=Action.END_SESSIONS,
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


def _by_key(services: Services, shown: KeyShown, *, now: int) -> Principal:
    key = services.keys.recognise(shown.key)
    if key is None or not key.alive(now):
        raise refused(Code.KEY_UNKNOWN, "This key is not known, was revoked, or has expired: ask for another.")
    return Principal(tenant=key.tenant, role=Role(key.role), key=key.id)


async def _by_link(services: Services, shown: LinkShown, *, now: int) -> Link:
    link = services.links.find(shown.code)
    fault: LinkFault | None = "unknown"
    if link is not None and _reaches(services, link, now=now):
        fault = await services.links.use(link, shown.attempt, now=now)
    if link is None or fault is not None:
        raise refused(*FAULTS[fault or "unknown"])
    return link


def _reaches(services: Services, link: Link, *, now: int) -> bool:
    """
    Say whether what a link was made with, and whom it lets in, are still there.
    """
    there = link.learner is None or services.record.load(learner_stream(link.tenant, link.learner)).stream_version > 0
    return there and services.lives(link.key, link.tenant, now=now)


def _let_in(services: Services, link: Link) -> Principal:
    if link.learner is not None:
        return Principal(tenant=link.tenant, role=Role.LEARNER, key=link.key, learner=link.learner)
    key = services.keys.named(link.key)
    if key is None:
        raise refused(*FAULTS["unknown"])
    return Principal(tenant=link.tenant, role=Role(key.role), key=key.id)


ROUTES = (sign_in, get_session, sign_out, sign_out_everywhere, sign_learner_out)
