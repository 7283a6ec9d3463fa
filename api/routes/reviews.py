"""
Looking over a class's work: common mistakes and words about them, verdicts, keys, second chances.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import ASSIGNMENT, asked_for, given_in, right_all
from api.composing import AssignmentAsked, PastedAsked, composed
from api.decoding import read_body
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import Id, assignment_id, class_id, learner_id, problem_id
from api.problems import Code, refused
from api.sent.reviewing import ReviewSent, send_review
from api.services import Services, principal_of, services_of
from hints.guards.step_words import words_leak
from item_bank.ids import SkillId, StepId
from practice import deciding
from practice.correction.assignment import AssignedProblem
from practice.correction.clusters import given_answer
from practice.correction.dates import LAST_MOMENT
from practice.correction.events import (
    MistakeAnnotated,
    ProblemRevised,
    VerdictOverridden,
)
from practice.correction.given import Given
from practice.correction.keys import assignment_prefix, problem_of
from practice.correction.outcomes import UnknownAssignment, UnknownCluster, UnknownProblem
from practice.correction.rekeying import newly_right, rekeyed
from practice.groups import groups_of
from practice.ids import AssignmentId, ClassId, LearnerId, ProblemId, TenantId, learner_stream
from practice.looking_over import class_handed_in, class_looked_over
from practice.outcomes import Busy, UnknownLearner

__all__ = ["ROUTES", "review"]


class DueAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another due moment for one learner, in milliseconds since 1970; None is as for the class."""

    due: Annotated[int, msgspec.Meta(ge=0, le=LAST_MOMENT)] | None


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


class KeyAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A problem as it should have been typed, with its key behind an arrow where the engine cannot solve it."""

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=4_000)]
    skill: SkillId | None = None


class ActAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lets a learner off a problem, or gives another chance at it."""

    act: deciding.Act


@route(
    Operation(
        id="review_assignment",
        method="GET",
        path=ASSIGNMENT,
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
        id="annotate_mistake",
        method="PUT",
        path=ASSIGNMENT + "/words",
        action=Action.MANAGE_CLASSES,
        summary="Say something about a common mistake: who makes it is shown these words first.",
        body=WordsAsked,
        reply=ReviewSent,
        codes=(
            Code.UNKNOWN_CLASS,
            Code.UNKNOWN_ASSIGNMENT,
            Code.UNKNOWN_PROBLEM,
            Code.UNKNOWN_CLUSTER,
            Code.WORDS_LEAK,
        ),
    )
)
async def annotate_mistake(request: Request[Any, Any, Any]) -> ReviewSent:
    """
    Annotate a cluster.
    """
    services, tenant, of, name = asked_for(request)
    asked = await read_body(request, WordsAsked)
    given = given_in(services, tenant, of, name)
    problem = _problem(given, asked.problem)
    bank = services.banks.of(problem.release)
    exercise = None if bank is None else bank.open(problem.item, problem.variant, given.assignment.language)
    if asked.text and exercise is not None and words_leak(asked.text, exercise, asked.step):
        sentence = "These words give the answer away. Say what to look at, and not what comes out."
        raise refused(Code.WORDS_LEAK, sentence)
    place = (problem.id, asked.step, asked.cluster)
    work = class_handed_in(services.homework, tenant, given)
    if (*place[:2], given.seal.of(asked.cluster)) not in given.words and not given_answer(work.values(), *place):
        raise refused_outcome(UnknownCluster())
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
        path=ASSIGNMENT + "/verdicts",
        action=Action.MANAGE_CLASSES,
        summary="Let an answer count as right, or wrong, for everybody who gave it.",
        body=VerdictAsked,
        reply=ReviewSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT, Code.UNKNOWN_PROBLEM, Code.UNKNOWN_CLUSTER),
    )
)
async def override_verdict(request: Request[Any, Any, Any]) -> ReviewSent:
    """
    Override a verdict.
    """
    services, tenant, of, name = asked_for(request)
    asked = await read_body(request, VerdictAsked)
    given = given_in(services, tenant, of, name)
    problem = _problem(given, asked.problem)
    place = (problem.id, asked.step, asked.cluster)
    work = class_handed_in(services.homework, tenant, given)
    if (*place[:2], given.seal.of(asked.cluster)) not in given.overrides and not given_answer(work.values(), *place):
        raise refused_outcome(UnknownCluster())
    event = VerdictOverridden(
        at=services.now(),
        assignment=name,
        problem=problem.id,
        step=asked.step,
        cluster=asked.cluster,
        right=asked.right,
    )
    await services.assignments.tell(tenant, of, event)
    await right_all(services, tenant, of, name)
    return review(services, tenant, of, name)


@route(
    Operation(
        id="correct_key",
        method="PUT",
        path=ASSIGNMENT + "/problems/{problem}/key",
        action=Action.MANAGE_CLASSES,
        summary="Put a pasted problem or its key right: same answers are judged anew, and nobody loses by it.",
        body=KeyAsked,
        reply=ReviewSent,
        codes=(
            Code.UNKNOWN_CLASS,
            Code.UNKNOWN_ASSIGNMENT,
            Code.UNKNOWN_PROBLEM,
            Code.UNKNOWN_SKILL_OR_ITEM,
            Code.PROBLEM_OF_BANK,
            Code.PROBLEM_UNSOLVED,
            Code.PASTE_TOO_LONG,
            Code.NOT_SOLVED_IN_TIME,
        ),
    )
)
async def correct_key(request: Request[Any, Any, Any]) -> ReviewSent:
    """
    Put a problem or its key right.
    """
    services, tenant, of, name = asked_for(request)
    asked = await read_body(request, KeyAsked)
    before = given_in(services, tenant, of, name)
    old = _problem(before, problem_id(request))
    if old.release != before.assignment.release:
        raise refused(Code.PROBLEM_OF_BANK, "This problem is the bank's. Count single answers as right instead.")
    skill = asked.skill or next(iter(old.skills), None)
    source = PastedAsked(text=asked.text, label=old.id, skill=skill)
    wanted = AssignmentAsked(title=before.assignment.title, problems=(source,), language=before.assignment.language)
    fresh = await composed(services, wanted, of, name)
    given = given_in(services, tenant, of, name)
    revised = rekeyed(given.assignment, old.id, fresh)
    if revised == given.assignment:
        return review(services, tenant, of, name)
    bank = services.assignments.opened(revised)
    work = class_handed_in(services.homework, tenant, given)
    asked_now = next(one for one in revised.problems if one.id == old.id)
    exercise = bank.open(asked_now.item, asked_now.variant, revised.language)
    right = newly_right(old.id, exercise, [one for each in work.values() for one in each])
    at = services.now()
    words = [
        VerdictOverridden(at=at, assignment=name, problem=old.id, step=step, cluster=cluster, right=True)
        for step, cluster in right
    ]
    await services.assignments.revise(tenant, ProblemRevised(at=at, problem=old.id, assignment=revised), words)
    await right_all(services, tenant, of, name)
    return review(services, tenant, of, name)


@route(
    Operation(
        id="act_on_problem",
        method="POST",
        path=ASSIGNMENT + "/learners/{learner}/problems/{problem}",
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
    services, tenant, of, name = asked_for(request)
    asked = await read_body(request, ActAsked)
    given = given_in(services, tenant, of, name)
    learner, problem = learner_id(request), problem_id(request)
    outcome = await deciding.act_on(services.homework, tenant, learner, given, problem, asked.act, now=services.now())
    _told(outcome)
    # by that the teacher has seen to it: it would wait on in the class's list, of a problem that is let go as well
    for entry in tuple(services.courses.of(tenant, learner).waiting.values()):
        if entry.opportunity.startswith(assignment_prefix(name)) and problem_of(name, entry.opportunity) == problem:
            await services.settling.settle(tenant, learner, entry.opportunity, "seen", now=services.now())
    return review(services, tenant, of, name)


@route(
    Operation(
        id="move_due",
        method="PUT",
        path=ASSIGNMENT + "/learners/{learner}/due",
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
    services, tenant, of, name = asked_for(request)
    asked = await read_body(request, DueAsked)
    given = given_in(services, tenant, of, name)
    _told(await deciding.move_due(services.homework, tenant, learner_id(request), given, asked.due, now=services.now()))
    return review(services, tenant, of, name)


def review(services: Services, tenant: TenantId, of: ClassId, name: AssignmentId) -> ReviewSent:
    """
    Show a class's work on an assignment.
    """
    given = given_in(services, tenant, of, name)
    prefix = learner_stream(tenant, LearnerId(""))
    names = {LearnerId(stream.removeprefix(prefix)): called for stream, called in services.record.names(prefix).items()}
    telling = services.tellings.of(tenant, of)
    looked = class_looked_over(services.homework, services.session, tenant, given, telling, now=services.now())
    return send_review(given, looked, names, groups_of(services.record, tenant, of), services.banks)


def _problem(given: Given, name: str) -> AssignedProblem:
    """
    Find a problem of an assignment.
    """
    problem = given.assignment.problem(ProblemId(name))
    if problem is None:
        raise refused_outcome(UnknownProblem(id=ProblemId(name)))
    return problem


def _told(outcome: UnknownLearner | UnknownProblem | UnknownAssignment | Busy | None) -> None:
    if outcome is not None:
        raise refused_outcome(outcome)


ROUTES = (
    review_assignment,
    annotate_mistake,
    override_verdict,
    correct_key,
    act_on_problem,
    move_due,
)
