"""
`misstep mastery apply`: bring a fitted model into force on a data folder.

Writes one event into the record, so the server has to be stopped; it serves
with the model from its next start on, and folds every learner anew when they
come. `--shipped` goes back to the model that comes with the program.
"""

import argparse
import asyncio
import hashlib
import os
import sys
import time
from pathlib import Path
from typing import Final

import msgspec

from api.settings import data_dir
from mastery.model import DEFAULT_MODEL
from practice.events import ModelFitted
from practice.models import install
from practice.record.contract import Appended, RecordBroken, RecordTaken
from practice.record.sqlite import FILE_NAME, open_sqlite

__all__ = ["configure", "run"]

REFUSED: Final = 2


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
        applied = asyncio.run(_apply(data / FILE_NAME, fitted))
    except RecordTaken:
        return _refused(f"A server is running on {data}. Stop it first: a model comes into force at a start.")
    except (RecordBroken, OSError) as error:
        return _refused(str(error))
    if not applied:
        return _refused("Another command brought a model into force at the same moment; nothing was changed.")
    told = Applied(
        model=fitted.model.id, file=fitted.file, items=len(fitted.model.fit.items), skills=len(fitted.model.fit.skills)
    )
    if arguments.json:
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    else:
        sys.stdout.write(
            f"{told.model} is in force from the next start on; "
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


async def _apply(path: Path, fitted: ModelFitted) -> bool:
    record = open_sqlite(path)
    try:
        return isinstance(await install(record, fitted), Appended)
    finally:
        await record.close()


def _refused(sentence: str) -> int:
    sys.stderr.write(f"misstep mastery apply: {sentence}\n")
    return REFUSED


def _now() -> int:
    return time.time_ns() // 1_000_000
