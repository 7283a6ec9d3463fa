"""
API keys: how a site, a teacher's tool or an author's tool says who it is.

A key is `msk_<id>_<secret>`, the secret 256 random bits, shown once. The record
keeps its SHA-256 in the tenant's stream (a fast hash is right where nothing can
be guessed), under a mark by which the id alone finds it. Keys are never deleted,
only revoked: what they did stays explained.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from typing import Annotated, Literal, Protocol, TypeAlias

import msgspec

from api.entry_events import kind_of, payload_of, written
from practice.ids import StreamId, TenantId, tenant_stream
from practice.record.contract import Record, Recorded

__all__ = ["HOST_KEY", "MAX_DAYS", "ApiKey", "KeyRole", "Keys", "NewKey", "TenantRole", "keys_of"]

HOST_KEY = "host"
"""Stands for whoever can run commands on this machine; no such key exists, and no API key can have this id."""

MAX_DAYS = 3_660
"""How long a key may be good for: ten years; without a term it is good until it is revoked."""

TenantRole: TypeAlias = Literal["teacher", "author", "admin"]
"""Roles within a tenant, whose admins give keys for them."""
KeyRole: TypeAlias = Literal["teacher", "author", "admin", "operator"]
"""Learners come with tokens, never with keys; an operator's is made by command alone: it sees all tenants' counts."""

_SHAPE = re.compile(r"msk_([0-9a-f]{16})_[A-Za-z0-9_-]{43}")


class ApiKey(msgspec.Struct, frozen=True, kw_only=True):
    """One key as known: everything but its secret. Times are in milliseconds since 1970."""

    id: str
    tenant: TenantId
    role: KeyRole
    name: str
    added: int
    expires: int | None = None
    revoked: int | None = None

    def alive(self, now: int) -> bool:
        """
        Say whether the key opens anything now.
        """
        return self.revoked is None and (self.expires is None or now < self.expires)


class NewKey(msgspec.Struct, frozen=True, kw_only=True):
    """A key just made; `text` is the only copy of it."""

    text: str
    key: ApiKey


class KeyAdded(msgspec.Struct, frozen=True, kw_only=True):
    """Event `key_added`: `digest` is the SHA-256 of the whole key, in hex."""

    id: str
    role: KeyRole
    name: Annotated[str, msgspec.Meta(max_length=100)]
    digest: str
    expires: int | None = None


class KeyRevoked(msgspec.Struct, frozen=True, kw_only=True):
    """Event `key_revoked`."""

    id: str


class _Known(msgspec.Struct, frozen=True):
    key: ApiKey
    digest: str


class Readable(Protocol):
    """What listing keys needs of a record: a reader beside a running server has it too."""

    def keyed(self, stream: StreamId, prefix: str) -> Sequence[Recorded]:
        """Return the stream's events whose key begins with `prefix`, in order of position."""
        ...


def keys_of(record: Readable, tenant: TenantId) -> tuple[ApiKey, ...]:
    """
    Return a tenant's keys, oldest first, revoked ones too.
    """
    by_id: dict[str, list[Recorded]] = {}
    for recorded in record.keyed(tenant_stream(tenant), "key/"):
        by_id.setdefault((recorded.event.key or "").split("/")[1], []).append(recorded)
    known = (_fold(events) for events in by_id.values())
    return tuple(found.key for found in known if found is not None)


class Keys:
    """
    The keys of all tenants, read from the record and remembered.

    Remembering is safe because the process that owns the record is the only one
    that revokes.
    """

    def __init__(self, record: Record) -> None:
        """
        Stand before a record; nothing is read yet.
        """
        self._record = record
        self._known: dict[str, _Known] = {}

    async def add(self, tenant: TenantId, role: KeyRole, name: str, *, now: int, expires: int | None = None) -> NewKey:
        """
        Make a key; only the answer holds its text.
        """
        identity = secrets.token_hex(8)
        text = f"msk_{identity}_{secrets.token_urlsafe(32)}"
        event = KeyAdded(id=identity, role=role, name=name, digest=_digest(text), expires=expires)
        await self._annotate(tenant, "key_added", event.id, event, now=now, key=f"key/{identity}")
        key = ApiKey(id=identity, tenant=tenant, role=role, name=name, added=now, expires=expires)
        return NewKey(text=text, key=key)

    def recognise(self, text: str) -> ApiKey | None:
        """
        Find the key whose text this is, whether or not it still opens anything.
        """
        shape = _SHAPE.fullmatch(text)
        known = self._find(shape[1]) if shape else None
        if known is None or not hmac.compare_digest(known.digest, _digest(text)):
            return None
        return known.key

    def alive(self, identity: str, tenant: TenantId, *, now: int) -> bool:
        """
        Say whether the key that a token was made with still opens anything.
        """
        if identity == HOST_KEY:
            return True
        known = self._find(identity)
        return known is not None and known.key.tenant == tenant and known.key.alive(now)

    def named(self, identity: str) -> ApiKey | None:
        """
        Return the key of an id, whether or not it still opens anything.
        """
        known = self._find(identity)
        return None if known is None else known.key

    async def revoke(self, tenant: TenantId, identity: str, *, now: int) -> ApiKey | None:
        """
        Revoke a tenant's key, and with it the tokens made with it; None where the tenant has no such key.

        Revoking twice changes nothing.
        """
        known = self._find(identity)
        if known is None or known.key.tenant != tenant:
            return None
        event = KeyRevoked(id=identity)
        await self._annotate(tenant, "key_revoked", identity, event, now=now, key=f"key/{identity}/revoked")
        self._known.pop(identity, None)
        known = self._find(identity)
        return known.key if known is not None else None

    async def _annotate(
        self, tenant: TenantId, kind: str, identity: str, event: KeyAdded | KeyRevoked, *, now: int, key: str
    ) -> None:
        marks = (f"key/{identity}",)
        await self._record.annotate(tenant_stream(tenant), written(kind, event, at=now, key=key, marks=marks))

    def _find(self, identity: str) -> _Known | None:
        if (known := self._known.get(identity)) is not None:
            return known
        found = _fold(self._record.marked(f"key/{identity}", "tenant/"))
        if found is not None:
            self._known[identity] = found
        return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _fold(events: Sequence[Recorded]) -> _Known | None:
    known: _Known | None = None
    for recorded in events:
        match kind_of(recorded.event):
            case "key_added":
                added = payload_of(recorded.event, KeyAdded)
                key = ApiKey(
                    id=added.id,
                    tenant=TenantId(recorded.stream.removeprefix("tenant/")),
                    role=added.role,
                    name=added.name,
                    added=recorded.event.at,
                    expires=added.expires,
                )
                known = _Known(key, added.digest)
            case "key_revoked" if known is not None:
                known = _Known(msgspec.structs.replace(known.key, revoked=recorded.event.at), known.digest)
            case _:
                pass
    return known
