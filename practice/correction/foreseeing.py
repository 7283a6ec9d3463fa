"""
Foreseeing: what a learner would see for the likeliest wrong answers, before an assignment is given.

Each is entered again and again, as somebody would who does not get on, through the
same pure parts as any answer: choosing the exercise, judging, helping within the
directive, ending. Nothing is recorded, and nobody's state is looked at.
"""

from collections.abc import Iterator
from typing import Final

import msgspec

from hints.hint import Hint
from hints.misconception.likely import likely_wrong
from item_bank.answers.response import Final as FinalResponse
from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank
from item_bank.ids import StepId
from mastery.model import Model
from practice.answering import Answered, answering
from practice.correction.assignment import AssignedProblem
from practice.correction.bounds import bounds_of
from practice.correction.directive import Directive
from practice.events import LearnerCreated, OpportunityOpened
from practice.fold import fold
from practice.ids import LearnerId, OpportunityId
from practice.opening import Occasion, opening
from practice.requests import Submission, Wish
from practice.state import LearnerState

__all__ = ["LIKELIEST", "Foreseen", "Told", "foresee"]

LIKELIEST: Final = 3
"""Wrong answers that are foreseen of a problem."""
TRIES: Final = 3
"""Times that each is entered: the first pieces of help are what a teacher wants to see."""
NOBODY: Final = LearnerId("foreseen")
LOCALE: Final = "en"
"""How `likely` writes numbers."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What a learner is told of one try: the verdict, the help, and the sentence of the end where it is over."""

    verdict: Verdict
    hint: Hint | None
    ended: str | None = None


class Foreseen(msgspec.Struct, frozen=True, kw_only=True):
    """
    One likely wrong answer.

    Attributes
    ----------
    step, text
        Where it is entered, and what.
    mistake
        What was done, for the teacher; empty where several explanations fit, or none.
    told
        What its learner sees, try by try.
    """

    step: StepId
    text: str
    mistake: str
    told: tuple[Told, ...]


def foresee(
    bank: Bank, problem: AssignedProblem, directive: Directive, *, language: str, model: Model, at: int
) -> tuple[Foreseen, ...]:
    """
    Say what comes of the likeliest wrong answers to a problem, the likeliest first.

    They are those of its first step for which any are known; the steps before it are
    answered rightly.

    Parameters
    ----------
    bank
        The one of the problem's release.
    problem, directive
        As they would be given.
    language
        The learner's (BCP 47).
    model
        The learner model in force.
    at
        When, in milliseconds since 1970.

    Returns
    -------
    tuple of Foreseen
        Empty where no wrong answer is likelier than others.
    """
    begun = fold(LearnerState.empty(model), LearnerCreated(at=at, learner=NOBODY), model=model)
    opened = opening(
        bank,
        begun,
        Wish(item=problem.item, variant=problem.variant, language=directive.language or language),
        model=model,
        at=at,
        seed=0,
        opportunity=OpportunityId("foreseen"),
        occasion=Occasion(why="correction", bounds=bounds_of(directive)),
    )
    if not isinstance(opened, OpportunityOpened):
        return ()
    state = fold(begun, opened, model=model)
    exercise = bank.open(opened.item, opened.variant, opened.shown.language)
    for step in exercise.steps:
        likely = likely_wrong(step, LIKELIEST)
        if likely:
            return tuple(_foreseen(bank, state, step.step.id, text, model) for text in likely)
        answered = _answered(bank, state, step.step.id, str(step.step.answer.value), model)
        if answered is None or answered.tried.judged.verdict is not Verdict.CORRECT:
            return ()
        state = _after(state, answered, model)
    return ()


def _foreseen(bank: Bank, state: LearnerState, step: StepId, text: str, model: Model) -> Foreseen:
    made = list(_tries(bank, state, step, text, model))
    diagnosis = made[0].tried.diagnosis if made else None
    leading = None if diagnosis is None else diagnosis.leading
    return Foreseen(
        step=step,
        text=text,
        mistake="" if leading is None else leading.description,
        told=tuple(
            Told(
                verdict=one.tried.judged.verdict,
                hint=one.tried.hint,
                ended=None if one.ended is None else one.ended.sentence,
            )
            for one in made
        ),
    )


def _tries(bank: Bank, state: LearnerState, step: StepId, text: str, model: Model) -> Iterator[Answered]:
    """Enter the same again and again, as long as it is taken."""
    for _ in range(TRIES):
        answered = _answered(bank, state, step, text, model)
        if answered is None:
            return
        yield answered
        if answered.ended is not None:
            return
        state = _after(state, answered, model)


def _answered(bank: Bank, state: LearnerState, step: StepId, text: str, model: Model) -> Answered | None:
    opportunity = next(iter(state.opportunities.values()), None)
    if opportunity is None:
        return None
    submission = Submission(step=step, response=FinalResponse(text=text), locale=LOCALE)
    found = answering(bank, state, opportunity, submission, model=model, at=state.at)
    return found if isinstance(found, Answered) else None


def _after(state: LearnerState, answered: Answered, model: Model) -> LearnerState:
    for event in answered.events:
        state = fold(state, event, model=model)
    return state
