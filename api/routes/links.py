"""
Links: teachers make a way in for learners, admins for whoever has a key.

A code is shown this once, as text and as what comes behind an address; the sheet
of a class has one for each learner. Lists and revoking go by ids, which open nothing.
"""

import asyncio
from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.decoding import read_body
from api.operation import Operation, route
from api.parameters import class_id, key_id, learner_id, link_id
from api.problems import Code, Refused, refused
from api.services import Services, principal_of, services_of
from api.sign_in.links import MAX_DAYS, Good, Link, LinkFault, NewLink, Page
from practice.classes import Classes, UnknownClass
from practice.ids import LearnerId, TenantId, learner_stream
from practice.moments import DAY_MS

__all__ = ["ROUTES", "LinkAsked", "LinkList", "LinkMadeSent", "LinkSent", "Revoked", "Sheet", "open_links"]

OF_LEARNER = "/v1/learners/{learner}/links"
OF_CLASS = "/v1/classes/{class}/links"
OF_KEY = "/v1/keys/{key}/links"
DEFAULT_DAYS = 14


class LinkAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often a link is good (once, or until its date), for how many days, and where it leads a learner."""

    good: Good = "until"
    days: Annotated[int, msgspec.Meta(ge=1, le=MAX_DAYS)] = DEFAULT_DAYS
    page: Page = "homework"


class LinkSent(msgspec.Struct, frozen=True, kw_only=True):
    """One link without its code; times are in milliseconds since 1970, `fault` says why it opens nothing any more."""

    id: str
    good: Good
    page: Page
    made: int
    expires: int
    used: int | None
    revoked: int | None
    fault: LinkFault | None


class LinkMadeSent(msgspec.Struct, frozen=True, kw_only=True):
    """A link just made: `code` to type on `/enter`, `path` to put behind the server's address; neither is kept."""

    code: str
    path: str
    link: LinkSent
    learner: str | None = None
    name: str | None = None


class LinkList(msgspec.Struct, frozen=True, kw_only=True):
    """Links, oldest first, those that open nothing any more too."""

    links: tuple[LinkSent, ...]


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """One new link for each learner of a class, in the order in which they joined."""

    links: tuple[LinkMadeSent, ...]


class Revoked(msgspec.Struct, frozen=True, kw_only=True):
    """How many links were good until now and are no longer."""

    revoked: int


@route(
    Operation(
        id="add_learner_link",
        method="POST",
        path=OF_LEARNER,
        action=Action.ISSUE_TOKEN,
        summary="Make a link that signs a learner in; its code is shown this once. It dies with the key that made it.",
        body=LinkAsked,
        reply=LinkMadeSent,
        status=201,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def add_learner_link(request: Request[Any, Any, Any]) -> LinkMadeSent:
    """
    Make a learner's link.
    """
    services, learner = services_of(request), learner_id(request)
    asked = await read_body(request, LinkAsked)
    _known(services, principal_of(request).tenant, learner)
    return await _made(request, learner, asked)


@route(
    Operation(
        id="list_learner_links",
        method="GET",
        path=OF_LEARNER,
        action=Action.ISSUE_TOKEN,
        summary="List a learner's links, without their codes.",
        reply=LinkList,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def list_learner_links(request: Request[Any, Any, Any]) -> LinkList:
    """
    List a learner's links.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    _known(services, tenant, learner)
    return _listed(services.links.of(tenant, learner), services.now())


@route(
    Operation(
        id="revoke_learner_link",
        method="DELETE",
        path=OF_LEARNER + "/{link}",
        action=Action.ISSUE_TOKEN,
        summary="Revoke a learner's link; revoking again changes nothing. Sessions begun with it last.",
        reply=LinkSent,
        codes=(Code.LINK_UNKNOWN,),
    )
)
async def revoke_learner_link(request: Request[Any, Any, Any]) -> LinkSent:
    """
    Revoke a learner's link.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    return await _revoked(request, services.links.of(tenant, learner))


@route(
    Operation(
        id="make_sheet",
        method="POST",
        path=OF_CLASS,
        action=Action.ISSUE_TOKEN,
        summary="Make a link for each learner of a class, to be printed and cut up; older links stay good.",
        body=LinkAsked,
        reply=Sheet,
        status=201,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def make_sheet(request: Request[Any, Any, Any]) -> Sheet:
    """
    Make the links of a class.
    """
    asked = await read_body(request, LinkAsked)
    learners = _members(request)
    # Together: the record writes what waits in one go.
    return Sheet(links=tuple(await asyncio.gather(*(_made(request, learner, asked) for learner in learners))))


@route(
    Operation(
        id="revoke_sheet",
        method="DELETE",
        path=OF_CLASS,
        action=Action.ISSUE_TOKEN,
        summary="Revoke all links of the learners of a class, as where a printed sheet got lost.",
        reply=Revoked,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def revoke_sheet(request: Request[Any, Any, Any]) -> Revoked:
    """
    Revoke the links of a class.
    """
    services, tenant = services_of(request), principal_of(request).tenant
    now = services.now()
    good = [
        link for learner in _members(request) for link in services.links.of(tenant, learner) if link.fault(now) is None
    ]
    await asyncio.gather(*(services.links.revoke(link, now=now) for link in good))
    return Revoked(revoked=len(good))


@route(
    Operation(
        id="add_key_link",
        method="POST",
        path=OF_KEY,
        action=Action.MANAGE_KEYS,
        summary="Make a link that signs the holder of an API key in, without showing them the key.",
        body=LinkAsked,
        reply=LinkMadeSent,
        status=201,
        codes=(Code.UNKNOWN_KEY,),
    )
)
async def add_key_link(request: Request[Any, Any, Any]) -> LinkMadeSent:
    """
    Make a teacher's link.
    """
    services, principal = services_of(request), principal_of(request)
    asked = await read_body(request, LinkAsked)
    key, now = key_id(request), services.now()
    if not services.keys.alive(key, principal.tenant, now=now) or services.keys.named(key) is None:
        raise refused(Code.UNKNOWN_KEY, "The tenant has no key of this id that still opens anything.")
    made = await services.links.add(
        principal.tenant, None, key, good=asked.good, page="teach", now=now, expires=now + asked.days * DAY_MS
    )
    return _shown(made, now)


@route(
    Operation(
        id="list_key_links",
        method="GET",
        path=OF_KEY,
        action=Action.MANAGE_KEYS,
        summary="List the links of an API key, without their codes.",
        reply=LinkList,
        codes=(Code.UNKNOWN_KEY,),
    )
)
async def list_key_links(request: Request[Any, Any, Any]) -> LinkList:
    """
    List a key's links.
    """
    return _listed(_of_key(request), services_of(request).now())


@route(
    Operation(
        id="revoke_key_link",
        method="DELETE",
        path=OF_KEY + "/{link}",
        action=Action.MANAGE_KEYS,
        summary="Revoke a link of an API key; revoking again changes nothing.",
        reply=LinkSent,
        codes=(Code.LINK_UNKNOWN, Code.UNKNOWN_KEY),
    )
)
async def revoke_key_link(request: Request[Any, Any, Any]) -> LinkSent:
    """
    Revoke a key's link.
    """
    return await _revoked(request, _of_key(request))


async def _made(request: Request[Any, Any, Any], learner: LearnerId, asked: LinkAsked) -> LinkMadeSent:
    services, principal = services_of(request), principal_of(request)
    now = services.now()
    made = await services.links.add(
        principal.tenant,
        learner,
        principal.key,
        good=asked.good,
        page="homework" if asked.page == "teach" else asked.page,
        now=now,
        expires=now + asked.days * DAY_MS,
    )
    if made is None:
        raise _unknown(learner)
    stream = learner_stream(principal.tenant, learner)
    shown = _shown(made, now)
    return msgspec.structs.replace(shown, learner=learner, name=services.record.names(stream).get(stream))


async def _revoked(request: Request[Any, Any, Any], links: tuple[Link, ...]) -> LinkSent:
    services, wanted = services_of(request), link_id(request)
    for link in links:
        if link.id == wanted:
            return _sent(await services.links.revoke(link, now=services.now()), services.now())
    raise refused(Code.LINK_UNKNOWN, "There is no link of this id. GET lists them.")


def _of_key(request: Request[Any, Any, Any]) -> tuple[Link, ...]:
    services, tenant, key = services_of(request), principal_of(request).tenant, key_id(request)
    named = services.keys.named(key)
    if named is None or named.tenant != tenant:
        raise refused(Code.UNKNOWN_KEY, "The tenant has no key of this id. GET /v1/keys lists them.")
    return tuple(link for link in services.links.of(tenant, None) if link.key == key)


def _members(request: Request[Any, Any, Any]) -> tuple[LearnerId, ...]:
    view = Classes(services_of(request).record).of(principal_of(request).tenant, class_id(request))
    if isinstance(view, UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {view.id}.")
    return view.learners


def _known(services: Services, tenant: TenantId, learner: LearnerId) -> None:
    if services.record.load(learner_stream(tenant, learner)).stream_version == 0:
        raise _unknown(learner)


def _unknown(learner: LearnerId) -> Refused:
    return refused(Code.UNKNOWN_LEARNER, f"There is no learner {learner}. Make them first: POST /v1/learners.")


def open_links(services: Services, tenant: TenantId, learner: LearnerId) -> tuple[LinkSent, ...]:
    """
    Return a learner's links that still open something; one whose maker's key was revoked does not.
    """
    now = services.now()
    return tuple(
        _sent(link, now)
        for link in services.links.of(tenant, learner)
        if link.fault(now) is None and services.lives(link.key, tenant, now=now)
    )


def _listed(links: tuple[Link, ...], now: int) -> LinkList:
    return LinkList(links=tuple(_sent(link, now) for link in links))


def _shown(made: NewLink, now: int) -> LinkMadeSent:
    return LinkMadeSent(code=made.code, path=f"/enter#{made.code}", link=_sent(made.link, now))


def _sent(link: Link, now: int) -> LinkSent:
    return LinkSent(
        id=link.id,
        good=link.good,
        page=link.page,
        made=link.made,
        expires=link.expires,
        used=link.used,
        revoked=link.revoked,
        fault=link.fault(now),
    )


ROUTES = (
    add_learner_link,
    list_learner_links,
    revoke_learner_link,
    make_sheet,
    revoke_sheet,
    add_key_link,
    list_key_links,
    revoke_key_link,
)
