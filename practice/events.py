"""
Events: what is recorded of practice.

Facts, never conclusions that a later model would draw otherwise: what was put
before a learner and why, what was entered and how it was judged, how it ended.
They carry the texts that were shown, so they can be read when the release has
gone. Encoding, versions and old shapes are `wire`'s, what they make of a state `fold`'s.
"""

from typing import Literal, TypeAlias

import msgspec

from hints.hint import Hint
from hints.misconception.diagnosis import Diagnosis
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged
from item_bank.figures.figure import Figure
from item_bank.ids import ItemId, ReleaseId, SkillId, StepId
from mastery.evidence import Evidence
from mastery.level import Level
from mastery.model import Model
from practice.classroom.events import ClassroomEvent, LearnerClassroomEvent
from practice.correction.bounds import Bounds
from practice.correction.events import ClassHomeworkEvent, LearnerHomeworkEvent
from practice.ids import LearnerId, OpportunityId
from practice.progress.goal import Goal
from practice.revised import DiagnosisRevised, HelpSought, HintRevised
from practice.settled import (
    AnswerAccepted,
    DisputeSettled,
    HintRestored,
    HintWithdrawn,
    RungWithdrawn,
    RungWritten,
    TryRegraded,
    VerdictDisputed,
    WaitingSettled,
)
from practice.shown import ExerciseShown, StepShown

__all__ = [
    "ClassEvent",
    "Event",
    "GoalSet",
    "How",
    "LearnerCreated",
    "LearnerEvent",
    "LevelChanged",
    "ModelEvent",
    "ModelFitted",
    "OpportunityEnded",
    "OpportunityOpened",
    "Reason",
    "ScaffoldOpened",
    "StepOpened",
    "StepStatus",
    "TenantEvent",
    "TryRecorded",
    "Worked",
]


How: TypeAlias = Literal["solved", "out_of_tries", "out_of_help", "too_many", "ungraded", "skipped", "withdrawn"]
"""How an opportunity ended; `too_many` is the limit on submissions, `ungraded` that a step could not be decided."""
StepStatus: TypeAlias = Literal["waiting", "open", "solved", "ungraded", "ended"]
"""`waiting` for the steps before it; `ended` with the opportunity, unsolved."""


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why this exercise: a stable code, and a sentence for the learner."""

    code: str
    sentence: str


class LearnerCreated(msgspec.Struct, frozen=True, kw_only=True):
    """A learner's stream begins."""

    at: int
    learner: LearnerId


class StepOpened(msgspec.Struct, frozen=True, kw_only=True):
    """One step of an opportunity, and the tries that it allows."""

    id: StepId
    limit: int


class ScaffoldOpened(msgspec.Struct, frozen=True, kw_only=True):
    """One sub-step asked, as shown, and the tries that it allows."""

    shown: StepShown
    limit: int


class OpportunityOpened(msgspec.Struct, frozen=True, kw_only=True):
    """
    One variant put before one learner.

    Attributes
    ----------
    assignment
        Where it belongs; None is free practice.
    skills
        What it practises.
    steps
        In order, with the tries that each allows.
    shown, first
        What stands above the steps, and the first step, as shown.
    reason
        Why this one, for the learner and for analysis.
    policy
        The name and version of what chose.
    propensity
        The chance, when it was drawn, of this very variant; 1 where somebody
        wished for it. What makes another policy judgeable from the log.
    seed
        The draw's.
    model
        The learner model that the choice looked at.
    expected
        The chance of a right answer, as that model saw it.
    probe
        Whether it was drawn uniformly, to see how things stand: its first answer is
        data for analysis, whatever the policy does.
    arm
        The arm of an experiment that the learner practised in; None outside one.
    bounds
        What a teacher settled about help in it; None where nobody did.
    """

    at: int
    opportunity: OpportunityId
    assignment: str | None
    release: ReleaseId
    item: ItemId
    variant: int
    skills: tuple[SkillId, ...]
    steps: tuple[StepOpened, ...]
    shown: ExerciseShown
    first: StepShown
    reason: Reason
    policy: str
    propensity: float
    seed: int
    model: str
    expected: float | None = None
    probe: bool = False
    arm: str | None = None
    bounds: Bounds | None = None


class TryRecorded(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    One submission: the attempt, the help given with it, and what followed.

    Attributes
    ----------
    n
        Its number among the opportunity's submissions, from 1.
    step, response, locale
        What was entered, as entered.
    judged, diagnosis, hint
        What was said of it.
    evidence
        What mastery learns from it; None where it learns nothing.
    uses_try, tries_left
        Whether it counts against its step's tries, and how many are left.
    helps
        Whether the help given with it weakens a later right answer to its step.
    dry
        Whether that help brought nothing new of the step's ladder or about a
        mistake.
    status
        The step (or scaffold) after it.
    next, scaffold
        The step, and the sub-step, that opened with it, as shown.
    open
        Steps and scaffolds that take a submission after it.
    ended
        How the opportunity ended with it; an `OpportunityEnded` follows.
    model
        The learner model under which the evidence was folded first.
    carried
        The wrong or undecided number that was entered, as typed maths, where
        the next step says what would follow from it.
    pending
        Whether better words were looked for when this was replied.
    pasted
        Whether the frontend says that some of it was pasted in.
    """

    at: int
    opportunity: OpportunityId
    n: int
    step: StepId
    response: Response
    locale: str
    judged: Judged
    diagnosis: Diagnosis | None
    hint: Hint | None
    evidence: Evidence | None
    uses_try: bool
    tries_left: int
    helps: bool
    dry: bool
    status: StepStatus
    next: StepShown | None
    scaffold: ScaffoldOpened | None
    open: tuple[StepId, ...]
    ended: How | None
    model: str
    carried: str | None = None
    pending: bool = False
    pasted: bool = False


class LevelChanged(msgspec.Struct, frozen=True, kw_only=True):
    """
    A skill reached or lost a level with a try, or practice of it began or ceased to bring nothing.

    What was told then, with the figures it rested on; another model may judge
    otherwise from the same tries.

    Attributes
    ----------
    opportunity, n
        The try that it came with.
    level, stuck
        As in `mastery.level.Standing`; `stuck` puts it in the teacher's queue.
    below
        The weakest of the skills that a stuck one builds on.
    accuracy, lower, bar
        Expected share of right answers on the skill's usual items, its bound, and
        what is asked of that.
    sentence
        In the bank's language.
    """

    at: int
    opportunity: OpportunityId
    n: int
    skill: SkillId
    level: Level
    stuck: bool
    below: SkillId | None
    accuracy: float
    lower: float
    bar: float
    tries: int
    sentence: str
    model: str


class GoalSet(msgspec.Struct, frozen=True, kw_only=True):
    """
    What the learner is to be proficient in by a date, in place of any goal before; None where it was dropped.
    """

    at: int
    goal: Goal | None


class Worked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """
    The worked steps at the end of an opportunity that was not solved.

    Of `variant` of the same item, whose prompt and figures are kept. Where it is the very
    variant that was asked because there was no other, the item is `spent`: it is no
    more evidence for this learner.
    """

    variant: int
    prompt: str
    hints: tuple[Hint, ...]
    spent: bool
    figures: tuple[Figure, ...] = ()


class OpportunityEnded(msgspec.Struct, frozen=True, kw_only=True):
    """
    An opportunity takes no more; `needs_teacher` puts it in the teacher's queue.

    `sentence` is what the learner was told of it: a retry has to be told the
    same, whatever words later versions have.
    """

    at: int
    opportunity: OpportunityId
    how: How
    sentence: str
    worked: Worked | None = None
    needs_teacher: bool = False


class ModelFitted(msgspec.Struct, frozen=True, kw_only=True):
    """
    A learner model came into force for the whole server.

    From here on states are folded with it, earlier events included. `file` and
    `log` are the SHA-256 of the fit and of what it was fitted on, empty for the
    model that is shipped; the model itself stands here, so that a replay needs
    no file.
    """

    at: int
    file: str
    log: str
    rows: int
    learners: int
    model: Model


LearnerEvent: TypeAlias = (
    LearnerCreated
    | OpportunityOpened
    | TryRecorded
    | OpportunityEnded
    | LevelChanged
    | GoalSet
    | HelpSought
    | HintRevised
    | DiagnosisRevised
    | VerdictDisputed
    | DisputeSettled
    | TryRegraded
    | WaitingSettled
    | LearnerHomeworkEvent
    | LearnerClassroomEvent
)
ClassEvent: TypeAlias = ClassHomeworkEvent | ClassroomEvent
ModelEvent: TypeAlias = ModelFitted
TenantEvent: TypeAlias = HintWithdrawn | HintRestored | AnswerAccepted | RungWritten | RungWithdrawn
Event: TypeAlias = LearnerEvent | ClassEvent | ModelEvent | TenantEvent
