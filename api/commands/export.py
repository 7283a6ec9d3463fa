"""
`misstep export`: the events of a record, as JSON lines.

One line an event, by position, names of people left out. Reads beside a running
server; what is appended meanwhile comes last. `--after` goes on where an earlier
export stopped.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from api.serving.settings import data_dir
from practice.ids import StreamId
from practice.record.contract import Reads, RecordBroken, RecordBusy
from practice.record.sqlite import FILE_NAME, open_reader

__all__ = ["Line", "configure", "lines", "run"]

REFUSED: Final = 2
PAGE: Final = 1_000


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One event of an export; `payload` as it was recorded, in the shape of its `kind` and `version`."""

    position: int
    stream: StreamId
    stream_version: int
    kind: str
    version: int
    at: int
    key: str | None
    marks: tuple[str, ...]
    payload: msgspec.Raw


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags.
    """
    parser.add_argument("--data", metavar="DIR", type=Path, help="the server's data folder (MISSTEP_HOME)")
    parser.add_argument("--after", metavar="POSITION", type=int, default=0, help="leave out events up to this one")
    parser.add_argument("--prefix", default="", help="only streams that begin with this, like learner/TENANT/")


def run(arguments: argparse.Namespace) -> int:
    """
    Write the lines to standard output.
    """
    path = (arguments.data or data_dir(os.environ)) / FILE_NAME
    try:
        reader = open_reader(path)
        try:
            for line in lines(reader, after=arguments.after, prefix=arguments.prefix):
                sys.stdout.buffer.write(line)
        finally:
            reader.let_go()
    except (RecordBroken, RecordBusy) as error:
        sys.stderr.write(f"misstep export: {error}\n")
        return REFUSED
    return 0


def lines(record: Reads, *, after: int, prefix: str) -> Iterator[bytes]:
    """
    Give the line of each event above a position, its line break included.
    """
    encoder = msgspec.json.Encoder()
    while page := record.scan(after=after, limit=PAGE):
        after = page[-1].position
        for recorded in page:
            if recorded.stream.startswith(prefix):
                event = recorded.event
                line = Line(
                    position=recorded.position,
                    stream=recorded.stream,
                    stream_version=recorded.stream_version,
                    kind=event.kind,
                    version=event.version,
                    at=event.at,
                    key=event.key,
                    marks=event.marks,
                    payload=msgspec.Raw(event.payload),
                )
                yield encoder.encode(line) + b"\n"
