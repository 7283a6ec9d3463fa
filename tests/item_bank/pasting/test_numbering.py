"""A pasted text is parted into problems as they were numbered, and doubts are noted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from item_bank.pasting.numbering import MAX_CHARACTERS, MAX_PROBLEMS, Numbered, TooMuch, numbered


def parted(text: str) -> list[tuple[str, str]]:
    """
    Return labels and texts.
    """
    found = numbered(text)
    assert isinstance(found, Numbered)
    return [(entry.label, entry.text) for entry in found.entries]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1) 1/2 + 1/4   2) 2x + 1 = 11", [("1", "1/2 + 1/4"), ("2", "2x + 1 = 11")]),
        ("1)1/2+1/4 2)3/4", [("1", "1/2+1/4"), ("2", "3/4")]),
        ("1. 2x = 4\n2. 3x = 6", [("1", "2x = 4"), ("2", "3x = 6")]),
        ("(7) 2 + 2\n(8) 3 + 3", [("7", "2 + 2"), ("8", "3 + 3")]),
        ("Nr. 1: 0,5 + 1\nNr. 2: 3*4", [("1", "0,5 + 1"), ("2", "3*4")]),
        ("#1 5 - 7 #2 4*4", [("1", "5 - 7"), ("2", "4*4")]),
        ("1) a) 1+1 b) 2+2\n2) 3+3", [("1a", "1+1"), ("1b", "2+2"), ("2", "3+3")]),
        ("a) 1+1\nb) 2+2", [("a", "1+1"), ("b", "2+2")]),
        ("2x + 1 = 3\n\n3x = 6", [("1", "2x + 1 = 3"), ("2", "3x = 6")]),
        ("1) 2(x + 1) = 6\r\n2) (1) + 3", [("1", "2(x + 1) = 6"), ("2", "(1) + 3")]),
        ("1.5 + 2.5", [("1", "1.5 + 2.5")]),
        ("", []),
    ],
)
def test_problems_are_parted_as_they_are_numbered(text: str, expected: list[tuple[str, str]]) -> None:
    """Whatever way of numbering is used, the problems come apart, and nothing else does."""
    assert parted(text) == expected


def test_a_number_within_brackets_is_no_problem_s() -> None:
    """A mark counts where all brackets before it are closed."""
    assert parted("1) (2 + 3 2) * 4\n2) 5") == [("1", "(2 + 3 2) * 4"), ("2", "5")]


def test_words_above_are_said_of_all() -> None:
    """What stands before the first mark holds for each problem below it."""
    found = numbered("Solve:\n1) x + 1 = 2\n2) a) 2x = 4 b) 3x = 6")
    assert isinstance(found, Numbered)
    assert [entry.above for entry in found.entries] == ["Solve:"] * 3


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        ("1) 1\n2) 2\n4) 4", [(), (), ("jump",)]),
        ("1) 1\n2) 2\n2) 3", [(), (), ("repeated",)]),
        ("1) 1 + 1 2) 2 7) 3", [(), (), ("jump",)]),
    ],
)
def test_doubts_about_numbers_are_noted(text: str, notes: list[tuple[str, ...]]) -> None:
    """Numbers left out or given twice are taken as typed, with a note for the teacher."""
    found = numbered(text)
    assert isinstance(found, Numbered)
    assert [entry.notes for entry in found.entries] == notes


@pytest.mark.parametrize(
    "text",
    [
        "1) a\nAufgabe 2: b\n3) c",
        "1. a\nAufgabe 2. b\n3. c",
    ],
)
def test_a_word_before_a_number_makes_no_other_numbering(text: str) -> None:
    """Where its number is the next one, it belongs to the same, and no number is left out."""
    found = numbered(text)
    assert isinstance(found, Numbered)
    assert [(entry.label, entry.text, entry.notes) for entry in found.entries] == [
        ("1", "a", ()),
        ("2", "b", ()),
        ("3", "c", ()),
    ]


def test_places_are_those_of_the_paste() -> None:
    """Each problem says where its text stands in what was pasted."""
    text = "Solve:\r\n1)  x = 2 \r\n2) 3x = 6"
    found = numbered(text)
    assert isinstance(found, Numbered)
    assert [text[entry.start : entry.start + len(entry.text)] for entry in found.entries] == ["x = 2", "3x = 6"]


def test_too_much_is_refused_with_a_sentence() -> None:
    """A paste beyond the limits is refused whole, and says which limit."""
    long, many = numbered("1" * (MAX_CHARACTERS + 1)), numbered("\n".join("1+1" for _ in range(MAX_PROBLEMS + 1)))
    assert isinstance(long, TooMuch)
    assert "20,000" in long.sentence
    assert isinstance(many, TooMuch)
    assert "100" in many.sentence


@given(st.text(alphabet=st.sampled_from("0123456789().:abx \n#N√"), max_size=200))
def test_no_character_of_a_problem_is_lost(text: str) -> None:
    """Whatever is pasted, each problem's text stands in the paste, in order and without overlap."""
    found = numbered(text)
    assert isinstance(found, Numbered)
    end = 0
    for entry in found.entries:
        assert text[entry.start : entry.start + len(entry.text)] == entry.text
        assert entry.start >= end
        end = entry.start + len(entry.text)
