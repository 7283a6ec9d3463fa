"""
Loading: what is read of a folder, beside what the broken banks show.
"""

from pathlib import Path

from item_bank.check.bank import check_bank
from item_bank.finding import Code
from item_bank.load import load_bank
from tests.item_bank.small_bank import ITEM, SMALL_BANK, write_bank

SKILLS, MISTAKES = (SMALL_BANK[name].split("\n- ") for name in ("skills.yaml", "mistakes.yaml"))
SPLIT = {
    **{name: text for name, text in SMALL_BANK.items() if name != "skills.yaml"},
    "skills/b.yaml": SKILLS[0],
    "skills/a.yaml": f"- {SKILLS[1]}",
    "mistakes.yaml": f"{MISTAKES[0]}\n- {MISTAKES[1]}",
    "mistakes/guesses.yaml": f"\n- {MISTAKES[2]}",
}
"""The small bank with its skills in two files, and its mistakes in a file and a folder."""


def test_lists_may_be_split_over_the_files_of_a_folder(tmp_path: Path) -> None:
    """
    Skills and mistakes are the same in one file or in several, which are read in the order of their names.
    """
    whole = load_bank(write_bank(tmp_path / "whole")).source
    split = load_bank(write_bank(tmp_path / "split", SPLIT))
    checked = check_bank(split)

    assert () == checked.findings
    assert checked.content is not None
    assert (dict(whole.skills), dict(whole.mistakes)) == (dict(split.source.skills), dict(split.source.mistakes))
    assert ["solve", "add"] == list(split.source.skills)
    assert list(whole.mistakes) == list(split.source.mistakes)


def test_findings_about_a_split_list_name_the_file_of_their_entry(tmp_path: Path) -> None:
    """
    What is doubled, unused, circular or unread in a list is found in the file and at the line where it stands.
    """
    files = {
        **SPLIT,
        "skills/b.yaml": "\n- id: add\n  name: Add numbers\n  requires: [nothing]\n- id: spare\n  name: Spare\n",
        "skills/c.yaml": "- id: c\n  name: A circle\n  requires: [d]\n\n- id: add\n  name: Add again\n",
        "skills/d.yaml": "- id: d\n  name: A circle\n\n  requires: [c]\n",
        "mistakes/guesses.yaml": f"- {MISTAKES[2]}\n- code: spare\n  name: Spare\n  did: nothing\n",
        "mistakes/twice.yaml": "\n- code: sign-kept\n  name: x\n  did: x\n",
        "mistakes/deep/down.yaml": "- {code: deep, name: x, did: x}\n",
    }
    found = {(one.code, one.file, one.line) for one in check_bank(load_bank(write_bank(tmp_path, files))).findings}

    assert found == {
        (Code.UNKNOWN_SKILL, "skills/b.yaml", 4),
        (Code.SKILL_WITHOUT_ITEMS, "skills/b.yaml", 5),
        (Code.DUPLICATE_ID, "skills/c.yaml", 5),
        (Code.SKILL_WITHOUT_ITEMS, "skills/c.yaml", 1),
        (Code.SKILL_WITHOUT_ITEMS, "skills/d.yaml", 1),
        (Code.SKILL_CYCLE, "skills/c.yaml", 3),
        (Code.PREREQUISITE_WITHOUT_ITEMS, "skills/c.yaml", 3),
        (Code.PREREQUISITE_WITHOUT_ITEMS, "skills/d.yaml", 4),
        (Code.UNUSED_MISTAKE, "mistakes/guesses.yaml", 5),
        (Code.DUPLICATE_ID, "mistakes/twice.yaml", 2),
        (Code.FILE_IGNORED, "mistakes/deep/down.yaml", 1),
    }


def test_a_list_of_which_one_file_is_unread_misses_nothing(tmp_path: Path) -> None:
    """
    What an item names may stand in the file that nobody could read, so it is not said to be unknown.
    """
    files = {**SPLIT, "skills/a.yaml": "- id: [", ITEM: SMALL_BANK[ITEM].replace("[solve]", "[something]")}
    found = check_bank(load_bank(write_bank(tmp_path, files))).findings

    assert [(Code.YAML_SYNTAX, "skills/a.yaml")] == [(one.code, one.file) for one in found]
