"""What editing promises: one thing more in an author's file, and all else as it stands."""

from pathlib import PurePath

import pytest

from item_bank.finding import Finding
from item_bank.formatting.editing import Unplaced, appended, prepended, with_field
from item_bank.formatting.layout import Formatted

FILE = PurePath("items/a.yaml")
ITEM = b"""\
# whose it is
title: A
steps:
  - id: s1  # the first
    mistakes:
      - {when: a + b, code: added}
      # rare
      - when: a
        code: first
        hint: Old words.
  - id: s2
"""


def text(found: object) -> str:
    """Return the text of a file that could be changed."""
    assert isinstance(found, Formatted), found
    return found.text


def test_a_field_is_set_where_it_was_or_is_new() -> None:
    """
    In braces and below each other; comments stay.
    """
    new = text(with_field(ITEM, FILE, ("steps", 0, "mistakes", 0), "hint", "Is it more: or less?"))
    old = text(with_field(ITEM, FILE, ("steps", 0, "mistakes", 1), "hint", "New words."))

    assert '      - {when: a + b, code: added, hint: "Is it more: or less?"}\n      # rare\n' in new
    assert old == ITEM.decode().replace("Old words.", "New words.")


def test_an_entry_is_appended_to_a_list_that_is_there_or_not() -> None:
    """
    Also to a file that is empty so far.
    """
    fields = {"when": "2", "code": "two", "hint": "Why 2?"}

    there = text(appended(ITEM, FILE, ("steps", 0, "mistakes"), fields))
    fresh = text(appended(ITEM, FILE, ("steps", 1, "mistakes"), fields))
    empty = text(appended(b"", PurePath("mistakes.yaml"), (), {"code": "two", "name": "Two", "did": "wrote 2"}))

    assert "        hint: Old words.\n      - when: 2\n        code: two\n        hint: Why 2?\n  - id: s2\n" in there
    assert fresh.endswith("  - id: s2\n    mistakes:\n      - when: 2\n        code: two\n        hint: Why 2?\n")
    assert empty == "- code: two\n  name: Two\n  did: wrote 2\n"


@pytest.mark.parametrize(
    ("hints", "written"),
    [
        (
            "    hints:\n      # first\n      - One.  # short\n",
            "    hints:\n      - New.\n      # first\n      - One.  # short\n",
        ),
        ("    hints: [One.]\n", "    hints:\n      - New.\n      - One.\n"),
        ("", "    hints:\n      - New.\n"),
    ],
    ids=["below each other", "in brackets", "none"],
)
def test_a_text_is_put_before_all_others(hints: str, written: str) -> None:
    """
    Comments stay with what they stand above.
    """
    found = text(prepended(ITEM + hints.encode(), FILE, ("steps", 1, "hints"), "New."))

    assert found == ITEM.decode() + written


@pytest.mark.parametrize("at", [("steps", 2), ("steps", 0, "mistakes", 0, "when"), ("title",)])
def test_a_place_that_is_not_there_is_told_of(at: tuple[str | int, ...]) -> None:
    """
    Nothing is made up around it.
    """
    found = with_field(ITEM, FILE, at, "hint", "Words.")

    assert isinstance(found, Unplaced)
    assert "items/a.yaml has no place " in found.sentence


def test_a_file_that_cannot_be_read_stays() -> None:
    """
    Its finding is handed back.
    """
    assert isinstance(with_field(b"a: [", FILE, (), "hint", "Words."), Finding)
    assert isinstance(with_field(b"a: 1\na: 2\n", FILE, (), "hint", "Words."), Finding)
