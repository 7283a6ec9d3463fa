"""
Where models are fitted from and measured on: a table, an export, or a server's own record.

Finds out which of them a path is, and has the fit made or the log read. The log is named in the
fit by its content alone: the SHA-256 of the file, or of the rows that the
record gave.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

import msgspec

from mastery.fitted import Fitted, fit, fit_file
from mastery.log import BadLog, Log, from_rows, read_log
from mastery.row import Row
from practice.ids import StreamId
from practice.record.contract import NewEvent, RecordBroken, RecordBusy
from practice.record.sqlite import FILE_NAME, open_reader
from practice.response_log import exported, recorded, rows
from practice.wire import UnreadableEvent

__all__ = ["fit_on", "log_at"]

UNREADABLE: Final = (OSError, RecordBroken, RecordBusy, UnreadableEvent, msgspec.MsgspecError)


def fit_on(path: Path, model: str, *, told: Callable[[int, int], None] | None = None) -> Fitted:
    """
    Fit a model.

    Parameters
    ----------
    path
        A Parquet file, JSON lines of `misstep export` (`.jsonl`), or a data
        folder; a record is read beside its server.
    model
        A backend's name.
    told
        Called with chunks done and chunks in all, where the log is long.

    Raises
    ------
    BadLog
        If it cannot be read, or means nothing.
    """
    try:
        own = _own(path)
        if own is not None:
            log, source = own
            return fit(model, log, source=source)
        with path.open("rb") as file:
            source = hashlib.file_digest(file, "sha256").hexdigest()
        return fit_file(model, path, source=source, told=told)
    except UNREADABLE as error:
        msg = f"{path} cannot be read: {error}"
        raise BadLog(msg) from error


def log_at(path: Path) -> Log:
    """
    Read the responses that a model is measured on, from whatever `fit_on` fits on.

    Raises
    ------
    BadLog
        If it cannot be read, or means nothing.
    """
    try:
        own = _own(path)
    except UNREADABLE as error:
        msg = f"{path} cannot be read: {error}"
        raise BadLog(msg) from error
    return read_log(path) if own is None else own[0]


def _own(path: Path) -> tuple[Log, str] | None:
    """Read a data folder or an export, with the digest of its rows; None for a table."""
    if path.is_dir():
        reader = open_reader(path / FILE_NAME)
        try:
            return _of_rows(rows(lambda: recorded(reader)), path)
        finally:
            reader.let_go()
    return _of_rows(rows(lambda: _lines(path)), path) if path.suffix == ".jsonl" else None


def _lines(path: Path) -> Iterator[tuple[StreamId, NewEvent]]:
    with path.open("rb") as lines:
        yield from exported(lines)


def _of_rows(found: Iterable[Row], path: Path) -> tuple[Log, str]:
    digest = hashlib.sha256()
    encoder = msgspec.msgpack.Encoder()

    def noted() -> Iterator[Row]:
        for row in found:
            digest.update(encoder.encode(row))
            yield row

    log = from_rows(noted())
    if not len(log):
        msg = f"{path} has no answer that is evidence yet"
        raise BadLog(msg)
    return log, digest.hexdigest()
