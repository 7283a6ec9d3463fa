"""
Facts about how answers came in practice: the same for teacher and learner, told from numbers that the teacher sets.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import members_of, require_class
from api.decoding import read_body
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import accepted_language, class_id, learner_id
from api.problems import Code
from api.services import Services, principal_of, services_of
from item_bank.ids import ItemId, SkillId
from practice.correction.facts import DAYS, THRESHOLDS, Fact, FactKind, Telling, told_fact
from practice.ids import ClassId, LearnerId, TenantId, learner_stream
from practice.observing.signals import medians_of, signals_of
from practice.refusals import unknown_learner

__all__ = ["ROUTES"]

TELLING = "/v1/classes/{class}/thresholds"
Least = Annotated[int, msgspec.Meta(ge=0, le=1_000)]


class PracticeFact(msgspec.Struct, frozen=True, kw_only=True):
    """One fact, told from `threshold` on, in a sentence."""

    kind: FactKind
    count: int
    threshold: int
    skill: SkillId | None
    sentence: str


class LearnerFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of how one learner's answers came; nothing is decided by it."""

    learner: LearnerId
    facts: tuple[PracticeFact, ...]


class ClassFacts(msgspec.Struct, frozen=True, kw_only=True):
    """Learners of whom something is told."""

    learners: tuple[LearnerFacts, ...]


class TellingAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    From how many on each fact is told, 0 for never; what is left out is told as it comes.

    `days` is how long such facts are told of what was recorded.
    """

    thresholds: dict[FactKind, Least] = {}
    days: Annotated[int, msgspec.Meta(ge=1, le=730)] = DAYS


class TellingSent(msgspec.Struct, frozen=True, kw_only=True):
    """What holds in a class: every threshold, and for how many days."""

    thresholds: dict[FactKind, int]
    days: int


@route(
    Operation(
        id="get_thresholds",
        method="GET",
        path=TELLING,
        action=Action.SEE_CLASSES,
        summary="Return from how many on facts about answers are told in a class.",
        reply=TellingSent,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def get_thresholds(request: Request[Any, Any, Any]) -> TellingSent:
    """
    Return thresholds.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    require_class(services, tenant, of)
    return _telling_sent(services.tellings.of(tenant, of))


@route(
    Operation(
        id="set_thresholds",
        method="PUT",
        path=TELLING,
        action=Action.MANAGE_CLASSES,
        summary="Set from how many on facts about answers are told in a class, to teacher and learners alike.",
        body=TellingAsked,
        reply=TellingSent,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def set_thresholds(request: Request[Any, Any, Any]) -> TellingSent:
    """
    Set thresholds.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    asked = await read_body(request, TellingAsked)
    require_class(services, tenant, of)
    telling = Telling(least=asked.thresholds, days=asked.days)
    await services.tellings.set(tenant, of, telling, now=services.now())
    return _telling_sent(services.tellings.of(tenant, of))


@route(
    Operation(
        id="list_facts",
        method="GET",
        path="/v1/classes/{class}/facts",
        action=Action.SEE_CLASSES,
        summary="List facts about how a class's answers came in practice; learners see their own.",
        reply=ClassFacts,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def list_facts(request: Request[Any, Any, Any]) -> ClassFacts:
    """
    List a class's facts, in English as all of the teacher's pages are.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    require_class(services, tenant, of)
    medians = _medians(services, tenant, of)
    found = [
        LearnerFacts(learner=one, facts=_facts(services, tenant, one, of, medians, "en"))
        for one in members_of(services, tenant, of)
    ]
    return ClassFacts(learners=tuple(one for one in found if one.facts))


@route(
    Operation(
        id="get_facts_of_learner",
        method="GET",
        path="/v1/learners/{learner}/facts",
        action=Action.SEE_PRACTICE,
        summary="List the facts about how a learner's answers came in practice: the same that their teachers see.",
        reply=LearnerFacts,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def get_facts_of_learner(request: Request[Any, Any, Any]) -> LearnerFacts:
    """
    List a learner's facts, as told in each of their classes.
    """
    services, tenant, learner = services_of(request), principal_of(request).tenant, learner_id(request)
    if services.record.load(learner_stream(tenant, learner)).stream_version == 0:
        raise refused_outcome(unknown_learner(learner))
    language = accepted_language(request, services.banks.active) or services.banks.active.language
    found: dict[PracticeFact, None] = {}
    for of in services.courses.of(tenant, learner).classes:
        medians = _medians(services, tenant, of)
        found.update(dict.fromkeys(_facts(services, tenant, learner, of, medians, language)))
    return LearnerFacts(learner=learner, facts=tuple(found))


def _medians(services: Services, tenant: TenantId, of: ClassId) -> dict[ItemId, float]:
    return medians_of(services.courses.of(tenant, one) for one in members_of(services, tenant, of))


def _facts(
    services: Services, tenant: TenantId, learner: LearnerId, of: ClassId, medians: dict[ItemId, float], language: str
) -> tuple[PracticeFact, ...]:
    telling = services.tellings.of(tenant, of)
    course = services.courses.of(tenant, learner)
    found = signals_of(course, medians, telling, since=telling.since(services.now()))
    return tuple(_sent(fact, language) for fact in found)


def _sent(fact: Fact, language: str) -> PracticeFact:
    return PracticeFact(
        kind=fact.kind,
        count=fact.count,
        threshold=fact.threshold,
        skill=fact.skill,
        sentence=told_fact(fact, language),
    )


def _telling_sent(telling: Telling) -> TellingSent:
    return TellingSent(thresholds={kind: telling.from_on(kind) for kind in THRESHOLDS}, days=telling.days)


ROUTES = (get_thresholds, set_thresholds, list_facts, get_facts_of_learner)
