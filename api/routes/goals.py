"""
Goals: what a learner, or a whole class, is to be proficient in by a date.
"""

from typing import Annotated, Any

import msgspec
from litestar import Request

from api.access import Action, Role
from api.decoding import read_body
from api.operation import Operation, route
from api.outcomes import refused_outcome
from api.parameters import class_id, learner_id
from api.problems import Code, refused
from api.services import principal_of, services_of
from item_bank.ids import SkillId
from practice.classes import Classes, UnknownClass
from practice.events import GoalSet
from practice.goals import aim
from practice.ids import LearnerId
from practice.progress.goal import MAX_GOAL, Goal, Setter

__all__ = ["ROUTES", "ClassGoalSent", "GoalAsked", "GoalSent"]

PATH = "/v1/learners/{learner}/goal"


class GoalAsked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Skills to be proficient in, and by when (milliseconds since 1970); it lies ahead."""

    skills: Annotated[tuple[SkillId, ...], msgspec.Meta(min_length=1, max_length=MAX_GOAL)]
    by: Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class GoalSent(msgspec.Struct, frozen=True, kw_only=True):
    """The goal that stands now; null where there is none."""

    goal: Goal | None


class ClassGoalSent(msgspec.Struct, frozen=True, kw_only=True):
    """The learners of a class who have the goal now."""

    learners: tuple[str, ...]


@route(
    Operation(
        id="set_goal",
        method="PUT",
        path=PATH,
        action=Action.SET_GOAL,
        summary="Set what a learner is to be proficient in by a date, in place of any goal before.",
        body=GoalAsked,
        reply=GoalSent,
        codes=(Code.UNKNOWN_LEARNER, Code.UNKNOWN_SKILL_OR_ITEM, Code.GOAL_PAST, Code.GOAL_KEPT),
    )
)
async def set_goal(request: Request[Any, Any, Any]) -> GoalSent:
    """
    Set a learner's goal.
    """
    learner, asked = learner_id(request), await read_body(request, GoalAsked)
    return await _set(request, learner, Goal(skills=asked.skills, by=asked.by, setter=_setter(request)))


@route(
    Operation(
        id="drop_goal",
        method="DELETE",
        path=PATH,
        action=Action.SET_GOAL,
        summary="Drop a learner's goal; where there is none, nothing changes.",
        reply=GoalSent,
        codes=(Code.UNKNOWN_LEARNER, Code.GOAL_KEPT),
    )
)
async def drop_goal(request: Request[Any, Any, Any]) -> GoalSent:
    """
    Drop a learner's goal.
    """
    return await _set(request, learner_id(request), None)


@route(
    Operation(
        id="set_class_goal",
        method="PUT",
        path="/v1/classes/{class}/goal",
        action=Action.MANAGE_CLASSES,
        summary="Set a goal for each learner of a class.",
        body=GoalAsked,
        reply=ClassGoalSent,
        codes=(Code.UNKNOWN_CLASS, Code.UNKNOWN_LEARNER, Code.UNKNOWN_SKILL_OR_ITEM, Code.GOAL_PAST),
    )
)
async def set_class_goal(request: Request[Any, Any, Any]) -> ClassGoalSent:
    """
    Set a goal for a class.
    """
    services, tenant = services_of(request), principal_of(request).tenant
    view = Classes(services.record).of(tenant, class_id(request))
    asked = await read_body(request, GoalAsked)
    if isinstance(view, UnknownClass):
        raise refused(Code.UNKNOWN_CLASS, f"There is no class {view.id}.")
    goal = Goal(skills=asked.skills, by=asked.by, setter="teacher")
    for learner in view.learners:
        await _set(request, learner, goal)
    return ClassGoalSent(learners=view.learners)


async def _set(request: Request[Any, Any, Any], learner: LearnerId, goal: Goal | None) -> GoalSent:
    services = services_of(request)
    outcome = await aim(
        services.session, principal_of(request).tenant, learner, goal, setter=_setter(request), now=services.now()
    )
    if isinstance(outcome, GoalSet):
        return GoalSent(goal=outcome.goal)
    raise refused_outcome(outcome)


def _setter(request: Request[Any, Any, Any]) -> Setter:
    return "learner" if principal_of(request).role is Role.LEARNER else "teacher"


ROUTES = (set_goal, drop_goal, set_class_goal)
