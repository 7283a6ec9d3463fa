"""
How one learner stands on one assignment, in figures.

What a class's page needs of a piece of work, kept for as long as neither the work nor what
was given has changed; the work itself is `correction.work`'s.
"""

import msgspec

from practice.correction.given import Given, is_missed, is_undecided
from practice.correction.machine import FINAL
from practice.correction.work import Work
from practice.ids import AssignmentId

__all__ = ["Stands", "stands_of"]


class Stands(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """
    One learner's work in figures.

    `right`, `missed` and `unclear` (which the teacher has to decide) are problems as handed in, of `problems`, with
    what was left out among the right ones; `repaired`, `alone` (of those, without
    help), `stuck` and `open` are corrections as they stand.
    """

    assignment: AssignmentId
    problems: int
    handed_in_at: int | None = None
    right: int = 0
    missed: int = 0
    unclear: int = 0
    repaired: int = 0
    alone: int = 0
    stuck: int = 0
    open: int = 0


def stands_of(given: Given, work: Work) -> Stands:
    """
    Count how a learner stands on an assignment.
    """
    handed_in = [one.handed_in for one in work.problems.values() if one.handed_in is not None]
    statuses = [one.correction.status for one in work.problems.values() if one.correction is not None]
    left_out = sum(one.left_out is not None and one.handed_in is None for one in work.problems.values())
    missed = sum(is_missed(given, one) for one in handed_in)
    unclear = sum(is_undecided(given, one) for one in handed_in)
    return Stands(
        assignment=given.assignment.id,
        problems=len(given.assignment.problems),
        handed_in_at=work.handed_in_at,
        right=len(handed_in) - missed - unclear + (0 if work.handed_in_at is None else left_out),
        missed=missed,
        unclear=unclear,
        repaired=sum(status in FINAL for status in statuses),
        alone=sum(status == "repaired" for status in statuses),
        stuck=sum(status == "stuck" for status in statuses),
        open=sum(status == "open" for status in statuses),
    )
