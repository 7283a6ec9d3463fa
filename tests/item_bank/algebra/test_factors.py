"""What `factors` promises."""

import pytest
from hypothesis import given

from item_bank.algebra.arithmetic import NotExact, Undefined
from item_bank.algebra.exact import value
from item_bank.algebra.factors import Quotient, Ring, as_polynomial, content, has_common_letter, irreducibles
from item_bank.algebra.tree import Divide, Name, Number, PlusMinus, Power, Relation, Subtract, Tree
from tests.item_bank.algebra.forms.asked import tree_of
from tests.strategies import polynomials

X = Name("x")


def quotient_of(text: str) -> Quotient | None:
    """
    Multiply a text out.
    """
    tree = tree_of(text)
    return Ring(tree).quotient(tree)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("(x+1)(x-1)", "x^2-1"),
        ("(x+1)/(x-1)", "(x^2+2x+1)/(x^2-1)"),
        ("1/x+1/y", "(x+y)/(xy)"),
        ("1/x+2/x", "3/x"),
        ("(x+1)^-2", "1/(x^2+2x+1)"),
        ("x^0", "1+x-x"),
        ("50%x", "x/2"),
        ("1 1/2-x-(-x)", "3/2+x-x"),
        ("sqrt(2)*(sqrt(2)+x)", "x*sqrt(2)+sqrt(2)^2"),
        ("2pi+(-pi)", "+pi"),
    ],
)
def test_equal_fractions_of_polynomials_come_out_equal(left: str, right: str) -> None:
    """
    Roots, constants and functions are variables; two of the same are the same one.
    """
    both = tree_of(f"({left})-({right})")
    difference = Ring(both).quotient(both)

    assert difference is not None
    assert difference.upper.is_zero()


@pytest.mark.parametrize(
    "text",
    [
        "(x+1)^25", "x^25", "(x+y+z)^24", "x/(y-y)", "(x-x)^-1", "(x-x)^0",
        "+".join([f"(x+{k})^24" for k in range(1, 9)]), "2^2000*x", "x*y*z*a*b*c*d*m*n",
        "(x+1)^12*(x+2)^13", "(a+b+c+d)^3*(a+b+c+x)^3*(a+b+c+y)^3", "(x+y+z+1)^6",
    ],
)  # fmt: skip
def test_what_is_too_large_or_has_no_value_has_no_quotient(text: str) -> None:
    """
    Degree, terms, coefficients, variables and work are bounded, and nothing is divided by zero.
    """
    assert quotient_of(text) is None


@pytest.mark.parametrize(
    ("largest", "beyond"),
    [
        ("x^24", "x^25"),
        ("x^12*x^12", "x^12*x^13"),
        ("2^511*x", "2^512*x"),
        ("x/2^511", "x/2^512"),
        ("(1+x+x^2+x^3)^2*(1+y+y^2)^4+z", "(1+x+x^2+x^3)^2*(1+y+y^2)^4+z+w"),
        ("a+b+c+d+u+v+w+x", "a+b+c+d+u+v+w+x+y"),
    ],
)
def test_limits_are_where_they_are_said_to_be(largest: str, beyond: str) -> None:
    """
    Degree 24, 512 bits, 64 terms and 8 variables are worked with, the next of each is not.
    """
    assert quotient_of(largest) is not None
    assert quotient_of(beyond) is None


def test_no_statement_is_a_quotient_but_its_sides_are() -> None:
    """
    The ring of an equation serves both sides; the equation itself is nothing to multiply out.
    """
    equation = tree_of("2x=x+y")
    assert isinstance(equation, Relation)
    ring = Ring(equation)

    assert ring.quotient(equation) is None
    assert None not in [ring.quotient(side) for side in equation.operands]


def test_a_part_that_failed_fails_again_without_being_worked_out() -> None:
    """
    Each part is multiplied out once, whatever came of it.
    """
    tree = tree_of("(x+1)^25")
    ring = Ring(tree)

    assert (ring.quotient(tree), ring.quotient(tree)) == (None, None)


def test_both_signs_count_as_a_variable_and_undefined_parts_as_none() -> None:
    """
    `±x - ±x` is left zero; a power without a value is a variable too, and never a number.
    """
    both = Subtract(PlusMinus(X), PlusMinus(X))
    found = Ring(both).quotient(both)
    assert found is not None
    assert found.upper.is_zero()
    undefined = Power(Number("0"), Number("0"))
    assert Ring(undefined).quotient(undefined) is None or isinstance(value(undefined), Undefined | NotExact)
    assert Ring(X).quotient(Divide(X, Number("0"))) is None


def test_places_are_those_of_names() -> None:
    """
    A name has its place in the exponents; what does not occur has none.
    """
    tree = tree_of("x^2*y")
    ring = Ring(tree)
    found = ring.quotient(tree)

    assert found is not None
    assert [found.upper.degrees()[ring.place(name) or 0] for name in ("x", "y")] == [2, 1]
    assert ring.place("z") is None


def test_contents_letters_and_factors() -> None:
    """
    The number and letters common to all terms, and what cannot be taken apart.
    """
    polynomial = as_polynomial(quotient_of("6x^3y-6xy"))
    assert polynomial is not None

    assert content(polynomial) == 6
    assert content(polynomial / 4) == 1
    assert has_common_letter(polynomial)
    assert sorted(times for _, times in irreducibles(polynomial)) == [1, 1, 1, 1]
    assert as_polynomial(quotient_of("1/x")) is None
    assert as_polynomial(None) is None


@pytest.mark.parametrize(("text", "count"), [("x^10-y^10", 4), ("x^11-y^11", 1), ("x^12-1", 6)])
def test_high_degrees_in_several_names_are_not_factored(text: str, count: int) -> None:
    """
    They may take seconds; in one name any degree that is multiplied out does not.
    """
    polynomial = as_polynomial(quotient_of(text))

    assert polynomial is not None
    assert count == len(irreducibles(polynomial))


@given(tree=polynomials(("x", "y")))
def test_multiplying_out_keeps_values(tree: Tree) -> None:
    """
    A tree less itself is zero, wherever it can be multiplied out.
    """
    found = Ring(tree).quotient(Subtract(tree, tree))

    assert found is None or found.upper.is_zero()
