"""What `numerals` makes of digits and marks, by locale."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.algebra.numerals import Numeral, marks, read_numeral
from item_bank.algebra.unreadable import Unreadable


@pytest.mark.parametrize(
    ("locale", "written", "expected"),
    [
        ("en", "2.50", "2.50"),
        ("en", "007", "007"),
        ("en", ".5", ".5"),
        ("en", "1,500", "1500"),
        ("en", "1,234,567.89", "1234567.89"),
        ("en", "1 500", "1500"),
        ("en", "1\u00a0500", "1500"),
        ("en", "1\u202f234\u202f567", "1234567"),
        ("en", "1'500", "1500"),
        ("en", "12 345.678 901 2", "12345.6789012"),
        ("en", "1\u2019500.5", "1500.5"),
        ("en", "1\u066c500\u066b5", "1500.5"),
        ("de", "3,5", "3.5"),
        ("de", ",5", ".5"),
        ("de", "1.500", "1500"),
        ("de", "1.234.567,8", "1234567.8"),
        ("de_CH", "3.5", "3.5"),
        ("de-CH", "1\u2019500.5", "1500.5"),
        ("fr", "1 500,5", "1500.5"),
        ("fr", "16.500,00", "16500.00"),
        ("es-MX", "1,500.5", "1500.5"),
        ("es", "1.500,5", "1500.5"),
        ("en-IN", "12,34,567.5", "1234567.5"),
        ("hi", "1,00,000", "100000"),
        ("en-IN", "1,500", "1500"),
        ("xx", "3.5", "3.5"),
        ("", "3.5", "3.5"),
    ],
)
def test_marks_are_read_by_locale(locale: str, written: str, expected: str) -> None:
    """
    Digits stay as written; group marks go, and the decimal mark becomes a point.
    """
    assert Numeral(expected, len(written)) == read_numeral(written, 0, marks(locale))


@pytest.mark.parametrize(
    ("locale", "written", "code"),
    [
        ("en", "3,5", "decimal_comma"),
        ("en", "12,34", "decimal_comma"),
        ("en", "0,500", "decimal_comma"),
        ("en", "1,5000", "decimal_comma"),
        ("en", "16,5", "decimal_comma"),
        ("de", "3.5", "decimal_point"),
        ("de", ".5", "decimal_point"),
        ("de", "0.500", "decimal_point"),
        ("en", "1.5.2", "two_decimal_marks"),
        ("en", "1.5\u066b2", "two_decimal_marks"),
        ("en", "1,234,5", "group_marks"),
        ("en", "12,34,567", "group_marks"),
        ("en", "1'5", "group_marks"),
        ("en", "1,500'000", "group_marks"),
        ("en", "1.500,5", "group_marks"),
        ("en", "1 500 / 7", "ambiguous_mixed"),
    ],
)
def test_marks_that_do_not_fit_the_locale_are_asked_about(locale: str, written: str, code: str) -> None:
    """
    No mark is guessed at: the outcome names what is odd, over the whole run of digits.
    """
    outcome = read_numeral(written, 0, marks(locale))

    assert isinstance(outcome, Unreadable)
    assert code == outcome.code
    assert 0 == outcome.start


@pytest.mark.parametrize(
    ("written", "expected"),
    [("5", Numeral("5", 1)), ("5,x", Numeral("5", 1)), ("5, 6", Numeral("5", 1)), ("1 50", Numeral("1", 1))],
)
def test_a_mark_without_digits_after_it_is_no_part_of_the_number(written: str, expected: Numeral) -> None:
    """
    What follows is left to the tokenizer.
    """
    assert expected == read_numeral(written, 0, marks("en"))


def test_among_arguments_a_comma_parts_numbers() -> None:
    """
    `4,600` is two arguments there, while other group marks do not join numbers either.
    """
    assert Numeral("4", 1) == read_numeral("4,600", 0, marks("en"), ",")
    assert Numeral("4", 1) == read_numeral("4 600", 0, marks("en"), ",")


def test_digits_are_counted_before_a_number_is_built() -> None:
    """
    Sixty digits are read, sixty-one are not.
    """
    outcome = read_numeral("1" * 61, 0, marks("en"))

    assert Numeral("1" * 60, 60) == read_numeral("1" * 60, 0, marks("en"))
    assert isinstance(outcome, Unreadable)
    assert "number_too_long" == outcome.code


@given(number=st.integers(0, 10**12), places=st.sampled_from(["", "5", "250"]))
def test_grouped_digits_mean_the_same_number(number: int, places: str) -> None:
    """
    Thousands marks change nothing in either kind of locale.
    """
    for locale, group, decimal in (("en", ",", "."), ("de", ".", ","), ("fr", "\u202f", ",")):
        written = f"{number:,}".replace(",", group) + (decimal + places if places else "")
        expected = f"{number}.{places}" if places else f"{number}"
        assert Numeral(expected, len(written)) == read_numeral(written, 0, marks(locale))
