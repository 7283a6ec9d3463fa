"""
A helper that checks items of a bank: file names come in, what was found goes out, as JSON lines.

Started by `checking`, which says first which bank it is. Ends with its input.
"""

import sys
from pathlib import Path
from typing import BinaryIO

import msgspec

from api.checking import Begin, Done
from hints.guards.authored import hint_faults
from hints.guards.leak import leaks
from hints.misconception.confusion import confusion
from item_bank.algebra.proving.prover import Prover
from item_bank.check.bank import check_whole_item
from item_bank.load import load_bank

__all__ = ["help_with"]


def help_with(asked: BinaryIO, said: BinaryIO) -> None:
    """
    Answer each file's name with what was found in it.
    """
    begin = msgspec.json.decode(asked.readline(), type=Begin)
    source = load_bank(Path(begin.directory)).source
    items = {item.file: item for item in source.everything}
    with Prover() as prover:
        proves = prover.equal if begin.prove else None
        for line in asked:
            item = items[msgspec.json.decode(line, type=str)]
            checked = check_whole_item(item, source, leaks, begin.compared, proves, confusion, hint_faults)
            said.write(msgspec.json.encode(Done(file=item.file, checked=checked)) + b"\n")
            said.flush()


if __name__ == "__main__":
    help_with(sys.stdin.buffer, sys.stdout.buffer)
