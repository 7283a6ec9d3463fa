"""What `confirm` promises: proofs about algebraic numbers, and None about all others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.confirm import confirm
from item_bank.algebra.tree import Add, Call, Degrees, Divide, Multiply, Number, Power, Subtract
from tests.item_bank.algebra.compared import tree_of


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("sqrt(8)", "2sqrt(2)"),
        ("1/sqrt(2)", "sqrt(2)/2"),
        ("sqrt(3+2sqrt(2))", "1+sqrt(2)"),
        ("sqrt(2)+sqrt(3)", "sqrt(5+2sqrt(6))"),
        ("root(2+sqrt(5),3)", "(1+sqrt(5))/2"),
        ("root(-8,3)", "-2"),
        ("(-8)^(1/3)", "-2"),
        ("2^(1/2)*2^(1/3)", "2^(5/6)"),
        ("(1+sqrt(2))^-1", "sqrt(2)-1"),
        ("sin(pi/12)", "(sqrt(6)-sqrt(2))/4"),
        ("tan(pi/12)", "2-sqrt(3)"),
        ("1/cos(pi/12)", "sec(pi/12)"),
        ("cot(pi/12)csc(pi/2)", "2+sqrt(3)"),
        ("sin(pi/7)sin(2pi/7)sin(3pi/7)", "sqrt(7)/8"),
        ("sqrt(-4)", "2i"),
        ("abs(1-sqrt(2))", "sqrt(2)-1"),
        ("50%*sqrt(8)", "sqrt(2)"),
        ("1 1/2*sqrt(2)", "sqrt(4.5)"),
        ("+(sqrt(2))", "-(-sqrt(2))"),
        ("0", "sqrt(2)-sqrt(2)"),
    ],
)
def test_equal_numbers_are_proven_equal(left: str, right: str) -> None:
    """
    Roots in roots, fractions and sines of rational angles.
    """
    assert True is confirm(tree_of(left), tree_of(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("sqrt(2)", "1.4142135623730950488"),
        ("sqrt(2)+sqrt(3)", "root(31.0062766802998, 3)"),
        ("sin(pi/12)", "0.2588190451025207623"),
        ("root(-8,3)", "2"),
        ("sqrt(10^12+1)-sqrt(10^12)", "1/(2*10^6)"),
    ],
)
def test_near_misses_are_proven_different(left: str, right: str) -> None:
    """
    However many digits agree.
    """
    assert False is confirm(tree_of(left), tree_of(right))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("pi", "pi"),
        ("e", "e"),
        ("ln(2)", "ln(2)"),
        ("x", "x"),
        ("2^sqrt(2)", "2^sqrt(2)"),
        ("sin(1)", "sin(1)"),
        ("1/0", "1/0"),
        ("0.5^(1/0)", "1"),
        ("root(2, 1/2)", "4"),
        ("sin(pi/100000)", "0"),
        ("1/(sqrt(2)-sqrt(2))", "1"),
        ("+".join(f"sqrt({number})" for number in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41)), "1"),
        ("floor(2)", "2"),
        ("1 1/0", "1"),
    ],
)
def test_what_is_not_seen_to_be_algebraic_is_not_decided(left: str, right: str) -> None:
    """
    Nor what has no value, nor what would take too many bits.
    """
    assert confirm(tree_of(left), tree_of(right)) is None


def test_degrees_are_angles_too() -> None:
    """
    Written with the sign, or meant by the setting.
    """
    half = Divide(Number("1"), Number("2"))

    assert True is confirm(Call("sin", (Degrees(Number("30")),)), half)
    assert True is confirm(Call("sin", (Number("30"),)), half, "degrees")
    assert confirm(Call("sin", (Number("30"),)), half) is None


whole = st.integers(1, 60).map(lambda number: Number(str(number)))


@given(first=whole, second=whole)
def test_squares_of_sums_of_roots(first: Number, second: Number) -> None:
    """
    (sqrt(a) + sqrt(b))^2 = a + b + 2 sqrt(ab), and one more is not.
    """
    square = Power(Add(Call("sqrt", (first,)), Call("sqrt", (second,))), Number("2"))
    product = Multiply(Number("2"), Call("sqrt", (Multiply(first, second),)))
    expanded = Add(Add(first, second), product)

    assert True is confirm(square, expanded)
    assert False is confirm(square, Add(expanded, Number("1")))
    assert False is confirm(Subtract(square, Number(".000000001")), expanded)
