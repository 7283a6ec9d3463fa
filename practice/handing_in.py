"""
Handing in: the work that was entered, judged problem by problem without keeping others waiting.

A whole homework costs as much as many tries. Comparing is one thread's, so it is done between
other requests: they go on after each problem, as they do after each try. How much working
is followed line by line is bounded for the whole; what was judged once is not judged again
when something else of the learner's was recorded meanwhile.
"""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Final, TypeAlias

from item_bank.ids import StepId
from practice.banks import Banks
from practice.choosing.catalogue import catalogue
from practice.correction.assigned import AssignedWork
from practice.correction.events import WorkHandedIn
from practice.correction.given import word_over
from practice.correction.handed_in import HandedIn, hand_in, lines_in
from practice.correction.learning import learned_from
from practice.correction.outcomes import NotServed
from practice.ids import ProblemId
from practice.requests import Submission

__all__ = ["MAX_FOLLOWED", "JudgedBefore", "judged_work"]

MAX_FOLLOWED: Final = 400
"""
Lines of working that are followed in one hand-in: a dozen in each of thirty problems. Beyond them the last line of a
working counts alone, as a final answer does; hard lines cost some 6 ms each.
"""
JudgedBefore: TypeAlias = dict[tuple[ProblemId, tuple[Submission, ...]], HandedIn]
"""What was judged of a work, by problem and what was entered."""


async def judged_work(found: AssignedWork, banks: Banks, before: JudgedBefore, *, at: int) -> WorkHandedIn | NotServed:
    """
    Judge all that was entered; others are let go on after each problem.

    Parameters
    ----------
    found
        The work as it stands.
    banks
        The releases that are served.
    before
        What was judged already; what is judged now is added.
    at
        Milliseconds since 1970.
    """
    given, work, left = found.given, [], MAX_FOLLOWED
    for problem in given.assignment.problems:
        stands = found.work.problems[problem.id]
        if stands.left_out is not None:
            continue
        bank = banks.of(problem.release)
        if bank is None:
            return NotServed(problem=problem.id)
        exercise = bank.open(problem.item, problem.variant, found.terms.language)
        judged = before.get((problem.id, stands.entered))
        if judged is None:
            entered: Mapping[StepId, Submission] = {one.step: one for one in stands.entered}
            judged = hand_in(problem.id, exercise, entered, lines=left)
            before[problem.id, stands.entered] = judged
            await asyncio.sleep(0)
        left = max(0, left - sum(lines_in(step.response) for step in judged.steps))
        work.append((judged, exercise, catalogue(bank)))
    return WorkHandedIn(
        at=at,
        assignment=given.assignment.id,
        work=tuple(judged for judged, _, _ in work),
        learned=learned_from(work, at=at, word=partial(word_over, given)),
        skills=tuple(dict.fromkeys(skill for problem in given.assignment.problems for skill in problem.skills)),
    )
