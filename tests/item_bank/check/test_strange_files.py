"""What the bank check promises of files that are no ordinary ones: none is followed, waited for or obeyed."""

import os
import sys
from pathlib import Path

import pytest

from hints.guards.leak import leaks
from item_bank.check.bank import check_bank
from item_bank.finding import Code
from item_bank.load import load_bank
from tests.item_bank.small_bank import ITEM, SMALL_BANK, write_bank

pytestmark = pytest.mark.slow


def test_a_link_is_not_followed_out_of_the_bank(tmp_path: Path) -> None:
    """
    An item that is a link is a finding, and what it links to is not read.
    """
    outside = tmp_path / "outside.yaml"
    outside.write_text(SMALL_BANK[ITEM].replace("id: two-step", "id: linked"))
    bank = write_bank(tmp_path / "bank")
    (bank / "items" / "linked.yaml").symlink_to(outside)
    (bank / "items" / "folder").symlink_to(tmp_path)
    loaded = load_bank(bank)

    assert (Code.FILE_UNREADABLE, "items/linked.yaml") in {(one.code, one.file) for one in loaded.findings}
    assert ["two-step"] == [item.template.id for item in loaded.source.items]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """
    What is no ordinary file is a finding, as an item and as a picture.
    """
    bank = write_bank(tmp_path / "bank")
    (bank / "assets").mkdir(exist_ok=True)
    os.mkfifo(bank / "items" / "pipe.yaml")
    os.mkfifo(bank / "assets" / "pipe.png")
    found = {(one.code, one.file) for one in load_bank(bank).findings}

    assert {(Code.FILE_UNREADABLE, "items/pipe.yaml"), (Code.BAD_ASSET, "assets/pipe.png")} <= found


@pytest.mark.skipif(sys.platform != "linux", reason="names of files are any bytes on Linux only")
@pytest.mark.parametrize("name", [b"a\x1b[31m.yaml", b"a\xff.yaml", b"a\n.yaml", "a\u202e.yaml".encode()])
def test_findings_hold_nothing_that_a_terminal_would_obey(name: bytes, tmp_path: Path) -> None:
    """
    A file's name can hold any bytes; in findings they are written out.
    """
    bank = write_bank(tmp_path)
    Path(os.fsdecode(os.fsencode(bank / "items") + b"/" + name)).write_text("{}")
    checked = check_bank(load_bank(bank), leaks=leaks)

    assert [one for one in checked.findings if one.file.startswith("items/a\\")]
    assert all(f"{one.file}{one.sentence}{one.fix}".isprintable() for one in checked.findings)
