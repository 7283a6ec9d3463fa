"""
Events of what people say after an answer was judged: disputes, and what a teacher settles.

Disputes and what came of them stand in the learner's stream; what holds for all of
a tenant (words shown no more, answers that count as right, rungs of a teacher's)
stands in the tenant's, and names no learner. Deciding is `settling`'s and `said`'s.
"""

from typing import Literal, TypeAlias

import msgspec

from item_bank.ids import ItemId, ReleaseId, StepId
from mastery.evidence import Evidence
from practice.ids import OpportunityId

__all__ = [
    "AnswerAccepted",
    "DisputeSettled",
    "HintRestored",
    "HintWithdrawn",
    "RungWithdrawn",
    "RungWritten",
    "Settled",
    "TryRegraded",
    "VerdictDisputed",
    "WaitingSettled",
]


Settled: TypeAlias = Literal["seen", "answered"]
"""How a teacher saw to what waited."""


class VerdictDisputed(msgspec.Struct, frozen=True, kw_only=True):
    """The learner thinks that the answer of a try is right, whatever the verdict."""

    at: int
    opportunity: OpportunityId
    n: int


class DisputeSettled(msgspec.Struct, frozen=True, kw_only=True):
    """
    The teacher decided a dispute: the answer counts as right, or the verdict stands.

    `dispute` is its name among the learner's, `word` what the teacher says to them of it.
    """

    at: int
    dispute: str
    right: bool
    word: str = ""


class TryRegraded(msgspec.Struct, frozen=True, kw_only=True):
    """
    A wrong try counts as right by a teacher's word, whoever disputed it.

    What was recorded of the try stays; `evidence` is what mastery learns of it instead of what it had learned, at the
    place where it was given. `n` is the try's.
    """

    at: int
    opportunity: OpportunityId
    n: int
    evidence: Evidence | None


class WaitingSettled(msgspec.Struct, frozen=True, kw_only=True):
    """The teacher has seen to what waited over an exercise: seen, or answered in person."""

    at: int
    opportunity: OpportunityId
    how: Settled


class HintWithdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """
    Words that brought nothing are shown to nobody of the tenant any more.

    `words` is their name (`hints.identity`), `text` as they were shown last, for whoever looks at the list: without
    what they say of somebody's own numbers.
    """

    at: int
    words: str
    text: str


class AnswerAccepted(msgspec.Struct, frozen=True, kw_only=True):
    """
    An answer to a step of a variant counts as right for the whole tenant, by a teacher's word.

    `answer` is what it belongs together with (`correction.clusters`), sealed (`correction.seals`).
    """

    at: int
    release: ReleaseId
    item: ItemId
    variant: int
    step: StepId
    answer: str


class HintRestored(msgspec.Struct, frozen=True, kw_only=True):
    """Words that were withdrawn are shown again."""

    at: int
    words: str


class RungWritten(msgspec.Struct, frozen=True, kw_only=True):
    """
    A teacher's hint is a rung of an item's step for the whole tenant, in place of any before for the same mistake.

    `cluster` is the mistake that it is about (`correction.clusters`), empty for any; `name` is what learners are told
    whose words these are.
    """

    at: int
    item: ItemId
    step: StepId
    cluster: str
    text: str
    language: str
    name: str


class RungWithdrawn(msgspec.Struct, frozen=True, kw_only=True):
    """A teacher's rung is shown no more."""

    at: int
    item: ItemId
    step: StepId
    cluster: str
