"""
Staff: what the teachers of a tenant said, brought together for practice to ask.
"""

from practice.assignments import Assignments
from practice.correction.words import Words
from practice.ids import LearnerId, TenantId
from practice.said import Said, Sayings
from practice.state import LearnerState, OpenOpportunity
from practice.teaching import Lost

__all__ = ["Staff"]


class Staff:
    """The teachers of all tenants; keeps the contract `teaching.Teacher`."""

    def __init__(self, assignments: Assignments, sayings: Sayings) -> None:
        """
        Stand before what is kept of classes and of tenants.
        """
        self._assignments = assignments
        self._sayings = sayings

    def words(self, tenant: TenantId, opportunity: OpenOpportunity, /) -> Words:
        """
        Return what is said of mistakes in an exercise of a homework.
        """
        return self._assignments.words(tenant, opportunity)

    def said(self, tenant: TenantId, opportunity: OpenOpportunity | None = None, /) -> Said:
        """
        Return what holds for all of a tenant, and which answers to the problem of a homework count as right.
        """
        said = self._sayings.of(tenant)
        return said if opportunity is None else said.granting(self._assignments.granted(tenant, opportunity))

    def lost(
        self, tenant: TenantId, learner: LearnerId, state: LearnerState, opportunity: OpenOpportunity, now: int, /
    ) -> Lost | None:
        """
        Say why an exercise's homework is no longer a learner's to do.
        """
        return self._assignments.lost(tenant, learner, state, opportunity, now)
