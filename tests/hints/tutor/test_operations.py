"""What the question about the first operation goes by."""

import pytest

from hints.tutor.operations import first_operation, operations
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.unreadable import Unreadable


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("6/8", "simplify_fraction"),
        ("-6/8", "simplify_fraction"),
        ("8/2", None),
        ("-8/2", "signed_product"),
        ("8/(-2)", "signed_product"),
        ("5*(-8)", "signed_product"),
        ("-5*8", "signed_product"),
        ("5*8", None),
        ("1/2+1/4", "unlike_denominators"),
        ("1 1/2 - 1/2", "like_denominators"),
        ("2 + 1/3", None),
        ("(1/2)*(3/4)", "multiply_fractions"),
        ("(1/2)/(3/4)", "divide_fractions"),
        ("5-8", "signed_sum"),
        ("8-5", None),
        ("2.5-8", None),
        ("5+8", None),
        ("5+(-8)", "signed_sum"),
        ("+5-(-8)", "signed_sum"),
        ("3+4*2", "order_of_operations"),
        ("2*(3+4)", "order_of_operations"),
        ("(2+3)/5", "order_of_operations"),
        ("3^2", None),
        ("2(x+3)", "open_brackets"),
        ("2x+3x", "collect_terms"),
        ("3x^2 - x + 4 - 5x", "collect_terms"),
        ("x^2+5x+6", None),
        ("(x-4)(x+5)", "two_brackets"),
        ("5x", None),
        ("7", None),
    ],
)
def test_the_question_goes_by_the_shape(text: str, code: str | None) -> None:
    """
    Fractions, signs, brackets, several operations; nothing is said where nothing is telling.
    """
    tree = read(text, Context())

    assert not isinstance(tree, Unreadable)
    assert code == first_operation(tree)


@pytest.mark.parametrize(
    ("text", "count"), [("7", 0), ("6/8", 0), ("2.50", 0), ("12/4", 1), ("5+8", 1), ("1/2+1/4", 1), ("3+4*2", 2)]
)
def test_fractions_are_numbers_and_divisions_are_operations(text: str, count: int) -> None:
    """
    A bar between two whole numbers is to be worked out where a whole number comes of it.
    """
    tree = read(text, Context())

    assert not isinstance(tree, Unreadable)
    assert count == operations(tree)
