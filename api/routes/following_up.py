"""
After looking over: a mistake to be discussed by the class, and what is given next about it.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action
from api.classwork import ASSIGNMENT, asked_for, given_in
from api.composing import ASSIGNMENT_ID
from api.decoding import read_body
from api.names import Name
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.problems import Code, refused
from api.sent.exercises import (
    Exercise,
    FigureSent,
    Options,
    Step,
    StepKey,
    Text,
    exercise_sent,
    figures_sent,
    keys_sent,
    options_sent,
    step_sent,
    text_sent,
)
from api.sent.reviewing import AssignmentSent, ClusterPlace, send_assignment
from api.services import Services
from item_bank.ids import ReleaseId, SkillId
from item_bank.variant import Variant
from practice.classes import UnknownClass
from practice.correction.assignment import MAX_PROBLEMS, Assignment
from practice.correction.clusters import Cluster, clusters
from practice.correction.dates import DueDates
from practice.correction.discussing import discussion_of
from practice.correction.following_up import FollowUp, followed_up, title_of
from practice.correction.given import Given
from practice.correction.handed_in import HandedIn
from practice.correction.outcomes import Published, UnknownCluster
from practice.deciding import assign_to
from practice.ids import AssignmentId, LearnerId, TenantId
from practice.looking_over import class_handed_in, had_by
from practice.shown import all_asked, all_figures, answers, show_exercise, show_step, steps_shown

__all__ = ["ROUTES"]

MAX_CLUSTERS = 10


class FollowUpAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """
    What is given next about mistakes, and when it is due (milliseconds since 1970).

    `count` are the problems for each mistake; an exit ticket has one of each, for all
    of the class. Without `id` the server draws one.
    """

    kind: FollowUp
    clusters: Annotated[tuple[ClusterPlace, ...], msgspec.Meta(min_length=1, max_length=MAX_CLUSTERS)]
    count: Annotated[int, msgspec.Meta(ge=1, le=6)] = 2
    title: Name | None = None
    due: int | None = None
    id: Annotated[str, msgspec.Meta(min_length=1, max_length=64, pattern=ASSIGNMENT_ID)] | None = None


class FreshSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    The same with other numbers: all that it asks, and its keys, for the teacher.

    `release` has its pictures; `answer` is the last step's; where options are, `answer` holds their ids.
    """

    release: ReleaseId
    prompt: Text
    figures: tuple[FigureSent, ...]
    options: tuple[Options, ...]
    steps: tuple[StepKey, ...]
    answer: str


class DiscussionSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    A mistake for the class to look at: the problem, its step, what was entered, line by line, and a fresh one.

    Nobody is named.
    """

    shown: Exercise
    step: Step
    entered: tuple[tuple[Text, ...], ...]
    fresh: FreshSent | None


@route(
    Operation(
        id="discuss_mistake",
        method="POST",
        path=ASSIGNMENT + "/discussion",
        action=Action.SEE_CLASSES,
        summary="Make something to discuss of a common mistake; nobody is named, and nothing is recorded.",
        body=ClusterPlace,
        reply=DiscussionSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_ASSIGNMENT, Code.UNKNOWN_CLUSTER),
    )
)
async def discuss_mistake(request: Request[Any, Any, Any]) -> DiscussionSent:
    """
    Make a discussion.
    """
    services, tenant, of, name = asked_for(request)
    asked = await read_body(request, ClusterPlace)
    given = given_in(services, tenant, of, name)
    work, cluster = _found(services, tenant, given, asked)
    language = given.assignment.language
    problem = given.assignment.problem(cluster.problem)
    bank = None if problem is None else services.banks.of(problem.release)
    if problem is None or bank is None:
        raise refused_outcome(UnknownCluster())
    fresh = followed_up(
        given.assignment,
        (cluster,),
        "exit_ticket",
        services.banks.of,
        services.banks.active,
        had_by(services.session, tenant, work),
        count=1,
        seed=services.new_seed(),
    )
    opened = [(services.banks.of(one.release), one) for one in fresh]
    other = next((found.open(one.item, one.variant, language) for found, one in opened if found is not None), None)
    made = discussion_of(cluster, bank.open(problem.item, problem.variant, language), work, other)
    if made is None:
        raise refused_outcome(UnknownCluster())
    shown = made.variant
    return DiscussionSent(
        shown=exercise_sent(show_exercise(shown)),
        step=step_sent(show_step(shown.steps[made.place], shown.language), shown.language),
        entered=tuple(tuple(text_sent(line, shown.language) for line in lines) for lines in made.entered),
        fresh=None if made.fresh is None else _fresh(made.fresh, opened[0][1].release),
    )


@route(
    Operation(
        id="follow_up",
        method="POST",
        path=ASSIGNMENT + "/follow-ups",
        action=Action.MANAGE_CLASSES,
        summary="Give fresh problems about common mistakes: to who made them, or as an exit ticket to all.",
        body=FollowUpAsked,
        reply=AssignmentSent,
        status=201,
        codes=(
            Code.UNKNOWN_CLASS,
            Code.UNKNOWN_ASSIGNMENT,
            Code.UNKNOWN_CLUSTER,
            Code.NOTHING_FRESH,
            Code.ASSIGNMENT_EXISTS,
        ),
    )
)
async def follow_up(request: Request[Any, Any, Any]) -> AssignmentSent:
    """
    Give a follow-up.
    """
    services, tenant, of, name = asked_for(request)
    asked = await read_body(request, FollowUpAsked)
    given = given_in(services, tenant, of, name)
    made = [_found(services, tenant, given, place)[1] for place in asked.clusters]
    present = services.homework.present(tenant, of)
    wrong = dict.fromkeys(learner for cluster in made for learner in cluster.learners if learner in present)
    whom = present if asked.kind == "exit_ticket" else tuple(wrong)
    problems = followed_up(
        given.assignment,
        made,
        asked.kind,
        services.banks.of,
        services.banks.active,
        had_by(services.session, tenant, whom),
        count=asked.count,
        seed=services.new_seed(),
    )
    if not problems or not whom:
        raise refused(Code.NOTHING_FRESH, "There is nothing fresh about this to give.")
    fresh = AssignmentId(asked.id or services.new_id())
    told = given.assignment
    skill = next((one.skill for one in made if one.skill is not None), None)
    assignment = Assignment(
        id=fresh,
        class_id=of,
        title=asked.title or title_of(asked.kind, told.title, _named(services, skill, told.language), told.language),
        language=told.language,
        problems=problems[:MAX_PROBLEMS],
        directive=msgspec.structs.replace(told.directive, opens_after_review=False, shorten=None),
        dates=DueDates(due=asked.due),
        audience="class" if asked.kind == "exit_ticket" else "chosen",
    )
    if services.assignments.find(tenant, fresh) is None and assignment.audience == "chosen":
        await assign_to(services.homework, tenant, whom, fresh, now=services.now())
    outcome = await services.assignments.publish(tenant, assignment, now=services.now())
    if isinstance(outcome, Published):
        return send_assignment(given_in(services, tenant, of, fresh), services.banks)
    if isinstance(outcome, UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {outcome.id}.")
    raise refused_outcome(outcome)


def _found(
    services: Services, tenant: TenantId, given: Given, place: ClusterPlace
) -> tuple[dict[LearnerId, tuple[HandedIn, ...]], Cluster]:
    """
    Find a cluster by its place, with the work that it was found in.
    """
    work = class_handed_in(services.homework, tenant, given)
    wanted = (place.problem, place.step, place.cluster)
    found = next((one for one in clusters(work) if (one.problem, one.step, one.key) == wanted), None)
    if found is None:
        raise refused_outcome(UnknownCluster())
    return work, found


def _named(services: Services, skill: SkillId | None, language: str) -> str:
    bank = services.banks.active
    return "" if skill is None or skill not in bank.skills else bank.skill_name(skill, language)


def _fresh(variant: Variant, release: ReleaseId) -> FreshSent:
    steps, keys = steps_shown(variant), answers(variant)
    return FreshSent(
        release=release,
        prompt=text_sent(all_asked(variant), variant.language),
        figures=figures_sent(all_figures(variant), variant.language),
        options=options_sent(steps, variant.language),
        steps=keys_sent(steps, keys, variant.language),
        answer=keys[-1],
    )


ROUTES = (discuss_mistake, follow_up)
