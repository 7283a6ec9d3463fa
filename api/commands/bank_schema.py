"""
`misstep bank schema`: JSON Schema of the native format, for editors.

Prints what kinds of files there are and which schema is for which, and with
`--out` writes the schemas into a folder. What they say is the format's own.
"""

import argparse
import sys
from pathlib import Path
from typing import Final

import msgspec

from item_bank.counted import counted
from item_bank.native.schema import SCHEMAS, schema

__all__ = ["configure", "run"]

REFUSED: Final = 2
SUFFIX: Final = ".schema.json"


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the arguments.
    """
    parser.add_argument("name", nargs="?", choices=SCHEMAS, default="item", help="which one is printed (default: item)")
    parser.add_argument("--out", type=Path, metavar="DIR", help="write all of them into this folder instead")


def run(arguments: argparse.Namespace) -> int:
    """
    Print one schema, or write all; return the exit code.
    """
    if arguments.out is None:
        sys.stdout.write(_text(arguments.name))
        return 0
    try:
        arguments.out.mkdir(parents=True, exist_ok=True)
        for name in SCHEMAS:
            (arguments.out / f"{name}{SUFFIX}").write_text(_text(name), "utf-8")
    except OSError as problem:
        sys.stderr.write(f"{arguments.out} cannot be written: {problem.strerror}.\n")
        return REFUSED
    sys.stdout.write(f"{counted(len(SCHEMAS), 'schema')} in {arguments.out}.\n")
    return 0


def _text(name: str) -> str:
    return msgspec.json.format(msgspec.json.encode(schema(name))).decode() + "\n"
