"""
Teachers' rungs: words about a mistake that become a rung of the item, for the whole school, and are taken back again.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import ASSIGNMENT, asked_for, given_in
from api.decoding import read_body
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.problems import Code, refused
from api.services import Services, principal_of, services_of
from hints.guards.authored import hint_faults
from hints.guards.step_words import given_in as told_in
from hints.guards.step_words import words_leak
from item_bank.bank import Bank
from item_bank.ids import ItemId, StepId
from practice.correction.assignment import AssignedProblem
from practice.correction.outcomes import UnknownProblem
from practice.correction.words import rung_cluster
from practice.events import TenantEvent
from practice.ids import ProblemId, TenantId
from practice.settled import RungWithdrawn, RungWritten

__all__ = ["ROUTES"]

DRAWS = 24
"""Variants of an item that words are held against before they are a rung of it."""


class RungAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    Words that are to be a rung of the problem's item; empty ones take them back.

    `cluster` is the mistake that they are about: where it has a name they are said of
    it alone, else of any wrong answer to the step. `name` is what learners are told.
    """

    problem: str
    step: StepId
    cluster: Annotated[str, msgspec.Meta(max_length=400)]
    text: Annotated[str, msgspec.Meta(max_length=400)]
    name: Annotated[str, msgspec.Meta(max_length=60)] = ""


class RungSent(msgspec.Struct, frozen=True, kw_only=True):
    """One teacher's rung; `cluster` is empty where it is about any wrong answer to the step."""

    item: ItemId
    step: StepId
    cluster: str
    text: str
    language: str
    name: str
    at: int


class RungList(msgspec.Struct, frozen=True, kw_only=True):
    """All that teachers of this school made rungs of, by item: for an author to take into a bank."""

    rungs: tuple[RungSent, ...]


@route(
    Operation(
        id="write_rung",
        method="PUT",
        path=ASSIGNMENT + "/rungs",
        action=Action.MANAGE_CLASSES,
        summary="Make words about a mistake a rung of the item for the whole school, or take them back.",
        body=RungAsked,
        reply=RungList,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT, Code.UNKNOWN_PROBLEM, Code.WORDS_LEAK, Code.WORDS_FALSE),
    )
)
async def write_rung(request: Request[Any, Any, Any]) -> RungList:
    """
    Make words a rung.
    """
    services, tenant, of, name = asked_for(request)
    asked = await read_body(request, RungAsked)
    given = given_in(services, tenant, of, name)
    problem = next((one for one in given.assignment.problems if one.id == asked.problem), None)
    if problem is None:
        raise refused_outcome(UnknownProblem(id=ProblemId(asked.problem)))
    language, text, cluster = given.assignment.language, asked.text.strip(), rung_cluster(asked.cluster)
    for item, bank in _items(services, problem):
        if text:
            _guard(bank, item, asked.step, text, language)
    at = services.now()
    for item, _ in _items(services, problem):
        event: TenantEvent = RungWithdrawn(at=at, item=item, step=asked.step, cluster=cluster)
        if text:
            event = RungWritten(
                at=at,
                item=item,
                step=asked.step,
                cluster=cluster,
                text=text,
                language=language,
                name=asked.name.strip(),
            )
        await services.sayings.tell(tenant, event)
    return _sent(services, tenant)


@route(
    Operation(
        id="list_rungs",
        method="GET",
        path="/v1/rungs",
        action=Action.SEE_RUNGS,
        summary="List the words that teachers of this school made rungs of.",
        reply=RungList,
    )
)
async def list_rungs(request: Request[Any, Any, Any]) -> RungList:
    """
    List rungs.
    """
    return _sent(services_of(request), principal_of(request).tenant)


def _items(services: Services, problem: AssignedProblem) -> list[tuple[ItemId, Bank]]:
    """
    Return the problem's item, and the one with drawn numbers that was made of it.
    """
    bank = services.banks.of(problem.release)
    repair = problem.repair
    items = [problem.item]
    if repair is not None and repair.release == problem.release and repair.item != problem.item:
        items.append(repair.item)
    return [] if bank is None else [(item, bank) for item in items]


def _guard(bank: Bank, item: ItemId, step: StepId, text: str, language: str) -> None:
    """
    Refuse words that give an answer away in any of some variants, or say what is false or unkind.
    """
    for index in range(min(DRAWS, bank.items[item].variants)):
        exercise = bank.open(item, index, language)
        found = exercise.step(step)
        if found is None:
            continue
        if words_leak(text, exercise, step):
            raise refused(Code.WORDS_LEAK, "These words give the answer away. Say what to look at, not what comes out.")
        given = told_in(exercise)
        fault = next(iter(hint_faults(text, found.step.answer, given=given, language=exercise.variant.language)), None)
        if fault is not None:
            raise refused(Code.WORDS_FALSE, f"{fault.says.rstrip('.')}.")


def _sent(services: Services, tenant: TenantId) -> RungList:
    said = services.sayings.of(tenant)
    return RungList(
        rungs=tuple(
            RungSent(
                item=rung.item,
                step=rung.step,
                cluster=rung.cluster,
                text=rung.text,
                language=rung.language,
                name=rung.name,
                at=rung.at,
            )
            for rungs in said.rungs.values()
            for rung in rungs.values()
        )
    )


ROUTES = (write_rung, list_rungs)
