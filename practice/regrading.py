"""
Regrading: what a word over a verdict, said later, makes of the answer that it is about.

It is as if the answer had been judged so at once: its evidence stands at its place among
all other, and what counts as right shows no wrong idea. So a state is folded from a
learner's first event where something was regraded, and every replay comes to the same.
What was recorded of the answer, and how its exercise went on, stays.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

import msgspec

from practice.correction.events import AnswerRegraded, HandedInWork, Placed, WorkHandedIn
from practice.correction.handed_in import HandedIn
from practice.events import LearnerEvent, TryRecorded
from practice.ids import AssignmentId, OpportunityId
from practice.settled import TryRegraded

__all__ = ["Regrade", "Regrades", "as_counted", "corrected", "regrades_in"]

Regrade: TypeAlias = TryRegraded | AnswerRegraded
"""Events that change what an earlier one is evidence of."""


class Regrades(msgspec.Struct, frozen=True):
    """The last word over each answer of a learner: tries by opportunity and number, answers handed in by assignment."""

    tries: dict[tuple[OpportunityId, int], TryRegraded] = {}
    answers: dict[AssignmentId, dict[Placed, AnswerRegraded]] = {}

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.tries or self.answers)


def corrected(events: Sequence[LearnerEvent]) -> Sequence[LearnerEvent]:
    """
    Put what answers count as now in place of what they counted as when they were given.

    Parameters
    ----------
    events
        A learner's, from the first on. Where nothing was regraded, they come back as they are.
    """
    words = regrades_in(events)
    return [as_counted(event, words) for event in events] if words else events


def regrades_in(events: Iterable[LearnerEvent]) -> Regrades:
    """
    Find the words that hold among a learner's events.
    """
    tries: dict[tuple[OpportunityId, int], TryRegraded] = {}
    answers: dict[AssignmentId, dict[Placed, AnswerRegraded]] = {}
    for event in events:
        match event:
            case TryRegraded():
                tries[event.opportunity, event.n] = event
            case AnswerRegraded():
                answers.setdefault(event.assignment, {})[Placed(problem=event.problem, step=event.step)] = event
            case _:
                pass
    return Regrades(tries, answers)


def as_counted(event: LearnerEvent, words: Regrades) -> LearnerEvent:
    """
    Return an event as it counts by a learner's regrades.
    """
    match event:
        case TryRecorded() if (by := words.tries.get((event.opportunity, event.n))) is not None:
            return msgspec.structs.replace(event, evidence=by.evidence, diagnosis=None)
        case WorkHandedIn() if (of := words.answers.get(event.assignment)) is not None:
            return msgspec.structs.replace(
                event,
                work=tuple(_without_ideas(one, of) for one in event.work),
                learned=_relearned(event.learned, of),
            )
        case _:
            return event


def _without_ideas(handed_in: HandedIn, words: Mapping[Placed, AnswerRegraded]) -> HandedIn:
    right = {place.step for place, one in words.items() if place.problem == handed_in.problem and one.right}
    steps = (msgspec.structs.replace(step, diagnosis=None) if step.step in right else step for step in handed_in.steps)
    return msgspec.structs.replace(handed_in, steps=tuple(steps)) if right else handed_in


def _relearned(learned: HandedInWork, words: Mapping[Placed, AnswerRegraded]) -> HandedInWork:
    """Put each answer's evidence in its place; what was no evidence before comes last."""
    # Where it was not kept which evidence is whose, the new stands beside the old.
    places = (*learned.places, *((None,) * (len(learned.evidence) - len(learned.places))))
    known = {place: one.evidence for place, one in words.items()}
    kept = [
        (place, first if place is None else known.pop(place, first))
        for place, first in zip(places, learned.evidence, strict=True)
    ]
    found = [(place, one) for place, one in (*kept, *known.items()) if one is not None]
    return msgspec.structs.replace(
        learned,
        evidence=tuple(one for _, one in found),
        places=tuple(place for place, _ in found if place is not None),
    )
