"""
What a session answers when it is not a view.

Expected outcomes, as values: somebody unknown, a try out of order, a second
body under a used number. Each says in a sentence what to do. Which HTTP number
belongs to which is `api`'s to say.
"""

import msgspec

from item_bank.ids import ItemId, ReleaseId, SkillId, StepId
from practice.ids import LearnerId, OpportunityId

__all__ = [
    "Busy",
    "Conflict",
    "Created",
    "Ended",
    "Exists",
    "GoalKept",
    "GoalPast",
    "NothingToPractise",
    "OutOfOrder",
    "StepNotOpen",
    "TooManyOpen",
    "UnknownLearner",
    "UnknownOpportunity",
    "UnknownTry",
    "UnknownWish",
    "Withdrawn",
]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What they share: a sentence for the caller."""

    sentence: str


class Created(Outcome, frozen=True, kw_only=True, tag=True):
    """A new learner is there."""

    learner: LearnerId


class Exists(Outcome, frozen=True, kw_only=True, tag=True):
    """The learner was there already; nothing changed."""

    learner: LearnerId


class InHomework(msgspec.Struct, frozen=True, tag=True):
    """The exercise is part of homework that the learner has still to do: it is not practised meanwhile."""

    @property
    def sentence(self) -> str:
        """What is told."""
        return "This exercise is part of your homework. Do it there; you can practise it once the homework is over."


class UnknownLearner(Outcome, frozen=True, kw_only=True, tag=True):
    """Nobody of that name in this tenant."""

    learner: LearnerId


class UnknownOpportunity(Outcome, frozen=True, kw_only=True, tag=True):
    """The learner was never given that opportunity."""

    opportunity: OpportunityId


class UnknownTry(Outcome, frozen=True, kw_only=True, tag=True):
    """The opportunity has no submission of that number."""

    opportunity: OpportunityId
    n: int


class UnknownWish(Outcome, frozen=True, kw_only=True, tag=True):
    """The active bank has no such skill, item or variant."""

    skill: SkillId | None = None
    item: ItemId | None = None
    variant: int | None = None


class NothingToPractise(Outcome, frozen=True, kw_only=True, tag=True):
    """The bank, or the wished skill, has no item."""


class GoalPast(Outcome, frozen=True, kw_only=True, tag=True):
    """The date of the goal has passed already; nothing was set."""

    by: int


class GoalKept(Outcome, frozen=True, kw_only=True, tag=True):
    """A teacher's goal is open, and a learner may not change it; nothing was set."""

    by: int


class TooManyOpen(Outcome, frozen=True, kw_only=True, tag=True):
    """The learner has as many exercises open as can be; none was opened. `open` are those, the oldest first."""

    open: tuple[OpportunityId, ...]


class Conflict(Outcome, frozen=True, kw_only=True, tag=True):
    """Submission `n` is recorded with another body; the recorded one stands."""

    opportunity: OpportunityId
    n: int


class OutOfOrder(Outcome, frozen=True, kw_only=True, tag=True):
    """Submissions are counted from 1 without gaps; `expected` is the next number."""

    opportunity: OpportunityId
    expected: int


class StepNotOpen(Outcome, frozen=True, kw_only=True, tag=True):
    """The named step is not open; `open` are those that are, scaffolds included."""

    step: StepId
    open: tuple[StepId, ...]


class Ended(Outcome, frozen=True, kw_only=True, tag=True):
    """The opportunity has ended and takes no more."""

    opportunity: OpportunityId
    how: str


class Withdrawn(Outcome, frozen=True, kw_only=True, tag=True):
    """The release of the opportunity is no longer served; the opportunity has ended without loss to the learner."""

    opportunity: OpportunityId
    release: ReleaseId


class Busy(Outcome, frozen=True, kw_only=True, tag=True):
    """The learner's state kept changing under us (many tabs at once); nothing was recorded, ask again."""

    learner: LearnerId
