"""What `polynomial` promises."""

from fractions import Fraction
from math import prod

import pytest
from hypothesis import given

from item_bank.algebra.exact import value
from item_bank.algebra.polynomial import BEYOND, NotPolynomial, Polynomial, degree, polynomial, ratio
from item_bank.algebra.reading import read
from item_bank.algebra.tree import Tree
from item_bank.algebra.unreadable import Unreadable
from tests.strategies import ANY_NAME, polynomials, rationals, trees


def terms_of(text: str) -> Polynomial | NotPolynomial:
    """
    Read a text that can be read, and multiply it out.
    """
    tree = read(text, ANY_NAME)
    assert not isinstance(tree, Unreadable), tree
    return polynomial(tree)


X, ONE = (("x", 1),), ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2(x+3)", {X: Fraction(2), ONE: Fraction(6)}),
        ("x-x", {}),
        ("0", {}),
        ("x*y*x", {(("x", 2), ("y", 1)): Fraction(1)}),
        ("(x+1)^2-x^2", {X: Fraction(2), ONE: Fraction(1)}),
        ("x/4+50%x", {X: Fraction(3, 4)}),
        ("x/(1/2)", {X: Fraction(2)}),
        ("-x+ +1", {X: Fraction(-1), ONE: Fraction(1)}),
        ("x^0", {ONE: Fraction(1)}),
        ("x^(y-y+1)", {X: Fraction(1)}),
        ("4^(1/2)x", {X: Fraction(2)}),
        ("2^-1", {ONE: Fraction(1, 2)}),
        ("sqrt(4)x", {X: Fraction(2)}),
        ("1 1/2x", {X: Fraction(3, 2)}),
        ("pi*x", {(("pi", 1), ("x", 1)): Fraction(1)}),
    ],
)
def test_expressions_are_multiplied_out(text: str, expected: Polynomial) -> None:
    """
    Terms are collected, and none stays with the coefficient zero.
    """
    assert expected == terms_of(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("x/(y-y)", "undefined"),
        ("1/0", "undefined"),
        ("0^0", "undefined"),
        ("(x-x)^0", "undefined"),
        ("sqrt(0-1)", "undefined"),
        ("1/x", "beyond"),
        ("x/y", "beyond"),
        ("x^-1", "beyond"),
        ("x^(1/2)", "beyond"),
        ("x^y", "beyond"),
        ("2^x", "beyond"),
        ("sqrt(x)", "beyond"),
        ("sqrt(2)", "beyond"),
        ("x=1", "beyond"),
        ("x^25", "beyond"),
        ("x^20*x^20", "beyond"),
        ("(x+y+a+p)^9", "beyond"),
        ("9^9^9", "beyond"),
        ("(10^900x)^2", "beyond"),
    ],
)
def test_what_is_no_polynomial_says_why(text: str, reason: str) -> None:
    """
    A division by zero is told from what is beyond, in kind or in size.
    """
    outcome = terms_of(text)

    assert isinstance(outcome, NotPolynomial)
    assert reason == outcome.reason


def test_a_sum_of_very_many_terms_is_beyond() -> None:
    """
    Terms are counted, not only degrees.
    """
    text = "+".join(f"{first}^{power}" for first in ("x", "y", "a", "p") for power in range(1, 18))

    assert NotPolynomial("beyond") == terms_of(text)


@given(tree=polynomials(("x", "y")), x=rationals, y=rationals)
def test_a_polynomial_has_the_values_of_its_expression(tree: Tree, x: Fraction, y: Fraction) -> None:
    """
    Multiplying out changes no value.
    """
    terms = polynomial(tree)
    exact = value(tree, {"x": x, "y": y})

    if not isinstance(terms, NotPolynomial) and isinstance(exact, Fraction):
        at = {"x": x, "y": y}
        assert exact == sum(
            coefficient * prod(at[name] ** exponent for name, exponent in monomial)
            for monomial, coefficient in terms.items()
        )


@given(tree=trees())
def test_any_expression_has_an_outcome(tree: Tree) -> None:
    """
    No coefficient is zero, and every exponent is above zero.
    """
    terms = polynomial(tree)

    if not isinstance(terms, NotPolynomial):
        assert all(terms.values())
        assert all(exponent > 0 for monomial in terms for _, exponent in monomial)


@pytest.mark.parametrize(("text", "expected"), [("0", 0), ("7", 0), ("x+7", 1), ("x*y^2+x", 3)])
def test_the_degree_counts_all_names(text: str, expected: int) -> None:
    """
    The total degree, zero for constants.
    """
    terms = terms_of(text)

    assert not isinstance(terms, NotPolynomial)
    assert expected == degree(terms)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("2x+4", "x+2", Fraction(2)),
        ("-x", "2x", Fraction(-1, 2)),
        ("2x+4", "x+3", None),
        ("x", "y", None),
        ("x", "x+1", None),
        ("0", "0", None),
        ("0", "x", None),
    ],
)
def test_multiples_are_known_with_their_factor(left: str, right: str, expected: Fraction | None) -> None:
    """
    One number makes the one polynomial the other, or there is none.
    """
    first, second = terms_of(left), terms_of(right)

    assert not isinstance(first, NotPolynomial)
    assert not isinstance(second, NotPolynomial)
    assert expected == ratio(first, second)


def test_many_small_products_are_bounded_like_one_large() -> None:
    """
    Work is counted over the whole expression, so that a line of powers costs no more than one of them.
    """
    assert not isinstance(terms_of("(x+1)^24"), NotPolynomial)
    assert BEYOND == terms_of("+".join(["(x+1)^24"] * 40))
