"""
Assignments for the teacher: pasting and publishing, the class's work, words about mistakes, verdicts, second chances.
"""

from typing import Annotated, Any, Literal, TypeAlias

import msgspec
from litestar import Request

from api.access import Action
from api.composing import PastedAsked, SourceAsked, confirmed_of
from api.decoding import read_body
from api.gradebook import gradebook
from api.homework import AssignmentSent, ReviewSent, send_assignment, send_review
from api.names import Name
from api.operation import Operation, Raw, route
from api.outcomes import refused_outcome
from api.parameters import Id, assignment_id, class_id, learner_id, problem_id
from api.pasting import Asked, Nothing, Proposal, Proposals
from api.problems import Code, refused
from api.services import Services, principal_of, services_of
from api.shapes import Text, text_sent
from item_bank.ids import ItemId, StepId
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
    MistakeAnnotated,
    VerdictOverridden,
)
from practice.correction.given import Given
from practice.correction.outcomes import Published, UnknownAssignment, UnknownProblem
from practice.correction.words import words_leak
from practice.ids import AssignmentId, ClassId, LearnerId, TenantId, learner_stream
from practice.looking_over import class_looked_over
from practice.outcomes import Busy, UnknownLearner

__all__ = ["ROUTES", "AssignmentAsked", "AssignmentList"]

PATH = "/v1/classes/{class}/assignments"
ONE = PATH + "/{assignment}"
ASSIGNMENT_ID = r"^[A-Za-z0-9][A-Za-z0-9_~-]*$(?!\n)"
"""As any id, but without a point: points part an assignment from its problems in the ids of opportunities."""
LICENSE = "For this class"
ATTRIBUTION = "Your teacher"

Act: TypeAlias = Literal["excuse", "reopen"]


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


class DueAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another due moment for one learner, in milliseconds since 1970; None is as for the class."""

    due: int | None


class WordsAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The teacher's words about a cluster of mistakes; empty ones take them back. `name` is what learners are told."""

    problem: Id
    step: StepId
    cluster: Annotated[str, msgspec.Meta(max_length=400)]
    text: Annotated[str, msgspec.Meta(max_length=400)]
    name: Annotated[str, msgspec.Meta(max_length=60)] = ""


class VerdictAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether an answer counts as right, for everybody who gave it."""

    problem: Id
    step: StepId
    cluster: Annotated[str, msgspec.Meta(max_length=400)]
    right: bool


class ActAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lets a learner off a problem, or gives another chance at it."""

    act: Act


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
    _class(services, principal_of(request).tenant, of)
    found = await _solved(services, PastedAsked(text=asked.text), asked.language, AssignmentId("pasted"))
    return ProposalsSent(proposals=tuple(_proposal(one, asked.language) for one in found.proposals))


@route(
    Operation(
        id="publish_assignment",
        method="POST",
        path=PATH,
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
    _class(services, tenant, of)
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
            return send_assignment(_given(services, tenant, of, name), services.banks)
        case UnknownClass(id=unknown):
            raise refused(Code.UNKNOWN_CLASS, f"There is no class {unknown}.")
        case _:
            raise refused_outcome(outcome)


@route(
    Operation(
        id="list_assignments",
        method="GET",
        path=PATH,
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
        id="review_assignment",
        method="GET",
        path=ONE,
        action=Action.SEE_CLASSES,
        summary="Show the class's work: common mistakes, and who needs somebody.",
        reply=ReviewSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def review_assignment(request: Request[Any, Any, Any]) -> ReviewSent:
    """
    Show the class's work.
    """
    return review(services_of(request), principal_of(request).tenant, class_id(request), assignment_id(request))


@route(
    Operation(
        id="get_grades",
        method="GET",
        path=ONE + "/grades.csv",
        action=Action.SEE_CLASSES,
        summary="Export the grades of an assignment as CSV.",
        media_type="text/csv; charset=utf-8",
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def get_grades(request: Request[Any, Any, Any]) -> Raw:
    """
    Export grades.
    """
    shown = review(services_of(request), principal_of(request).tenant, class_id(request), assignment_id(request))
    disposition = f'attachment; filename="{shown.assignment.id}.csv"'
    return Raw(
        content=gradebook(shown), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )


@route(
    Operation(
        id="open_corrections",
        method="POST",
        path=ONE + "/corrections",
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
    services, tenant, of, name = _asked_for(request)
    if not _given(services, tenant, of, name).corrections_open:
        await services.assignments.tell(tenant, of, CorrectionsOpened(at=services.now(), assignment=name))
    return send_assignment(_given(services, tenant, of, name), services.banks)


@route(
    Operation(
        id="change_dates",
        method="PUT",
        path=ONE + "/dates",
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
    services, tenant, of, name = _asked_for(request)
    asked = await read_body(request, DatesAsked)
    _given(services, tenant, of, name)
    _check_dates(asked.dates, services, even_past=asked.even_past)
    event = DatesChanged(at=services.now(), assignment=name, dates=asked.dates)
    await services.assignments.tell(tenant, of, event)
    return send_assignment(_given(services, tenant, of, name), services.banks)


@route(
    Operation(
        id="withdraw_assignment",
        method="DELETE",
        path=ONE,
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
    services, tenant, of, name = _asked_for(request)
    if not _given(services, tenant, of, name).withdrawn:
        await services.assignments.tell(tenant, of, AssignmentWithdrawn(at=services.now(), assignment=name))
    return send_assignment(_given(services, tenant, of, name), services.banks)


@route(
    Operation(
        id="annotate_mistake",
        method="PUT",
        path=ONE + "/words",
        action=Action.MANAGE_CLASSES,
        summary="Say something about a common mistake: who makes it is shown these words first.",
        body=WordsAsked,
        reply=ReviewSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT, Code.UNKNOWN_PROBLEM, Code.WORDS_LEAK),
    )
)
async def annotate_mistake(request: Request[Any, Any, Any]) -> ReviewSent:
    """
    Annotate a cluster.
    """
    services, tenant, of, name = _asked_for(request)
    asked = await read_body(request, WordsAsked)
    given = _given(services, tenant, of, name)
    problem = next((one for one in given.assignment.problems if one.id == asked.problem), None)
    if problem is None:
        raise refused(Code.UNKNOWN_PROBLEM, f"The assignment has no problem {asked.problem}.")
    bank = services.banks.of(problem.release)
    exercise = None if bank is None else bank.open(problem.item, problem.variant, given.assignment.language)
    if asked.text and exercise is not None and words_leak(asked.text, exercise, asked.step):
        sentence = "These words give the answer away. Say what to look at, and not what comes out."
        raise refused(Code.WORDS_LEAK, sentence)
    event = MistakeAnnotated(
        at=services.now(),
        assignment=name,
        problem=problem.id,
        step=asked.step,
        cluster=asked.cluster,
        text=asked.text.strip(),
        name=asked.name.strip(),
    )
    await services.assignments.tell(tenant, of, event)
    return review(services, tenant, of, name)


@route(
    Operation(
        id="override_verdict",
        method="PUT",
        path=ONE + "/verdicts",
        action=Action.MANAGE_CLASSES,
        summary="Let an answer count as right, or wrong, for everybody who gave it.",
        body=VerdictAsked,
        reply=ReviewSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT, Code.UNKNOWN_PROBLEM),
    )
)
async def override_verdict(request: Request[Any, Any, Any]) -> ReviewSent:
    """
    Override a verdict.
    """
    services, tenant, of, name = _asked_for(request)
    asked = await read_body(request, VerdictAsked)
    given = _given(services, tenant, of, name)
    problem = next((one for one in given.assignment.problems if one.id == asked.problem), None)
    if problem is None:
        raise refused(Code.UNKNOWN_PROBLEM, f"The assignment has no problem {asked.problem}.")
    event = VerdictOverridden(
        at=services.now(),
        assignment=name,
        problem=problem.id,
        step=asked.step,
        cluster=asked.cluster,
        right=asked.right,
    )
    await services.assignments.tell(tenant, of, event)
    return review(services, tenant, of, name)


@route(
    Operation(
        id="act_on_problem",
        method="POST",
        path=ONE + "/learners/{learner}/problems/{problem}",
        action=Action.MANAGE_CLASSES,
        summary="Let a learner off a problem, or give another chance at it.",
        body=ActAsked,
        reply=ReviewSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT, Code.UNKNOWN_PROBLEM, Code.UNKNOWN_LEARNER),
    )
)
async def act_on_problem(request: Request[Any, Any, Any]) -> ReviewSent:
    """
    Excuse or reopen.
    """
    services, tenant, of, name = _asked_for(request)
    asked = await read_body(request, ActAsked)
    given = _given(services, tenant, of, name)
    outcome = await services.homework.act(
        tenant, learner_id(request), given, problem_id(request), asked.act, now=services.now()
    )
    _told(outcome)
    return review(services, tenant, of, name)


@route(
    Operation(
        id="move_due",
        method="PUT",
        path=ONE + "/learners/{learner}/due",
        action=Action.MANAGE_CLASSES,
        summary="Let an assignment be due at another time for one learner.",
        body=DueAsked,
        reply=ReviewSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT, Code.UNKNOWN_LEARNER),
    )
)
async def move_due(request: Request[Any, Any, Any]) -> ReviewSent:
    """
    Move one learner's due moment.
    """
    services, tenant, of, name = _asked_for(request)
    asked = await read_body(request, DueAsked)
    given = _given(services, tenant, of, name)
    _told(await services.homework.move_due(tenant, learner_id(request), given, asked.due, now=services.now()))
    return review(services, tenant, of, name)


def review(services: Services, tenant: TenantId, of: ClassId, name: AssignmentId) -> ReviewSent:
    """
    Show a class's work on an assignment.
    """
    given = _given(services, tenant, of, name)
    prefix = learner_stream(tenant, LearnerId(""))
    names = {LearnerId(stream.removeprefix(prefix)): called for stream, called in services.record.names(prefix).items()}
    looked = class_looked_over(services.homework, services.session, services.assignments, tenant, given)
    return send_review(given, looked, names, services.banks)


def _proposal(proposal: Proposal, language: str) -> ProposalSent:
    """
    Render what a learner would see of a problem.
    """
    problem = proposal.problem
    shown = text_sent(problem.item.prompt, language) if isinstance(problem, SolvedProblem) else None
    return ProposalSent(proposal=proposal, shown=shown)


def _asked_for(request: Request[Any, Any, Any]) -> tuple[Services, TenantId, ClassId, AssignmentId]:
    return services_of(request), principal_of(request).tenant, class_id(request), assignment_id(request)


def _class(services: Services, tenant: TenantId, of: ClassId) -> None:
    if isinstance(services.assignments.of_class(tenant, of), UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {of}.")


def _given(services: Services, tenant: TenantId, of: ClassId, name: AssignmentId) -> Given:
    """
    Find an assignment of a class; another class's is not here.
    """
    found = services.assignments.of_class(tenant, of)
    if isinstance(found, UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {of}.")
    given = next((one for one in found if one.assignment.id == name), None)
    if given is None:
        raise refused_outcome(UnknownAssignment(id=name))
    return given


def _check_dates(dates: DueDates, services: Services, *, even_past: bool) -> None:
    fault = fault_of(dates, now=services.now())
    if fault is not None and not (fault.sure and even_past):
        raise refused(Code.BAD_DATES, fault.sentence)


def _told(outcome: UnknownLearner | UnknownProblem | UnknownAssignment | Busy | None) -> None:
    if outcome is not None:
        raise refused_outcome(outcome)


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
    review_assignment,
    get_grades,
    open_corrections,
    change_dates,
    withdraw_assignment,
    annotate_mistake,
    override_verdict,
    act_on_problem,
    move_due,
)
