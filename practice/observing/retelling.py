"""
An exercise told again, answer by answer: what was shown, entered, said, and what came next.

From the record alone, so that it is what the learner saw, also when the release has
gone or the words are others by now. For teachers; learners have their own view.
"""

from collections.abc import Sequence
from typing import assert_never

import msgspec

from hints.hint import Hint
from hints.job import OutcomeReason
from hints.misconception.diagnosis import Diagnosis
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged, Verdict
from item_bank.ids import ItemId, ReleaseId, SkillId, StepId
from practice.events import How, LearnerEvent, OpportunityEnded, OpportunityOpened, Reason, TryRecorded
from practice.ids import OpportunityId
from practice.observing.disputes import Dispute
from practice.revised import DiagnosisRevised, HelpSought, HintRevised, Withheld
from practice.settled import TryRegraded, VerdictDisputed
from practice.shown import ExerciseShown, StepShown

__all__ = ["HelpGiven", "Retold", "RetoldTry", "retold"]


class HelpGiven(msgspec.Struct, frozen=True, kw_only=True):
    """
    Words that were shown with a try, and when.

    `sought` says how looking for better words ended, `withheld` why those that were found were not shown; None where
    nothing was looked for, or nothing withheld.
    """

    at: int
    hint: Hint
    sought: OutcomeReason | None = None
    withheld: Withheld | None = None


class RetoldTry(msgspec.Struct, frozen=True, kw_only=True):
    """
    One answer.

    Attributes
    ----------
    n, at, after_ms
        Its number, when, and how long after what came before it.
    step, response
        What was answered, and what was entered, as entered.
    judged, diagnosis
        What was said of it: verdict, which line; which idea, and how certain that is.
    claimed
        What a model claimed and computation replayed, in place of the diagnosis.
    help
        Words shown with it, the first ones first.
    right_after_ms
        For a wrong answer, the time to the next right one to the same step; None where none came.
    disputed, regraded
        Whether its learner thinks it right, and whether it counts as right by a teacher's word.
    """

    n: int
    at: int
    after_ms: int
    step: StepId
    response: Response
    judged: Judged
    diagnosis: Diagnosis | None
    claimed: Diagnosis | None = None
    help: tuple[HelpGiven, ...] = ()
    scaffold: StepShown | None = None
    next: StepShown | None = None
    right_after_ms: int | None = None
    disputed: Dispute | None = None
    regraded: bool = False


class Retold(msgspec.Struct, frozen=True, kw_only=True):
    """
    One exercise, whole: what stood above the steps, why it was chosen, each answer, and how it ended.
    """

    opportunity: OpportunityId
    assignment: str | None
    release: ReleaseId
    item: ItemId
    variant: int
    skills: tuple[SkillId, ...]
    shown: ExerciseShown
    first: StepShown
    reason: Reason
    opened: int
    tries: tuple[RetoldTry, ...]
    how: How | None
    ended: int | None
    sentence: str


def retold(events: Sequence[LearnerEvent], disputes: Sequence[Dispute] = ()) -> Retold | None:
    """
    Tell an exercise again from its events, in order; None where they do not begin with its opening.
    """
    opened = events[0] if events else None
    if not isinstance(opened, OpportunityOpened):
        return None
    tries: dict[int, RetoldTry] = {}
    ended: OpportunityEnded | None = None
    before = opened.at
    for event in events[1:]:
        match event:
            case TryRecorded():
                tries[event.n] = _try(event, before)
                before = event.at
            case OpportunityEnded():
                ended = event
            case HelpSought() | HintRevised() | DiagnosisRevised() | TryRegraded() | VerdictDisputed():
                if event.n in tries:
                    tries[event.n] = _later(tries[event.n], event, disputes)
            case _:
                pass
    told = tuple(tries.values())
    return Retold(
        opportunity=opened.opportunity,
        assignment=opened.assignment,
        release=opened.release,
        item=opened.item,
        variant=opened.variant,
        skills=opened.skills,
        shown=opened.shown,
        first=opened.first,
        reason=opened.reason,
        opened=opened.at,
        tries=tuple(msgspec.structs.replace(one, right_after_ms=_right_after(one, told)) for one in told),
        how=None if ended is None else ended.how,
        ended=None if ended is None else ended.at,
        sentence="" if ended is None else ended.sentence,
    )


def _try(event: TryRecorded, before: int) -> RetoldTry:
    return RetoldTry(
        n=event.n,
        at=event.at,
        after_ms=event.at - before,
        step=event.step,
        response=event.response,
        judged=event.judged,
        diagnosis=event.diagnosis,
        help=() if event.hint is None else (HelpGiven(at=event.at, hint=event.hint),),
        scaffold=None if event.scaffold is None else event.scaffold.shown,
        next=event.next,
    )


def _later(
    one: RetoldTry,
    event: HelpSought | HintRevised | DiagnosisRevised | TryRegraded | VerdictDisputed,
    disputes: Sequence[Dispute],
) -> RetoldTry:
    """Add what was recorded of a try after its reply."""
    replace = msgspec.structs.replace
    match event:
        case HelpSought():
            if not one.help:
                return one
            last = replace(one.help[-1], sought=event.reason, withheld=event.withheld)
            return replace(one, help=(*one.help[:-1], last))
        case HintRevised():
            return replace(one, help=(*one.help, HelpGiven(at=event.at, hint=event.hint)))
        case DiagnosisRevised():
            return replace(one, claimed=event.diagnosis)
        case TryRegraded():
            return replace(one, regraded=True)
        case VerdictDisputed():
            found = (one for one in disputes if (one.opportunity, one.n) == (event.opportunity, event.n))
            return replace(one, disputed=next(found, None))
        case _:
            assert_never(event)


def _right_after(one: RetoldTry, tries: Sequence[RetoldTry]) -> int | None:
    if one.judged.verdict is not Verdict.INCORRECT:
        return None
    right = (
        later.at
        for later in tries
        if later.n > one.n and later.step == one.step and later.judged.verdict is Verdict.CORRECT
    )
    found = next(right, None)
    return None if found is None else found - one.at
