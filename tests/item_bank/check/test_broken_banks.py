"""What the bank check promises: each thing that can be wrong is found at its line."""

from pathlib import Path

import pytest

from hints.guards.authored import hint_faults
from hints.guards.leak import leaks
from hints.misconception.confusion import confusion
from item_bank.algebra.setting import Setting
from item_bank.algebra.tree import Tree
from item_bank.check.bank import check_bank
from item_bank.finding import CATALOGUE, Code, Severity
from item_bank.load import load_bank
from tests.item_bank.check.broken_banks import BROKEN, TOGETHER, Broken
from tests.item_bank.small_bank import write_bank

pytestmark = pytest.mark.slow


def unproven(_left: Tree, _right: Tree, _setting: Setting) -> None:
    """Prove nothing."""


@pytest.mark.parametrize("broken", BROKEN, ids=[f"{broken.code.value}-{place}" for place, broken in enumerate(BROKEN)])
def test_each_thing_that_is_wrong_is_found_at_its_line(broken: Broken, tmp_path: Path) -> None:
    """
    A bank with one thing wrong has a finding of that code at the marked line, no other, and is not built with an error.
    """
    loaded = load_bank(write_bank(tmp_path, broken.files))
    checked = check_bank(loaded, leaks=leaks, compared=50, proves=unproven, confuses=confusion, faults=hint_faults)
    found = {(one.code, one.file, one.line) for one in checked.findings}

    assert (broken.code, broken.file, broken.line) in found, sorted(found)
    assert {code for code, _, _ in found} - {broken.code, Code.DRAWS_SAMPLED} <= TOGETHER.get(broken.code, set())
    assert (checked.count(Severity.ERROR) == 0) == (checked.content is not None)
    assert all(one.line and one.column and one.fix for one in checked.findings)
    assert all(one.sentence.endswith((".", "?", "!")) for one in checked.findings)


def test_every_code_has_a_broken_bank() -> None:
    """
    No code stands in the catalogue that no bank brings about.
    """
    linked = {Code.FILE_UNREADABLE}  # needs a link, see `test_strange_files`

    strict = {code for code, entry in CATALOGUE.items() if entry.strict}  # looked for in a test of their own

    assert set(CATALOGUE) == {broken.code for broken in BROKEN} | linked | strict
