"""
Charts: a class, a learner, and what came of an assignment, by groups large enough to hide in.
"""

import asyncio
from typing import Any

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import ASSIGNMENT, asked_for, given_in
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import class_id, learner_id
from api.problems import Code, refused
from api.sent.charting import cluster_chart, progress_chart, repair_chart, skill_chart, skills_chart
from api.sent.charts import Chart
from api.sent.exercises import Options, read_out
from api.sent.reviewing import send_assignment
from api.services import Services, principal_of, services_of
from practice.choosing.catalogue import catalogue
from practice.classes import UnknownClass
from practice.classroom.accommodations import NONE
from practice.correction.clusters import Cluster, clusters
from practice.correction.given import Given
from practice.ids import LearnerId, TenantId, learner_stream
from practice.observing.beginnings import began_at
from practice.observing.cells import LEAST, Cell, Result, cells_of, quartiles
from practice.observing.stands import stands_of
from practice.views import MasteryView
from practice.wire import learner_events

__all__ = ["ROUTES"]

MOST_EVENTS = 5_000
"""Events of a learner from which is told where they began; who has more began long ago."""


class ChartsSent(msgspec.Struct, frozen=True, kw_only=True):
    """Charts, each with the table that says the same."""

    charts: tuple[Chart, ...]


class Breakdown(msgspec.Struct, frozen=True, kw_only=True):
    """Outcomes by one property; cells without figures are too small, or would give one away that is."""

    by: str
    cells: tuple[Cell, ...]


class OutcomesSent(msgspec.Struct, frozen=True, kw_only=True):
    """What came of an assignment; no cell of fewer than `least` learners is told."""

    least: int
    breakdowns: tuple[Breakdown, ...]
    charts: tuple[Chart, ...]


@route(
    Operation(
        id="get_class_charts",
        method="GET",
        path="/v1/classes/{class}/charts",
        action=Action.SEE_CLASSES,
        summary="Draw how a class comes along: mistakes put right by assignment, and skills.",
        reply=ChartsSent,
        codes=(Code.UNKNOWN_CLASS,),
    )
)
async def get_class_charts(request: Request[Any, Any, Any]) -> ChartsSent:
    """
    Draw a class.
    """
    services, tenant, of = services_of(request), principal_of(request).tenant, class_id(request)
    seen = services.snapshots.of_class(tenant, of, now=services.now())
    if isinstance(seen, UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {of}.")
    return ChartsSent(charts=(progress_chart(seen), skills_chart(seen, services.banks.active)))


@route(
    Operation(
        id="get_learner_charts",
        method="GET",
        path="/v1/learners/{learner}/charts",
        action=Action.SEE_CLASSES,
        summary="Draw a learner's skills, with how sure they are.",
        reply=ChartsSent,
        codes=(Code.UNKNOWN_LEARNER,),
    )
)
async def get_learner_charts(request: Request[Any, Any, Any]) -> ChartsSent:
    """
    Draw a learner.
    """
    services = services_of(request)
    view = services.session.showing.mastery(principal_of(request).tenant, learner_id(request), now=services.now())
    if not isinstance(view, MasteryView):
        raise refused_outcome(view)
    return ChartsSent(charts=(skill_chart(view),))


@route(
    Operation(
        id="get_assignment_outcomes",
        method="GET",
        path=ASSIGNMENT + "/outcomes",
        action=Action.SEE_CLASSES,
        summary="Show what came of an assignment, also by where learners began, language and accommodation.",
        reply=OutcomesSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT),
    )
)
async def get_assignment_outcomes(request: Request[Any, Any, Any]) -> OutcomesSent:
    """
    Show outcomes.
    """
    services, tenant, of, name = asked_for(request)
    given = given_in(services, tenant, of, name)
    works = {learner: one for learner, (one, _) in services.homework.of_class(tenant, given).items()}
    results, began = [], []
    for learner, one in works.items():
        if one.work.handed_in_at is None:
            continue
        stands = stands_of(given, one.work)
        results.append(Result(learner=learner, missed=stands.missed, repaired=stands.repaired, alone=stands.alone))
        began.append((learner, _began(services, tenant, learner, given)))
        # each takes some milliseconds: answers come in between
        await asyncio.sleep(0)
    quarter = quartiles(began)
    handed_in = {
        learner: [each.handed_in for each in one.work.problems.values() if each.handed_in is not None]
        for learner, one in works.items()
    }
    options = {problem.id: problem.options for problem in send_assignment(given, services.banks).problems}
    counts = [(_called(each, options.get(each.problem, ())), each.count) for each in clusters(handed_in)]
    return OutcomesSent(
        least=LEAST,
        breakdowns=(
            Breakdown(by="where they began", cells=cells_of(results, quarter.__getitem__)),
            Breakdown(by="language", cells=cells_of(results, lambda learner: works[learner].terms.language)),
            Breakdown(
                by="accommodation",
                cells=cells_of(results, lambda one: "none" if works[one].terms.allowed == NONE else "some"),
            ),
        ),
        charts=(cluster_chart(counts, len(results)), repair_chart(one.work for one in works.values())),
    )


def _called(cluster: Cluster, options: tuple[Options, ...]) -> str:
    """
    Call a mistake by its problem and its name, or by what was answered.
    """
    answered = " / ".join([read_out(options, cluster.step, example) for example in cluster.examples])
    return f"{cluster.problem}: {cluster.name or answered}"


def _began(services: Services, tenant: TenantId, learner: LearnerId, given: Given) -> float:
    skills = tuple(dict.fromkeys(skill for problem in given.assignment.problems for skill in problem.skills))
    events = learner_events(services.record.read(learner_stream(tenant, learner), limit=MOST_EVENTS))
    offers = catalogue(services.banks.active)
    return began_at(events, skills, offers, model=services.session.model, at=given.published_at)


ROUTES = (get_class_charts, get_learner_charts, get_assignment_outcomes)
