"""
Replays: one exercise of one learner told again for the teacher, and help that did not help.
"""

from typing import Annotated, Any, Final

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import members_of, require_class
from api.decoding import read_body
from api.operation import Operation, Query, route
from api.outcomes import refused_outcome
from api.parameters import class_id, learner_id, opportunity_id, query_number
from api.problems import Code, refused
from api.sent.replays import HelpRow, HelpSent, ReplaySent, send_help, send_replay
from api.services import Services, principal_of, services_of
from hints.identity import bare
from practice.ids import ClassId, TenantId
from practice.moments import DAY_MS
from practice.observing.helping import HelpTally, tallied
from practice.observing.retelling import retold
from practice.present import opportunity_view
from practice.refusals import unknown_opportunity
from practice.settled import HintRestored, HintWithdrawn

__all__ = ["ROUTES"]

HELP: Final = "/v1/classes/{class}/help"
MOST_ROWS: Final = 100
"""Words of one list: those that failed most often."""
TERM: Final = 120
"""Days that are looked back at, unless asked otherwise."""


class WithdrawalAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether words are shown to nobody of the tenant any more; `words` is their name in the list."""

    words: Annotated[str, msgspec.Meta(max_length=600)]
    withdrawn: bool


@route(
    Operation(
        id="replay_opportunity",
        method="GET",
        path="/v1/learners/{learner}/opportunities/{opportunity}/replay",
        action=Action.SEE_CLASSES,
        summary="Tell an exercise of a learner again: what was shown, entered and said, answer by answer.",
        reply=ReplaySent,
        codes=(Code.UNKNOWN_LEARNER, Code.UNKNOWN_OPPORTUNITY),
    )
)
async def replay_opportunity(request: Request[Any, Any, Any]) -> ReplaySent:
    """
    Tell an exercise again.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    opportunity = opportunity_id(request)
    events = services.session.showing.happened(tenant, learner, opportunity)
    if not isinstance(events, tuple):
        raise refused_outcome(events)
    disputes = tuple(services.courses.of(tenant, learner).disputes.values())
    told = retold(events, disputes)
    if told is None:
        raise refused_outcome(unknown_opportunity(opportunity))
    return send_replay(learner, told)


@route(
    Operation(
        id="list_help",
        method="GET",
        path=HELP,
        action=Action.SEE_CLASSES,
        summary="List the help that a class was given by what came of it, what failed most often first.",
        reply=HelpSent,
        query=(Query(name="days", about="How far to look back.", bounds=(1, 3_650), default=TERM),),
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def list_help(request: Request[Any, Any, Any]) -> HelpSent:
    """
    List help and what came of it.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    require_class(services, tenant, of)
    return _listed(services, tenant, of, query_number(request, "days"))


@route(
    Operation(
        id="withdraw_help",
        method="PUT",
        path=HELP,
        action=Action.MANAGE_CLASSES,
        summary="Show words to nobody of the tenant any more, or again.",
        body=WithdrawalAsked,
        reply=HelpSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_WORDS),
    )
)
async def withdraw_help(request: Request[Any, Any, Any]) -> HelpSent:
    """
    Withdraw words, or take that back.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    asked = await read_body(request, WithdrawalAsked)
    require_class(services, tenant, of)
    gone = asked.words in services.sayings.of(tenant).withdrawn
    if asked.withdrawn and not gone:
        found = next((one for one in _tallied(services, tenant, of, TERM) if one.words == asked.words), None)
        if found is None:
            raise refused(Code.UNKNOWN_WORDS, "Nobody of this class was shown these words.")
        event = HintWithdrawn(
            at=services.now(), words=asked.words, text=bare(asked.words, _row(services, tenant, found).text)
        )
        await services.sayings.tell(tenant, event)
    elif gone and not asked.withdrawn:
        await services.sayings.tell(tenant, HintRestored(at=services.now(), words=asked.words))
    return _listed(services, tenant, of, TERM)


def _listed(services: Services, tenant: TenantId, of: ClassId, days: int) -> HelpSent:
    withdrawn = services.sayings.of(tenant).withdrawn
    found = _tallied(services, tenant, of, days)
    rows = [_row(services, tenant, one) for one in found[:MOST_ROWS]]
    return send_help(rows, withdrawn, services.banks.active)


def _tallied(services: Services, tenant: TenantId, of: ClassId, days: int) -> tuple[HelpTally, ...]:
    members = members_of(services, tenant, of)
    since = services.now() - days * DAY_MS
    return tallied(((one, services.courses.of(tenant, one)) for one in members), since=since)


def _row(services: Services, tenant: TenantId, tally: HelpTally) -> HelpRow:
    """
    Find words as they were shown last, and with which exercise.
    """
    last = tally.last
    events = services.session.showing.happened(tenant, last.learner, last.opportunity)
    view = opportunity_view(events) if isinstance(events, tuple) else None
    hints = (one.hint for one in (() if view is None else view.tries) if one.n == last.n)
    text = next((hint.text for hint in hints if hint is not None), "")
    if view is None:
        return HelpRow(tally=tally, release=None, text=text, title="", prompt="")
    # often the problem alone does not say what was asked
    step = next((one.step for one in view.tries if one.n == last.n), None)
    parts = (part for one in view.steps for part in (one.shown, *one.scaffolds) if part is not None)
    asked = next((part.prompt for part in parts if part.id == step), "")
    prompt = "\n\n".join(dict.fromkeys(one for one in (view.shown.prompt, asked) if one))
    return HelpRow(tally=tally, release=view.release, text=text, title=view.shown.title, prompt=prompt)


ROUTES = (replay_opportunity, list_help, withdraw_help)
