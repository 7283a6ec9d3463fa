"""
What the API sends about practice: the session's views with every text rendered.

A text goes out three times: as authored, in segments that a page can show without
knowing Markdown or LaTeX, and as words for a voice. Everything else is the
session's, untouched, so the reply to a retry stays the first one.
"""

from typing import TypeAlias

import msgspec

from hints.hint import Hint
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged, Problem
from item_bank.figures.drawing import Drawing, draw
from item_bank.figures.figure import Figure
from item_bank.ids import ItemId, MistakeCode, ReleaseId, SkillId, StepId
from item_bank.rendering.render import maths, render
from item_bank.rendering.segments import Segment, TextSegment
from practice.events import How, Reason, StepStatus
from practice.ids import OpportunityId
from practice.shown import ChoiceShown, EntryKind, ExerciseShown, StepShown
from practice.views import EndView, OpportunityView, ReadingView, StepView, TryReply, TryView

__all__ = [
    "Choice",
    "End",
    "Exercise",
    "FigureSent",
    "HintSent",
    "Opportunity",
    "Read",
    "ReadingSent",
    "Step",
    "StepProgress",
    "Table",
    "Text",
    "Tried",
    "TrySent",
    "Unread",
    "exercise_sent",
    "send_hint",
    "send_opportunity",
    "send_reading",
    "send_reply",
    "step_sent",
    "text_sent",
]


class Text(msgspec.Struct, frozen=True, kw_only=True):
    """A text as authored (Markdown, maths between dollar signs), in pieces to show, and as words to speak."""

    text: str
    segments: tuple[Segment, ...]
    speech: str


class HintSent(msgspec.Struct, frozen=True, kw_only=True):
    """One piece of help: its words, where they came from, what they are about, and the sub-step that it asks."""

    text: Text
    source: str
    specificity: str
    language: str
    rung: int | None
    scaffold: StepId | None
    code: MistakeCode | None


class Table(msgspec.Struct, frozen=True, kw_only=True, tag_field="kind", tag="table"):
    """A table: words for the whole, the names of its columns (or none), its rows, whose first texts may name them."""

    alt: str
    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]
    head_column: bool


FigureSent: TypeAlias = Drawing | Table


class Choice(msgspec.Struct, frozen=True, kw_only=True):
    """One option, in the order to show; `id` is what is sent back; a figure is shown instead of the text."""

    id: str
    text: Text
    figure: FigureSent | None


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One step or scaffold: its words, the kind of answer, the form asked for, and the names that may occur."""

    id: StepId
    prompt: Text
    kind: EntryKind
    choices: tuple[Choice, ...]
    form: str
    unknowns: tuple[str, ...]
    figures: tuple[FigureSent, ...]


class StepProgress(msgspec.Struct, frozen=True, kw_only=True):
    """One step and where it stands; `shown` is null until it has opened."""

    id: StepId
    status: StepStatus
    tries_left: int
    shown: Step | None
    scaffolds: tuple[Step, ...]


class Exercise(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above the steps, and whose work it is."""

    title: str
    prompt: Text
    language: str
    license: str
    attribution: str
    figures: tuple[FigureSent, ...]


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


def exercise_sent(shown: ExerciseShown) -> Exercise:
    """
    Render what stands above the steps.
    """
    return Exercise(
        title=shown.title,
        prompt=text_sent(shown.prompt, shown.language),
        language=shown.language,
        license=shown.license,
        attribution=shown.attribution,
        figures=_figures(shown.figures, shown.language),
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
    segment = maths(reading.latex, view.language) if reading.latex else None
    shown: Segment = TextSegment(text=reading.read) if segment is None else segment
    speech = reading.read if segment is None else segment.speech
    return Read(read=reading.read, rendered=Text(text=reading.read, segments=(shown,), speech=speech))


def send_hint(hint: Hint | None) -> HintSent | None:
    """
    Render a hint.
    """
    if hint is None:
        return None
    return HintSent(
        text=text_sent(hint.text, hint.language),
        source=hint.source.value,
        specificity=hint.specificity.value,
        language=hint.language,
        rung=hint.rung,
        scaffold=hint.scaffold,
        code=hint.code,
    )


def text_sent(text: str, language: str) -> Text:
    """
    Render a text.
    """
    rendered = render(text, language)
    return Text(text=text, segments=rendered.segments, speech=rendered.speech)


def _choice(choice: ChoiceShown, language: str) -> Choice:
    figure = None if choice.figure is None else _figure(choice.figure, language)
    return Choice(id=choice.id, text=text_sent(choice.text, language), figure=figure)


def _figures(figures: tuple[Figure, ...], language: str) -> tuple[FigureSent, ...]:
    return tuple(_figure(figure, language) for figure in figures)


def _figure(figure: Figure, language: str) -> FigureSent:
    drawn = draw(figure, language)
    if isinstance(drawn, Drawing):
        return drawn
    return Table(
        alt=drawn.alt,
        head=tuple(text_sent(text, language) for text in drawn.head),
        rows=tuple(tuple(text_sent(text, language) for text in row) for row in drawn.rows),
        head_column=drawn.head_column,
    )


def _step(step: StepShown | None, language: str) -> Step | None:
    return None if step is None else step_sent(step, language)


def step_sent(step: StepShown, language: str) -> Step:
    """
    Render a step.
    """
    return Step(
        id=step.id,
        prompt=text_sent(step.prompt, language),
        kind=step.kind,
        choices=tuple(_choice(choice, language) for choice in step.choices),
        form=step.form,
        unknowns=step.unknowns,
        figures=_figures(step.figures, language),
    )


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
        worked_figures=_figures(end.worked_figures, language),
        needs_teacher=end.needs_teacher,
    )
