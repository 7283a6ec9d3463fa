"""
Which releases a server serves: the bank it was told to, those it served lately, and those of homework.

A bundle, once served, is kept in the data folder, so an exercise that was open
when the bank changed can be finished after the restart, and homework is there for as
long as the record that it was given in. A bank in a folder is
built as it stands; checking it is the author's command.
"""

from collections.abc import Container
from pathlib import Path
from typing import Final

import msgspec

from api.whole_file import write_whole
from item_bank.bank import Bank, read_bundle
from item_bank.bundle import BadBundle
from item_bank.ids import ReleaseId
from practice.banks import Banks

__all__ = ["KEPT_RELEASES", "BankFault", "keep_named", "kept_at", "open_banks", "read_bank"]

FOLDER: Final = "releases"
STARTER_NOTE: Final = "starter"
"""Names the release of the starter bank, and what it was built from."""
KEPT_RELEASES: Final = 4
"""Older releases that stay served; practice of a yet older one is withdrawn, politely."""


class BankFault(msgspec.Struct, frozen=True):
    """A bank that cannot be served, and what to do."""

    sentence: str


def open_banks(bank: Path | None, *, data: Path, secret: bytes) -> Banks | BankFault:
    """
    Open the bank to serve, and the releases that were served lately before it.

    Parameters
    ----------
    bank
        A bundle, a bank's folder, or None for the starter bank.
    data
        The data folder; the bundle is kept in it.
    secret
        What keys are compiled with.
    """
    folder = data / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    active = _starter(folder, secret=secret) if bank is None else _named(bank, folder, secret=secret)
    if isinstance(active, BankFault):
        return active
    _place(folder, active.release).touch()
    banks = Banks(active)
    kept = 0
    for path in _others(folder, banks):
        if kept < KEPT_RELEASES:
            kept += _keep(banks, path, secret=secret)
    return banks


def keep_named(banks: Banks, named: Container[ReleaseId], *, data: Path, secret: bytes) -> None:
    """
    Serve the older releases that homework names as well; what nobody names, or is damaged, is removed.

    Parameters
    ----------
    banks
        What is served; what is kept is added.
    named
        The releases that problems of homework are of.
    data, secret
        As for `open_banks`.
    """
    for path in _others(data / FOLDER, banks):
        if ReleaseId(path.stem) in named:
            _keep(banks, path, secret=secret)
        else:
            path.unlink()


def read_bank(bank: Path | None, *, secret: bytes) -> Bank | BankFault:
    """
    Read a bank without serving it, and keep nothing: a bundle, a bank's folder, or None for the starter bank.
    """
    if bank is None:
        from item_bank.starter import starter_bundle  # noqa: PLC0415 - a named bank needs no YAML

        return read_bundle(starter_bundle(), secret=secret)
    content = _content(bank)
    if isinstance(content, BankFault):
        return content
    try:
        return read_bundle(content, secret=secret)
    except BadBundle as error:
        return BankFault(f"{bank} cannot be read. {error}")


def kept_at(data: Path, release: ReleaseId) -> Path:
    """
    Say where the bundle of a release is kept.
    """
    return _place(data / FOLDER, release)


def _named(bank: Path, folder: Path, *, secret: bytes) -> Bank | BankFault:
    content = _content(bank)
    if isinstance(content, BankFault):
        return content
    try:
        active = read_bundle(content, secret=secret)
    except BadBundle as error:
        return BankFault(f"{bank} cannot be served. {error}")
    if not _place(folder, active.release).exists():
        write_whole(_place(folder, active.release), content)
    return active


def _starter(folder: Path, *, secret: bytes) -> Bank:
    """
    Read the starter bank as an earlier start built it from the same files; build it where there is none.

    Building lists every draw of every item and takes most of a start.
    """
    from item_bank.starter import starter_bundle, starter_fingerprint  # noqa: PLC0415 - a named bank needs no YAML

    note, made_of = folder / STARTER_NOTE, starter_fingerprint()
    kept = _noted(note, made_of, secret=secret)
    if kept is not None:
        return kept
    content = starter_bundle()
    active = read_bundle(content, secret=secret)
    write_whole(_place(folder, active.release), content)
    write_whole(note, f"{made_of} {active.release}".encode())
    return active


def _noted(note: Path, made_of: str, *, secret: bytes) -> Bank | None:
    """
    Read the release that a note names, if it was made of the same, is still there, and is whole.
    """
    try:
        noted, _, release = note.read_text().partition(" ")
        kept = read_bundle(_place(note.parent, ReleaseId(release)), secret=secret) if noted == made_of else None
    except (OSError, ValueError, BadBundle):
        return None
    return kept if kept is not None and kept.release == release else None


def _place(folder: Path, release: ReleaseId) -> Path:
    return folder / f"{release}.bundle"


def _others(folder: Path, banks: Banks) -> list[Path]:
    """
    List the bundles that are kept and not served, the latest first.
    """
    bundles = sorted(folder.glob("*.bundle"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
    return [path for path in bundles if banks.of(ReleaseId(path.stem)) is None]


def _keep(banks: Banks, path: Path, *, secret: bytes) -> bool:
    """
    Serve a kept bundle; say whether it was whole.
    """
    try:
        banks.keep(read_bundle(path, secret=secret))
    except BadBundle:
        path.unlink()
        return False
    return True


def _content(bank: Path) -> bytes | BankFault:
    try:
        return _built(bank) if bank.is_dir() else bank.read_bytes()
    except OSError as error:
        return BankFault(f"{bank} cannot be read: {error.strerror}.")


def _built(folder: Path) -> bytes | BankFault:
    from item_bank.build import Unbuildable, build  # noqa: PLC0415 - reads YAML, which a bundle spares
    from item_bank.bundle import encode_bundle  # noqa: PLC0415 - as above
    from item_bank.load import load_bank  # noqa: PLC0415 - as above

    loaded = load_bank(folder)
    if any(finding.severity == "error" for finding in loaded.findings):
        return BankFault(f"The bank in {folder} has errors. Run: misstep bank check {folder}")
    try:
        return encode_bundle(build(loaded.source))[1]
    except Unbuildable as error:
        return BankFault(f"The bank in {folder} cannot be built: {error} Run: misstep bank check {folder}")
