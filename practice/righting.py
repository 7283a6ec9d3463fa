"""
Righting: what mastery learned of handed-in work, brought in line with the teacher's words over it.

The shell around `correction.regrading`. Doing it again changes nothing, so whoever was
interrupted does it again.
"""

from collections.abc import Iterable

from mastery.evidence import Evidence
from practice.choosing.catalogue import catalogue
from practice.correction.given import Given
from practice.correction.handed_in import StepHandedIn
from practice.correction.learning import evidence_of
from practice.correction.regrading import regrades
from practice.homework import Homework
from practice.ids import LearnerId, ProblemId, TenantId
from practice.learners import Known
from practice.session import ATTEMPTS, Session

__all__ = ["put_right"]


async def put_right(
    homework: Homework,
    session: Session,
    tenant: TenantId,
    given: Given,
    learners: Iterable[LearnerId],
    *,
    now: int,
) -> int:
    """
    Let learners' estimates follow from answers as they count by now.

    Parameters
    ----------
    homework, session, tenant
        Where they work.
    given
        The assignment, with what its teacher said of answers.
    learners
        Whose work; of those who handed nothing in, nothing changes.
    now
        Milliseconds since 1970.

    Returns
    -------
    int
        Answers that count otherwise since. One of a learner who is busy is left out; doing it again finishes it.
    """
    done = 0
    for learner in learners:
        for _ in range(ATTEMPTS):
            known = session.known(tenant, learner)
            if known is None:
                break
            at = known.at(now)

            def tells(problem: ProblemId, step: StepHandedIn, right: bool, at: int = at) -> Evidence | None:  # noqa: FBT001
                return _told(session, given, problem, step, right=right, at=at)

            events = regrades(given, homework.events(tenant, learner, given.assignment.id), tells, at=at)
            if not events:
                break
            if isinstance(await session.append(known, events), Known):
                done += len(events)
                break
    return done


def _told(
    session: Session, given: Given, problem: ProblemId, step: StepHandedIn, *, right: bool, at: int
) -> Evidence | None:
    asked = given.assignment.problem(problem)
    bank = None if asked is None else session.banks.of(asked.release)
    if asked is None or bank is None:
        return None
    exercise = bank.open(asked.item, asked.variant, given.assignment.language)
    return evidence_of(step, exercise, catalogue(bank), right=right, at=at)
