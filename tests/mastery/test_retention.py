"""What `mastery.retention` promises."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mastery.evidence import Evidence
from mastery.proficiency import Proficiency
from mastery.retention import Grade, Review, grade_of, remembered, reviewed

grades: st.SearchStrategy[Grade] = st.sampled_from(["again", "hard", "good"])


def after(*answers: tuple[Grade, float]) -> Review:
    """Review a skill with these grades on these days."""
    review = None
    for grade, day in answers:
        review = reviewed(review, grade, day=day)
    assert review is not None
    return review


def test_each_review_passed_puts_the_next_further_off() -> None:
    """
    Right at each review, the pauses grow; wrong, the next comes soon.
    """
    review = after(("good", 0.0))
    pauses = [review.due]
    for _ in range(3):
        review = reviewed(review, "good", day=review.due)
        pauses.append(review.due - review.day)

    assert sorted(set(pauses)) == pauses
    assert 3 == review.passed
    missed = reviewed(review, "again", day=review.due)
    assert missed.due - missed.day < pauses[-1] / 4
    assert 0 == missed.passed


def test_only_the_first_answer_of_a_sitting_is_a_review() -> None:
    """
    What is answered minutes or hours later says what was understood, and moves no date.
    """
    first = after(("again", 10.0))

    assert first is reviewed(first, "good", day=10.2)
    assert first is not reviewed(first, "good", day=10.9)


def test_an_answer_from_before_the_review_changes_nothing() -> None:
    """
    A clock that went back, or an answer that came late, is no review.
    """
    first = after(("good", 10.0))

    assert first is reviewed(first, "again", day=3.0)
    assert pytest.approx(1.0) == remembered(first, 3.0)


def test_a_review_before_it_is_due_passes_none() -> None:
    """
    Being right the next day shows little; what was due shows that it stayed.
    """
    early = after(("good", 0.0), ("good", 3.0), ("good", 4.0))

    assert 1 == early.passed
    assert 1 == reviewed(early, "hard", day=early.due).passed


def test_half_forgotten_is_what_the_stability_says() -> None:
    """
    After as many days as the stability, nine in ten are remembered, and fewer from then on.
    """
    review = after(("good", 0.0))

    assert pytest.approx(0.9) == remembered(review, review.stability)
    assert remembered(review, 30.0) > remembered(review, 300.0)


def test_help_is_told_from_remembering() -> None:
    """
    Wrong is forgotten, right after help is hard, right alone is good.
    """

    def answer(*, correct: bool, unaided: bool) -> Evidence:
        return Evidence(skills=("a",), difficulty=0.0, correct=correct, weight=1.0, guess=0.0, day=0.0, unaided=unaided)

    assert ["again", "hard", "good"] == [
        grade_of(answer(correct=False, unaided=False)),
        grade_of(answer(correct=True, unaided=False)),
        grade_of(answer(correct=True, unaided=True)),
    ]


@given(answers=st.lists(st.tuples(grades, st.floats(-1e6, 1e6)), min_size=1, max_size=12))
def test_any_days_in_any_order_give_a_plan(answers: list[tuple[Grade, float]]) -> None:
    """
    However clocks jump, the figures stay finite, the next review lies ahead of the last, within a school year.
    """
    review = after(*answers)

    assert 1 <= round(review.due - review.day, 6) <= Proficiency().longest
    assert 0 < review.stability < math.inf
    assert 0 < remembered(review, 1e6) <= 1
    assert review == after(*answers)
