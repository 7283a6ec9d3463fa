"""
Events of better help: what became of looking for it after the reply to a try.

Each stands in the learner's stream and changes no verdict. Whether words are still
to be shown is `revising`'s, who looks for them `seeking`'s.
"""

from typing import Literal, TypeAlias

import msgspec

from hints.hint import Hint
from hints.job import CacheLevel, OutcomeReason, Spent
from hints.misconception.diagnosis import Diagnosis
from item_bank.ids import ItemId, SkillId
from practice.ids import OpportunityId

__all__ = [
    "DiagnosisRevised",
    "HelpSought",
    "HintRevised",
    "Withheld",
]


Withheld: TypeAlias = Literal["moved_on", "withdrawn", "changed", "shadow"]
"""
Why words were not shown: the learner went on, the release is no longer served, the item is another by now, or the
recipe is only tried out.
"""


class HintRevised(msgspec.Struct, frozen=True, kw_only=True):
    """
    Better words for the help given with a try.

    Appended whatever the stream's version; `revision` counts from 1 within the
    try. The reply to the try stays what it was.
    """

    at: int
    opportunity: OpportunityId
    n: int
    revision: int
    hint: Hint


class DiagnosisRevised(msgspec.Struct, frozen=True, kw_only=True):
    """
    What a model claimed of a try, and computation replayed: it stands in place of the diagnosis at the try.

    `item` and `skills` are the opportunity's, which may have ended by then;
    `revision` counts from 1 within the try.
    """

    at: int
    opportunity: OpportunityId
    n: int
    revision: int
    item: ItemId
    skills: tuple[SkillId, ...]
    diagnosis: Diagnosis


class HelpSought(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    How looking for better words went.

    Recorded where a model was asked or a cache knew, whatever came of it, before the
    revisions that came of it.

    Attributes
    ----------
    reason
        How the job ended.
    withheld
        Why words that were found were not shown; None where they were, or
        there were none.
    recipe
        Its hash.
    level
        The level of the cache that knew; None where models were asked.
    codes, routes, spent
        As in `JobOutcome`.
    trace
        As JSON of the day, for `misstep hints explain`. Of the learner it
        holds what a model may see, and it goes with the learner's stream.
    """

    at: int
    opportunity: OpportunityId
    n: int
    revision: int
    reason: OutcomeReason
    recipe: str
    withheld: Withheld | None = None
    level: CacheLevel | None = None
    codes: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    spent: Spent = Spent()
    trace: msgspec.Raw = msgspec.Raw(b"null")
