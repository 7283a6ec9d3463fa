"""What `docs/working.md` promises: every cause has its row, and its example is what the engine finds."""

import re
from pathlib import Path

from item_bank.algebra.working.cause import CAUSES
from tests.item_bank.algebra.working.reading import followed

ROW = re.compile(r"^\| `(\w+)` \| (.+) \| `([^`]+)`, `([^`]+)` \|$", re.MULTILINE)
PAGE = (Path(__file__).parents[4] / "docs" / "working.md").read_text(encoding="utf-8")


def test_every_cause_is_on_the_page_with_its_words() -> None:
    """
    The page lists what the code has, in its order.
    """
    listed = re.findall(r"^\| `(\w+)` \| (.+?) \| ", PAGE.partition("## Causes")[2], re.MULTILINE)

    assert list(CAUSES.items()) == listed


def test_examples_have_the_cause_that_they_stand_for() -> None:
    """
    A row with two lines is followed as it stands.
    """
    rows = ROW.findall(PAGE)

    assert 15 < len(rows)
    assert [] == [(cause, before, after) for cause, _, before, after in rows if not ends_in(cause, before, after)]


def ends_in(cause: str, before: str, after: str) -> bool:
    """
    Say whether a second line has a cause.
    """
    return (followed(f"{before};{after}")[-1] or "").partition(":")[2] == cause
