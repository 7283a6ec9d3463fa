"""
Homework: learners at work on what their class was given.

The shell around `correction`: it reads the learner's stream, asks the pure parts,
and appends. Work is folded from its own events each time it is asked for
(`standing`); what was given is `assignments`', and opportunities are the session's.
"""

import asyncio
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final
from weakref import WeakValueDictionary

import msgspec

from item_bank.ids import ItemId
from practice.allowances import allowed_of
from practice.assignments import Assignments
from practice.choosing.catalogue import catalogue
from practice.classes import UnknownClass
from practice.classroom.accommodations import Accommodations
from practice.correction.assigned import AssignedWork, assigned_work
from practice.correction.assignment import AssignedProblem
from practice.correction.events import AnswerSaved
from practice.correction.given import Given
from practice.correction.going_on import next_up
from practice.correction.handed_in import unread_in
from practice.correction.keys import assignment_prefix
from practice.correction.outcomes import (
    AlreadyHandedIn,
    NothingToCorrect,
    NotOpenYet,
    NotServed,
    Saved,
    Shut,
    UnknownAssignment,
    UnknownProblem,
    Unread,
)
from practice.events import LearnerEvent
from practice.handing_in import JudgedBefore, judged_work
from practice.ids import (
    AssignmentId,
    ClassId,
    LearnerId,
    OpportunityId,
    ProblemId,
    TenantId,
    learner_stream,
)
from practice.learners import Known
from practice.outcomes import Busy, InHomework, NothingToPractise, TooManyOpen, UnknownLearner, UnknownWish
from practice.record.contract import Appended, Duplicate, Record, Stale
from practice.refusals import busy, unknown_learner
from practice.requests import Submission
from practice.session import ATTEMPTS, Session
from practice.views import OpportunityView
from practice.wire import encode, learner_events

__all__ = ["MAX_SAVES", "Homework"]

MAX_SAVES: Final = 500
"""Times that what is entered for one problem is saved; beyond that the page has gone mad."""


class Homework:
    """Learners at work on the assignments of their classes."""

    def __init__(self, record: Record, session: Session, assignments: Assignments) -> None:
        """
        Stand before a record, beside the session that practises on it.
        """
        self._record = record
        self._session = session
        self._assignments = assignments
        self._handing: WeakValueDictionary[tuple[TenantId, LearnerId], asyncio.Lock] = WeakValueDictionary()

    def of_learner(self, tenant: TenantId, learner: LearnerId) -> tuple[AssignedWork, ...] | UnknownLearner:
        """
        Return what a learner was given, the latest last, with how it stands.
        """
        if self._record.load(learner_stream(tenant, learner)).stream_version == 0:
            return unknown_learner(learner)
        allowed = allowed_of(self._record, tenant, learner).accommodations
        # of all classes of a tenant the learner is in few: each is asked about once
        places = cache(lambda of: self._assignments.place(tenant, of, learner))
        mine = (
            self._of(tenant, learner, given, allowed)
            for given in self._assignments.all(tenant)
            if places(given.assignment.class_id) is not None
        )
        return tuple(sorted(filter(None, mine), key=lambda one: one.given.published_at))

    def assigned(
        self, tenant: TenantId, learner: LearnerId, assignment: AssignmentId
    ) -> AssignedWork | UnknownLearner | UnknownAssignment:
        """
        Return one assignment of a learner; one that is not theirs does not exist for them.
        """
        if self._record.load(learner_stream(tenant, learner)).stream_version == 0:
            return unknown_learner(learner)
        given = self._assignments.find(tenant, assignment)
        allowed = allowed_of(self._record, tenant, learner).accommodations
        found = None if given is None else self._of(tenant, learner, given, allowed)
        return found or UnknownAssignment(id=assignment)

    def of_class(
        self, tenant: TenantId, given: Given
    ) -> dict[LearnerId, tuple[AssignedWork, tuple[LearnerEvent, ...]]]:
        """
        Return the work of all whom an assignment is asked of, with the events that it was folded from.
        """
        name, of = given.assignment.id, given.assignment.class_id
        groups = self._assignments.groups(tenant, of)
        found: dict[LearnerId, tuple[AssignedWork, tuple[LearnerEvent, ...]]] = {}
        for learner, place in self._assignments.roll(tenant, of).items():
            if place.left is not None:
                continue
            events = self.events(tenant, learner, name)
            allowed = allowed_of(self._record, tenant, learner).accommodations
            one = assigned_work(given, place, events, groups=groups, allowed=allowed)
            if one is not None:
                found[learner] = (one, events)
        return found

    async def save(
        self,
        tenant: TenantId,
        learner: LearnerId,
        assignment: AssignmentId,
        problem: ProblemId,
        entered: tuple[Submission, ...],
        *,
        now: int,
    ) -> Saved | UnknownLearner | UnknownAssignment | UnknownProblem | AlreadyHandedIn | NotOpenYet | Shut | Busy:
        """
        Keep what was entered for a problem, and say what of it cannot be read; nothing is judged.
        """
        for _ in range(ATTEMPTS):
            found = self._taking(tenant, learner, assignment, now)
            if not isinstance(found, AssignedWork):
                return found
            before = found.work.problems.get(problem)
            if before is None:
                return UnknownProblem(id=problem)
            saved = Saved(problem=problem, at=now, unread=self._unread(found, problem, entered))
            if before.entered == entered:
                return saved
            if before.saves >= MAX_SAVES:
                return busy(learner)
            event = AnswerSaved(at=now, assignment=assignment, problem=problem, n=before.saves + 1, entered=entered)
            outcome = await self.tell(tenant, learner, event)
            if outcome is None:
                return busy(learner)
            if not isinstance(outcome, Duplicate):
                return saved
            # another save came in between, of another tab or a moment before in this one: this one is the later
        return busy(learner)

    async def hand_in(
        self, tenant: TenantId, learner: LearnerId, assignment: AssignmentId, *, now: int
    ) -> AssignedWork | UnknownLearner | UnknownAssignment | AlreadyHandedIn | NotOpenYet | NotServed | Shut | Busy:
        """
        Judge all that was entered, and record it; durable when this returns.
        """
        judged: JudgedBefore = {}
        # one at a time for each learner: whoever asks again and again has nothing judged twice
        async with self._handing.setdefault((tenant, learner), asyncio.Lock()):
            for _ in range(ATTEMPTS):
                found = self._taking(tenant, learner, assignment, now)
                if not isinstance(found, AssignedWork):
                    return found
                known = self._session.known(tenant, learner)
                if known is None:
                    return unknown_learner(learner)
                event = await judged_work(found, self._session.banks, judged, at=known.at(now))
                if isinstance(event, NotServed):
                    return event
                if isinstance(await self._session.append(known, (event,)), Known):
                    return self.assigned(tenant, learner, assignment)
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
        | NotServed
        | Shut
        | NothingToPractise
        | UnknownWish
        | TooManyOpen
        | InHomework
        | Busy
    ):
        """
        Put what comes next for a missed problem before its learner: it again, something it builds on, or a proof.
        """
        found = self.assigned(tenant, learner, assignment)
        if not isinstance(found, AssignedWork):
            return found
        given, work, terms = found.given, found.work, found.terms
        asked, stands = given.assignment.problem(problem), work.problems.get(problem)
        if asked is None or stands is None:
            return UnknownProblem(id=problem)
        if (shut := found.shut(now)) is not None:
            return shut
        if not given.corrections_open:
            return NotOpenYet(sentence="Your teacher will open the correction after going over the mistakes.")
        if stands.open is not None and problem in given.revised and self._outdated(tenant, learner, stands.open, asked):
            # it was put otherwise meanwhile: what was begun on the old one is over, and costs nothing
            await self._session.skip(tenant, learner, stands.open, now=now)
            stands = msgspec.structs.replace(stands, open=None)
        upcoming = next_up(
            given,
            asked,
            stands,
            catalogue(self._session.banks.active),
            terms=terms,
            language=language,
        )
        if upcoming is None:
            return NothingToCorrect(id=problem)
        bank = self._session.banks.active if upcoming.release is None else self._session.banks.of(upcoming.release)
        if bank is None:
            return NotServed(problem=problem)
        # an assignment has one open at a time: what was begun elsewhere comes again from where it stands
        elsewhere = [one.open for name, one in work.problems.items() if name != problem]
        known = self._session.known(tenant, learner)
        stray = None if known is None else known.state.open_for(assignment)
        if stray is not None and not stray.id.startswith(assignment_prefix(assignment)):
            # opened under this name before there was homework of it: no problem's, and not to be given for one
            elsewhere.append(stray.id)
        for waits in filter(None, (upcoming.waits, *elsewhere)):
            await self._session.skip(tenant, learner, waits, now=now)
        return await self._session.open(
            tenant,
            learner,
            wish=upcoming.wish,
            now=now,
            seed=seed,
            opportunity=upcoming.opportunity,
            bank=bank,
            occasion=upcoming.occasion,
        )

    def _taking(
        self, tenant: TenantId, learner: LearnerId, assignment: AssignmentId, now: int
    ) -> AssignedWork | UnknownLearner | UnknownAssignment | AlreadyHandedIn | NotOpenYet | Shut:
        """
        Find an assignment that takes answers now.
        """
        found = self.assigned(tenant, learner, assignment)
        if not isinstance(found, AssignedWork):
            return found
        given = found.given
        if found.left is None and found.work.handed_in_at is not None:
            return AlreadyHandedIn(id=assignment)
        if (shut := found.shut(now)) is not None:
            return shut
        if given.dates.opens is not None and now < given.dates.opens:
            return NotOpenYet(sentence="This assignment is not open yet.")
        return found

    def _unread(self, found: AssignedWork, problem: ProblemId, entered: Iterable[Submission]) -> tuple[Unread, ...]:
        asked = found.given.assignment.problem(problem)
        bank = None if asked is None else self._session.banks.of(asked.release)
        if asked is None or bank is None:
            return ()
        return unread_in(bank.open(asked.item, asked.variant, found.terms.language), entered)

    def _outdated(
        self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId, asked: AssignedProblem
    ) -> bool:
        """
        Say whether an open opportunity is of a problem as it was put before.
        """
        known = self._session.known(tenant, learner)
        begun = None if known is None else known.state.opportunities.get(opportunity)
        own = {asked.release} | ({asked.repair.release} if asked.repair is not None else set())
        return begun is not None and begun.release not in own and begun.release != self._session.banks.active.release

    async def tell(self, tenant: TenantId, learner: LearnerId, event: LearnerEvent) -> Appended | Duplicate | None:
        """
        Append to a learner's stream; None where they are gone, or others were quicker again and again.

        On the version, though nothing here depends on it: else a learner erased meanwhile
        would be there again.
        """
        stream = learner_stream(tenant, learner)
        for _ in range(ATTEMPTS):
            version = self._record.load(stream).stream_version
            if version == 0:
                return None
            outcome = await self._record.append(stream, expected=version, events=(encode(event),))
            if not isinstance(outcome, Stale):
                return outcome
        return None

    def _of(self, tenant: TenantId, learner: LearnerId, given: Given, allowed: Accommodations) -> AssignedWork | None:
        of = given.assignment.class_id
        place = self._assignments.place(tenant, of, learner)
        if place is None:
            return None
        events = self.events(tenant, learner, given.assignment.id)
        return assigned_work(given, place, events, groups=self._assignments.groups(tenant, of), allowed=allowed)

    def asking(
        self, tenant: TenantId, classes: Iterable[ClassId], item: ItemId, variant: int
    ) -> Iterator[tuple[AssignmentId, ProblemId]]:
        """
        Yield the problems of what some classes were given that are a variant of an item, whoever has to do them.
        """
        for of in classes:
            given = self._assignments.of_class(tenant, of)
            for one in () if isinstance(given, UnknownClass) else given:
                for problem in one.assignment.problems:
                    if (problem.item, problem.variant) == (item, variant):
                        yield one.assignment.id, problem.id

    def present(self, tenant: TenantId, class_id: ClassId) -> tuple[LearnerId, ...]:
        """
        Return who is in a class now.
        """
        return tuple(
            learner for learner, place in self._assignments.roll(tenant, class_id).items() if place.left is None
        )

    def events(self, tenant: TenantId, learner: LearnerId, assignment: AssignmentId) -> tuple[LearnerEvent, ...]:
        """
        Return a learner's events of an assignment, in order.
        """
        return tuple(learner_events(self._record.keyed(learner_stream(tenant, learner), assignment_prefix(assignment))))
