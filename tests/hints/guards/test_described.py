"""What descriptions of numbers promise: chains, neighbours and riddles come to the number they tell."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.guards.described import described
from hints.guards.leak import leaks
from item_bank.answers.answer import NumberAnswer

FIVE = NumberAnswer(value="5")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Double 4, then subtract 3.", "en"),
        ("Take 4, double it and take away 3.", "en"),
        ("It is 4 doubled, minus 3.", "en"),
        ("Start with 10 and halve it.", "en"),
        ("Add 2 to 3.", "en"),
        ("Subtract 3 from eight.", "en"),
        ("It lies between 4 and 6.", "en"),
        ("It is more than four but less than six.", "en"),
        ("It is the number of fingers on one hand.", "en"),
        ("It is the square root of 25.", "en"),
        ("That makes $\\sqrt{25}$.", "en"),
        ("Verdopple 4 und ziehe dann 3 ab.", "de"),
        ("Nimm 4, verdopple es und ziehe 3 ab.", "de"),
        ("Sie liegt zwischen 4 und 6.", "de"),
        ("Addiere 2 und 3.", "de"),
        ("Es ist die Zahl der Finger einer Hand.", "de"),
        ("Es ist die Wurzel aus 25.", "de"),
        ("Duplica 4 y luego resta 3.", "es"),
        ("Toma 4, duplícalo y resta 3.", "es"),
        ("Está entre 4 y 6.", "es"),
        ("Suma 2 y 3.", "es"),
        ("Es el número de dedos de una mano.", "es"),
        ("Es la raíz cuadrada de 25.", "es"),
    ],
)
def test_a_number_that_is_described_leaks(text: str, language: str) -> None:
    """
    Told by numbers that nobody gave.
    """
    assert leaks(text, FIVE, given=["Solve it."], language=language)
    assert not leaks(text, NumberAnswer(value="77"), given=["Solve it."], language=language)


@pytest.mark.parametrize(
    "text",
    [
        "Divide 15 by 3.",
        "What do you get when you subtract 10 from 15?",
        "Subtract 10 from both sides, then divide by 3.",
        "How many fingers are on a hand?",
        "Is it between 3 and 10?",
    ],
)
def test_a_way_to_go_is_no_leak(text: str) -> None:
    """
    One operation on the exercise's own numbers, and questions.
    """
    assert not leaks(text, FIVE, given=["Solve $3x + 10 = 25$; so $3x = 15$."])


def test_a_whole_recipe_leaks_even_of_given_numbers() -> None:
    """
    Who says each operation has said the answer.
    """
    assert leaks("Subtract 10 from 25, then divide by 3.", FIVE, given=["Solve $3x + 10 = 25$."])


def test_a_chain_says_what_it_was_told_by() -> None:
    """
    The numbers, the operations, and the words.
    """
    found = described("Add 2 and 3, then double it.")[0]

    assert (Fraction(10), 2, frozenset({Fraction(2), Fraction(3)})) == (found.worth, found.steps, found.told_by)
    assert "Add 2 and 3, then double it" == found.text


@given(st.text(max_size=200), st.sampled_from(["en", "de", "es"]))
def test_any_text_is_looked_through(text: str, language: str) -> None:
    """
    Whatever it holds.
    """
    assert len(described(text, language)) <= len(text) * 4


def test_a_chain_without_end_is_bounded() -> None:
    """
    Squaring on and on stops at numbers that no exercise has.
    """
    text = "Take 9" + ", square it" * 60

    assert all(one.steps <= 8 and one.worth < 10**13 for one in described(text))
    assert not described("Take 5, divide it by 0.")
