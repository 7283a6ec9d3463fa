"""
Goals: a learner's aim by a date, set and dropped.

The shell around `progress.aims`, which says what a goal may be and whose it is.
"""

from practice.events import GoalSet
from practice.ids import LearnerId, TenantId
from practice.learners import Known
from practice.outcomes import Busy, GoalKept, GoalPast, UnknownLearner, UnknownWish
from practice.progress.aims import aiming
from practice.progress.goal import Goal, Setter
from practice.refusals import busy, unknown_learner
from practice.session import ATTEMPTS, Session

__all__ = ["aim"]


async def aim(
    session: Session, tenant: TenantId, learner: LearnerId, goal: Goal | None, *, setter: Setter, now: int
) -> GoalSet | UnknownLearner | UnknownWish | GoalPast | GoalKept | Busy:
    """
    Set what a learner is to be proficient in by a date, in place of any goal before; None drops it.

    Setting the same again changes nothing.

    Parameters
    ----------
    session
        Whose practice it is for.
    tenant, learner
        Whose goal.
    goal
        Its skills have to be the active bank's, its date ahead.
    setter
        Who asks: a learner leaves a teacher's goal alone until its date.
    now
        Milliseconds since 1970.
    """
    for _ in range(ATTEMPTS):
        known = session.known(tenant, learner)
        if known is None:
            return unknown_learner(learner)
        event = aiming(session.banks.active, known.state, goal, setter=setter, at=known.at(now))
        if not isinstance(event, GoalSet) or event.goal == known.state.goal:
            return event
        if isinstance(await session.append(known, (event,)), Known):
            return event
    return busy(learner)
