"""What holds for one learner is brought together once: dates, groups, and what they are allowed."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.classroom.accommodations import NONE, Accommodations
from practice.classroom.roll import Place
from practice.correction.dates import DueDates
from practice.correction.directive import Directive
from practice.correction.terms import is_asked, terms_of
from practice.ids import GroupId
from tests.practice.correction.test_standing import given_of

DAY = 86_400_000
EARLY, LATE = GroupId("early"), GroupId("late")
DATES = DueDates(opens=2 * DAY, due=10 * DAY, groups={EARLY: 6 * DAY, LATE: 12 * DAY})


@pytest.mark.parametrize(
    ("groups", "allowed", "own", "due"),
    [
        ((), NONE, None, 10),
        ((EARLY,), NONE, None, 6),
        ((EARLY, LATE), NONE, None, 12),
        ((), Accommodations(days=3), None, 13),
        ((EARLY,), Accommodations(days=3), None, 9),
        ((), Accommodations(percent=50), None, 14),
        ((), Accommodations(days=3, percent=50), None, 14),
        ((LATE,), Accommodations(days=3, percent=50), 7, 7),
    ],
)
def test_the_narrowest_date_holds_and_more_time_is_added_to_all_but_a_learner_s_own(
    groups: tuple[GroupId, ...], allowed: Accommodations, own: int | None, due: int
) -> None:
    """
    Of days and percent the longer counts, from when it can be worked at; whoever set a date for one learner knew them.
    """
    terms = terms_of(given_of(DATES), groups=groups, allowed=allowed, own=None if own is None else own * DAY)
    assert (due * DAY, groups) == (terms.due, terms.groups)


@given(st.integers(0, 60), st.integers(0, 300))
def test_where_nothing_is_due_more_time_changes_nothing(days: int, percent: int) -> None:
    """
    Never stays never.
    """
    assert terms_of(given_of(DueDates()), allowed=Accommodations(days=days, percent=percent)).due is None


def test_a_learner_s_language_tries_and_help_hold_in_the_rules_of_each_problem() -> None:
    """
    More help is added, their words replace the assignment's; without a fresh one putting a problem right is the goal.
    """
    given = given_of(DATES, Directive(rungs=2, reading="6-8"))
    problem = given.assignment.problems[0]
    plain = terms_of(given)
    assert ("en", 2, "6-8") == (plain.language, plain.rules(given, problem).rungs, plain.rules(given, problem).reading)
    assert "correct" == plain.rules(given, problem).goal

    theirs = terms_of(given, allowed=Accommodations(rungs=1, language="de", reading="3-5"))
    rules = theirs.rules(given, problem)
    assert ("de", "de", 3, "3-5") == (theirs.language, rules.language, rules.rungs, rules.reading)


ALLOWED = {"days": 1, "percent": 20, "tries": 2, "rungs": 1, "reading": "3-5", "language": "de"}
"""Something of each accommodation."""


def test_nothing_is_allowed_that_changes_nothing() -> None:
    """
    Each accommodation by itself moves the due moment, the language, the tries or the rules.
    """
    given = given_of(DATES)
    problem = given.assignment.problems[0]

    def held(allowed: Accommodations) -> tuple[object, ...]:
        terms = terms_of(given, allowed=allowed)
        return terms.due, terms.language, terms.tries, terms.rules(given, problem)

    assert set(Accommodations.__struct_fields__) == set(ALLOWED)
    for name, value in ALLOWED.items():
        assert held(NONE) != held(msgspec.convert({name: value}, Accommodations)), name


def test_who_came_later_is_asked_for_what_was_not_over_by_then() -> None:
    """
    Neither what was due, nor what was taken back; who was there when it was given is asked always.
    """
    given = msgspec.structs.replace(given_of(DATES), published_at=5)
    there, later = Place(joined=5), Place(joined=100)
    withdrawn = msgspec.structs.replace(given, withdrawn=True)

    assert is_asked(given, there, 50)
    assert is_asked(withdrawn, there, 50)
    assert is_asked(given, later, 101)
    assert is_asked(given, later, None)
    assert not is_asked(given, later, 100)
    assert not is_asked(withdrawn, later, None)
