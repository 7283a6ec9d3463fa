"""
Teaching: what practice asks about what teachers said.

Asked at every answer, so each is a look into memory. Who keeps what teachers say is
`assignments`' (of a class) and `said`'s (of a tenant); without either, nobody said anything.
"""

from typing import Final, Protocol, TypeAlias

from practice.correction.outcomes import Shut
from practice.correction.words import NO_WORDS, Words
from practice.ids import LearnerId, TenantId
from practice.said import NOTHING_SAID, Said
from practice.state import LearnerState, OpenOpportunity

__all__ = ["NO_TEACHER", "Lost", "NoTeacher", "Teacher"]

Lost: TypeAlias = Shut
"""Why an exercise of a homework is no longer its learner's to do."""


class Teacher(Protocol):
    """What was said."""

    def words(self, tenant: TenantId, opportunity: OpenOpportunity, /) -> Words:
        """Return what is said of mistakes in an exercise."""
        ...

    def said(self, tenant: TenantId, opportunity: OpenOpportunity | None = None, /) -> Said:
        """Return what holds for all of a tenant, and in an exercise of a homework by the word of its teacher."""
        ...

    def lost(
        self, tenant: TenantId, learner: LearnerId, state: LearnerState, opportunity: OpenOpportunity, now: int, /
    ) -> Lost | None:
        """Say why an exercise is no longer a learner's to do at a moment (ms since 1970); None where it is."""
        ...


class NoTeacher:
    """Nobody said anything."""

    def words(self, _tenant: TenantId, _opportunity: OpenOpportunity, /) -> Words:
        """
        Say nothing about any exercise.
        """
        return NO_WORDS

    def said(self, _tenant: TenantId, _opportunity: OpenOpportunity | None = None, /) -> Said:
        """
        Withdraw and accept nothing.
        """
        return NOTHING_SAID

    def lost(
        self, _tenant: TenantId, _learner: LearnerId, _state: LearnerState, _opportunity: OpenOpportunity, _now: int, /
    ) -> Lost | None:
        """
        Let every exercise be finished.
        """
        return None


NO_TEACHER: Final[Teacher] = NoTeacher()
