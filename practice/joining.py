"""
Joining a class by a code: made and revoked by its teacher, typed by who comes in.

A code opens something until it expires, is revoked, is used up, or the key of whoever
made it opens nothing any more; which of these it was, nobody is told. Who comes in is a
new learner, or the one that they were where their device can prove it.
"""

import asyncio
from collections.abc import Callable
from typing import Final

import msgspec

from practice.classes import Classes
from practice.classroom.events import JoinCodeMade, JoinCodeRevoked, JoinedByCode, LearnerJoined
from practice.classroom.joining import code_digest, code_text, device_digest, typed_code
from practice.classroom.keys import CODES, code_mark, device_mark, joining_mark
from practice.classroom.roster import same_name
from practice.events import LearnerCreated, LearnerEvent
from practice.ids import ClassId, CodeId, LearnerId, StreamId, TenantId, class_stream, learner_stream
from practice.record.contract import Record
from practice.wire import decode, encode

__all__ = ["MAX_CODES", "MAX_USES", "CameIn", "JoinCode", "Joining", "NotOpened", "TooManyCodes", "UnknownCode"]

MAX_CODES: Final = 20
"""Codes of a class that open something at once."""
MAX_USES: Final = 1_000
"""Learners who may come in by one code."""
STREAM: Final = "class/"


class JoinCode(msgspec.Struct, frozen=True, kw_only=True):
    """
    One code of a class; times in milliseconds since 1970.

    `uses` learners may come in by it, `used` did so far; `opens` says whether it would let somebody in now.
    """

    id: CodeId
    text: str
    made: int
    expires: int
    uses: int
    used: int
    revoked: int | None
    opens: bool


class CameIn(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Somebody is in the class; `key` is the API key of who let them in."""

    tenant: TenantId
    class_id: ClassId
    learner: LearnerId
    key: str


class NotOpened(msgspec.Struct, frozen=True, tag=True):
    """The code opens nothing; why is told to nobody."""

    @property
    def sentence(self) -> str:
        """What is told."""
        return "This code opens nothing: it may be mistyped, used up, over or taken back. Ask your teacher for another."


class TooManyCodes(msgspec.Struct, frozen=True, tag=True):
    """The class has as many codes as one may have; nothing changed."""

    @property
    def sentence(self) -> str:
        """What is told."""
        return f"A class has {MAX_CODES} codes at most that open something. Take one back first."


class UnknownCode(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The class has no such code."""

    id: CodeId

    @property
    def sentence(self) -> str:
        """What is told."""
        return f"The class has no code {self.id}."


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What the class's stream says of a code."""

    made: JoinCodeMade
    revoked: int | None


class Joining:
    """The codes of all classes."""

    def __init__(self, record: Record, *, secret: bytes, alive: Callable[[str, TenantId, int], bool]) -> None:
        """
        Stand before a record.

        Parameters
        ----------
        record
            Where the streams are.
        secret
            Draws codes and keys digests.
        alive
            Says whether an API key of a tenant opens anything at a moment.
        """
        self._record = record
        self._secret = secret
        self._alive = alive
        self._classes = Classes(record)
        self._turn = asyncio.Lock()

    def of(self, tenant: TenantId, class_id: ClassId, *, now: int) -> tuple[JoinCode, ...]:
        """
        Return a class's codes, the latest last; those that open nothing any more, too.
        """
        return tuple(self._shown(tenant, class_id, kept, now) for kept in self._kept(tenant, class_id).values())

    async def make(
        self, tenant: TenantId, class_id: ClassId, code: CodeId, *, key: str, expires: int, uses: int, now: int
    ) -> JoinCode | TooManyCodes:
        """
        Make a code for a class that is there.
        """
        if sum(one.opens for one in self.of(tenant, class_id, now=now)) >= MAX_CODES:
            return TooManyCodes()
        signs = code_text(self._secret, tenant, class_id, code).replace("-", "")
        digest = code_digest(self._secret, signs)
        made = JoinCodeMade(at=now, code=code, digest=digest, key=key, expires=expires, uses=uses)
        await self._record.annotate(class_stream(tenant, class_id), encode(made))
        return self._shown(tenant, class_id, _Kept(made=made, revoked=None), now)

    async def revoke(self, tenant: TenantId, class_id: ClassId, code: CodeId, *, now: int) -> JoinCode | UnknownCode:
        """
        Take a code back; again changes nothing. Who came in by it stays.
        """
        if code not in self._kept(tenant, class_id):
            return UnknownCode(id=code)
        await self._record.annotate(class_stream(tenant, class_id), encode(JoinCodeRevoked(at=now, code=code)))
        return self._shown(tenant, class_id, self._kept(tenant, class_id)[code], now)

    async def come_in(
        self, typed: str, name: str, device: str | None, *, new_id: Callable[[], str], now: int
    ) -> CameIn | NotOpened:
        """
        Let somebody in who typed a code; durable when this returns.

        Parameters
        ----------
        typed, name
            The code as typed, and what they are called.
        device
            A secret of the device's own by which it can prove itself later; with the same
            name it gives the same learner.
        new_id
            Draws the pseudonym.
        now
            Milliseconds since 1970.
        """
        signs = typed_code(typed)
        digest = code_digest(self._secret, signs or "")
        async with self._turn:  # of many at once, no more come in than may
            found = self._record.marked(joining_mark(digest), STREAM, limit=1)
            made = decode(found[0].event) if found else None
            if not isinstance(made, JoinCodeMade):
                return NotOpened()
            _, tenant_text, class_text = found[0].stream.split("/", 2)
            tenant, class_id = TenantId(tenant_text), ClassId(class_text)
            kept = self._kept(tenant, class_id)[made.code]
            if not self._living(kept, tenant, now):
                return NotOpened()
            proof = None if device is None else device_digest(self._secret, tenant, class_id, device)
            learner = None if proof is None else self._known(tenant, proof, name)
            if learner is None:
                if self._used(tenant, made.code) >= made.uses:
                    return NotOpened()
                learner = LearnerId(new_id())
                begun: tuple[LearnerEvent, ...] = (
                    LearnerCreated(at=now, learner=learner),
                    JoinedByCode(at=now, class_id=class_id, code=made.code, device=proof),
                    LearnerJoined(at=now, class_id=class_id),
                )
                stream = learner_stream(tenant, learner)
                await self._record.append(stream, expected=0, events=[encode(event) for event in begun])
            else:
                await self._classes.join(tenant, class_id, learner, now=now)
            await self._record.name(learner_stream(tenant, learner), name)
        return CameIn(tenant=tenant, class_id=class_id, learner=learner, key=made.key)

    def _known(self, tenant: TenantId, proof: str, name: str) -> LearnerId | None:
        """
        Find who came in with this device under this name; several may share a device, and not a name.
        """
        prefix = learner_stream(tenant, LearnerId(""))
        for recorded in self._record.marked(device_mark(proof), prefix):
            called = self._record.names(recorded.stream).get(recorded.stream)
            if called is None or same_name(called) == same_name(name):
                return LearnerId(recorded.stream.removeprefix(prefix))
        return None

    def _living(self, kept: _Kept, tenant: TenantId, now: int) -> bool:
        return kept.revoked is None and now < kept.made.expires and self._alive(kept.made.key, tenant, now)

    def _used(self, tenant: TenantId, code: CodeId) -> int:
        return len(self._record.marked(code_mark(code), learner_stream(tenant, LearnerId("")), limit=MAX_USES))

    def _shown(self, tenant: TenantId, class_id: ClassId, kept: _Kept, now: int) -> JoinCode:
        used = self._used(tenant, kept.made.code)
        return JoinCode(
            id=kept.made.code,
            text=code_text(self._secret, tenant, class_id, kept.made.code),
            made=kept.made.at,
            expires=kept.made.expires,
            uses=kept.made.uses,
            used=used,
            revoked=kept.revoked,
            opens=self._living(kept, tenant, now) and used < kept.made.uses,
        )

    def _kept(self, tenant: TenantId, class_id: ClassId) -> dict[CodeId, _Kept]:
        stream: StreamId = class_stream(tenant, class_id)
        kept: dict[CodeId, _Kept] = {}
        for recorded in self._record.keyed(stream, CODES):
            match decode(recorded.event):
                case JoinCodeMade() as made:
                    kept[made.code] = _Kept(made=made, revoked=None)
                case JoinCodeRevoked(at=at, code=code) if code in kept:
                    kept[code] = msgspec.structs.replace(kept[code], revoked=at)
                case _:
                    pass
        return kept
