"""
The fold: what each event makes of a learner's state.

A function of the events and a learner model and of nothing else: no bank is
needed, since events carry facts. The same events come to the same state,
whenever and wherever.
"""

from collections.abc import Iterable
from typing import Final, assert_never

import msgspec

from hints.hint import COMPUTED, mark
from hints.misconception.guessing import EARLIER, entry
from item_bank.answers.verdict import Verdict
from mastery.estimate import Estimates
from mastery.filter import update
from mastery.model import Model
from mastery.retention import Review, review_all
from practice.classroom.events import (
    AccommodationsSet,
    GroupJoined,
    GroupLeft,
    JoinedByCode,
    LearnerJoined,
    LearnerLeft,
    RosterListed,
)
from practice.correction.events import (
    AnswerDisputed,
    AnswerRegraded,
    AnswerSaved,
    DueMoved,
    LineWritten,
    ProblemExcused,
    ProblemReopened,
    WorkAssigned,
    WorkHandedIn,
    WorkShortened,
)
from practice.events import (
    GoalSet,
    How,
    LearnerCreated,
    LearnerEvent,
    LevelChanged,
    OpportunityEnded,
    OpportunityOpened,
    TryRecorded,
)
from practice.evidence import evidence_in
from practice.given import ItemHistory, recently, remember, seen
from practice.ideas import found, left_behind
from practice.ids import ClassId
from practice.moments import DAY_MS
from practice.regrading import corrected
from practice.revised import DiagnosisRevised, HelpSought, HintRevised
from practice.settled import DisputeSettled, TryRegraded, VerdictDisputed, WaitingSettled
from practice.state import LearnerState, OpenOpportunity, Progress, Stood, Waiting

__all__ = ["fold", "fold_all"]

MAX_CARRIED: Final = 5
"""Wrong numbers of a step that are kept for the next: as many as a step has tries."""
MAX_WAITING: Final = 32
"""Opportunities kept as waiting for a teacher, the latest; the record's `stuck` mark keeps all."""


def fold_all(events: Iterable[LearnerEvent], *, model: Model) -> LearnerState:
    """
    Rebuild a state from all of a learner's events, each answer as it counts by now.
    """
    state = LearnerState.empty(model)
    for event in corrected(tuple(events)):
        state = fold(state, event, model=model)
    return state


def fold(state: LearnerState, event: LearnerEvent, *, model: Model) -> LearnerState:  # noqa: C901, PLR0911, PLR0912 - one case a kind
    """
    Add one event to a state; of what regrades an earlier one, only that time went on.

    Parameters
    ----------
    state
        Folded with the same model.
    event
        The next of the learner's stream.
    model
        Turns evidence into estimates.

    Returns
    -------
    LearnerState
        The same for the same arguments, whenever and wherever.

    Raises
    ------
    KeyError
        If the event names an opportunity that is not open: a broken stream.
    """
    at = max(state.at, event.at)
    match event:
        case LearnerCreated():
            return msgspec.structs.replace(state, at=at, created=True)
        case OpportunityOpened():
            return _opened(state, event, at)
        case TryRecorded():
            return _tried(state, event, at, model)
        case OpportunityEnded():
            return _ended(state, event, at)
        case LevelChanged():
            levels = {**state.levels, event.skill: Stood(event.level, event.stuck)}
            return msgspec.structs.replace(state, at=at, levels=levels)
        case GoalSet():
            return msgspec.structs.replace(state, at=at, goal=event.goal)
        case HintRevised() | HelpSought():
            # Words only: what they changed stands in the event, and a snapshot need not follow.
            return state
        case DiagnosisRevised():
            return msgspec.structs.replace(state, ideas=found(state.ideas, event.item, event.skills, event.diagnosis))
        case WorkHandedIn():
            return _handed_in(state, event, at, model)
        case TryRegraded() | AnswerRegraded():
            # What it changes is changed where the answer was given: `fold_all` does that, and nothing else can.
            return msgspec.structs.replace(state, at=at)
        case WaitingSettled(opportunity=opportunity):
            waiting = tuple(one for one in state.waiting if one.opportunity != opportunity)
            return msgspec.structs.replace(state, at=at, waiting=waiting)
        case VerdictDisputed() | AnswerDisputed() | DisputeSettled():
            # What a dispute changes is recorded for itself.
            return state
        case LearnerJoined(class_id=joined):
            return msgspec.structs.replace(state, classes=(*_others(state.classes, joined), joined))
        case LearnerLeft(class_id=left):
            return msgspec.structs.replace(state, classes=_others(state.classes, left))
        case (
            AnswerSaved()
            | ProblemExcused()
            | ProblemReopened()
            | DueMoved()
            | WorkAssigned()
            | WorkShortened()
            | LineWritten()
        ):
            # How an assignment stands is asked elsewhere and decides nothing here.
            return state
        case GroupJoined() | GroupLeft() | AccommodationsSet() | RosterListed() | JoinedByCode():
            # So is what is allowed to whom.
            return state
        case _:
            assert_never(event)


def _others(classes: tuple[ClassId, ...], one: ClassId) -> tuple[ClassId, ...]:
    return tuple(other for other in classes if other != one)


def _opened(state: LearnerState, event: OpportunityOpened, at: int) -> LearnerState:
    before = state.items.get(event.item, ItemHistory())
    history = msgspec.structs.replace(
        before, times=before.times + 1, day=at / DAY_MS, variants=seen(before, event.variant)
    )
    steps = {step.id: Progress(limit=step.limit) for step in event.steps}
    steps[event.first.id] = msgspec.structs.replace(steps[event.first.id], status="open")
    opportunity = OpenOpportunity(
        id=event.opportunity,
        assignment=event.assignment,
        release=event.release,
        item=event.item,
        variant=event.variant,
        skills=event.skills,
        steps=steps,
        repeat=event.variant in before.variants,
        spent=before.spent,
        open=(event.first.id,),
        language=event.shown.language,
        bounds=event.bounds,
    )
    return msgspec.structs.replace(
        state,
        at=at,
        items=remember(state.items, event.item, history),
        recent=recently(state.recent, event.item),
        unprobed=0 if event.probe else state.unprobed + 1,
        # What is tried out in the one may be known in the other, whichever was opened first.
        opportunities={
            **{
                kept: msgspec.structs.replace(
                    one, repeat=one.repeat or (one.item, one.variant) == (event.item, event.variant)
                )
                for kept, one in state.opportunities.items()
            },
            event.opportunity: opportunity,
        },
    )


def _tried(state: LearnerState, event: TryRecorded, at: int, model: Model) -> LearnerState:
    opportunity = state.opportunities[event.opportunity]
    steps, scaffolds = dict(opportunity.steps), dict(opportunity.scaffolds)
    within = steps if event.step in steps else scaffolds
    within[event.step] = _progressed(within[event.step], event)
    if event.next is not None:
        steps[event.next.id] = msgspec.structs.replace(steps[event.next.id], status="open")
    if event.scaffold is not None:
        scaffolds[event.scaffold.shown.id] = Progress(limit=event.scaffold.limit, status="open")
    estimates, reviews = _learned(state, event, model)
    return msgspec.structs.replace(
        state,
        at=at,
        ideas=found(left_behind(state.ideas, event.evidence), opportunity.item, opportunity.skills, event.diagnosis),
        estimates=estimates,
        reviews=reviews,
        opportunities={
            **state.opportunities,
            opportunity.id: msgspec.structs.replace(
                opportunity,
                steps=steps,
                scaffolds=scaffolds,
                submissions=event.n,
                open=event.open,
                said=_said(opportunity, event),
            ),
        },
    )


def _learned(state: LearnerState, event: LearnerEvent, model: Model) -> tuple[Estimates, dict[str, Review]]:
    """Turn what an event tells into estimates and reviews."""
    estimates, reviews = state.estimates, state.reviews
    for evidence in evidence_in(event):
        estimates = update(model, estimates, evidence)
        reviews = review_all(reviews, evidence)
    return estimates, reviews


def _handed_in(state: LearnerState, event: WorkHandedIn, at: int, model: Model) -> LearnerState:
    """Learn from first answers, note the wrong ideas in them, and keep their variants as seen."""
    items, ideas = state.items, state.ideas
    estimates, reviews = _learned(state, event, model)
    for one in event.learned.seen:
        before = items.get(one.item, ItemHistory())
        history = msgspec.structs.replace(
            before, times=before.times + 1, day=at / DAY_MS, variants=seen(before, one.variant)
        )
        items = remember(items, one.item, history)
    for handed_in, one in zip(event.work, event.learned.seen, strict=False):
        for step in handed_in.steps:
            ideas = found(ideas, one.item, event.skills, step.diagnosis)
    return msgspec.structs.replace(state, at=at, estimates=estimates, reviews=reviews, items=items, ideas=ideas)


def _said(opportunity: OpenOpportunity, event: TryRecorded) -> tuple[int, ...]:
    if event.hint is None or event.hint.source not in COMPUTED:
        return opportunity.said
    return tuple(dict.fromkeys((*opportunity.said, mark(event.hint.text))))


def _progressed(before: Progress, event: TryRecorded) -> Progress:
    verdict, hint = event.judged.verdict, event.hint
    return msgspec.structs.replace(
        before,
        status=event.status,
        used=before.used + event.uses_try,
        wrong_forms=before.wrong_forms + (verdict is Verdict.WRONG_FORM),
        undecided=before.undecided + (verdict is Verdict.UNKNOWN),
        wrong=before.wrong + (verdict is Verdict.INCORRECT),
        help=before.help + event.helps,
        dry=before.dry + event.dry,
        rungs=before.rungs if hint is None or hint.rung is None else (*before.rungs, hint.rung),
        codes=before.codes if hint is None or hint.code is None else (*before.codes, hint.code),
        carried=before.carried if event.carried is None else (*before.carried, event.carried)[-MAX_CARRIED:],
        tried=(*before.tried, entry(event.response, event.judged))[-EARLIER:]
        if verdict is Verdict.INCORRECT
        else before.tried,
    )


def _ended(state: LearnerState, event: OpportunityEnded, at: int) -> LearnerState:
    opportunity = state.opportunities[event.opportunity]
    history = state.items.get(opportunity.item, ItemHistory())
    if event.worked is not None:
        history = msgspec.structs.replace(
            history, variants=seen(history, event.worked.variant), spent=history.spent or event.worked.spent
        )
    waiting = state.waiting
    if event.how == "solved":
        waiting = tuple(one for one in waiting if one.item != opportunity.item)
    if event.needs_teacher:
        waiting = (*waiting, Waiting(opportunity=opportunity.id, item=opportunity.item, at=at))[-MAX_WAITING:]
    return msgspec.structs.replace(
        state,
        at=at,
        items=remember(state.items, opportunity.item, history),
        opportunities={
            kept: msgspec.structs.replace(one, spent=one.spent or (history.spent and one.item == opportunity.item))
            for kept, one in state.opportunities.items()
            if kept != event.opportunity
        },
        waiting=waiting,
        misses=_misses(state.misses, opportunity, event.how),
    )


def _misses(before: int, opportunity: OpenOpportunity, how: How) -> int:
    """Count an exercise that was not solved at the first go; one that was given up unanswered tells nothing."""
    if any(step.wrong or step.help for step in opportunity.steps.values()):
        return before + 1
    return 0 if how == "solved" else before
