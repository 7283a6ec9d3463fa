"""
`misstep bank diff`: what a newer bank changes in an older one.

Names each item that is not as it was, with what follows from it. Exit codes: 0
where nothing changed, 1 where something did, 2 where a bank cannot be read.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Final

import msgspec

from api.commands.bank_content import read_content
from item_bank.bundle import Content
from item_bank.comparing import Change, Compared, compare

__all__ = ["configure", "run"]

SAME, CHANGED, REFUSED = 0, 1, 2

CLASSES: Final = ("removed", "added", "grading", "skill", "text")


class _Report(msgspec.Struct, frozen=True, kw_only=True):
    """What `--json` prints."""

    counts: dict[str, int]
    changes: tuple[Change, ...]


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("old", type=Path, metavar="OLD", help="a bank's folder or bundle, as it was")
    parser.add_argument("new", type=Path, metavar="NEW", help="a bank's folder or bundle, as it is")
    parser.add_argument("--json", action="store_true", help="print the changes as JSON")


def run(arguments: argparse.Namespace) -> int:
    """
    Compare; return the exit code.
    """
    sides: list[Compared] = []
    for path in (arguments.old, arguments.new):
        content = read_content(path)
        if isinstance(content, str):
            sys.stderr.write(f"{content}\n")
            return REFUSED
        sides.append(_items(content))
    changes = compare(*sides)
    counted = Counter(kind for change in changes for kind in change.classes)
    counts = {kind: counted[kind] for kind in CLASSES}
    if arguments.json:
        report = _Report(counts=counts, changes=changes)
        sys.stdout.write(msgspec.json.format(msgspec.json.encode(report)).decode() + "\n")
    else:
        for change in changes:
            where = f" ({', '.join(change.where)})" if change.where else ""
            sys.stdout.write(f"{change.item}: {', '.join(change.classes)}{where}\n")
        sys.stdout.write(", ".join(f"{kind} {number}" for kind, number in counts.items()) + "\n")
    return CHANGED if changes else SAME


def _items(content: Content) -> Compared:
    return {item.template.id: (item.template, item.translations) for item in content.items}
