"""
Issuers of a tenant: which sites may let people in by their signed word, registered by its admins.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.decoding import read_body
from api.operation import Operation, route
from api.parameters import issuer_id
from api.problems import Code, refused
from api.services import principal_of, services_of
from api.sign_in.issuers import MAX_KEYS, Issuer, IssuerKey, LaunchRole, Newcomers, audience, key_fault

__all__ = ["ROUTES", "IssuerAsked", "IssuerList", "IssuerSent"]

PATH = "/v1/issuers"


class IssuerAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    A new issuer.

    `keys` are public ones, as the `keys` of a JWK set, each with `kid` and `alg`; `newcomers` says whether learners are
    made who are not known yet, `roles` as what it may let people in.
    """

    issuer: Annotated[str, msgspec.Meta(min_length=1, max_length=512)]
    keys: Annotated[tuple[IssuerKey, ...], msgspec.Meta(min_length=1, max_length=MAX_KEYS)]
    newcomers: Newcomers = "made"
    roles: Annotated[tuple[LaunchRole, ...], msgspec.Meta(min_length=1, max_length=2)] = ("learner",)


class IssuerSent(msgspec.Struct, frozen=True, kw_only=True):
    """One issuer; its launches name `audience` as `aud`, times are in milliseconds since 1970."""

    id: str
    issuer: str
    audience: str
    keys: tuple[str, ...]
    newcomers: Newcomers
    roles: tuple[LaunchRole, ...]
    added: int
    removed: int | None


class IssuerList(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant's issuers, oldest first, removed ones too; of their keys the ids."""

    issuers: tuple[IssuerSent, ...]


@route(
    Operation(
        id="add_issuer",
        method="POST",
        path=PATH,
        action=Action.MANAGE_KEYS,
        summary="Register a site that may let people in by its signed word, with its public keys.",
        body=IssuerAsked,
        reply=IssuerSent,
        status=201,
        codes=(Code.KEY_UNUSABLE,),
    )
)
async def add_issuer(request: Request[Any, Any, Any]) -> IssuerSent:
    """
    Register an issuer.
    """
    services = services_of(request)
    asked = await read_body(request, IssuerAsked)
    for at, key in enumerate(asked.keys):
        if (fault := key_fault(key)) is not None:
            raise refused(Code.KEY_UNUSABLE, fault, pointer=f"/keys/{at}")
    issuer = await services.issuers.add(
        principal_of(request).tenant,
        asked.issuer,
        asked.keys,
        newcomers=asked.newcomers,
        roles=asked.roles,
        now=services.now(),
    )
    return _sent(issuer)


@route(
    Operation(
        id="list_issuers",
        method="GET",
        path=PATH,
        action=Action.MANAGE_KEYS,
        summary="List the sites that may let people in.",
        reply=IssuerList,
    )
)
async def list_issuers(request: Request[Any, Any, Any]) -> IssuerList:
    """
    List issuers.
    """
    issuers = services_of(request).issuers.of(principal_of(request).tenant)
    return IssuerList(issuers=tuple(_sent(issuer) for issuer in issuers))


@route(
    Operation(
        id="remove_issuer",
        method="DELETE",
        path=PATH + "/{issuer}",
        action=Action.MANAGE_KEYS,
        summary="Remove a site, and end the sessions that it began; removing again changes nothing.",
        reply=IssuerSent,
        codes=(Code.UNKNOWN_ISSUER,),
    )
)
async def remove_issuer(request: Request[Any, Any, Any]) -> IssuerSent:
    """
    Remove an issuer.
    """
    services = services_of(request)
    found = services.issuers.find(issuer_id(request))
    if found is None or found.tenant != principal_of(request).tenant:
        raise refused(Code.UNKNOWN_ISSUER, "The tenant has no issuer of this id. GET /v1/issuers lists them.")
    return _sent(await services.issuers.remove(found, now=services.now()))


def _sent(issuer: Issuer) -> IssuerSent:
    return IssuerSent(
        id=issuer.id,
        issuer=issuer.issuer,
        audience=audience(issuer),
        keys=tuple(key.kid for key in issuer.keys),
        newcomers=issuer.newcomers,
        roles=issuer.roles,
        added=issuer.added,
        removed=issuer.removed,
    )


ROUTES = (add_issuer, list_issuers, remove_issuer)
