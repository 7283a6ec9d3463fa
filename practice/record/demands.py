"""
What a record demands of whoever appends.

The broken contracts every implementation refuses alike, before anything is
queued or written: no events, one key twice, text or numbers that no database
can hold. What is merely unlucky (stale, duplicate) is an outcome, not this.
"""

from collections.abc import Sequence

from practice.ids import StreamId
from practice.record.contract import NewEvent

__all__ = ["require_appendable", "require_text"]

INTEGER_LIMIT = 2**63
"""SQLite's and PostgreSQL's widest integer has 64 bits, one of them the sign."""


def require_appendable(stream: StreamId, events: Sequence[NewEvent]) -> None:
    """
    Refuse events that break the contract.

    Raises
    ------
    ValueError
        If there is no event, two share a key, a time does not fit 64 bits, or
        a text holds half of a surrogate pair.
    """
    if not events:
        message = "an append takes at least one event"
        raise ValueError(message)
    require_text(stream)
    keys: set[str] = set()
    for event in events:
        require_text(event.kind, event.key or "", *event.marks)
        if not -INTEGER_LIMIT <= event.at < INTEGER_LIMIT:
            message = f"the time of a {event.kind} event does not fit 64 bits"
            raise ValueError(message)
        if event.key is not None and event.key in keys:
            message = f"two {event.kind} events of one append share a key"
            raise ValueError(message)
        if event.key is not None:
            keys.add(event.key)


def require_text(*texts: str) -> None:
    """
    Refuse text that UTF-8 cannot write.

    Raises
    ------
    ValueError
        If a text holds half of a surrogate pair (`UnicodeEncodeError` is one).
    """
    for text in texts:
        text.encode()
