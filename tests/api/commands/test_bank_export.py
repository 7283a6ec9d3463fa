"""
What `misstep bank export` promises: the same release again, and nothing overwritten.
"""

from pathlib import Path

import pytest

from api.cli import main
from item_bank.build import build
from item_bank.bundle import Content, decode_bundle, encode_bundle
from item_bank.exporting import export
from item_bank.load import load_bank
from tests.item_bank.small_bank import SMALL_BANK, write_bank
from tests.starter import starter_bundle

KINDS_BANK = Path(__file__).parents[2] / "item_bank" / "kinds_bank"


def again(content: Content, folder: Path) -> bytes:
    """
    Export a bank's content, build what was written, and return the bundle.
    """
    for name, data in export(content).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return encode_bundle(build(load_bank(folder).source))[1]


def test_every_kind_of_answer_comes_back(tmp_path: Path) -> None:
    """
    A bank of all kinds is exported to files that build to the same bytes.
    """
    content = build(load_bank(KINDS_BANK).source)
    assert encode_bundle(content)[1] == again(content, tmp_path)


@pytest.mark.slow
def test_the_starter_bank_comes_back(tmp_path: Path) -> None:
    """
    Figures, translations, scaffolds and item-level mistakes come back, too.
    """
    content = decode_bundle(starter_bundle()).content
    assert encode_bundle(content)[1] == again(content, tmp_path)


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """
    A folder with anything in it is refused, and so is what is no bundle.
    """
    bank = write_bank(tmp_path / "bank", SMALL_BANK)
    bundle, out = tmp_path / "bank.bundle", tmp_path / "out"
    main(["bank", "build", str(bank), "--out", str(bundle)])
    assert main(["bank", "export", str(bundle), "--out", str(out)]) == 0
    assert main(["bank", "diff", str(bundle), str(out)]) == 0
    assert main(["bank", "format", "--check", str(out)]) == 0
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert main(["bank", "export", str(bundle), "--out", str(out)]) == 2
    assert before == {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert main(["bank", "export", str(bank / "bank.yaml"), "--out", str(tmp_path / "other")]) == 2
    assert "cannot be read" in capsys.readouterr().err
