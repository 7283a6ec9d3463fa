"""
Refusals: the session's outcomes that are no views, in words.

One function for each, so that the same case always says the same sentence.
"""

from collections.abc import Sequence

from item_bank.ids import StepId
from practice.ending import told
from practice.events import LearnerEvent, OpportunityEnded, OpportunityOpened
from practice.ids import LearnerId, OpportunityId
from practice.outcomes import (
    Busy,
    Conflict,
    Ended,
    OutOfOrder,
    StepNotOpen,
    TooManyOpen,
    UnknownLearner,
    UnknownOpportunity,
    UnknownTry,
    Withdrawn,
)
from practice.present import recorded_end
from practice.state import LearnerState, OpenOpportunity

__all__ = [
    "busy",
    "conflict",
    "gone",
    "has_ended",
    "not_open",
    "out_of_order",
    "too_many_open",
    "unknown_learner",
    "unknown_opportunity",
    "unknown_try",
    "withdrawn",
]


def unknown_learner(learner: LearnerId) -> UnknownLearner:
    """
    Say that nobody has that name.
    """
    return UnknownLearner(learner=learner, sentence="There is no learner of that name.")


def unknown_opportunity(opportunity: OpportunityId) -> UnknownOpportunity:
    """
    Say that the learner was never given that opportunity.
    """
    return UnknownOpportunity(opportunity=opportunity, sentence="This learner has no opportunity of that name.")


def unknown_try(opportunity: OpportunityId, n: int) -> UnknownTry:
    """
    Say that nothing was submitted under a number.
    """
    return UnknownTry(opportunity=opportunity, n=n, sentence=f"Nothing was submitted under number {n}.")


def conflict(opportunity: OpportunityId, n: int) -> Conflict:
    """
    Say that a number is used with another body.
    """
    sentence = f"Submission {n} was recorded with another content; that one stands."
    return Conflict(opportunity=opportunity, n=n, sentence=sentence)


def out_of_order(opportunity: OpportunityId, expected: int) -> OutOfOrder:
    """
    Say which number comes next.
    """
    sentence = f"Submissions are counted from 1 without gaps; the next is {expected}."
    return OutOfOrder(opportunity=opportunity, expected=expected, sentence=sentence)


def not_open(step: StepId, opportunity: OpenOpportunity) -> StepNotOpen:
    """
    Say which steps and scaffolds take a submission now.
    """
    sentence = f"That step takes no submission now; open are: {', '.join(opportunity.open)}."
    return StepNotOpen(step=step, open=opportunity.open, sentence=sentence)


def too_many_open(state: LearnerState) -> TooManyOpen:
    """
    Say that something has to be finished before something else is opened.
    """
    sentence = "Too many exercises are open at once. Finish or skip one of them first."
    return TooManyOpen(open=tuple(state.opportunities), sentence=sentence)


def has_ended(ended: OpportunityEnded) -> Ended:
    """
    Say how an opportunity ended.
    """
    sentence = f"This exercise has ended. {ended.sentence}"
    return Ended(opportunity=ended.opportunity, how=ended.how, sentence=sentence)


def withdrawn(opportunity: OpenOpportunity) -> Withdrawn:
    """
    Say that the release of an opportunity has gone.
    """
    return Withdrawn(
        opportunity=opportunity.id, release=opportunity.release, sentence=told("withdrawn", opportunity.language)
    )


def busy(learner: LearnerId) -> Busy:
    """
    Say that too much happened at once.
    """
    return Busy(learner=learner, sentence="Too many changes at once; nothing was recorded. Send it again.")


def gone(events: Sequence[LearnerEvent], opportunity: OpportunityId) -> Ended | Withdrawn | UnknownOpportunity:
    """
    Say of an opportunity's events why it is not open.
    """
    ended = recorded_end(events)
    if not events or ended is None:
        return unknown_opportunity(opportunity)
    opened = events[0]
    if ended.how == "withdrawn" and isinstance(opened, OpportunityOpened):
        return Withdrawn(opportunity=opportunity, release=opened.release, sentence=ended.sentence)
    return has_ended(ended)
