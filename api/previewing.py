"""
Previewing: one item of a bank's folder, ready to be practised, with what the check finds.

Reads the folder anew when a file in it changes, and releases the one item alone,
so that a large bank does not keep its author waiting. Nothing is recorded: the
caller's record lives in memory.
"""

import hashlib
from pathlib import Path
from typing import Final

import msgspec

from hints.guards.leak import leaks
from item_bank.bank import Bank, BrokenItem, read_bundle
from item_bank.build import Unbuildable, build_item, content
from item_bank.bundle import BadBundle, encode_bundle
from item_bank.check.alone import Alone, check_alone
from item_bank.ids import ItemId
from item_bank.load import load_bank
from item_bank.native.document import Document, decode_document
from item_bank.native.items import read_item
from item_bank.native.piece import Findings
from item_bank.native.source import BankHead, BankSource, ItemSource, Loaded

__all__ = ["Folder", "Listed", "Previewed", "blank_bank"]

SECRET: Final = b"a preview keeps no keys from its author"


BLANK: Final = b"""\
format: 1
id: nothing
title: Nothing
license: CC0-1.0
attribution: Nobody
steps:
- {id: nothing, answer: {kind: number, value: 0}}
"""
"""An item that nobody is shown."""


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """An item that can be looked at."""

    id: str
    title: str


class Previewed(msgspec.Struct, frozen=True, kw_only=True):
    """
    One item: what is found in it, and the bank of it alone.

    `bank` is None where it cannot be practised, and `sentence` then says why.
    """

    item: ItemSource
    checked: Alone
    bank: Bank | None
    sentence: str = ""

    @property
    def variants(self) -> int:
        """
        How many variants there are, 0 where none can be shown.
        """
        return 0 if self.bank is None else self.bank.items[self.item.template.id].variants


class Folder:
    """A bank's folder, read again whenever it has changed."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._version = ""
        self._loaded: Loaded | None = None
        self._items: dict[str, Previewed] = {}

    def version(self) -> str:
        """
        Name the state that the folder is in: another one where a file was changed, added or deleted.
        """
        digest = hashlib.sha256()
        for path in sorted(self.directory.rglob("*")):
            try:
                state = path.stat()
            except OSError:
                continue
            if path.is_file():
                digest.update(f"{path}\0{state.st_mtime_ns}\0{state.st_size}\n".encode())
        return digest.hexdigest()[:16]

    def items(self) -> list[Listed]:
        """
        List the items, in the order of their files.
        """
        loaded = self._read()
        return [Listed(id=item.template.id, title=item.template.title) for item in loaded.source.everything]

    def item(self, item: str) -> Previewed | None:
        """
        Return one item; None where the bank has none of that id.
        """
        loaded = self._read()
        found = next((one for one in loaded.source.everything if one.template.id == item), None)
        if found is None:
            return None
        if item not in self._items:
            self._items[item] = _previewed(loaded, found)
        return self._items[item]

    def _read(self) -> Loaded:
        version = self.version()
        if self._loaded is None or version != self._version:
            self._loaded, self._version = load_bank(self.directory), version
            self._items.clear()
        return self._loaded


def blank_bank() -> Bank:
    """
    Return a bank for a service that has nothing to show yet, since no file can be read whole.
    """
    document = decode_document(BLANK, "items/nothing.yaml")
    head = BankHead(id="nothing", name="Nothing")
    item = read_item(document, head, Findings("items/nothing.yaml")) if isinstance(document, Document) else None
    if item is None:
        message = "the blank item cannot be read"
        raise TypeError(message)
    source = BankSource(directory=Path(), head=head, skills={}, mistakes={}, items=(item,), assets={})
    return read_bundle(encode_bundle(content(source, [build_item(item)]))[1], secret=SECRET)


def _previewed(loaded: Loaded, item: ItemSource) -> Previewed:
    checked = check_alone(loaded, item.file, leaks=leaks)
    if item not in loaded.source.items:
        return Previewed(item=item, checked=checked, bank=None, sentence="Its file cannot be read whole.")
    try:
        release = content(loaded.source, [build_item(item)])
        bank = read_bundle(encode_bundle(release)[1], secret=SECRET)
        bank.open(ItemId(item.template.id), 0)
    except (Unbuildable, BadBundle, BrokenItem, OSError, ValueError) as problem:
        return Previewed(item=item, checked=checked, bank=None, sentence=f"It cannot be opened: {problem}.")
    return Previewed(item=item, checked=checked, bank=bank)
