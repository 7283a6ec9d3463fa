"""What judging points and vectors promises."""

from decimal import Decimal

import pytest

from item_bank.answers.answer import Tolerance, TupleAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import KeyFault, compile_key, fingerprint
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of


@pytest.mark.parametrize(
    "text",
    [
        "(2,3)",
        "2, 3",
        "[2,3]",
        "(4/2, 3)",
        "P = (2, 3)",
        "x = 2, y = 3",
        "y = 3, x = 2",
        "([2, 3])",
        "[[2],[3]]",
        "(2|3)",
        "<2, 3>",
    ],
)
def test_a_point_is_right_coordinate_by_coordinate(text: str) -> None:
    """
    Brackets that say something else are refused, others are a way of writing.
    """
    key = key_of(TupleAnswer(value="(2,3)", unknowns=("x", "y", "P")[:2]))

    verdict = final(key, text).verdict if "P" not in text else final(key_of(TupleAnswer(value="(2,3)")), text).verdict
    assert Verdict.CORRECT == verdict


@pytest.mark.parametrize(
    "text",
    [
        r"\begin{pmatrix}2\\3\end{pmatrix}",
        r"\begin{pmatrix}2&3\end{pmatrix}",
        r"\left(2,3\right)",
        r"\left(2\middle|3\right)",
    ],
)
def test_a_vector_may_be_set_as_a_column_or_a_row(text: str) -> None:
    """
    As a maths field writes it.
    """
    assert Verdict.CORRECT == judge(key_of(TupleAnswer(value="(2,3)")), Final(text=text, format="latex")).verdict


@pytest.mark.parametrize(
    ("text", "reason", "credit"),
    [
        ("(3,2)", "wrong_order", 0),
        ("(2,4)", None, 0.5),
        ("(2,3,4)", "wrong_count", 2 / 3),
    ],
)
def test_each_coordinate_counts(text: str, reason: str | None, credit: float) -> None:
    """
    The credit is the share of right ones.
    """
    judged = final(key_of(TupleAnswer(value="(2,3)")), text)

    assert (Verdict.INCORRECT, reason) == (judged.verdict, judged.reason)
    assert credit == pytest.approx(judged.credit)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{2,3}", "tuple_brackets"),
        ("(2,3]", "not_a_tuple"),
        ("5", "not_a_tuple"),
        ("x = 2", "not_a_tuple"),
        ("x = 2, x = 3", "not_a_tuple"),
        ("x = 2, 3", "not_a_tuple"),
    ],
)
def test_what_is_no_point_is_said_not_marked(text: str, reason: str) -> None:
    """
    Sets, intervals and numbers are no points.
    """
    judged = final(key_of(TupleAnswer(value="(2,3)", unknowns=("x", "y"))), text)

    assert (Verdict.INVALID, reason) == (judged.verdict, judged.reason)


def test_a_coordinate_may_be_as_near_as_the_answer_allows() -> None:
    """
    Without a tolerance one that is rounded is wrong, and said to be rounded.
    """
    near, exact = (
        key_of(TupleAnswer(value="(1/3, sqrt(2))", tolerance=tolerance))
        for tolerance in (Tolerance(absolute=Decimal("0.01")), None)
    )

    assert [Verdict.CORRECT, Verdict.INCORRECT] == [final(near, text).verdict for text in ("(0.33,1.41)", "(0.3,1.41)")]
    assert (Verdict.INCORRECT, "not_exact") == (final(exact, "(0.33,1.41)").verdict, final(exact, "(0.33,1.41)").reason)
    assert final(exact, "(0.33,2)").reason is None


def test_equal_points_have_one_fingerprint() -> None:
    """
    Whatever their brackets.
    """
    key = key_of(TupleAnswer(value="(2,3)"))

    assert fingerprint(key, "(2,3)") == fingerprint(key, "[4/2, 3]") != fingerprint(key, "(3,2)")
    assert fingerprint(key, "{2,3}") is None


@pytest.mark.parametrize(("value", "code"), [("5", "not_a_tuple"), ("(1/0, 2)", "undecidable_key")])
def test_a_point_that_cannot_be_judged_by_is_a_fault(value: str, code: str) -> None:
    """
    The fault has a stable code.
    """
    fault = compile_key(TupleAnswer(value=value), unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code
