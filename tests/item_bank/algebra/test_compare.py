"""What `compare` promises."""

from fractions import Fraction

import pytest
from hypothesis import given

from item_bank.algebra.compare import Comparison, Sameness, assignment_text, compare, small_assignments
from item_bank.algebra.exact import value
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Add, Number, Tree
from item_bank.algebra.unreadable import Unreadable
from tests.strategies import ANY_NAME, polynomials, rationals

POINTS = Points(b"a secret of the server, kept away", "item")


def compared(left: str, right: str) -> Comparison:
    """
    Read two texts that can be read, and compare them.
    """
    trees = [read(text, ANY_NAME) for text in (left, right)]
    assert not any(isinstance(tree, Unreadable) for tree in trees), trees
    first, second = (tree for tree in trees if not isinstance(tree, Unreadable))
    return compare(first, second, POINTS)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("0.75", "3/4"),
        ("6/8", "3/4"),
        ("2(x+3)", "2x+6"),
        ("x/x", "1"),
        ("x-x+3", "3"),
        ("2pi", "pi*2"),
        ("2^5000", "4^2500"),
        ("sqrt(9)", "3"),
        ("sqrt(2)", "√(2)"),
        ("sqrt(x)+1", "(sqrt(x)) + 1"),
        ("2^x", "2^x"),
        ("2^x*2", "2^(x+1)"),
        ("sqrt(8)", "2*sqrt(2)"),
        ("2^(x+1)*gcd(x,y)", "2^(x+1)*gcd(x, y)"),
    ],
)
def test_the_same_is_the_same_however_it_is_written(left: str, right: str) -> None:
    """
    Numbers by value, functions by identity, the rest where it is written alike.
    """
    assert Sameness.SAME is compared(left, right).sameness


@pytest.mark.parametrize(
    ("left", "right", "counterexample"),
    [
        ("1/3", "0.33", None),
        ("1/0", "5", None),
        ("2pi", "6.28", None),
        ("2^5000", "2^5000+1", None),
        ("2(x+3)", "2x+3", "x = 2"),
        ("x^2", "2x", "x = 3"),
        ("(x-2)(x-3)(x-5)", "0", "x = -1"),
        ("x-y", "y-x", "x = 2, y = 3"),
        ("1/(x-2)", "x", "x = 3"),
        ("1/(x-x)", "x", None),
        ("1/(x-x)", "sqrt(x)", None),
        ("1/0", "sqrt(2)", None),
        ("sqrt(2)", "1.41", None),
        ("x+pi", "x", None),
        ("(x-2)(x-3)(x-5)(x+1)(x-1)x(x-4)(x+2)(x-7)(x+3)", "0", None),
    ],
)
def test_a_difference_is_shown_at_small_numbers(left: str, right: str, counterexample: str | None) -> None:
    """
    The first easy value at which both sides have values, and different ones; without names there is none to give.
    """
    outcome = compared(left, right)

    assert (Sameness.DIFFERENT, counterexample) == (outcome.sameness, outcome.counterexample)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("1/0", "1/0"),
        ("1/(x-x)", "2/(x-x)"),
        ("9^9^9^9", "4"),
        ("x=2", "x=3"),
    ],
)
def test_what_is_beyond_is_undecided(left: str, right: str) -> None:
    """
    Two sides without a value are not the same, a tower of powers has none that can be told, statements are no numbers.
    """
    assert Comparison(Sameness.UNDECIDED) == compared(left, right)


@pytest.mark.parametrize("text", ["sqrt(-2)", "(-2)^(1/2)", "sqrt(-2)+3", "(-8)^(3/4)"])
def test_a_root_of_a_negative_number_has_a_value_among_complex_numbers_alone(text: str) -> None:
    """
    Among real ones nothing can be said of two sides without a value, however they are written.
    """
    tree = read(text, ANY_NAME)
    assert not isinstance(tree, Unreadable)

    assert Sameness.SAME is compare(tree, tree, POINTS, Setting(domain="complex")).sameness
    assert Sameness.UNDECIDED is compare(tree, tree, POINTS).sameness


@pytest.mark.parametrize(
    ("left", "right", "sameness"),
    [
        ("acot(x)", "atan(1/x)", Sameness.SAME),
        ("acot(x)", "pi/2-atan(x)", Sameness.SAME),
        ("acot(x)+x", "atan(1/x)-x", Sameness.DIFFERENT),
        ("acot(x)", "atan(x)", Sameness.DIFFERENT),
        ("acot(-1)", "3pi/4", Sameness.SAME),
        ("acot(-1)", "-pi/4", Sameness.DIFFERENT),
    ],
)
def test_an_identity_may_mean_either_range_of_arccot(left: str, right: str, sameness: Sameness) -> None:
    """
    Books have both; its value at a number is that of ISO 80000-2.
    """
    assert sameness is compared(left, right).sameness


@given(tree=polynomials(("x", "y")), x=rationals, y=rationals)
def test_one_more_is_different_and_the_counterexample_shows_it(tree: Tree, x: Fraction, y: Fraction) -> None:
    """
    An expression is itself, differs from itself and one, and equal ones are equal at any point.
    """
    more = Add(tree, Number("1"))

    assert Sameness.SAME is compare(tree, tree, POINTS).sameness
    assert Sameness.DIFFERENT is compare(tree, more, POINTS).sameness
    assert value(tree, {"x": x, "y": y}) != value(more, {"x": x, "y": y})


@given(left=polynomials(("x",)), right=polynomials(("x",)))
def test_sameness_does_not_depend_on_the_side_and_agrees_with_values(left: Tree, right: Tree) -> None:
    """
    Two polynomials of low degree are the same exactly where they agree at more points than their degree.
    """
    outcome = compare(left, right, POINTS).sameness
    agree = all(value(left, {"x": Fraction(at)}) == value(right, {"x": Fraction(at)}) for at in range(-40, 40))

    assert outcome is compare(right, left, POINTS).sameness
    assert (outcome is Sameness.SAME) == agree


def test_assignments_are_small_and_print_as_equations() -> None:
    """
    Names get different values first, and are told apart when printed.
    """
    first, second, *others = small_assignments(("x", "y"))

    assert "x = 2, y = 3" == assignment_text(first)
    assert first != second
    assert all(abs(number) <= 7 for one in others for number in one.values())
    assert "x = -1/2" == assignment_text({"x": Fraction(-1, 2)})
