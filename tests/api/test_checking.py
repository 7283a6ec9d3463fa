"""
What checking on several cores promises: what checking alone finds, whoever dies on the way.
"""

from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from api.checking import LEAST, Begin, Done, sharing
from api.checking_helper import help_with
from hints.guards.leak import leaks
from item_bank.algebra.proving.prover import Prover
from item_bank.check.bank import check_bank
from item_bank.finding import Code
from item_bank.load import load_bank
from tests.item_bank.algebra.compared import tree_of
from tests.item_bank.small_bank import ITEM, SMALL_BANK, write_bank

LEAKS = "      - So $x = @{s:frac}$."


def several(folder: Path) -> Path:
    """
    Write a bank of a few items, with a finding in each.
    """
    item = SMALL_BANK[ITEM].replace("      - What undoes multiplying?", LEAKS)
    copies = {f"items/copy-{place}.yaml": item.replace("id: two-step", f"id: copy-{place}") for place in range(4)}
    return write_bank(folder, {**{name: text for name, text in SMALL_BANK.items() if name != ITEM}, **copies})


@pytest.mark.slow
@pytest.mark.parametrize("lost", [False, True])
def test_shared_checking_finds_what_checking_alone_does(tmp_path: Path, *, lost: bool) -> None:
    """
    Findings and draws are the same in the same order, also where every helper dies because it finds no bank.
    """
    bank = several(tmp_path / "bank")
    loaded = load_bank(bank)
    alone = check_bank(loaded, leaks=leaks, compared=20)
    told = tmp_path / "nowhere" if lost else bank
    with sharing(told, 2 * LEAST, compared=20, prove=False, processes=2) as shared:
        together = check_bank(loaded, leaks=leaks, compared=20, shared=shared)

    assert {Code.HINT_LEAKS} <= {one.code for one in alone.findings}
    assert alone == together


@pytest.mark.slow
def test_modules_of_the_folder_we_stand_in_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """
    Who checks somebody else's bank from within its folder runs nothing of it, neither in a helper nor in the prover.
    """
    bank = several(tmp_path / "bank")
    for package in ("api", "item_bank"):
        (bank / package).mkdir()
        (bank / package / "__init__.py").write_text(f"open({str(tmp_path / 'run')!r}, 'w').close()\n")
    monkeypatch.chdir(bank)
    with sharing(bank, 2 * LEAST, compared=20, prove=False, processes=2) as shared:
        check_bank(load_bank(bank), leaks=leaks, compared=20, shared=shared)
    with Prover(seconds=60) as prover:
        assert prover.equal(tree_of("sin(x)^2+cos(x)^2"), tree_of("1"))

    assert not (tmp_path / "run").exists()


def test_a_helper_answers_each_name_with_what_was_found(tmp_path: Path) -> None:
    """
    One line comes out for each file's name that goes in.
    """
    bank = write_bank(tmp_path, {**SMALL_BANK, ITEM: SMALL_BANK[ITEM].replace("difficulty: 4", "difficulty: 6")})
    begin = msgspec.json.encode(Begin(directory=str(bank), compared=20, prove=False))
    said = BytesIO()
    help_with(BytesIO(begin + b"\n" + msgspec.json.encode(ITEM) + b"\n"), said)
    (line,) = said.getvalue().splitlines()
    done = msgspec.json.decode(line, type=Done)

    assert ITEM == done.file
    assert done.checked.ranks is not None
