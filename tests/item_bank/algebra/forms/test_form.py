"""What the dispatcher of forms promises."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.tutor.messages import has_message
from item_bank.algebra.forms.form import Form, lack
from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.limits import MAX_TOKENS
from item_bank.algebra.tree import (
    Constant,
    Degrees,
    Factorial,
    Junction,
    Listing,
    Matrix,
    Name,
    Number,
    Percent,
    PlusMinus,
    Relation,
    Tree,
)
from tests.item_bank.algebra.forms.asked import lack_of, tree_of
from tests.strategies import relations, trees

Y = Name("y")


def test_every_lack_has_words() -> None:
    """
    No learner is left with a code alone.
    """
    assert [code for code in get_args(Lack) if not has_message(f"form_{code}")] == []


@pytest.mark.parametrize("text", ["1/2+1/2", "2(x+3)", "--0.5%", "x=3"])
def test_any_form_lacks_nothing(text: str) -> None:
    """
    Where no form is asked, all are right.
    """
    assert lack_of("any", text) is None


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        ("expanded", "2x+2", "2(x+1)"),
        ("factored", "2(x+1)", "2x+2"),
        ("simplified", "2x", "x+x"),
        ("single_fraction", "2/x", "1/x+1/x"),
        ("lowest_terms", "1/2", "2/4"),
        ("rationalised", "sqrt(2)/2", "1/sqrt(2)"),
        ("partial_fractions", "1/x+1/(x+1)", "(2x+1)/(x(x+1))"),
        ("completed_square", "(x+1)^2", "x^2+2x+1"),
        ("decimal", "0.5", "1/2"),
        ("mixed", "1 1/2", "3/2"),
        ("scientific", "5*10^-1", "0.5"),
        ("percent", "50%", "0.5"),
        ("exact", "1/2", "0.5"),
    ],
)
def test_each_expression_of_an_answer_is_looked_at(form: Form, good: str, bad: str) -> None:
    """
    One expression out of form is enough, wherever it stands: in an equation, a list, a point, a matrix, a junction.
    """
    right, wrong = tree_of(good), tree_of(bad)
    for part, expected in ((right, True), (wrong, False)):
        for whole in (
            part,
            Relation((Y, part), ("=",)),
            Listing((right, part), "(", ")"),
            Listing((part, Constant("oo")), "[", ")"),
            Matrix(((right, right), (right, part))),
            Junction("or", (Relation((Y, right), ("=",)), Relation((Y, part), ("=",)))),
        ):
            assert (lack(form, whole, whole) is None) == expected


@given(tree=st.one_of(trees(), relations()), key=trees(max_leaves=4))
def test_no_tree_breaks_a_form(tree: Tree, key: Tree) -> None:
    """
    Whatever was written, each form has a known code or none, and the same one at every regrade.
    """
    for form in get_args(Form):
        found = lack(form, tree, key)
        assert found is None or found in get_args(Lack)
        assert lack(form, tree, key) == found


@pytest.mark.parametrize("mark", [Factorial, Degrees, Percent, PlusMinus])
def test_signs_in_a_row_break_no_form(mark: type[Factorial | Degrees | Percent | PlusMinus]) -> None:
    """
    As many as a text can hold, over a name and over a number.
    """
    bases: tuple[Tree, ...] = (Name("x"), Number("3"))
    for tree in bases:
        for _ in range(MAX_TOKENS - 1):
            tree = mark(tree)  # noqa: PLW2901 - grown in place
        for form in get_args(Form):
            assert lack(form, tree, tree) in (*get_args(Lack), None)


@pytest.mark.parametrize(
    "text",
    [
        "9^9^9", "(x-a)^6000", "(x+1)^24*(x+2)^24", "(" * 58 + "x" + ")" * 58, "+".join(["x"] * 199),
        "*".join(["x"] * 199),
        "/".join(["x"] * 199), "-" * 58 + "x", "2^" * 50 + "x", "f(" * 58 + "x+x" + ")" * 58,
        "1/(1+" * 50 + "x" + ")" * 50,
        "+".join([f"sqrt({k})" for k in range(2, 60)]), "sqrt(" * 30 + "x" + ")" * 30, "sqrt(" + "9" * 60 + ")",
        "0/0", "x/0", "0^0", "(x-x)(x+1)", "x^(1/0)", "(1/3)^9999x", "x=1=2=3=" * 10 + "x", "root(x, 0)", "root(8, -3)",
    ],
)  # fmt: skip
def test_hostile_answers_have_an_outcome_in_every_form(text: str) -> None:
    """
    Long, deep, large and undefined ones: a code or none, and no error.
    """
    for form in get_args(Form):
        assert lack_of(form, text) in (*get_args(Lack), None)
