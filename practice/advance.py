"""
Advancing: what an attempt costs, earns, opens and ends.

The table of verdicts (README), and nothing but it: which verdict uses a try,
what is evidence and how much, when a step or the opportunity is over. Pure; it
gives the event and leaves folding, recording and the worked example at the end
to others.
"""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

import msgspec

from hints.hint import Hint
from hints.misconception.slips import SLIP_CARRIED
from item_bank.answers.answer import Answer, ChoiceAnswer, ExpressionAnswer, Form, NumberAnswer
from item_bank.answers.key import fingerprint
from item_bank.answers.verdict import Verdict
from item_bank.exercise import Exercise
from item_bank.ids import SkillId, StepId
from mastery.evidence import Evidence
from practice.attempt import AskedScaffold, Attempt, scaffold_of
from practice.correction.bounds import is_used_up
from practice.events import How, ScaffoldOpened, StepStatus, TryRecorded
from practice.moments import DAY_MS
from practice.requests import MAX_SUBMISSIONS
from practice.shown import StepShown, show_scaffold, show_step
from practice.state import OpenOpportunity, Progress

__all__ = ["TRIES", "Setting", "advance", "tries_of"]

TRIES: Final = 5
"""Wrong answers that a step takes before its worked example."""
TRIES_BEFORE_GIVING_UP: Final = 3
"""Wrong answers that a step takes at least, also where there is nothing new to say."""
HELP_WEIGHT: Final = 0.5
"""What each piece of help leaves of an answer's weight: lower weight, never a success.
Counting helped answers as nothing or as wrong, as tutors often do, throws away what they tell."""
HELP_EASE: Final = 1.5
"""Logits by which each piece of help makes an item easier, by our own judgement until it is fitted. Without it,
somebody who never gets one right alone and repairs each after a hint is expected to get 35 % right; with it, 23 %."""
REPEATED: Final = 2
"""Pieces of help that having seen the very same variant before is worth: the answer may be remembered."""
MOST_HELP: Final = 4
"""Pieces of help beyond which nothing changes any more."""
FORM_WEIGHT: Final = 0.25
"""The little that a missing form says of the form's skill."""


class Setting(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """
    Where an attempt is made.

    `difficulty` is the item's in logits; `forms` names the skill of a form,
    where the bank has one; `model` is the id of the learner model; `requires`
    are the nearest prerequisites of the skills that may be asked for.
    """

    opportunity: OpenOpportunity
    exercise: Exercise
    difficulty: float
    forms: Mapping[Form, SkillId]
    model: str
    at: int
    requires: Mapping[SkillId, tuple[SkillId, ...]] = {}


class _Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What a verdict did to its step's tries and to what is known of its help."""

    uses_try: bool
    used: int
    helps: bool
    dry: bool


def tries_of(answer: Answer, more: int = 0) -> int:
    """
    Give the tries that a step allows, with those that a learner is allowed more.

    Of a choice always one fewer than there are options, so that the last is never what remains.
    """
    if isinstance(answer, ChoiceAnswer):
        return max(1, len(answer.choices) - 1)
    return TRIES + more


def advance(setting: Setting, attempt: Attempt) -> TryRecorded:
    """
    Turn an attempt into the event that records it and what follows.

    Returns
    -------
    TryRecorded
        Where its `ended` is set, the end of the opportunity has to be recorded
        with it.
    """
    opportunity = setting.opportunity
    progress = attempt.target.progress
    n = opportunity.submissions + 1
    cost = _cost(attempt)
    over = is_used_up(opportunity.bounds, attempt.judged.verdict, helped=opportunity.helped)
    status: StepStatus = "ended" if over else _status(attempt, cost)
    following = _following(setting, attempt, status)
    ended: How | None = "out_of_help" if over else _ended(setting, attempt, status, following, n=n)
    scaffold = None if ended is not None else _scaffold(setting, attempt)
    return TryRecorded(
        at=setting.at,
        opportunity=opportunity.id,
        n=n,
        step=attempt.submission.step,
        response=attempt.submission.response,
        locale=attempt.locale,
        judged=attempt.judged,
        diagnosis=attempt.diagnosis,
        hint=attempt.hint,
        evidence=_evidence(setting, attempt),
        uses_try=cost.uses_try,
        tries_left=max(0, progress.limit - cost.used),
        helps=cost.helps,
        dry=cost.dry,
        status=status,
        next=None if ended is not None else following,
        scaffold=scaffold,
        open=() if ended is not None else _open(attempt, opportunity, status, following, scaffold),
        ended=ended,
        model=setting.model,
        carried=None if ended is not None else _carried(setting, attempt),
    )


def _cost(attempt: Attempt) -> _Cost:
    verdict, hint, progress = attempt.judged.verdict, attempt.hint, attempt.target.progress
    # A form that is missed a second time was named before.
    uses_try = verdict is Verdict.INCORRECT or (verdict is Verdict.WRONG_FORM and progress.wrong_forms > 0)
    asked_for = verdict is Verdict.INCORRECT or verdict is Verdict.ASKED
    from_ladder = hint is not None and (hint.rung is not None or hint.scaffold is not None)
    return _Cost(
        uses_try=uses_try,
        used=progress.used + uses_try,
        helps=asked_for or from_ladder,
        dry=asked_for and not from_ladder and not _about_new_mistake(hint, progress),
    )


def _about_new_mistake(hint: Hint | None, progress: Progress) -> bool:
    return hint is not None and hint.code is not None and hint.code not in progress.codes


def _status(attempt: Attempt, cost: _Cost) -> StepStatus:
    """
    Say how the step or scaffold stands after the attempt.
    """
    verdict, progress = attempt.judged.verdict, attempt.target.progress
    if verdict is Verdict.CORRECT:
        return "solved"
    if verdict is Verdict.UNKNOWN:
        return "ungraded" if progress.undecided > 0 else "open"
    if cost.uses_try and cost.used >= progress.limit:
        return "ended"
    if cost.dry and (progress.dry or isinstance(attempt.target, AskedScaffold)):
        # The ladder was shown, the plain words were said (once is enough on the way), and nothing else is left to say.
        enough = verdict is Verdict.ASKED or cost.used >= TRIES_BEFORE_GIVING_UP
        return "ended" if enough else "open"
    return "open"


def _following(setting: Setting, attempt: Attempt, status: StepStatus) -> StepShown | None:
    if isinstance(attempt.target, AskedScaffold) or status not in {"solved", "ungraded"}:
        return None
    ids = [step.step.id for step in setting.exercise.steps]
    place = ids.index(attempt.submission.step) + 1
    return (
        show_step(setting.exercise.steps[place].step, setting.exercise.variant.language) if place < len(ids) else None
    )


def _carried(setting: Setting, attempt: Attempt) -> str | None:
    """
    Return the number that may be carried on to the next step, where that says what would follow from it.
    """
    if isinstance(attempt.target, AskedScaffold) or attempt.judged.verdict not in {Verdict.INCORRECT, Verdict.UNKNOWN}:
        return None
    steps = setting.exercise.steps
    place = steps.index(attempt.target.step) + 1
    if attempt.judged.read is None or place == len(steps) or not steps[place].step.follows:
        return None
    number = fingerprint(attempt.target.step.key, attempt.judged.read)
    return str(number) if isinstance(number, Fraction) else None


def _ended(
    setting: Setting, attempt: Attempt, status: StepStatus, following: StepShown | None, *, n: int
) -> How | None:
    """
    Say whether the opportunity is over, and how; a scaffold's end never ends it.
    """
    if not isinstance(attempt.target, AskedScaffold):
        if status == "ended":
            progress = attempt.target.progress
            last = attempt.judged.verdict is not Verdict.ASKED and progress.used + 1 >= progress.limit
            return "out_of_tries" if last else "out_of_help"
        if status in {"solved", "ungraded"} and following is None:
            others = (one.status for id_, one in setting.opportunity.steps.items() if id_ != attempt.submission.step)
            return "ungraded" if "ungraded" in {status, *others} else "solved"
    return "too_many" if n >= MAX_SUBMISSIONS else None


def _scaffold(setting: Setting, attempt: Attempt) -> ScaffoldOpened | None:
    hint = attempt.hint
    if hint is None or hint.scaffold is None or hint.scaffold in setting.opportunity.scaffolds:
        return None
    found = scaffold_of(attempt.target.step, hint.scaffold)
    if found is None:
        return None
    shown = show_scaffold(found, attempt.target.step.step, setting.exercise.variant.language)
    return ScaffoldOpened(shown=shown, limit=tries_of(found.answer))


def _open(
    attempt: Attempt,
    opportunity: OpenOpportunity,
    status: StepStatus,
    following: StepShown | None,
    scaffold: ScaffoldOpened | None,
) -> tuple[StepId, ...]:
    if following is not None:
        return (following.id,)
    kept = opportunity.open
    if status != "open":
        kept = tuple(step for step in kept if step != attempt.submission.step)
    return kept if scaffold is None else (*kept, scaffold.shown.id)


def _evidence(setting: Setting, attempt: Attempt) -> Evidence | None:
    """
    Say what mastery learns: of scaffolds, of items whose answer was shown, and of errors carried on, nothing.
    """
    opportunity, target, verdict = setting.opportunity, attempt.target, attempt.judged.verdict
    if isinstance(target, AskedScaffold) or opportunity.spent or _was_carried(attempt):
        return None
    step, progress = target.step.step, target.progress
    skills = step.skills or opportunity.skills
    form_skill = (
        setting.forms.get(step.answer.form) if isinstance(step.answer, NumberAnswer | ExpressionAnswer) else None
    )
    right = verdict is Verdict.CORRECT
    # For the form's own skill, to have been told the form is help; for the others it is not.
    told_form = progress.wrong_forms > 0 and form_skill in skills
    wrong_line = right and attempt.judged.first_wrong is not None
    pieces = min(MOST_HELP, progress.help + told_form + wrong_line + REPEATED * opportunity.repeat)
    weight = HELP_WEIGHT**pieces
    match verdict:
        case Verdict.CORRECT | Verdict.INCORRECT:
            pass
        case Verdict.WRONG_FORM if form_skill is not None:
            skills, weight = (form_skill,), weight * FORM_WEIGHT
        case _:
            return None
    if not skills:
        return None
    return Evidence(
        skills=skills,
        difficulty=setting.difficulty - HELP_EASE * pieces,
        correct=right,
        weight=weight,
        guess=_guess(step.answer, progress),
        day=setting.at / DAY_MS,
        source=opportunity.item,
        unaided=right and pieces == 0,
        builds_on=tuple(dict.fromkeys(one for skill in skills for one in setting.requires.get(skill, ()))),
    )


def _was_carried(attempt: Attempt) -> bool:
    """
    Say whether an answer is wrong for nothing but an earlier wrong answer, which was evidence once already.
    """
    found = attempt.diagnosis
    return found is not None and any(candidate.code == SLIP_CARRIED for candidate in found.candidates)


def _guess(answer: Answer, progress: Progress) -> float:
    """
    Give the chance of picking the right one among the options not tried yet; the step's tries leave at least two.
    """
    if not isinstance(answer, ChoiceAnswer):
        return 0.0
    return 1 / max(2, len(answer.choices) - progress.wrong)
