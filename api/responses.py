"""
Where models are fitted from: a table, an export, or a server's own record.

Finds out which of them a path is, and has the fit made. The log is named in the
fit by its content alone: the SHA-256 of the file, or of the rows that the
record gave.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import msgspec

from mastery.fitted import Fitted, fit, fit_file
from mastery.log import BadLog, from_rows
from mastery.row import Row
from practice.ids import StreamId
from practice.record.contract import NewEvent, RecordBroken, RecordBusy
from practice.record.sqlite import FILE_NAME, open_reader
from practice.response_log import exported, recorded, rows
from practice.wire import UnreadableEvent

__all__ = ["fit_on"]


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
        if path.is_dir():
            reader = open_reader(path / FILE_NAME)
            try:
                return _of_rows(model, rows(lambda: recorded(reader)), path)
            finally:
                reader.let_go()
        if path.suffix == ".jsonl":
            return _of_rows(model, rows(lambda: _lines(path)), path)
        with path.open("rb") as file:
            source = hashlib.file_digest(file, "sha256").hexdigest()
        return fit_file(model, path, source=source, told=told)
    except (OSError, RecordBroken, RecordBusy, UnreadableEvent, msgspec.MsgspecError) as error:
        msg = f"{path} cannot be read: {error}"
        raise BadLog(msg) from error


def _lines(path: Path) -> Iterator[tuple[StreamId, NewEvent]]:
    with path.open("rb") as lines:
        yield from exported(lines)


def _of_rows(model: str, found: Iterable[Row], path: Path) -> Fitted:
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
    return fit(model, log, source=digest.hexdigest())
