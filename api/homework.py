"""
What the API sends about homework: to its learner, and to the teacher.

A learner sees their own work, and verdicts once it was handed in; never anybody
else's. A teacher sees all of it, clusters without names among them: whose an
example is, is asked for one by one.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

import msgspec

from api.shapes import Exercise, Step, Text, exercise_sent, step_sent, text_sent
from hints.misconception.diagnosis import DiagnosisKind
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged
from item_bank.ids import ItemId, SkillId, StepId
from practice.banks import Banks
from practice.catalogue import catalogue
from practice.correction.assignment import AssignedProblem
from practice.correction.clusters import Cluster, clusters
from practice.correction.credit import Credit, credit_of
from practice.correction.dates import DueDates, due_for, share_at
from practice.correction.directive import Directive
from practice.correction.facts import Fact, FactKind, told_fact
from practice.correction.given import Given, is_missed
from practice.correction.handed_in import HandedIn, Outcome
from practice.correction.machine import Phase, Status, phase_of
from practice.correction.prerequisites import comes_first
from practice.correction.work import ProblemWork, Work
from practice.homework import AssignedWork
from practice.ids import AssignmentId, ClassId, LearnerId, OpportunityId, ProblemId
from practice.looking_over import Looked
from practice.requests import Submission
from practice.shown import show_exercise, show_step

__all__ = [
    "AssignmentSent",
    "ClusterSent",
    "LearnerRow",
    "ReviewSent",
    "WorkSent",
    "send_assignment",
    "send_review",
    "send_work",
]

State: TypeAlias = Literal["to_do", "handed_in", "correcting", "done", "closed"]


class StepDone(msgspec.Struct, frozen=True, kw_only=True):
    """One step as handed in: what was entered, and what was said of it."""

    step: StepId
    response: Response
    judged: Judged


class ProblemSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    One problem for its learner.

    `entered` is what was saved, `done` what was handed in; `status` is the
    correction's, `phase` what comes next, `open` its opportunity.
    """

    id: ProblemId
    exercise: Exercise
    steps: tuple[Step, ...]
    entered: tuple[Submission, ...]
    answer_only: bool
    points: int
    outcome: Outcome | None
    missed: bool
    done: tuple[StepDone, ...]
    status: Status | None
    phase: Phase | None
    open: OpportunityId | None
    credit: Credit | None


class FactSent(msgspec.Struct, frozen=True, kw_only=True):
    """A fact about how answers came, told from `threshold` on; teacher and learner are told the same."""

    kind: FactKind
    count: int
    threshold: int
    problem: ProblemId | None
    skill: SkillId | None
    sentence: str


class WorkSent(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment for its learner; `due` is theirs, in milliseconds since 1970."""

    id: AssignmentId
    title: str
    language: str
    due: int | None
    state: State
    corrections_open: bool
    handed_in_at: int | None
    explain: bool
    problems: tuple[ProblemSent, ...]
    facts: tuple[FactSent, ...]


class AssignedProblemSent(msgspec.Struct, frozen=True, kw_only=True):
    """One problem for the teacher: where it comes from, and whether a repair can be proven."""

    id: ProblemId
    item: ItemId
    prompt: Text
    answer: str
    skills: tuple[SkillId, ...]
    provable: bool
    answer_only: bool
    points: int


class AssignmentSent(msgspec.Struct, frozen=True, kw_only=True):
    """An assignment for the teacher."""

    id: AssignmentId
    class_id: ClassId
    title: str
    language: str
    published_at: int
    withdrawn: bool
    corrections_open: bool
    directive: Directive
    dates: DueDates
    problems: tuple[AssignedProblemSent, ...]


class ProblemRow(msgspec.Struct, frozen=True, kw_only=True):
    """How one learner stands on one problem."""

    id: ProblemId
    outcome: Outcome | None
    missed: bool
    status: Status | None
    wrong: int
    kind: DiagnosisKind | None
    credit: Credit | None


class LearnerRow(msgspec.Struct, frozen=True, kw_only=True):
    """How one learner stands; `struggle` puts those first who need somebody most."""

    learner: LearnerId
    name: str | None
    handed_in_at: int | None
    due: int | None
    problems: tuple[ProblemRow, ...]
    struggle: int
    facts: tuple[FactSent, ...]


class ClusterSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    Mistakes that belong together.

    `share` is of those who handed the problem in, 0 to 1; `words` are the
    teacher's about it, `right` their word over its verdict.
    """

    problem: ProblemId
    step: StepId
    key: str
    name: str
    count: int
    share: float
    examples: tuple[str, ...]
    skill: SkillId | None
    learners: tuple[LearnerId, ...]
    words: str | None
    right: bool | None


class ReviewSent(msgspec.Struct, frozen=True, kw_only=True):
    """The class's work: clusters, the commonest first; learners, those who struggle most first."""

    assignment: AssignmentSent
    handed_in: int
    members: int
    repaired: int
    missed: int
    clusters: tuple[ClusterSent, ...]
    learners: tuple[LearnerRow, ...]


def send_work(assigned: AssignedWork, banks: Banks, *, now: int, facts: Sequence[Fact] = ()) -> WorkSent:
    """
    Show an assignment to its learner.
    """
    given, work = assigned.given, assigned.work
    due = due_for(given.dates, (), work.due)
    return WorkSent(
        id=given.assignment.id,
        title=given.assignment.title,
        language=given.assignment.language,
        due=due,
        state=_state(given, work, now),
        corrections_open=given.corrections_open,
        handed_in_at=work.handed_in_at,
        explain=given.assignment.directive.explain == "one_line",
        problems=tuple(_problem(given, work, banks, problem.id, due) for problem in given.assignment.problems),
        facts=_facts(facts, given),
    )


def send_assignment(given: Given, banks: Banks) -> AssignmentSent:
    """
    Show an assignment to the teacher, answers too.
    """
    assignment = given.assignment
    problems = []
    for problem in assignment.problems:
        bank = banks.of(problem.release)
        variant = None if bank is None else bank.open(problem.item, problem.variant, assignment.language).variant
        problems.append(
            AssignedProblemSent(
                id=problem.id,
                item=problem.item,
                prompt=text_sent("" if variant is None else variant.prompt, assignment.language),
                answer="" if variant is None else str(variant.steps[-1].answer.value),
                skills=problem.skills,
                provable=problem.repair is not None,
                answer_only=problem.answer_only,
                points=problem.points,
            )
        )
    return AssignmentSent(
        id=assignment.id,
        class_id=assignment.class_id,
        title=assignment.title,
        language=assignment.language,
        published_at=given.published_at,
        withdrawn=given.withdrawn,
        corrections_open=given.corrections_open,
        directive=assignment.directive,
        dates=given.dates,
        problems=tuple(problems),
    )


def send_review(
    given: Given, looked: Mapping[LearnerId, Looked], names: Mapping[LearnerId, str], banks: Banks
) -> ReviewSent:
    """
    Show a class's work on an assignment to the teacher.
    """
    work = {learner: one.work for learner, one in looked.items()}
    handed_in = {
        learner: [one.handed_in for one in each.problems.values() if one.handed_in is not None]
        for learner, each in work.items()
    }
    answered = {
        problem.id: sum(any(one.problem == problem.id for one in each) for each in handed_in.values())
        for problem in given.assignment.problems
    }
    rows = [_row(given, learner, each, names.get(learner)) for learner, each in looked.items()]
    rows.sort(key=lambda row: (-row.struggle, row.name or row.learner))
    stands = [one.correction for each in work.values() for one in each.problems.values() if one.correction]
    return ReviewSent(
        assignment=send_assignment(given, banks),
        handed_in=sum(each.handed_in_at is not None for each in work.values()),
        members=len(work),
        repaired=sum(one.status in {"repaired", "repaired_with_help"} for one in stands),
        missed=len(stands),
        clusters=tuple(_cluster(given, cluster, answered) for cluster in clusters(handed_in)),
        learners=tuple(rows),
    )


def _problem(given: Given, work: Work, banks: Banks, problem: ProblemId, due: int | None) -> ProblemSent:
    asked, stands = given.assignment.problem(problem), work.problems[problem]
    bank = None if asked is None else banks.of(asked.release)
    if asked is None or bank is None:
        message = f"problem {problem} of a published assignment is not served"
        raise LookupError(message)
    variant = bank.open(asked.item, asked.variant, given.assignment.language).variant
    handed_in = stands.handed_in
    steps = [step_sent(show_step(step, variant.language), variant.language) for step in variant.steps]
    return ProblemSent(
        id=problem,
        exercise=exercise_sent(show_exercise(variant)),
        steps=tuple(steps),
        entered=stands.entered,
        answer_only=asked.answer_only,
        points=asked.points,
        outcome=None if handed_in is None else handed_in.outcome,
        missed=handed_in is not None and is_missed(given, handed_in),
        done=() if handed_in is None else _done(handed_in),
        status=None if stands.correction is None else stands.correction.status,
        phase=_phase(asked, stands, banks),
        open=stands.open,
        credit=_credit(given, work, stands, due),
    )


def _phase(asked: AssignedProblem, stands: ProblemWork, banks: Banks) -> Phase | None:
    """Say what comes next, an item of a missing prerequisite also before it was opened."""
    if stands.correction is None:
        return None
    first = comes_first(stands.correction, stands.pointed, asked.skills, catalogue(banks.active))
    return "prerequisite" if first is not None else phase_of(stands.correction)


def _done(handed_in: HandedIn) -> tuple[StepDone, ...]:
    return tuple(StepDone(step=step.step, response=step.response, judged=step.judged) for step in handed_in.steps)


def _credit(given: Given, work: Work, stands: ProblemWork, due: int | None) -> Credit | None:
    handed_in = stands.handed_in
    if handed_in is None:
        return None
    return credit_of(
        right=not is_missed(given, handed_in),
        handed_in_share=work.share,
        correction=stands.correction,
        repaired_share=0 if stands.repaired_at is None else share_at(given.dates, due, stands.repaired_at),
        directive=given.assignment.directive,
    )


def _state(given: Given, work: Work, now: int) -> State:
    due = due_for(given.dates, (), work.due)
    if work.handed_in_at is None:
        closed = given.withdrawn or (share_at(given.dates, due, now) == 0 and given.dates.closes_after_ms is not None)
        return "closed" if closed else "to_do"
    corrections = [one.correction for one in work.problems.values() if one.correction is not None]
    if all(one.status != "open" for one in corrections):
        return "done"
    return "correcting" if given.corrections_open else "handed_in"


def _row(given: Given, learner: LearnerId, looked: Looked, name: str | None) -> LearnerRow:
    work = looked.work
    due = due_for(given.dates, (), work.due)
    rows = tuple(
        ProblemRow(
            id=problem,
            outcome=None if stands.handed_in is None else stands.handed_in.outcome,
            missed=stands.handed_in is not None and is_missed(given, stands.handed_in),
            status=None if stands.correction is None else stands.correction.status,
            wrong=0 if stands.correction is None else stands.correction.wrong,
            kind=_kind(stands.handed_in),
            credit=_credit(given, work, stands, due),
        )
        for problem, stands in work.problems.items()
    )
    return LearnerRow(
        learner=learner,
        name=name,
        handed_in_at=work.handed_in_at,
        due=due,
        problems=rows,
        struggle=sum(STUCK_WEIGHT * (row.status == "stuck") + row.wrong + (row.status == "open") for row in rows),
        facts=_facts(looked.facts, given),
    )


def _facts(facts: Sequence[Fact], given: Given) -> tuple[FactSent, ...]:
    language = given.assignment.language
    return tuple(
        FactSent(
            kind=fact.kind,
            count=fact.count,
            threshold=fact.threshold,
            problem=fact.problem,
            skill=fact.skill,
            sentence=told_fact(fact, language),
        )
        for fact in facts
    )


STUCK_WEIGHT = 10
"""What being stuck weighs beside one wrong try: whoever needs a person comes first, and silence is no struggle."""


def _kind(handed_in: HandedIn | None) -> DiagnosisKind | None:
    wrong = None if handed_in is None else handed_in.first_wrong
    return None if wrong is None or wrong.diagnosis is None else wrong.diagnosis.kind


def _cluster(given: Given, cluster: Cluster, answered: Mapping[ProblemId, int]) -> ClusterSent:
    place = (cluster.problem, cluster.step, cluster.key)
    words = given.words.get(place)
    return ClusterSent(
        problem=cluster.problem,
        step=cluster.step,
        key=cluster.key,
        name=cluster.name,
        count=cluster.count,
        share=round(cluster.count / max(1, answered.get(cluster.problem, 0)), 3),
        examples=cluster.examples,
        skill=cluster.skill,
        learners=cluster.learners,
        words=None if words is None else words.text,
        right=given.overrides.get(place),
    )
