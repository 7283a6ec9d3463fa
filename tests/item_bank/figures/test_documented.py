"""
What docs/bank-format.md says of figures.
"""

from pathlib import Path

import pytest

from item_bank.check.bank import check_bank
from item_bank.figures.figure import FIGURES
from item_bank.finding import Code
from item_bank.load import load_bank
from tests.item_bank.small_bank import ITEM, SMALL_BANK, write_bank

PAGE = Path(__file__).parents[3] / "docs" / "bank-format.md"


@pytest.mark.slow
def test_the_examples_of_the_page_are_figures_without_findings(tmp_path: Path) -> None:
    """
    The figures and the options that the page shows read, fill and draw, and the page leaves no kind out.
    """
    section = PAGE.read_text(encoding="utf-8").partition("\n## Figures\n")[2].partition("\n## ")[0]
    figures, answer = (block.partition("\n```")[0] for block in section.split("```yaml\n")[1:])
    step = "".join(f"    {line}\n" for line in f"{answer}\n{figures}".splitlines())
    item = SMALL_BANK[ITEM].partition("steps:\n")[0].replace("a: {int: [2, 5]}", "a: {int: [2, 4]}")
    item = item.replace("not: [4]", "not: [2, 3, 4]")
    files = {
        **SMALL_BANK,
        ITEM: f"{item}steps:\n  - id: pick\n    prompt: Which shows three quarters?\n{step}",
        "mistakes.yaml": "- {code: parts-not-equal, name: Parts, did: took other parts}\n",
    }
    found = check_bank(load_bank(write_bank(tmp_path, files))).findings

    not_practised = {Code.SKILL_WITHOUT_ITEMS, Code.PREREQUISITE_WITHOUT_ITEMS}
    assert [] == [one for one in found if one.code not in not_practised], found
    assert all(f"kind: {kind}\n" in figures and f"| `{kind}` |" in section for kind in FIGURES)
