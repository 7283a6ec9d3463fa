"""What one learner did on an assignment is folded from their events: entered, handed in, put right, proven."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.misconception.diagnosis import Candidate, Diagnosis, DiagnosisKind
from item_bank.answers.response import Final
from item_bank.answers.verdict import Judged, Verdict
from item_bank.ids import ItemId, MistakeCode, ReleaseId, SkillId, StepId
from practice.correction.directive import STANDARD, Directive
from practice.correction.events import (
    AnswerDisputed,
    AnswerRegraded,
    AnswerSaved,
    DueMoved,
    HandedInWork,
    LeftOut,
    LineWritten,
    ProblemExcused,
    ProblemReopened,
    WorkAssigned,
    WorkHandedIn,
    WorkShortened,
)
from practice.correction.handed_in import HandedIn
from practice.correction.machine import FINAL, LEFT, PROOFS, phase_of
from practice.correction.work import ProblemWork, Work, work_of
from practice.events import How, LearnerCreated, LearnerEvent, OpportunityEnded, OpportunityOpened, Reason, TryRecorded
from practice.ids import AssignmentId, LearnerId, OpportunityId, ProblemId
from practice.requests import Submission
from practice.shown import ExerciseShown, StepShown

HW, ONE, TWO, OTHER = AssignmentId("hw"), ProblemId("1"), ProblemId("2"), ProblemId("9")
STEP, SKILL, BELOW = StepId("s"), SkillId("sums"), SkillId("halves")
RULES = {ONE: STANDARD, TWO: STANDARD}


def folded(*events: LearnerEvent, rules: dict[ProblemId, Directive] | None = None) -> Work:
    """
    Fold a learner's events by the engine's verdicts alone.
    """
    return work_of(HW, rules or RULES, events, lambda handed_in: handed_in.missed)


def one_of(*events: LearnerEvent, rules: dict[ProblemId, Directive] | None = None) -> ProblemWork:
    """
    Miss the first problem, have the second right, and return the first after what follows.
    """
    return folded(handed_in(), *events, rules=rules).problems[ONE]


def handed_in(at: int = 10) -> WorkHandedIn:
    """
    Hand the first problem in wrong, the second right.
    """
    work = (HandedIn(problem=ONE, outcome="wrong"), HandedIn(problem=TWO, outcome="right"))
    return WorkHandedIn(at=at, assignment=HW, work=work, learned=HandedInWork())


def opened(name: str, skills: tuple[SkillId, ...] = (SKILL,)) -> OpportunityOpened:
    """
    Put an exercise before the learner, by the name that says what it is for.
    """
    step = StepShown(id=STEP, prompt="", kind="number")
    return OpportunityOpened(
        at=20,
        opportunity=OpportunityId(f"hw.{name}"),
        assignment=HW,
        release=ReleaseId("r"),
        item=ItemId("i"),
        variant=0,
        skills=skills,
        steps=(),
        shown=ExerciseShown(title="", prompt="", language="en", license="", attribution=""),
        first=step,
        reason=Reason(code="correction", sentence=""),
        policy="",
        propensity=1.0,
        seed=0,
        model="",
    )


def tried(name: str, verdict: Verdict, *, helps: bool = False, points: SkillId | None = None) -> TryRecorded:
    """
    Answer; where it points to a skill, one explanation leads.
    """
    leading = Candidate(code=MistakeCode("rule/x"), description="", probability=0.9, reproduces=True, skill=points)
    return TryRecorded(
        at=21,
        opportunity=OpportunityId(f"hw.{name}"),
        n=1,
        step=STEP,
        response=Final(text="?"),
        locale="en",
        judged=Judged(verdict=verdict),
        diagnosis=None if points is None else Diagnosis(kind=DiagnosisKind.MISCONCEPTION, candidates=(leading,)),
        hint=None,
        evidence=None,
        uses_try=verdict is Verdict.INCORRECT,
        tries_left=3,
        helps=helps,
        dry=False,
        status="open",
        next=None,
        scaffold=None,
        open=(STEP,),
        ended=None,
        model="",
    )


def ended(name: str, how: How, at: int = 30) -> OpportunityEnded:
    """
    End an exercise.
    """
    return OpportunityEnded(at=at, opportunity=OpportunityId(f"hw.{name}"), how=how, sentence="")


def saved(problem: ProblemId, n: int, text: str) -> AnswerSaved:
    """
    Save an answer.
    """
    entered = (Submission(step=STEP, response=Final(text=text)),)
    return AnswerSaved(at=n, assignment=HW, problem=problem, n=n, entered=entered)


RIGHT = (opened("1.rework1"), tried("1.rework1", Verdict.CORRECT), ended("1.rework1", "solved"))
"""The missed problem is put right at the first go."""


def test_before_anything_was_done_there_is_nothing_to_correct() -> None:
    """
    Every problem of the assignment is there, and only those.
    """
    assert Work(problems={ONE: ProblemWork(), TWO: ProblemWork()}) == folded()
    assert folded() == folded(LearnerCreated(at=1, learner=LearnerId("ada")), saved(OTHER, 1, "x"))


def test_what_was_saved_last_holds_and_saves_are_counted() -> None:
    """
    For each problem by itself.
    """
    work = folded(saved(ONE, 1, "3"), saved(TWO, 1, "7"), saved(ONE, 2, "4"))
    assert [("4", 2), ("7", 1)] == [
        (one.entered[0].response.text, one.saves)
        for one in work.problems.values()
        if isinstance(one.entered[0].response, Final)
    ]
    assert work.handed_in_at is None


def test_what_is_missed_when_it_is_handed_in_is_to_be_corrected_by_whoever_says_so() -> None:
    """
    By the verdict, or a teacher's word over it; the moment stands with the whole.
    """
    work = folded(handed_in(at=15))
    assert work.handed_in_at == 15
    assert ["open", None] == [one.correction and one.correction.status for one in work.problems.values()]
    other = work_of(HW, RULES, (handed_in(),), lambda one: one.problem == TWO)
    assert [None, "open"] == [one.correction and one.correction.status for one in other.problems.values()]


def test_a_repair_is_proven_on_a_fresh_one_and_has_its_moment() -> None:
    """
    Put right, the problem waits for its proof; solved alone, it is repaired, when that ended.
    """
    reworked = one_of(*RIGHT)
    assert reworked.correction is not None
    assert ("proof", 1, 0, None) == (
        phase_of(reworked.correction),
        reworked.reworks,
        reworked.proofs,
        reworked.repaired_at,
    )
    proof = (opened("1.proof1"), tried("1.proof1", Verdict.CORRECT))
    assert OpportunityId("hw.1.proof1") == one_of(*RIGHT, *proof).open
    proven = one_of(*RIGHT, *proof, ended("1.proof1", "solved", at=44))
    assert proven.correction is not None
    assert ("repaired", 44, None, 1) == (proven.correction.status, proven.repaired_at, proven.open, proven.proofs)
    later = (ended("1.proof1", "solved", at=44), opened("1.proof2"), ended("1.proof2", "solved", at=99))
    assert 44 == one_of(*RIGHT, *proof, *later).repaired_at


def test_help_in_a_proof_makes_it_one_in_vain_though_no_answer_was_wrong() -> None:
    """
    Asking for a piece of it uses up no try, and copying it proves nothing.
    """
    asked = (opened("1.proof1"), tried("1.proof1", Verdict.ASKED, helps=True), tried("1.proof1", Verdict.CORRECT))
    stands = one_of(*RIGHT, *asked, ended("1.proof1", "solved"))
    assert stands.correction is not None
    assert ("open", 1) == (stands.correction.status, stands.correction.failed_proofs)


def test_where_putting_it_right_is_the_goal_that_is_the_end() -> None:
    """
    The rules are the problem's own.
    """
    rules = {ONE: Directive(goal="correct"), TWO: STANDARD}
    done = one_of(*RIGHT, rules=rules)
    assert done.correction is not None
    assert ("repaired", 30) == (done.correction.status, done.repaired_at)


def test_help_and_wrong_answers_are_counted_while_it_is_put_right_and_not_in_a_proof() -> None:
    """
    What a proof took is the proof's; help on the way is said in the end.
    """
    name = "1.rework1"
    on_the_way = (
        opened(name),
        tried(name, Verdict.INCORRECT, helps=True),
        tried(name, Verdict.ASKED, helps=True),
        tried(name, Verdict.INVALID),
    )
    stands = one_of(*on_the_way)
    assert stands.correction is not None
    assert (2, 1, True) == (stands.helped, stands.correction.wrong, stands.correction.helped)
    proof = (opened("1.proof1"), tried("1.proof1", Verdict.INCORRECT, helps=True))
    after = one_of(*on_the_way, ended(name, "solved"), *proof)
    assert after.correction is not None
    assert (2, 1, 0) == (after.helped, after.correction.wrong, after.correction.failed_proofs)


@pytest.mark.parametrize(
    ("how", "tries", "failed"),
    [
        ("skipped", (), 0),
        ("skipped", (Verdict.INCORRECT,), 1),
        ("withdrawn", (Verdict.INCORRECT,), 0),
        ("ungraded", (Verdict.UNKNOWN,), 0),
        ("ungraded", (Verdict.INCORRECT, Verdict.UNKNOWN), 1),
        ("out_of_tries", (Verdict.INCORRECT,), 1),
        ("solved", (Verdict.INCORRECT, Verdict.CORRECT), 1),
    ],
)
def test_a_proof_that_was_tried_in_vain_stays_tried_however_it_is_left(
    how: How, tries: tuple[Verdict, ...], failed: int
) -> None:
    """
    Leaving it before anything was tried costs nothing, nor does what the service ended; three in vain need a person.
    """
    proof = (opened("1.proof1"), *(tried("1.proof1", verdict) for verdict in tries), ended("1.proof1", how))
    stands = one_of(*RIGHT, *proof)
    assert stands.correction is not None
    assert (failed, "open", None) == (stands.correction.failed_proofs, stands.correction.status, stands.open)
    often = one_of(*RIGHT, *(event for _ in range(PROOFS) for event in proof))
    assert often.correction is not None
    assert ("stuck" if failed else "open") == often.correction.status


@pytest.mark.parametrize(("how", "tries"), [("skipped", ()), ("ungraded", (Verdict.UNKNOWN, Verdict.UNKNOWN))])
def test_nobody_leaves_proofs_until_there_comes_one_that_suits(how: How, tries: tuple[Verdict, ...]) -> None:
    """
    Some may be left, to go on with another problem first; each further one counts as failed.
    """
    proof = (opened("1.proof1"), *(tried("1.proof1", verdict) for verdict in tries), ended("1.proof1", how))
    for often, failed, status in ((LEFT, 0, "open"), (LEFT + 1, 1, "open"), (LEFT + PROOFS, PROOFS, "stuck")):
        stands = one_of(*RIGHT, *(event for _ in range(often) for event in proof)).correction
        assert stands is not None
        assert (failed, status) == (stands.failed_proofs, stands.status)


def test_used_up_help_is_stuck_and_a_skipped_rework_is_where_it_was() -> None:
    """
    Only the end says that there is no more help.
    """
    begun = (opened("1.rework1"), tried("1.rework1", Verdict.INCORRECT))
    for how, status in (("out_of_help", "stuck"), ("skipped", "open"), ("withdrawn", "open")):
        stands = one_of(*begun, ended("1.rework1", how))  # type: ignore[arg-type]  # a loop forgets the literals
        assert stands.correction is not None
        assert (status, 1) == (stands.correction.status, stands.correction.wrong)


def test_a_teacher_lets_go_and_gives_another_chance_with_all_its_help() -> None:
    """
    Acts are counted, wrong answers stay counted, and help begins anew; of a problem that is right nothing is opened.
    """
    stuck = (
        opened("1.rework1"),
        tried("1.rework1", Verdict.INCORRECT, helps=True),
        ended("1.rework1", "out_of_help"),
    )
    excused = ProblemExcused(at=40, assignment=HW, problem=ONE, n=1)
    again = ProblemReopened(at=41, assignment=HW, problem=ONE, n=2)
    let_go, begun = one_of(*stuck, excused), one_of(*stuck, excused, again)
    assert let_go.correction is not None
    assert begun.correction is not None
    assert ("excused", 1) == (let_go.correction.status, let_go.acts)
    assert ("open", 1, 2, 0) == (begun.correction.status, begun.correction.wrong, begun.acts, begun.helped)
    other = folded(handed_in(), msgspec.structs.replace(again, problem=TWO, n=1)).problems[TWO]
    assert (None, 1) == (other.correction, other.acts)


def test_what_comes_in_between_holds_the_problem_up_until_it_ends() -> None:
    """
    Two answers that point below open an item of that; however it ends, the problem is next again.
    """
    name = "1.rework1"
    pointing = (opened(name), *(tried(name, Verdict.INCORRECT, points=BELOW) for _ in range(2)), ended(name, "skipped"))
    assert (BELOW, BELOW) == one_of(*pointing).pointed
    between = (*pointing, opened("1.missing1", skills=(BELOW,)))
    waiting = one_of(*between).correction
    assert waiting is not None
    assert ("prerequisite", (BELOW,), BELOW) == (phase_of(waiting), waiting.inserted, waiting.pending)
    for how in ("solved", "out_of_help", "skipped"):
        back = one_of(*between, ended("1.missing1", how)).correction  # type: ignore[arg-type]  # as above
        assert back is not None
        assert ("rework", (BELOW,)) == (phase_of(back), back.inserted)


def test_what_was_settled_for_one_learner_is_kept_and_may_be_taken_back() -> None:
    """
    Theirs, opened, without what they can do; a due moment and a line, and neither of them after all.
    """
    out = (LeftOut(problem=TWO, skills=(SKILL,), sentence="You can do this."),)
    work = folded(
        WorkAssigned(at=1, assignment=HW),
        WorkShortened(at=2, assignment=HW, left_out=(*out, msgspec.structs.replace(out[0], problem=OTHER))),
        DueMoved(at=3, assignment=HW, due=99, n=1),
        LineWritten(at=4, assignment=HW, problem=ONE, n=1, text="I added the bottoms."),
    )
    assert (True, True, 99, 1) == (work.assigned, work.opened, work.due, work.moves)
    assert [None, "You can do this."] == [one.left_out for one in work.problems.values()]
    line = work.problems[ONE].line
    assert line is not None
    assert ("I added the bottoms.", 1) == (line.text, work.problems[ONE].lines)
    back = folded(
        DueMoved(at=3, assignment=HW, due=99, n=1),
        DueMoved(at=5, assignment=HW, due=None, n=2),
        LineWritten(at=4, assignment=HW, problem=ONE, n=1, text="I added the bottoms."),
        LineWritten(at=6, assignment=HW, problem=ONE, n=2, text=""),
    )
    assert (None, 2, None, 2) == (back.due, back.moves, back.problems[ONE].line, back.problems[ONE].lines)


EVENTS = st.sampled_from(
    [
        *RIGHT,
        handed_in(),
        saved(ONE, 1, "3"),
        saved(OTHER, 1, "3"),
        tried("1.rework1", Verdict.INCORRECT, helps=True, points=BELOW),
        ended("1.rework1", "out_of_help"),
        ended("1.rework1", "skipped"),
        opened("1.missing1", skills=(BELOW,)),
        ended("1.missing1", "solved"),
        opened("1.proof1"),
        tried("1.proof1", Verdict.INCORRECT),
        ended("1.proof1", "solved", at=50),
        ended("2.proof1", "solved"),
        opened("9.rework1"),
        ended("9.rework1", "solved"),
        ProblemExcused(at=40, assignment=HW, problem=ONE, n=1),
        ProblemReopened(at=41, assignment=HW, problem=ONE, n=2),
        ProblemExcused(at=40, assignment=HW, problem=OTHER, n=1),
        AnswerDisputed(at=42, assignment=HW, problem=ONE, step=STEP),
        AnswerRegraded(at=43, assignment=HW, problem=ONE, step=STEP, n=1, right=True, evidence=None),
    ]
)


@given(st.lists(EVENTS, max_size=30))
def test_whatever_order_events_come_in_a_repair_has_its_moment_and_nothing_of_others_is_kept(
    events: list[LearnerEvent],
) -> None:
    """
    What ended well says when, what did not says nothing; the second problem, which is right, is never touched.
    """
    work = folded(handed_in(), *(event for event in events if not isinstance(event, WorkHandedIn)))
    one, two = work.problems[ONE], work.problems[TWO]
    assert {ONE, TWO} == set(work.problems)
    assert two == folded(handed_in()).problems[TWO]
    assert one.correction is not None
    assert (one.correction.status in FINAL) == (one.repaired_at is not None)
    assert one.proofs == sum(isinstance(each, OpportunityOpened) and "1.proof" in each.opportunity for each in events)
