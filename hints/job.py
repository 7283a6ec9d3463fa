"""
Hint jobs: one wrong answer for which better help is looked for, and what came of it.

A job holds what the two stages need and nothing that tells who answered: it goes
to another process or machine as JSON. What the record keeps of the outcome is
decided where the record is owned.
"""

import enum
from typing import Literal, TypeAlias

import msgspec

from hints.guards.context import Claim
from hints.hint import Hint
from hints.misconception.diagnosis import Diagnosis
from hints.routes.model import Usage
from hints.trace import Trace
from hints.tutor.offers import Seen
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged
from item_bank.ids import MistakeCode, StepId
from item_bank.mistake import Mistake
from item_bank.variant import Variant

__all__ = ["CacheLevel", "HintJob", "JobOutcome", "OutcomeReason", "Spent"]


CacheLevel: TypeAlias = Literal["exact", "parametric"]
"""Where words from a cache came from: the same wrong answer to the same exercise, or the same mistake in a sister."""


class HintJob(msgspec.Struct, frozen=True, kw_only=True):
    """
    One job.

    Attributes
    ----------
    id
        Drawn for this job alone; means nothing outside of the queue.
    variant, step
        The exercise as it was put, with its keys, and the step (or scaffold)
        that was answered.
    mistakes
        The bank's mistakes that the variant names.
    response, locale, judged
        What was entered, and the verdict on it.
    diagnosis, shown
        What computation found, and the first help that was given with the reply.
    seen
        What was shown on this step before that reply, so that nothing is said
        again and what falls back takes the next rung.
    rung
        How many wrong tries the step had before: the same wrong answer twice is
        to get other words.
    band
        The bank's grade band of the item; None where it has none.
    template
        Names the item's content, so that what is kept of one is not taken for
        an item that was changed; empty where nothing may be kept.
    features
        Coarse features that a recipe may ask for (`mastery: low`), nothing else
        of the learner's.
    recipe
        Which recipe, by its hash.
    most
        Millionths of a dollar that were set aside for it; None sets no limit.
    """

    id: str
    variant: Variant
    step: StepId
    mistakes: tuple[Mistake, ...]
    response: Response
    locale: str
    judged: Judged
    diagnosis: Diagnosis | None
    shown: Hint
    seen: Seen = Seen()
    rung: int = 0
    band: str | None = None
    template: str = ""
    features: dict[str, str] = {}
    recipe: str
    most: int | None = None

    def mistake(self, code: MistakeCode) -> Mistake | None:
        """Return the bank's mistake of that code, where the job has it."""
        return next((mistake for mistake in self.mistakes if mistake.code == code), None)


class OutcomeReason(enum.StrEnum):
    """How a job ended."""

    BETTER = "better"  # a better hint
    ENOUGH = "enough"  # the first help is as good as it gets: no model was asked
    GUARDED = "guarded"  # what the model said was not let through
    FAILED = "failed"  # no usable reply
    LATE = "late"  # the deadline passed, or the learner has moved on
    SHED = "shed"  # the queue was full
    BUDGET = "budget"  # no money or no share of it left


class Spent(msgspec.Struct, frozen=True, kw_only=True):
    """What a job cost: calls, tokens, millionths of a US dollar, milliseconds from taking it up."""

    calls: int = 0
    usage: Usage = Usage()
    microdollars: int = 0
    milliseconds: int = 0


class JobOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """
    What came of a job.

    Attributes
    ----------
    hint
        The better words, guarded; None where the first help stands.
    claims
        What the words' writer says that they claim; guarded again with them.
    diagnosis
        What the first call claimed and computation replayed; None where it
        added nothing.
    codes
        Of the checks and guards that refused something on the way, in order.
    level
        Of the cache that knew the words; None where models were asked, or nobody.
    routes
        `route/model` of each reply, in order; empty for words from a cache.
    trace
        How it came about, for `misstep hints explain`; None where nothing was
        looked for.
    """

    id: str
    reason: OutcomeReason
    hint: Hint | None = None
    claims: tuple[Claim, ...] = ()
    diagnosis: Diagnosis | None = None
    codes: tuple[str, ...] = ()
    level: CacheLevel | None = None
    routes: tuple[str, ...] = ()
    spent: Spent = Spent()
    trace: Trace | None = None
