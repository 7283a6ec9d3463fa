"""Which releases are served, and what is kept of them between two starts."""

from pathlib import Path

import pytest

from api.releases import BankFault, open_banks
from item_bank.bank import Bank
from item_bank.starter import starter_fingerprint
from tests.starter import starter_bundle

SECRET = b"t" * 32
NOTE = "starter"


def opened(data: Path, bank: Path | None = None) -> Bank:
    """
    Open the banks of a data folder; return the active one.
    """
    banks = open_banks(bank, data=data, secret=SECRET)
    assert not isinstance(banks, BankFault)
    return banks.active


def kept(data: Path) -> Path:
    """
    Return the one bundle that is kept.
    """
    (only,) = (data / "releases").glob("*.bundle")
    return only


@pytest.mark.slow
def test_the_starter_bank_is_read_as_the_first_start_built_it(tmp_path: Path) -> None:
    """
    A second start serves the kept bundle, which is the very bundle that building gives.
    """
    first = opened(tmp_path)
    assert starter_bundle() == kept(tmp_path).read_bytes()
    assert f"{starter_fingerprint()} {first.release}" == (tmp_path / "releases" / NOTE).read_text()
    stamp = (tmp_path / "releases" / NOTE).stat().st_mtime_ns

    assert first.release == opened(tmp_path).release
    assert stamp == (tmp_path / "releases" / NOTE).stat().st_mtime_ns  # written anew only after building


@pytest.mark.slow
def test_a_note_of_other_files_or_a_damaged_bundle_is_not_gone_by(tmp_path: Path) -> None:
    """
    What was built from other files, is damaged, or is not there is built again.
    """
    release = opened(tmp_path).release
    note, bundle = tmp_path / "releases" / NOTE, kept(tmp_path)
    for damage in (
        lambda: note.write_text(f"{'0' * 64} {release}"),
        lambda: note.write_text("no note"),
        lambda: note.write_bytes(b"\xff\xfe"),
        lambda: bundle.write_bytes(b"MISSTEP\x01 and nothing else"),
        bundle.unlink,
    ):
        damage()

        assert release == opened(tmp_path).release
        assert f"{starter_fingerprint()} {release}" == note.read_text()
        assert starter_bundle() == bundle.read_bytes()


def test_a_named_bundle_is_kept_and_a_bad_one_refused_with_a_sentence(tmp_path: Path) -> None:
    """
    A bundle on the disk is served and kept; a file that is none, or not there, is a fault that names it.
    """
    bundle = tmp_path / "mine.bundle"
    bundle.write_bytes(starter_bundle())
    active = opened(tmp_path, bundle)

    assert f"{active.release}.bundle" == kept(tmp_path).name
    bundle.write_bytes(b"something else")
    for bad in (bundle, tmp_path / "nowhere.bundle"):
        fault = open_banks(bad, data=tmp_path, secret=SECRET)

        assert isinstance(fault, BankFault)
        assert str(bad) in fault.sentence
