"""
Seeking: whoever looks for better words after a try is recorded.

The session says what was answered and does not wait: neither of the two can be
awaited, so no reply ever depends on them. What comes of it returns through
`revisions.revise`.
"""

from typing import Literal, Protocol, TypeAlias

import msgspec

from item_bank.bank import Bank
from practice.answering import Answered
from practice.correction.bounds import may_ask
from practice.ids import LearnerId, TenantId
from practice.state import LearnerState, OpenOpportunity

__all__ = ["NoSeeker", "Seeker", "Sought", "Wanted", "allowed"]

Wanted: TypeAlias = Literal["no", "quietly", "yes"]
"""Whether better words are looked for; `quietly` where they will not be shown, so that nobody is told to wait."""


class Sought(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """One answer: whose, in which opportunity (as it was before), of which bank, and all that it led to."""

    tenant: TenantId
    learner: LearnerId
    state: LearnerState
    opportunity: OpenOpportunity
    bank: Bank
    answered: Answered


def allowed(sought: Sought) -> bool:
    """
    Say whether a teacher's rules let a model be asked about an answer; where there are none, whoever seeks decides.
    """
    opportunity = sought.opportunity
    return may_ask(opportunity.bounds, sought.answered.attempt.diagnosis, helped=opportunity.helped)


class Seeker(Protocol):
    """Looks for better words."""

    def wants(self, sought: Sought) -> Wanted:
        """Say whether better words will be looked for; asked before the try is recorded, which may yet fail."""
        ...

    def seek(self, sought: Sought) -> None:
        """Begin to look; the try is recorded."""
        ...


class NoSeeker:
    """Leaves the first help as it is."""

    def wants(self, _: Sought, /) -> Wanted:
        """
        Want nothing.
        """
        return "no"

    def seek(self, _: Sought, /) -> None:
        """
        Do nothing.
        """
