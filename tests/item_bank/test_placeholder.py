"""
What placeholders promise: a draw's values stand in texts as the author asked.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.domain import Exact
from item_bank.draw import Draw
from item_bank.placeholder import FORMATS, BadText, Names, Text, Unfilled, fill_text, read_text

NAMES = Names(numbers=("a", "b", "n"), words=("who",), unknowns=("x",))
DRAW = Draw(numbers={"a": 3, "b": -5, "n": 1}, words={"who": "Mia"})


def filled(text: str, draw: Draw = DRAW) -> str:
    """
    Fill a text that can be filled.
    """
    read = read_text(text, NAMES)
    assert isinstance(read, Text), read
    found = fill_text(read, draw)
    assert isinstance(found, str), found
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("no placeholder, but @ and {braces}", "no placeholder, but @ and {braces}"),
        ("Solve $@{a}x @{b:+} = 7$, @{who}.", "Solve $3x -5 = 7$, Mia."),
        ("@{ a + b }@{ b : () }", "-2(-5)"),
        ("@{n:coef}x @{-n:+coef}y @{n:+coef}z", "x -y +z"),
        (r"$@{a/4:frac}$, $@{b/4:+frac}$, $@{a:frac}$", r"$\frac{3}{4}$, $-\frac{5}{4}$, $3$"),
        (r"@{b/4:()frac}", r"(-\frac{5}{4})"),
        ("@{a/4}", "3/4"),
        ("@{a/8:.} @{a*1000:.} @{b/7:.} @{b/8:+.} @{b/8:().}", "0.375 3000 -5/7 -0.625 (-0.625)"),
        ("@{a/8:.2} @{b/3:.0} @{b:+.1} @{1/a - n/3:.2}", "0.38 -2 -5.0 0.00"),
        ("@{a*x + b} and $@{x/a}$", "3x - 5 and $\\frac{x}{3}$"),
        (r"@{a/b} stays typed, \$ @{a/b}", r"-3/5 stays typed, \$ -3/5"),
    ],
)
def test_each_format_writes_what_it_says(text: str, expected: str) -> None:
    """
    Signs, brackets, dropped ones, fractions, places and decimals come out as the table in the authors' guide has them.
    """
    assert expected == filled(text).replace("*x", "x")


@given(value=st.fractions(min_value=-99, max_value=99, max_denominator=20), form=st.sampled_from(FORMATS))
def test_the_size_of_a_number_does_not_depend_on_its_sign(value: Fraction, form: str) -> None:
    """
    A negative number is written as its opposite with a minus sign, whatever the format.
    """
    number: Exact = value.numerator if value.denominator == 1 else value
    negative, positive = (
        filled(f"@{{a:{form}}}", Draw(numbers={"a": one, "b": 0, "n": 1}, words={}))
        for one in (-abs(number), abs(number))
    )

    assert positive.lstrip("+") == (negative.strip("(-)") if value else negative.strip("+"))


@pytest.mark.parametrize(
    "text",
    [
        "@{}",
        "@{z}",
        "@{a",
        "@{a}} @{b",
        "@{{a}}",
        "@{a:coeff}",
        "@{a:}",
        "@{a:()coef}",
        "@{who:+}",
        "@{who + 1}",
        "@{7}",
        "@{x}",
        "@{a*x:+}",
        "@{a = b}",
        "@{__import__('os')}",
    ],
)
def test_placeholders_that_cannot_be_filled_are_named_with_their_place(text: str) -> None:
    """
    Each bad placeholder has a sentence and stands where it is said to stand.
    """
    read = read_text(text, NAMES)

    assert isinstance(read, BadText)
    for bad in read.placeholders:
        assert bad.sentence
        assert text[bad.start :].startswith("@{")


def test_all_bad_placeholders_of_a_text_are_found() -> None:
    """
    The second of two is not hidden by the first.
    """
    read = read_text("@{z} @{a} @{y}", NAMES)

    assert isinstance(read, BadText)
    assert [0, 10] == [bad.start for bad in read.placeholders]


def test_a_placeholder_without_a_value_says_so() -> None:
    """
    A division by zero in one draw is an outcome with the formula's text.
    """
    read = read_text("It is @{1/(a - 3)}.", NAMES)
    assert isinstance(read, Text)

    assert Unfilled(formula="1/(a - 3)", sentence="It divides by zero.") == fill_text(read, DRAW)
