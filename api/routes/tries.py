"""
Tries: what a learner entered, and what was said to it.

A try is a `PUT` under its number, so sending it again after a lost reply is
harmless: the first reply comes again, and another body under a used number is a
conflict.
"""

from typing import Any, Final

import msgspec
from litestar import Request

from api.access import Action
from api.decoding import read_body
from api.operation import Operation, Query, route
from api.outcomes import refused_outcome
from api.parameters import learner_id, opportunity_id, query_number, try_number
from api.problems import Code
from api.sent.exercises import HintSent, send_hint
from api.sent.opportunities import TrySent, send_reply
from api.services import principal_of, services_of
from practice.requests import Submission
from practice.views import TryReply, TryView

__all__ = ["ROUTES", "HintReply"]

PATH = "/v1/learners/{learner}/opportunities/{opportunity}/tries/{n}"
UNKNOWN = (Code.UNKNOWN_LEARNER, Code.UNKNOWN_OPPORTUNITY)

MOST_WAIT: Final = 20
"""Seconds of one wait: longer than any hint takes, shorter than proxies' patience."""


class TryAsked(Submission, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    One response to one open step or scaffold.

    `locale` (BCP 47) says how its numbers are written; None as in the exercise's language. `pasted` says that some of
    it was pasted in: a weak fact, told to nobody unless a class's teacher wants it.
    """

    pasted: bool = False


class HintReply(msgspec.Struct, frozen=True, kw_only=True):
    """The newest help for one try; `hint` is null where it needed none, `hint_pending` says that a better may come."""

    n: int
    hint: HintSent | None
    hint_pending: bool


@route(
    Operation(
        id="submit_try",
        method="PUT",
        path=PATH,
        action=Action.PRACTISE,
        summary="Judge a response, record it, and help where it was wrong.",
        body=TryAsked,
        reply=TrySent,
        codes=(
            *UNKNOWN,
            Code.TRY_CONFLICT,
            Code.OUT_OF_ORDER,
            Code.STEP_NOT_OPEN,
            Code.OPPORTUNITY_ENDED,
            Code.RELEASE_WITHDRAWN,
            Code.ASSIGNMENT_WITHDRAWN,
            Code.NOT_IN_CLASS,
            Code.ASSIGNMENT_CLOSED,
        ),
    )
)
async def submit_try(request: Request[Any, Any, Any]) -> TrySent:
    """
    Take a response; it is durable before the reply.
    """
    services = services_of(request)
    asked = await read_body(request, TryAsked)
    submission = Submission(step=asked.step, response=asked.response, locale=asked.locale)
    outcome = await services.session.submit(
        principal_of(request).tenant,
        learner_id(request),
        opportunity_id(request),
        try_number(request),
        submission,
        now=services.now(),
        pasted=asked.pasted,
    )
    if isinstance(outcome, TryReply):
        return send_reply(outcome)
    raise refused_outcome(outcome)


@route(
    Operation(
        id="get_try",
        method="GET",
        path=PATH,
        action=Action.SEE_PRACTICE,
        summary="Return the reply that a try got.",
        reply=TrySent,
        codes=(*UNKNOWN, Code.UNKNOWN_TRY),
    )
)
async def get_try(request: Request[Any, Any, Any]) -> TrySent:
    """
    Return what was replied to a try.
    """
    outcome = services_of(request).session.showing.try_reply(
        principal_of(request).tenant, learner_id(request), opportunity_id(request), try_number(request)
    )
    if isinstance(outcome, TryReply):
        return send_reply(outcome)
    raise refused_outcome(outcome)


@route(
    Operation(
        id="get_hint",
        method="GET",
        path=PATH + "/hint",
        action=Action.SEE_PRACTICE,
        summary="Return the newest help for a try, at once or when it is known whether better words come.",
        reply=HintReply,
        query=(
            Query(
                name="wait",
                about="Seconds to wait, at most, while better words are looked for.",
                bounds=(0, MOST_WAIT),
                default=0,
            ),
        ),
        codes=(*UNKNOWN, Code.UNKNOWN_TRY),
    )
)
async def get_hint(request: Request[Any, Any, Any]) -> HintReply:
    """
    Return the help for a try.
    """
    services = services_of(request)
    place = (principal_of(request).tenant, learner_id(request), opportunity_id(request), try_number(request))
    seconds = query_number(request, "wait")
    looking = services.looking
    if looking is not None and seconds and not services.draining:
        await looking.wait(*place, seconds=seconds)
    outcome = services.session.showing.tried(*place)
    if isinstance(outcome, TryView):
        pending = looking is not None and looking.pending(*place)
        return HintReply(n=outcome.n, hint=send_hint(outcome.hint), hint_pending=pending)
    raise refused_outcome(outcome)


ROUTES = (submit_try, get_try, get_hint)
