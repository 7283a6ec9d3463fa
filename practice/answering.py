"""
Answering: all that one submission leads to, as events.

Judged, diagnosed, helped, advanced, and ended where it is over: the pure middle
of an answer's way, in memory alone. Loading and recording are the session's.
"""

import msgspec

from item_bank.answers.verdict import Verdict
from item_bank.bank import Bank
from item_bank.exercise import Exercise
from mastery.model import Model
from practice.advance import Setting, advance
from practice.attempt import Attempt, attempt, target
from practice.choosing.catalogue import catalogue
from practice.correction.bounds import may_reveal
from practice.correction.words import NO_WORDS, Words
from practice.ending import end
from practice.events import LevelChanged, OpportunityEnded, TryRecorded
from practice.outcomes import StepNotOpen
from practice.progress.milestones import milestones
from practice.refusals import not_open
from practice.requests import Submission
from practice.said import NOTHING_SAID, Said, Taught
from practice.state import LearnerState, OpenOpportunity

__all__ = ["Answered", "answering"]


class Answered(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """The try, the end of the opportunity where it came with it, and what they were made of."""

    tried: TryRecorded
    ended: OpportunityEnded | None
    exercise: Exercise
    attempt: Attempt
    milestones: tuple[LevelChanged, ...] = ()

    @property
    def language(self) -> str:
        """
        The exercise's (BCP 47).
        """
        return self.exercise.variant.language

    @property
    def events(self) -> tuple[TryRecorded | OpportunityEnded | LevelChanged, ...]:
        """
        What is to be recorded, in order.
        """
        ended = () if self.ended is None else (self.ended,)
        return (self.tried, *ended, *self.milestones)

    def marked(self, *, pasted: bool) -> "Answered":
        """
        Give the same with what the frontend says of how it was entered.
        """
        return msgspec.structs.replace(self, tried=msgspec.structs.replace(self.tried, pasted=pasted))

    def awaiting(self) -> "Answered":
        """
        Give the same with the note that better words are looked for.
        """
        return msgspec.structs.replace(self, tried=msgspec.structs.replace(self.tried, pending=True))


def answering(
    bank: Bank,
    state: LearnerState,
    opportunity: OpenOpportunity,
    submission: Submission,
    *,
    model: Model,
    at: int,
    words: Words = NO_WORDS,
    said: Said = NOTHING_SAID,
) -> Answered | StepNotOpen:
    """
    Work out what a submission leads to.

    Parameters
    ----------
    bank
        The bank of the opportunity's release.
    state
        The learner's, with the opportunity open.
    opportunity
        The one that is answered.
    submission
        What was entered, for which step.
    model
        The learner model in force.
    at
        When, in milliseconds since 1970; not before the learner's latest event.
    words
        The teacher's about mistakes in this exercise.
    said
        What holds for all of the tenant.
    """
    exercise = bank.open(opportunity.item, opportunity.variant, opportunity.language)
    found = target(exercise, opportunity, submission.step)
    if found is None:
        return not_open(submission.step, opportunity)
    offers = catalogue(bank)
    asked = (*opportunity.skills, *(skill for step in exercise.steps for skill in step.step.skills))
    setting = Setting(
        opportunity=opportunity,
        exercise=exercise,
        difficulty=offers.items[opportunity.item].difficulty,
        forms=offers.forms,
        model=model.id,
        at=at,
        requires={skill: entry.requires for skill in asked if (entry := offers.skills.get(skill)) is not None},
    )
    made = attempt(
        exercise,
        found,
        submission,
        said=opportunity.said,
        confirmed=state.confirmed,
        taught=Taught(
            words=words,
            rungs=said.rungs_of(opportunity.item, exercise.variant.language),
            accepted=said.accepted_for(opportunity.release, opportunity.item, opportunity.variant, submission.step),
            withdrawn=said.withdrawn_in(opportunity.item),
            seal=said.seal,
        ),
        bounds=opportunity.bounds,
        helped=opportunity.helped,
    )
    tried = advance(setting, made)
    own = (
        opportunity.variant
        if may_reveal(opportunity.bounds, wrong=opportunity.wrong + _is_wrong(tried), at=at)
        else None
    )
    ended = None if tried.ended is None else end(state, opportunity, tried.ended, bank=bank, at=at, revealed=own)
    reached = milestones(bank, state, tried, model=model)
    return Answered(tried=tried, ended=ended, exercise=exercise, attempt=made, milestones=reached)


def _is_wrong(tried: TryRecorded) -> bool:
    return tried.judged.verdict is Verdict.INCORRECT
