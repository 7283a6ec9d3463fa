"""
An imported bank on the way that an author goes: written, loaded, checked, built and opened.
"""

from collections.abc import Sequence
from pathlib import Path

from item_bank.answers.answer import Answer
from item_bank.bank import Bank, read_bundle
from item_bank.bundle import encode_bundle
from item_bank.check.bank import check_bank
from item_bank.finding import Finding, Severity
from item_bank.importers.contract import Imported, Request, bank_files
from item_bank.importers.folder import write_folder
from item_bank.importers.oatutor.importing import import_oatutor
from item_bank.load import load_bank

__all__ = ["built", "errors", "imported", "steps_of"]


def no_leaks(text: str, answer: Answer, *, given: Sequence[str], language: str = "en") -> bool:  # noqa: ARG001 - the guard's contract
    """Find no leaks."""
    return False


def imported(root: Path) -> Imported:
    """Import a directory."""
    return import_oatutor(Request(path=root, leaks=no_leaks))


def errors(bank: Imported, folder: Path) -> tuple[list[Finding], bytes]:
    """Write a bank; return the errors that its check finds, and the bundle where there are none."""
    write_folder(folder, "oatutor", bank_files(bank))
    checked = check_bank(load_bank(folder))
    wrong = [found for found in checked.findings if found.severity is Severity.ERROR]
    return wrong, b"" if checked.content is None else encode_bundle(checked.content)[1]


def built(bank: Imported, folder: Path) -> Bank:
    """Build a bank that has no errors, whose items are read as they were meant, and open each of them."""
    wrong, bundle = errors(bank, folder)
    assert not wrong
    opened = read_bundle(bundle, secret=b"s" * 32)
    assert {item.template.id: item.template for item in bank.items} == {
        id_: item.template for id_, item in opened.items.items()
    }
    for item in opened.items:
        opened.open(item, 0)
    return opened


def steps_of(root: Path) -> int:
    """Count the steps of a directory, whatever is in them."""
    return sum(1 for _ in (root / "content-pool").glob("*/steps/*"))
