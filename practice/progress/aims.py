"""
Aims: setting a goal, and how it stands.

Whether a goal may be set is decided here. Which of its skills are proficient already, and how long there is: a code and
figures that become a sentence. What a goal does to choosing is `frontier`'s.
"""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from item_bank.bank import Bank
from practice.choosing.catalogue import catalogue
from practice.events import GoalSet
from practice.moments import DAY_MS
from practice.outcomes import GoalKept, GoalPast, UnknownWish
from practice.phrases import phrases
from practice.progress.goal import Goal, Setter
from practice.state import LearnerState
from practice.views import GoalView, SkillView

__all__ = ["GOALS", "aiming", "goal_view"]

GOALS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "reached": "Goal reached: proficient in {met} of {count} skills.",
        "open": "Goal: proficient in {met} of {count} skills; days left: {days}.",
        "over": "The goal's date has passed, with {met} of {count} skills proficient.",
    }
)
"""In English, by code."""


def aiming(
    bank: Bank, state: LearnerState, goal: Goal | None, *, setter: Setter, at: int
) -> GoalSet | UnknownWish | GoalPast | GoalKept:
    """
    Make the event that sets a goal, or drops it.

    Parameters
    ----------
    bank
        The active one.
    state
        The learner's.
    goal
        None drops the one there is.
    setter
        Who asks.
    at
        When, in milliseconds since 1970; not before the learner's latest event.
    """
    before = state.goal
    if setter == "learner" and before is not None and before.setter == "teacher" and before.by >= at:
        return GoalKept(by=before.by, sentence="Your teacher set this goal; it stays until its date.")
    if goal is None:
        return GoalSet(at=at, goal=None)
    missing = next((skill for skill in goal.skills if skill not in catalogue(bank).skills), None)
    if missing is not None:
        return UnknownWish(skill=missing, sentence=f"The bank has nothing to practise for the skill {missing}.")
    if goal.by <= at:
        return GoalPast(by=goal.by, sentence="The date of a goal lies ahead.")
    return GoalSet(at=at, goal=goal)


def goal_view(goal: Goal, skills: Sequence[SkillView], *, at: int, language: str) -> GoalView:
    """
    Say how a goal stands.

    Parameters
    ----------
    goal
        The learner's.
    skills
        How they stand in the skills of the bank; one of the goal that it has not is passed over.
    at
        When, in milliseconds since 1970.
    language
        BCP 47 tag of the sentence.
    """
    aims = [view for view in skills if view.skill in goal.skills]
    met = sum(view.level in {"proficient", "retained"} for view in aims)
    code = "reached" if aims and met == len(aims) else "over" if at > goal.by else "open"
    text = phrases(language, "goals").get(code, GOALS[code])
    days = max(0, math.ceil((goal.by - at) / DAY_MS))
    return GoalView(
        skills=goal.skills,
        by=goal.by,
        setter=goal.setter,
        met=met,
        sentence=text.format(met=met, count=len(aims), days=days),
    )
