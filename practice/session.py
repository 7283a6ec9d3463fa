"""
The session: load, decide, record, reply.

The thin shell around the pure parts; what only looks is `showing`'s. It holds no truth: states are kept by
version and thrown away when the record says they are stale. Everything that can
be expected is answered as a value; `RecordBroken` and `RecordBusy` pass through
to the caller, and nothing was then recorded. The clock is an argument; where it
goes backwards, the learner's latest event's time is used in its place.
"""

from collections.abc import Sequence
from typing import Final

from item_bank.bank import Bank
from mastery.model import DEFAULT_MODEL, Model
from practice.answering import answering
from practice.banks import Banks
from practice.ending import end_lost, end_plainly
from practice.events import How, LearnerCreated, LearnerEvent, OpportunityOpened
from practice.ids import LearnerId, OpportunityId, TenantId
from practice.learners import Known, Learners
from practice.opening import CHOSEN, Occasion, opening
from practice.outcomes import (
    Busy,
    Conflict,
    Created,
    Ended,
    Exists,
    InHomework,
    NothingToPractise,
    OutOfOrder,
    StepNotOpen,
    TooManyOpen,
    UnknownLearner,
    UnknownOpportunity,
    UnknownWish,
    Withdrawn,
)
from practice.present import recorded_reply, recorded_try, reply
from practice.record.contract import Duplicate, Record, Stale
from practice.refusals import (
    busy,
    conflict,
    gone,
    out_of_order,
    too_many_open,
    unknown_learner,
    withdrawn,
)
from practice.requests import MAX_OPEN, Submission, Wish, localised
from practice.seeking import NoSeeker, Seeker, Sought, allowed
from practice.showing import Showing
from practice.state import OpenOpportunity
from practice.teaching import NO_TEACHER, Lost, Teacher
from practice.views import OpportunityView, TryReply

__all__ = ["ATTEMPTS", "Session"]

ATTEMPTS: Final = 4
"""Times that a command is worked out before it is given up: the first, and three after somebody else's append."""


class Session:
    """Practice of all learners over one record."""

    def __init__(
        self, record: Record, banks: Banks, *, model: Model = DEFAULT_MODEL, teacher: Teacher = NO_TEACHER
    ) -> None:
        self._banks = banks
        self._learners = Learners(record, model)
        self.teacher = teacher
        self.showing = Showing(self._learners, banks, teacher)
        self.seeker: Seeker = NoSeeker()

    @property
    def banks(self) -> Banks:
        """
        The releases that are served.
        """
        return self._banks

    @property
    def model(self) -> Model:
        """
        The learner model in force.
        """
        return self._learners.model

    def use(self, model: Model) -> None:
        """
        Go on with another learner model: each state is folded anew when it is asked for.
        """
        self._learners.use(model)

    def known(self, tenant: TenantId, learner: LearnerId) -> Known | None:
        """
        Give a learner's state, for a shell beside this one that appends to the same stream.
        """
        return self._learners.load(tenant, learner)

    async def append(self, known: Known, events: Sequence[LearnerEvent]) -> Known | Stale | Duplicate:
        """
        Record events of such a shell with the state that follows from them.
        """
        return await self._learners.append(known, events)

    async def create(self, tenant: TenantId, learner: LearnerId, *, now: int) -> Created | Exists:
        """
        Begin a learner's stream.
        """
        absent = self._learners.absent(tenant, learner)
        written = await self._learners.append(absent, (LearnerCreated(at=now, learner=learner),))
        if isinstance(written, Known):
            return Created(learner=learner, sentence="The learner can begin.")
        return Exists(learner=learner, sentence="There is a learner of that name already; nothing was changed.")

    async def open(
        self,
        tenant: TenantId,
        learner: LearnerId,
        *,
        wish: Wish,
        now: int,
        seed: int,
        opportunity: OpportunityId,
        bank: Bank | None = None,
        occasion: Occasion = CHOSEN,
    ) -> OpportunityView | UnknownLearner | NothingToPractise | UnknownWish | TooManyOpen | InHomework | Busy:
        """
        Put an exercise before a learner, or the one again that is open.

        Parameters
        ----------
        tenant, learner
            Whose.
        wish
            What it should be; not looked at while one is open for the same
            assignment.
        now
            Milliseconds since 1970.
        seed
            Decides the draws.
        opportunity
            The new opportunity's id; one that was used before gives that
            opportunity's view.
        bank
            One that is served, where it is not to be the active one.
        occasion
            What it is opened for.
        """
        for _ in range(ATTEMPTS):
            known = self._learners.load(tenant, learner)
            if known is None:
                return unknown_learner(learner)
            present = known.state.open_for(wish.assignment) or known.state.opportunities.get(opportunity)
            if present is not None and self._banks.of(present.release) is not None:
                return self.showing.viewed(tenant, known, present.id)
            if present is None and len(known.state.opportunities) >= MAX_OPEN:
                return too_many_open(known.state)
            opened = opening(
                bank or self._banks.active,
                known.state,
                wish,
                model=self._learners.model,
                at=known.at(now),
                seed=seed,
                opportunity=opportunity,
                occasion=occasion,
            )
            if not isinstance(opened, OpportunityOpened):
                return opened
            over = () if present is None else (end_plainly(present, "withdrawn", at=opened.at),)
            match await self._learners.append(known, (*over, opened)):
                case Known() | Duplicate():
                    # A duplicate: the id was used before, or another tab was quicker with it.
                    return self.showing.viewed(tenant, known, opportunity)
                case Stale():
                    continue
        return busy(learner)

    async def submit(
        self,
        tenant: TenantId,
        learner: LearnerId,
        opportunity: OpportunityId,
        n: int,
        submission: Submission,
        *,
        now: int,
        pasted: bool = False,
    ) -> (
        TryReply
        | UnknownLearner
        | UnknownOpportunity
        | Conflict
        | OutOfOrder
        | StepNotOpen
        | Ended
        | Withdrawn
        | Lost
        | Busy
    ):
        """
        Judge a submission, record it and reply; durable when this returns.

        A retry with the same body gives the first reply again, byte for byte; another body
        under the same number is a `Conflict`. Where its homework is no longer the learner's to
        do, the exercise ends instead.

        Parameters
        ----------
        tenant, learner, opportunity
            Whose, and in which exercise.
        n
            The submission's number, from 1 without gaps.
        submission
            What was entered, for which step.
        now
            Milliseconds since 1970.
        pasted
            Whether some of it was pasted in, as the frontend says; recorded, and nothing else.
        """
        for _ in range(ATTEMPTS):
            known = self._learners.load(tenant, learner)
            if known is None:
                return unknown_learner(learner)
            current = known.state.opportunities.get(opportunity)
            if current is None or n <= current.submissions:
                return self._recorded(known, opportunity, n, submission, current)
            if n > current.submissions + 1:
                return out_of_order(opportunity, current.submissions + 1)
            bank = self._banks.of(current.release)
            lost = self.teacher.lost(tenant, learner, known.state, current, known.at(now))
            if bank is None or lost is not None:
                over = await self._withdraw(known, current, lost, now=now)
                if over is not None:
                    return over
                continue
            answered = answering(
                bank,
                known.state,
                current,
                submission,
                model=self._learners.model,
                at=known.at(now),
                words=self.teacher.words(tenant, current),
                said=self.teacher.said(tenant, current),
            )
            if isinstance(answered, StepNotOpen):
                return answered
            answered = answered.marked(pasted=True) if pasted else answered
            sought = Sought(
                tenant=tenant, learner=learner, state=known.state, opportunity=current, bank=bank, answered=answered
            )
            replied = await self._answer(known, sought)
            if replied is not None:
                return replied
        return busy(learner)

    async def skip(
        self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId, *, now: int
    ) -> OpportunityView | UnknownLearner | UnknownOpportunity | Busy:
        """
        End an opportunity unsolved; one that has ended is shown as it ended.
        """
        for _ in range(ATTEMPTS):
            known = self._learners.load(tenant, learner)
            if known is None:
                return unknown_learner(learner)
            current = known.state.opportunities.get(opportunity)
            if current is None:
                return self.showing.view(tenant, learner, opportunity)
            how: How = "skipped" if self._banks.of(current.release) is not None else "withdrawn"
            ended = end_plainly(current, how, at=known.at(now))
            if isinstance(await self._learners.append(known, (ended,)), Known):
                return self.showing.viewed(tenant, known, opportunity)
        return busy(learner)

    def forget(self, tenant: TenantId, learner: LearnerId) -> None:
        """
        Drop what is kept at hand of a learner; the record is asked next time. Needed after an erase.
        """
        self._learners.forget(tenant, learner)

    async def _answer(self, known: Known, sought: Sought) -> TryReply | None:
        """
        Record what a submission led to, and have better words looked for; None where somebody else appended first.
        """
        answered = sought.answered
        wanted = self.seeker.wants(sought) if allowed(sought) else "no"
        if wanted == "yes":
            answered = answered.awaiting()
        if not isinstance(await self._learners.append(known, answered.events), Known):
            return None
        if wanted != "no":
            self.seeker.seek(sought)
        return reply(answered.tried, answered.ended, language=answered.language)

    async def _withdraw(
        self, known: Known, current: OpenOpportunity, lost: Lost | None, *, now: int
    ) -> Withdrawn | Lost | None:
        """
        End an opportunity whose release has gone, or whose homework is lost; None where somebody else appended first.
        """
        at = known.at(now)
        ended = end_plainly(current, "withdrawn", at=at) if lost is None else end_lost(current, lost, at=at)
        written = await self._learners.append(known, (ended,))
        return (lost or withdrawn(current)) if isinstance(written, Known) else None

    def _recorded(
        self,
        known: Known,
        opportunity: OpportunityId,
        n: int,
        submission: Submission,
        current: OpenOpportunity | None,
    ) -> TryReply | Conflict | Ended | Withdrawn | UnknownOpportunity | OutOfOrder:
        """
        Answer a submission whose number is used, or whose opportunity is not open.
        """
        events = self._learners.events(known, opportunity)
        found = recorded_try(events, n)
        if found is not None:
            opened = events[0].shown.language if isinstance(events[0], OpportunityOpened) else found.locale
            same = Submission(step=found.step, response=found.response, locale=found.locale) == localised(
                submission, opened
            )
            return (recorded_reply(events, n) if same else None) or conflict(opportunity, n)
        if current is not None:
            return out_of_order(opportunity, current.submissions + 1)
        return gone(events, opportunity)
