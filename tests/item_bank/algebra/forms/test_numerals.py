"""What `decimal`, `mixed`, `scientific`, `percent` and `exact` promise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.forms.form import Form, lack
from item_bank.algebra.forms.lack import Lack
from item_bank.algebra.tree import Degrees, Multiply, Name, Percent, PlusMinus, Repeating
from tests.item_bank.algebra.forms.asked import lack_of, tree_of


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("decimal", "2.5"), ("decimal", "-0.5"), ("decimal", "3"), ("decimal", "(2.5)"), ("decimal", "x=2.5"),
        ("decimal", "0.5x^2+1.25"), ("decimal", "x"),
        ("mixed", "1 1/2"), ("mixed", "-1 1/2"), ("mixed", "4"), ("mixed", "3/4"), ("mixed", "-(3)/(4)"),
        ("mixed", "x=2 2/3"), ("mixed", "1 1/2x"),
        ("scientific", "2.5*10^3"), ("scientific", "-2.5*10^-3"), ("scientific", "2*10^(-7)"), ("scientific", "0"),
        ("scientific", "0.0"), ("scientific", "9.99*10^0"), ("scientific", "x=3*10^8"), ("scientific", "3*10^8*m/s"),
        ("scientific", "2.5*10^3*x^2"),
        ("percent", "50%"), ("percent", "-2.5%"), ("percent", "12 1/2%"), ("percent", "(1/3)%"), ("percent", "x=5%"),
        ("exact", "1/3"), ("exact", "2"), ("exact", "sqrt(2)/2"), ("exact", "2pi"), ("exact", "50%"),
        ("exact", "1 1/2"),
    ],
)  # fmt: skip
def test_numbers_in_the_asked_way_of_writing(form: Form, text: str) -> None:
    """
    With one sign at most, alone, in an equation, and before letters and units.
    """
    assert lack_of(form, text) is None


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("decimal", "1/2", "not_decimal"), ("decimal", "50%", "not_decimal"), ("decimal", "1 1/2", "not_decimal"),
        ("decimal", "2.5*10^3", "not_decimal"), ("decimal", "1+0.5", "not_decimal"),
        ("decimal", "sqrt(4)", "not_decimal"),
        ("decimal", "(1/2)x", "not_decimal"), ("decimal", "pi", "not_decimal"), ("decimal", "-(-2)", "not_worked_out"),
        ("mixed", "3/2", "not_mixed"), ("mixed", "2/2", "not_mixed"), ("mixed", "1.5", "not_mixed"),
        ("mixed", "1+1/2", "not_mixed"), ("mixed", "1 3/2", "mixed_improper"), ("mixed", "1 2/4", "not_lowest_terms"),
        ("mixed", "2/4", "not_lowest_terms"), ("mixed", "x/2.0+1/0.5", "not_mixed"), ("mixed", "(1/2)/3", "not_mixed"),
        ("mixed", "1/sqrt(4)", "not_mixed"), ("mixed", "--2", "not_worked_out"),
        ("scientific", "2500", "not_scientific"), ("scientific", "25*10^2", "mantissa_out_of_range"),
        ("scientific", "0.25*10^4", "mantissa_out_of_range"), ("scientific", "0*10^4", "mantissa_out_of_range"),
        ("scientific", "10^4", "not_scientific"), ("scientific", "2*10^0.5", "not_scientific"),
        ("scientific", "2*10", "not_scientific"), ("scientific", "2*5^3", "not_scientific"),
        ("scientific", "10^3*2", "not_scientific"), ("scientific", "2*10^(1+1)", "not_scientific"),
        ("scientific", "2/3*10^2", "not_scientific"), ("scientific", "2*10^(--3)", "not_scientific"),
        ("percent", "0.5", "not_percent"), ("percent", "50", "not_percent"), ("percent", "50%+1", "not_percent"),
        ("percent", "(20+30)%", "not_worked_out"), ("percent", "(1/(1+1))%", "not_worked_out"),
        ("percent", "(sqrt(4)/3)%", "not_worked_out"),
        ("exact", "0.5", "decimal_written"), ("exact", "x=2.0", "decimal_written"),
        ("exact", "x^0.5", "decimal_written"),
        ("exact", "12.5%", "decimal_written"), ("exact", "sqrt(0.5)", "decimal_written"),
    ],
)  # fmt: skip
def test_other_ways_of_writing_a_number_are_named(form: Form, text: str, expected: Lack) -> None:
    """
    What is missing has its code.
    """
    assert lack_of(form, text) == expected


def test_repeating_decimals_are_decimals_and_exact() -> None:
    """
    `0.1(6)` is a sixth, and a decimal, with a percent sign too.
    """
    sixth = Repeating("0.1", "6")

    assert lack("decimal", sixth, sixth) is None
    assert lack("exact", sixth, sixth) is None
    assert lack("percent", Percent(sixth), sixth) is None
    assert lack("mixed", sixth, sixth) == "not_mixed"


def test_both_signs_and_degrees_stand_outside_of_the_numeral() -> None:
    """
    `±2.5` and `2.5°` are decimals, and `±1/2` is none.
    """
    decimal, half = tree_of("2.5"), tree_of("1/2")

    assert lack("decimal", PlusMinus(decimal), decimal) is None
    assert lack("decimal", Degrees(decimal), decimal) is None
    assert lack("decimal", Multiply(PlusMinus(decimal), Name("m")), decimal) is None
    assert lack("decimal", PlusMinus(half), half) == "not_decimal"


@given(digits=st.integers(100, 999), places=st.integers(0, 3), exponent=st.integers(-20, 20))
def test_scientific_notation_has_one_digit_before_the_point(digits: int, places: int, exponent: int) -> None:
    """
    Three digits with the point at any place: only one place is right.
    """
    text = str(digits)
    mantissa = f"{text[:places] or '0'}.{text[places:]}"
    expected = None if places == 1 else "mantissa_out_of_range"

    assert lack_of("scientific", f"{mantissa}0*10^({exponent})") == expected
