"""
Signing out: which sessions have ended before their time.

One session ends by its id, all of somebody's by a new generation. A learner's
endings stand in a stream of their own beside their links (`entry_stream`), which is erased with
them; staff's in the tenant's. Nothing is remembered outside the record, so an
erase leaves nothing behind.
"""

import msgspec

from api.entry_events import written
from api.sign_in.birth import beside_of, born
from api.sign_in.session import Session
from practice.ids import LearnerId, StreamId, TenantId, entry_stream, tenant_stream
from practice.record.contract import Record

__all__ = ["Endings", "stream_of"]


class SessionEnded(msgspec.Struct, frozen=True, kw_only=True):
    """Event `session_ended`: one browser was signed out."""

    session: str


class SessionsEnded(msgspec.Struct, frozen=True, kw_only=True):
    """Event `sessions_ended`: all of somebody's were; of whom, where they are staff, says their key."""

    key: str
    generation: int


class Endings:
    """The sessions of all tenants that were ended."""

    def __init__(self, record: Record) -> None:
        """
        Stand before a record.
        """
        self._record = record

    def generation(self, tenant: TenantId, learner: LearnerId | None, key: str) -> int:
        """
        Say how often somebody signed out everywhere.
        """
        return len(self._record.keyed(stream_of(tenant, learner), _everywhere(learner, key)))

    def ended(self, session: Session) -> bool:
        """
        Say whether a session was ended, or its learner is no longer the one that it was begun for.
        """
        learner = session.learner or None
        if learner is not None and session.born != born(self._record, session.tenant, learner):
            return True
        if self.is_ended(session.tenant, learner, session.id):
            return True
        return self.generation(session.tenant, learner, session.key) != session.generation

    def is_ended(self, tenant: TenantId, learner: LearnerId | None, session: str) -> bool:
        """
        Say whether a session of this id was ended by itself.
        """
        return bool(self._record.keyed(stream_of(tenant, learner), f"session/{session}"))

    async def end(self, tenant: TenantId, learner: LearnerId | None, session: str, *, now: int) -> None:
        """
        End one session by its id; ending it again changes nothing.
        """
        event = written("session_ended", SessionEnded(session=session), at=now, key=f"session/{session}")
        await self._record.annotate(stream_of(tenant, learner), event, beside=beside_of(tenant, learner))

    async def end_all(self, tenant: TenantId, learner: LearnerId | None, key: str, *, now: int) -> None:
        """
        End all sessions of a learner, or of staff with a key.
        """
        generation = self.generation(tenant, learner, key) + 1
        said = SessionsEnded(key="" if learner else key, generation=generation)
        # Two who do it at once make one generation: the key is there already.
        event = written("sessions_ended", said, at=now, key=f"{_everywhere(learner, key)}{generation}")
        await self._record.annotate(stream_of(tenant, learner), event, beside=beside_of(tenant, learner))


def stream_of(tenant: TenantId, learner: LearnerId | None) -> StreamId:
    """
    Return the stream in which somebody's comings and goings stand: a learner's own, staff's the tenant's.
    """
    return tenant_stream(tenant) if learner is None else entry_stream(tenant, learner)


def _everywhere(learner: LearnerId | None, key: str) -> str:
    return "everywhere/" if learner else f"everywhere/{key}/"
