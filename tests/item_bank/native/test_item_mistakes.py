"""
Mistakes that an item lists for all of its steps.
"""

from pathlib import Path

import pytest

from item_bank.check.bank import check_bank
from item_bank.finding import Code
from item_bank.load import load_bank
from tests.item_bank.small_bank import ITEM, SMALL_BANK, write_bank

LISTED = """\
mistakes:
  - {when: c + b, code: guessed}
  - {kind: equation, when: "a*x = c", code: not-divided}
steps:
"""
FILES = {**SMALL_BANK, ITEM: SMALL_BANK[ITEM].replace("steps:\n", LISTED)}


def test_an_items_mistakes_hold_at_its_steps_of_their_kind(tmp_path: Path) -> None:
    """
    Each step has its own mistakes first, then those of the item that are answers of its kind.
    """
    loaded = load_bank(write_bank(tmp_path, FILES))
    checked = check_bank(loaded)
    (item,) = loaded.source.items

    assert () == checked.findings
    assert [["sign-kept", "not-divided"], ["sign-kept", "not-divided", "guessed"]] == [
        [mistake.code for mistake in step.mistakes] for step in item.template.steps
    ]


def test_what_comes_up_at_several_steps_is_said_once(tmp_path: Path) -> None:
    """
    A finding about a mistake of the item is one, however many steps the mistake holds at.
    """
    twice = "  - {id: again, skills: [add], prompt: What is $x$?, answer: {kind: number, value: s}}\ntests:\n"
    listed = LISTED.replace("code: guessed", f"code: unheard-of, hint: {'Is it so? ' * 40}")
    text = SMALL_BANK[ITEM].replace("steps:\n", listed).replace("tests:\n", twice)
    found = check_bank(load_bank(write_bank(tmp_path, {**SMALL_BANK, ITEM: text}))).findings

    assert [Code.UNKNOWN_MISTAKE, Code.LONG_HINT] == [
        one.code for one in found if one.code is not Code.UNUSED_MISTAKE
    ], found


@pytest.mark.slow
def test_what_is_wrong_with_an_items_mistake_is_found_where_it_stands(tmp_path: Path) -> None:
    """
    One that is right somewhere, is no answer, is unknown or holds nowhere is a finding in the item's list.
    """
    right = LISTED.replace("when: c + b", "when: s")
    unknown = LISTED.replace("code: guessed", "code: unheard-of")
    kind = LISTED.replace("kind: equation", "kind: equations")
    nowhere = LISTED.replace('kind: equation, when: "a*x = c"', 'kind: set, when: "{a}"')
    bad = LISTED.replace("when: c + b", "when: c + q")
    for place, (listed, code, line) in enumerate(
        [
            (right, Code.MISTAKE_IS_RIGHT, 0),
            (unknown, Code.UNKNOWN_MISTAKE, 0),
            (kind, Code.UNKNOWN_KIND, 1),
            (nowhere, Code.BAD_MISTAKE, 1),
            (bad, Code.BAD_FORMULA, 0),
        ]
    ):
        text = SMALL_BANK[ITEM].replace("steps:\n", listed)
        at = text.splitlines().index("mistakes:") + 2 + line
        found = check_bank(load_bank(write_bank(tmp_path / str(place), {**SMALL_BANK, ITEM: text}))).findings

        assert [(code, at)] == [(one.code, one.line) for one in found if one.code is not Code.UNUSED_MISTAKE], found
