"""
Revising: whether what was found for a try is still to be shown, and as which events.

Words come late by nature. They are withheld where the learner has gone on, the
release is no longer served, or the item has become another one meanwhile; a
diagnosis is kept for the teacher as long as the item is what it was. Pure;
loading and recording are `revisions`'s.
"""

from collections.abc import Sequence

import msgspec

from hints.hint import Hint
from hints.job import CacheLevel, OutcomeReason, Spent
from hints.misconception.diagnosis import Diagnosis
from item_bank.bank import Bank
from practice.banks import Banks
from practice.events import LearnerEvent, OpportunityOpened
from practice.ids import OpportunityId
from practice.present import recorded_try
from practice.revised import DiagnosisRevised, HelpSought, HintRevised, Withheld
from practice.state import LearnerState

__all__ = ["NothingToRevise", "Revised", "Revision", "revising"]


class Revision(msgspec.Struct, frozen=True, kw_only=True):
    """
    What was found for one try: better words, a replayed diagnosis, both or neither, and how it went.

    `withheld` is why words are not to be shown whatever has happened since; `trace` is JSON.
    """

    opportunity: OpportunityId
    n: int
    reason: OutcomeReason
    recipe: str
    hint: Hint | None = None
    diagnosis: Diagnosis | None = None
    withheld: Withheld | None = None
    level: CacheLevel | None = None
    codes: tuple[str, ...] = ()
    routes: tuple[str, ...] = ()
    spent: Spent = Spent()
    trace: bytes = b"null"


class Revised(msgspec.Struct, frozen=True, kw_only=True):
    """Recorded; `shown` says whether the words are now the try's, else `withheld` why words that were found are not."""

    shown: bool
    withheld: Withheld | None = None


class NothingToRevise(msgspec.Struct, frozen=True):
    """Nothing was recorded: there is no such try (any more), or the same was recorded before."""


def revising(
    state: LearnerState, events: Sequence[LearnerEvent], banks: Banks, revision: Revision, *, at: int
) -> tuple[HelpSought | HintRevised | DiagnosisRevised, ...] | NothingToRevise:
    """
    Turn what was found into events.

    Parameters
    ----------
    state
        The learner's, now.
    events
        The opportunity's, in order.
    banks
        The releases that are served now.
    revision
        What was found.
    at
        When, in milliseconds since 1970.
    """
    opened = events[0] if events else None
    if not isinstance(opened, OpportunityOpened) or recorded_try(events, revision.n) is None:
        return NothingToRevise()
    if any(isinstance(event, HelpSought) and event.n == revision.n for event in events):
        return NothingToRevise()
    why = revision.withheld or _withheld(state, opened, banks, revision.n)
    hint = revision.hint if why is None else None
    kept = revision.diagnosis if why in {None, "moved_on"} else None
    sought = HelpSought(
        at=at,
        opportunity=revision.opportunity,
        n=revision.n,
        revision=1,
        reason=revision.reason,
        recipe=revision.recipe,
        withheld=why if revision.hint is not None else None,
        level=revision.level,
        codes=revision.codes,
        routes=revision.routes,
        spent=revision.spent,
        trace=msgspec.Raw(revision.trace),
    )
    found: list[HelpSought | HintRevised | DiagnosisRevised] = [sought]
    if kept is not None:
        found.append(
            DiagnosisRevised(
                at=at,
                opportunity=revision.opportunity,
                n=revision.n,
                revision=1,
                item=opened.item,
                skills=opened.skills,
                diagnosis=kept,
            )
        )
    if hint is not None:
        found.append(HintRevised(at=at, opportunity=revision.opportunity, n=revision.n, revision=1, hint=hint))
    return tuple(found)


def _withheld(state: LearnerState, opened: OpportunityOpened, banks: Banks, n: int) -> Withheld | None:
    bank = banks.of(opened.release)
    if bank is None:
        return "withdrawn"
    if not _same(bank, banks.active, opened):
        return "changed"
    current = state.opportunities.get(opened.opportunity)
    return None if current is not None and current.submissions == n else "moved_on"


def _same(bank: Bank, active: Bank, opened: OpportunityOpened) -> bool:
    """Say whether the item is in the active bank as it was when it was opened: its key may have been corrected."""
    if bank is active:
        return True
    now = active.items.get(opened.item)
    return now is not None and now.template == bank.items[opened.item].template
