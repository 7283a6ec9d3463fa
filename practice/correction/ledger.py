"""
The ledger of an assignment: late steps, second chances and words over verdicts, each with its moment.

What a grade rests on beside the answers, so that nobody has to believe a figure. Read
from what is recorded in the class's stream and in the learners'; pure.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias, assert_never

import msgspec

from practice.correction.clusters import cluster_key, key_of
from practice.correction.events import (
    AnswerDisputed,
    AnswerRegraded,
    AnswerSaved,
    DatesChanged,
    DueMoved,
    LearnerHomeworkEvent,
    LineWritten,
    ProblemExcused,
    ProblemReopened,
    VerdictOverridden,
    WorkAssigned,
    WorkHandedIn,
    WorkShortened,
)
from practice.correction.given import Given
from practice.correction.seals import SEALED, Seal
from practice.events import LearnerEvent
from practice.ids import LearnerId, ProblemId

__all__ = ["Entry", "LedgerKind", "ledger_of"]

LedgerKind: TypeAlias = Literal["late", "due_moved", "excused", "reopened", "dates_changed", "overridden"]
WHOLE: Final = 100
"""What work in time is worth, in percent."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """
    One line: what happened when (ms since 1970), to whom, where it was about one learner.

    `value` is what it says: percent of worth for `late`, the new due moment for `due_moved`, 1 or 0 for an answer
    that counts as right or not. `answer` is empty where nobody among these learners gave it.
    """

    at: int
    kind: LedgerKind
    learner: LearnerId | None = None
    problem: ProblemId | None = None
    answer: str = ""
    value: int | None = None


def ledger_of(
    given: Given, events: Mapping[LearnerId, Collection[LearnerEvent]], due: Mapping[LearnerId, int | None]
) -> tuple[Entry, ...]:
    """
    List what a grade rests on beside the answers, by time.

    Parameters
    ----------
    given
        The assignment as it stands, with what its teacher settled.
    events
        Of each learner, those of the assignment; answers are read out of them.
    due
        When it is due for each by now, in milliseconds since 1970; None for never.
    """
    answers = {given.seal.of(key): key.partition("/")[2] for each in events.values() for key in _keys(each)}
    entries = [_of_class(event, given.seal, answers) for event in given.log]
    for learner, each in events.items():
        of_work = (event for event in each if isinstance(event, LearnerHomeworkEvent))
        entries += [entry for event in of_work if (entry := _of_learner(learner, event, due[learner])) is not None]
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.learner or "")))


def _keys(events: Iterable[LearnerEvent]) -> Iterator[str]:
    """Give what answers that were handed in belong together with."""
    for event in events:
        if isinstance(event, WorkHandedIn):
            steps = [step for handed_in in event.work for step in handed_in.steps]
            yield from filter(None, (key_of(step) for step in steps))
            yield from filter(None, (cluster_key(step.response, step.judged, None) for step in steps))


def _of_class(event: DatesChanged | VerdictOverridden, seal: Seal, answers: Mapping[str, str]) -> Entry:
    if isinstance(event, DatesChanged):
        return Entry(at=event.at, kind="dates_changed", value=event.dates.due)
    key = seal.of(event.cluster)
    return Entry(
        at=event.at,
        kind="overridden",
        problem=event.problem,
        answer=answers.get(key, "" if key.startswith(SEALED) else key.partition("/")[2]),
        value=int(event.right),
    )


def _of_learner(learner: LearnerId, event: LearnerHomeworkEvent, due: int | None) -> Entry | None:
    match event:
        case WorkHandedIn(share=share):
            late = share < WHOLE or (due is not None and event.at > due)
            return Entry(at=event.at, kind="late", learner=learner, value=share) if late else None
        case DueMoved():
            return Entry(at=event.at, kind="due_moved", learner=learner, value=event.due)
        case ProblemExcused(problem=problem):
            return Entry(at=event.at, kind="excused", learner=learner, problem=problem)
        case ProblemReopened(problem=problem):
            return Entry(at=event.at, kind="reopened", learner=learner, problem=problem)
        case AnswerSaved() | WorkAssigned() | WorkShortened() | LineWritten() | AnswerDisputed() | AnswerRegraded():
            # no grade rests on these: a regrade follows from the class's word, which stands here for itself
            return None
        case _:
            assert_never(event)
