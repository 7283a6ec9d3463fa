"""
`misstep bank export`: a bundle as a bank's folder again.

Writes into a folder that is empty or not there, and into no other. Building that
folder gives the same release. Exit codes: 0 where it is written, 2 where not.
"""

import argparse
import sys
from pathlib import Path
from typing import Final

from item_bank.bundle import BadBundle, decode_bundle
from item_bank.counted import counted
from item_bank.exporting import export

__all__ = ["configure", "run"]

REFUSED: Final = 2


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("bundle", type=Path, metavar="BUNDLE", help="the bundle")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a folder that is empty or not there")


def run(arguments: argparse.Namespace) -> int:
    """
    Export; return the exit code.
    """
    out: Path = arguments.out
    try:
        release = decode_bundle(arguments.bundle)
        if out.exists() and (not out.is_dir() or any(out.iterdir())):
            return _refuse(f"{out} is there already, and not empty.")
        files = export(release.content)
        wrong = next((name for name in files if not (out / name).resolve().is_relative_to(out.resolve())), None)
        if wrong is not None:
            return _refuse(f"{arguments.bundle} names a file outside of its bank: {wrong!r}.")
        for name, content in files.items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_bytes(content)
    except BadBundle as problem:
        return _refuse(f"{arguments.bundle} cannot be read: {problem}")
    except OSError as problem:
        return _refuse(f"{problem.filename} cannot be used: {problem.strerror}.")
    sys.stdout.write(f"Release {release.release}: {counted(len(files), 'file')} in {out}.\n")
    return 0


def _refuse(sentence: str) -> int:
    sys.stderr.write(f"{sentence}\n")
    return REFUSED
