"""What judging matrices promises."""

import pytest

from item_bank.answers.answer import MatrixAnswer
from item_bank.answers.judge import judge
from item_bank.answers.key import KeyFault, compile_key, fingerprint
from item_bank.answers.response import Final
from item_bank.answers.verdict import Verdict
from tests.item_bank.answers.keys import SECRET, final, key_of


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("[[1,2],[3,4]]", "[[1,2],[3,4]]"),
        ("[[1,2],[3,4]]", "((1,2),(3,4))"),
        ("[[1,2],[3,4]]", "A = [[1,2],[6/2,4]]"),
        ("[[1,2]]", "[1,2]"),
        ("[[1],[2]]", "[1,2]"),
        ("[[1],[2]]", "[[1],[2]]"),
        ("[[5]]", "[5]"),
        ("[[x+1,2],[3,4]]", "[[1+x,2],[3,4]]"),
    ],
)
def test_a_matrix_is_right_entry_by_entry(value: str, text: str) -> None:
    """
    However its rows are bracketed.
    """
    assert Verdict.CORRECT == final(key_of(MatrixAnswer(value=value)), text).verdict


@pytest.mark.parametrize(
    "text",
    [
        r"\begin{pmatrix}1&2\\3&4\end{pmatrix}",
        r"A=\begin{bmatrix}1&2\\3&4\end{bmatrix}",
        r"\left(\begin{matrix}1&2\\3&4\end{matrix}\right)",
    ],
)
def test_a_matrix_may_be_set_as_one(text: str) -> None:
    """
    As a maths field writes it.
    """
    assert (
        Verdict.CORRECT == judge(key_of(MatrixAnswer(value="[[1,2],[3,4]]")), Final(text=text, format="latex")).verdict
    )


@pytest.mark.parametrize(
    ("text", "reason", "credit"),
    [
        ("[[1,2],[3,5]]", None, 0.75),
        ("[[1,3],[2,4]]", "wrong_order", 0.5),
        ("[[1,2,0],[3,4,0]]", "wrong_size", 0),
        ("[[1,2]]", "wrong_size", 0),
        ("[1,2]", "wrong_size", 0),
    ],
)
def test_each_entry_counts(text: str, reason: str | None, credit: float) -> None:
    """
    The credit is the share of right ones; another size earns none.
    """
    judged = final(key_of(MatrixAnswer(value="[[1,2],[3,4]]")), text)

    assert (Verdict.INCORRECT, reason) == (judged.verdict, judged.reason)
    assert credit == pytest.approx(judged.credit)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5", "not_a_matrix"),
        ("2*[[1,2],[3,4]]", "list_inside"),
        ("[[1,2],[3]]", "ragged_matrix"),
        ("[[1,2],3]", "not_a_matrix"),
        ("[1,2)", "not_a_matrix"),
    ],
)
def test_what_is_no_matrix_is_said_not_marked(text: str, reason: str) -> None:
    """
    Numbers and rows of unequal length are no matrices.
    """
    judged = final(key_of(MatrixAnswer(value="[[1,2],[3,4]]")), text)

    assert (Verdict.INVALID, reason) == (judged.verdict, judged.reason)


def test_equal_matrices_have_one_fingerprint() -> None:
    """
    With equal entries and of one size.
    """
    key = key_of(MatrixAnswer(value="[[1,2],[3,4]]"))

    assert fingerprint(key, "[[1,2],[3,4]]") == fingerprint(key, "((2/2,2),(3,4))") is not None
    assert fingerprint(key, "[[1,2,3,4]]") != fingerprint(key, "[[1,2],[3,4]]")
    assert fingerprint(key, "5") is None


@pytest.mark.parametrize(("value", "code"), [("5", "not_a_matrix"), ("[[1/0, 2]]", "undecidable_key")])
def test_a_matrix_that_cannot_be_judged_by_is_a_fault(value: str, code: str) -> None:
    """
    The fault has a stable code.
    """
    fault = compile_key(MatrixAnswer(value=value), unknowns=(), solution=(), secret=SECRET, subject="")

    assert isinstance(fault, KeyFault)
    assert code == fault.code
