"""
Standing: how a learner stands on an assignment, with the teacher's word over verdicts.

The fold of what the learner did is `work`'s; a word that an answer counts as right,
or does not, decides there whether there is anything to correct, however late it comes.
"""

from collections.abc import Iterable
from functools import partial

from practice.correction.given import Given, is_missed
from practice.correction.work import Work, work_of
from practice.events import LearnerEvent

__all__ = ["standing"]


def standing(given: Given, events: Iterable[LearnerEvent]) -> Work:
    """
    Fold the events of a learner's work on an assignment.
    """
    assignment = given.assignment
    rules = {problem.id: assignment.rules(problem) for problem in assignment.problems}
    return work_of(assignment.id, rules, events, partial(is_missed, given))
