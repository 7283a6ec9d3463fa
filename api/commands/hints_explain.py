"""
`misstep hints explain`: how the better words of one try came about, or why there are none.

The event is named by its position, as `misstep export` lists it: the try itself,
its revision, or the note on how looking went. Reads beside a running server.
"""

import argparse
import os
import sys
from pathlib import Path

import msgspec

from api.serving.settings import data_dir
from hints.trace import Trace, printed
from practice.events import TryRecorded
from practice.ids import StreamId
from practice.keys import opportunity_prefix
from practice.record.contract import Reads, RecordBroken, RecordBusy
from practice.record.sqlite import FILE_NAME, open_reader
from practice.revised import DiagnosisRevised, HelpSought, HintRevised
from practice.wire import UnreadableEvent, decode

__all__ = ["Explained", "configure", "explained", "run"]

NOTHING = 1
"""Exit code where the event is there and nothing was looked for."""
REFUSED = 2


class Explained(msgspec.Struct, frozen=True, kw_only=True):
    """
    All that is known of one try's help; `trace` is null where it was kept by another version, or none was made.
    """

    opportunity: str
    n: int
    first: str
    better: str | None
    sought: HelpSought
    trace: Trace | None


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags.
    """
    parser.add_argument("event", metavar="EVENT", help="a position, as `misstep export` lists it")
    parser.add_argument("--data", metavar="DIR", type=Path, help="the server's data folder (MISSTEP_HOME)")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """
    Explain; 2 where the event cannot be read, 1 where nothing was looked for.
    """
    path = (arguments.data or data_dir(os.environ)) / FILE_NAME
    if not arguments.event.isdecimal() or not arguments.event.isascii() or len(arguments.event) > 18:  # noqa: PLR2004 - fits 64 bits
        return _refused("EVENT is a position, a whole number as `misstep export` lists it.")
    try:
        reader = open_reader(path)
        try:
            found = explained(reader, int(arguments.event))
        finally:
            reader.let_go()
    except (RecordBroken, RecordBusy, UnreadableEvent) as error:
        return _refused(str(error))
    if isinstance(found, str):
        return _refused(found)
    if found is None:
        sys.stdout.write("No better words were looked for after this try.\n")
        return NOTHING
    text = msgspec.json.encode(found).decode() + "\n" if arguments.json else _told(found)
    sys.stdout.write(text)
    return 0


def explained(record: Reads, position: int) -> Explained | str | None:
    """
    Gather what is recorded of a try's help; a sentence where the position is no such event, None where none was sought.
    """
    recorded = next(iter(record.scan(after=position - 1, limit=1)), None)
    if recorded is None or recorded.position != position:
        return f"There is no event at the position {position}."
    event = decode(recorded.event)
    if not isinstance(event, TryRecorded | HelpSought | HintRevised | DiagnosisRevised):
        return f"The event at the position {position} is {recorded.event.kind}: no try, and nothing about one."
    return _of_try(record, recorded.stream, event)


def _of_try(
    record: Reads, stream: StreamId, event: TryRecorded | HelpSought | HintRevised | DiagnosisRevised
) -> Explained | None:
    first, better, sought = "", None, None
    for recorded in record.keyed(stream, opportunity_prefix(event.opportunity)):
        match decode(recorded.event):
            case TryRecorded(n=event.n, hint=hint) if hint is not None:
                first = hint.text
            case HintRevised(n=event.n, hint=hint):
                better = hint.text
            case HelpSought(n=event.n) as one:
                sought = one
            case _:
                pass
    if sought is None:
        return None
    return Explained(
        opportunity=event.opportunity, n=event.n, first=first, better=better, sought=sought, trace=_trace(sought)
    )


def _trace(sought: HelpSought) -> Trace | None:
    try:
        return msgspec.json.decode(sought.trace, type=Trace | None)
    except msgspec.MsgspecError:
        return None


def _told(found: Explained) -> str:
    sought = found.sought
    spent = sought.spent
    lines = [
        f"try {found.n} of the opportunity {found.opportunity}",
        f"first help: {found.first}",
        f"better words: {found.better or 'none'}",
        f"ended: {sought.reason.value}" + (f", withheld: {sought.withheld}" if sought.withheld else ""),
        f"from: {f'the cache ({sought.level})' if sought.level else ', '.join(sought.routes) or 'nobody'}",
        f"refused on the way: {', '.join(sought.codes) or 'nothing'}",
        (
            f"spent: {spent.calls} calls, {spent.usage.prompt} + {spent.usage.completion} tokens,"
            f" {spent.microdollars / 1_000_000:.6f} $, {spent.milliseconds} ms"
        ),
    ]
    if found.trace is None:
        lines.append(f"recipe {sought.recipe[:12]}; no trace that this version can read")
        return "\n".join(lines) + "\n"
    return "\n".join(lines) + "\n" + printed(found.trace)


def _refused(sentence: str) -> int:
    sys.stderr.write(f"misstep hints explain: {sentence}\n")
    return REFUSED
