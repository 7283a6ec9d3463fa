"""
Clusters: what went wrong in a class, by what went wrong.

Wrong answers to one problem come together where one explanation leads for each,
and else where they are the same answer, named or not. Examples are shown
without saying whose they are, and a cluster of one learner shows none, unless
the teacher asks who that was. Ambiguous answers are never put under a name.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
from msgspec import UNSET

from hints.misconception.diagnosis import Diagnosis
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.response import Response, Working
from item_bank.answers.verdict import Judged
from item_bank.ids import SkillId, StepId
from practice.correction.handed_in import HandedIn, StepHandedIn
from practice.ids import LearnerId, ProblemId

__all__ = ["Cluster", "cluster_key", "clusters", "key_of", "said"]

EXAMPLES: Final = 2
"""Answers that are shown of a cluster; more are more of the same."""
NAMED: Final = "idea/"
"""Begins the key of a cluster with a name; `answer/` that of the same answer, given by several."""


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """
    Wrong answers to one step of one problem that belong together.

    Attributes
    ----------
    key
        The same for the same error, whoever made it, as long as the problem is there.
    name
        What was done, for the teacher; empty where it is not known.
    skill
        The prerequisite that it points to, where it points to one.
    learners
        Who made it, in the order given; never shown to learners.
    examples
        Answers as entered, no two the same.
    """

    problem: ProblemId
    step: StepId
    key: str
    name: str
    learners: tuple[LearnerId, ...]
    examples: tuple[str, ...]
    skill: SkillId | None = None

    @property
    def count(self) -> int:
        """How many learners made it."""
        return len(self.learners)


def clusters(work: Mapping[LearnerId, Iterable[HandedIn]]) -> tuple[Cluster, ...]:
    """
    Bring the wrong answers of a class together.

    Parameters
    ----------
    work
        By learner, each problem that was handed in.

    Returns
    -------
    tuple[Cluster, ...]
        The largest first, then in the order of the problems.
    """
    found: dict[tuple[ProblemId, StepId, str], list[tuple[LearnerId, StepHandedIn]]] = defaultdict(list)
    for learner, problems in work.items():
        for handed_in in problems:
            wrong = handed_in.first_wrong if handed_in.missed else None
            if wrong is not None and (key := key_of(wrong)) is not None:
                found[handed_in.problem, wrong.step, key].append((learner, wrong))
    made = [_cluster(problem, step, key, members) for (problem, step, key), members in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.count, one.problem, one.key)))


def key_of(step: StepHandedIn) -> str | None:
    """
    Say what a wrong step belongs together with; None where nothing was entered.
    """
    return cluster_key(step.response, step.judged, step.diagnosis)


def cluster_key(response: Response, judged: Judged, diagnosis: Diagnosis | None) -> str | None:
    """
    Say what a wrong response belongs together with; None where nothing was entered.
    """
    leading = None if diagnosis is None else diagnosis.leading
    if leading is not None:
        return f"{NAMED}{leading.misconception or leading.code}"
    read = judged.read or said(response)
    return f"answer/{' '.join(read.split())}" if read else None


def said(response: Response) -> str:
    """
    Return a response as it was entered: its text, or its last line.
    """
    match response:
        case FinalResponse(text=text):
            return text
        case Working(lines=lines):
            return lines[-1] if lines else ""
        case _:
            return ""


def _cluster(problem: ProblemId, step: StepId, key: str, members: Sequence[tuple[LearnerId, StepHandedIn]]) -> Cluster:
    leading = [one.diagnosis.leading for _, one in members if one.diagnosis is not None]
    first = next((candidate for candidate in leading if candidate is not None), None)
    entered = dict.fromkeys(said(one.response) for _, one in members)
    skill = None if first is None or first.skill is UNSET else first.skill
    return Cluster(
        problem=problem,
        step=step,
        key=key,
        name="" if first is None or not key.startswith(NAMED) else first.description,
        learners=tuple(learner for learner, _ in members),
        examples=tuple(list(entered)[:EXAMPLES]),
        skill=skill if isinstance(skill, str) else None,
    )
