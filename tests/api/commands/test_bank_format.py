"""
What `misstep bank format` promises authors and their CI.
"""

from pathlib import Path

import pytest

from api.cli import main
from tests.item_bank.small_bank import BANK, ITEM, SMALL_BANK, changed, write_bank

UNTIDY = changed(ITEM, "id: two-step\n", "id:   two-step\n")


def test_a_check_changes_nothing_and_says_what_would_change(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    With --check the exit code is 1 and the file is named, until it has been formatted.
    """
    bank = write_bank(tmp_path, UNTIDY)
    before = (bank / ITEM).read_text("utf-8")
    assert main(["bank", "format", "--check", str(bank)]) == 1
    assert ITEM in capsys.readouterr().out
    assert before == (bank / ITEM).read_text("utf-8")

    assert main(["bank", "format", str(bank)]) == 0
    assert before != (bank / ITEM).read_text("utf-8")
    assert main(["bank", "format", "--check", str(bank)]) == 0
    assert main(["bank", "check", str(bank)]) == 0


def test_a_single_file_is_formatted_alone(tmp_path: Path) -> None:
    """
    Of a file that is named, nothing else is touched; its place in its bank says what it is.
    """
    bank = write_bank(tmp_path, {**UNTIDY, BANK: SMALL_BANK[BANK].replace("id: small\n", "id:   small\n")})
    assert main(["bank", "format", str(bank / ITEM)]) == 0
    assert "id: two-step\n" in (bank / ITEM).read_text("utf-8")
    assert "id:   small\n" in (bank / BANK).read_text("utf-8")


def test_a_broken_file_is_told_of_and_the_others_are_formatted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What is no YAML stays as it is, with its finding, and stops nobody else.
    """
    bank = write_bank(tmp_path, {**UNTIDY, "items/broken.yaml": "a: [1\n"})
    assert main(["bank", "format", str(bank)]) == 1
    assert "broken.yaml:2:1: error yaml-syntax" in capsys.readouterr().err
    assert (bank / "items/broken.yaml").read_text("utf-8") == "a: [1\n"
    assert "id: two-step\n" in (bank / ITEM).read_text("utf-8")


def test_a_folder_that_is_no_bank_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A folder without bank.yaml is refused with a sentence, and so is what is not there.
    """
    assert main(["bank", "format", str(tmp_path)]) == 2
    assert main(["bank", "format", str(tmp_path / "nothing")]) == 2
    assert "is no bank" in capsys.readouterr().err
