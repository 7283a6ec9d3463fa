"""
Links: a way in without a key, for one learner or for whoever has a key.

A link is a code of 60 random bits, behind the `#` of an address or typed. The
record keeps its keyed digest alone, in the stream of whom it lets in, so that a
learner's links are erased with them, and open nobody who is made anew under the same id.
It is good once or until a date, until it is revoked, and no longer than the API key that
made it; showing a page uses nothing up.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias, overload

import msgspec

from api.entry_events import kind_of, payload_of, written
from api.sign_in.birth import beside_of, born
from practice.ids import LearnerId, StreamId, TenantId, entry_stream, tenant_stream
from practice.record.contract import Appended, Duplicate, Gone, Record, Recorded

__all__ = [
    "MAX_DAYS",
    "PURPOSE",
    "Good",
    "Link",
    "LinkFault",
    "Links",
    "NewLink",
    "Page",
    "read_code",
]

PURPOSE: Final = "links"
"""What the secret that their digests are keyed with is derived for."""
MAX_DAYS: Final = 400
"""A school year, and the holidays after it."""
AGAIN_MS: Final = 10 * 60 * 1_000
"""How long the browser that used a link up may show it again: a reply may get lost on the way."""

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter looks like a digit, and what is misread all the same is read right."""
LENGTH: Final = 12
"""60 bits: at ten thousand guesses a second and a thousand links, one is found in some three thousand years."""
_READ: Final = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})

Good: TypeAlias = Literal["once", "until"]
"""How often a link is good: once, or as often as one likes until its date."""
Page: TypeAlias = Literal["homework", "practice", "teach"]
"""Where it leads."""
LinkFault: TypeAlias = Literal["unknown", "used", "expired", "revoked"]
"""Why a link opens nothing."""


class LinkMade(msgspec.Struct, frozen=True, kw_only=True):
    """
    Event `link_made`.

    Attributes
    ----------
    id
        By which it is listed and revoked; opens nothing.
    lock
        The keyed digest of the code, in hex.
    key
        The API key it dies with; for staff the key as whose holder one comes in.
    """

    id: str
    lock: str
    key: str
    good: Good
    page: Page
    expires: int


class LinkUsed(msgspec.Struct, frozen=True, kw_only=True):
    """Event `link_used`: `attempt` is the digest of what the browser drew, so that it may ask again."""

    id: str
    attempt: str


class LinkRevoked(msgspec.Struct, frozen=True, kw_only=True):
    """Event `link_revoked`."""

    id: str


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """One link as known; times are in milliseconds since 1970. `learner` is None for staff."""

    id: str
    tenant: TenantId
    learner: LearnerId | None
    key: str
    good: Good
    page: Page
    made: int
    expires: int
    used: int | None = None
    revoked: int | None = None

    def fault(self, now: int) -> LinkFault | None:
        """
        Say why it opens nothing now; None where it does.
        """
        if self.revoked is not None:
            return "revoked"
        if self.used is not None:
            return "used"
        return "expired" if self.expires <= now else None


class NewLink(msgspec.Struct, frozen=True, kw_only=True):
    """A link just made; `code` is the only copy of it, in groups of four."""

    code: str
    link: Link


class Links:
    """The links of all tenants, read from the record each time."""

    def __init__(self, record: Record, *, secret: bytes) -> None:
        """
        Stand before a record; `secret` keys the digests.
        """
        self._record = record
        self._secret = secret

    @overload
    async def add(
        self, tenant: TenantId, learner: None, key: str, *, good: Good, page: Page, now: int, expires: int
    ) -> NewLink: ...

    @overload
    async def add(
        self, tenant: TenantId, learner: LearnerId, key: str, *, good: Good, page: Page, now: int, expires: int
    ) -> NewLink | None: ...

    async def add(
        self, tenant: TenantId, learner: LearnerId | None, key: str, *, good: Good, page: Page, now: int, expires: int
    ) -> NewLink | None:
        """
        Make a link; only the answer holds its code. None where its learner is gone.

        Parameters
        ----------
        tenant, learner
            Whom it lets in; None for the holder of `key`.
        key
            The API key it dies with.
        good, page
            How often, and where it leads.
        now, expires
            Milliseconds since 1970.
        """
        code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
        made = LinkMade(id=secrets.token_hex(8), lock=self._lock(code), key=key, good=good, page=page, expires=expires)
        marks = (f"link/{made.lock}",)
        written = await self._annotate(tenant, learner, "link_made", made, now=now, key=f"link/{made.id}", marks=marks)
        if isinstance(written, Gone):
            return None
        shown = "-".join(code[at : at + 4] for at in range(0, LENGTH, 4))
        return NewLink(code=shown, link=_link(made, tenant, learner, now))

    def find(self, code: str) -> Link | None:
        """
        Find the link of a code, whether or not it still opens anything.
        """
        plain = read_code(code)
        if plain is None:
            return None
        # By its keyed digest: how long a look takes says nothing about codes that are near.
        mark = f"link/{self._lock(plain)}"
        for prefix in ("entry/", "tenant/"):
            for recorded in self._record.marked(mark, prefix):
                made = payload_of(recorded.event, LinkMade)
                return self._fold(self._record.keyed(recorded.stream, f"link/{made.id}"))
        return None

    def of(self, tenant: TenantId, learner: LearnerId | None) -> tuple[Link, ...]:
        """
        Return the links of a learner, or of all staff, oldest first, those that open nothing too.
        """
        by_id: dict[str, list[Recorded]] = {}
        for recorded in self._record.keyed(_stream(tenant, learner), "link/"):
            by_id.setdefault((recorded.event.key or "").split("/")[1], []).append(recorded)
        found = (self._fold(events) for events in by_id.values())
        return tuple(link for link in found if link is not None)

    async def use(self, link: Link, attempt: str, *, now: int) -> LinkFault | None:
        """
        Use a link, up where it is good once; why it opens nothing, or None.

        Whoever used it up may show it again for `AGAIN_MS` with the same `attempt`, which it drew at random.
        """
        fault = link.fault(now)
        if fault not in {None, "used"} or link.good == "until":
            return fault
        used = LinkUsed(id=link.id, attempt=hashlib.sha256(attempt.encode()).hexdigest())
        # One of two who come at the same moment finds the key taken.
        outcome = await self._annotate(
            link.tenant, link.learner, "link_used", used, now=now, key=f"link/{link.id}/used"
        )
        if isinstance(outcome, Gone):
            return "unknown"
        if not isinstance(outcome, Duplicate):
            return None
        first = outcome.recorded.event
        same = payload_of(first, LinkUsed).attempt == used.attempt
        return None if same and now - first.at <= AGAIN_MS else "used"

    async def revoke(self, link: Link, *, now: int) -> Link:
        """
        Revoke a link; revoking it again changes nothing.
        """
        event, key = LinkRevoked(id=link.id), f"link/{link.id}/revoked"
        await self._annotate(link.tenant, link.learner, "link_revoked", event, now=now, key=key)
        return self._fold(self._record.keyed(_stream(link.tenant, link.learner), f"link/{link.id}")) or link

    async def _annotate(
        self,
        tenant: TenantId,
        learner: LearnerId | None,
        kind: str,
        event: LinkMade | LinkUsed | LinkRevoked,
        *,
        now: int,
        key: str,
        marks: tuple[str, ...] = (),
    ) -> Appended | Duplicate | Gone:
        recorded = written(kind, event, at=now, key=key, marks=marks)
        return await self._record.annotate(_stream(tenant, learner), recorded, beside=beside_of(tenant, learner))

    def _lock(self, code: str) -> str:
        return hmac.digest(self._secret, code.encode(), hashlib.sha256).hex()

    def _fold(self, events: Sequence[Recorded]) -> Link | None:
        """Bring a link's events together; None of one that was made for somebody who had this id before."""
        link: Link | None = None
        for recorded in events:
            match kind_of(recorded.event):
                case "link_made":
                    tenant, learner = _whose(recorded.stream)
                    if learner is not None and recorded.position < born(self._record, tenant, learner):
                        return None
                    link = _link(payload_of(recorded.event, LinkMade), tenant, learner, recorded.event.at)
                case "link_used" if link is not None:
                    link = msgspec.structs.replace(link, used=recorded.event.at)
                case "link_revoked" if link is not None:
                    link = msgspec.structs.replace(link, revoked=recorded.event.at)
                case _:
                    pass
        return link


def read_code(text: str) -> str | None:
    """
    Read a code as people type it: any case, with or without dashes; None where it is none.
    """
    plain = text.upper().translate(_READ)
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else None


def _link(made: LinkMade, tenant: TenantId, learner: LearnerId | None, at: int) -> Link:
    return Link(
        id=made.id,
        tenant=tenant,
        learner=learner,
        key=made.key,
        good=made.good,
        page=made.page,
        made=at,
        expires=made.expires,
    )


def _stream(tenant: TenantId, learner: LearnerId | None) -> StreamId:
    return tenant_stream(tenant) if learner is None else entry_stream(tenant, learner)


def _whose(stream: StreamId) -> tuple[TenantId, LearnerId | None]:
    kind, tenant, *rest = stream.split("/", 2)
    return TenantId(tenant), LearnerId(rest[0]) if kind == "entry" else None
