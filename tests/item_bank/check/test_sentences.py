"""What the sentences of findings promise: they count as people do."""

from pathlib import Path

import pytest

from hints.guards.leak import leaks
from item_bank.answers.verdict import Verdict
from item_bank.check.bank import check_bank
from item_bank.load import load_bank
from tests.item_bank.small_bank import SMALL_BANK, write_bank

ONE_DRAW = """\
format: 1
id: sum
title: Add
skills: [add]
params: {a: {int: [3, 3]}}
PART
prompt: What is $2 + 3$?
steps: [{id: sum, answer: {kind: number, value: VALUE}}]
"""


def sentences(folder: Path, part: str = "tags: []", value: str = "a") -> list[str]:
    """
    Check the bank with an item of one draw added; say what was found of that item.
    """
    item = ONE_DRAW.replace("PART", part).replace("VALUE", value)
    checked = check_bank(load_bank(write_bank(folder, {**SMALL_BANK, "items/sum.yaml": item})), leaks=leaks)
    return [found.sentence for found in checked.findings if found.file == "items/sum.yaml"]


@pytest.mark.parametrize(
    ("part", "value", "expected"),
    [
        ("tags: []", "a", "The item has 1 draw."),
        ("where: [a > 3]", "a", "None of 1 draw meets the conditions."),
        ("derive: {b: 1/(a - 3)}", "b", "In 1 of 1 draw, e.g. a = 3: "),
        ("tags: []", "1/(a - 3)", " in 1 of 1 draw, e.g. a = 3."),
    ],
)
def test_one_draw_is_one_draw(part: str, value: str, expected: str, tmp_path: Path) -> None:
    """
    Where there is one draw, no finding speaks of "1 draws".
    """
    found = sentences(tmp_path, part, value)

    assert any(expected in sentence for sentence in found), found
    assert not any("1 draws" in sentence for sentence in found)


def test_one_option_is_one_option(tmp_path: Path) -> None:
    """
    The verb goes with the count too.
    """
    choice = "{kind: choice, choices: [{text: yes, correct: true}]}"
    item = ONE_DRAW.replace("PART", "tags: []").replace("{kind: number, value: VALUE}", choice)
    files = {**SMALL_BANK, "items/sum.yaml": item}

    found = {one.sentence for one in load_bank(write_bank(tmp_path, files)).findings}

    assert "There is 1 option." in found


def test_what_a_test_may_expect_is_listed_in_one_order(tmp_path: Path) -> None:
    """
    Two runs of the check say the same, so that their outputs can be compared.
    """
    part = 'tests: [{draw: {a: 3}, answer: "3", expect: zzz}]'
    item = ONE_DRAW.replace("PART", part).replace("VALUE", "a")
    checked = check_bank(load_bank(write_bank(tmp_path, {**SMALL_BANK, "items/sum.yaml": item})), leaks=leaks)

    fixes = [found.fix for found in checked.findings if "zzz" in found.sentence]

    assert [f"Use one of: {', '.join(Verdict)}."] == fixes
