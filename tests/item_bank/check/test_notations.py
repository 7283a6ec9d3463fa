"""
What the check of notations promises: a right key is right however it is written, or the sentence says how not.
"""

from item_bank.answers.answer import (
    AntiderivativeAnswer,
    ExpressionAnswer,
    InequalityAnswer,
    IntervalAnswer,
    ListAnswer,
    MathsAnswer,
    MatrixAnswer,
    NumberAnswer,
    Round,
    SetAnswer,
    SolutionsAnswer,
    SystemAnswer,
    TextAnswer,
    TupleAnswer,
    UnitsAnswer,
)
from item_bank.answers.key import Key, KeyFault, compile_key
from item_bank.check.notations import refused_notation

KEYS = (
    NumberAnswer(value="1 1/2", form="mixed"),
    NumberAnswer(value="3.50", round=Round(places=2, strict=True)),
    NumberAnswer(value="1.5*10^3", form="scientific"),
    NumberAnswer(value="2.5", unit="%"),
    ExpressionAnswer(value="sin(x)^2 / (x + 1.5)"),
    InequalityAnswer(value="x < -2.5"),
    SolutionsAnswer(value="x = 2.5 or x = -3"),
    IntervalAnswer(value="[2.5, oo)"),
    ListAnswer(value="0.3, 1, 2.5"),
    SetAnswer(value="{0.3, 1}"),
    TupleAnswer(value="(0.3, 1)"),
    MatrixAnswer(value="[[0.3, 1], [2, 3]]"),
    SystemAnswer(value="x + y = 1.5 and x - y = 2", unknowns=("y",)),
    UnitsAnswer(value="2.5 km/h"),
    AntiderivativeAnswer(value="x^2 + 1.5x", variable="x"),
)


def compiled(answer: MathsAnswer | TextAnswer) -> Key:
    """
    Make a key ready that is none of the faulty ones.
    """
    key = compile_key(answer, unknowns=("x",), solution=(), secret=b"secret", subject="notations")
    assert not isinstance(key, KeyFault)
    return key


def test_keys_of_all_kinds_are_right_in_every_notation() -> None:
    """
    LaTeX, no spaces, a decimal comma and `x = ...` are taken for what they are; words have no notations.
    """
    refused = {answer.value: refused_notation(compiled(answer), answer, ("x",)) for answer in KEYS}

    assert dict.fromkeys(refused) == refused
    words = TextAnswer(value="prime")
    assert refused_notation(compiled(words), words, ("x",)) is None


def test_the_notation_that_is_refused_is_named() -> None:
    """
    An author reads which notation it was, and what the grader made of it.
    """
    bare = NumberAnswer(value="12000", form="scientific")
    five = NumberAnswer(value="5")

    assert refused_notation(compiled(bare), bare, ()) == (
        "Written in LaTeX, 12000, the grader finds the answer wrong_form (not_scientific)"
    )
    assert refused_notation(compiled(five), five, ("x + 1",)) == (
        "Written with its unknown, x + 1 = 5, the grader finds the answer incorrect"
    )
    assert refused_notation(compiled(five), five, ("x + 1", "y")) is None
