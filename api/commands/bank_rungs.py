"""
`misstep bank rungs`: what teachers made rungs of, taken into a bank's files.

Shows what would change as a diff, and writes it with `--write`. Each rung is guarded as an
author's own, and each file checked as it would be; what is not taken is told of, with the
reason. Exit codes: 0 where all rungs are in the bank (now), 1 where some would be or are
not, 2 where rungs or bank cannot be read.
"""

import argparse
import difflib
import secrets
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from api.releases import BankFault, read_bank
from api.whole_file import write_whole
from hints.ahead.taking_over import TaughtRungs, taken_over
from hints.guards.leak import leaks
from item_bank.check.alone import check_alone
from item_bank.counted import counted
from item_bank.finding import Severity
from item_bank.load import load_bank

__all__ = ["configure", "run"]

FINE, SOME, REFUSED = 0, 1, 2
STANDARD_INPUT: Final = "-"


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("bank", type=Path, metavar="BANK", help="the bank's folder")
    parser.add_argument("rungs", metavar="RUNGS", help="what GET /v1/rungs replied, in a file; - for standard input")
    parser.add_argument("--write", action="store_true", help="change the files; else only show what would change")


def run(arguments: argparse.Namespace) -> int:
    """
    Show what teachers' rungs change in a bank, or write it; return the exit code.
    """
    folder: Path = arguments.bank
    try:
        given = _read(arguments.rungs)
        if isinstance(given, str):
            return _refuse(given)
        if not folder.is_dir():
            return _refuse(f"{folder} is no folder: rungs go into a bank's own files.")
        bank = read_bank(folder, secret=secrets.token_bytes(32))
        if isinstance(bank, BankFault):
            return _refuse(bank.sentence)
        found = taken_over(folder, load_bank(folder).source, bank, given.rungs)
        faults = dict(_faults(folder, found.files))
        changes = {file: text for file, text in found.files.items() if file not in faults}
        for file, text in sorted(changes.items()):
            sys.stdout.writelines(_diff(folder / file, file, text))
            if arguments.write:
                write_whole(folder / file, text)
    except OSError as problem:
        return _refuse(f"{problem.filename} cannot be used: {problem.strerror}.")
    for sentence in (*found.refusals, *faults.values(), *found.notes):
        sys.stderr.write(f"{sentence}\n")
    written, left = (sum(found.written[file] for file in files) for files in (changes, faults))
    done = "written" if arguments.write else "to be written (with --write)"
    sys.stdout.write(
        f"{counted(written, 'rung')} {done} into {counted(len(changes), 'file')}, {found.known} there already, "
        f"{len(found.refusals) + left} not taken.\n"
    )
    return SOME if found.refusals or faults or (changes and not arguments.write) else FINE


def _read(name: str) -> TaughtRungs | str:
    """
    Read the reply of the service; a sentence where it is none.
    """
    content = sys.stdin.buffer.read() if name == STANDARD_INPUT else Path(name).read_bytes()
    try:
        return msgspec.json.decode(content, type=TaughtRungs)
    except (msgspec.MsgspecError, UnicodeDecodeError) as problem:
        where = "Standard input" if name == STANDARD_INPUT else name
        return f"{where} is no reply of GET /v1/rungs: {problem}"


def _faults(folder: Path, files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """
    Check the files as they would be, in a copy of the bank; yield what is an error in them.
    """
    if not files:
        return
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / folder.resolve().name
        shutil.copytree(folder, copy, symlinks=True)
        for file, text in files.items():
            (copy / file).write_text(text, encoding="utf-8")
        loaded = load_bank(copy)
        for file in files:
            errors = [one for one in check_alone(loaded, file, leaks=leaks).findings if one.severity is Severity.ERROR]
            if errors:
                one = errors[0]
                yield file, f"{file} is left as it is: {one.code.value}: {one.sentence} {one.fix}"


def _diff(path: Path, file: str, text: str) -> Iterator[str]:
    before = path.read_text(encoding="utf-8").splitlines(keepends=True)
    after = text.splitlines(keepends=True)
    return difflib.unified_diff(before, after, f"a/{file}", f"b/{file}")


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
