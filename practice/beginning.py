"""
Beginning: a learner opens the work on an assignment, and it is settled what of it they need not do.

Settled once and recorded, in their own stream; where the directive leaves nothing
out, or something was handed in, nothing is.
"""

from item_bank.bank import Bank
from mastery.level import Standing
from mastery.model import Model
from practice.choosing.catalogue import catalogue
from practice.choosing.plan import plan_for
from practice.correction.assigned import AssignedWork
from practice.correction.events import WorkShortened
from practice.correction.outcomes import UnknownAssignment
from practice.correction.shortening import shortened
from practice.homework import Homework
from practice.ids import AssignmentId, LearnerId, TenantId
from practice.learners import Known
from practice.moments import DAY_MS
from practice.outcomes import UnknownLearner
from practice.progress.milestones import judged
from practice.refusals import unknown_learner
from practice.session import ATTEMPTS, Session

__all__ = ["begin_work"]


async def begin_work(
    homework: Homework, session: Session, tenant: TenantId, learner: LearnerId, assignment: AssignmentId, *, now: int
) -> AssignedWork | UnknownLearner | UnknownAssignment:
    """
    Open the work, and return how it stands; asked again, nothing changes.
    """
    found = homework.assigned(tenant, learner, assignment)
    for _ in range(ATTEMPTS):
        if not isinstance(found, AssignedWork) or not _unsettled(found, now):
            return found
        known = session.known(tenant, learner)
        if known is None:
            return unknown_learner(learner)
        await session.append(known, (_shortening(found, known, session.banks.active, session.model, now),))
        found = homework.assigned(tenant, learner, assignment)
    return found


def _unsettled(found: AssignedWork, now: int) -> bool:
    given, work = found.given, found.work
    early = given.dates.opens is not None and now < given.dates.opens
    over = given.withdrawn or found.left is not None or work.handed_in_at is not None
    return given.assignment.directive.shorten is not None and not (work.opened or early or over)


def _shortening(found: AssignedWork, known: Known, bank: Bank, model: Model, now: int) -> WorkShortened:
    assignment, language = found.given.assignment, found.terms.language
    plan, at = plan_for(catalogue(bank), model), known.at(now)
    skills = {skill for problem in assignment.problems for skill in problem.skills if skill in plan.places}
    standings: dict[str, Standing] = {skill: judged(plan, known.state, skill, day=at / DAY_MS) for skill in skills}
    left_out = shortened(
        assignment.problems,
        {skill: standings[skill] for skill in skills},
        {skill: bank.skill_name(skill, language) for skill in skills},
        least=assignment.directive.shorten or len(assignment.problems),
        entered=[name for name, problem in found.work.problems.items() if problem.entered],
        language=language,
    )
    return WorkShortened(at=at, assignment=assignment.id, left_out=left_out)
