"""
Events of who may come in: keys, links, issuers, launches and sessions, as the record keeps them.

They stand in the record beside practice's, and `practice.wire` knows none of them. Here is
which kinds there are and in which version: what a newer program wrote is refused as unreadable, and not
taken for something that it is not. A changed shape gets a new version, a way from the one before, and a golden log.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, TypeVar

import msgspec

from practice.record.contract import NewEvent
from practice.wire import UnreadableEvent

__all__ = ["VERSIONS", "kind_of", "payload_of", "written"]

VERSIONS: Final[Mapping[str, int]] = MappingProxyType(
    {
        "key_added": 1,
        "key_revoked": 1,
        "link_made": 1,
        "link_used": 1,
        "link_revoked": 1,
        "issuer_added": 1,
        "issuer_removed": 1,
        "launch_spent": 1,
        "session_begun": 1,
        "session_ended": 1,
        "sessions_ended": 1,
    }
)
"""The present version of each kind; all are first ones so far."""

Payload = TypeVar("Payload", bound=msgspec.Struct)


def written(kind: str, payload: msgspec.Struct, *, at: int, key: str, marks: tuple[str, ...] = ()) -> NewEvent:
    """
    Make an event ready to be appended, in its kind's present version.
    """
    encoded = msgspec.json.encode(payload)
    return NewEvent(kind=kind, version=VERSIONS[kind], at=at, payload=encoded, key=key, marks=marks)


def kind_of(event: NewEvent) -> str:
    """
    Return an event's kind.

    Raises
    ------
    UnreadableEvent
        If it is none of these, or of a version that this program does not know.
    """
    if event.version != VERSIONS.get(event.kind):
        message = f"an event {event.kind!r} of version {event.version} needs a newer version of this program"
        raise UnreadableEvent(message)
    return event.kind


def payload_of(event: NewEvent, shape: type[Payload]) -> Payload:
    """
    Read what an event says, in the shape of its kind.

    Raises
    ------
    UnreadableEvent
        As `kind_of`, or if it is damaged.
    """
    kind = kind_of(event)
    try:
        return msgspec.json.decode(event.payload, type=shape)
    except msgspec.MsgspecError as error:
        message = f"an event {kind!r} of version {event.version} is damaged: {error}"
        raise UnreadableEvent(message) from error
