"""
Events: what happens to a learner's tries after their replies, as it happens (server-sent events).

Each event is whole and has the version of the learner's stream as its id, so a
client that lost the line goes on with `Last-Event-ID`. A stream ends when the
service is asked to stop, and now and then by itself, so that whoever listens has to
show again that they may.
"""

from collections.abc import AsyncIterator
from typing import Any, Final

import msgspec
from litestar import Request

from api.access import Action
from api.operation import Operation, Query, Streamed, route
from api.outcomes import refused_outcome
from api.parameters import learner_id, number, query_number
from api.problems import Code, refused
from api.sent.shapes import HintSent, send_hint
from api.services import Services, principal_of, services_of
from hints.shared.fanout import Heard
from practice.ids import LearnerId, OpportunityId, TenantId, learner_stream
from practice.news import news
from practice.outcomes import UnknownLearner

__all__ = ["ROUTES", "HintRevisedSent"]

LONGEST_SECONDS: Final = 900.0
"""Then the client comes again by itself, with a token that still has to be good."""
RETRY_MS: Final = 2_000
MOST_STREAMS: Final = 4_096
"""At once in one server."""
MOST_OF_LEARNER: Final = 8
"""At once of one learner: a few tabs on a few machines."""


class HintRevisedSent(msgspec.Struct, frozen=True, kw_only=True):
    """Better words for one try, whole; they stand in place of the words before."""

    opportunity: OpportunityId
    n: int
    revision: int
    hint: HintSent


@route(
    Operation(
        id="listen_to_learner",
        method="GET",
        path="/v1/learners/{learner}/events",
        action=Action.SEE_PRACTICE,
        summary="Tell of better hints as they come: server-sent events named hint_revised, each with JSON as its data.",
        reply=HintRevisedSent,
        media_type="text/event-stream",
        query=(
            Query(
                name="after",
                about="Go on after this event; the header Last-Event-ID does the same and wins.",
                bounds=(0, 10**9),
                default=-1,
            ),
        ),
        codes=(Code.UNKNOWN_LEARNER, Code.NOT_READY, Code.TOO_MANY_REQUESTS),
    )
)
async def listen_to_learner(request: Request[Any, Any, Any]) -> Streamed:
    """
    Tell of better hints.
    """
    services = services_of(request)
    tenant, learner = principal_of(request).tenant, learner_id(request)
    if services.draining:
        raise refused(Code.NOT_READY, "The service was asked to stop.", retry_after=10)
    after = number(request.headers.get("last-event-id", ""), 0, 10**9)
    if after is None and (asked := query_number(request, "after")) >= 0:
        after = asked
    begin = news(services.record, tenant, learner, after=after)
    if isinstance(begin, UnknownLearner):
        raise refused_outcome(begin)
    topic = learner_stream(tenant, learner)
    if services.streams[topic] >= MOST_OF_LEARNER or services.streams.total() >= MOST_STREAMS:
        raise refused(Code.TOO_MANY_REQUESTS, "Too many streams are open. Close one, then open another.", retry_after=5)
    return Streamed(_told(services, tenant, learner, begin.version if after is None else after))


async def _told(services: Services, tenant: TenantId, learner: LearnerId, after: int) -> AsyncIterator[bytes]:
    topic = learner_stream(tenant, learner)
    services.streams[topic] += 1
    try:
        yield f"retry: {RETRY_MS}\n\n".encode()
        until = services.now() + LONGEST_SECONDS * 1_000
        async with services.fanout.listen(topic) as listening:
            while services.now() < until:
                # Read first: what came before the listening, or was told of and got lost, is found all the same.
                more = True
                while more:
                    found = news(services.record, tenant, learner, after=after)
                    if isinstance(found, UnknownLearner):
                        return
                    for version, revised in found.revisions:
                        hint = send_hint(revised.hint)
                        if hint is not None:
                            yield _event(version, revised.opportunity, revised.n, revised.revision, hint)
                    after, more = found.version, found.more
                match await listening.heard(services.beat_seconds):
                    case Heard.CLOSED:
                        return
                    case Heard.QUIET:
                        yield b": nothing new\n\n"
                    case Heard.NEWS:
                        pass
    finally:
        services.streams[topic] -= 1
        if not services.streams[topic]:
            del services.streams[topic]


def _event(version: int, opportunity: OpportunityId, n: int, revision: int, hint: HintSent) -> bytes:
    data = msgspec.json.encode(HintRevisedSent(opportunity=opportunity, n=n, revision=revision, hint=hint))
    return b"id: %d\nevent: hint_revised\ndata: %b\n\n" % (version, data)


ROUTES = (listen_to_learner,)
