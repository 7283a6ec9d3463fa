"""
Showing: what a learner's record says of their practice, for whoever looks.

The shell around `present`: it loads, asks the pure parts, and records nothing. What
changes anything is the session's.
"""

from item_bank.answers.judge import reading
from item_bank.answers.response import Final as FinalResponse
from item_bank.ids import StepId
from practice.attempt import target
from practice.banks import Banks
from practice.events import LearnerEvent
from practice.ids import LearnerId, OpportunityId, TenantId
from practice.learners import Known, Learners
from practice.outcomes import Ended, StepNotOpen, UnknownLearner, UnknownOpportunity, UnknownTry, Withdrawn
from practice.present import mastery_view, opportunity_view, recorded_reply
from practice.refusals import gone, not_open, unknown_learner, unknown_opportunity, unknown_try, withdrawn
from practice.teaching import Teacher
from practice.views import MasteryView, OpportunityView, ReadingView, TryReply, TryView

__all__ = ["Showing"]


class Showing:
    """What there is to see of all learners' practice."""

    def __init__(self, learners: Learners, banks: Banks, teacher: Teacher) -> None:
        self._learners = learners
        self._banks = banks
        self._teacher = teacher

    def view(
        self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId
    ) -> OpportunityView | UnknownLearner | UnknownOpportunity:
        """
        Show an opportunity with all that was entered, open or ended.
        """
        known = self._learners.load(tenant, learner)
        if known is None:
            return unknown_learner(learner)
        return self._told(tenant, known, opportunity) or unknown_opportunity(opportunity)

    def viewed(self, tenant: TenantId, known: Known, opportunity: OpportunityId) -> OpportunityView:
        """
        Show an opportunity that is there.

        Raises
        ------
        RuntimeError
            If it is not: the stream is broken.
        """
        view = self._told(tenant, known, opportunity)
        if view is None:
            message = f"the stream {known.stream} lost the beginning of an opportunity"
            raise RuntimeError(message)
        return view

    def happened(
        self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId
    ) -> tuple[LearnerEvent, ...] | UnknownLearner | UnknownOpportunity:
        """
        Give all that is recorded of an opportunity, in order.
        """
        known = self._learners.load(tenant, learner)
        if known is None:
            return unknown_learner(learner)
        return self._learners.events(known, opportunity) or unknown_opportunity(opportunity)

    def try_reply(
        self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId, n: int
    ) -> TryReply | UnknownLearner | UnknownOpportunity | UnknownTry:
        """
        Give the reply to a recorded submission again.
        """
        known = self._learners.load(tenant, learner)
        if known is None:
            return unknown_learner(learner)
        events = self._learners.events(known, opportunity)
        if not events:
            return unknown_opportunity(opportunity)
        return recorded_reply(events, n) or unknown_try(opportunity, n)

    def tried(
        self, tenant: TenantId, learner: LearnerId, opportunity: OpportunityId, n: int
    ) -> TryView | UnknownLearner | UnknownOpportunity | UnknownTry:
        """
        Show a recorded submission with the newest help for it, which the reply to it may not have had.
        """
        view = self.view(tenant, learner, opportunity)
        if not isinstance(view, OpportunityView):
            return view
        return next((one for one in view.tries if one.n == n), None) or unknown_try(opportunity, n)

    def reading(
        self,
        tenant: TenantId,
        learner: LearnerId,
        opportunity: OpportunityId,
        step: StepId,
        entered: FinalResponse,
        locale: str | None = None,
    ) -> ReadingView | UnknownLearner | UnknownOpportunity | StepNotOpen | Ended | Withdrawn:
        """
        Say how a text would be read as an answer; nothing is judged or recorded.
        """
        known = self._learners.load(tenant, learner)
        if known is None:
            return unknown_learner(learner)
        current = known.state.opportunities.get(opportunity)
        if current is None:
            return gone(self._learners.events(known, opportunity), opportunity)
        bank = self._banks.of(current.release)
        if bank is None:
            return withdrawn(current)
        exercise = bank.open(current.item, current.variant, current.language)
        found = target(exercise, current, step)
        if found is None:
            return not_open(step, current)
        language = exercise.variant.language
        read = reading(
            found.step.key, entered.text, locale=locale or language, written=entered.format, language=language
        )
        return ReadingView(reading=read, language=language)

    def mastery(
        self, tenant: TenantId, learner: LearnerId, *, now: int, language: str | None = None
    ) -> MasteryView | UnknownLearner:
        """
        Judge a learner's skills, in words of a language or else of the bank's.
        """
        known = self._learners.load(tenant, learner)
        if known is None:
            return unknown_learner(learner)
        bank, model = self._banks.active, self._learners.model
        return mastery_view(learner, known.state, bank, model=model, at=now, language=language or bank.language)

    def _told(self, tenant: TenantId, known: Known, opportunity: OpportunityId) -> OpportunityView | None:
        return opportunity_view(self._learners.events(known, opportunity), self._teacher.said(tenant).withdrawn)
