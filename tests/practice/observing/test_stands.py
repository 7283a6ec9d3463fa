"""How a learner stands, in figures: every problem counts once, and what need not be done counts as right."""

from item_bank.answers.response import Final
from item_bank.answers.verdict import Judged, Verdict
from item_bank.ids import StepId
from practice.correction.handed_in import HandedIn, Outcome, StepHandedIn
from practice.correction.machine import Correction
from practice.correction.work import ProblemWork, Work
from practice.ids import ProblemId
from practice.observing.stands import stands_of
from tests.practice.correction.test_standing import DATES, given_of

UNKNOWN = StepHandedIn(
    step=StepId("answer"), response=Final(text="9^9^9"), locale="en", judged=Judged(verdict=Verdict.UNKNOWN)
)


def problem(outcome: Outcome | None = None, *, correction: Correction | None = None, out: bool = False) -> ProblemWork:
    """
    Make one problem's work; without an outcome it was not handed in.
    """
    handed_in = (
        None
        if outcome is None
        else HandedIn(problem=ProblemId("1"), outcome=outcome, steps=(UNKNOWN,) if outcome == "unclear" else ())
    )
    return ProblemWork(handed_in=handed_in, correction=correction, left_out="You can do this." if out else None)


def work(*problems: ProblemWork, handed_in_at: int | None = 90) -> Work:
    """
    Make a work of three problems.
    """
    each = zip(("1", "2", "3"), problems, strict=True)
    return Work(problems={ProblemId(name): one for name, one in each}, handed_in_at=handed_in_at)


def test_what_was_left_out_counts_as_right_once_the_work_is_handed_in() -> None:
    """
    Whoever did all that was asked of them has all right; before it is handed in, nothing is.
    """
    missed = problem("wrong", correction=Correction())
    done = stands_of(given_of(DATES), work(problem("right"), missed, problem(out=True)))
    assert (3, 2, 1, 0) == (done.problems, done.right, done.missed, done.unclear)
    begun = stands_of(given_of(DATES), work(problem(), problem(), problem(out=True), handed_in_at=None))
    assert (3, 0, 0) == (begun.problems, begun.right, begun.missed)


def test_every_problem_that_was_handed_in_is_right_missed_or_unclear() -> None:
    """
    What cannot be judged is neither; corrections are counted as they stand.
    """
    stuck = problem("wrong", correction=Correction(status="stuck"))
    found = stands_of(given_of(DATES), work(problem("unclear"), stuck, problem("blank", correction=Correction())))
    assert (0, 2, 1) == (found.right, found.missed, found.unclear)
    assert (1, 1, 0) == (found.stuck, found.open, found.repaired)
