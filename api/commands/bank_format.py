"""
`misstep bank format`: an author's files in the one layout.

Finds the files, writes those that change, and with `--check` only says which
they are. A file that cannot be read stays as it is and is told of. Exit codes:
0 where all is in its layout now, 1 where something is not, 2 where there is
nothing to format.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from api.whole_file import write_whole
from item_bank.counted import counted
from item_bank.finding import Finding
from item_bank.formatting.layout import formatted
from item_bank.load import HEAD, SUFFIX, is_read

__all__ = ["configure", "run"]

FINE, FOUND, REFUSED = 0, 1, 2

MANY: Final = 20
"""Files that are named one by one; of more, the number says enough."""


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("paths", type=Path, nargs="+", metavar="DIR|FILE", help="banks' folders, or files of a bank")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 where something would change")


def run(arguments: argparse.Namespace) -> int:
    """
    Format; return the exit code.
    """
    changed: list[Path] = []
    broken = seen = 0
    for path in arguments.paths:
        if not path.exists():
            return _refuse(f"{path} is not there.")
        if path.is_dir() and not (path / HEAD).exists():
            return _refuse(f"{path} is no bank: it has no {HEAD}.")
    try:
        for bank, file in _files(arguments.paths):
            seen += 1
            content = file.read_bytes()
            read = formatted(content, file.relative_to(bank))
            if isinstance(read, Finding):
                broken += 1
                place = f"{file}:{read.line}:{read.column}"
                sys.stderr.write(f"{place}: {read.severity.value} {read.code.value}: {read.sentence} {read.fix}\n")
            elif read.text.encode() != content:
                changed.append(file)
                if not arguments.check:
                    write_whole(file, read.text)
    except OSError as problem:
        return _refuse(f"{problem.filename} cannot be used: {problem.strerror}.")
    _say(changed, seen, check=arguments.check)
    return FOUND if broken or (changed and arguments.check) else FINE


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """
    Yield the files to format, each with the folder of its bank.
    """
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob(f"*{SUFFIX}")):
                name = file.relative_to(path).as_posix()
                if (name == HEAD or is_read(name)) and file.is_file() and not file.is_symlink():
                    yield path, file
        else:
            around = [folder for folder in path.absolute().parents if (folder / HEAD).exists()]
            yield (around[0], path.absolute()) if around else (path.parent, path)


def _say(changed: list[Path], seen: int, *, check: bool) -> None:
    for file in changed[:MANY]:
        sys.stdout.write(f"{file}\n")
    if len(changed) > MANY:
        sys.stdout.write(f"and {len(changed) - MANY} more\n")
    done = "would change" if check else "changed"
    sys.stdout.write(f"{counted(len(changed), 'file')} of {seen} {done}.\n")


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
