"""
Work: how one learner stands on one assignment, folded from their events.

Opportunities that belong to a problem are found by their ids, which begin with
the assignment's and the problem's: `hw1.3.rework1`, `hw1.3.proof2`, `hw1.3.missing1`. So nothing
has to be kept beside the events, and what happened is told in their order.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final, Literal, TypeAlias, assert_never

import msgspec

from item_bank.answers.verdict import Verdict
from item_bank.ids import SkillId
from practice.correction.directive import Directive
from practice.correction.events import (
    AnswerDisputed,
    AnswerRegraded,
    AnswerSaved,
    DueMoved,
    LearnerHomeworkEvent,
    LineWritten,
    ProblemExcused,
    ProblemReopened,
    WorkAssigned,
    WorkHandedIn,
    WorkShortened,
)
from practice.correction.handed_in import HandedIn
from practice.correction.keys import assignment_prefix
from practice.correction.machine import (
    FINAL,
    Correction,
    Excused,
    Happening,
    HelpUsedUp,
    PrerequisiteDone,
    PrerequisiteInserted,
    ProofLeft,
    ProofTried,
    Reopened,
    Reworked,
    advance_correction,
    missed,
)
from practice.correction.prerequisites import missing, pointed_to
from practice.events import LearnerEvent, OpportunityEnded, OpportunityOpened, TryRecorded
from practice.ids import AssignmentId, OpportunityId, ProblemId
from practice.requests import Submission

__all__ = ["MISSING", "PROOF", "REWORK", "ProblemWork", "Work", "work_of"]

Rules: TypeAlias = Mapping[ProblemId, Directive]
"""The teacher's rules for each problem."""
IsMissed: TypeAlias = Callable[[HandedIn], bool]
"""Whether a problem that was handed in has to be corrected: by its verdict, and the teacher's word over it."""
Kind: TypeAlias = Literal["rework", "proof", "missing"]
"""What an opportunity of a problem is: the problem again, a fresh one, or one of what it builds on."""
REWORK: Final = "rework"
PROOF: Final = "proof"
MISSING: Final = "missing"


class ProblemWork(msgspec.Struct, frozen=True, kw_only=True):
    """
    One problem.

    Attributes
    ----------
    entered
        What was saved last.
    handed_in
        As judged; None before.
    correction
        Where it stands; None where there is nothing to correct.
    open
        The opportunity that is open for it.
    reworks, proofs
        Opportunities of each kind so far.
    pointed
        Skills outside of its own that wrong answers pointed to, as often as they did.
    helped
        Pieces of help while it was put right, since a teacher gave another chance last.
    repaired_at
        When it ended well, in milliseconds since 1970.
    saves, acts
        Answers saved, and acts of the teacher, so far.
    left_out
        What the learner is told where they need not do it.
    line, lines
        The learner's one line to the teacher, and how many were written.
    """

    entered: tuple[Submission, ...] = ()
    handed_in: HandedIn | None = None
    correction: Correction | None = None
    open: OpportunityId | None = None
    reworks: int = 0
    proofs: int = 0
    pointed: tuple[SkillId, ...] = ()
    helped: int = 0
    repaired_at: int | None = None
    saves: int = 0
    acts: int = 0
    left_out: str | None = None
    line: LineWritten | None = None
    lines: int = 0


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """
    All problems by id; `handed_in_at` of the whole; `due` where it is the learner's own.

    `assigned` says that it is theirs where it is for some of the class, `opened` that
    it was settled which problems are left out.
    """

    problems: dict[ProblemId, ProblemWork]
    handed_in_at: int | None = None
    due: int | None = None
    moves: int = 0
    assigned: bool = False
    opened: bool = False


def work_of(assignment: AssignmentId, rules: Rules, events: Iterable[LearnerEvent], is_missed: IsMissed) -> Work:
    """
    Fold a learner's events of one assignment.

    Parameters
    ----------
    assignment, rules
        Which, and the teacher's rules for each of its problems.
    events
        Those whose key begins with the assignment's prefix, in order.
    is_missed
        Says whether a problem that was handed in has to be corrected.
    """
    work = Work(problems={problem: ProblemWork() for problem in rules})
    tries: dict[OpportunityId, list[TryRecorded]] = {}
    skills: dict[OpportunityId, tuple[SkillId, ...]] = {}
    for event in events:
        match event:
            case _ if isinstance(event, LearnerHomeworkEvent):
                work = _noted(work, event, rules, is_missed)
            case OpportunityOpened(opportunity=opportunity):
                tries[opportunity] = []
                skills[opportunity] = event.skills
                work = _opened(work, assignment, event, rules)
            case TryRecorded(opportunity=opportunity) if opportunity in tries:
                tries[opportunity].append(event)
                work = _tried(work, assignment, event, skills[opportunity], rules)
            case OpportunityEnded(opportunity=opportunity) if opportunity in tries:
                work = _ended(work, assignment, event, tries[opportunity], rules)
            case _:
                pass
    return work


def _noted(work: Work, event: LearnerHomeworkEvent, rules: Rules, is_missed: IsMissed) -> Work:  # noqa: C901 - one case an event
    """Add what was recorded of the work itself; of a problem that the assignment has not, nothing is kept."""
    match event:
        case AnswerSaved(problem=problem):
            return _with(work, problem, entered=event.entered, saves=event.n)
        case WorkHandedIn():
            return _handed_in(work, event, is_missed)
        case WorkAssigned():
            return msgspec.structs.replace(work, assigned=True)
        case WorkShortened(left_out=left_out):
            for one in left_out:
                work = _with(work, one.problem, left_out=one.sentence)
            return msgspec.structs.replace(work, opened=True)
        case LineWritten(problem=problem):
            return _with(work, problem, line=event if event.text else None, lines=event.n)
        case DueMoved():
            return msgspec.structs.replace(work, due=event.due, moves=event.n)
        case ProblemExcused(problem=problem):
            return _decided(work, problem, Excused(), rules, acts=event.n)
        case ProblemReopened(problem=problem):
            return _decided(work, problem, Reopened(), rules, acts=event.n)
        case AnswerDisputed() | AnswerRegraded():
            # what is to be corrected follows from the words in the class's stream
            return work
        case _:
            assert_never(event)


def _decided(work: Work, problem: ProblemId, happening: Happening, rules: Rules, *, acts: int) -> Work:
    before = work.problems.get(problem)
    if before is None:
        return work
    correction = before.correction
    after = None if correction is None else advance_correction(correction, happening, rules[problem])
    return _with(work, problem, correction=after, acts=acts, helped=0)


def _with(work: Work, problem: ProblemId, **changed: object) -> Work:
    if problem not in work.problems:
        return work
    after = msgspec.structs.replace(work.problems[problem], **changed)
    return msgspec.structs.replace(work, problems={**work.problems, problem: after})


def _handed_in(work: Work, event: WorkHandedIn, is_missed: IsMissed) -> Work:
    for handed_in in event.work:
        if handed_in.problem in work.problems:
            correction = missed() if is_missed(handed_in) else None
            work = _with(work, handed_in.problem, handed_in=handed_in, correction=correction)
    return msgspec.structs.replace(work, handed_in_at=event.at)


def _place(work: Work, assignment: AssignmentId, opportunity: OpportunityId) -> tuple[ProblemId, Kind] | None:
    """
    Return the problem of an opportunity, and what kind it is; None where it is no problem's.
    """
    problem, _, name = opportunity.removeprefix(assignment_prefix(assignment)).partition(".")
    if ProblemId(problem) not in work.problems:
        return None
    kind: Kind = "proof" if name.startswith(PROOF) else "missing" if name.startswith(MISSING) else "rework"
    return ProblemId(problem), kind


def _opened(work: Work, assignment: AssignmentId, event: OpportunityOpened, rules: Rules) -> Work:
    place = _place(work, assignment, event.opportunity)
    if place is None:
        return work
    problem, kind = place
    before = work.problems[problem]
    correction = before.correction
    if kind == "missing" and correction is not None:
        skill = missing(correction, before.pointed, event.skills)
        if skill is not None:
            correction = advance_correction(correction, PrerequisiteInserted(skill=skill), rules[problem])
    return _with(
        work,
        problem,
        open=event.opportunity,
        proofs=before.proofs + (kind == "proof"),
        reworks=before.reworks + (kind == "rework"),
        correction=correction,
    )


def _tried(work: Work, assignment: AssignmentId, event: TryRecorded, skills: tuple[SkillId, ...], rules: Rules) -> Work:
    """
    Count help and wrong tries while a problem is put right; the right one is told by the opportunity's end.
    """
    place = _place(work, assignment, event.opportunity)
    if place is None or place[1] != "rework":
        return work
    problem = place[0]
    stands = work.problems[problem]
    work = _with(work, problem, helped=stands.helped + event.helps)
    if stands.correction is None or event.judged.verdict is not Verdict.INCORRECT:
        return work
    skill = pointed_to(event.diagnosis, skills)
    happening = Reworked(correct=False, helped=event.helps)
    return _with(
        work,
        problem,
        pointed=stands.pointed if skill is None else (*stands.pointed, skill),
        correction=advance_correction(stands.correction, happening, rules[problem]),
    )


def _ended(
    work: Work,
    assignment: AssignmentId,
    event: OpportunityEnded,
    tries: list[TryRecorded],
    rules: Rules,
) -> Work:
    place = _place(work, assignment, event.opportunity)
    before = None if place is None else work.problems[place[0]].correction
    if place is None:
        return work
    problem, kind = place
    work = _with(work, problem, open=None)
    happening = _what_ended(event, tries, kind)
    if before is None or happening is None:
        return work
    after = advance_correction(before, happening, rules[problem])
    at = event.at if after.status in FINAL and before.status not in FINAL else work.problems[problem].repaired_at
    return _with(work, problem, correction=after, repaired_at=at)


def _what_ended(event: OpportunityEnded, tries: list[TryRecorded], kind: Kind) -> Happening | None:
    """
    Say what an end means; withdrawn, nothing has happened.

    A proof that was tried in vain stays tried, however the learner left it: also by answers that nobody can decide.
    """
    solved = event.how == "solved"
    if kind == "missing":
        return PrerequisiteDone()
    in_vain = any(one.uses_try or one.helps for one in tries)
    if event.how == "withdrawn":
        return None
    left = event.how in {"skipped", "ungraded"}
    if kind == "proof" and left and not in_vain:
        return ProofLeft()
    if kind == "proof":
        return ProofTried(solved=solved, unaided=solved and not in_vain)
    if left:
        return None
    return Reworked(correct=True, helped=any(one.helps for one in tries)) if solved else HelpUsedUp()
