"""What `label` promises."""

import pytest

from item_bank.algebra.context import Format
from item_bank.answers.answer import (
    Answer,
    AntiderivativeAnswer,
    ExpressionAnswer,
    IntervalAnswer,
    SolutionsAnswer,
    TupleAnswer,
    UnitsAnswer,
)
from item_bank.answers.judge import judge
from item_bank.answers.label import without_label, without_operation, without_unit
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import key_of

TWO = SolutionsAnswer(value="x = 2", unknowns=("x",))
DOUBLE = ExpressionAnswer(value="2x")


@pytest.mark.parametrize(
    ("answer", "text", "written"),
    [
        (TWO, "L = {2}", "text"),
        (TWO, r"\mathbb{L}=\left\{2\right\}", "latex"),
        (TWO, r"\mathcal{L}=\{2\}", "latex"),
        (SolutionsAnswer(value="no solution", unknowns=("x",)), "S = {}", "text"),
        (SolutionsAnswer(value="no solution", unknowns=("x",)), r"L=\emptyset", "latex"),
        (IntervalAnswer(value="(-oo, 3]"), "D = (-oo, 3]", "text"),
        (IntervalAnswer(value="[0, a)"), "D = [0, a)", "text"),
        (DOUBLE, "y = 2x", "text"),
        (DOUBLE, "f(x) = 2x", "text"),
        (DOUBLE, "f'(x) = 2x", "text"),
        (DOUBLE, "y'' = x + x = 2x", "text"),
        (DOUBLE, "dy/dx = 2x", "text"),
        (DOUBLE, r"f'\left(x\right)=2x", "latex"),
        (DOUBLE, r"f^{\prime}(x)=2x", "latex"),
        (DOUBLE, r"\frac{dy}{dx}=2x", "latex"),
        (AntiderivativeAnswer(value="x^2", variable="x"), "F(x) = x^2 + c", "text"),
        (TupleAnswer(value="(2, 3)"), "P(2, 3)", "text"),
        (TupleAnswer(value="(a, 3)"), "P = (a, 3)", "text"),
        (TupleAnswer(value="(a, 3)"), "v=<a, 3>", "text"),
        (TupleAnswer(value="(2, 3)"), r"\vec{v}=\begin{pmatrix}2\\3\end{pmatrix}", "latex"),
        (UnitsAnswer(value="5 m/s"), "v = 5 m/s", "text"),
        (UnitsAnswer(value="5 kg"), "m = 5 kg", "text"),
    ],
)
def test_an_answer_may_be_named(answer: Answer, text: str, written: Format) -> None:
    """
    The name of a set, function, point or quantity is no part of the answer.
    """
    assert Verdict.CORRECT == judge(key_of(answer), Final(text=text, format=written)).verdict


@pytest.mark.parametrize(
    ("answer", "text", "verdict"),
    [
        (TWO, "L = {3}", Verdict.INCORRECT),
        (TWO, "L = 2", Verdict.INVALID),
        (TWO, "y = 2", Verdict.INVALID),
        (DOUBLE, "x = 2x", Verdict.INVALID),
        (DOUBLE, "y = 3x", Verdict.INCORRECT),
        (DOUBLE, "y => 2x", Verdict.INVALID),
        (TupleAnswer(value="(A(1), 3)", functions=("A",)), "A(1, 3)", Verdict.INVALID),
        (UnitsAnswer(value="5 m/s"), "v = 6 m/s", Verdict.INCORRECT),
    ],
)
def test_what_is_no_name_stays_part_of_the_answer(answer: Answer, text: str, verdict: Verdict) -> None:
    """
    Declared letters say something, and a wrong answer is wrong whatever it is called.
    """
    assert verdict == judge(key_of(answer), Final(text=text)).verdict


def test_places_stay_where_they_are() -> None:
    """
    A label becomes as much white space.
    """
    assert without_label("f(x) = 2y", "function", frozenset("x")) == "       2y"
    assert without_label("x = 2y", "function", frozenset("x")) == "x = 2y"
    assert without_label("y = 2x", "nothing", frozenset()) == "y = 2x"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("3x + 4 = 10 | -4", "3x + 4 = 10 "),
        (r"3x=6 | \div 3", "3x=6 "),
        ("|x| = 2", "|x| = 2"),
        ("x = (1 | -2)", "x = (1 | -2)"),
        ("3 | -4", "3 | -4"),
        ("x = 3 | y", "x = 3 | y"),
    ],
)
def test_what_is_done_next_is_no_part_of_a_line(text: str, line: str) -> None:
    """
    Absolute values and points are.
    """
    assert line == without_operation(text)


@pytest.mark.parametrize(
    ("text", "unit", "left"),
    [
        ("35%", "%", "35"),
        ("35 %", "%", "35 "),
        (r"35\%", "%", "35"),
        (r"12\,\text{cm}", "cm", r"12\,"),
        (" 12cm", "cm", " 12"),
        ("€5", "€", " 5"),
        ("5", "%", "5"),
        ("%", "%", "%"),
        ("cm5", "cm", "cm5"),
    ],
)
def test_a_unit_that_the_question_gives_says_nothing(text: str, unit: str, left: str) -> None:
    """
    It is passed over behind a number, a sign also before it; alone it stays, and places in the text do.
    """
    assert without_unit(text, unit) == left
