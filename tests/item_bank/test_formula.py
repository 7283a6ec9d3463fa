"""
What formulas promise authors: exact values, and a value that says so where there is none.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.exact import value
from item_bank.algebra.unreadable import Unreadable
from item_bank.computing import MAX_BITS
from item_bank.formula import Formula, Undefined, read_formula

NAMES = ("a", "b", "c", "x0")
whole_numbers = st.integers(min_value=-50, max_value=50)
exact_numbers = st.one_of(whole_numbers, st.fractions(min_value=-9, max_value=9, max_denominator=9))


def formula(text: str, *unknowns: str) -> Formula:
    """
    Read a formula that can be read.
    """
    read = read_formula(text, NAMES, unknowns)
    assert isinstance(read, Formula), read
    return read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a*x0 + b", 7),
        ("(c - b)/a", Fraction(12, 3)),
        ("b/a", Fraction(-5, 3)),
        ("-a^2", -9),
        ("2a - +b", 11),
        ("50%*x0", 2),
        ("1 1/2 + a", Fraction(9, 2)),
        ("abs(b) + gcd(x0, 6) + lcm(a, x0)", 19),
        ("mod(b, a) + min(a, b) + max(a, b)", -1),
        ("sqrt(x0)", 2),
    ],
)
def test_a_formula_is_computed_exactly(text: str, expected: Fraction) -> None:
    """
    Each operation and function has its exact value, and whole ones are plain integers.
    """
    found = formula(text).value({"a": 3, "b": -5, "c": 7, "x0": 4})

    assert expected == found
    assert isinstance(found, int) == (Fraction(expected).denominator == 1)


@given(a=exact_numbers, b=exact_numbers, c=exact_numbers)
@pytest.mark.parametrize("text", ["a*b - c/2", "(a + b)/c", "-(a - b)^2 + c", "a/(b*c)", "max(a, b) - abs(c)", "b^-2"])
def test_the_quick_way_and_the_tree_agree(text: str, a: Fraction, b: Fraction, c: Fraction) -> None:
    """
    What a formula computes for many draws is what the algebra says of its tree.
    """
    read = formula(text)
    slow = value(read.tree, {"a": Fraction(a), "b": Fraction(b), "c": Fraction(c)})
    quick = read.value({"a": a, "b": b, "c": c})

    assert (slow if isinstance(slow, Fraction) else None) == (None if isinstance(quick, Undefined) else quick)


@pytest.mark.parametrize(
    "text", ["a/(b + 5)", "b^(1/2)", "gcd(a, a/2)", "9^9^9", "mod(a, b + 5)", "sqrt(a)", "(b + 5)^-1"]
)
def test_a_formula_without_a_value_says_so(text: str) -> None:
    """
    A division by zero, a root that is none and a number too large are outcomes, not errors.
    """
    assert isinstance(formula(text).value({"a": 3, "b": -5}), Undefined)
    assert isinstance(formula(f"{text} = 1").holds({"a": 3, "b": -5}), Undefined)


def test_numbers_stay_short_enough_to_be_read_back() -> None:
    """
    A value of more bits than a literal may have digits is refused, also when it was multiplied up bit by bit.
    """
    half = 2 ** (MAX_BITS // 2)

    assert half * half // 2 == formula("a*b").value({"a": half, "b": half // 2})
    assert isinstance(formula("a*b").value({"a": half, "b": 2 * half}), Undefined)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a < b", "no"), ("b < a <= 3", "yes"), ("b < a < 3", "no"), ("a != b", "yes"), ("gcd(a, x0) = 1", "yes")],
)
def test_conditions_and_chains_hold_or_not(text: str, expected: str) -> None:
    """
    A chain holds where each neighbouring pair does.
    """
    read = formula(text)

    assert read.is_condition
    assert (expected == "yes") is read.holds({"a": 3, "b": -5, "x0": 4})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a*x = c - b", "3x = 12"),
        ("a*x + b", "3x - 5"),
        ("x/a", "x/3"),
        ("(c - b)/a", "4"),
        ("b/a", "-5/3"),
        ("x + 1", "x + 1"),
        ("6/8", "6/8"),
    ],
)
def test_filling_computes_what_has_no_unknown(text: str, expected: str) -> None:
    """
    Parameters become numbers, and a formula in which none occurs stays as it was written.
    """
    filled = formula(text, "x").filled({"a": 3, "b": -5, "c": 7})
    read = read_formula(str(filled), (), ("x",))

    assert expected.replace("x", "*x").lstrip("*").replace("*x", "x") == str(filled).replace("*x", "x")
    assert isinstance(read, Formula)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a; b", "3, -5"),
        ("sqrt(c)", "sqrt(7)"),
        ("a*sqrt(c)", "3*sqrt(7)"),
        ("a*pi", "3*pi"),
        ("abs(x) + a", "abs(x) + 3"),
    ],
)
def test_what_is_not_one_fraction_is_filled_and_stays_as_written(text: str, expected: str) -> None:
    """
    Several answers, roots that are no fraction and constants keep their shape around the draw's numbers.
    """
    assert expected == formula(text, "x").filled({"a": 3, "b": -5, "c": 7, "x0": 4})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a +",
        "d",
        "a = b = ",
        "foo(a)",
        "gcd(a)",
        "gcd(a, x)",
        "min(x, a) + 1",
        "__import__('os')",
    ],
)
def test_what_is_no_formula_is_refused_with_a_sentence(text: str) -> None:
    """
    Texts that cannot be read, strange names and functions of unknowns are refused, never evaluated.
    """
    read = read_formula(text, NAMES, ("x",))

    assert isinstance(read, Unreadable)
    assert read.sentence


def test_asking_a_formula_for_what_it_is_not_is_a_broken_contract() -> None:
    """
    A condition has no number, and a number does not hold.
    """
    with pytest.raises(TypeError):
        formula("a = b").value({"a": 1, "b": 1})
    with pytest.raises(TypeError):
        formula("a").holds({"a": 1})
