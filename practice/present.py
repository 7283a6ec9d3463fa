"""
Presenting: views made of events.

The reply to a try is made of that try's event and the end that came with it,
so a retry gives the first one again whatever has happened since. Nothing is
decided here.
"""

from collections.abc import Collection, Sequence
from typing import Final

import msgspec

from hints.hint import Hint
from hints.identity import words_id
from item_bank.bank import Bank
from item_bank.ids import ItemId, StepId
from mastery.model import Model
from practice.choosing.catalogue import catalogue
from practice.choosing.plan import plan_for
from practice.events import LearnerEvent, OpportunityEnded, OpportunityOpened, StepStatus, TryRecorded
from practice.ids import LearnerId
from practice.moments import DAY_MS
from practice.phrases import phrases
from practice.progress.aims import goal_view
from practice.progress.levels import level_sentence
from practice.progress.milestones import judged, weakest
from practice.revised import DiagnosisRevised, HelpSought, HintRevised
from practice.settled import TryRegraded, VerdictDisputed
from practice.shown import StepShown
from practice.state import LearnerState
from practice.views import EndView, MasteryView, OpportunityView, SkillView, StepView, TryReply, TryView

__all__ = ["end_view", "mastery_view", "opportunity_view", "recorded_end", "recorded_reply", "recorded_try", "reply"]


def reply(tried: TryRecorded, ended: OpportunityEnded | None, *, language: str) -> TryReply:
    """
    Make the reply to one submission.

    Parameters
    ----------
    tried
        The submission as recorded.
    ended
        The end that was recorded with it, where it had one.
    language
        The exercise's.
    """
    return TryReply(
        opportunity=tried.opportunity,
        n=tried.n,
        step=tried.step,
        judged=tried.judged,
        hint=tried.hint,
        uses_try=tried.uses_try,
        tries_left=tried.tries_left,
        status=tried.status,
        next=tried.next,
        scaffold=None if tried.scaffold is None else tried.scaffold.shown,
        open=tried.open,
        ended=None if tried.ended is None or ended is None else end_view(ended),
        language=language,
        hint_pending=tried.pending,
    )


def end_view(ended: OpportunityEnded) -> EndView:
    """
    Say how an opportunity ended, with the worked steps that are due.
    """
    if ended.worked is None:
        return EndView(how=ended.how, sentence=ended.sentence)
    return EndView(
        how=ended.how,
        sentence=ended.sentence,
        worked=ended.worked.hints,
        worked_prompt=ended.worked.prompt,
        worked_figures=ended.worked.figures,
        needs_teacher=ended.needs_teacher,
    )


def recorded_try(events: Sequence[LearnerEvent], n: int) -> TryRecorded | None:
    """
    Find a submission among an opportunity's events.
    """
    return next((event for event in events if isinstance(event, TryRecorded) and event.n == n), None)


def recorded_reply(events: Sequence[LearnerEvent], n: int) -> TryReply | None:
    """
    Make the reply to a submission again from its opportunity's events; None where they do not have it.
    """
    tried = recorded_try(events, n)
    if tried is None or not isinstance(events[0], OpportunityOpened):
        return None
    return reply(tried, recorded_end(events), language=events[0].shown.language)


def recorded_end(events: Sequence[LearnerEvent]) -> OpportunityEnded | None:
    """
    Find the end among an opportunity's events.
    """
    return next((event for event in events if isinstance(event, OpportunityEnded)), None)


class _Steps:
    """The steps of one opportunity while its events are told again."""

    def __init__(self, opened: OpportunityOpened) -> None:
        self.status: dict[StepId, StepStatus] = {step.id: "waiting" for step in opened.steps}
        self.left = {step.id: step.limit for step in opened.steps}
        self.shown: dict[StepId, StepShown] = {}
        self.scaffolds: dict[StepId, list[StepShown]] = {step.id: [] for step in opened.steps}
        self.open: tuple[StepId, ...] = ()
        self.begin(opened.first)

    def begin(self, step: StepShown) -> None:
        self.status[step.id] = "open"
        self.shown[step.id] = step
        self.open = (step.id,)

    def tell(self, tried: TryRecorded) -> None:
        if tried.scaffold is not None:
            self.scaffolds[tried.step].append(tried.scaffold.shown)
        if tried.step in self.status:
            self.status[tried.step] = tried.status
            self.left[tried.step] = tried.tries_left
        if tried.next is not None:
            self.begin(tried.next)
        self.open = tried.open

    def close(self) -> None:
        self.open = ()
        unfinished: tuple[StepStatus, ...] = ("open", "waiting")
        self.status = {step: "ended" if status in unfinished else status for step, status in self.status.items()}

    def views(self) -> tuple[StepView, ...]:
        return tuple(
            StepView(
                id=step,
                status=status,
                tries_left=self.left[step],
                shown=self.shown.get(step),
                scaffolds=tuple(self.scaffolds[step]),
            )
            for step, status in self.status.items()
        )


TAKEN_BACK: Final = "Your teacher has taken the words that stood here back."
"""What stands in place of words that were withdrawn after they were shown."""


def opportunity_view(events: Sequence[LearnerEvent], withdrawn: Collection[str] = ()) -> OpportunityView | None:
    """
    Tell one opportunity again from its events, in order; None where they do not begin with its opening.

    Words that are named in `withdrawn` (`hints.identity`) are told no more, though the exercise goes on.
    """
    if not events or not isinstance(events[0], OpportunityOpened):
        return None
    opened = events[0]
    steps = _Steps(opened)
    tries: dict[int, TryView] = {}
    ended: EndView | None = None
    for event in events[1:]:
        match event:
            case TryRecorded():
                steps.tell(event)
                tries[event.n] = TryView(
                    n=event.n,
                    step=event.step,
                    response=event.response,
                    judged=event.judged,
                    hint=_told(opened.item, event.step, event.hint, withdrawn),
                )
            case HintRevised():
                former = tries[event.n]
                tries[event.n] = TryView(
                    n=former.n,
                    step=former.step,
                    response=former.response,
                    judged=former.judged,
                    hint=_told(opened.item, former.step, event.hint, withdrawn),
                )
            case OpportunityEnded():
                steps.close()
                ended = end_view(event)
            case HelpSought() | DiagnosisRevised() | VerdictDisputed() | TryRegraded():
                pass  # for teachers and operators; what became of a dispute is told for itself
            case _:
                return None  # no other event has an opportunity's key
    return OpportunityView(
        opportunity=opened.opportunity,
        assignment=opened.assignment,
        release=opened.release,
        item=opened.item,
        variant=opened.variant,
        skills=opened.skills,
        shown=opened.shown,
        reason=opened.reason,
        steps=steps.views(),
        open=steps.open,
        tries=tuple(tries.values()),
        next_n=len(tries) + 1,
        ended=ended,
    )


def _told(item: ItemId, step: StepId, hint: Hint | None, withdrawn: Collection[str]) -> Hint | None:
    if hint is None or words_id(item, step, hint) not in withdrawn:
        return hint
    return msgspec.structs.replace(hint, text=phrases(hint.language, "help").get("taken_back", TAKEN_BACK))


def mastery_view(
    learner: LearnerId, state: LearnerState, bank: Bank, *, model: Model, at: int, language: str
) -> MasteryView:
    """
    Judge all skills that the bank has items for, in words of a language.
    """
    plan = plan_for(catalogue(bank), model)
    now = max(at, state.at)
    day = now / DAY_MS
    skills: list[SkillView] = []
    for entry in plan.offers.skills.values():
        review = state.reviews.get(entry.id)
        stand = judged(plan, state, entry.id, day=day)
        below = weakest(plan, state, entry.id, day=day) if stand.stuck else None
        named = None if below is None else bank.skill_name(below, language)
        skills.append(
            SkillView(
                skill=entry.id,
                name=bank.skill_name(entry.id, language),
                requires=entry.requires,
                level=stand.level,
                sentence=level_sentence(stand, language, below=named),
                accuracy=stand.accuracy,
                lower=stand.lower,
                bar=stand.bar,
                tries=stand.tries,
                stuck=stand.stuck,
                below=below,
                review=None if review is None else round(review.due * DAY_MS),
            )
        )
    goal = None if state.goal is None else goal_view(state.goal, skills, at=now, language=language)
    return MasteryView(learner=learner, model=model.id, skills=tuple(skills), goal=goal)
