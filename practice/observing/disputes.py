"""
"I think I am right": a learner's word against a verdict, and the teacher's over both.

A dispute names an answer, in practice or as handed in; one for each, however often
it is said. It waits until the teacher confirms the verdict or overrides it, with a
word to the learner. Pure.
"""

from collections.abc import Mapping
from typing import Final

import msgspec

from item_bank.ids import StepId
from practice.correction.events import AnswerDisputed
from practice.ids import AssignmentId, OpportunityId, ProblemId
from practice.settled import DisputeSettled, VerdictDisputed

__all__ = ["MAX_DISPUTES", "Dispute", "Disputes", "after_deciding", "after_disputing", "dispute_id"]

MAX_DISPUTES: Final = 64
"""Disputes of one learner that are kept, the latest."""


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """
    One answer that its learner thinks is right.

    Attributes
    ----------
    id
        Names it among the learner's.
    at
        When it was said, in milliseconds since 1970.
    opportunity, n
        The try; None and 0 for an answer that was handed in.
    assignment, problem, step
        The answer that was handed in; None for a try.
    right, word, settled_at
        What the teacher decided, and what they said of it; None and empty while it waits.
    """

    id: str
    at: int
    opportunity: OpportunityId | None = None
    n: int = 0
    assignment: AssignmentId | None = None
    problem: ProblemId | None = None
    step: StepId | None = None
    right: bool | None = None
    word: str = ""
    settled_at: int | None = None


Disputes = Mapping[str, Dispute]


def dispute_id(event: VerdictDisputed | AnswerDisputed) -> str:
    """
    Name a dispute by the answer that it is about.
    """
    match event:
        case VerdictDisputed(opportunity=opportunity, n=n):
            return f"{opportunity}~{n}"
        case AnswerDisputed(assignment=assignment, problem=problem, step=step):
            return f"{assignment}.{problem}~{step}"


def after_disputing(disputes: Disputes, event: VerdictDisputed | AnswerDisputed) -> Disputes:
    """
    Add a dispute.
    """
    name = dispute_id(event)
    made = (
        Dispute(id=name, at=event.at, opportunity=event.opportunity, n=event.n)
        if isinstance(event, VerdictDisputed)
        else Dispute(id=name, at=event.at, assignment=event.assignment, problem=event.problem, step=event.step)
    )
    kept = {**disputes, name: made}
    if len(kept) > MAX_DISPUTES:
        del kept[next(iter(kept))]
    return kept


def after_deciding(disputes: Disputes, event: DisputeSettled) -> Disputes:
    """
    Note what the teacher decided.
    """
    found = disputes.get(event.dispute)
    if found is None:
        return disputes
    decided = msgspec.structs.replace(found, right=event.right, word=event.word, settled_at=event.at)
    return {**disputes, event.dispute: decided}
