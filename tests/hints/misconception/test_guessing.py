"""
What is promised of guesses: only a row of entries to one step shows one, and what explains the last comes first.
"""

import pytest

from hints.misconception.background import Background
from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import DiagnosisKind
from item_bank.answers.answer import Choice, ChoiceAnswer
from item_bank.exercise import Exercise
from tests.hints.builders import exercise, judged, solve, step

OPTIONS = tuple(Choice(id=name, text=f"${name}x$", code="guessed" if name == "b" else None) for name in "abcde")


def kind(of: Exercise, *entries: str) -> DiagnosisKind | None:
    """
    Diagnose the last of several wrong answers to a step.
    """
    only = of.steps[0]
    response, verdict = judged(only, entries[-1])
    found = diagnose(only, response, verdict, of.mistakes, Background(tried=entries[:-1][-2:]))
    return None if found is None else found.kind


def picked() -> Exercise:
    """
    Compile a choice of five, of which the last is right.
    """
    return exercise(step(ChoiceAnswer(value="e", choices=OPTIONS)))


@pytest.mark.parametrize("entries", [("17", "18", "19"), ("40", "30", "20"), ("x = 21", "23", "25")])
def test_numbers_at_equal_steps_are_tried_out(entries: tuple[str, ...]) -> None:
    """
    Upwards or downwards, however they are written.
    """
    assert DiagnosisKind.GUESS == kind(solve(mistakes=()), *entries)


@pytest.mark.parametrize(
    "entries", [("19",), ("18", "19"), ("17", "29", "19"), ("19", "19", "19"), ("1/7", "2/7", "3/7"), ("17", "", "19")]
)
def test_other_numbers_are_not(entries: tuple[str, ...]) -> None:
    """
    One or two show nothing, nor do the same number again, fractions, and numbers in no order.
    """
    assert DiagnosisKind.UNDIAGNOSED == kind(solve(mistakes=()), *entries)


def test_what_explains_a_number_comes_first() -> None:
    """
    The third number at equal steps may still be the one that an expected mistake gives.
    """
    assert DiagnosisKind.MISCONCEPTION == kind(solve(), "4", "5", "6")


def test_the_third_wrong_option_is_what_was_left() -> None:
    """
    Whatever mistake may stand behind it: the two before it are others.
    """
    assert DiagnosisKind.GUESS == kind(picked(), "a", "c", "b")
    assert DiagnosisKind.MISCONCEPTION == kind(picked(), "a", "b")
    assert DiagnosisKind.UNDIAGNOSED == kind(picked(), "a", "c", "a")


def test_a_right_answer_is_no_guess() -> None:
    """
    However it was come by, nothing is diagnosed of it.
    """
    assert kind(solve(mistakes=()), "4", "3", "2") is None
    assert kind(picked(), "a", "b", "e") is None
