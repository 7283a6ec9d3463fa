"""
`misstep mastery apply`: bring a fitted model into force on a data folder.

Writes one event into the record, or with `--server` has the server do so that
owns it; every learner is folded anew when they come. `--shipped` goes back to the
model that comes with the program.
"""

import argparse
import asyncio
import hashlib
import http.client
import os
import sys
import time
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import msgspec

from api.fits import PATH, ModelApplied, ModelAsked, fit_at, keep_fit
from api.problems import ProblemDetails
from api.serving.settings import data_dir
from mastery.model import DEFAULT_MODEL
from practice.events import ModelFitted
from practice.models import install
from practice.record.contract import Appended, RecordBroken, RecordTaken
from practice.record.sqlite import FILE_NAME, open_sqlite

__all__ = ["configure", "run"]

REFUSED: Final = 2
KEY: Final = "MISSTEP_KEY"
"""Where an operator's key is read from: what stands in a command line can be read by all users of a machine."""
WAIT_SECONDS: Final = 60
LONGEST: Final = 65_536
"""Bytes of a reply that are read."""


class Applied(msgspec.Struct, frozen=True, kw_only=True):
    """What came into force: the model's id, the file it came from, and the items and skills that it knows."""

    model: str
    file: str
    items: int
    skills: int


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags.
    """
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("file", metavar="FILE", nargs="?", type=Path, help="what `misstep mastery fit` wrote")
    which.add_argument("--shipped", action="store_true", help="the model that comes with the program")
    parser.add_argument("--data", metavar="DIR", type=Path, help="the server's data folder (MISSTEP_HOME)")
    parser.add_argument("--server", metavar="URL", help=f"a server at work on it; an operator's key is in {KEY}")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """
    Append the event; 2 with a sentence where that cannot be.

    Raises
    ------
    BadLog
        If the file holds no fit that can be served.
    """
    data: Path = arguments.data or data_dir(os.environ)
    fitted = _shipped() if arguments.shipped else _fitted(arguments.file)
    if not (data / FILE_NAME).exists():
        return _refused(f"There is no record in {data}.")
    try:
        fault = (
            asyncio.run(_apply(data / FILE_NAME, fitted))
            if arguments.server is None
            else _ask(arguments.server, data, fitted, os.environ.get(KEY, ""))
        )
    except RecordTaken:
        return _refused(
            f"A server is running on {data}. Stop it first, or name it: --server URL, an operator's key in {KEY}."
        )
    except (RecordBroken, OSError, http.client.HTTPException) as error:
        return _refused(str(error))
    if fault is not None:
        return _refused(fault)
    told = Applied(
        model=fitted.model.id, file=fitted.file, items=len(fitted.model.fit.items), skills=len(fitted.model.fit.skills)
    )
    if arguments.json:
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    else:
        sys.stdout.write(
            f"{told.model} is in force {'from the next start on' if arguments.server is None else 'now'}; "
            f"it knows {told.items:,} items and {told.skills:,} skills.\n"
        )
    return 0


def _shipped() -> ModelFitted:
    return ModelFitted(at=_now(), file="", log="", rows=0, learners=0, model=DEFAULT_MODEL)


def _fitted(file: Path) -> ModelFitted:
    from mastery.fitted import read_fitted  # noqa: PLC0415 - numpy is imported when a fit is read
    from mastery.refit import refitted  # noqa: PLC0415 - as above

    read = read_fitted(file)
    return ModelFitted(
        at=_now(),
        file=hashlib.sha256(file.read_bytes()).hexdigest(),
        log=read.log,
        rows=read.rows,
        learners=read.learners,
        model=refitted(read),
    )


async def _apply(path: Path, fitted: ModelFitted) -> str | None:
    """
    Append the event to a record that nobody holds; what stood in the way, or None.
    """
    record = open_sqlite(path)
    try:
        if isinstance(await install(record, fitted), Appended):
            return None
        return "Another command brought a model into force at the same moment; nothing was changed."
    finally:
        await record.close()


def _ask(server: str, data: Path, fitted: ModelFitted, key: str) -> str | None:
    """
    Have a server at work bring the model into force; what stood in the way, or None.
    """
    address = urlsplit(server)
    if address.scheme not in {"http", "https"} or not address.hostname:
        return f"{server} is no address of a server: http://HOST:PORT."
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    name = keep_fit(data, fitted)
    connection = kind(address.hostname, address.port, timeout=WAIT_SECONDS)
    try:
        connection.request(
            "PUT",
            address.path.rstrip("/") + PATH,
            msgspec.json.encode(ModelAsked(fit=name)),
            {"Authorization": f"Bearer {key}", "Content-Type": "application/json"},
        )
        reply = connection.getresponse()
        return _fault(reply.status, reply.read(LONGEST), fitted)
    finally:
        connection.close()
        fit_at(data, name).unlink(missing_ok=True)


def _fault(status: int, content: bytes, fitted: ModelFitted) -> str | None:
    """
    Read a server's reply: None where the model is in force.
    """
    try:
        if status != http.client.OK:
            problem = msgspec.json.decode(content, type=ProblemDetails)
            return f"The server refused: {problem.detail}"
        if msgspec.json.decode(content, type=ModelApplied).model == fitted.model.id:
            return None
    except msgspec.MsgspecError:
        return f"What answered with {status} is no server of this program, or of another version."
    return "Another model came into force at the same moment, and is in force now."


def _refused(sentence: str) -> int:
    sys.stderr.write(f"misstep mastery apply: {sentence}\n")
    return REFUSED


def _now() -> int:
    return time.time_ns() // 1_000_000
