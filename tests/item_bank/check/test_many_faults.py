"""What the bank check promises of a bank with many faults: all are told in one run, and none stops it."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hints.guards.leak import leaks
from item_bank.check.bank import check_bank
from item_bank.finding import Code, Severity
from item_bank.load import load_bank
from tests.item_bank.check.many_errors import MANY_ERRORS, MARK
from tests.item_bank.small_bank import ITEM, SMALL_BANK, changed, write_bank

pytestmark = pytest.mark.slow


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    """
    Beside files that cannot be read, the rest of the bank is read and checked, and all of it is said in one run.
    """
    broken = changed(ITEM, "when: c - b,", "when: c - z,")
    files = {**broken, "items/bad.yaml": "a: [", "items/worse.yaml": b"\xff\xfe", "items/tab.yaml": "\t"}
    checked = check_bank(load_bank(write_bank(tmp_path, files)), leaks=leaks)

    assert {
        (Code.YAML_SYNTAX, "items/bad.yaml"),
        (Code.ENCODING, "items/worse.yaml"),
        (Code.TAB, "items/tab.yaml"),
        (Code.BAD_FORMULA, ITEM),
    } == {(one.code, one.file) for one in checked.findings}
    assert checked.content is None


def test_all_errors_of_a_bank_come_out_in_one_run(tmp_path: Path) -> None:
    """
    What is wrong in one part of a bank hides nothing that is wrong in another, and nothing is said that only follows.
    """
    expected = Counter(
        (code, file, number)
        for file, text in MANY_ERRORS.items()
        for number, line in enumerate(text.split("\n"), start=1)
        for code in line.partition(MARK)[2].split()
    )
    checked = check_bank(load_bank(write_bank(tmp_path, MANY_ERRORS)), leaks=leaks)

    assert expected == Counter((one.code.value, one.file, one.line) for one in checked.findings)
    assert len(checked.findings) == len({(one.file, one.path, one.sentence) for one in checked.findings})


def test_a_file_that_nobody_can_read_blames_no_other(tmp_path: Path) -> None:
    """
    What may only be unread is not missed: skills, codes and items that stand in such a file.
    """
    files = {
        **SMALL_BANK,
        "skills.yaml": "- {name: Without an id}\n",
        "mistakes.yaml": "- a: [",
        "items/next.yaml": "format: 2\n",
    }
    found = check_bank(load_bank(write_bank(tmp_path, files)), leaks=leaks).findings

    assert {
        (Code.MISSING_FIELD, "skills.yaml"),
        (Code.YAML_SYNTAX, "mistakes.yaml"),
        (Code.UNKNOWN_FORMAT, "items/next.yaml"),
    } == {(one.code, one.file) for one in found}


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_damage_to_a_bank_stops_its_check(data: st.DataObject, tmp_path: Path) -> None:
    """
    Whatever lines go missing, are doubled, moved in or cut, the check ends, says nothing twice and builds no error.
    """
    name = data.draw(st.sampled_from(sorted(SMALL_BANK)))
    lines = SMALL_BANK[name].splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        cut = data.draw(st.integers(0, len(lines[at])))
        damage = data.draw(
            st.sampled_from([[], [lines[at]] * 2, [f"  {lines[at]}"], [lines[at][:cut]], [lines[at][cut:]]])
        )
        lines = [*lines[:at], *damage, *lines[at + 1 :]] or [""]
    checked = check_bank(
        load_bank(write_bank(tmp_path, {**SMALL_BANK, name: "\n".join(lines)})), leaks=leaks, compared=10
    )

    assert len(checked.findings) == len({(one.file, one.line, one.column, one.sentence) for one in checked.findings})
    assert (checked.count(Severity.ERROR) == 0) == (checked.content is not None)
    assert all(one.line and one.column for one in checked.findings)


def test_a_draw_without_a_value_that_was_not_compared_stops_nothing(tmp_path: Path) -> None:
    """
    Where the engine looks at few draws, one of those that are opened may be the first without a value.
    """
    files = changed(
        ITEM, "{kind: number, value: s, form: lowest_terms}", "{kind: expression, value: s*(b - 7)/(b - 7)}"
    )
    checked = check_bank(load_bank(write_bank(tmp_path, files)), leaks=leaks, compared=2)

    assert checked.items == 1


def test_an_item_with_an_error_is_not_built(tmp_path: Path) -> None:
    """
    What could be read of a broken item is checked, and not among the items that may be released.
    """
    files = changed(ITEM, "form: lowest_terms}", "form: lowest_term}")
    loaded = load_bank(write_bank(tmp_path, files))

    assert () == loaded.source.items
    assert ["two-step"] == [item.template.id for item in loaded.source.broken]
    assert check_bank(loaded).content is None
