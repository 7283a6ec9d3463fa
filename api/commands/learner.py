"""
`misstep learner`: all that is kept of one learner, exported or erased, for whoever runs the server.

An export reads beside a running server. An erase writes straight into the record, so
the server has to be stopped; while it runs, an admin's key does the same over the
API (`DELETE /v1/learners/{learner}`). Copies and exports made before are their owner's to erase.
"""

import argparse
import asyncio
import os
import re
import sys
from pathlib import Path

import msgspec

from api.serving.settings import data_dir
from api.shared.redis_link import RedisLink
from api.shared.redis_state import RedisCache
from api.whole_file import write_whole
from item_bank.counted import counted
from practice.dossier import dossier_of
from practice.erasing import erase_all_of
from practice.ids import LearnerId, TenantId
from practice.record.contract import Erased, RecordBroken, RecordBusy, RecordTaken
from practice.record.sqlite import FILE_NAME, open_reader, open_sqlite

__all__ = ["configure", "run"]

REFUSED = 2
ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,127}")


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare `export` and `erase`.
    """
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    export = actions.add_parser("export", help="write all that is kept of a learner, as JSON")
    export.add_argument("--out", metavar="FILE", type=Path, help="where to; without it, to standard output")
    erase = actions.add_parser("erase", help="remove a learner, so that no file of the server holds a byte of them")
    for action in (export, erase):
        action.add_argument("learner", type=_id, help="the learner's id")
        action.add_argument("--tenant", required=True, type=_id, help="whose learner")
        action.add_argument("--data", metavar="DIR", type=Path, help="the server's data folder (MISSTEP_HOME)")
    erase.add_argument("--redis", metavar="URL", help="drop what better words are kept there, too (MISSTEP_REDIS)")
    erase.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """
    Export or erase; 2 with a sentence where that cannot be.
    """
    path = (arguments.data or data_dir(os.environ)) / FILE_NAME
    if not path.exists():
        return _refused(f"There is no record in {path.parent}.")
    tenant, learner = TenantId(arguments.tenant), LearnerId(arguments.learner)
    try:
        if arguments.action == "export":
            return _export(path, tenant, learner, arguments.out)
        redis = arguments.redis or os.environ.get("MISSTEP_REDIS")
        return _told(asyncio.run(_erase(path, tenant, learner, redis)), tenant, learner, arguments)
    except RecordTaken:
        sentence = "Stop it first, or ask it with an admin's key: DELETE /v1/learners/{learner}."
        return _refused(f"A server is running on {path.parent}. {sentence}")
    except (RecordBroken, RecordBusy, OSError) as error:
        return _refused(str(error))


def _export(path: Path, tenant: TenantId, learner: LearnerId, out: Path | None) -> int:
    reader = open_reader(path)
    try:
        dossier = dossier_of(reader, tenant, learner)
    finally:
        reader.let_go()
    if dossier is None:
        return _refused(f"The tenant {tenant} has no learner {learner}.")
    text = msgspec.json.format(msgspec.json.encode(dossier), indent=1) + b"\n"
    if out is None:
        sys.stdout.buffer.write(text)
    else:
        write_whole(out, text)
    return 0


async def _erase(path: Path, tenant: TenantId, learner: LearnerId, redis: str | None) -> Erased:
    record = open_sqlite(path)
    link = None if redis is None else RedisLink(redis)
    try:
        erased = await erase_all_of(record, tenant, learner)
        if link is not None:
            await RedisCache(link).clear()
        return erased
    finally:
        await record.close()
        if link is not None:
            await link.close()


def _told(erased: Erased, tenant: TenantId, learner: LearnerId, arguments: argparse.Namespace) -> int:
    if not erased.events and not erased.names:
        return _refused(f"The tenant {tenant} has no learner {learner}.")
    if arguments.json:
        sys.stdout.write(msgspec.json.encode(erased).decode() + "\n")
    else:
        name = "their name" if erased.names else "no name"
        sys.stdout.write(f"{learner} is erased: {counted(erased.events, 'event')} and {name}.\n")
    return 0


def _id(text: str) -> str:
    if not ID.fullmatch(text):
        message = "an id is made of letters, digits and . _ ~ - only"
        raise argparse.ArgumentTypeError(message)
    return text


def _refused(sentence: str) -> int:
    sys.stderr.write(f"misstep learner: {sentence}\n")
    return REFUSED
