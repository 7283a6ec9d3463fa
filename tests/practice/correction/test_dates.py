"""Due moments are the learner's own, and late work counts by dated steps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.correction.credit import credit_of
from practice.correction.dates import LAST_MOMENT, DatesFault, DueDates, LateStep, due_for, fault_of, share_at
from practice.correction.machine import Correction

HOUR = 3_600_000
DATES = DueDates(
    due=100 * HOUR,
    late=(LateStep(after_ms=0, percent=80), LateStep(after_ms=24 * HOUR, percent=50)),
    closes_after_ms=72 * HOUR,
    groups={"extra": 120 * HOUR, "more": 130 * HOUR},
)


def test_the_learner_s_own_moment_outranks_the_groups_and_those_the_class_s() -> None:
    """Overrides hold from the narrowest on; of several groups the latest holds."""
    assert due_for(DATES, ()) == 100 * HOUR
    assert due_for(DATES, ("extra", "more", "other")) == 130 * HOUR
    assert due_for(DATES, ("extra",), own=110 * HOUR) == 110 * HOUR


@pytest.mark.parametrize(
    ("hours", "share"), [(99, 100), (100, 100), (101, 80), (124, 80), (125, 50), (172, 50), (173, 0)]
)
def test_late_work_counts_by_steps(hours: int, share: int) -> None:
    """In time is whole, then step by step less, and nothing once it is closed."""
    assert share_at(DATES, 100 * HOUR, hours * HOUR) == share


def test_without_steps_late_work_counts_in_full_until_it_is_closed() -> None:
    """A due date alone says when, and takes nothing off; nor does a time of grace before the first step."""
    assert share_at(DueDates(due=5), 5, 6) == 100
    assert share_at(DueDates(), None, 6) == 100
    assert share_at(DueDates(due=5, late=(LateStep(after_ms=9, percent=50),)), 5, 6) == 100
    assert share_at(DueDates(due=5, closes_after_ms=0), 5, 6) == 0


@pytest.mark.parametrize(
    ("dates", "field", "sure"),
    [
        (DueDates(opens=10, due=5), "opens", False),
        (DueDates(opens=10, groups={"a": 10}), "opens", False),
        (DueDates(due=99, late=(LateStep(after_ms=0, percent=50), LateStep(after_ms=9, percent=80))), "late", False),
        (DueDates(due=99, late=(LateStep(after_ms=1, percent=50), LateStep(after_ms=1, percent=50))), "late", False),
        (DueDates(due=40), "due", True),
        (DueDates(due=LAST_MOMENT + 1), "due", False),
        (DueDates(due=-1), "due", False),
        (DueDates(groups={"a": LAST_MOMENT + 1}), "due", False),
        (DueDates(opens=LAST_MOMENT + 1), "opens", False),
    ],
)
def test_dates_that_make_no_sense_are_said_so(dates: DueDates, field: str, sure: bool) -> None:
    """A fault names its field; a due date in the past only wants to be confirmed."""
    fault = fault_of(dates, now=50)
    assert isinstance(fault, DatesFault)
    assert (fault.field, fault.sure) == (field, sure)


@given(st.integers(0, 300), st.integers(0, 300))
def test_nothing_gains_by_being_late(one: int, other: int) -> None:
    """Whoever comes later has no more."""
    early, late = sorted((one, other))
    assert share_at(DATES, 100 * HOUR, early * HOUR) >= share_at(DATES, 100 * HOUR, late * HOUR)


@given(st.booleans(), st.integers(0, 100), st.integers(0, 100), st.integers(0, 100))
def test_a_repair_gives_back_what_was_lost_and_no_more(
    right: bool,
    handed_in: int,
    repaired: int,
    back: int,
) -> None:
    """Final credit lies between the first answer's and all of it."""
    credit = credit_of(
        right=right,
        handed_in_share=handed_in,
        correction=Correction(status="repaired", reworked=True),
        repaired_share=repaired,
        back=back,
    )
    assert credit.original is not None
    assert credit.final is not None
    assert 0 <= credit.original <= credit.final <= 100
    if back == repaired == 100:
        assert credit.final == 100


def test_an_excused_problem_does_not_count() -> None:
    """What the teacher lets go has no credit, which is not none."""
    excused = credit_of(
        right=False, handed_in_share=0, correction=Correction(status="excused"), repaired_share=0, back=50
    )
    assert excused.final is None
