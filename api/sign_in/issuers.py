"""
Issuers: sites that vouch for their people, known by the public keys that a tenant registered for them.

Each key says its one algorithm, and is refused where that, its size or its curve is
not one of ours, or where it is a private one. An issuer is known by an id, which is the
audience that its launches have to name: so a launch for another tenant or another server is none here.
"""

import hashlib
import secrets
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal, TypeAlias

import msgspec

from api.entry_events import kind_of, payload_of, written
from api.keys import Readable
from practice.ids import TenantId, tenant_stream
from practice.record.contract import Record, Recorded

__all__ = [
    "Issuer",
    "IssuerKey",
    "Issuers",
    "Newcomers",
    "audience",
    "issuers_of",
    "key_fault",
    "person_of",
    "public_key",
]

MIN_RSA_BITS: Final = 2_048
"""NIST SP 800-131A: shorter ones are disallowed."""
MAX_KEYS: Final = 8
PERSON: Final = "~"
"""Stands between an issuer's id and the digest of one of its people."""

Part = Annotated[str, msgspec.Meta(max_length=2_048)]
Algorithm: TypeAlias = Literal["RS256", "ES256", "EdDSA"]
"""Signatures by a private key alone; what is signed with a shared secret, or not at all, is refused."""
Newcomers: TypeAlias = Literal["made", "refused"]
"""What becomes of a learner whom the tenant does not know yet."""
LaunchRole: TypeAlias = Literal["learner", "teacher"]


class IssuerKey(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One public key, as in a JWK set (RFC 7517); `d` is there so that a private one is noticed."""

    kty: Literal["RSA", "EC", "OKP"]
    kid: Annotated[str, msgspec.Meta(min_length=1, max_length=128)]
    alg: Algorithm
    n: Part | None = None
    e: Part | None = None
    crv: Annotated[str, msgspec.Meta(max_length=32)] | None = None
    x: Part | None = None
    y: Part | None = None
    d: Part | None = None


class Issuer(msgspec.Struct, frozen=True, kw_only=True):
    """
    One issuer as known; times are in milliseconds since 1970.

    Attributes
    ----------
    issuer
        What its launches say as `iss`.
    newcomers
        Whether learners are made who are not known yet.
    roles
        As what it may let people in.
    """

    id: str
    tenant: TenantId
    issuer: str
    keys: tuple[IssuerKey, ...]
    newcomers: Newcomers
    roles: tuple[LaunchRole, ...]
    added: int
    removed: int | None = None


class IssuerAdded(msgspec.Struct, frozen=True, kw_only=True):
    """Event `issuer_added`."""

    id: str
    issuer: str
    keys: tuple[IssuerKey, ...]
    newcomers: Newcomers
    roles: tuple[LaunchRole, ...]


class IssuerRemoved(msgspec.Struct, frozen=True, kw_only=True):
    """Event `issuer_removed`."""

    id: str


def person_of(issuer: Issuer, subject: str) -> str:
    """
    Return what the sessions and links of one of an issuer's people die with: the issuer, and their own signing out.

    A digest stands for who it is, so that no name of another site is kept here.
    """
    return f"{issuer.id}{PERSON}{hashlib.sha256(subject.encode()).hexdigest()[:32]}"


class Issuers:
    """The issuers of all tenants, read from the record each time: launches are rare beside answers."""

    def __init__(self, record: Record) -> None:
        """
        Stand before a record.
        """
        self._record = record

    async def add(
        self,
        tenant: TenantId,
        issuer: str,
        keys: tuple[IssuerKey, ...],
        *,
        newcomers: Newcomers,
        roles: tuple[LaunchRole, ...],
        now: int,
    ) -> Issuer:
        """
        Register an issuer, whose keys passed `key_fault`.
        """
        added = IssuerAdded(
            id=f"iss-{secrets.token_hex(8)}", issuer=issuer, keys=keys, newcomers=newcomers, roles=roles
        )
        await self._annotate(tenant, "issuer_added", added, now=now, key=f"issuer/{added.id}")
        return _issuer(added, tenant, now)

    def find(self, identity: str) -> Issuer | None:
        """
        Return the issuer of an id, whether or not it still lets anybody in.
        """
        return _fold(self._record.marked(f"issuer/{identity}", "tenant/"))

    def of(self, tenant: TenantId) -> tuple[Issuer, ...]:
        """
        Return a tenant's issuers, as `issuers_of`.
        """
        return issuers_of(self._record, tenant)

    def alive(self, identity: str, tenant: TenantId) -> bool:
        """
        Say whether what an issuer, or one of the people it vouches for (`person_of`), let in may stay.
        """
        found = self.find(identity.partition(PERSON)[0]) if identity.startswith("iss-") else None
        return found is not None and found.tenant == tenant and found.removed is None

    async def remove(self, issuer: Issuer, *, now: int) -> Issuer:
        """
        Remove an issuer, and with it the sessions that it began; removing it again changes nothing.
        """
        event = IssuerRemoved(id=issuer.id)
        await self._annotate(issuer.tenant, "issuer_removed", event, now=now, key=f"issuer/{issuer.id}/removed")
        return self.find(issuer.id) or issuer

    async def _annotate(
        self, tenant: TenantId, kind: str, event: IssuerAdded | IssuerRemoved, *, now: int, key: str
    ) -> None:
        marks = (f"issuer/{event.id}",)
        await self._record.annotate(tenant_stream(tenant), written(kind, event, at=now, key=key, marks=marks))


def issuers_of(record: Readable, tenant: TenantId) -> tuple[Issuer, ...]:
    """
    Return a tenant's issuers, oldest first, removed ones too.
    """
    by_id: dict[str, list[Recorded]] = {}
    for recorded in record.keyed(tenant_stream(tenant), "issuer/"):
        by_id.setdefault((recorded.event.key or "").split("/")[1], []).append(recorded)
    found = (_fold(events) for events in by_id.values())
    return tuple(issuer for issuer in found if issuer is not None)


def audience(issuer: Issuer) -> str:
    """
    Name what the launches of an issuer say as `aud`.
    """
    return f"urn:misstep:launch:{issuer.id}"


def key_fault(key: IssuerKey) -> str | None:
    """
    Say in a sentence why a key cannot be used; None where it can.
    """
    if key.d is not None:
        return f"The key {key.kid} is a private one. It was not kept; make a new pair, and send the public half alone."
    fitting = {"RS256": ("RSA", None), "ES256": ("EC", "P-256"), "EdDSA": ("OKP", "Ed25519")}[key.alg]
    if fitting != (key.kty, None if key.kty == "RSA" else key.crv):
        return f"The key {key.kid} is not of the kind that {key.alg} signs with: RSA, EC on P-256, or OKP on Ed25519."
    loaded = public_key(key)
    if loaded is None:
        return f"The key {key.kid} cannot be read as a public key."
    if key.kty == "RSA" and loaded.key_size < MIN_RSA_BITS:
        return f"The key {key.kid} is too short: RSA keys have {MIN_RSA_BITS} bits at least."
    return None


def public_key(key: IssuerKey) -> Any | None:  # noqa: ANN401 - one of three types of `cryptography`
    """
    Read a key into what verifies signatures; None where it cannot be.
    """
    import jwt  # noqa: PLC0415 - with `cryptography` a tenth of a second, which only launches need

    parts = {name: value for name, value in msgspec.structs.asdict(key).items() if value is not None}
    try:
        return jwt.PyJWK.from_dict(parts, algorithm=key.alg).key
    except (jwt.PyJWTError, ValueError):
        return None


def _issuer(added: IssuerAdded, tenant: TenantId, at: int) -> Issuer:
    return Issuer(
        id=added.id,
        tenant=tenant,
        issuer=added.issuer,
        keys=added.keys,
        newcomers=added.newcomers,
        roles=added.roles,
        added=at,
    )


def _fold(events: Sequence[Recorded]) -> Issuer | None:
    issuer: Issuer | None = None
    for recorded in events:
        match kind_of(recorded.event):
            case "issuer_added":
                added = payload_of(recorded.event, IssuerAdded)
                issuer = _issuer(added, TenantId(recorded.stream.removeprefix("tenant/")), recorded.event.at)
            case "issuer_removed" if issuer is not None:
                issuer = msgspec.structs.replace(issuer, removed=recorded.event.at)
            case _:
                pass
    return issuer
