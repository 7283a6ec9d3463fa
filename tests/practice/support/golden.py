"""
Golden logs: events as some version of this program wrote them, kept for ever.

`python -m tests.practice.support.golden NAME` writes a new pair: the log, one
event a line, and the state it folded to. A pair is written once, when a kind
gets a new version or the fold a new rule, and never changed afterwards; only
the state beside a log is written anew (`--states`) where its shape grew, the
filter got another version, or what counts as right was learned elsewhere.
"""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from hints.job import OutcomeReason, Spent
from hints.misconception.diagnosis import Candidate, Diagnosis, DiagnosisKind
from hints.routes.model import Usage
from item_bank.answers.verdict import Judged, Verdict
from item_bank.ids import ItemId, MistakeCode, SkillId, StepId
from mastery.model import Fit, Model
from practice.advance import Setting, advance
from practice.attempt import Attempt, target
from practice.choosing.catalogue import catalogue
from practice.classroom.accommodations import Accommodations
from practice.classroom.events import (
    AccommodationsSet,
    ClassCreated,
    GroupJoined,
    GroupLeft,
    GroupNamed,
    GroupRemoved,
    JoinCodeMade,
    JoinCodeRevoked,
    JoinedByCode,
    LearnerJoined,
    LearnerLeft,
    RosterListed,
)
from practice.correction.assignment import AssignedProblem, Assignment
from practice.correction.bounds import Bounds
from practice.correction.dates import DueDates
from practice.correction.events import (
    AnswerDisputed,
    AnswerRegraded,
    AnswerSaved,
    AssignmentPublished,
    AssignmentWithdrawn,
    CorrectionsOpened,
    DatesChanged,
    DueMoved,
    LeftOut,
    LineWritten,
    MistakeAnnotated,
    ProblemExcused,
    ProblemReopened,
    ProblemRevised,
    ThresholdsSet,
    VerdictOverridden,
    WorkAssigned,
    WorkHandedIn,
    WorkShortened,
)
from practice.correction.handed_in import hand_in
from practice.correction.learning import learned_from
from practice.correction.regrading import as_judged
from practice.correction.seals import Seals
from practice.ending import end_plainly
from practice.events import (
    ClassEvent,
    Event,
    GoalSet,
    LearnerEvent,
    LevelChanged,
    ModelEvent,
    ModelFitted,
    TenantEvent,
    TryRecorded,
)
from practice.fold import fold_all
from practice.ids import AssignmentId, ClassId, CodeId, GroupId, OpportunityId, ProblemId, TenantId
from practice.progress.goal import Goal
from practice.record.contract import NewEvent
from practice.requests import Submission
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
from practice.state import LearnerState
from practice.wire import decode, encode
from tests.practice.support.play import STUCK, Play, lines, text

__all__ = ["GOLDEN", "Line", "digest", "read_log", "state_of", "state_path", "write_log"]

GOLDEN = Path(__file__).parents[1] / "golden"
DIGITS = 9
"""Decimals that are compared: the last bits of an exponential are the C library's."""

MODEL = Model(
    intercept=0.65,
    ability_variance=1.0,
    skill_variance=2.0,
    ability_noise=0.002,
    skill_noise=0.004,
    skill_memory=180.0,
    growth=0.0,
    loading=0.5,
    progress=0.05,
)
"""The model of all golden states; written out, so that other defaults change none of them."""

SEAL = Seals(b"a secret of tests").of(TenantId("school"))

FITTED = msgspec.structs.replace(
    MODEL, growth=0.1, fit=Fit(items={"halves": -0.25}, skills={"solve": 0.5}, growths={"solve": 0.125})
)
"""A model that a fit brought."""

FOUND = Diagnosis(
    kind=DiagnosisKind.MISCONCEPTION,
    candidates=(
        Candidate(
            code=MistakeCode("model/idea"),
            description="Took the one for the other.",
            probability=0.8,
            reproduces=True,
            skill=SkillId("solve"),
            checked="replayed",
        ),
    ),
)
"""What a model claimed and computation replayed."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One event of a log."""

    kind: str
    version: int
    at: int
    key: str | None
    marks: tuple[str, ...]
    payload: msgspec.Raw

    def event(self) -> NewEvent:
        """Give the event as the record holds it."""
        return NewEvent(
            kind=self.kind,
            version=self.version,
            at=self.at,
            payload=bytes(self.payload),
            key=self.key,
            marks=self.marks,
        )


def read_log(path: Path) -> Iterator[NewEvent]:
    """Read a log's events."""
    for line in path.read_bytes().splitlines():
        yield msgspec.json.decode(line, type=Line).event()


def state_path(log: Path) -> Path:
    """Name the file of the state beside a log."""
    return log.with_suffix(".state.json")


def state_of(log: Path) -> LearnerState:
    """Fold a log's learner events."""
    events = (decode(event) for event in read_log(log))
    learner = [event for event in events if not isinstance(event, ClassEvent | ModelEvent | TenantEvent)]
    return fold_all(learner, model=MODEL)


def digest(state: LearnerState) -> bytes:
    """Write a state readably, its floats as far as they are compared."""
    written = msgspec.json.encode(_rounded(msgspec.to_builtins(state)), order="sorted")
    return msgspec.json.format(written, indent=1) + b"\n"


def _rounded(value: object) -> object:
    match value:
        case float():
            return round(value, DIGITS)
        case dict():
            return {key: _rounded(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_rounded(inner) for inner in value]
        case _:
            return value


def write_log(path: Path, events: Iterable[Event]) -> None:
    """Write a log, where there is none yet."""
    encoder = msgspec.json.Encoder()
    with path.open("xb") as file:
        for event in map(encode, events):
            line = Line(
                kind=event.kind,
                version=event.version,
                at=event.at,
                key=event.key,
                marks=event.marks,
                payload=msgspec.Raw(event.payload),
            )
            file.write(encoder.encode(line) + b"\n")


def _story() -> list[Event]:
    """Practise so that every kind of event, verdict, end and help comes up."""
    play = Play()
    play.open("staged", 3)
    play.say(text("x = 1"))
    play.say(text("3x +"))
    play.solve()
    equation, answer = play.exercise.steps[1].step.solution
    play.say(text(equation))
    while len(play.current.open) == 1:
        play.say(STUCK)
    play.say(text("1"), step=play.current.open[1])
    play.say(lines(equation, "x = 1000", answer))
    play.open("halves", 0)
    play.say(text("2/6"))
    play.solve()
    play.open("alone", assignment="homework")
    while play.count == 3 and play.state.open_for("homework") is not None:
        play.say(STUCK)
    play.open("pick", 0)
    play.say(text("a"))
    if play.state.open_for(None) is not None:
        play.say(text("b"))
    play.open("bare", 5)
    _undecided(play)
    _undecided(play)
    opened = play.open("staged", 7)
    play.say(text("x = 1"))
    first = next(event for event in play.events if getattr(event, "hint", None) is not None)
    hint = getattr(first, "hint", None)
    assert hint is not None
    revised = {"at": play.now, "opportunity": opened.opportunity, "n": 1, "revision": 1}
    play.tell(
        HelpSought(
            **revised,
            reason=OutcomeReason.BETTER,
            recipe="0" * 64,
            codes=("leak",),
            routes=("near/small",),
            spent=Spent(calls=2, usage=Usage(prompt=900, completion=80), microdollars=40, milliseconds=1_500),
            trace=msgspec.Raw(b'{"recipe":"0"}'),
        ),
        DiagnosisRevised(**revised, item=opened.item, skills=opened.skills, diagnosis=FOUND),
        HintRevised(**revised, hint=hint),
    )
    play.tell(end_plainly(play.state.opportunities[opened.opportunity], "skipped", at=play.now))
    gone = play.open("halves", 4, assignment="homework")
    play.tell(end_plainly(play.state.opportunities[gone.opportunity], "withdrawn", at=play.now))
    play.open("halves", 0)
    play.say(text("5"))
    _bound(play)
    play.open("alone", assignment="of rules")
    product = play.exercise.steps[0].step.solution[0]
    play.say(lines(product, product.replace("*", "+")))
    goal = Goal(skills=(SkillId("numbers"),), by=play.now + 86_400_000, setter="teacher")
    play.tell(GoalSet(at=play.now, goal=goal))
    play.tell(
        LevelChanged(
            at=play.now,
            opportunity=opened.opportunity,
            n=1,
            skill=SkillId("equations"),
            level="practising",
            stuck=True,
            below=SkillId("numbers"),
            accuracy=0.3,
            lower=0.2,
            bar=0.76,
            tries=20,
            sentence="Practising, without progress for 15 tries.",
            model=MODEL.id,
        )
    )
    of_class = ClassId("7b")
    play.tell(*_work(play))
    play.tell(*_disputed(play))
    return [
        *play.events,
        *_given(play),
        LearnerJoined(at=play.now, class_id=of_class),
        LearnerLeft(at=play.now, class_id=of_class),
        ClassCreated(at=play.now, class_id=of_class),
        *_classroom(play.now, of_class),
        ModelFitted(at=play.now, file="0" * 64, log="1" * 64, rows=900, learners=30, model=FITTED),
    ]


def _classroom(now: int, of_class: ClassId) -> Iterator[Event]:
    """Put a learner of a school's list into a group, allow them something, and let them in by a code."""
    extra, code = GroupId("extra"), CodeId("c1")
    yield RosterListed(at=now, digest="a" * 32)
    yield GroupNamed(at=now, n=1, group=extra, name="Extra time")
    yield GroupJoined(at=now, class_id=of_class, group=extra)
    yield GroupLeft(at=now, class_id=of_class, group=extra)
    yield GroupRemoved(at=now, n=2, group=extra)
    allowed = Accommodations(days=2, percent=50, tries=1, rungs=1, reading="3-5", language="es")
    yield AccommodationsSet(at=now, n=1, accommodations=allowed)
    yield JoinCodeMade(at=now, code=code, digest="b" * 32, key="host", expires=now + 3_600_000, uses=40)
    yield JoinedByCode(at=now, class_id=of_class, code=code, device="c" * 32)
    yield JoinCodeRevoked(at=now, code=code)


def _disputed(play: Play) -> Iterator[LearnerEvent]:
    """Dispute a wrong answer in practice, and one handed in; the teacher decides, and sees to who waited."""
    wrong = next(
        event for event in play.events if isinstance(event, TryRecorded) and event.judged.verdict is Verdict.INCORRECT
    )
    yield VerdictDisputed(at=play.now, opportunity=wrong.opportunity, n=wrong.n)
    yield AnswerDisputed(at=play.now, assignment=HOMEWORK, problem=ProblemId("1"), step=StepId("answer"))
    handed_in = next(event for event in play.events if isinstance(event, WorkHandedIn))
    learned = as_judged(handed_in.learned.evidence[0], right=True)
    yield AnswerRegraded(
        at=play.now,
        assignment=HOMEWORK,
        problem=ProblemId("1"),
        step=StepId("answer"),
        n=1,
        right=True,
        evidence=learned,
    )
    yield DisputeSettled(at=play.now, dispute=f"{wrong.opportunity}~{wrong.n}", right=True, word="You are right.")
    evidence = None if wrong.evidence is None else as_judged(wrong.evidence, right=True)
    yield TryRegraded(at=play.now, opportunity=wrong.opportunity, n=wrong.n, evidence=evidence)
    yield WaitingSettled(at=play.now, opportunity=OpportunityId("o3"), how="seen")


def _bound(play: Play) -> None:
    """Practise as a teacher settled it, once until the help is used up."""
    told = Bounds(rungs=1, start="pointer", model="off", reveal_after=2)
    play.open("staged", 2, assignment="bound", bounds=told)
    play.say(text("x = 1"))
    play.say(text("x = 2"))
    play.open("staged", 4, assignment="bound", bounds=msgspec.structs.replace(told, rungs=4))
    play.say(text("x = 1"))


HOMEWORK = AssignmentId("hw1")


def _work(play: Play) -> Iterator[LearnerEvent]:
    """Hand a homework in, and be excused from one problem and given another chance at the next."""
    halves, staged = play.bank.open(ItemId("halves"), 1), play.bank.open(ItemId("staged"), 1)
    entered = Submission(step=halves.steps[0].step.id, response=text("2/6"))
    yield AnswerSaved(at=play.now, assignment=HOMEWORK, problem=ProblemId("1"), n=1, entered=(entered,))
    offers = catalogue(play.bank)
    work = [
        (hand_in(ProblemId("1"), halves, {entered.step: entered}), halves, offers),
        (hand_in(ProblemId("2"), staged, {}), staged, offers),
    ]
    yield WorkHandedIn(
        at=play.now,
        assignment=HOMEWORK,
        work=tuple(handed_in for handed_in, _, _ in work),
        learned=learned_from(work, at=play.now),
        skills=(SkillId("numbers"),),
    )
    yield DueMoved(at=play.now, assignment=HOMEWORK, due=play.now + 86_400_000, n=1)
    yield WorkAssigned(at=play.now, assignment=HOMEWORK)
    left_out = LeftOut(problem=ProblemId("2"), skills=(SkillId("numbers"),), sentence="Left out for you.")
    yield WorkShortened(at=play.now, assignment=HOMEWORK, left_out=(left_out,))
    yield LineWritten(
        at=play.now, assignment=HOMEWORK, problem=ProblemId("1"), n=1, text="My number is 12.", flags=("contact",)
    )
    yield ProblemExcused(at=play.now, assignment=HOMEWORK, problem=ProblemId("1"), n=1)
    yield ProblemReopened(at=play.now, assignment=HOMEWORK, problem=ProblemId("1"), n=2)


def _given(play: Play) -> Iterator[Event]:
    """Give a class a homework, and say all that a teacher may say of it."""
    problem, step = ProblemId("1"), StepId("answer")
    release = play.bank.release
    assigned = AssignedProblem(id=problem, release=release, item=ItemId("halves"), variant=1)
    given = Assignment(id=HOMEWORK, class_id=ClassId("7b"), title="Monday", language="en", problems=(assigned,))
    yield AssignmentPublished(at=play.now, assignment=given)
    yield DatesChanged(at=play.now, assignment=HOMEWORK, dates=DueDates(due=play.now, groups={"extra": play.now + 9}))
    yield CorrectionsOpened(at=play.now, assignment=HOMEWORK)
    other = msgspec.structs.replace(given, problems=(msgspec.structs.replace(assigned, variant=2),))
    yield ProblemRevised(at=play.now, problem=problem, assignment=other)
    rung = {"at": play.now, "item": assigned.item, "step": step, "cluster": "idea/M-1"}
    yield RungWritten(**rung, text="Halves first.", language="en", name="Ms Okafor")
    yield RungWithdrawn(**rung)
    about = {"at": play.now, "assignment": HOMEWORK, "problem": problem, "step": step, "cluster": SEAL.of("answer/2/6")}
    yield MistakeAnnotated(**about, text="Halves first.", name="Ms Okafor")
    yield VerdictOverridden(**about, right=True)
    yield ThresholdsSet(at=play.now, thresholds={"quickly_wrong": 5, "pasted": 0}, days=60)
    yield AssignmentWithdrawn(at=play.now, assignment=HOMEWORK)
    yield HintWithdrawn(at=play.now, words="rung/halves/answer/0", text="Look at the halves.")
    yield AnswerAccepted(
        at=play.now, release=release, item=ItemId("halves"), variant=1, step=step, answer=SEAL.of("answer/2/6")
    )
    yield HintRestored(at=play.now, words="rung/halves/answer/0")


def _undecided(play: Play) -> None:
    submission = Submission(step=play.current.open[0], response=text("?"))
    asked = target(play.exercise, play.current, submission.step)
    assert asked is not None
    attempt = Attempt(
        target=asked, submission=submission, judged=Judged(verdict=Verdict.UNKNOWN), diagnosis=None, hint=None
    )
    setting = Setting(
        opportunity=play.current,
        exercise=play.exercise,
        difficulty=0.0,
        forms={},
        model=MODEL.id,
        at=play.state.at,
    )
    tried = advance(setting, attempt)
    play.tell(tried)
    if tried.ended is not None:
        play.tell(end_plainly(play.current, tried.ended, at=tried.at))


def main(arguments: list[str]) -> None:
    """Write a new pair, or all states anew."""
    if arguments != ["--states"]:
        (name,) = arguments
        write_log(GOLDEN / f"{name}.jsonl", _story())
    for log in GOLDEN.glob("*.jsonl"):
        state_path(log).write_bytes(digest(state_of(log)))


if __name__ == "__main__":
    main(sys.argv[1:])
