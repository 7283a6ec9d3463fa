"""Expressions are written as products that come to the same, and formulas are solved for a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.context import Context
from item_bank.algebra.factoring import factored, isolated, sum_of
from item_bank.algebra.forms.form import lack
from item_bank.algebra.polynomial import polynomial
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Relation, Tree
from item_bank.algebra.unreadable import Unreadable


def tree(text: str) -> Tree:
    """
    Read typed maths.
    """
    found = read(text, Context())
    assert not isinstance(found, Unreadable)
    return found


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("x^2 - 9", "(x + 3)(x - 3)"),
        ("2x^2 + 4x", "2x(x + 2)"),
        ("2x^2*y - 2y", "2y(x + 1)(x - 1)"),
        ("-x^2 + x", "-x(x - 1)"),
        ("x^4 - 1", "(x + 1)(x - 1)(x^2 + 1)"),
        ("x^2 - 2x + 1", "(x - 1)^2"),
        ("1/2*x^2 - 1/2", "((x + 1)(x - 1))/2"),
        ("(x^2 - 1)/(2x + 2)", "(x - 1)/2"),
        ("6/(4x)", "3/(2x)"),
        ("x^2 + 1", "x^2 + 1"),
    ],
)
def test_products_are_written_as_in_a_book(text: str, product: str) -> None:
    """Numbers first, then letters, then brackets, cancelled where it is a fraction."""
    assert factored(tree(text)) == product


@pytest.mark.parametrize("text", ["sqrt(x)", "sin(x)*x", "x - x", "pi*x", "x^y"])
def test_what_is_no_polynomial_is_beyond(text: str) -> None:
    """Roots, functions, constants and zero have no product here."""
    assert factored(tree(text)) is None


COEFFICIENTS = st.lists(st.integers(-6, 6), min_size=2, max_size=4)


@given(first=COEFFICIENTS, second=COEFFICIENTS)
def test_a_product_comes_to_what_was_factored(first: list[int], second: list[int]) -> None:
    """Whatever is factored, the product multiplied out is the same polynomial, and lacks nothing of the form."""
    one, other = ("+".join(f"({c})*x^{n}" for n, c in enumerate(part)) for part in (first, second))
    whole = tree(f"({one})*({other})")
    found = factored(whole)
    if found is None:
        assert polynomial(whole) == {}
        return
    assert polynomial(tree(found)) == polynomial(whole)
    if "x" in found:  # a number alone is not factored here
        assert lack("factored", tree(found), tree(found)) is None


@given(terms=st.dictionaries(st.sampled_from([(), (("x", 1),), (("x", 2),), (("x", 1), ("y", 1))]), st.integers(-9, 9)))
def test_a_sum_reads_back_as_its_terms(terms: dict[tuple[tuple[str, int], ...], int]) -> None:
    """A polynomial written as a sum is the same polynomial when read."""
    assert polynomial(tree(sum_of(terms))) == {monomial: worth for monomial, worth in terms.items() if worth}


@pytest.mark.parametrize(
    ("formula", "letter", "value"),
    [
        ("A = b*h/2", "h", "2A/b"),
        ("P = 2l + 2w", "w", "(P - 2l)/2"),
        ("y = 2x + 1", "x", "(y - 1)/2"),
        ("1/f = 1/a + 1/b", "f", "(a*b)/(a + b)"),
        ("a*x + b = c*x", "x", "-b/(a - c)"),
        ("F = 9C/5 + 32", "C", "(5F - 160)/9"),
        ("x^2 = y", "x", None),
        ("sqrt(x) = y", "x", None),
        ("x = y", "z", None),
    ],
)
def test_formulas_are_solved_for_a_letter(formula: str, letter: str, value: str | None) -> None:
    """A letter to the first power is brought to one side; what is more is beyond."""
    relation = tree(formula)
    assert isinstance(relation, Relation)
    assert isolated(relation, letter) == value
