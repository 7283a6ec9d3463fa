"""What `exact` and `arithmetic` promise about values, and about putting numbers in the place of names."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.arithmetic import NotExact, Undefined
from item_bank.algebra.context import Context
from item_bank.algebra.exact import Value, fill, holds, number, value
from item_bank.algebra.limits import MAX_BITS
from item_bank.algebra.printing import to_text
from item_bank.algebra.reading import read
from item_bank.algebra.rebuilding import bare
from item_bank.algebra.tree import Relation, Tree
from item_bank.algebra.unreadable import Unreadable
from tests.strategies import ANY_NAME, rationals, trees

FUNCTIONS = Context(functions=("abs", "gcd", "lcm", "mod", "min", "max", "log"))
PARAMETERS = Context(unknowns=("x",), names=("a", "b", "c", "n"), functions=("gcd",))
DRAW = {"a": Fraction(3), "b": Fraction(-5), "c": Fraction(7), "n": Fraction(1)}


def tree_of(text: str, context: Context = FUNCTIONS) -> Tree:
    """
    Read a text that can be read.
    """
    tree = read(text, context)
    assert not isinstance(tree, Unreadable), tree
    return tree


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2.50", Fraction(5, 2)),
        (".5", Fraction(1, 2)),
        ("007", Fraction(7)),
        ("1 1/2", Fraction(3, 2)),
        ("50%", Fraction(1, 2)),
        ("-3^2", Fraction(-9)),
        ("(-3)^2", Fraction(9)),
        ("2^-3", Fraction(1, 8)),
        ("+(2/3)^2", Fraction(4, 9)),
        ("0^5", Fraction(0)),
        ("(-1)^99999", None),
        ("(-1)^9999", Fraction(-1)),
        ("(-1)^(10^9)", Fraction(1)),
        ("0.1+0.2", Fraction(3, 10)),
        ("4^(1/2)", Fraction(2)),
        ("(8/27)^(2/3)", Fraction(4, 9)),
        ("4^-(1/2)", Fraction(1, 2)),
        ("√(9/4)", Fraction(3, 2)),
        ("sqrt(0)", Fraction(0)),
        ("abs(-2/3)", Fraction(2, 3)),
        ("gcd(12, 18)", Fraction(6)),
        ("lcm(4, 6)", Fraction(12)),
        ("mod(-7, 3)", Fraction(2)),
        ("min(1/2, 1/3) + max(1, 2)", Fraction(7, 3)),
        ("5! + 0!", Fraction(121)),
    ],
)
def test_values_are_exact(text: str, expected: Fraction | None) -> None:
    """
    Every construct has the value that it is taught to have, without rounding.
    """
    if expected is None:
        assert isinstance(read(text, FUNCTIONS), Unreadable)
    else:
        assert expected == value(tree_of(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/0", Undefined()),
        ("1/(2-2)", Undefined()),
        ("1 1/0", Undefined()),
        ("0^0", Undefined()),
        ("0^-1", Undefined()),
        ("sqrt(-4)", Undefined()),
        ("mod(1, 0)", Undefined()),
        ("gcd(1/2, 3)", Undefined()),
        ("sqrt(2) + 1/0", Undefined()),
        ("min(sqrt(2), 1/0)", Undefined()),
        ("1/0 * 0", Undefined()),
        ("9^9^9^9 / 0", Undefined()),
        ("sqrt(2)", NotExact("irrational")),
        ("sqrt(1/2)", NotExact("irrational")),
        ("2^(1/3)", NotExact("irrational")),
        ("(-8)^(1/3)", NotExact("irrational")),
        ("2^(1/5000)", NotExact("irrational")),
        ("pi", NotExact("irrational")),
        ("x + sqrt(2)", NotExact("free_name")),
        ("sqrt(2) + x", NotExact("irrational")),
        ("9^9^9^9", NotExact("too_large")),
        ("2^5000 - 2^5000", NotExact("too_large")),
        ("10^1000 * 10^1000", NotExact("too_large")),
        ("log(2)", NotExact("unknown_function")),
        ("x = 2", NotExact("not_one_number")),
        ("3i", NotExact("not_real")),
        ("30°", NotExact("irrational")),
        ("(1/2)°", NotExact("irrational")),
        ("0°", 0),
        ("(1/0)°", Undefined()),
        ("(1/2)!", Undefined()),
        ("(-3)!", Undefined()),
    ],
)
def test_what_has_no_exact_value_says_why(text: str, expected: Value) -> None:
    """
    No value at all comes before no exact one, and neither is ever a number.
    """
    assert expected == value(tree_of(text))


@given(tree=trees(()))
def test_values_are_bounded(tree: Tree) -> None:
    """
    No value is longer than the limit, however it came about.
    """
    exact = value(tree)

    if isinstance(exact, Fraction):
        assert max(exact.numerator.bit_length(), exact.denominator.bit_length()) <= MAX_BITS


@given(tree=trees(("x", "y")), x=rationals, y=rationals)
def test_filling_keeps_the_value(tree: Tree, x: Fraction, y: Fraction) -> None:
    """
    A filled expression is worth what the formula is worth for these numbers, and prints so that it reads back.
    """
    filled = fill(tree, {"x": x})
    again = read(to_text(filled), ANY_NAME)

    assert value(tree, {"x": x, "y": y}) == value(filled, {"y": y})
    assert not isinstance(again, Unreadable)
    assert bare(filled) == bare(again)


@given(exact=st.fractions())
def test_a_number_prints_as_the_shortest_that_has_its_value(exact: Fraction) -> None:
    """
    Whole numbers and fractions in lowest terms, a minus before the whole.
    """
    assert str(exact) == to_text(number(exact))
    assert exact == value(number(exact))


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("a*x = c - b", "3*x = 12"),
        ("a*x + b = c", "3*x - 5 = 7"),
        ("x - b", "x + 5"),
        ("x + b + c", "x - 5 + 7"),
        ("n*x", "x"),
        ("-b*x", "5*x"),
        ("b*x/c", "-5*x/7"),
        ("(b*x)^2", "(-5*x)^2"),
        ("b x", "-5x"),
        ("x b", "x*(-5)"),
        ("a/c*x", "3/7*x"),
        ("a/(x + b)", "3/(x - 5)"),
        ("x^b", "x^(-5)"),
        ("b%*x", "-1/20*x"),
        ("+(a + x)", "+(3 + x)"),
        ("(x + a)%", "(x + 3)%"),
        ("c - (b*x)", "7 + 5*x"),
        ("gcd(a, x)", "gcd(3, x)"),
        ("2 + 3 + a", "8"),
        ("2 + 3 + x + a", "2 + 3 + x + 3"),
        ("2 + 3 + x", "2 + 3 + x"),
        ("0.5*x", "0.5*x"),
        ("1 1/2*x + a", "(1 1/2)*x + 3"),
        ("sqrt(a)*x", "sqrt(3)*x"),
        ("a*x/(a - a)", "3*x/0"),
        ("(a - a)^0", "0^0"),
        ("a < x <= c", "3 < x <= 7"),
        ("a*pi", "3*pi"),
        ("10^200*a", "10^200*3"),
    ],
)
def test_formulas_are_filled_as_an_author_would_write_them(formula: str, expected: str) -> None:
    """
    What holds replaced names only becomes one number; what cannot be worked out stays to be seen.
    """
    assert expected == to_text(fill(tree_of(formula, PARAMETERS), DRAW))


def test_numbers_too_long_to_be_read_back_are_not_worked_out() -> None:
    """
    A product beyond the longest literal stays a product, and keeps its value.
    """
    long = Fraction(10**40 + 1)
    filled = fill(tree_of("a*b*x", PARAMETERS), {"a": long, "b": long})

    assert f"{10**40 + 1}*{10**40 + 1}*x" == to_text(filled)
    assert long * long == value(filled, {"x": Fraction(1)})
    assert str(10**90) == to_text(fill(tree_of("a", PARAMETERS), {"a": Fraction(10**90)}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3 + 4 = 7", True),
        ("3 + 4 = 8", False),
        ("1 < 2 <= 2", True),
        ("1 < 2 < 2", False),
        ("3 >= 2 > 1", True),
        ("1/2 != 2/4", False),
        ("x = 2", True),
        ("x != a", True),
        ("1/0 = y", Undefined()),
        ("y = 1/0", Undefined()),
        ("y = sqrt(2)", NotExact("free_name")),
        ("sqrt(2) = 1", NotExact("irrational")),
    ],
)
def test_statements_hold_or_not(text: str, expected: bool | Undefined | NotExact) -> None:
    """
    A chain holds where each pair does; without a value on some side there is nothing to say.
    """
    statement = tree_of(text)

    assert isinstance(statement, Relation)
    assert expected == holds(statement, {"x": Fraction(2), "a": Fraction(3)})
