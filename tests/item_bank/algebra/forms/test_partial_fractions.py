"""What `partial_fractions` promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.forms.lack import Lack
from tests.item_bank.algebra.forms.asked import lack_of


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("1/x+1/(x+1)", "(2x+1)/(x(x+1))"),
        ("1/(x+1)+1/x", "1/x+1/(x+1)"),
        ("1/(x-1)+2/(x-1)^2", "(x+1)/(x-1)^2"),
        ("1/(x-1)+2/(x^2-2x+1)", "(x+1)/(x-1)^2"),
        ("x+1/(x^2+1)", "(x^3+x+1)/(x^2+1)"),
        ("x+2+(x-1)/(x^2+1)", "x+2+(x-1)/(x^2+1)"),
        ("1/(2x+2)-1/3/(x-1)", "1/(2x+2)-1/(3(x-1))"),
        ("(1/2)(1/(x-1)-1/(x+1))", "1/(x^2-1)"),
        ("(1/(x-1)-1/(x+1))/2", "1/(x^2-1)"),
        ("(x-1)^-1-(x+1)^-1", "2/(x^2-1)"),
        ("a/(x+a)+b/(x-b)", "a/(x+a)+b/(x-b)"),
        ("3/(x+1)^2", "3/(x+1)^2"),
        ("x^2/2+1/3", "x^2/2+1/3"),
        ("y=1/x+1/(x+1)", "y=(2x+1)/(x(x+1))"),
        ("1/(x-1)-x/(x^2+1)-1/(x^2+1)", "2/((x-1)(x^2+1))"),
        ("5", "5"),
        ("x^5000/(x-1)+1/x", "x"),
    ],
)
def test_split_fractions_are_in_form(text: str, key: str) -> None:
    """
    In any order, with a polynomial beside them, over expanded powers and in a letter beside parameters.
    """
    assert lack_of("partial_fractions", text, key) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(2x+1)/(x(x+1))", "not_partial_fractions"),
        ("1/(x^2-1)", "not_partial_fractions"),
        ("1/(x+1)+1/(x+1)", "not_partial_fractions"),
        ("1/(x+1)+1/(2x+2)", "not_partial_fractions"),
        ("x/(x^2+1)+1/(x^2+1)+2/(x^2+1)", "not_partial_fractions"),
        ("(x+1)/(x^2+1)+x/(x^2+1)", "not_partial_fractions"),
        ("(1/(x-1)-1/(x+1))/x", "not_partial_fractions"),
        ("(1/x+1)(1/(x-1)+1)", "not_partial_fractions"),
        ("(1/2)(1/(x-1)+1/(x^2-4))", "not_partial_fractions"),
        ("x^2/(x+1)", "fraction_not_proper"),
        ("(x+2)/(x+1)^2", "fraction_not_proper"),
        ("x*1/(x+1)", "fraction_not_proper"),
        ("1/x+(x^2+1)/(x^2+2)", "fraction_not_proper"),
    ],
)
def test_what_can_be_split_further_is_named(text: str, expected: Lack) -> None:
    """
    A denominator of two factors, two fractions over one, and a numerator of too high a degree.
    """
    assert lack_of("partial_fractions", text) == expected


@given(
    roots=st.lists(st.integers(-9, 9), min_size=2, max_size=5, unique=True),
    tops=st.lists(st.integers(1, 9), min_size=5, max_size=5),
)
def test_sums_over_distinct_factors_are_split_and_their_common_fraction_is_not(
    roots: list[int], tops: list[int]
) -> None:
    """
    Constants over different linear factors are in form; over the product of these factors nothing is.
    """
    factors = [f"(x+{root})" if root >= 0 else f"(x-{-root})" for root in roots]
    split = "+".join([f"{top}/{factor}" for top, factor in zip(tops, factors, strict=False)])

    assert lack_of("partial_fractions", split) is None
    assert lack_of("partial_fractions", f"(x+20)/({'*'.join(factors)})") == "not_partial_fractions"
