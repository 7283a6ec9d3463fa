"""
What `misstep bank diff` and `misstep bank stats` promise: each change by what follows from it, and true numbers.
"""

import json
from pathlib import Path

import pytest

from api.cli import main
from tests.item_bank.small_bank import ITEM, SMALL_BANK, changed, write_bank

CHANGES = [
    ("  - a != b\n", "  - a != b\n  - a != b + 1\n", ["grading"], ["where"]),
    (
        "  a: {int: [2, 5]}\n  b: {int: [2, 9], not: [4]}\n",
        "  b: {int: [2, 9], not: [4]}\n  a: {int: [2, 5]}\n",
        ["grading"],
        ["params"],
    ),
    ('{when: "a*x = c + b", code: sign-kept}', '{when: "a*x = c + b", code: guessed}', ["grading"], ["steps/undo"]),
    ("difficulty: 4", "difficulty: 3", ["skill"], ["difficulty"]),
    ("skills: [add]", "skills: [solve]", ["skill"], ["steps/undo"]),
    ("Which equation is left?", "Which one is left?", ["text"], ["steps/undo"]),
    ("title: Solve a two-step", "title: Solve some two-step", ["text"], ["title"]),
    ("  - id: divide\n", "  - id: share\n", ["grading"], ["steps"]),
    ("id: two-step\n", "id: two-step  # as it was\n", [], []),
]


@pytest.mark.parametrize(("text", "other", "classes", "where"), CHANGES, ids=[str(row[3] or "same") for row in CHANGES])
def test_a_change_is_told_by_what_follows_from_it(
    text: str, other: str, classes: list[str], where: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """
    What attempts are judged by, what they are evidence of, and what learners read are told apart.
    """
    old = write_bank(tmp_path / "old", SMALL_BANK)
    files = changed(ITEM, text, other)
    if "share" in other:
        files = {**files, ITEM: files[ITEM].replace("step: divide", "step: share")}
    new = write_bank(tmp_path / "new", files)
    assert main(["bank", "diff", "--json", str(old), str(new)]) == bool(classes)
    report = json.loads(capsys.readouterr().out)
    assert report["changes"] == ([{"item": "two-step", "classes": classes, "where": where}] if classes else [])


@pytest.mark.slow
def test_a_folder_and_its_bundle_are_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A bundle is compared with a folder as it is, and items that come and go are named.
    """
    bank = write_bank(tmp_path / "bank", SMALL_BANK)
    bundle = tmp_path / "bank.bundle"
    assert main(["bank", "build", str(bank), "--out", str(bundle)]) == 0
    assert main(["bank", "diff", str(bundle), str(bank)]) == 0
    other = SMALL_BANK[ITEM].replace("id: two-step", "id: another")
    (bank / ITEM).unlink()
    (bank / "items" / "another.yaml").write_text(other, "utf-8")
    capsys.readouterr()
    assert main(["bank", "diff", str(bundle), str(bank)]) == 1
    assert "another: added\ntwo-step: removed\n" in capsys.readouterr().out


def test_numbers_of_a_bank_are_true(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    Items, steps, draws and the rest are those that stand in the files.
    """
    bank = write_bank(tmp_path / "bank", SMALL_BANK)
    assert main(["bank", "stats", "--json", str(bank)]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert (1, 104, 2) == (counts["items"], counts["draws"], counts["skills"])
    assert counts["steps"] == sum(counts["kinds"].values())
    assert {"add": 1, "solve": 1} == counts["items_by_skill"]
    assert main(["bank", "stats", str(bank)]) == 0
    assert "items      1 with" in capsys.readouterr().out


def test_what_is_no_bank_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A folder without a bank, a file that is no bundle and a bank with errors are each refused with a sentence.
    """
    (tmp_path / "file").write_bytes(b"no bundle")
    broken = write_bank(tmp_path / "broken", {**SMALL_BANK, ITEM: "a: [1"})
    for path in (tmp_path, tmp_path / "file", tmp_path / "nothing", broken):
        assert main(["bank", "stats", str(path)]) == 2
        assert main(["bank", "diff", str(path), str(path)]) == 2
        assert str(path) in capsys.readouterr().err
