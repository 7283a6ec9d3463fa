"""
`misstep replay`: fold every learner's events anew, and compare with what is kept.

Reads beside a running server and changes nothing. Ends with 0 where everything
agrees, with 1 where something differs, with 2 where the record cannot be read.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Final

import msgspec

from api.serving.settings import data_dir
from item_bank.counted import counted
from practice.models import model_in_force
from practice.record.contract import RecordBroken, RecordBusy
from practice.record.sqlite import FILE_NAME, open_reader
from practice.replay import Replayed, replay

__all__ = ["configure", "run"]

DIFFERS: Final = 1
REFUSED: Final = 2
SHOWN: Final = 20
"""Differences spelt out; the rest are counted (`--json` has all)."""


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags.
    """
    parser.add_argument("--data", metavar="DIR", type=Path, help="the server's data folder (MISSTEP_HOME)")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """
    Replay, and print what was found.
    """
    path = (arguments.data or data_dir(os.environ)) / FILE_NAME
    try:
        reader = open_reader(path)
        try:
            replayed = replay(reader, model=model_in_force(reader))
        finally:
            reader.let_go()
    except (RecordBroken, RecordBusy) as error:
        sys.stderr.write(f"misstep replay: {error}\n")
        return REFUSED
    sys.stdout.write(msgspec.json.encode(replayed).decode() + "\n" if arguments.json else _report(replayed))
    return DIFFERS if replayed.differences else 0


def _report(replayed: Replayed) -> str:
    differ = len(replayed.differences)
    read = f"{counted(replayed.events, 'event')} in {counted(replayed.streams, 'stream')}"
    lines = [
        f"{read}, read with model {replayed.model}.",
        f"{counted(replayed.learners, 'learner')} folded: {replayed.agree:,} the same, {differ:,} different.",
    ]
    lines += [
        f"{counted(count, 'learner')} {words}: nothing to compare."
        for count, words in (
            (replayed.without_snapshot, "without a snapshot"),
            (replayed.other_model, "kept with another model"),
            (replayed.other_shape, "kept by another version"),
        )
        if count
    ]
    lines += [f"{difference.stream}: {difference.sentence}" for difference in replayed.differences[:SHOWN]]
    if differ > SHOWN:
        lines.append(f"... and {differ - SHOWN} more.")
    return "\n".join(lines) + "\n"
