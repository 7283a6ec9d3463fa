"""What docs/bank-format.md says of translations."""

import shutil
from pathlib import Path

import pytest

from hints.guards.leak import leaks
from item_bank.build import build
from item_bank.check.bank import check_bank
from item_bank.load import load_bank
from item_bank.starter import STARTER

PAGE = Path(__file__).parents[3] / "docs" / "bank-format.md"


@pytest.mark.slow
def test_the_translation_on_the_authors_page_is_whole(tmp_path: Path) -> None:
    """
    The examples of the chapter translate the item of the first look, and a mistake of the starter bank.
    """
    page = PAGE.read_text(encoding="utf-8")
    item = page.split("```yaml\n", 1)[1].split("```", 1)[0]
    chapter = page.split("\n## Translations\n", 1)[1].split("\n## ", 1)[0]
    translation, mistakes = (block.split("```", 1)[0] for block in chapter.split("```yaml\n")[1:])
    for name in ("bank.yaml", "skills.yaml", "mistakes.yaml"):
        shutil.copy(STARTER / name, tmp_path)
    (tmp_path / "items").mkdir()
    (tmp_path / "items" / "two-step.yaml").write_text(item, encoding="utf-8")
    (tmp_path / "items" / "two-step.de.yaml").write_text(translation, encoding="utf-8")
    (tmp_path / "mistakes.de.yaml").write_text(mistakes, encoding="utf-8")
    loaded = load_bank(tmp_path)
    findings = check_bank(loaded, leaks=leaks, compared=20).findings

    assert [] == [found for found in findings if ".de." in found.file]
    (released,) = build(loaded.source).items
    assert {"de"} == set(released.translations)
