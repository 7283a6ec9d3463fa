"""What the dispatcher of forms promises."""

from typing import get_args

import pytest

from hints.tutor.messages import has_message
from item_bank.algebra.forms.form import Form, lack
from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.tree import Constant, Junction, Listing, Matrix, Name, Relation
from tests.item_bank.algebra.forms.asked import lack_of, tree_of

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
