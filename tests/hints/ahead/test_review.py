"""A review file is read as it was written, whatever stands in it, and what is none is said in a sentence."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hints.ahead.review import MOST, BadReview, Entry, Review, expected_of, name_of, read_review, written
from item_bank.ids import ItemId, MistakeCode, StepId

LINE = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff"), max_size=120)
FULL = LINE.map(str.strip).filter(bool)
NAMES = st.from_regex(r"[a-z][a-z0-9-]{0,12}", fullmatch=True)
ENTRIES = st.builds(
    Entry,
    item=NAMES.map(ItemId),
    step=NAMES.map(StepId),
    wrong=FULL,
    mistake=NAMES.map(MistakeCode),
    rule=NAMES,
    misconception=st.sampled_from(["", "M-AR09"]),
    did=LINE.map(str.strip),
    draws=st.lists(st.integers(0, 10**6), max_size=4).map(tuple),
    answers=st.lists(LINE, max_size=4).map(tuple),
    content=NAMES,
    source=st.sampled_from(["computation", "model", "refused", "nobody"]),
    why=LINE.map(str.strip),
    words=LINE.map(str.strip),
    approved=st.booleans(),
)
ONE = Entry(
    item=ItemId("fence"),
    step=StepId("left"),
    wrong="a + b",
    mistake=MistakeCode("added-instead"),
    draws=(1, 2),
    answers=("7", "9"),
    content="abc",
    source="nobody",
)


@pytest.mark.slow
@given(st.lists(ENTRIES, max_size=4, unique_by=name_of))
def test_a_file_is_read_as_it_was_written(entries: list[Entry]) -> None:
    """
    Texts of any signs, empty ones, none at all; entries in their order.
    """
    review = Review(bank="ahead", hints=tuple(entries))
    assert review == read_review(written(review).encode(), "r")


@given(ENTRIES)
def test_an_entry_is_about_the_answer_that_it_names(entry: Entry) -> None:
    """
    On the way there and back nothing gets lost that tells it from others.
    """
    assert name_of(entry) == name_of(expected_of(entry))
    assert (entry.draws, entry.answers) == (expected_of(entry).variants, expected_of(entry).answers)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "r is not UTF-8."),
        (b"bank: x\nhints: ]\n", "r, line 2 is no YAML"),
        (b"bank: x\nhint: []", "r is no review of hints"),
        (b"- a list", "r is no review of hints"),
        (b"x" * (MOST + 1), "r is larger than 8 MB."),
    ],
)
def test_what_is_no_review_is_said_with_its_place(content: bytes, said: str) -> None:
    """
    Nothing is guessed at.
    """
    found = read_review(content, "r")
    assert isinstance(found, BadReview)
    assert found.sentence.startswith(said)


def test_two_entries_for_one_answer_are_one_too_many() -> None:
    """
    Which words hold could not be told.
    """
    twice = Review(bank="ahead", hints=(ONE, msgspec.structs.replace(ONE, words="Look.")))
    found = read_review(written(twice).encode(), "r")
    assert isinstance(found, BadReview)
    assert "two entries for fence / left / a + b / added-instead" in found.sentence
