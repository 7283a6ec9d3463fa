"""The chain's part of docs/hints.md says what the code does."""

import re
from pathlib import Path

from hints.job import OutcomeReason
from hints.misconception.replay import CHECKS
from hints.recipes.reading import shipped_recipes

TEXT = (Path(__file__).parents[3] / "docs" / "hints.md").read_text(encoding="utf-8")


def rows(head: str) -> dict[str, str]:
    """Return a table of the page by its first column."""
    table = TEXT[TEXT.index(head) :].split("\n\n")[0]
    found = re.findall(r"^\| `(\w+)` \| (.*) \|$", table, re.MULTILINE)
    return dict(found)


def test_every_check_of_a_claim_is_listed_in_its_own_words() -> None:
    """
    What operators read in a trace they find on the page.
    """
    assert {code: sentence for code, sentence in rows("| check of a claim |").items() if code != "schema"} == CHECKS


def test_every_end_of_a_job_is_listed() -> None:
    """
    No job ends in a way that the page does not know.
    """
    assert set(rows("| a job ends |")) == {reason.value for reason in OutcomeReason}


def test_both_recipes_are_named_and_their_refusals_are_codes_that_there_are() -> None:
    """
    The page names the recipes, and a recipe has no words for checks that do not exist.
    """
    known = {*CHECKS, "schema", "repeats", ""} | set(re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE))
    for name, recipe in shipped_recipes().items():
        assert f"`{name}`" in TEXT
        assert {code for ask in recipe.asks.values() for code in ask.refused} <= known
