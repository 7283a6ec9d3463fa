"""
What the API sends about homework to its learner.

Their own work, and verdicts once it was handed in; never anybody else's. What the
teacher sees is `reviewing`'s.
"""

from collections.abc import Sequence
from typing import Literal, TypeAlias

import msgspec

from api.sent.exercises import Exercise, Step, exercise_sent, step_sent
from item_bank.answers.response import Response
from item_bank.answers.verdict import Judged
from item_bank.bank import Bank
from item_bank.ids import ReleaseId, SkillId, StepId
from practice.banks import Banks
from practice.choosing.catalogue import catalogue
from practice.correction.assigned import AssignedWork
from practice.correction.assignment import AssignedProblem
from practice.correction.credit import Credit, back_of, credit_of
from practice.correction.dates import LateStep, is_closed, share_at
from practice.correction.facts import Fact, FactKind, told_fact
from practice.correction.given import Given, is_missed, is_undecided
from practice.correction.handed_in import HandedIn, Outcome
from practice.correction.machine import Phase, Status, phase_of
from practice.correction.prerequisites import comes_first
from practice.correction.standing import standing_at
from practice.correction.work import ProblemWork, Work
from practice.ids import AssignmentId, OpportunityId, ProblemId
from practice.requests import Submission
from practice.shown import show_exercise, show_step

__all__ = ["FactSent", "WorkSent", "credit_sent", "facts_sent", "send_work"]

State: TypeAlias = Literal["to_do", "handed_in", "correcting", "done", "closed", "withdrawn", "left"]
"""`left` for a learner who was taken out of the class: what they did is there to be looked at."""


class StepDone(msgspec.Struct, frozen=True, kw_only=True):
    """One step as handed in: what was entered, and what was said of it."""

    step: StepId
    response: Response
    judged: Judged


class ProblemSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    One problem for its learner.

    `release` has its pictures. `entered` is what was saved, `done` what was handed in; which lines are wrong is told
    once the correction is open, and not where the teacher's word has made them right. `undecided` waits
    for the teacher's word. `status` is the
    correction's, `phase` what comes next, `open` its opportunity. `left_out` says why
    it need not be done, `line` is what was written to the teacher about it.
    """

    id: ProblemId
    release: ReleaseId
    exercise: Exercise
    steps: tuple[Step, ...]
    entered: tuple[Submission, ...]
    answer_only: bool
    points: int
    outcome: Outcome | None
    missed: bool
    undecided: bool
    done: tuple[StepDone, ...]
    status: Status | None
    phase: Phase | None
    open: OpportunityId | None
    credit: Credit | None
    left_out: str | None
    line: str | None


class FactSent(msgspec.Struct, frozen=True, kw_only=True):
    """A fact about how answers came, told from `threshold` on; teacher and learner are told the same."""

    kind: FactKind
    count: int
    threshold: int
    problem: ProblemId | None
    skill: SkillId | None
    sentence: str


class WorkSent(msgspec.Struct, frozen=True, kw_only=True):
    """
    An assignment for its learner; `due` is theirs, in milliseconds since 1970; `late` says what work counts past it.

    `title_language` is what the teacher wrote it in, `language` what it is shown in; `own_language`
    is the one that their teacher set for them, None where none was.
    """

    id: AssignmentId
    title: str
    title_language: str
    language: str
    own_language: str | None
    due: int | None
    late: tuple[LateStep, ...]
    state: State
    corrections_open: bool
    handed_in_at: int | None
    unopened: bool
    explain: bool
    problems: tuple[ProblemSent, ...]
    unserved: tuple[ProblemId, ...]
    facts: tuple[FactSent, ...]


def send_work(
    assigned: AssignedWork, banks: Banks, *, now: int, facts: Sequence[Fact] = (), language: str | None = None
) -> WorkSent:
    """
    Show an assignment to its learner; facts are told in `language`, or else in what the work is shown in.
    """
    given, terms = assigned.given, assigned.terms
    work = standing_at(given, assigned.work, terms.due, now)
    assigned = msgspec.structs.replace(assigned, work=work)
    served = [(problem, banks.of(problem.release)) for problem in given.assignment.problems]
    return WorkSent(
        id=given.assignment.id,
        title=given.assignment.title,
        title_language=given.assignment.language,
        language=terms.language,
        own_language=terms.allowed.language,
        due=terms.due,
        late=given.dates.late,
        state=_state(assigned, now),
        corrections_open=given.corrections_open,
        handed_in_at=work.handed_in_at,
        unopened=given.assignment.directive.shorten is not None and not work.opened,
        explain=given.assignment.directive.explain == "one_line",
        problems=tuple(_problem(assigned, banks, problem, bank) for problem, bank in served if bank is not None),
        unserved=tuple(problem.id for problem, bank in served if bank is None),
        facts=facts_sent(facts, language or terms.language),
    )


def _problem(assigned: AssignedWork, banks: Banks, asked: AssignedProblem, bank: Bank) -> ProblemSent:
    given, work = assigned.given, assigned.work
    stands = work.problems[asked.id]
    variant = bank.open(asked.item, asked.variant, assigned.terms.language).variant
    handed_in = stands.handed_in
    steps = [step_sent(show_step(step, variant.language), variant.language) for step in variant.steps]
    return ProblemSent(
        id=asked.id,
        release=asked.release,
        exercise=exercise_sent(show_exercise(variant)),
        steps=tuple(steps),
        entered=stands.entered,
        answer_only=asked.answer_only,
        points=asked.points,
        outcome=None if handed_in is None else handed_in.outcome,
        missed=handed_in is not None and is_missed(given, handed_in),
        undecided=handed_in is not None and is_undecided(given, handed_in),
        done=() if handed_in is None else _done(given, handed_in),
        status=None if stands.correction is None else stands.correction.status,
        phase=_phase(asked, stands, banks),
        open=stands.open,
        left_out=stands.left_out,
        line=None if stands.line is None else stands.line.text,
        credit=credit_sent(given, work, stands, assigned.terms.due),
    )


def _phase(asked: AssignedProblem, stands: ProblemWork, banks: Banks) -> Phase | None:
    """Say what comes next, an item of a missing prerequisite also before it was opened."""
    if stands.correction is None:
        return None
    first = comes_first(stands.correction, stands.pointed, asked.skills, catalogue(banks.active))
    return "prerequisite" if first is not None else phase_of(stands.correction)


def _done(given: Given, handed_in: HandedIn) -> tuple[StepDone, ...]:
    """
    Say what was handed in; which line went wrong, and where an answer does, is the correction's to say.
    """
    tells = given.corrections_open and (is_missed(given, handed_in) or not handed_in.missed)
    return tuple(
        StepDone(step=step.step, response=step.response, judged=step.judged if tells else _bare(step.judged))
        for step in handed_in.steps
    )


def _bare(judged: Judged) -> Judged:
    return msgspec.structs.replace(judged, lines=(), first_wrong=None, counterexample=None)


def credit_sent(given: Given, work: Work, stands: ProblemWork, due: int | None) -> Credit | None:
    """
    Say what a problem is worth; None before it was handed in. What waits for the teacher's word counts neither way.

    First answers and repairs count by when they came and when the work is due by now, however often that was moved.
    """
    handed_in = stands.handed_in
    if stands.left_out is not None and work.handed_in_at is not None:
        return Credit(original=100, final=100)
    if handed_in is None:
        return None
    if is_undecided(given, handed_in):
        return Credit(original=None, final=None)
    back = given.assignment.directive.credit_back
    return credit_of(
        right=not is_missed(given, handed_in),
        handed_in_share=0 if work.handed_in_at is None else share_at(given.dates, due, work.handed_in_at),
        correction=stands.correction,
        repaired_share=0 if stands.repaired_at is None else share_at(given.dates, due, stands.repaired_at),
        back=back_of(unread=handed_in.unread, correction=stands.correction, credit_back=back),
    )


def _state(assigned: AssignedWork, now: int) -> State:
    given, work = assigned.given, assigned.work
    if assigned.left is not None:
        return "left"
    corrections = [one.correction for one in work.problems.values() if one.correction is not None]
    if work.handed_in_at is not None and all(one.status not in {"open", "expired"} for one in corrections):
        return "done"
    if given.withdrawn:
        return "withdrawn"
    if is_closed(given.dates, assigned.terms.due, now):
        return "closed"
    if work.handed_in_at is None:
        return "to_do"
    return "correcting" if given.corrections_open else "handed_in"


def facts_sent(facts: Sequence[Fact], language: str) -> tuple[FactSent, ...]:
    """
    Say facts in a language (BCP 47).
    """
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
