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
from api.event_streams import AFTER, BEGINNING, LONGEST_MS, counted, gone_on_from, require_room, require_running
from api.operation import Operation, Streamed, route
from api.outcomes import refused_outcome
from api.parameters import learner_id
from api.problems import Code
from api.sent.exercises import HintSent, send_hint
from api.services import Services, principal_of, services_of
from hints.shared.fanout import Heard
from practice.ids import LearnerId, OpportunityId, TenantId, learner_stream
from practice.news import news
from practice.outcomes import UnknownLearner

__all__ = ["ROUTES", "HintRevisedSent"]

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
        query=(AFTER,),
        codes=(Code.UNKNOWN_LEARNER, Code.NOT_READY, Code.TOO_MANY_REQUESTS),
    )
)
async def listen_to_learner(request: Request[Any, Any, Any]) -> Streamed:
    """
    Tell of better hints.
    """
    services = services_of(request)
    tenant, learner = principal_of(request).tenant, learner_id(request)
    require_running(services)
    after = gone_on_from(request)
    begin = news(services.record, tenant, learner, after=after)
    if isinstance(begin, UnknownLearner):
        raise refused_outcome(begin)
    topic = learner_stream(tenant, learner)
    require_room(services, topic, most=MOST_OF_LEARNER)
    return Streamed(_told(services, tenant, learner, begin.version if after is None else after))


async def _told(services: Services, tenant: TenantId, learner: LearnerId, after: int) -> AsyncIterator[bytes]:
    topic = learner_stream(tenant, learner)
    with counted(services, topic):
        yield BEGINNING
        until = services.now() + LONGEST_MS
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


def _event(version: int, opportunity: OpportunityId, n: int, revision: int, hint: HintSent) -> bytes:
    data = msgspec.json.encode(HintRevisedSent(opportunity=opportunity, n=n, revision=revision, hint=hint))
    return b"id: %d\nevent: hint_revised\ndata: %b\n\n" % (version, data)


ROUTES = (listen_to_learner,)
