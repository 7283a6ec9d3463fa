"""
Regrading: what a word over a verdict, said later, makes of the answer that it is about.

It is as if the answer had been judged so at once: its evidence stands at its place among
all other, and what counts as right shows no wrong idea. So a state is folded from a
learner's first event where something was regraded, and every replay comes to the same.
What was recorded of the answer, and how its exercise went on, stays.
"""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

import msgspec

from practice.correction.events import AnswerRegraded, HandedInWork, Placed, WorkHandedIn
from practice.correction.handed_in import HandedIn
from practice.events import LearnerEvent, TryRecorded
from practice.ids import AssignmentId, OpportunityId
from practice.settled import TryRegraded

__all__ = ["Regrade", "corrected"]

Regrade: TypeAlias = TryRegraded | AnswerRegraded
"""Events that change what an earlier one is evidence of."""
Tries: TypeAlias = Mapping[tuple[OpportunityId, int], TryRegraded]
Answers: TypeAlias = Mapping[AssignmentId, Mapping[Placed, AnswerRegraded]]


def corrected(events: Sequence[LearnerEvent]) -> Sequence[LearnerEvent]:
    """
    Put what answers count as now in place of what they counted as when they were given.

    Parameters
    ----------
    events
        A learner's, from the first on. Where nothing was regraded, they come back as they are.
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
    return [_corrected(event, tries, answers) for event in events] if tries or answers else events


def _corrected(event: LearnerEvent, tries: Tries, answers: Answers) -> LearnerEvent:
    match event:
        case TryRecorded() if (by := tries.get((event.opportunity, event.n))) is not None:
            return msgspec.structs.replace(event, evidence=by.evidence, diagnosis=None)
        case WorkHandedIn() if (words := answers.get(event.assignment)) is not None:
            return msgspec.structs.replace(
                event,
                work=tuple(_without_ideas(one, words) for one in event.work),
                learned=_relearned(event.learned, words),
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
