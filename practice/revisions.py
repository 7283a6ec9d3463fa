"""
Revisions: better words for a try, recorded after its reply.

The shell around `revising`, for whoever looked for them (`seeking`): it loads, asks whether
they are still to be shown, and appends.
"""

from typing import Final

from practice.ids import LearnerId, TenantId
from practice.learners import Known
from practice.outcomes import Busy
from practice.record.contract import Duplicate, Stale
from practice.refusals import busy
from practice.revised import HelpSought, HintRevised
from practice.revising import NothingToRevise, Revised, Revision, revising
from practice.session import Session

__all__ = ["revise"]

REVISIONS: Final = 16
"""Times that a revision is tried: nobody waits for it, and it is worth more than a second's work."""


async def revise(
    session: Session, tenant: TenantId, learner: LearnerId, revision: Revision, *, now: int
) -> Revised | NothingToRevise | Busy:
    """
    Record what was found for a try after its reply, and show it unless it came too late.

    Conditional on the learner's version like every append, so that an erase meanwhile wins: nothing
    is ever written into a stream that is gone.
    """
    for _ in range(REVISIONS):
        known = session.known(tenant, learner)
        if known is None:
            return NothingToRevise()
        history = session.showing.happened(tenant, learner, revision.opportunity)
        if not isinstance(history, tuple):
            return NothingToRevise()
        events = revising(known.state, history, session.banks, revision, at=known.at(now))
        if isinstance(events, NothingToRevise):
            return events
        match await session.append(known, events):
            case Known():
                return Revised(
                    shown=any(isinstance(event, HintRevised) for event in events),
                    withheld=next((event.withheld for event in events if isinstance(event, HelpSought)), None),
                )
            case Duplicate():
                return NothingToRevise()
            case Stale():
                continue
    return busy(learner)
