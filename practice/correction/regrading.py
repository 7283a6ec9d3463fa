"""
Regrading work that was handed in: which answers count otherwise by now, and what mastery learns of them instead.

A teacher's word over a verdict, or a corrected key, may come long after the answer. What
is said here stands in the learner's stream, once for each change of mind; what it makes
of estimates is `regrading`'s, next door to the fold. Pure.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

import msgspec

from item_bank.answers.verdict import Verdict
from mastery.evidence import Evidence
from practice.correction.events import AnswerRegraded, Placed, WorkHandedIn
from practice.correction.given import Given, word_over
from practice.correction.handed_in import StepHandedIn
from practice.events import LearnerEvent
from practice.ids import ProblemId

__all__ = ["Tells", "as_judged", "regrades"]

Tells: TypeAlias = Callable[[ProblemId, StepHandedIn, bool], Evidence | None]
"""What an answer to a problem tells that counts as right, or wrong; None where nothing can be said of it any more."""


def as_judged(evidence: Evidence, *, right: bool) -> Evidence:
    """
    Return what an answer would have told, had it been judged otherwise.
    """
    return msgspec.structs.replace(evidence, correct=right, unaided=right and evidence.weight >= 1)


def regrades(given: Given, events: Iterable[LearnerEvent], tells: Tells, *, at: int) -> tuple[AnswerRegraded, ...]:
    """
    Return what has to be recorded so that a learner's evidence says what the teacher's words say.

    Parameters
    ----------
    given
        The assignment, with its words.
    events
        The learner's of it, in order.
    tells
        Asked where the engine's verdict was no evidence.
    at
        Milliseconds since 1970.
    """
    before: dict[Placed, AnswerRegraded] = {}
    handed_in: WorkHandedIn | None = None
    for event in events:
        match event:
            case WorkHandedIn():
                handed_in = event
            case AnswerRegraded():
                before[Placed(problem=event.problem, step=event.step)] = event
            case _:
                pass
    return () if handed_in is None else tuple(_changed(given, handed_in, before, tells, at))


def _changed(
    given: Given, handed_in: WorkHandedIn, before: Mapping[Placed, AnswerRegraded], tells: Tells, at: int
) -> Iterator[AnswerRegraded]:
    learned = dict(zip(handed_in.learned.places, handed_in.learned.evidence, strict=False))
    for problem in handed_in.work:
        for step in problem.steps:
            place = Placed(problem=problem.problem, step=step.step)
            said, last, first = word_over(given, problem.problem, step), before.get(place), learned.get(place)
            if said is None or said == _stands(step, last, first):
                continue
            yield AnswerRegraded(
                at=at,
                assignment=handed_in.assignment,
                problem=problem.problem,
                step=step.step,
                n=1 if last is None else last.n + 1,
                right=said,
                evidence=tells(problem.problem, step, said) if first is None else as_judged(first, right=said),
            )


def _stands(step: StepHandedIn, last: AnswerRegraded | None, first: Evidence | None) -> bool | None:
    """Say what an answer is taken for so far; None where it is taken for nothing."""
    if last is not None:
        return last.right
    if first is not None:
        return first.correct
    return True if step.judged.verdict is Verdict.CORRECT else None
