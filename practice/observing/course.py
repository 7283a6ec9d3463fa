"""
The course of one learner's practice: exercises as they went, briefly, and how skills stood.

The fold that everything a teacher sees is made of. It keeps what is counted and
none of the words; the words are in the record. Bounded: the newest exercises
stay, so that a long life of practice costs no more than a short one.
"""

import sys
from collections.abc import Iterable
from typing import Final

import msgspec

from hints.identity import words_id
from hints.misconception.diagnosis import DiagnosisKind
from item_bank.answers.verdict import Verdict
from item_bank.ids import ItemId, ReleaseId, SkillId, StepId
from mastery.level import Level
from practice.classroom.accommodations import NONE, Accommodations
from practice.classroom.events import AccommodationsSet, JoinedByCode, LearnerJoined, LearnerLeft
from practice.correction.clusters import cluster_key
from practice.correction.events import (
    AnswerDisputed,
    AnswerSaved,
    LearnerHomeworkEvent,
    LineWritten,
    WorkHandedIn,
    WorkShortened,
)
from practice.events import How, LearnerEvent, LevelChanged, OpportunityEnded, OpportunityOpened, TryRecorded
from practice.ids import AssignmentId, ClassId, OpportunityId
from practice.observing.disputes import Disputes, after_deciding, after_disputing
from practice.observing.waiting import Asked, Waiting, after_end, after_level, after_settling
from practice.revised import HintRevised
from practice.settled import DisputeSettled, TryRegraded, VerdictDisputed, WaitingSettled

__all__ = ["COUNTED", "MAX_GONE", "NOTHING_YET", "Course", "Gone", "SkillStood", "Tried", "course_of"]

MAX_GONE: Final = 400
"""Exercises that are kept, the newest: a term's practice, at some 2 kB each."""
REACHED: Final[frozenset[Level]] = frozenset({"proficient", "retained"})
COUNTED: Final[frozenset[How]] = frozenset({"solved", "out_of_tries", "out_of_help", "too_many"})
"""Ends after which an exercise counts as practised."""
OWN_DOING: Final = (
    OpportunityOpened,
    TryRecorded,
    VerdictDisputed,
    JoinedByCode,
    AnswerSaved,
    WorkHandedIn,
    WorkShortened,
    LineWritten,
    AnswerDisputed,
)
"""What happens by the learner's own hand. A teacher who moves a date or makes a group is not the learner at work."""


class Tried(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """
    One submission.

    Attributes
    ----------
    n, at
        Its number, and when, in milliseconds since 1970.
    verdict, kind
        What was said of it, and what sort of error it was, where it was one.
    answer
        What a wrong answer belongs together with (`clusters`); None for any other.
    help
        The words shown with it, by name; None where there were none with one.
    source
        Where the help came from; None where there was none.
    regraded, pasted
        Whether it counts as right by a teacher's word, and whether it was pasted in.
    """

    n: int
    at: int
    step: StepId
    verdict: Verdict
    kind: DiagnosisKind | None = None
    answer: str | None = None
    help: str | None = None
    source: str | None = None
    regraded: bool = False
    pasted: bool = False

    @property
    def wrong(self) -> bool:
        """Whether the answer was wrong, and no teacher says otherwise."""
        return self.verdict is Verdict.INCORRECT and not self.regraded


class Gone(msgspec.Struct, frozen=True, kw_only=True, gc=False, array_like=True):
    """
    One exercise as it went.

    `assignment` is None in free practice; `how` while it is open.
    """

    opportunity: OpportunityId
    assignment: AssignmentId | None
    release: ReleaseId
    item: ItemId
    variant: int
    title: str
    skills: tuple[SkillId, ...]
    language: str
    at: int
    tries: tuple[Tried, ...] = ()
    how: How | None = None
    needs_teacher: bool = False

    @property
    def wrong(self) -> int:
        """How many answers were wrong."""
        return sum(one.wrong for one in self.tries)

    @property
    def alone(self) -> bool:
        """Whether it was solved without a wrong answer and without help."""
        return self.how == "solved" and all(one.verdict is Verdict.CORRECT for one in self.tries)


class SkillStood(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """
    How a skill stood when that changed last, in the words that were recorded then.

    Where nothing was told yet, `sentence` is empty, `at` is when its first exercise was opened, and `opportunity` its
    latest exercise. `spins` counts the exercises of it since it was proficient last, or since the beginning.
    """

    level: Level = "practising"
    stuck: bool = False
    sentence: str = ""
    opportunity: OpportunityId | None = None
    at: int = 0
    accuracy: float | None = None
    lower: float | None = None
    bar: float | None = None
    spins: int = 0


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """
    A learner's practice so far.

    Attributes
    ----------
    gone
        Exercises by opportunity, in the order of their opening, `MAX_GONE` at most.
    skills
        By skill, those of which anything was told or practised.
    touched
        By assignment, how many events belong to it: whoever keeps what follows
        from them sees that there are more.
    waiting, disputes
        What waits for the teacher, and what the learner thinks is right.
    allowed, classes
        What the teacher allows them, and the classes that they are in.
    dropped
        Exercises that are no longer kept.
    last_at
        When the learner did anything last, in milliseconds since 1970; 0 for never.
    """

    gone: dict[OpportunityId, Gone] = {}
    skills: dict[SkillId, SkillStood] = {}
    touched: dict[AssignmentId, int] = {}
    waiting: Waiting = {}
    disputes: Disputes = {}
    allowed: Accommodations = NONE
    classes: tuple[ClassId, ...] = ()
    dropped: int = 0
    last_at: int = 0


NOTHING_YET: Final = Course()


def course_of(before: Course, events: Iterable[LearnerEvent]) -> Course:  # noqa: C901, PLR0912 - one case a kind
    """
    Add events to a course.

    Parameters
    ----------
    before
        The course so far; `NOTHING_YET` at the beginning of a stream.
    events
        What follows, in order.
    """
    gone, skills, touched = dict(before.gone), dict(before.skills), dict(before.touched)
    waiting, disputes, allowed = before.waiting, before.disputes, before.allowed
    classes = before.classes
    last_at, dropped = before.last_at, before.dropped
    for event in events:
        if isinstance(event, OWN_DOING):
            last_at = max(last_at, event.at)
        match event:
            case OpportunityOpened():
                gone[event.opportunity] = _opened(event)
                if len(gone) > MAX_GONE:
                    del gone[next(iter(gone))]
                    dropped += 1
            case TryRecorded() if (one := gone.get(event.opportunity)) is not None:
                gone[event.opportunity] = msgspec.structs.replace(one, tries=(*one.tries, _tried(one, event)))
            case HintRevised() if (one := gone.get(event.opportunity)) is not None:
                gone[event.opportunity] = _revised(one, event)
            case OpportunityEnded() if (one := gone.get(event.opportunity)) is not None:
                ended = msgspec.structs.replace(one, how=event.how, needs_teacher=event.needs_teacher)
                gone[event.opportunity] = ended
                _count(skills, ended)
                waiting = after_end(waiting, event, _asked(ended))
            case LevelChanged():
                skills[event.skill] = _stood(skills.get(event.skill), event)
                if (one := gone.get(event.opportunity)) is not None:
                    waiting = after_level(waiting, event, _asked(one))
            case TryRegraded() if (one := gone.get(event.opportunity)) is not None:
                gone[event.opportunity] = _regraded(one, event)
            case LearnerJoined():
                classes = (*(one for one in classes if one != event.class_id), event.class_id)
            case LearnerLeft():
                classes = tuple(one for one in classes if one != event.class_id)
            case AccommodationsSet():
                allowed = event.accommodations
            case WaitingSettled():
                waiting = after_settling(waiting, event)
            case VerdictDisputed() | AnswerDisputed():
                disputes = after_disputing(disputes, event)
            case DisputeSettled():
                disputes = after_deciding(disputes, event)
            case _:
                pass
        name = _assignment(event, gone)
        if name is not None:
            touched[name] = touched.get(name, 0) + 1
    return Course(
        gone=gone,
        skills=skills,
        touched=touched,
        waiting=waiting,
        disputes=disputes,
        allowed=allowed,
        classes=classes,
        dropped=dropped,
        last_at=last_at,
    )


def _opened(event: OpportunityOpened) -> Gone:
    return Gone(
        opportunity=event.opportunity,
        assignment=None if event.assignment is None else AssignmentId(event.assignment),
        release=event.release,
        item=event.item,
        variant=event.variant,
        title=sys.intern(event.shown.title),
        skills=event.skills,
        language=event.shown.language,
        at=event.at,
    )


def _tried(one: Gone, event: TryRecorded) -> Tried:
    wrong = event.judged.verdict is Verdict.INCORRECT
    return Tried(
        n=event.n,
        at=event.at,
        step=event.step,
        verdict=event.judged.verdict,
        kind=None if event.diagnosis is None else event.diagnosis.kind,
        answer=cluster_key(event.response, event.judged, None) if wrong else None,
        help=None if event.hint is None else words_id(one.item, event.step, event.hint),
        source=None if event.hint is None else event.hint.source.value,
        pasted=event.pasted,
    )


def _revised(one: Gone, event: HintRevised) -> Gone:
    """Put better words in place of those that came with the reply."""
    return msgspec.structs.replace(
        one,
        tries=tuple(
            msgspec.structs.replace(
                tried, help=words_id(one.item, tried.step, event.hint), source=event.hint.source.value
            )
            if tried.n == event.n
            else tried
            for tried in one.tries
        ),
    )


def _regraded(one: Gone, event: TryRegraded) -> Gone:
    return msgspec.structs.replace(
        one,
        tries=tuple(
            msgspec.structs.replace(tried, regraded=True) if tried.n == event.n else tried for tried in one.tries
        ),
    )


def _asked(one: Gone) -> Asked:
    return Asked(item=one.item, title=one.title, skills=one.skills)


def _stood(before: SkillStood | None, event: LevelChanged) -> SkillStood:
    spins = 0 if before is None or event.level in REACHED else before.spins
    return SkillStood(
        level=event.level,
        stuck=event.stuck,
        sentence=event.sentence,
        opportunity=event.opportunity,
        at=event.at,
        accuracy=event.accuracy,
        lower=event.lower,
        bar=event.bar,
        spins=spins,
    )


def _count(skills: dict[SkillId, SkillStood], ended: Gone) -> None:
    if ended.how not in COUNTED:
        return
    for skill in ended.skills:
        before = skills.get(skill, SkillStood())
        if not before.sentence:
            before = msgspec.structs.replace(before, at=before.at or ended.at, opportunity=ended.opportunity)
        if before.level not in REACHED:
            skills[skill] = msgspec.structs.replace(before, spins=before.spins + 1)


def _assignment(event: LearnerEvent, gone: dict[OpportunityId, Gone]) -> AssignmentId | None:
    match event:
        case OpportunityOpened() | TryRecorded() | OpportunityEnded():
            one = gone.get(event.opportunity)
            return None if one is None else one.assignment
        case _ if isinstance(event, LearnerHomeworkEvent):
            return event.assignment
        case _:
            return None
