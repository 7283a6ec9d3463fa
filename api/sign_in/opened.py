"""
Sessions that are open: what was begun, and has neither ended nor run out.

Only for people to look at: whether a session counts is decided by its cookie and its
endings, and by nothing that is kept here. So a beginning is noted beside the endings, in the
stream of whom it lets in, and goes with them when a learner is erased.
"""

from typing import Literal, TypeAlias

import msgspec

from api.entry_events import payload_of, written
from api.sign_in.birth import beside_of
from api.sign_in.ending import Endings, stream_of
from api.sign_in.session import Session
from practice.ids import LearnerId, TenantId
from practice.record.contract import Record

__all__ = ["OpenSession", "Way", "note_begun", "open_sessions"]

Way: TypeAlias = Literal["key", "link", "code", "site"]
"""How somebody came in: by a key, a link, a class's code, or another site's word."""


class SessionBegun(msgspec.Struct, frozen=True, kw_only=True):
    """Event `session_begun`; `key` is the API key (or issuer) that it dies with, of no browser anything is kept."""

    session: str
    key: str
    by: Way
    generation: int
    expires: int


class OpenSession(msgspec.Struct, frozen=True, kw_only=True):
    """One session that is open; moments are in milliseconds since 1970. `id` ends it and opens nothing."""

    id: str
    key: str
    by: Way
    begun: int
    expires: int


async def note_begun(record: Record, session: Session, by: Way) -> None:
    """
    Note that a session has begun.
    """
    learner = session.learner or None
    event = SessionBegun(
        session=session.id, key=session.key, by=by, generation=session.generation, expires=session.expires
    )
    await record.annotate(
        stream_of(session.tenant, learner),
        written("session_begun", event, at=session.begun, key=f"{_begun(learner, session.key)}{session.id}"),
        beside=beside_of(session.tenant, learner),
    )


def open_sessions(
    record: Record, endings: Endings, tenant: TenantId, learner: LearnerId | None, key: str, *, now: int
) -> tuple[OpenSession, ...]:
    """
    Return the sessions of a learner, or of staff with a key, that have not ended, oldest first.

    What they were begun with may have been revoked since: that is the caller's to ask.
    """
    found = []
    generations: dict[str, int] = {}
    for recorded in record.keyed(stream_of(tenant, learner), _begun(learner, key)):
        begun = payload_of(recorded.event, SessionBegun)
        if begun.expires <= now:
            continue
        if begun.key not in generations:
            generations[begun.key] = endings.generation(tenant, learner, begun.key)
        if begun.generation == generations[begun.key] and not endings.is_ended(tenant, learner, begun.session):
            found.append(
                OpenSession(
                    id=begun.session, key=begun.key, by=begun.by, begun=recorded.event.at, expires=begun.expires
                )
            )
    return tuple(found)


def _begun(learner: LearnerId | None, key: str) -> str:
    return "begun/" if learner else f"begun/{key}/"
