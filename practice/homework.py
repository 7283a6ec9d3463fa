"""
Homework: learners at work on what their class was given.

The shell around `correction`: it reads the learner's stream, asks the pure parts,
and appends. Work is folded from its own events each time it is asked for
(`standing`); what was given is `assignments`', and opportunities are the session's.
"""

from collections.abc import Mapping
from typing import Final, Literal

from item_bank.ids import StepId
from practice.assignments import Assignments
from practice.catalogue import catalogue
from practice.correction.dates import due_for, is_closed, share_at
from practice.correction.events import AnswerSaved, DueMoved, ProblemExcused, ProblemReopened, WorkHandedIn
from practice.correction.given import Given
from practice.correction.going_on import next_up
from practice.correction.handed_in import hand_in
from practice.correction.keys import assignment_prefix
from practice.correction.learning import learned_from
from practice.correction.outcomes import (
    AlreadyHandedIn,
    NothingToCorrect,
    NotOpenYet,
    NowClosed,
    Saved,
    UnknownAssignment,
    UnknownProblem,
)
from practice.correction.standing import standing
from practice.correction.work import Work
from practice.events import LearnerEvent
from practice.ids import (
    AssignmentId,
    ClassId,
    LearnerId,
    ProblemId,
    TenantId,
    learner_stream,
)
from practice.learners import Known
from practice.outcomes import Busy, NothingToPractise, TooManyOpen, UnknownLearner, UnknownWish
from practice.record.contract import Appended, Record
from practice.refusals import busy, unknown_learner
from practice.requests import Submission
from practice.session import ATTEMPTS, Session
from practice.views import OpportunityView
from practice.wire import encode, learner_events

__all__ = ["MAX_SAVES", "AssignedWork", "Homework"]

MAX_SAVES: Final = 500
"""Times that what is entered for one problem is saved; beyond that the page has gone mad."""


class AssignedWork:
    """One learner's work on one assignment, with what it was given as."""

    __slots__ = ("given", "work")

    def __init__(self, given: Given, work: Work) -> None:
        self.given = given
        self.work = work


class Homework:
    """Learners at work on the assignments of their classes."""

    def __init__(self, record: Record, session: Session, assignments: Assignments) -> None:
        """
        Stand before a record, beside the session that practises on it.
        """
        self._record = record
        self._session = session
        self._assignments = assignments

    def of_learner(self, tenant: TenantId, learner: LearnerId) -> tuple[AssignedWork, ...] | UnknownLearner:
        """
        Return what a learner was given, the latest last, with how it stands.
        """
        if self._record.load(learner_stream(tenant, learner)).stream_version == 0:
            return unknown_learner(learner)
        mine = [
            given
            for given in self._assignments.all(tenant)
            if self._belongs(tenant, learner, given.assignment.class_id)
        ]
        mine.sort(key=lambda given: given.published_at)
        return tuple(AssignedWork(given, self.work(tenant, learner, given)) for given in mine)

    def assigned(
        self, tenant: TenantId, learner: LearnerId, assignment: AssignmentId
    ) -> AssignedWork | UnknownLearner | UnknownAssignment:
        """
        Return one assignment of a learner; one of a class that is not theirs does not exist for them.
        """
        if self._record.load(learner_stream(tenant, learner)).stream_version == 0:
            return unknown_learner(learner)
        given = self._assignments.find(tenant, assignment)
        if given is None or not self._belongs(tenant, learner, given.assignment.class_id):
            return UnknownAssignment(id=assignment)
        return AssignedWork(given, self.work(tenant, learner, given))

    def work(self, tenant: TenantId, learner: LearnerId, given: Given) -> Work:
        """
        Read and fold a learner's work on an assignment.
        """
        return standing(given, self.events(tenant, learner, given.assignment.id))

    async def save(
        self,
        tenant: TenantId,
        learner: LearnerId,
        assignment: AssignmentId,
        problem: ProblemId,
        entered: tuple[Submission, ...],
        *,
        now: int,
    ) -> Saved | UnknownLearner | UnknownAssignment | UnknownProblem | AlreadyHandedIn | NotOpenYet | NowClosed | Busy:
        """
        Keep what was entered for a problem; nothing is judged.
        """
        found = self._taking(tenant, learner, assignment, now)
        if not isinstance(found, AssignedWork):
            return found
        before = found.work.problems.get(problem)
        if before is None:
            return UnknownProblem(id=problem)
        if before.saves >= MAX_SAVES:
            return busy(learner)
        if before.entered != entered:
            event = AnswerSaved(at=now, assignment=assignment, problem=problem, n=before.saves + 1, entered=entered)
            # a duplicate is another tab that was quicker; what it saved holds, as it would had it been later
            await self._record.annotate(learner_stream(tenant, learner), encode(event))
        return Saved(problem=problem, at=now)

    async def hand_in(
        self, tenant: TenantId, learner: LearnerId, assignment: AssignmentId, *, now: int
    ) -> AssignedWork | UnknownLearner | UnknownAssignment | AlreadyHandedIn | NotOpenYet | NowClosed | Busy:
        """
        Judge all that was entered, and record it; durable when this returns.
        """
        for _ in range(ATTEMPTS):
            found = self._taking(tenant, learner, assignment, now)
            if not isinstance(found, AssignedWork):
                return found
            known = self._session.known(tenant, learner)
            if known is None:
                return unknown_learner(learner)
            event = self._judged(found, known, now)
            if isinstance(await self._session.append(known, (event,)), Known):
                return AssignedWork(found.given, self.work(tenant, learner, found.given))
        return busy(learner)

    async def go_on(
        self,
        tenant: TenantId,
        learner: LearnerId,
        assignment: AssignmentId,
        problem: ProblemId,
        *,
        now: int,
        seed: int,
        language: str | None = None,
    ) -> (
        OpportunityView
        | UnknownLearner
        | UnknownAssignment
        | UnknownProblem
        | NothingToCorrect
        | NotOpenYet
        | NowClosed
        | NothingToPractise
        | UnknownWish
        | TooManyOpen
        | Busy
    ):
        """
        Put what comes next for a missed problem before its learner: it again, something it builds on, or a proof.
        """
        found = self.assigned(tenant, learner, assignment)
        if not isinstance(found, AssignedWork):
            return found
        given, work = found.given, found.work
        asked, stands = given.assignment.problem(problem), work.problems.get(problem)
        if asked is None or stands is None:
            return UnknownProblem(id=problem)
        if given.withdrawn or is_closed(given.dates, self._due(given, work), now):
            return NowClosed()
        if not given.corrections_open:
            return NotOpenYet(sentence="Your teacher will open the correction after going over the mistakes.")
        upcoming = next_up(
            given,
            asked,
            stands,
            catalogue(self._session.banks.active),
            language=language,
            due=self._due(given, work),
        )
        if upcoming is None:
            return NothingToCorrect(id=problem)
        # an assignment has one open at a time: what was begun elsewhere comes again from where it stands
        elsewhere = [one.open for name, one in work.problems.items() if name != problem]
        for waits in filter(None, (upcoming.waits, *elsewhere)):
            await self._session.skip(tenant, learner, waits, now=now)
        return await self._session.open(
            tenant,
            learner,
            wish=upcoming.wish,
            now=now,
            seed=seed,
            opportunity=upcoming.opportunity,
            bank=None if upcoming.release is None else self._session.banks.of(upcoming.release),
            occasion=upcoming.occasion,
        )

    async def act(
        self,
        tenant: TenantId,
        learner: LearnerId,
        given: Given,
        problem: ProblemId,
        act: Literal["excuse", "reopen"],
        *,
        now: int,
    ) -> UnknownLearner | UnknownProblem | Busy | None:
        """
        Let a learner off a problem, or give another chance at it; None where that is done.
        """
        if not self._belongs(tenant, learner, given.assignment.class_id):
            return unknown_learner(learner)
        before = self.work(tenant, learner, given).problems.get(problem)
        if before is None:
            return UnknownProblem(id=problem)
        kind = ProblemExcused if act == "excuse" else ProblemReopened
        event = kind(at=now, assignment=given.assignment.id, problem=problem, n=before.acts + 1)
        written = await self._record.annotate(learner_stream(tenant, learner), encode(event))
        return None if isinstance(written, Appended) else busy(learner)

    async def move_due(
        self, tenant: TenantId, learner: LearnerId, given: Given, due: int | None, *, now: int
    ) -> UnknownLearner | Busy | None:
        """
        Let an assignment be due at another time for one learner; None where that is done.
        """
        if not self._belongs(tenant, learner, given.assignment.class_id):
            return unknown_learner(learner)
        moves = self.work(tenant, learner, given).moves
        event = DueMoved(at=now, assignment=given.assignment.id, due=due, n=moves + 1)
        written = await self._record.annotate(learner_stream(tenant, learner), encode(event))
        return None if isinstance(written, Appended) else busy(learner)

    def share_now(self, given: Given, work: Work, *, at: int) -> int:
        """
        Return what percent work is worth at a moment.
        """
        return share_at(given.dates, self._due(given, work), at)

    def _taking(
        self, tenant: TenantId, learner: LearnerId, assignment: AssignmentId, now: int
    ) -> AssignedWork | UnknownLearner | UnknownAssignment | AlreadyHandedIn | NotOpenYet | NowClosed:
        """
        Find an assignment that takes answers now.
        """
        found = self.assigned(tenant, learner, assignment)
        if not isinstance(found, AssignedWork):
            return found
        given = found.given
        if found.work.handed_in_at is not None:
            return AlreadyHandedIn(id=assignment)
        if given.withdrawn or is_closed(given.dates, self._due(given, found.work), now):
            return NowClosed()
        if given.dates.opens is not None and now < given.dates.opens:
            return NotOpenYet(sentence="This assignment is not open yet.")
        return found

    def _judged(self, found: AssignedWork, known: Known, now: int) -> WorkHandedIn:
        given, at = found.given, known.at(now)
        work = []
        for problem in given.assignment.problems:
            bank = self._session.banks.of(problem.release)
            if bank is None:
                continue
            exercise = bank.open(problem.item, problem.variant, given.assignment.language)
            entered: Mapping[StepId, Submission] = {one.step: one for one in found.work.problems[problem.id].entered}
            judged = hand_in(problem.id, exercise, entered)
            work.append((judged, exercise, catalogue(bank)))
        return WorkHandedIn(
            at=at,
            assignment=given.assignment.id,
            work=tuple(judged for judged, _, _ in work),
            learned=learned_from(work, at=at),
            share=self.share_now(given, found.work, at=at),
            skills=tuple(dict.fromkeys(skill for problem in given.assignment.problems for skill in problem.skills)),
        )

    def _due(self, given: Given, work: Work) -> int | None:
        return due_for(given.dates, (), work.due)

    def _belongs(self, tenant: TenantId, learner: LearnerId, class_id: ClassId) -> bool:
        return learner in self._assignments.members(tenant, class_id)

    def events(self, tenant: TenantId, learner: LearnerId, assignment: AssignmentId) -> tuple[LearnerEvent, ...]:
        """
        Return a learner's events of an assignment, in order.
        """
        return tuple(learner_events(self._record.keyed(learner_stream(tenant, learner), assignment_prefix(assignment))))
