"""What `symbolic` promises: the same meaning in sympy, and trees of our own back."""

import pytest
import sympy

from item_bank.algebra.compare import Sameness, compare
from item_bank.algebra.proving.symbolic import Beyond, from_sympy, symbol, to_sympy
from item_bank.algebra.proving.theorems import equal, solve
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Constant, Degrees, EmptySet, Factorial, Number, Percent
from tests.item_bank.algebra.compared import POINTS, STANDARD, tree_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    "text",
    [
        "x^2/(x+1)-3x",
        "sqrt(x)+abs(x)",
        "-(2.5x)^-2",
        "ln(x)+log(x)+log(x,2)",
        "sin(x)cos(y)tan(x)",
        "e^x-exp(y)",
        "1 1/2 pi",
        "root(x,3)",
        "x^(2/3)",
        "+x",
        "asin(x)+acot(x)",
        "2i+1",
        "1/sqrt(x)",
    ],
)
def test_there_and_back_is_the_same(text: str) -> None:
    """
    What comes back is compared with what went.
    """
    tree = tree_of(text)
    setting = Setting(domain="positive")

    assert Sameness.SAME is compare(from_sympy(to_sympy(tree, setting)), tree, POINTS, setting).sameness


def test_odd_roots_are_real_among_real_numbers() -> None:
    """
    And principal ones among complex numbers.
    """
    assert -2 == to_sympy(tree_of("(-8)^(1/3)"), STANDARD)
    assert -2 == to_sympy(tree_of("root(-8,3)"), STANDARD)
    assert -2 != to_sympy(tree_of("(-8)^(1/3)"), Setting(domain="complex"))


def test_angles_are_in_the_unit_of_the_setting() -> None:
    """
    Degrees with and without the sign.
    """
    degrees = Setting(angle="degrees")

    assert sympy.Rational(1, 2) == to_sympy(tree_of("sin(30)"), degrees)
    assert 30 == to_sympy(tree_of("asin(1/2)"), degrees)
    assert 30 == to_sympy(Degrees(Number("30")), degrees)
    assert sympy.pi / 6 == to_sympy(Degrees(Number("30")), STANDARD)
    assert 120 == to_sympy(Factorial(Number("5")), STANDARD)
    assert sympy.Rational(1, 20) == to_sympy(Percent(Number("5")), STANDARD)
    assert sympy.oo == to_sympy(Constant("oo"), STANDARD)


def test_what_has_no_counterpart_is_beyond() -> None:
    """
    In either direction.
    """
    for tree in (tree_of("f(x)"), tree_of("gcd(x,y)"), EmptySet(), tree_of("1 1/0")):
        with pytest.raises(Beyond):
            to_sympy(tree, STANDARD)
    with pytest.raises(Beyond):
        from_sympy(sympy.zeta(symbol("x", STANDARD)))


def test_what_is_not_proven_is_no_theorem() -> None:
    """
    Neither equal nor different, and no finite set of solutions.
    """
    x, y = (symbol(name, STANDARD) for name in "xy")

    assert equal(x, y) is None
    assert solve(sympy.sin(x), sympy.Integer(0), x) is None
