"""
API keys of a tenant: made, listed, revoked by its admins.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.decoding import read_body
from api.keys import MAX_DAYS, ApiKey, KeyRole, TenantRole, keys_of
from api.names import Name
from api.operation import Operation, route
from api.parameters import key_id
from api.problems import Code, refused
from api.services import principal_of, services_of
from practice.moments import DAY_MS

__all__ = ["ROUTES", "KeyAsked", "KeyList", "KeyMade", "KeySent"]

PATH = "/v1/keys"


class KeyAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A new key: for which role, called what, good for how many days (null: until it is revoked)."""

    role: TenantRole
    name: Name
    days: Annotated[int, msgspec.Meta(ge=1, le=MAX_DAYS)] | None = None


class KeySent(msgspec.Struct, frozen=True, kw_only=True):
    """One key without its secret; times are in milliseconds since 1970."""

    id: str
    role: KeyRole
    name: str
    added: int
    expires: int | None
    revoked: int | None


class KeyMade(msgspec.Struct, frozen=True, kw_only=True):
    """A key just made. `text` is the key itself: it is shown this once and kept nowhere."""

    text: str
    key: KeySent


class KeyList(msgspec.Struct, frozen=True, kw_only=True):
    """A tenant's keys, oldest first, revoked ones too."""

    keys: tuple[KeySent, ...]


@route(
    Operation(
        id="add_key",
        method="POST",
        path=PATH,
        action=Action.MANAGE_KEYS,
        summary="Make an API key; its text is shown this once.",
        body=KeyAsked,
        reply=KeyMade,
        status=201,
    )
)
async def add_key(request: Request[Any, Any, Any]) -> KeyMade:
    """
    Make a key.
    """
    services = services_of(request)
    asked = await read_body(request, KeyAsked)
    now = services.now()
    expires = None if asked.days is None else now + asked.days * DAY_MS
    made = await services.keys.add(principal_of(request).tenant, asked.role, asked.name, now=now, expires=expires)
    return KeyMade(text=made.text, key=_sent(made.key))


@route(
    Operation(
        id="list_keys",
        method="GET",
        path=PATH,
        action=Action.MANAGE_KEYS,
        summary="List the tenant's API keys.",
        reply=KeyList,
    )
)
async def list_keys(request: Request[Any, Any, Any]) -> KeyList:
    """
    List keys.
    """
    keys = keys_of(services_of(request).record, principal_of(request).tenant)
    return KeyList(keys=tuple(_sent(key) for key in keys))


@route(
    Operation(
        id="revoke_key",
        method="DELETE",
        path=PATH + "/{key}",
        action=Action.MANAGE_KEYS,
        summary="Revoke an API key and the tokens made with it; revoking again changes nothing.",
        reply=KeySent,
        codes=(Code.UNKNOWN_KEY,),
    )
)
async def revoke_key(request: Request[Any, Any, Any]) -> KeySent:
    """
    Revoke a key.
    """
    services = services_of(request)
    revoked = await services.keys.revoke(principal_of(request).tenant, key_id(request), now=services.now())
    if revoked is None:
        raise refused(Code.UNKNOWN_KEY, "The tenant has no key of this id. GET /v1/keys lists them.")
    return _sent(revoked)


def _sent(key: ApiKey) -> KeySent:
    return KeySent(id=key.id, role=key.role, name=key.name, added=key.added, expires=key.expires, revoked=key.revoked)


ROUTES = (add_key, list_keys, revoke_key)
