"""What the bank check promises an author who did nothing wrong, or says why it is meant: no finding."""

from pathlib import Path

import pytest

from hints.guards.authored import hint_faults
from hints.guards.leak import leaks
from hints.misconception.confusion import confusion
from item_bank.check.bank import check_bank
from item_bank.finding import Code
from item_bank.load import load_bank
from tests.item_bank.check.broken_banks import ONE_STEP, RUNG, SKILLS, other_item
from tests.item_bank.small_bank import ITEM, SMALL_BANK, changed, write_bank

pytestmark = pytest.mark.slow


def test_a_bank_without_a_fault_has_no_findings(tmp_path: Path) -> None:
    """
    The bank that the broken ones are made of is right, so each finding is the break's.
    """
    checked = check_bank(load_bank(write_bank(tmp_path)), leaks=leaks, confuses=confusion, faults=hint_faults)

    assert ((), 1, 104) == (checked.findings, checked.items, checked.draws)
    assert checked.content is not None


def test_a_finding_that_an_item_allows_with_a_reason_is_none(tmp_path: Path) -> None:
    """
    An author who has looked at a warning and wants it so says why; errors and other items are found as ever.
    """
    files = changed(ITEM, "difficulty: 4", "difficulty: 4\nallow: {long-hint: The story is needed here.}")
    files[ITEM] = files[ITEM].replace(RUNG, f"      - {'What undoes multiplying? ' * 12}")

    assert () == check_bank(load_bank(write_bank(tmp_path, files)), leaks=leaks).findings


def test_a_required_skill_without_items_may_be_allowed(tmp_path: Path) -> None:
    """
    An item that says why is left out, although only the bank as a whole can tell.
    """
    files = changed(SKILLS, "- id: add", "- id: spare\n  name: Nothing\n- id: add")
    files[ITEM] = SMALL_BANK[ITEM].replace(
        "requires: [add]", "requires: [add, spare]\nallow: {prerequisite-without-items: Another bank has them.}"
    )
    checked = check_bank(load_bank(write_bank(tmp_path, files)), leaks=leaks)

    assert [Code.SKILL_WITHOUT_ITEMS] == [one.code for one in checked.findings]


def test_an_answer_that_some_draws_show_or_one_digit_is_not_copied(tmp_path: Path) -> None:
    """
    A number counts only where every draw shows it, alone, with two digits.
    """
    shown = {"3 + 2": "5", "312 + 0": "12", "12.5 + 0": "12", "7 + 5": "12"}
    for place, (prompt, value) in enumerate(shown.items()):
        text = other_item(
            prompt=f"What is ${prompt}$?",
            steps=f"[{{id: sum, skills: [add], answer: {{kind: number, value: {value}}}}}]",
        )
        loaded = load_bank(write_bank(tmp_path / str(place), {**SMALL_BANK, ONE_STEP: text}))

        assert check_bank(loaded, leaks=leaks).findings == (), prompt
