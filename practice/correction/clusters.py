"""
Clusters: what went wrong in a class, by what went wrong.

Wrong answers to one problem come together where one explanation leads for each,
and else where they are the same answer. A name needs `support`: what one learner
alone wrote may fit a mistake by chance, what several wrote hardly does. Where an
answer has more than one explanation, each is said. Examples are shown without saying
whose they are.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
from msgspec import UNSET

from hints.misconception.diagnosis import RULE, Candidate, Diagnosis
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.response import Response, Working
from item_bank.answers.verdict import Judged, Verdict
from item_bank.ids import MistakeCode, SkillId, StepId
from practice.correction.handed_in import HandedIn, StepHandedIn
from practice.correction.support import idea_of, seen_in, support
from practice.ids import LearnerId, ProblemId

__all__ = ["ANSWER", "NAMED", "Cluster", "cluster_key", "clusters", "given_answer", "key_of", "said"]

EXAMPLES: Final = 2
"""Answers that are shown of a cluster; more are more of the same."""
ALONE: Final = 0.74
"""
How probable an explanation has to be, by all that the class wrote, for an answer that only one learner has.

Lower, too many numbers that come from nowhere are named; higher, too many mistakes
stand alone without a name (`make bench ARGS=homework`). What an author expects at
this very step needs no more.
"""
ALONE_OF_SEVERAL: Final = 0.93
"""The same where no explanation leads, of all of them together."""
TOGETHER: Final = 0.8
"""The same for what several learners have, by the one of them for whom it is most probable."""
OR: Final = 3
"""Explanations that are said of an answer that none leads for."""
NAMED: Final = "idea/"
"""Begins the key of a cluster with a name."""
ANSWER: Final = "answer/"
"""Begins that of the same answer, given by several."""


_NUMBER: Final = re.compile(r"\d+")


class Cluster(msgspec.Struct, frozen=True, kw_only=True):
    """
    Wrong answers to one step of one problem that belong together.

    Attributes
    ----------
    key
        The same for the same error, whoever made it, as long as the problem is there.
    name
        What was done, or may have been done, for the teacher; empty where it is not known.
    codes
        What the name says, by the codes of mistakes and rules: several where nobody can tell by the answer.
    skill
        The prerequisite that it points to, where it points to one.
    learners
        Who made it, in the order given; never shown to learners.
    examples
        Answers as entered, no two the same.
    verdict
        How they were judged: one in another form than was asked, unfinished or
        unread is no mistake, and has no name to be looked for.
    """

    problem: ProblemId
    step: StepId
    key: str
    name: str
    learners: tuple[LearnerId, ...]
    examples: tuple[str, ...]
    verdict: Verdict = Verdict.INCORRECT
    codes: tuple[MistakeCode, ...] = ()
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
    seen = seen_in(one.diagnosis for members in found.values() for _, one in members)
    made = [_cluster(problem, step, key, members, seen) for (problem, step, key), members in found.items()]
    return tuple(sorted(made, key=lambda one: (-one.count, _place(one.problem), one.key)))


def _place(problem: ProblemId) -> tuple[int, str]:
    """
    Return what puts problems in order by their numbers: 2 comes before 10, and 3a before 3b.
    """
    number = _NUMBER.match(problem)
    return (int(number[0]) if number else 0, problem)


def given_answer(work: Iterable[Iterable[HandedIn]], problem: ProblemId, step: StepId, key: str) -> bool:
    """
    Say whether somebody of a class gave an answer, right or wrong, that belongs under a key.
    """
    handed_in = (one for problems in work for one in problems if one.problem == problem)
    return any(
        key in {key_of(each), cluster_key(each.response, each.judged, None)}
        for one in handed_in
        for each in one.steps
        if each.step == step
    )


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
    return f"{ANSWER}{' '.join(read.split())}" if read else None


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


def _cluster(
    problem: ProblemId,
    step: StepId,
    key: str,
    members: Sequence[tuple[LearnerId, StepHandedIn]],
    seen: Mapping[str, float],
) -> Cluster:
    named = _explained(key, [one for _, one in members], seen)
    entered = dict.fromkeys(said(one.response) for _, one in members)
    skill = named[0].skill if len({one.skill for one in named}) == 1 else UNSET
    return Cluster(
        problem=problem,
        step=step,
        key=key,
        name=", or ".join(dict.fromkeys(one.description for one in named)),
        codes=tuple(one.code for one in named),
        learners=tuple(learner for learner, _ in members),
        examples=tuple(list(entered)[:EXAMPLES]),
        verdict=members[0][1].judged.verdict
        if len({one.judged.verdict for _, one in members}) == 1
        else Verdict.INCORRECT,
        skill=skill if isinstance(skill, str) else None,
    )


def _explained(key: str, members: Sequence[StepHandedIn], seen: Mapping[str, float]) -> tuple[Candidate, ...]:
    """Return what may be said of a cluster, the most probable first; nothing where that has too little support."""
    texts = Counter(said(one.response) for one in members)
    found = [(one.diagnosis, texts[said(one.response)] - 1) for one in members if one.diagnosis is not None]
    supported = [support(diagnosis, seen, equal) for diagnosis, equal in found]
    leading = next((diagnosis.leading for diagnosis, _ in found if diagnosis.leading is not None), None)
    if key.startswith(NAMED) and leading is not None:
        bar = ALONE if len(members) == 1 else TOGETHER
        enough = max(each.get(idea_of(leading), 0.0) for each in supported) >= bar
        return (leading,) if enough or not leading.code.startswith(RULE) else ()
    candidates = sorted((each for one, _ in found for each in one.candidates), key=lambda each: -each.probability)
    bar = ALONE_OF_SEVERAL if len(members) == 1 else TOGETHER
    if max((sum(each.values()) for each in supported), default=0.0) < bar:
        return ()
    return tuple({each.code: each for each in candidates}.values())[:OR]
