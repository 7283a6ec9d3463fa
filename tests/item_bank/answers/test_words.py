"""What `words` promises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.answers.words import NO_WORDS, STUCK, asks_for_help, fold, is_blank


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Paris", " paris "),
        ("New York", "new\u00a0york"),
        ("it\u2019s", "it's"),
        ("twenty\u2013one", "Twenty-One"),
        ("\uff30aris", "Paris"),
        ("Paris.", "Paris"),
        ("Stra\u00dfe", "STRASSE"),
        ("zero\u200bwidth", "zerowidth"),
    ],
)
def test_typing_habits_do_not_tell_words_apart(one: str, other: str) -> None:
    """
    Case, white space, typography, width and invisible marks never decide.
    """
    assert fold(other) == fold(one)


@pytest.mark.parametrize(("one", "other"), [("colour", "color"), ("a-b", "ab"), ("1.5", "15"), ("...", ".")])
def test_spelling_tells_words_apart(one: str, other: str) -> None:
    """
    Letters, hyphens and marks inside a word do decide.
    """
    assert fold(other) != fold(one)


@pytest.mark.parametrize(
    "text", ["", "  ", "?", "idk", "I don\u2019t know!", "I'm STUCK.", "no idea", "\u2026", "\u200b", "help me"]
)
def test_asking_for_help_is_understood(text: str) -> None:
    """
    A blank and the ways in which learners say "I'm stuck" ask for help.
    """
    assert asks_for_help(text)


@pytest.mark.parametrize("text", ["4", "x", "help = 4", "i", "k", "-", "idk 4", "not 5"])
def test_an_answer_asks_for_nothing(text: str) -> None:
    """
    What holds anything beside the phrase is an answer.
    """
    assert not asks_for_help(text)


@given(st.text())
def test_folding_is_done_once(text: str) -> None:
    """
    Folded words are blank exactly where nothing visible was there, and hold no white space.
    """
    folded = fold(text)

    assert is_blank(text) == (folded == "")
    assert not any(c.isspace() for c in folded)


def test_no_plea_for_help_is_taken_for_maths_at_a_glance() -> None:
    """The signs by which a text is seen to be no plea for help stand in none."""
    assert not any(NO_WORDS.search(phrase) for phrase in STUCK)
