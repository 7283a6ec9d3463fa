"""What the documentation shows of forms is what happens."""

import re
from pathlib import Path
from typing import get_args

import pytest

from item_bank.algebra.forms.form import Form
from tests.item_bank.algebra.forms.asked import lack_of

PAGE = Path(__file__).parents[4] / "docs" / "bank-format.md"
EXAMPLE = re.compile(r"`([^`]+)`(?: for `([^`]+)`)?")


def rows() -> dict[str, tuple[str, str]]:
    """
    Return the examples of each form: what has it, and what lacks it.
    """
    section = PAGE.read_text().partition("### Forms")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {row[0].strip("`"): (row[2], row[3]) for row in cells}


@pytest.mark.parametrize("form", get_args(Form))
def test_every_form_is_documented_with_examples_that_hold(form: Form) -> None:
    """
    Each example that is said to have a form has it, each other lacks it.
    """
    good, bad = rows()[form]

    assert form == "any" or (EXAMPLE.search(good) and EXAMPLE.search(bad))
    assert [text for text, key in EXAMPLE.findall(good) if lack_of(form, text, key or None) is not None] == []
    assert [text for text, key in EXAMPLE.findall(bad) if lack_of(form, text, key or None) is None] == []
