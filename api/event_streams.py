"""
Event streams: who may open one, where it goes on, how many are open, and when each ends.

What is told over them is their routes'. Each ends by itself after a quarter of an
hour, so that whoever listens has to show again that they may.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

from litestar import Request

from api.operation import Query
from api.parameters import number, query_number
from api.problems import Code, refused
from api.services import Services
from practice.ids import StreamId

__all__ = [
    "AFTER",
    "BEGINNING",
    "LONGEST_MS",
    "MOST_STREAMS",
    "counted",
    "gone_on_from",
    "require_room",
    "require_running",
]

LONGEST_MS: Final = 900_000
"""Then the client comes again by itself, with a credential that still has to be good."""
MOST_STREAMS: Final = 4_096
"""At once in one server."""
BEGINNING: Final = b"retry: 2000\n\n"
"""What a stream begins with: a client that lost the line comes again after two seconds."""
MOST_EVENTS: Final = 10**9
AFTER: Final = Query(
    name="after",
    about="Go on after this event; the header Last-Event-ID does the same and wins.",
    bounds=(0, MOST_EVENTS),
    default=-1,
)


def require_running(services: Services) -> None:
    """
    Refuse a new stream once the service was asked to stop.
    """
    if services.draining:
        raise refused(Code.NOT_READY, "The service was asked to stop.", retry_after=10)


def gone_on_from(request: Request[Any, Any, Any]) -> int | None:
    """
    Return the event after which a client goes on; None where it begins.
    """
    after = number(request.headers.get("last-event-id", ""), 0, MOST_EVENTS)
    if after is None and (asked := query_number(request, AFTER.name)) >= 0:
        return asked
    return after


def require_room(services: Services, topic: StreamId, *, most: int) -> None:
    """
    Refuse one stream too many: of one topic, or of the server.
    """
    if services.streams[topic] >= most or services.streams.total() >= MOST_STREAMS:
        raise refused(Code.TOO_MANY_REQUESTS, "Too many streams are open. Close one, then open another.", retry_after=5)


@contextmanager
def counted(services: Services, topic: StreamId) -> Iterator[None]:
    """
    Count a stream for as long as it is open.
    """
    services.streams[topic] += 1
    try:
        yield
    finally:
        services.streams[topic] -= 1
        if not services.streams[topic]:
            del services.streams[topic]
