"""The ledger says all that a grade rests on beside the answers, by time, and nothing else."""

import msgspec

from item_bank.answers.response import Final
from item_bank.answers.verdict import Judged, Verdict
from item_bank.ids import StepId
from practice.correction.dates import LateStep
from practice.correction.events import (
    AnswerRegraded,
    AnswerSaved,
    DatesChanged,
    DueMoved,
    HandedInWork,
    ProblemExcused,
    ProblemReopened,
    VerdictOverridden,
    WorkHandedIn,
)
from practice.correction.handed_in import HandedIn, StepHandedIn
from practice.correction.ledger import Entry, ledger_of
from practice.correction.seals import OPEN
from practice.events import LearnerEvent
from practice.ids import AssignmentId, LearnerId, ProblemId
from tests.practice.correction.test_standing import DATES, given_of

HW, ONE, STEP = AssignmentId("hw"), ProblemId("1"), StepId("s")
ADA, BEN = LearnerId("ada"), LearnerId("ben")


def handed_in(at: int) -> WorkHandedIn:
    """
    Hand in nothing at a moment.
    """
    return WorkHandedIn(at=at, assignment=HW, work=(), learned=HandedInWork())


def entries(*events: LearnerEvent, due: int | None = None) -> tuple[Entry, ...]:
    """
    Write the ledger of one learner, to whom the class's word moved nothing.
    """
    return ledger_of(given_of(DATES), {ADA: events}, {ADA: due})


def test_work_that_came_late_is_told_whatever_it_is_worth_and_work_in_time_is_not() -> None:
    """
    Late in full, and late for less by the date that holds now; of work in time by then there is nothing to say.
    """
    late = Entry(at=101, kind="late", learner=ADA, value=100)
    assert (late,) == entries(handed_in(101), due=100)
    less = msgspec.structs.replace(DATES, late=(LateStep(after_ms=0, percent=60),))
    for due, told in ((100, (msgspec.structs.replace(late, value=60),)), (200, ())):
        assert told == ledger_of(given_of(less), {ADA: (handed_in(101),)}, {ADA: due})
    assert () == entries(handed_in(100), due=100)
    assert () == entries(handed_in(101))


def test_what_a_teacher_did_for_one_learner_stands_with_its_moment_and_problem() -> None:
    """
    A date that was moved or given back, a problem let go and opened again; entries and regrades are no lines.
    """
    found = entries(
        AnswerSaved(at=1, assignment=HW, problem=ONE, n=1, entered=()),
        DueMoved(at=2, assignment=HW, due=500, n=1),
        ProblemExcused(at=3, assignment=HW, problem=ONE, n=1),
        ProblemReopened(at=4, assignment=HW, problem=ONE, n=2),
        AnswerRegraded(at=5, assignment=HW, problem=ONE, step=STEP, n=1, right=True, evidence=None),
        DueMoved(at=6, assignment=HW, due=None, n=2),
    )
    assert (
        Entry(at=2, kind="due_moved", learner=ADA, value=500),
        Entry(at=3, kind="excused", learner=ADA, problem=ONE),
        Entry(at=4, kind="reopened", learner=ADA, problem=ONE),
        Entry(at=6, kind="due_moved", learner=ADA),
    ) == found


def test_what_held_for_the_class_stands_among_what_was_done_for_one_by_time() -> None:
    """
    Dates and words over verdicts name nobody, and what was said of an answer is read out of the work of who gave it.
    """
    answered = StepHandedIn(
        step=STEP, response=Final(text="6/8"), locale="en", judged=Judged(verdict=Verdict.CORRECT, read="6/8")
    )
    work = (HandedIn(problem=ONE, outcome="right", steps=(answered,)),)
    over = VerdictOverridden(at=4, assignment=HW, problem=ONE, step=STEP, cluster=OPEN.of("answer/6/8"), right=False)
    nobody_s = msgspec.structs.replace(over, at=5, cluster=OPEN.of("answer/7/8"))
    changed = DatesChanged(at=2, assignment=HW, dates=msgspec.structs.replace(DATES, due=90, groups={"slow": 95}))
    given = msgspec.structs.replace(given_of(DATES), log=(changed, over, nobody_s))
    moved = DueMoved(at=3, assignment=HW, due=None, n=1)

    assert (
        Entry(at=1, kind="excused", learner=BEN, problem=ONE),
        Entry(at=2, kind="dates_changed", value=90),
        Entry(at=2, kind="group_due_moved", group="slow", value=95),
        Entry(at=3, kind="due_moved", learner=ADA),
        Entry(at=4, kind="overridden", problem=ONE, answer="6/8", value=0),
        Entry(at=5, kind="overridden", problem=ONE, value=0),
    ) == ledger_of(
        given,
        {
            ADA: (moved, msgspec.structs.replace(handed_in(9), work=work)),
            BEN: (ProblemExcused(at=1, assignment=HW, problem=ONE, n=1),),
        },
        {ADA: None, BEN: None},
    )
