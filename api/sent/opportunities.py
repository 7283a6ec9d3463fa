"""
What the API sends about practice: the session's views, with every text rendered.

What an exercise is made of is rendered by `exercises`. Everything else is the
session's, untouched, so the reply to a retry stays the first one.
"""

from typing import TypeAlias

import msgspec

from api.sent.exercises import (
    Exercise,
    FigureSent,
    HintSent,
    Step,
    Text,
    exercise_sent,
    figures_sent,
    send_hint,
    step_sent,
    text_sent,
)
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged, Problem
from item_bank.ids import ItemId, ReleaseId, SkillId, StepId
from item_bank.rendering.localised import localised_maths
from item_bank.rendering.render import maths
from item_bank.rendering.segments import Segment, TextSegment
from practice.events import How, Reason, StepStatus
from practice.ids import OpportunityId
from practice.shown import StepShown
from practice.views import EndView, OpportunityView, ReadingView, StepView, TryReply, TryView

__all__ = [
    "End",
    "Opportunity",
    "Read",
    "ReadingSent",
    "StepProgress",
    "Tried",
    "TrySent",
    "Unread",
    "send_opportunity",
    "send_reading",
    "send_reply",
]


class StepProgress(msgspec.Struct, frozen=True, kw_only=True):
    """One step and where it stands; `shown` is null until it has opened."""

    id: StepId
    status: StepStatus
    tries_left: int
    shown: Step | None
    scaffolds: tuple[Step, ...]


class End(msgspec.Struct, frozen=True, kw_only=True):
    """How an opportunity ended; `worked` are worked steps of `worked_prompt`, or of this very exercise (null)."""

    how: How
    sentence: str
    worked: tuple[HintSent, ...]
    worked_prompt: Text | None
    worked_figures: tuple[FigureSent, ...]
    needs_teacher: bool


class TrySent(msgspec.Struct, frozen=True, kw_only=True):
    """The reply to one submission; `hint_pending` says that a better hint may come later."""

    opportunity: OpportunityId
    n: int
    step: StepId
    judged: Judged
    hint: HintSent | None
    hint_pending: bool
    uses_try: bool
    tries_left: int
    status: StepStatus
    next: Step | None
    scaffold: Step | None
    open: tuple[StepId, ...]
    ended: End | None


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """One earlier submission, with what was entered as entered."""

    n: int
    step: StepId
    response: Response
    judged: Judged
    hint: HintSent | None


class Opportunity(msgspec.Struct, frozen=True, kw_only=True):
    """One exercise put before one learner; `next_n` is the number of the next try."""

    opportunity: OpportunityId
    assignment: str | None
    release: ReleaseId
    item: ItemId
    variant: int
    skills: tuple[SkillId, ...]
    shown: Exercise
    reason: Reason
    steps: tuple[StepProgress, ...]
    open: tuple[StepId, ...]
    tries: tuple[Tried, ...]
    next_n: int
    ended: End | None


class Read(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="read"):
    """How a text would be read: re-printed as typed maths, and to show."""

    read: str
    rendered: Text


class Unread(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="unread"):
    """Where and why a text cannot be read."""

    problem: Problem


ReadingSent: TypeAlias = Read | Unread


def send_opportunity(view: OpportunityView) -> Opportunity:
    """
    Render an opportunity.
    """
    shown, language = view.shown, view.shown.language
    return Opportunity(
        opportunity=view.opportunity,
        assignment=view.assignment,
        release=view.release,
        item=view.item,
        variant=view.variant,
        skills=view.skills,
        shown=exercise_sent(shown),
        reason=view.reason,
        steps=tuple(_progress(step, language) for step in view.steps),
        open=view.open,
        tries=tuple(_tried(tried) for tried in view.tries),
        next_n=view.next_n,
        ended=_end(view.ended, language),
    )


def send_reply(reply: TryReply) -> TrySent:
    """
    Render the reply to a try.
    """
    return TrySent(
        opportunity=reply.opportunity,
        n=reply.n,
        step=reply.step,
        judged=reply.judged,
        hint=send_hint(reply.hint),
        hint_pending=reply.hint_pending,
        uses_try=reply.uses_try,
        tries_left=reply.tries_left,
        status=reply.status,
        next=_step(reply.next, reply.language),
        scaffold=_step(reply.scaffold, reply.language),
        open=reply.open,
        ended=_end(reply.ended, reply.language),
    )


def send_reading(view: ReadingView) -> ReadingSent:
    """
    Render how a text would be read.
    """
    reading = view.reading
    if isinstance(reading, Problem):
        return Unread(problem=reading)
    segment = maths(localised_maths(reading.latex, view.language), view.language) if reading.latex else None
    shown: Segment = TextSegment(text=reading.read) if segment is None else segment
    speech = reading.read if segment is None else segment.speech
    return Read(read=reading.read, rendered=Text(text=reading.read, segments=(shown,), speech=speech))


def _step(step: StepShown | None, language: str) -> Step | None:
    return None if step is None else step_sent(step, language)


def _progress(step: StepView, language: str) -> StepProgress:
    scaffolds = (_step(scaffold, language) for scaffold in step.scaffolds)
    return StepProgress(
        id=step.id,
        status=step.status,
        tries_left=step.tries_left,
        shown=_step(step.shown, language),
        scaffolds=tuple(scaffold for scaffold in scaffolds if scaffold is not None),
    )


def _tried(tried: TryView) -> Tried:
    return Tried(n=tried.n, step=tried.step, response=tried.response, judged=tried.judged, hint=send_hint(tried.hint))


def _end(end: EndView | None, language: str) -> End | None:
    if end is None:
        return None
    worked = (send_hint(hint) for hint in end.worked)
    return End(
        how=end.how,
        sentence=end.sentence,
        worked=tuple(hint for hint in worked if hint is not None),
        worked_prompt=None if end.worked_prompt is None else text_sent(end.worked_prompt, language),
        worked_figures=figures_sent(end.worked_figures, language),
        needs_teacher=end.needs_teacher,
    )
