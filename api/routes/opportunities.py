"""
Opportunities: one exercise before one learner; opening, listing, looking, reading, skipping.
"""

from typing import Annotated, Any, Literal

import msgspec
from litestar import Request

from api.access import Action
from api.decoding import read_body
from api.operation import Operation, Query, route
from api.outcomes import refused_outcome
from api.parameters import accepted_language, learner_id, opportunity_id, query_number, query_text
from api.problems import Code
from api.sent.opportunities import Opportunity, ReadingSent, send_opportunity, send_reading
from api.services import principal_of, services_of
from item_bank.algebra.context import Format
from item_bank.answers.response import MAX_TEXT, Final
from item_bank.ids import StepId
from item_bank.language import Language
from practice.history import History, history
from practice.ids import AssignmentId, OpportunityId
from practice.opening import Occasion
from practice.requests import Wish
from practice.views import OpportunityView, ReadingView
from practice.withholding import is_withheld

__all__ = ["ROUTES", "EndingAsked", "ReadingAsked"]

PATH = "/v1/learners/{learner}/opportunities"
MAX_PAGE = 100
"""Exercises of one page: each is looked up with all of its tries."""


class ReadingAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text that is being typed, for which step; nothing of it is recorded."""

    step: StepId
    text: Annotated[str, msgspec.Meta(max_length=MAX_TEXT)]
    format: Format = "text"
    locale: Language | None = None


class EndingAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a learner may end an opportunity: by skipping it."""

    how: Literal["skipped"]


@route(
    Operation(
        id="open_opportunity",
        method="POST",
        path=PATH,
        action=Action.PRACTISE,
        summary="Open the learner's next exercise, or return the one that is open.",
        body=Wish,
        reply=Opportunity,
        codes=(
            Code.UNKNOWN_LEARNER,
            Code.UNKNOWN_SKILL_OR_ITEM,
            Code.NOTHING_TO_PRACTISE,
            Code.TOO_MANY_OPEN,
            Code.IN_HOMEWORK,
        ),
    )
)
async def open_opportunity(request: Request[Any, Any, Any]) -> Opportunity:
    """
    Choose and open an exercise; opening again returns the same.
    """
    services = services_of(request)
    wish = await read_body(request, Wish)
    if wish.language is None:
        accepted = accepted_language(request, services.session.banks.active)
        wish = msgspec.structs.replace(wish, language=accepted)
    tenant, learner, now = principal_of(request).tenant, learner_id(request), services.now()
    if wish.assignment is not None and services.assignments.find(tenant, AssignmentId(wish.assignment)) is not None:
        # homework opens its own exercises: what comes beside it is free practice
        wish = msgspec.structs.replace(wish, assignment=None)
    outcome = await services.session.open(
        tenant,
        learner,
        wish=wish,
        now=now,
        seed=services.new_seed(),
        opportunity=OpportunityId(services.new_id()),
        occasion=Occasion(
            withheld=lambda state, item, variant: is_withheld(
                services.homework, tenant, learner, state, item, variant, now=now
            )
        ),
    )
    if isinstance(outcome, OpportunityView):
        return send_opportunity(outcome)
    raise refused_outcome(outcome)


@route(
    Operation(
        id="list_opportunities",
        method="GET",
        path=PATH,
        action=Action.SEE_PRACTICE,
        summary="List the exercises that a learner was given, newest first.",
        reply=History,
        query=(
            Query(name="after", about="The last opportunity of the page before."),
            Query(name="limit", about="How many.", bounds=(1, MAX_PAGE), default=20),
        ),
        codes=(Code.UNKNOWN_LEARNER, Code.UNKNOWN_OPPORTUNITY),
    )
)
async def list_opportunities(request: Request[Any, Any, Any]) -> History:
    """
    List opportunities, a page at a time.
    """
    after = query_text(request, "after")
    outcome = history(
        services_of(request).record,
        principal_of(request).tenant,
        learner_id(request),
        after=OpportunityId(after) if after else None,
        limit=query_number(request, "limit"),
    )
    if isinstance(outcome, History):
        return outcome
    raise refused_outcome(outcome)


@route(
    Operation(
        id="get_opportunity",
        method="GET",
        path=PATH + "/{opportunity}",
        action=Action.SEE_PRACTICE,
        summary="Return an exercise as its learner sees it, with the tries so far.",
        reply=Opportunity,
        codes=(Code.UNKNOWN_LEARNER, Code.UNKNOWN_OPPORTUNITY),
    )
)
async def get_opportunity(request: Request[Any, Any, Any]) -> Opportunity:
    """
    Show an opportunity.
    """
    outcome = services_of(request).session.showing.view(
        principal_of(request).tenant, learner_id(request), opportunity_id(request)
    )
    if isinstance(outcome, OpportunityView):
        return send_opportunity(outcome)
    raise refused_outcome(outcome)


@route(
    Operation(
        id="read_text",
        method="POST",
        path=PATH + "/{opportunity}/reading",
        action=Action.PRACTISE,
        summary="Say how a text would be read; nothing is judged or recorded.",
        body=ReadingAsked,
        reply=ReadingSent,
        codes=(
            Code.UNKNOWN_LEARNER,
            Code.UNKNOWN_OPPORTUNITY,
            Code.STEP_NOT_OPEN,
            Code.OPPORTUNITY_ENDED,
            Code.RELEASE_WITHDRAWN,
        ),
    )
)
async def read_text(request: Request[Any, Any, Any]) -> ReadingSent:
    """
    Preview how a text is read.
    """
    asked = await read_body(request, ReadingAsked)
    outcome = services_of(request).session.showing.reading(
        principal_of(request).tenant,
        learner_id(request),
        opportunity_id(request),
        asked.step,
        Final(text=asked.text, format=asked.format),
        asked.locale,
    )
    if isinstance(outcome, ReadingView):
        return send_reading(outcome)
    raise refused_outcome(outcome)


@route(
    Operation(
        id="end_opportunity",
        method="PUT",
        path=PATH + "/{opportunity}/ending",
        action=Action.PRACTISE,
        summary="Skip an exercise; skipping again changes nothing.",
        body=EndingAsked,
        reply=Opportunity,
        codes=(Code.UNKNOWN_LEARNER, Code.UNKNOWN_OPPORTUNITY),
    )
)
async def end_opportunity(request: Request[Any, Any, Any]) -> Opportunity:
    """
    End an opportunity by skipping it.
    """
    services = services_of(request)
    await read_body(request, EndingAsked)
    outcome = await services.session.skip(
        principal_of(request).tenant, learner_id(request), opportunity_id(request), now=services.now()
    )
    if isinstance(outcome, OpportunityView):
        return send_opportunity(outcome)
    raise refused_outcome(outcome)


ROUTES = (open_opportunity, list_opportunities, get_opportunity, read_text, end_opportunity)
