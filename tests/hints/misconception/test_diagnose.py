"""What stage 1 promises."""

import sys
from types import FrameType

import pytest

from hints.misconception.background import Background
from hints.misconception.diagnose import PICKED, REPRODUCED, diagnose
from hints.misconception.diagnosis import Diagnosis, DiagnosisKind
from item_bank.algebra.reading import read
from item_bank.answers.answer import SolutionsAnswer
from item_bank.answers.judge import judge
from item_bank.answers.response import Final, Response, Stuck
from item_bank.exercise import Exercise
from item_bank.ids import MistakeCode
from item_bank.variant import ExpectedMistake
from tests.hints.builders import choice, exercise, judged, solve, step


def found(exercise: Exercise, response: Response | str | tuple[str, ...]) -> Diagnosis | None:
    """Judge and diagnose a response to the first step."""
    step = exercise.steps[0]
    entered, verdict = judged(step, response)
    return diagnose(step, entered, verdict, exercise.mistakes)


def codes(diagnosis: Diagnosis | None) -> list[str]:
    """Return the codes of the candidates, in order."""
    return [] if diagnosis is None else [candidate.code for candidate in diagnosis.candidates]


@pytest.mark.parametrize("response", ["2", "", "idk", "2+", "3x = 6", "4x", Stuck()])
def test_nothing_is_diagnosed_where_nothing_is_wrong(response: Response | str) -> None:
    """
    Right, blank, unreadable and unfinished responses have no diagnosis.
    """
    assert found(solve(), response) is None


@pytest.mark.parametrize("response", ["16/3", "x = 16/3", "5 1/3", "3x = 16", ("3x + 5 = 11", "3x = 16", "x = 16/3")])
def test_an_expected_wrong_answer_names_its_mistake(response: str | tuple[str, ...]) -> None:
    """
    However it is written, it is found by its value, with what the bank says about it.
    """
    diagnosis = found(solve(), response)

    assert diagnosis is not None
    assert DiagnosisKind.MISCONCEPTION == diagnosis.kind
    (candidate,) = diagnosis.candidates
    assert ("added-instead", REPRODUCED, True) == (candidate.code, candidate.probability, candidate.reproduces)
    assert ("Added the constant to both sides.", "EQ07") == (candidate.description, candidate.misconception)


def test_the_first_wrong_line_is_diagnosed_where_the_end_is_not_expected() -> None:
    """
    The line is named, and its own value looked up.
    """
    diagnosis = found(solve(), ("3x + 5 = 11", "3x = 16", "x = 17"))

    assert diagnosis is not None
    assert (["added-instead"], 2) == (codes(diagnosis), diagnosis.line)


def test_a_wrong_line_beside_a_right_answer_is_diagnosed() -> None:
    """
    Errors that cancel are no secret.
    """
    diagnosis = found(solve(), ("3x + 5 = 11", "3x = 16", "x = 2"))

    assert (["added-instead"], 2) == (codes(diagnosis), diagnosis.line if diagnosis else None)


def test_mistakes_that_give_one_answer_are_all_kept() -> None:
    """
    They share the probability, in the author's order, each code once.
    """
    same = tuple(
        ExpectedMistake(value=value, code=MistakeCode(code))
        for value, code in (("6", "forgot-division"), ("12/2", "guessed"), ("6", "guessed"), ("7", "added-instead"))
    )
    diagnosis = found(solve(mistakes=same), "6")

    assert diagnosis is not None
    assert ["forgot-division", "guessed"] == codes(diagnosis)
    assert [REPRODUCED / 2] * 2 == [candidate.probability for candidate in diagnosis.candidates]


def test_a_mistake_that_the_bank_does_not_name_is_still_found() -> None:
    """
    Its code is kept, without words.
    """
    unnamed = (ExpectedMistake(value="6", code=MistakeCode("nameless")),)
    diagnosis = found(solve(mistakes=unnamed), "6")

    assert diagnosis is not None
    assert [("nameless", "", None)] == [(one.code, one.description, one.misconception) for one in diagnosis.candidates]


def test_what_nothing_explains_is_undiagnosed() -> None:
    """
    No candidate is made up; the wrong line is kept.
    """
    assert Diagnosis(kind=DiagnosisKind.UNDIAGNOSED) == found(solve(), "17")
    assert Diagnosis(kind=DiagnosisKind.UNDIAGNOSED, line=1) == found(solve(), ("3x + 5 = 12", "x = 17"))


def test_some_of_the_solutions_are_some_of_the_solutions() -> None:
    """
    Taking x^2 for 2x happens to come to one of them: that is no reason to ask what an exponent counts.
    """
    lines = ("x^2 - 5x + 6 = 0", "x = 2 or x = 3")
    answer = SolutionsAnswer(value="x = 2 or x = 3", unknowns=("x",))
    quadratic = exercise(step(answer, solution=lines, unknowns=("x",)))

    assert ["entries/left-out"] == codes(found(quadratic, "x = 2"))


def test_the_opposite_number_is_a_slip() -> None:
    """
    Only where no expected mistake explains it.
    """
    diagnosis = found(solve(), "-2")
    assert diagnosis is not None
    assert (DiagnosisKind.SLIP, ["slip/sign"]) == (diagnosis.kind, codes(diagnosis))

    expected = (ExpectedMistake(value="-2", code=MistakeCode("guessed")),)
    assert ["guessed"] == codes(found(solve(mistakes=expected), "-2"))


@pytest.mark.parametrize(
    ("response", "expected"), [("a", ["forgot-division"]), ("(A)", ["forgot-division"]), ("c", [])]
)
def test_an_option_shows_its_own_mistake(response: str, expected: list[str]) -> None:
    """
    Less surely than a number that was worked out, because one may guess.
    """
    diagnosis = found(choice(), response)

    assert diagnosis is not None
    assert expected == codes(diagnosis)
    assert all(candidate.probability == PICKED for candidate in diagnosis.candidates)


def test_options_picked_on_the_last_line_are_diagnosed() -> None:
    """
    Lines of working on a choice count by their last.
    """
    assert ["forgot-division"] == codes(found(choice(), ("c", "a", "")))


def test_a_number_is_looked_up_as_the_learner_meant_it() -> None:
    """
    The point that groups digits in one language is no decimal point in another.
    """
    of = solve(mistakes=(ExpectedMistake(value="1.234", code=MistakeCode("guessed")),))
    entered = Final(text="1.234")
    verdict = judge(of.steps[0].key, entered, locale="de")

    diagnosis = diagnose(of.steps[0], entered, verdict, of.mistakes)

    assert "1234" == verdict.read
    assert [] == codes(diagnosis)


def test_a_wrong_line_is_explained_by_the_rule_that_gives_it_of_the_line_before() -> None:
    """
    With its rule, what was rewritten, the idea and the skill behind it, and words in the exercise's language.
    """
    of = solve(mistakes=())
    entered, verdict = judged(of.steps[0], ("3x = 11 - 5", "3x = 6", "x = 3"))
    diagnosis = diagnose(of.steps[0], entered, verdict, of.mistakes, Background(language="de"))

    assert diagnosis is not None
    assert ("rule/subtracts-coefficient", 3) == (codes(diagnosis)[0], diagnosis.line)
    found = diagnosis.candidates[0]
    assert ("M-EQ02", "one-step-equations", "3x = 6") == (found.misconception, found.skill, found.step)
    assert isinstance(found.hint, str)
    assert "rückgängig" in found.hint


def test_a_line_that_no_rule_gives_stays_unexplained() -> None:
    """
    Nothing is made up about it.
    """
    diagnosis = found(solve(mistakes=()), ("3x = 11 - 5", "3x = 47", "x = 47/3"))

    assert diagnosis == Diagnosis(kind=DiagnosisKind.UNDIAGNOSED, line=2)


def test_an_answer_is_read_once() -> None:
    """
    Reading a long answer is the most that stage 1 does: once serves the table of mistakes and slips.
    """
    of = solve()
    entered, verdict = judged(of.steps[0], "x = 17")
    seen: list[str] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is read.__code__:
            seen.append(frame.f_locals["text"])

    sys.setprofile(note)
    try:
        diagnose(of.steps[0], entered, verdict, of.mistakes)
    finally:
        sys.setprofile(None)

    assert ["x = 17"] == seen
