"""What all the kinds promise that are made of several parts, or of statements."""

import pytest

from item_bank.answers.answer import (
    Answer,
    EquationAnswer,
    InequalityAnswer,
    IntervalAnswer,
    ListAnswer,
    MatrixAnswer,
    SetAnswer,
    SolutionsAnswer,
    SystemAnswer,
    TupleAnswer,
)
from item_bank.answers.judge import judge, reading
from item_bank.answers.key import Key, KeyFault, compile_key, fingerprint
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of

KEYS: tuple[Key, ...] = (
    key_of(EquationAnswer(value="y = x^2 + sqrt(2)")),
    key_of(SolutionsAnswer(value="x = 2 or x = 3", unknowns=("x",))),
    key_of(SolutionsAnswer(value="(1, 2)", unknowns=("x", "y"))),
    key_of(InequalityAnswer(value="x > 3")),
    key_of(InequalityAnswer(value="y > 2x")),
    key_of(IntervalAnswer(value="(0, 1] U {3}")),
    key_of(SetAnswer(value="{1, 2}")),
    key_of(ListAnswer(value="1, 2")),
    key_of(TupleAnswer(value="(1, 2)")),
    key_of(MatrixAnswer(value="[[1, 2], [3, 4]]")),
    key_of(SystemAnswer(value="x + y = 3, x - y = 1", unknowns=("x", "y"))),
)
HOSTILE = (
    '__import__("os")',
    "x = 9^9^9^9",
    "{9^9^9^9, 9^9^9^9, 2^(10^9)}",
    "[[9^9^9^9, 1], [2, (9!)!]]",
    "(9^9^9^9, oo)",
    "x = " + "±" * 300 + "1",
    "{" * 300 + "1" + "}" * 300,
    "[" * 50 + "1, 3" + "]" * 50,
    "[[" + "1," * 190 + "1],[" + "1," * 190 + "1]]",
    " or ".join(f"x^{power} + x = {power}" for power in range(2, 60)),
    " and ".join(f"(x > {low} or x < {low - 1})" for low in range(40)),
    " U ".join(f"({low}, {low + 2})" for low in range(90)),
    "{" + ", ".join(f"sqrt({number})" for number in range(100)) + "}",
    ", ".join(f"x + {factor}y = {factor}" for factor in range(60)),
    " or ".join(f"({low}, {low + 1})" for low in range(60)),
    "(x+1)^24 - (x-1)^24 > x^20",
    "x^2305843009213693951 = 5 + 2305843009213693951",
    "sqrt(sqrt(sqrt(sqrt(x+1)+1)+1)+1) < x and |||x|-1|-2| = 1",
    "x in (0, x) or x in {x}",
    "x = x = x = x",
    "oo = x or x < oo",
    "{{}, {{}}, {{}, {{}}}}",
    "(x, y) = (y, x)",
)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: type(key).__name__)
def test_hostile_texts_end_in_a_verdict_that_is_never_correct(key: Key) -> None:
    """
    Whatever is entered: a verdict, a fingerprint or none, and a reading; nothing is raised.
    """
    for text in HOSTILE:
        assert judge(key, Final(text=text)).verdict is not Verdict.CORRECT, text
        assert judge(key, Final(text=text, format="latex")).verdict is not Verdict.CORRECT, text
        hash(fingerprint(key, text))
        reading(key, text)


@pytest.mark.parametrize("key", KEYS, ids=lambda key: type(key).__name__)
def test_a_key_is_right_itself(key: Key) -> None:
    """
    As written.
    """
    assert not isinstance(key, KeyFault)
    assert final(key, key.answer.value).verdict is Verdict.CORRECT


@pytest.mark.parametrize(
    "answer",
    [
        EquationAnswer(value="x=+"),
        SolutionsAnswer(value="x=+"),
        SolutionsAnswer(value="(1,+)", unknowns=("y",)),
        InequalityAnswer(value="x>+"),
        IntervalAnswer(value="(1,+)"),
        SetAnswer(value="{1,+}"),
        ListAnswer(value="1,+"),
        TupleAnswer(value="(1,+)"),
        MatrixAnswer(value="[[1,+]]"),
        SystemAnswer(value="x=+"),
    ],
)
def test_a_key_that_cannot_be_read_is_a_fault(answer: Answer) -> None:
    """
    Of whatever kind; the sentence quotes it.
    """
    fault = compile_key(answer, unknowns=("x",), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert "cannot be read" in fault.sentence
