"""
Standing: how a learner stands on an assignment, with the teacher's word over verdicts.

The fold of what the learner did is `work`'s; a word that an answer counts as right,
or does not, decides there whether there is anything to correct, however late it comes.
That nothing more is taken is no event: it follows from the dates and the clock, so
more time brings back what had expired.
"""

from collections.abc import Iterable
from functools import partial

import msgspec

from practice.correction.dates import is_closed
from practice.correction.given import Given, is_missed
from practice.correction.machine import Expired, advance_correction
from practice.correction.work import Work, work_of
from practice.events import LearnerEvent

__all__ = ["standing", "standing_at"]


def standing(given: Given, events: Iterable[LearnerEvent]) -> Work:
    """
    Fold the events of a learner's work on an assignment.
    """
    assignment = given.assignment
    rules = {problem.id: assignment.rules(problem) for problem in assignment.problems}
    return work_of(assignment.id, rules, events, partial(is_missed, given))


def standing_at(given: Given, work: Work, due: int | None, now: int) -> Work:
    """
    Return the work as it stands at a moment: what is open when nothing more is taken has expired.

    Parameters
    ----------
    given, work
        The assignment, and what its learner did.
    due
        When it is due for them, in milliseconds since 1970; None for never.
    now
        Milliseconds since 1970.
    """
    if not is_closed(given.dates, due, now):
        return work
    problems = dict(work.problems)
    for problem in given.assignment.problems:
        stands = problems[problem.id]
        if stands.correction is not None:
            over = advance_correction(stands.correction, Expired(), given.assignment.rules(problem))
            problems[problem.id] = msgspec.structs.replace(stands, correction=over)
    return msgspec.structs.replace(work, problems=problems)
