"""What `point` promises about points of the line: order, equality, digits, and numbers between them."""

import math
from fractions import Fraction
from itertools import pairwise

import flint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.printing import to_text
from item_bank.algebra.solving.point import Numeric, Point, Root, ball, between, digits, from_ball, order, ordered
from item_bank.algebra.solving.point_text import point_tree
from item_bank.algebra.solving.roots import real_roots
from tests.strategies import rationals

ROOT = Root((-2, 0, 1), 1)
"""The square root of two."""


def test_roots_have_their_order_however_near() -> None:
    """
    A root is told from a fraction that agrees with it to a hundred digits, and from another root.
    """
    near = Fraction(math.isqrt(2 * 10**200), 10**100)
    cubic = Root((-2, 0, 0, 1), 0)

    assert [-1, 1] == [order(near, ROOT), order(ROOT, near)]
    assert 0 == order(ROOT, Root((-2, 0, 1), 1))
    assert (Root((-2, 0, 1), 0), cubic, ROOT, Fraction(2)) == ordered([Fraction(2), ROOT, cubic, Root((-2, 0, 1), 0)])
    assert near < between(near, ROOT) < near + Fraction(1, 10**100)


def test_numbers_known_by_digits_are_equal_where_these_agree() -> None:
    """
    To all of them, with algebraic numbers too.
    """
    with flint.ctx.workprec(300):
        root, pi, half = (from_ball(found) for found in (flint.arb(2).sqrt(), flint.arb.pi(), flint.arb(1) / 2))
    assert isinstance(root, Numeric)

    assert 0 == order(root, ROOT) == order(ROOT, root)
    assert digits(root) == digits(ROOT) == root.digits
    assert 1 == order(pi, ROOT)
    assert Fraction(1, 2) == half
    assert "1/2" == digits(Fraction(1, 2))
    assert pi == ordered([pi, Fraction(4), pi])[0]
    assert ball(pi, 64).contains(ball(Fraction(3), 64)) is False


@pytest.mark.slow
@given(ends=st.lists(rationals, min_size=2, max_size=2, unique=True))
def test_between_two_numbers_lies_a_simple_one(ends: list[Fraction]) -> None:
    """
    Strictly, with no smaller denominator possible.
    """
    low, high = sorted(ends)
    found = between(low, high)

    assert low < found < high
    for denominator in range(1, found.denominator):
        above = Fraction(low * denominator // 1 + 1, denominator)
        assert not low < above < high


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (None, None, 0),
        (Fraction(3), None, 4),
        (None, Fraction(-3), -4),
        (None, Fraction(0), -1),
        (Fraction(-1), Fraction(1), 0),
        (ROOT, None, 2),
        (ROOT, Fraction(2), Fraction(3, 2)),
        (Root((-2, 0, 1), 0), Fraction(-1), Fraction(-4, 3)),
    ],
)
def test_open_ends_leave_room(low: Point | None, high: Point | None, expected: Fraction) -> None:
    """
    The number nearest to zero is taken.
    """
    assert expected == between(low, high)


@pytest.mark.parametrize(
    ("point", "text"),
    [
        (Fraction(-1, 2), "-1/2"),
        (ROOT, "sqrt(2)"),
        (Root((-8, 0, 1), 0), "-2*sqrt(2)"),
        (Root((-1, -1, 1), 1), "1/2 + sqrt(5)/2"),
        (Root((-7, -4, 4), 0), "1/2 - sqrt(2)"),
        (Root((-2, 0, 0, 1), 0), None),
        (Numeric("3.14"), None),
        (Fraction(1, 2**200), None),
        (Root((-(2**200) - 1, 0, 1), 0), None),
    ],
)
def test_points_are_written_with_one_root_at_most(point: Point, text: str | None) -> None:
    """
    Squares taken out; what takes more, or is too long, is not written.
    """
    tree = point_tree(point)

    assert text == (None if tree is None else to_text(tree))


@given(roots=st.lists(rationals, min_size=1, max_size=6), square=st.integers(2, 50))
def test_the_roots_of_a_product_are_those_of_its_factors(roots: list[Fraction], square: int) -> None:
    """
    Each once, in order, irrational ones among them.
    """
    polynomial = flint.fmpq_poly([-square, 0, 1])
    for root in roots:
        polynomial *= flint.fmpq_poly([-flint.fmpq(root.numerator, root.denominator), 1])
    found = real_roots(polynomial)

    assert sorted(set(roots) | {point for point in found if isinstance(point, Fraction)}) == [
        point for point in found if isinstance(point, Fraction)
    ]
    assert all(order(one, other) < 0 for one, other in pairwise(found))
    irrational = [point for point in found if isinstance(point, Root)]
    assert len(irrational) == (0 if math.isqrt(square) ** 2 == square else 2)
