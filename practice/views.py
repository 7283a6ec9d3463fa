"""
What a session shows: an opportunity, the reply to a try, a learner's mastery.

Made of what is recorded, so the reply to a retry is the first one byte for
byte. Texts are Markdown as authored; `api` renders them.
"""

from typing import Literal

import msgspec

from hints.hint import Hint
from item_bank.answers.judge import Reading
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged, Problem
from item_bank.figures.figure import Figure
from item_bank.ids import ItemId, ReleaseId, SkillId, StepId
from practice.events import How, Reason, StepStatus
from practice.ids import LearnerId, OpportunityId
from practice.progress.goal import Setter
from practice.shown import ExerciseShown, StepShown

__all__ = [
    "EndView",
    "GoalView",
    "MasteryView",
    "OpportunityView",
    "ReadingView",
    "SkillView",
    "StepView",
    "TryReply",
    "TryView",
]


class EndView(msgspec.Struct, frozen=True, kw_only=True):
    """
    How an opportunity ended.

    `worked` are the worked steps, of another variant where there is one
    (`worked_prompt` is then its prompt, and `worked_figures` are its figures); empty where none are due.
    """

    how: How
    sentence: str
    worked: tuple[Hint, ...] = ()
    worked_prompt: str | None = None
    worked_figures: tuple[Figure, ...] = ()
    needs_teacher: bool = False
    """Whether it now stands in the teacher's queue."""


class TryReply(msgspec.Struct, frozen=True, kw_only=True):
    """
    The reply to one submission.

    Attributes
    ----------
    judged
        Verdict, reading, lines: what the engine said.
    hint
        The help that came with it; None only where all of it is right.
    uses_try
        Whether it counts against the tries of its step.
    tries_left
        Tries that its step has left.
    status
        The step (or scaffold) after it.
    next
        The step that opened with it.
    scaffold
        The sub-step that is asked now.
    open
        Steps and scaffolds that take a submission now, in order.
    ended
        How the opportunity ended with it; None while it goes on.
    language
        BCP 47 tag of the exercise, whichever bank is active by now.
    hint_pending
        Whether better words were looked for when this was replied.
    """

    opportunity: OpportunityId
    n: int
    step: StepId
    judged: Judged
    hint: Hint | None
    uses_try: bool
    tries_left: int
    status: StepStatus
    next: StepShown | None
    scaffold: StepShown | None
    open: tuple[StepId, ...]
    ended: EndView | None
    language: str
    hint_pending: bool = False


class TryView(msgspec.Struct, frozen=True, kw_only=True):
    """One earlier submission; `hint` is the newest revision, `response` what was entered, as entered."""

    n: int
    step: StepId
    response: Response
    judged: Judged
    hint: Hint | None


class StepView(msgspec.Struct, frozen=True, kw_only=True):
    """One step; `shown` is None until it has opened, since its words may give the step before it away."""

    id: StepId
    status: StepStatus
    tries_left: int
    shown: StepShown | None
    scaffolds: tuple[StepShown, ...] = ()
    """The sub-steps asked so far, in order."""


class OpportunityView(msgspec.Struct, frozen=True, kw_only=True):
    """One opportunity as its learner sees it; `next_n` is the number of the next submission."""

    opportunity: OpportunityId
    assignment: str | None
    release: ReleaseId
    item: ItemId
    variant: int
    skills: tuple[SkillId, ...]
    shown: ExerciseShown
    reason: Reason
    steps: tuple[StepView, ...]
    open: tuple[StepId, ...]
    tries: tuple[TryView, ...]
    next_n: int
    ended: EndView | None


class ReadingView(msgspec.Struct, frozen=True, kw_only=True):
    """How a text would be read, or why not; `language` is the exercise's, BCP 47."""

    reading: Reading | Problem
    language: str


class SkillView(msgspec.Struct, frozen=True, kw_only=True):
    """
    What is known of one skill.

    `accuracy` is the expected share of right answers on the skill's usual mix
    of items, `lower` its bound one standard deviation below, `bar` what `lower`
    has to reach; all 0 to 1. `stuck` asks for a teacher's eye, `below` is then the
    weakest of the skills that it builds on. `review` is when it is next due for
    review, in milliseconds since 1970; None before it was answered.
    """

    skill: SkillId
    name: str
    requires: tuple[SkillId, ...]
    level: Literal["new", "practising", "proficient", "retained"]
    sentence: str
    accuracy: float
    lower: float
    bar: float
    tries: int
    stuck: bool
    below: SkillId | None = None
    review: int | None = None


class GoalView(msgspec.Struct, frozen=True, kw_only=True):
    """
    A goal: skills to be proficient in by a time (milliseconds since 1970), who set it, and how many are met.
    """

    skills: tuple[SkillId, ...]
    by: int
    setter: Setter
    met: int
    sentence: str


class MasteryView(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's skills in the bank's order, under the named model, and the goal where one is set."""

    learner: LearnerId
    model: str
    skills: tuple[SkillView, ...]
    goal: GoalView | None = None
