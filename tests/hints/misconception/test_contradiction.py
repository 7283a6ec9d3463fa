"""
What is promised of contradictions: a mistake that the answer shows does not win against the lines that led there.
"""

import pytest

from hints.misconception.diagnose import diagnose
from hints.misconception.diagnosis import Diagnosis
from item_bank.answers.answer import NumberAnswer
from item_bank.exercise import compile_step
from item_bank.ids import MistakeCode
from item_bank.mistake import Mistake
from item_bank.variant import ExpectedMistake
from tests.hints.builders import SECRET, judged, step

PARTLY = Mistake(code=MistakeCode("partly"), name="Partly", did="multiplied one term only", misconception="M-AE05")
NAMELESS = Mistake(code=MistakeCode("nameless"), name="Nameless", did="something that no rule is about")
MISTAKES = {one.code: one for one in (PARTLY, NAMELESS)}


def found(code: str, *lines: str) -> Diagnosis:
    """
    Diagnose a working of `3(x + 4) = 30` that ends in 26/3, which one mistake gives.
    """
    written = step(
        NumberAnswer(value="6"),
        mistakes=(ExpectedMistake(value="26/3", code=MistakeCode(code)),),
        solution=("3*(x + 4) = 30", "3*x + 12 = 30", "3*x = 18", "x = 6"),
        unknowns=("x",),
    )
    of = compile_step(written, secret=SECRET, subject="test")
    entered, verdict = judged(of, lines)
    diagnosis = diagnose(of, entered, verdict, MISTAKES)
    assert diagnosis is not None
    return diagnosis


def codes(diagnosis: Diagnosis) -> list[str]:
    """
    Return the codes of the candidates.
    """
    return [one.code for one in diagnosis.candidates]


@pytest.mark.parametrize("code", ["partly", "nameless"])
@pytest.mark.parametrize("lines", [("x = 26/3",), ("3(x + 4) = 30", "3x + 4 = 30", "3x = 26", "x = 26/3")])
def test_a_mistake_wins_where_the_lines_agree_or_there_are_none(code: str, lines: tuple[str, ...]) -> None:
    """
    The answer alone shows the mistake, and so does the line where it was made.
    """
    assert [code] == codes(found(code, *lines))


@pytest.mark.parametrize("code", ["partly", "nameless"])
def test_a_second_wrong_line_speaks_against_it(code: str) -> None:
    """
    Two errors that happen to end in the mistake's answer are not the mistake.
    """
    diagnosis = found(code, "3(x + 4) = 30", "3x + 12 = 30", "3x = 42", "x = 26/3")

    assert code not in codes(diagnosis)
    assert 3 == diagnosis.line


def test_a_right_line_where_the_mistake_is_made_speaks_against_it() -> None:
    """
    Whoever expanded the bracket rightly did not multiply one term only, whatever came out in the end.
    """
    diagnosis = found("partly", "3(x + 4) = 30", "3x + 12 = 30", "3x = 26", "x = 26/3")

    assert "partly" not in codes(diagnosis)
    assert 3 == diagnosis.line


def test_lines_that_show_nothing_of_it_do_not() -> None:
    """
    A mistake that no rule is about may be made at any line, also after a right one.
    """
    assert ["nameless"] == codes(found("nameless", "3(x + 4) = 30", "3x + 12 = 30", "3x = 26", "x = 26/3"))


def test_nor_does_a_working_that_skips_the_line() -> None:
    """
    Where the bracket was expanded and its number moved at once, the mistake may have been made in between.
    """
    assert ["partly"] == codes(found("partly", "3(x + 4) = 30", "3x = 26", "x = 26/3"))
