"""What derivatives promise, held against numerical ones of mpmath."""

from collections.abc import Callable, Mapping

import mpmath
import pytest
from hypothesis import given

from item_bank.algebra.calculus import IN_ANGLES, MAX_NODES, RULES, TO_ANGLES, derivative
from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.context import Context
from item_bank.algebra.reading import read
from item_bank.algebra.residue import Points
from item_bank.algebra.tree import (
    Add,
    Call,
    Constant,
    Degrees,
    Divide,
    Factorial,
    Group,
    Multiply,
    Name,
    Negate,
    Number,
    Percent,
    PlusMinus,
    Posit,
    Power,
    Reals,
    Relation,
    Repeating,
    Subtract,
    Tree,
    names,
    walk,
)
from item_bank.algebra.unreadable import Unreadable
from tests.strategies import trees

X = Name("x")
CLOSE = 1e-12
FUNCTIONS: Mapping[str, Callable[..., mpmath.mpf]] = {
    "ln": mpmath.log,
    "log": lambda number, base=10: mpmath.log(number) / mpmath.log(base),
    "abs": abs,
    "root": lambda number, degree: mpmath.power(number, 1 / degree),
} | {name: getattr(mpmath, name) for name in RULES if name not in {"ln", "log", "abs"}}


def worth(tree: Tree, x: mpmath.mpf) -> mpmath.mpf:  # noqa: C901, PLR0911, PLR0912 - one case a construct
    """Evaluate the constructs of derivatives with mpmath."""
    parts = [worth(part, x) for part in getattr(tree, "arguments", ())]
    match tree:
        case Name("x"):
            return x
        case Number(text):
            return mpmath.mpf(text)
        case Constant(name):
            return {"pi": mpmath.pi, "e": mpmath.e}[name]
        case Add(left, right):
            return worth(left, x) + worth(right, x)
        case Subtract(left, right):
            return worth(left, x) - worth(right, x)
        case Multiply(left, right):
            return worth(left, x) * worth(right, x)
        case Divide(left, right):
            return worth(left, x) / worth(right, x)
        case Power(left, right):
            return mpmath.power(worth(left, x), worth(right, x))
        case Negate(operand):
            return -worth(operand, x)
        case Posit(operand) | Group(operand):
            return worth(operand, x)
        case Percent(operand):
            return worth(operand, x) / 100
        case Degrees(operand):
            return worth(operand, x) * mpmath.pi / 180
        case Call(function):
            return FUNCTIONS[function](*parts)
        case _:
            raise TypeError(tree)


def agrees(tree: Tree, place: str) -> bool:
    """Say whether the derivative at a place is what mpmath makes of it."""
    found = derivative(tree, "x")
    assert found is not None
    with mpmath.workdps(40):
        x = mpmath.mpf(place)
        return bool(abs(worth(found, x) - mpmath.diff(lambda there: worth(tree, there), x)) < CLOSE)


def read_in(text: str) -> Tree:
    """Read an expression in x and c."""
    tree = read(text, Context(names=("x", "c"), functions=("ln", "sin", "abs", "log")))
    assert not isinstance(tree, Unreadable), text
    return tree


@pytest.mark.parametrize("function", sorted(RULES))
def test_each_function_has_its_derivative(function: str) -> None:
    """
    At an inner function too, by the chain rule.
    """
    place = "1.7" if function in {"asec", "acsc", "acosh"} else "0.4"

    assert agrees(Call(function, (X,)), place)
    assert agrees(Call(function, (Divide(Power(X, Number("2")), Number("1")),)), place if place == "1.7" else "0.6")


@pytest.mark.parametrize(
    "tree",
    [
        Multiply(X, Call("sin", (X,))),
        Divide(Call("exp", (X,)), Add(X, Number("1"))),
        Divide(Number("3"), X),
        Divide(X, Number("3")),
        Power(X, Number("5")),
        Power(Number("2"), X),
        Power(Constant("e"), Multiply(Number("2"), X)),
        Power(X, X),
        Power(X, Divide(Number("1"), Number("2"))),
        Call("root", (X, Number("3"))),
        Call("log", (X, Number("2"))),
        Call("log", (Number("2"), Add(X, Number("1")))),
        Call("log", (Call("abs", (X,)),)),
        Negate(Posit(Group(Percent(X)))),
        Call("sin", (Degrees(Multiply(X, Number("30"))),)),
        Subtract(Number("1"), Subtract(X, Number("2"))),
        Degrees(Number("3")),
        Percent(Number("3")),
    ],
)
def test_each_rule_is_right(tree: Tree) -> None:
    """
    Products, quotients, powers of either side, roots and logarithms to any base.
    """
    assert agrees(tree, "0.7")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("ln(abs(x))", "1/x"), ("x^3/3 + c", "x^2"), ("c*x", "c"), ("7", "0"), ("x - x", "0"), ("(x+1)^2/2", "x+1")],
)
def test_constants_are_gone(text: str, expected: str) -> None:
    """
    The derivative of `ln|x|` is that of `ln x`; a name only in an added constant does not occur any more.
    """
    found = derivative(read_in(text), "x")

    assert found is not None
    assert Sameness.SAME is compare(found, read_in(expected), Points(b"", "")).sameness
    assert ("c" in names(found)) is ("c" in expected)


@pytest.mark.parametrize(
    "tree",
    [
        Relation((X, X), ("=",)),
        Reals(),
        Factorial(X),
        PlusMinus(X),
        Call("floor", (X,)),
        Call("max", (X, Number("2"))),
        Call("f", (X,)),
        Call("root", (Number("2"), X)),
        Add(X, Reals()),
    ],
)
def test_what_has_no_rule_has_no_derivative(tree: Tree) -> None:
    """
    None, never a guess.
    """
    assert derivative(tree, "x") is None


@pytest.mark.parametrize(
    "tree",
    [Factorial(Number("5")), PlusMinus(Number("3")), Call("floor", (Number("2"),)), Repeating("0.", "3")],
)
def test_what_is_constant_needs_no_rule(tree: Tree) -> None:
    """
    Its derivative is 0, whatever it is.
    """
    assert Number("0") == derivative(tree, "x")


@pytest.mark.parametrize("function", sorted(IN_ANGLES | TO_ANGLES))
def test_angles_in_degrees_have_a_factor(function: str) -> None:
    """
    Of pi/180 for what is applied to them, of 180/pi for what gives them.
    """
    inner = X if function in IN_ANGLES else Divide(Number("3"), X) if function in {"asec", "acsc"} else X
    in_degrees, in_radians = (derivative(Call(function, (inner,)), "x", angle) for angle in ("degrees", "radians"))

    assert in_degrees is not None
    assert in_radians is not None
    with mpmath.workdps(40):
        ratio = worth(in_degrees, mpmath.mpf("0.3")) / worth(in_radians, mpmath.mpf("0.3"))
        turn = mpmath.pi / 180
        assert abs(ratio - (turn if function in IN_ANGLES else 1 / turn)) < CLOSE


def test_degrees_written_where_angles_are_in_degrees() -> None:
    """
    What holds the name below a sign of degrees is left alone there; a constant is a constant.
    """
    assert derivative(Degrees(X), "x", "degrees") is None
    assert Number("0") == derivative(Degrees(Number("3")), "x", "degrees")


def test_a_derivative_is_bounded() -> None:
    """
    Long products and towers of functions, which grow with their square, end as None.
    """
    tower: Tree = X
    product: Tree = X
    for _ in range(200):
        tower = Call("sin", (tower,))
        product = Multiply(product, Add(X, Number("1")))

    assert derivative(tower, "x") is None
    assert derivative(product, "x") is None
    long_sum: Tree = X
    for _ in range(380):
        long_sum = Add(long_sum, Call("atan", (X,)))
    assert derivative(long_sum, "x") is None
    assert derivative(Divide(X, Call("gcd", (Number("2"),) * MAX_NODES)), "x") is None


@given(trees())
def test_any_tree_has_a_bounded_derivative_or_none(tree: Tree) -> None:
    """
    Nothing raises, and nothing outgrows the limit.
    """
    found = derivative(tree, "x")

    assert found is None or sum(1 for _ in walk(found)) <= MAX_NODES
