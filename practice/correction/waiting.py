"""
Answers that wait for the teacher's word: the engine could not decide them.

They cost nothing and earn nothing until she says whether they count. The same answer
of several learners comes together, as mistakes do, and her word is for all of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from item_bank.ids import StepId
from practice.correction.clusters import cluster_key, said
from practice.correction.given import Given, undecided_steps
from practice.correction.handed_in import HandedIn, StepHandedIn
from practice.ids import LearnerId, ProblemId

__all__ = ["Undecided", "undecided"]


class Undecided(msgspec.Struct, frozen=True, kw_only=True):
    """
    One answer to a step, as entered, that nobody has decided, and whose it is.

    `key` names it where the teacher says whether it counts.
    """

    problem: ProblemId
    step: StepId
    key: str
    text: str
    learners: tuple[LearnerId, ...]


def undecided(given: Given, work: Mapping[LearnerId, Iterable[HandedIn]]) -> tuple[Undecided, ...]:
    """
    Return the answers that wait for the teacher's word, in the order of the problems.

    Parameters
    ----------
    given
        The assignment, with her words so far.
    work
        By learner, each problem that was handed in.
    """
    found: dict[tuple[ProblemId, StepId, str], list[tuple[LearnerId, StepHandedIn]]] = defaultdict(list)
    for learner, problems in work.items():
        for handed_in in problems:
            for step in undecided_steps(given, handed_in):
                key = cluster_key(step.response, step.judged, None)
                if key is not None:
                    found[handed_in.problem, step.step, key].append((learner, step))
    order = {problem.id: place for place, problem in enumerate(given.assignment.problems)}
    waiting = [
        Undecided(
            problem=problem,
            step=step,
            key=key,
            text=said(members[0][1].response),
            learners=tuple(learner for learner, _ in members),
        )
        for (problem, step, key), members in found.items()
    ]
    return tuple(sorted(waiting, key=lambda one: (order.get(one.problem, len(order)), one.key)))
