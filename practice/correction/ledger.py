"""
The ledger of an assignment: late steps, second chances and words over verdicts, each with its moment.

What a grade rests on beside the answers, so that nobody has to believe a figure. Read
from what is recorded in the class's stream and in the learners'; pure.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, Literal, TypeAlias, assert_never

import msgspec

from practice.correction.clusters import NAMED, cluster_key, key_of
from practice.correction.dates import DueDates, share_at
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

LedgerKind: TypeAlias = Literal[
    "late", "due_moved", "excused", "reopened", "dates_changed", "group_due_moved", "late_changed", "overridden"
]
WHOLE: Final = 100
"""What work in time is worth, in percent."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """
    One line: what happened when (ms since 1970), to whom, where it was about one learner.

    `value` is what it says: percent of worth by now for `late`, the new due moment for `due_moved`,
    `dates_changed` (the class's) and `group_due_moved`, 1 or 0 for an answer that counts as right or not. `group` is
    whose date moved.
    `mistake` is the key of a cluster with a name, where the word was about all answers that go wrong in its way, else
    `answer` is what it was about, empty where nobody among these learners gave it.
    """

    at: int
    kind: LedgerKind
    learner: LearnerId | None = None
    problem: ProblemId | None = None
    answer: str = ""
    mistake: str = ""
    group: str | None = None
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
    answers = {given.seal.of(key): key for each in events.values() for key in _keys(each)}
    entries, dates = list[Entry](), given.assignment.dates
    for event in given.log:
        if isinstance(event, DatesChanged):
            entries += _moved(event.at, dates, event.dates)
            dates = event.dates
        else:
            entries.append(_overridden(event, given.seal, answers))
    for learner, each in events.items():
        of_work = (event for event in each if isinstance(event, LearnerHomeworkEvent))
        entries += [
            entry for event in of_work if (entry := _of_learner(given, learner, event, due[learner])) is not None
        ]
    return tuple(sorted(entries, key=lambda entry: (entry.at, entry.learner or "")))


def _keys(events: Iterable[LearnerEvent]) -> Iterator[str]:
    """Give what answers that were handed in belong together with."""
    for event in events:
        if isinstance(event, WorkHandedIn):
            steps = [step for handed_in in event.work for step in handed_in.steps]
            yield from filter(None, (key_of(step) for step in steps))
            yield from filter(None, (cluster_key(step.response, step.judged, None) for step in steps))


def _moved(at: int, before: DueDates, after: DueDates) -> Iterator[Entry]:
    """Tell what changed between two states of the dates, each for those whom it is about."""
    if before.due != after.due:
        yield Entry(at=at, kind="dates_changed", value=after.due)
    for group in sorted({*before.groups, *after.groups}):
        if before.groups.get(group) != (due := after.groups.get(group)):
            yield Entry(at=at, kind="group_due_moved", group=group, value=due)
    if (before.late, before.closes_after_ms) != (after.late, after.closes_after_ms):
        yield Entry(at=at, kind="late_changed")


def _overridden(event: VerdictOverridden, seal: Seal, answers: Mapping[str, str]) -> Entry:
    sealed = seal.of(event.cluster)
    key = answers.get(sealed, "" if sealed.startswith(SEALED) else sealed)
    named = key.startswith(NAMED)
    return Entry(
        at=event.at,
        kind="overridden",
        problem=event.problem,
        answer="" if named else key.partition("/")[2],
        mistake=key if named else "",
        value=int(event.right),
    )


def _of_learner(given: Given, learner: LearnerId, event: LearnerHomeworkEvent, due: int | None) -> Entry | None:
    match event:
        case WorkHandedIn():
            # what it is worth by the dates that hold now, as the grades say
            share = share_at(given.dates, due, event.at)
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
