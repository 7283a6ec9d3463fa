"""
Assignments for the teacher: pasting, publishing, dates, opening the correction, taking back.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import ASSIGNMENT, ASSIGNMENTS, asked_for, given_in, require_class
from api.composing import PastedAsked, SourceAsked, confirmed_of
from api.decoding import read_body
from api.names import Name
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import class_id
from api.pasting import Asked, Nothing, Proposal, Proposals
from api.problems import Code, refused
from api.reviewing import AssignmentSent, send_assignment
from api.services import Services, principal_of, services_of
from api.shapes import Text, text_sent
from item_bank.ids import ItemId
from item_bank.pasting.drafted import Draft
from item_bank.pasting.problem import SolvedProblem
from practice.classes import UnknownClass
from practice.correction.composing import Plan, compose
from practice.correction.dates import DueDates, fault_of
from practice.correction.directive import Directive
from practice.correction.events import (
    AssignmentWithdrawn,
    CorrectionsOpened,
    DatesChanged,
)
from practice.correction.outcomes import Published
from practice.ids import AssignmentId

__all__ = ["ROUTES", "AssignmentAsked", "AssignmentList"]

ASSIGNMENT_ID = r"^[A-Za-z0-9][A-Za-z0-9_~-]*$(?!\n)"
"""As any id, but without a point: points part an assignment from its problems in the ids of opportunities."""
LICENSE = "For this class"
ATTRIBUTION = "Your teacher"


class ProblemsAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A homework as typed, and the language that it is written in (BCP 47)."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=15_000)]
    language: Annotated[str, msgspec.Meta(min_length=2, max_length=35)] = "en"


class ProposalSent(msgspec.Struct, frozen=True, kw_only=True):
    """One proposal, and what its learner would see: how the engine read the problem is there to be looked at."""

    proposal: Proposal
    shown: Text | None


class ProposalsSent(msgspec.Struct, frozen=True, kw_only=True):
    """All problems of a paste, in order."""

    proposals: tuple[ProposalSent, ...]


class AssignmentAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    A new assignment; without `id` the server draws one.

    `even_past` confirms a due date that has passed.
    """

    title: Name
    problems: Annotated[tuple[SourceAsked, ...], msgspec.Meta(min_length=1, max_length=60)]
    id: Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=ASSIGNMENT_ID)] | None = None
    language: Annotated[str, msgspec.Meta(min_length=2, max_length=35)] = "en"
    directive: Directive = Directive()
    dates: DueDates = DueDates()
    even_past: bool = False


class DatesAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Other dates for an assignment."""

    dates: DueDates
    even_past: bool = False


class AssignmentList(msgspec.Struct, frozen=True, kw_only=True):
    """A class's assignments, the latest last."""

    assignments: tuple[AssignmentSent, ...]


@route(
    Operation(
        id="read_problems",
        method="POST",
        path="/v1/classes/{class}/problems",
        action=Action.MANAGE_CLASSES,
        summary="Read a pasted homework, solve it, and propose items and skills; nothing is recorded.",
        body=ProblemsAsked,
        reply=ProposalsSent,
        codes=(Code.UNKNOWN_CLASS, Code.PASTE_TOO_LONG, Code.NOT_SOLVED_IN_TIME),
    )
)
async def read_problems(request: Request[Any, Any, Any]) -> ProposalsSent:
    """
    Propose what a paste comes to.
    """
    services, of = services_of(request), class_id(request)
    asked = await read_body(request, ProblemsAsked)
    require_class(services, principal_of(request).tenant, of)
    found = await _solved(services, PastedAsked(text=asked.text), asked.language, AssignmentId("pasted"))
    return ProposalsSent(proposals=tuple(_proposal(one, asked.language) for one in found.proposals))


@route(
    Operation(
        id="publish_assignment",
        method="POST",
        path=ASSIGNMENTS,
        action=Action.MANAGE_CLASSES,
        summary="Give a class an assignment, of the bank's items and of pasted problems as confirmed.",
        body=AssignmentAsked,
        reply=AssignmentSent,
        status=201,
        codes=(
            Code.UNKNOWN_CLASS,
            Code.ASSIGNMENT_EXISTS,
            Code.PROBLEM_UNSOLVED,
            Code.BAD_DATES,
            Code.PASTE_TOO_LONG,
            Code.NOT_SOLVED_IN_TIME,
            Code.UNKNOWN_SKILL_OR_ITEM,
        ),
    )
)
async def publish_assignment(request: Request[Any, Any, Any]) -> AssignmentSent:
    """
    Publish an assignment.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    asked = await read_body(request, AssignmentAsked)
    require_class(services, tenant, of)
    _check_dates(asked.dates, services, even_past=asked.even_past)
    name = AssignmentId(asked.id or services.new_id())
    bank = services.session.banks.active
    solved = [
        None if not isinstance(source, PastedAsked) else await _solved(services, source, asked.language, name)
        for source in asked.problems
    ]
    confirmed = confirmed_of(asked.problems, solved, bank)
    plan = Plan(
        id=name,
        class_id=of,
        title=asked.title,
        language=asked.language,
        directive=asked.directive,
        dates=asked.dates,
    )
    assignment = compose(plan, confirmed, tuple(bank.skills.values()))
    outcome = await services.assignments.publish(tenant, assignment, now=services.now())
    match outcome:
        case Published():
            return send_assignment(given_in(services, tenant, of, name), services.banks)
        case UnknownClass(id=unknown):
            raise refused(Code.UNKNOWN_CLASS, f"There is no class {unknown}.")
        case _:
            raise refused_outcome(outcome)


@route(
    Operation(
        id="list_assignments",
        method="GET",
        path=ASSIGNMENTS,
        action=Action.SEE_CLASSES,
        summary="List a class's assignments.",
        reply=AssignmentList,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def list_assignments(request: Request[Any, Any, Any]) -> AssignmentList:
    """
    List assignments.
    """
    services = services_of(request)
    outcome = services.assignments.of_class(principal_of(request).tenant, class_id(request))
    if isinstance(outcome, UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {outcome.id}.")
    return AssignmentList(assignments=tuple(send_assignment(given, services.banks) for given in outcome))


@route(
    Operation(
        id="open_corrections",
        method="POST",
        path=ASSIGNMENT + "/corrections",
        action=Action.MANAGE_CLASSES,
        summary="Open the correction, after the class's mistakes were gone over.",
        reply=AssignmentSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def open_corrections(request: Request[Any, Any, Any]) -> AssignmentSent:
    """
    Open the correction.
    """
    services, tenant, of, name = asked_for(request)
    if not given_in(services, tenant, of, name).corrections_open:
        await services.assignments.tell(tenant, of, CorrectionsOpened(at=services.now(), assignment=name))
    return send_assignment(given_in(services, tenant, of, name), services.banks)


@route(
    Operation(
        id="change_dates",
        method="PUT",
        path=ASSIGNMENT + "/dates",
        action=Action.MANAGE_CLASSES,
        summary="Change when an assignment is due.",
        body=DatesAsked,
        reply=AssignmentSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT, Code.BAD_DATES),
    )
)
async def change_dates(request: Request[Any, Any, Any]) -> AssignmentSent:
    """
    Change dates.
    """
    services, tenant, of, name = asked_for(request)
    asked = await read_body(request, DatesAsked)
    given_in(services, tenant, of, name)
    _check_dates(asked.dates, services, even_past=asked.even_past)
    event = DatesChanged(at=services.now(), assignment=name, dates=asked.dates)
    await services.assignments.tell(tenant, of, event)
    return send_assignment(given_in(services, tenant, of, name), services.banks)


@route(
    Operation(
        id="withdraw_assignment",
        method="DELETE",
        path=ASSIGNMENT,
        action=Action.MANAGE_CLASSES,
        summary="Take an assignment back; what was done on it stays.",
        reply=AssignmentSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def withdraw_assignment(request: Request[Any, Any, Any]) -> AssignmentSent:
    """
    Withdraw an assignment.
    """
    services, tenant, of, name = asked_for(request)
    if not given_in(services, tenant, of, name).withdrawn:
        await services.assignments.tell(tenant, of, AssignmentWithdrawn(at=services.now(), assignment=name))
    return send_assignment(given_in(services, tenant, of, name), services.banks)


def _proposal(proposal: Proposal, language: str) -> ProposalSent:
    """
    Render what a learner would see of a problem.
    """
    problem = proposal.problem
    shown = text_sent(problem.item.prompt, language) if isinstance(problem, SolvedProblem) else None
    return ProposalSent(proposal=proposal, shown=shown)


def _check_dates(dates: DueDates, services: Services, *, even_past: bool) -> None:
    fault = fault_of(dates, now=services.now())
    if fault is not None and not (fault.sure and even_past):
        raise refused(Code.BAD_DATES, fault.sentence)


async def _solved(services: Services, asked: PastedAsked, language: str, name: AssignmentId) -> Proposals:
    draft = Draft(id=ItemId(name), language=language, license=LICENSE, attribution=ATTRIBUTION)
    found = await services.paster.ask(services.session.banks.active, Asked(text=asked.text, draft=draft))
    if isinstance(found, Nothing):
        sentence = "Solving these took too long. Paste fewer of them, or type the answers of the hard ones."
        raise refused(Code.NOT_SOLVED_IN_TIME, sentence)
    if found.too_much:
        raise refused(Code.PASTE_TOO_LONG, found.too_much)
    return found


ROUTES = (
    read_problems,
    publish_assignment,
    list_assignments,
    open_corrections,
    change_dates,
    withdraw_assignment,
)
