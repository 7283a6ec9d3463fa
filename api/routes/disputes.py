"""
"I think I am right": a learner's word against a verdict, the teacher's over both, and what waits in the queue.
"""

import asyncio
from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import given_in, members_of, require_class, right_all
from api.decoding import read_body
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import Id, assignment_id, class_id, learner_id, opportunity_id, problem_id, try_number
from api.problems import Code
from api.routes.classes import QueueSent
from api.routes.snapshots import learner_names
from api.sent.disputes import DisputeSent, send_dispute
from api.services import Services, principal_of, services_of
from practice.classes import Classes, UnknownClass
from practice.correction.assigned import AssignedWork
from practice.correction.clusters import cluster_key
from practice.correction.events import VerdictOverridden
from practice.correction.standing import standing
from practice.ids import AssignmentId, ClassId, LearnerId, OpportunityId, ProblemId, TenantId, learner_stream
from practice.observing.disputes import Dispute
from practice.observing.queue import queue_of
from practice.refusals import unknown_learner
from practice.settled import AnswerAccepted, Settled
from practice.settling import Disputed

__all__ = ["ROUTES"]

TRY = "/v1/learners/{learner}/opportunities/{opportunity}/tries/{n}/dispute"
PROBLEM = "/v1/learners/{learner}/assignments/{assignment}/problems/{problem}/dispute"
OF_CLASS = "/v1/classes/{class}/disputes"
MAX_WORD = 400


class DisputeList(msgspec.Struct, frozen=True, kw_only=True):
    """Disputes, the oldest first; of a class those that wait."""

    disputes: tuple[DisputeSent, ...]


class DecisionAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether an answer counts as right, for everybody who gave it, and a word to the learner who asked."""

    learner: Id
    dispute: Annotated[str, msgspec.Meta(max_length=400)]
    right: bool
    word: Annotated[str, msgspec.Meta(max_length=MAX_WORD)] = ""


class DecisionSent(msgspec.Struct, frozen=True, kw_only=True):
    """Decided; `regraded` are the tries in practice that count as right from now on, the learner's own among them."""

    right: bool
    regraded: int


class SettlingAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the teacher did about somebody who waited: saw it, or answered in person."""

    learner: Id
    opportunity: Id
    how: Settled


@route(
    Operation(
        id="dispute_try",
        method="POST",
        path=TRY,
        action=Action.PRACTISE,
        summary="Tell the teacher that the answer of a try is right, whatever the verdict.",
        reply=DisputeSent,
        codes=(Code.UNKNOWN_LEARNER, Code.UNKNOWN_OPPORTUNITY, Code.UNKNOWN_TRY, Code.NOTHING_WRONG),
    )
)
async def dispute_try(request: Request[Any, Any, Any]) -> DisputeSent:
    """
    Dispute a verdict in practice.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    outcome = await services.settling.dispute_try(
        tenant, learner, opportunity_id(request), try_number(request), now=services.now()
    )
    if isinstance(outcome, Disputed):
        return send_dispute(services, tenant, learner, None, outcome.dispute)
    raise refused_outcome(outcome)


@route(
    Operation(
        id="dispute_answer",
        method="POST",
        path=PROBLEM,
        action=Action.PRACTISE,
        summary="Tell the teacher that an answer handed in is right, whatever the verdict.",
        reply=DisputeSent,
        codes=(Code.UNKNOWN_LEARNER, Code.UNKNOWN_ASSIGNMENT, Code.UNKNOWN_PROBLEM, Code.NOTHING_WRONG),
    )
)
async def dispute_answer(request: Request[Any, Any, Any]) -> DisputeSent:
    """
    Dispute a verdict on homework.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    found = services.homework.assigned(tenant, learner, assignment_id(request))
    if not isinstance(found, AssignedWork):
        raise refused_outcome(found)
    outcome = await services.settling.dispute_answer(
        tenant, learner, found.given, found.work, problem_id(request), now=services.now()
    )
    if isinstance(outcome, Disputed):
        return send_dispute(services, tenant, learner, None, outcome.dispute)
    raise refused_outcome(outcome)


@route(
    Operation(
        id="list_disputes_of_learner",
        method="GET",
        path="/v1/learners/{learner}/disputes",
        action=Action.SEE_PRACTICE,
        summary="List what a learner thought to be right, and what the teacher said of it.",
        reply=DisputeList,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def list_disputes_of_learner(request: Request[Any, Any, Any]) -> DisputeList:
    """
    List a learner's disputes.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    if services.record.load(learner_stream(tenant, learner)).stream_version == 0:
        raise refused_outcome(unknown_learner(learner))
    found = services.courses.of(tenant, learner).disputes.values()
    return DisputeList(disputes=tuple(send_dispute(services, tenant, learner, None, one) for one in found))


@route(
    Operation(
        id="list_disputes",
        method="GET",
        path=OF_CLASS,
        action=Action.SEE_CLASSES,
        summary="List the answers that learners of a class think are right and nobody has decided.",
        reply=DisputeList,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def list_disputes(request: Request[Any, Any, Any]) -> DisputeList:
    """
    List a class's disputes.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    require_class(services, tenant, of)
    names = learner_names(services, tenant)
    found = [
        (learner, one)
        for learner in members_of(services, tenant, of)
        for one in services.courses.of(tenant, learner).disputes.values()
        if one.settled_at is None
    ]
    found.sort(key=lambda pair: pair[1].at)
    return DisputeList(
        disputes=tuple(send_dispute(services, tenant, learner, names.get(learner), one) for learner, one in found)
    )


@route(
    Operation(
        id="decide_dispute",
        method="PUT",
        path=OF_CLASS,
        action=Action.MANAGE_CLASSES,
        summary="Confirm a verdict, or override it for everybody who gave the same answer.",
        body=DecisionAsked,
        reply=DecisionSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_LEARNER, Code.UNKNOWN_DISPUTE, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def decide_dispute(request: Request[Any, Any, Any]) -> DecisionSent:
    """
    Decide a dispute.

    What holds for all is recorded before the dispute is closed, so that a decision that broke off half-way is
    taken again as a whole; one at a time, so that of two who decide at once the second finds it closed and changes
    nothing for anybody.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    asked = await read_body(request, DecisionAsked)
    async with services.deciding_dispute:
        return await _decided(services, tenant, of, asked)


async def _decided(services: Services, tenant: TenantId, of: ClassId, asked: DecisionAsked) -> DecisionSent:
    """
    Decide a dispute, while nobody else decides one.
    """
    learner = _member(services, tenant, of, asked.learner)
    found = services.courses.of(tenant, learner).disputes.get(asked.dispute)
    regraded = 0
    if found is not None and found.settled_at is None and asked.right:
        if found.opportunity is not None:
            regraded = await _accept(services, tenant, learner, found)
        else:
            await _override(services, tenant, of, learner, found)
    outcome = await services.settling.decide(
        tenant, learner, asked.dispute, right=asked.right, word=asked.word.strip(), now=services.now()
    )
    if isinstance(outcome, Dispute):
        return DecisionSent(right=asked.right, regraded=regraded)
    raise refused_outcome(outcome)


@route(
    Operation(
        id="settle_waiting",
        method="PUT",
        path="/v1/classes/{class}/queue",
        action=Action.MANAGE_CLASSES,
        summary="Take somebody who waits off the teacher's queue: seen, or answered in person.",
        body=SettlingAsked,
        reply=QueueSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_LEARNER, Code.UNKNOWN_OPPORTUNITY),
    )
)
async def settle_waiting(request: Request[Any, Any, Any]) -> QueueSent:
    """
    Settle an entry of the queue.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    asked = await read_body(request, SettlingAsked)
    learner = _member(services, tenant, of, asked.learner)
    outcome = await services.settling.settle(
        tenant, learner, OpportunityId(asked.opportunity), asked.how, now=services.now()
    )
    if outcome is not None:
        raise refused_outcome(outcome)
    waiting = queue_of(services.courses, Classes(services.record), tenant, of)
    return QueueSent(waiting=() if isinstance(waiting, UnknownClass) else waiting)


def _member(services: Services, tenant: TenantId, of: ClassId, name: str) -> LearnerId:
    """
    Find a learner of a class; one of another class is not here.
    """
    require_class(services, tenant, of)
    learner = LearnerId(name)
    if learner not in members_of(services, tenant, of):
        raise refused_outcome(unknown_learner(learner))
    return learner


async def _accept(services: Services, tenant: TenantId, learner: LearnerId, found: Dispute) -> int:
    """
    Let an answer in practice count as right: from now on, and wherever in the tenant it was given.
    """
    gone = services.courses.of(tenant, learner).gone.get(found.opportunity or OpportunityId(""))
    tried = None if gone is None else next((one for one in gone.tries if one.n == found.n), None)
    if gone is None or tried is None or tried.answer is None:
        return 0
    event = AnswerAccepted(
        at=services.now(),
        release=gone.release,
        item=gone.item,
        variant=gone.variant,
        step=tried.step,
        answer=tried.answer,
    )
    await services.sayings.tell(tenant, event)
    regraded, after, prefix = 0, "", learner_stream(tenant, LearnerId(""))
    while streams := services.record.streams(prefix, after=after, limit=100):
        learners = [LearnerId(stream.removeprefix(prefix)) for stream in streams]
        regraded += await services.settling.regrade(tenant, gone, tried, learners, now=services.now())
        after = streams[-1]
        # a school is looked through in between answers, and holds none of them up
        await asyncio.sleep(0)
    return regraded


async def _override(services: Services, tenant: TenantId, of: ClassId, learner: LearnerId, found: Dispute) -> None:
    """
    Let an answer that was handed in count as right for everybody who gave it.
    """
    given = given_in(services, tenant, of, found.assignment or AssignmentId(""))
    work = standing(given, services.homework.events(tenant, learner, given.assignment.id))
    handed_in = work.problems[found.problem or ProblemId("")].handed_in
    step = next((one for one in (() if handed_in is None else handed_in.steps) if one.step == found.step), None)
    answer = None if step is None else cluster_key(step.response, step.judged, None)
    if step is None or answer is None:
        return
    event = VerdictOverridden(
        at=services.now(),
        assignment=given.assignment.id,
        problem=found.problem or ProblemId(""),
        step=step.step,
        cluster=answer,
        right=True,
    )
    await services.assignments.tell(tenant, of, event)
    await right_all(services, tenant, of, given.assignment.id, but=(learner, found.id))


ROUTES = (dispute_try, dispute_answer, list_disputes_of_learner, list_disputes, decide_dispute, settle_waiting)
