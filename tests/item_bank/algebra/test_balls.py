"""What `balls` promises: the value of an expression at many places, enclosed, in one bounded walk."""

from fractions import Fraction

import mpmath
import pytest
from flint import acb, arb
from hypothesis import given

from item_bank.algebra.ball import NoValue, exact_ball
from item_bank.algebra.balls import Column, Places, evaluate
from item_bank.algebra.exact import value
from item_bank.algebra.field import COMPLEX_NUMBERS, REAL_NUMBERS, WATCHED_COMPLEX, WATCHED_REAL, Field
from item_bank.algebra.tree import Add, Constant, Degrees, Factorial, Name, Number, Relation, Repeating, Tree
from tests.item_bank.algebra.compared import tree_of
from tests.item_bank.algebra.oracle import worth
from tests.strategies import rationals, trees

PLACES = Places({"x": (arb(0.5), arb(-2), arb(0)), "y": (arb(3), arb(1), arb(-8)), "n": (arb(4), arb(6), arb(9))}, 3)
UNDEFINED, UNCLEAR = NoValue.UNDEFINED, NoValue.UNCLEAR


def column_of(text: str, field: Field = REAL_NUMBERS, bits: int = 128) -> Column:
    """Work a text out at the three places."""
    column = evaluate(tree_of(text), PLACES, field, bits=bits)
    assert column is not None
    return column


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x+y", (3.5, -1, -8)),
        ("x-1", (-0.5, -3, -1)),
        ("1/x", (2, -0.5, UNDEFINED)),
        ("sqrt(x)^2", (0.5, UNDEFINED, 0)),
        ("x^(1/3)*x^(2/3)", (0.5, -2, 0)),
        ("50%x", (0.25, -1, 0)),
        ("2^y", (8, 2, 0.00390625)),
        ("gcd(n, 6, 4)", (2, 2, 1)),
        ("max(x, 1/x)", (2, -0.5, UNDEFINED)),
        ("log(8, y)", (None, UNDEFINED, UNDEFINED)),
        ("sin(500pi)+x", (0.5, -2, 0)),
        ("1 1/2", (1.5, 1.5, 1.5)),
        ("x/(1/3-1/3)", (UNDEFINED, UNDEFINED, UNDEFINED)),
        ("tan(pi/2)", (UNDEFINED, UNDEFINED, UNDEFINED)),
        ("cot(pi)", (UNDEFINED, UNDEFINED, UNDEFINED)),
        ("sec(pi/3)", (2, 2, 2)),
        ("csc(pi/6)", (2, 2, 2)),
        ("asin(1/3+2/3)-pi/2", (0, 0, 0)),
        ("-(+x)", (-0.5, 2, 0)),
        ("i", (UNDEFINED, UNDEFINED, UNDEFINED)),
        ("1/0", (UNDEFINED, UNDEFINED, UNDEFINED)),
    ],
)
def test_columns_hold_the_values_of_each_place(text: str, expected: tuple[float | NoValue | None, ...]) -> None:
    """
    A value for each place, or why there is none there.
    """
    for found, wanted in zip(column_of(text), expected, strict=True):
        if wanted is not None:
            assert (
                found is wanted if isinstance(found, NoValue) else isinstance(wanted, int | float) and wanted in found
            )


def test_complex_columns_have_what_real_ones_lack() -> None:
    """
    Roots of negative numbers, and the imaginary unit.
    """
    _, second, third = column_of("sqrt(x)*i", COMPLEX_NUMBERS)

    assert isinstance(second, acb)
    assert second.overlaps(-(acb(2).sqrt()))
    assert third == 0


@pytest.mark.parametrize(
    "tree",
    [
        Name("w"),
        Constant("oo"),
        tree_of("f(x)"),
        Relation((Name("x"), Number("2")), ("=",)),
    ],
)
def test_what_is_no_number_has_no_column(tree: Tree) -> None:
    """
    A name without a value, infinity, an unknown function, a statement.
    """
    assert evaluate(tree, PLACES, REAL_NUMBERS, bits=64) is None


def test_too_much_work_has_no_column() -> None:
    """
    Work is counted by operation, place and precision, and factorials weigh more.
    """
    many: Tree = Factorial(Name("n"))
    for _ in range(60):
        many = Add(many, Factorial(Name("n")))

    assert evaluate(many, PLACES, REAL_NUMBERS, bits=64) is None
    assert evaluate(tree_of("+".join(["x"] * 199)), PLACES, REAL_NUMBERS, bits=1024) is not None


def test_degrees_are_turned_into_the_unit_of_angles() -> None:
    """
    In a setting of degrees a bare number is an angle in degrees, and inverse functions give degrees.
    """
    sine, inverse = (
        evaluate(tree_of(text), PLACES, REAL_NUMBERS, bits=128, angle="degrees") for text in ("sin(60x)", "asin(x)")
    )

    assert sine is not None
    assert inverse is not None
    assert isinstance(sine[0], arb)
    assert isinstance(inverse[0], arb)
    assert 0.5 in sine[0]
    assert 30 in inverse[0]
    assert [arb(30)] * 3 == evaluate(Degrees(Number("30")), PLACES, REAL_NUMBERS, bits=128, angle="degrees")
    turned = evaluate(Degrees(Number("180")), PLACES, REAL_NUMBERS, bits=128)
    assert turned is not None
    assert isinstance(turned[0], arb)
    assert turned[0].overlaps(arb.pi())


@pytest.mark.parametrize("field", [WATCHED_REAL, WATCHED_COMPLEX])
@pytest.mark.parametrize(
    "text",
    [
        "y+10^-500",
        "y-10^-500",
        "cos(10^-50)",
        "2^(10^-50)",
        "tanh(10^6)",
        "max(y, 1+10^-90)",
        "sin(pi/2+10^-50)",
        "sec(pi-10^-50)",
        "coth(500)",
        "atan(10^100)",
        "asec(10^100)",
    ],
)
def test_nothing_tiny_hides_in_a_watched_field(field: Field, text: str) -> None:
    """
    What would leave no trace at this precision is not passed over.
    """
    assert UNCLEAR is column_of(text, field)[0]
    assert UNCLEAR is not column_of(text)[0]


def test_a_tiny_part_does_not_hide_in_an_absolute_value() -> None:
    """
    |1 + 10^-200 i| is 1 as far as can be seen, and is not 1.
    """
    assert UNCLEAR is column_of("abs(1+10^-200*i)", WATCHED_COMPLEX)[0]
    for text in ("abs(3+4i)", "abs(5i)", "abs(-2)"):
        assert not isinstance(column_of(text, WATCHED_COMPLEX)[0], NoValue)


@pytest.mark.parametrize(
    "text", ["y+10^-5", "y-y", "cos(0)", "tanh(3)", "0+y", "max(x, y)", "sin(asin(1))", "cos(4*atan(1))", "atan(10^5)"]
)
def test_what_leaves_a_trace_passes_a_watched_field(text: str) -> None:
    """
    Ordinary sums and functions are not touched.
    """
    assert not isinstance(column_of(text, WATCHED_REAL)[0], NoValue)


@given(tree=trees(("x",), max_leaves=8), x=rationals)
def test_balls_hold_the_exact_value(tree: Tree, x: Fraction) -> None:
    """
    Wherever there is an exact value, the ball of it holds it.
    """
    exact = value(tree, {"x": x})
    if not isinstance(exact, Fraction):
        return
    column = evaluate(tree, Places({"x": (exact_ball(x),)}, 1), REAL_NUMBERS, bits=128)

    if column is not None and not isinstance(column[0], NoValue):
        assert column[0].overlaps(exact_ball(exact)) or not column[0].is_finite()


@pytest.mark.parametrize(
    "text",
    ["sqrt(x+3)ln(y+9)", "sin(x)^2/cos(y)", "e^(x y)-atan(x)", "(x+3)^(y/7)", "log(y+9)sinh(x)", "x^3-2x+pi"],
)
def test_balls_agree_with_an_independent_evaluation(text: str) -> None:
    """
    To as many digits as the precision has, mpmath says the same.
    """
    tree = tree_of(text)
    column = column_of(text, bits=160)
    with mpmath.workdps(60):
        for place, ball in enumerate(column):
            at = {name: float(values[place].mid()) for name, values in PLACES.values.items()}
            expected = worth(tree, at)
            assert isinstance(ball, arb)
            assert ball.overlaps(arb(mpmath.nstr(mpmath.re(expected), 50)) + arb(0, 1e-40))


def test_written_numbers_are_exact() -> None:
    """
    Repeating decimals and factorials too.
    """
    column = evaluate(Repeating("0.1", "6"), PLACES, REAL_NUMBERS, bits=128)

    assert column is not None
    assert isinstance(column[0], arb)
    assert 0 in column[0] * 6 - 1
    assert evaluate(Factorial(Name("n")), PLACES, REAL_NUMBERS, bits=128) == [arb(24), arb(720), arb(362880)]
    assert evaluate(Factorial(Number("5")), PLACES, REAL_NUMBERS, bits=128) == [arb(120)] * 3
