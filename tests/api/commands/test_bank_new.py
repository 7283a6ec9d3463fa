"""
What `misstep bank new` promises an author: a checked item, and nothing of theirs overwritten.
"""

import io
from pathlib import Path

import pytest

from api.cli import main
from tests.item_bank.small_bank import SMALL_BANK, write_bank

FENCE = [
    *("--id", "fence", "--title", "A fence around a field", "--skill", "perimeter"),
    *(
        "--prompt",
        "A field is $@{a}$ m long and $@{b}$ m wide. How long is the fence, in metres?",
        "--param",
        "a=3..12",
    ),
    *("--answer", "2*(a + b)", "--mistake", "a*b", "area-found", "worked out the area"),
    *("--mistake", "a + b", "two-sides-alone", "added two sides of four", "--hint", "How many sides has it?"),
    *("--hint", "Walk around the field in your mind."),
]


def files(bank: Path) -> dict[str, str]:
    """
    Return all files of a bank.
    """
    return {path.relative_to(bank).as_posix(): path.read_text("utf-8") for path in bank.rglob("*") if path.is_file()}


def test_a_new_bank_has_all_that_it_needs(tmp_path: Path) -> None:
    """
    From nothing, one command makes a bank that passes the check at its strictest and is in its layout.
    """
    bank = tmp_path / "my-bank"
    assert main(["bank", "new", str(bank), *FENCE]) == 0
    assert {"bank.yaml", "skills.yaml", "mistakes.yaml", "items/fence.yaml"} == set(files(bank))
    assert main(["bank", "check", "--strict", str(bank)]) == 0
    assert main(["bank", "format", "--check", str(bank)]) == 0
    item = files(bank)["items/fence.yaml"]
    assert '"a*b != 2*(a + b)"' in item  # the draws in which the wrong answer would be right
    assert "a + b !=" not in item  # which it never is
    assert item.count("expect:") == 3


def test_questions_are_asked_where_no_flag_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    An author who gives no flag is asked, and to lists that are there entries are only added.
    """
    bank = write_bank(tmp_path, SMALL_BANK)
    before = files(bank)
    answers = ["expand", "Expand a bracket", "expand", "Expand $@{a}(x + @{b})$.", "", "3..9", "a*x + a*b"]
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*answers, "a*x + b", "sign-kept", *[""] * 4])))
    assert main(["bank", "new", str(bank)]) == 0
    after = files(bank)
    assert before == {name: after[name][: len(text)] for name, text in before.items()}
    assert {"items/expand.yaml"} == set(after) - set(before)
    assert before["mistakes.yaml"] == after["mistakes.yaml"]
    assert "kind: expression" in after["items/expand.yaml"]
    assert "b: {int: [3, 9]}" in after["items/expand.yaml"]


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    An id that the bank has is refused with a sentence, and every file stays as it is.
    """
    bank = tmp_path / "bank"
    main(["bank", "new", str(bank), *FENCE])
    before = files(bank)
    assert main(["bank", "new", str(bank), *FENCE]) == 2
    assert before == files(bank)
    assert "already" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("flag", "value", "code"), [("--id", "no id", 2), ("--param", "a", 2), ("--answer", "2*(a + ", 1)]
)
def test_what_is_wrong_is_said(flag: str, value: str, code: int, tmp_path: Path) -> None:
    """
    What can be no item is refused; a formula that cannot be read is written, and found.
    """
    bank = tmp_path / "bank"
    assert main(["bank", "new", str(bank), *FENCE, flag, value]) == code
    assert bank.exists() == (code == 1)


def test_answers_that_end_early_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Whoever breaks off has no half an item.
    """
    monkeypatch.setattr("sys.stdin", io.StringIO("Name\n"))
    assert main(["bank", "new", str(tmp_path / "bank")]) == 2
    assert not (tmp_path / "bank").exists()
