"""
Settling: disputes of verdicts, and what waits for a teacher, brought to an end in the learner's stream.

The shell beside the session that appends what learner and teacher say about an answer
after it was judged. What a learner disputes goes to the teacher, who confirms the
verdict or overrides it; overriding lets the same answer to the same exercise count as
right for whoever gave it, and mastery learns so of it, as if it had been judged so at once.
"""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from practice.correction.events import AnswerDisputed
from practice.correction.given import Given
from practice.correction.outcomes import UnknownProblem
from practice.correction.regrading import as_judged
from practice.correction.work import Work
from practice.events import LearnerEvent, TryRecorded
from practice.ids import LearnerId, OpportunityId, ProblemId, TenantId, learner_stream
from practice.keys import try_key
from practice.learners import Known
from practice.observing.course import Gone, Tried
from practice.observing.courses import Courses
from practice.observing.disputes import Dispute, dispute_id
from practice.outcomes import Busy, UnknownLearner, UnknownOpportunity, UnknownTry
from practice.record.contract import Duplicate, Record
from practice.refusals import busy, unknown_learner, unknown_opportunity, unknown_try
from practice.session import ATTEMPTS, Session
from practice.settled import DisputeSettled, Settled, TryRegraded, VerdictDisputed, WaitingSettled
from practice.wire import decode

__all__ = ["Disputed", "NothingWrong", "Settling", "UnknownDispute"]


class Disputed(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The teacher has it, or had it before."""

    dispute: Dispute


class NothingWrong(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """Nobody said that this answer is wrong."""

    sentence: str = "Nobody said that this answer is wrong."


class UnknownDispute(msgspec.Struct, frozen=True, kw_only=True, tag=True):
    """The learner has no such dispute, or it is decided."""

    sentence: str = "There is no such answer waiting to be decided."


class Settling:
    """What is said of answers after they were judged."""

    def __init__(self, record: Record, session: Session, courses: Courses) -> None:
        """
        Stand before a record, beside the session that practises on it.
        """
        self._record = record
        self._session = session
        self._courses = courses

    async def dispute_try(
        self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId, n: int, *, now: int
    ) -> Disputed | NothingWrong | UnknownLearner | UnknownOpportunity | UnknownTry | Busy:
        """
        Take a learner's word that a try was right; saying it again changes nothing.
        """
        found = self._tried(tenant, learner, opportunity, n)
        if not isinstance(found, Tried):
            return found
        if not found.wrong:
            return NothingWrong()
        return await self._disputed(tenant, learner, VerdictDisputed(at=now, opportunity=opportunity, n=n))

    async def dispute_answer(
        self, tenant: TenantId, learner: LearnerId, given: Given, work: Work, problem: ProblemId, *, now: int
    ) -> Disputed | NothingWrong | UnknownLearner | UnknownProblem | Busy:
        """
        Take a learner's word that an answer handed in was right.
        """
        stands = work.problems.get(problem)
        if stands is None:
            return UnknownProblem(id=problem)
        wrong = None if stands.handed_in is None else stands.handed_in.first_wrong
        if wrong is None or stands.correction is None:
            return NothingWrong()
        event = AnswerDisputed(at=now, assignment=given.assignment.id, problem=problem, step=wrong.step)
        return await self._disputed(tenant, learner, event)

    async def decide(
        self, tenant: TenantId, learner: LearnerId, dispute: str, *, right: bool, word: str, now: int
    ) -> Dispute | UnknownLearner | UnknownDispute | Busy:
        """
        Decide a dispute, with a word to its learner; what follows for others is `regrade`'s.
        """
        found = self._courses.of(tenant, learner).disputes.get(dispute)
        if found is None or found.settled_at is not None:
            return UnknownDispute()
        written = await self._append(
            tenant, learner, lambda at: DisputeSettled(at=at, dispute=dispute, right=right, word=word), now
        )
        if isinstance(written, Busy | UnknownLearner):
            return written
        return self._courses.of(tenant, learner).disputes[dispute]

    async def regrade(
        self, tenant: TenantId, like: Gone, tried: Tried, learners: Iterable[LearnerId], *, now: int
    ) -> int:
        """
        Let an answer count as right for every one of the learners who gave it to the same variant and step.

        Returns how many tries that were. One of a learner who is busy is left out; doing it again finishes it.
        """
        done = 0
        for learner in learners:
            for gone in self._courses.of(tenant, learner).gone.values():
                for one in _same(like, tried, gone):
                    done += await self._regraded(tenant, learner, gone.opportunity, one.n, now)
        return done

    async def settle(
        self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId, how: Settled, *, now: int
    ) -> UnknownLearner | UnknownOpportunity | Busy | None:
        """
        Take an exercise off the teacher's queue; None where that is done, or was before.
        """
        course = self._courses.of(tenant, learner)
        if all(one.opportunity != opportunity for one in course.waiting.values()):
            return None if opportunity in course.gone else unknown_opportunity(opportunity)
        return await self._append(
            tenant, learner, lambda at: WaitingSettled(at=at, opportunity=opportunity, how=how), now
        )

    def _tried(
        self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId, n: int
    ) -> Tried | UnknownLearner | UnknownOpportunity | UnknownTry:
        if self._session.known(tenant, learner) is None:
            return unknown_learner(learner)
        gone = self._courses.of(tenant, learner).gone.get(opportunity)
        if gone is None:
            return unknown_opportunity(opportunity)
        return next((one for one in gone.tries if one.n == n), None) or unknown_try(opportunity, n)

    async def _disputed(
        self, tenant: TenantId, learner: LearnerId, event: VerdictDisputed | AnswerDisputed
    ) -> Disputed | UnknownLearner | Busy:
        written = await self._append(tenant, learner, lambda at: msgspec.structs.replace(event, at=at), event.at)
        if isinstance(written, Busy | UnknownLearner):
            return written
        return Disputed(dispute=self._courses.of(tenant, learner).disputes[dispute_id(event)])

    async def _regraded(
        self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId, n: int, now: int
    ) -> bool:
        stream = learner_stream(tenant, learner)
        recorded = next((decode(one.event) for one in self._record.keyed(stream, try_key(opportunity, n))), None)
        if not isinstance(recorded, TryRecorded):
            return False
        right = None if recorded.evidence is None else as_judged(recorded.evidence, right=True)
        written = await self._append(
            tenant, learner, lambda at: TryRegraded(at=at, opportunity=opportunity, n=n, evidence=right), now
        )
        return written is None

    async def _append(
        self, tenant: TenantId, learner: LearnerId, made: Callable[[int], LearnerEvent], now: int
    ) -> UnknownLearner | Busy | None:
        """
        Append what is made at a moment; None where it stands, also where it stood before.
        """
        for _ in range(ATTEMPTS):
            known = self._session.known(tenant, learner)
            if known is None:
                return unknown_learner(learner)
            if isinstance(await self._session.append(known, (made(known.at(now)),)), Known | Duplicate):
                return None
        return busy(learner)


def _same(like: Gone, tried: Tried, gone: Gone) -> Sequence[Tried]:
    """
    Return the wrong tries of an exercise that are the same answer to the same thing.
    """
    if (gone.release, gone.item, gone.variant) != (like.release, like.item, like.variant):
        return ()
    return [one for one in gone.tries if one.wrong and (one.step, one.answer) == (tried.step, tried.answer)]
