"""
Homework for its learner: what is due, entering, handing in, correcting.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.decoding import read_body
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import assignment_id, learner_id, problem_id
from api.problems import Code
from api.sent.homework import WorkSent, send_work
from api.sent.opportunities import Opportunity, send_opportunity
from api.services import principal_of, services_of
from item_bank.language import Language, language_of
from item_bank.phrasebook import SPOKEN
from practice import beginning, lines
from practice.correction.assigned import AssignedWork
from practice.correction.events import LineWritten
from practice.correction.outcomes import Saved, Unread
from practice.correction.screening import MAX_LINE
from practice.looking_over import facts_about
from practice.outcomes import UnknownLearner
from practice.requests import Submission
from practice.righting import put_right
from practice.views import OpportunityView

__all__ = ["ROUTES", "EnteredAsked", "NextAsked", "SavedSent", "WorkList"]

PATH = "/v1/learners/{learner}/assignments"
MAX_STEPS = 20
"""Steps of one problem."""


class EnteredAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is entered for one problem, a response a step; what is missing is blank."""

    entered: Annotated[tuple[Submission, ...], msgspec.Meta(max_length=MAX_STEPS)]


class NextAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Asks for what comes next of a correction; `language` is the learner's."""

    language: Language | None = None


class LineAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line to the teacher; an empty one takes the one before back."""

    text: Annotated[str, msgspec.Meta(max_length=MAX_LINE)]


class LineKept(msgspec.Struct, frozen=True, kw_only=True):
    """The line as it is kept; when, in milliseconds since 1970."""

    problem: str
    text: str
    at: int


class SavedSent(msgspec.Struct, frozen=True, kw_only=True):
    """What was entered is kept; when, in milliseconds since 1970. `unread` says what could not be read."""

    problem: str
    at: int
    unread: tuple[Unread, ...]


class WorkList(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's assignments, the latest last."""

    assignments: tuple[WorkSent, ...]


@route(
    Operation(
        id="list_assignments_of_learner",
        method="GET",
        path=PATH,
        action=Action.SEE_PRACTICE,
        summary="List what a learner was given, with how it stands.",
        reply=WorkList,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def list_assignments_of_learner(request: Request[Any, Any, Any]) -> WorkList:
    """
    List a learner's assignments.
    """
    services = services_of(request)
    outcome = services.homework.of_learner(principal_of(request).tenant, learner_id(request))
    if isinstance(outcome, UnknownLearner):
        raise refused_outcome(outcome)
    return WorkList(assignments=tuple(send_work(one, services.banks, now=services.now()) for one in outcome))


@route(
    Operation(
        id="get_assignment_of_learner",
        method="GET",
        path=PATH + "/{assignment}",
        action=Action.SEE_PRACTICE,
        summary="Return one assignment as its learner sees it.",
        reply=WorkSent,
        codes=(Code.UNKNOWN_LEARNER, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def get_assignment_of_learner(request: Request[Any, Any, Any]) -> WorkSent:
    """
    Return one assignment.
    """
    services = services_of(request)
    tenant, learner = principal_of(request).tenant, learner_id(request)
    outcome = services.homework.assigned(tenant, learner, assignment_id(request))
    if isinstance(outcome, AssignedWork):
        telling = services.tellings.of(tenant, outcome.given.assignment.class_id)
        facts = facts_about(
            services.homework,
            services.session,
            services.assignments,
            tenant,
            learner,
            outcome.given,
            telling,
            now=services.now(),
        )
        spoken = outcome.terms.allowed.language or language_of(request.headers.get("accept-language", ""), SPOKEN)
        return send_work(outcome, services.banks, now=services.now(), facts=facts, language=spoken)
    raise refused_outcome(outcome)


@route(
    Operation(
        id="begin_work",
        method="POST",
        path=PATH + "/{assignment}/beginning",
        action=Action.PRACTISE,
        summary="Open the work: what of it need not be done is settled and recorded, once.",
        reply=WorkSent,
        codes=(Code.UNKNOWN_LEARNER, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def begin_work(request: Request[Any, Any, Any]) -> WorkSent:
    """
    Open the work.
    """
    services = services_of(request)
    outcome = await beginning.begin_work(
        services.homework,
        services.session,
        principal_of(request).tenant,
        learner_id(request),
        assignment_id(request),
        now=services.now(),
    )
    if isinstance(outcome, AssignedWork):
        return send_work(outcome, services.banks, now=services.now())
    raise refused_outcome(outcome)


@route(
    Operation(
        id="write_line",
        method="PUT",
        path=PATH + "/{assignment}/problems/{problem}/line",
        action=Action.PRACTISE,
        summary="Write one line about a problem to the teacher, who alone reads it.",
        body=LineAsked,
        reply=LineKept,
        codes=(
            Code.UNKNOWN_LEARNER,
            Code.UNKNOWN_ASSIGNMENT,
            Code.UNKNOWN_PROBLEM,
            Code.LINE_NOT_ASKED,
            Code.ASSIGNMENT_WITHDRAWN,
            Code.NOT_IN_CLASS,
        ),
    )
)
async def write_line(request: Request[Any, Any, Any]) -> LineKept:
    """
    Keep a line.
    """
    services = services_of(request)
    asked = await read_body(request, LineAsked)
    outcome = await lines.write_line(
        services.homework,
        principal_of(request).tenant,
        learner_id(request),
        assignment_id(request),
        problem_id(request),
        asked.text,
        now=services.now(),
    )
    if isinstance(outcome, LineWritten):
        return LineKept(problem=outcome.problem, text=outcome.text, at=outcome.at)
    raise refused_outcome(outcome)


@route(
    Operation(
        id="save_answer",
        method="PUT",
        path=PATH + "/{assignment}/problems/{problem}",
        action=Action.PRACTISE,
        summary="Keep what is entered for a problem so far, and say what of it cannot be read; nothing is judged.",
        body=EnteredAsked,
        reply=SavedSent,
        codes=(
            Code.UNKNOWN_LEARNER,
            Code.UNKNOWN_ASSIGNMENT,
            Code.UNKNOWN_PROBLEM,
            Code.ALREADY_HANDED_IN,
            Code.NOT_OPEN_YET,
            Code.ASSIGNMENT_CLOSED,
            Code.ASSIGNMENT_WITHDRAWN,
            Code.NOT_IN_CLASS,
        ),
    )
)
async def save_answer(request: Request[Any, Any, Any]) -> SavedSent:
    """
    Keep an answer.
    """
    services = services_of(request)
    asked = await read_body(request, EnteredAsked)
    outcome = await services.homework.save(
        principal_of(request).tenant,
        learner_id(request),
        assignment_id(request),
        problem_id(request),
        asked.entered,
        now=services.now(),
    )
    if isinstance(outcome, Saved):
        return SavedSent(problem=outcome.problem, at=outcome.at, unread=outcome.unread)
    raise refused_outcome(outcome)


@route(
    Operation(
        id="hand_in",
        method="POST",
        path=PATH + "/{assignment}/hand-in",
        action=Action.PRACTISE,
        summary="Hand an assignment in as it was saved, and have it judged.",
        reply=WorkSent,
        codes=(
            Code.UNKNOWN_LEARNER,
            Code.UNKNOWN_ASSIGNMENT,
            Code.ALREADY_HANDED_IN,
            Code.NOT_OPEN_YET,
            Code.ASSIGNMENT_CLOSED,
            Code.RELEASE_WITHDRAWN,
            Code.ASSIGNMENT_WITHDRAWN,
            Code.NOT_IN_CLASS,
        ),
    )
)
async def hand_in(request: Request[Any, Any, Any]) -> WorkSent:
    """
    Hand in.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    outcome = await services.homework.hand_in(tenant, learner, assignment_id(request), now=services.now())
    if isinstance(outcome, AssignedWork):
        # A word that the teacher said while this was being judged came too late for it.
        given = services.assignments.find(tenant, outcome.given.assignment.id) or outcome.given
        if given.overrides:
            await put_right(services.homework, services.session, tenant, given, (learner,), now=services.now())
        return send_work(outcome, services.banks, now=services.now())
    raise refused_outcome(outcome)


@route(
    Operation(
        id="correct_problem",
        method="POST",
        path=PATH + "/{assignment}/problems/{problem}/correction",
        action=Action.PRACTISE,
        summary="Open what comes next for a missed problem: the problem again, what it builds on, or a fresh one.",
        body=NextAsked,
        reply=Opportunity,
        codes=(
            Code.UNKNOWN_LEARNER,
            Code.UNKNOWN_ASSIGNMENT,
            Code.UNKNOWN_PROBLEM,
            Code.NOTHING_TO_CORRECT,
            Code.NOT_OPEN_YET,
            Code.ASSIGNMENT_CLOSED,
            Code.RELEASE_WITHDRAWN,
            Code.ASSIGNMENT_WITHDRAWN,
            Code.NOT_IN_CLASS,
            Code.NOTHING_TO_PRACTISE,
            Code.UNKNOWN_SKILL_OR_ITEM,
            Code.TOO_MANY_OPEN,
        ),
    )
)
async def correct_problem(request: Request[Any, Any, Any]) -> Opportunity:
    """
    Open a correction.
    """
    services = services_of(request)
    asked = await read_body(request, NextAsked)
    outcome = await services.homework.go_on(
        principal_of(request).tenant,
        learner_id(request),
        assignment_id(request),
        problem_id(request),
        now=services.now(),
        seed=services.new_seed(),
        language=asked.language,
    )
    if isinstance(outcome, OpportunityView):
        return send_opportunity(outcome)
    raise refused_outcome(outcome)


ROUTES = (
    list_assignments_of_learner,
    get_assignment_of_learner,
    begin_work,
    save_answer,
    write_line,
    hand_in,
    correct_problem,
)
