"""What `proof` promises: only keys that work are carried over."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.answers.answer import (
    Answer,
    Choice,
    ChoiceAnswer,
    EquationAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    IntervalAnswer,
    ListAnswer,
    MatrixAnswer,
    NumberAnswer,
    SetAnswer,
    SolutionsAnswer,
    SystemAnswer,
    TextAnswer,
    TupleAnswer,
    UnitsAnswer,
)
from item_bank.importers.oatutor.proof import prove

OPTIONS = (Choice(id="a", text="3"), Choice(id="b", text="4"))


@pytest.mark.parametrize(
    "answer",
    [
        NumberAnswer(value="22"),
        NumberAnswer(value="0"),
        NumberAnswer(value="-3/4", form="lowest_terms"),
        NumberAnswer(value="2.50"),
        NumberAnswer(value="4^28"),
        ExpressionAnswer(value="xp + 3p"),
        ExpressionAnswer(value="(2x - 3)/((x - 3)(x - 5))"),
        ExpressionAnswer(value="x"),
        EquationAnswer(value="y = 2.5x", unknowns=("y", "x")),
        EquationAnswer(value="2x + 3 = 7", unknowns=("x",)),
        EquationAnswer(value="x^2 = 1", unknowns=("x",)),
        InequalityAnswer(value="x >= 3", unknowns=("x",)),
        InequalityAnswer(value="x < 1 or x > 3", unknowns=("x",)),
        IntervalAnswer(value="(-oo, 3]"),
        IntervalAnswer(value="(-oo, 1) \N{UNION} [2, 5]"),
        SolutionsAnswer(value="x = 2 or x = 8", unknowns=("x",)),
        SetAnswer(value="(0, 1), (2, 3)"),
        ListAnswer(value="2, 2, 3"),
        TupleAnswer(value="(2, -1/2)"),
        MatrixAnswer(value="[[1, 2], [3, 4]]"),
        SystemAnswer(value="x + y = 3, x - y = 1", unknowns=("x", "y")),
        UnitsAnswer(value="$1.79"),
        NumberAnswer(value="3.70*10^4", form="scientific"),
        NumberAnswer(value="-3 - 3i", domain="complex", form="simplified"),
        ExpressionAnswer(value="-8y - 2", form="simplified"),
        ChoiceAnswer(value="b", choices=OPTIONS),
        TextAnswer(value="No Solution"),
    ],
)
def test_keys_that_work_are_usable(answer: Answer) -> None:
    """
    The right answer in other words is right, a near miss is wrong, for each kind.
    """
    assert prove(answer, answer.value, ()) is None


@pytest.mark.parametrize(
    ("answer", "authored", "reason"),
    [
        (NumberAnswer(value="x"), "x", "undecidable"),
        (NumberAnswer(value="1/0"), "1/0", "undecidable"),
        (NumberAnswer(value="4"), "5", "key_not_right"),
        (NumberAnswer(value="6/8", form="lowest_terms"), "6/8", "key_not_right"),
        (EquationAnswer(value="x = x", unknowns=("x",)), "x=x", "undecidable"),
        (ChoiceAnswer(value="c", choices=OPTIONS), "c", "undecidable"),
    ],
)
def test_keys_that_do_not_work_are_found(answer: Answer, authored: str, reason: str) -> None:
    """
    A key that cannot be compiled, or is not right against itself, has a reason.
    """
    assert reason == prove(answer, authored, ())


@given(value=st.fractions(max_denominator=50).filter(lambda value: abs(value) < 1_000))
def test_every_number_is_usable(value: object) -> None:
    """
    No exact number is refused because of how its near misses fall.
    """
    assert prove(NumberAnswer(value=str(value)), str(value), ()) is None
