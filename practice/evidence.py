"""
Evidence: what an event tells of what its learner knows.

The fold of a state, the log that models are fitted on, and where a learner began all go
by this, so that none forgets an answer that another counts. How an answer counts by now
is `regrading`'s.
"""

from mastery.evidence import Evidence
from practice.correction.events import WorkHandedIn
from practice.events import LearnerEvent, TryRecorded

__all__ = ["evidence_in"]


def evidence_in(event: LearnerEvent) -> tuple[Evidence, ...]:
    """
    Return the evidence that an event holds, in order.

    A regrade holds some as well, but in place of an earlier event's: it tells nothing of its own.
    """
    match event:
        case TryRecorded(evidence=evidence):
            return () if evidence is None else (evidence,)
        case WorkHandedIn(learned=learned):
            return learned.evidence
        case _:
            return ()
