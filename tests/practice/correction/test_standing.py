"""What is open when nothing more is taken has expired, for as long as that is so, and nothing else changes."""

from hypothesis import given
from hypothesis import strategies as st

from item_bank.ids import ItemId, ReleaseId
from practice.correction.assignment import AssignedProblem, Assignment
from practice.correction.dates import DueDates
from practice.correction.directive import Directive
from practice.correction.given import Given
from practice.correction.machine import Correction, Happening
from practice.correction.standing import standing_at
from practice.correction.work import ProblemWork, Work
from practice.ids import AssignmentId, ClassId, ProblemId
from tests.practice.correction.test_machine import HAPPENINGS, TO_PROVE, after

NAMES = ("1", "2", "3")
DATES = DueDates(due=100, closes_after_ms=50)


def given_of(dates: DueDates, directive: Directive = TO_PROVE) -> Given:
    """
    Give three problems.
    """
    problems = tuple(AssignedProblem(id=ProblemId(name), release=ReleaseId("r"), item=ItemId("i")) for name in NAMES)
    assignment = Assignment(
        id=AssignmentId("hw"),
        class_id=ClassId("7b"),
        title="Monday",
        language="en",
        problems=problems,
        directive=directive,
        dates=dates,
    )
    return Given(assignment=assignment, published_at=0, dates=dates)


def work_with(*corrections: Correction | None) -> Work:
    """
    Make a work whose problems stand so.
    """
    each = zip(NAMES, corrections, strict=True)
    return Work(problems={ProblemId(name): ProblemWork(correction=correction) for name, correction in each})


def statuses(work: Work) -> list[str | None]:
    """
    Return how the corrections stand.
    """
    return [None if one.correction is None else one.correction.status for one in work.problems.values()]


@given(st.tuples(*[st.none() | st.lists(HAPPENINGS, max_size=20)] * 3), st.integers(0, 300))
def test_what_is_open_expires_and_every_other_end_stays(
    histories: tuple[list[Happening] | None, ...], now: int
) -> None:
    """
    Whatever happened before: past the closing nothing is open, ends are as they were, and before it nothing changes.
    """
    before = work_with(*(None if each is None else after(*each) for each in histories))
    at = standing_at(given_of(DATES), before, DATES.due, now)
    if now <= 150:
        assert at == before
    else:
        assert ["expired" if status == "open" else status for status in statuses(before)] == statuses(at)


def test_more_time_opens_again_what_had_expired_and_without_an_end_nothing_does() -> None:
    """
    It is the clock's word and not recorded: another due moment, or none, and the correction goes on where it was.
    """
    begun = work_with(after(), None, after())
    assert ["expired", None, "expired"] == statuses(standing_at(given_of(DATES), begun, 100, 151))
    assert begun == standing_at(given_of(DATES), begun, 120, 151)
    assert begun == standing_at(given_of(DATES), begun, None, 10_000)
    assert begun == standing_at(given_of(DueDates(due=100)), begun, 100, 10_000)
