"""
`misstep key`: the API keys of a tenant, for whoever runs the server.

Writes straight into the record, so the server has to be stopped; while it runs,
an admin's key does the same over the API (`/v1/keys`). Listing reads beside it.
"""

import argparse
import asyncio
import os
import re
import sys
import time
from pathlib import Path

import msgspec

from api.commands.key_link import add_link, declare
from api.keys import MAX_DAYS, ApiKey, Keys, keys_of
from api.names import MAX_NAME, is_name
from api.serving.settings import data_dir
from practice.ids import TenantId
from practice.moments import DAY_MS
from practice.record.contract import RecordBroken, RecordTaken
from practice.record.sqlite import FILE_NAME, SqliteRecord, open_reader, open_sqlite

__all__ = ["configure", "run"]

REFUSED = 2
TENANT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._~-]{0,127}")


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare `add`, `list`, `revoke` and `link`.
    """
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="make a key and show it, this once")
    add.add_argument("--role", choices=("teacher", "author", "admin", "operator"), required=True)
    add.add_argument("--name", required=True, type=_name, help="what the key is for")
    add.add_argument("--days", type=_days, help="how long it lives; without it, until it is revoked")
    listing = actions.add_parser("list", help="list the keys")
    revoke = actions.add_parser("revoke", help="revoke a key, and with it the learners' tokens made with it")
    revoke.add_argument("id", help="the key's id, as listed")
    link = actions.add_parser("link", help="make a link that signs the key's holder in, and show it, this once")
    declare(link)
    for action in (add, listing, revoke, link):
        action.add_argument("--tenant", required=True, type=_tenant, help="whose keys")
        action.add_argument("--data", metavar="DIR", type=Path, help="the server's data folder (MISSTEP_HOME)")
        action.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """
    Make, list, revoke or link; 2 with a sentence where that cannot be.
    """
    data: Path = arguments.data or data_dir(os.environ)
    path = data / FILE_NAME
    try:
        match arguments.action:
            case "list":
                return _list(path, arguments)
            case "add":
                data.mkdir(mode=0o700, parents=True, exist_ok=True)
                return asyncio.run(_add(path, arguments))
            case "link" if path.exists():
                fault = asyncio.run(add_link(data, arguments, now=_now()))
                return 0 if fault is None else _refused(fault)
            case _ if path.exists():
                return asyncio.run(_revoke(path, arguments))
            case _:
                return _refused(f"There is no record in {data}.")
    except RecordTaken:
        return _refused(
            f"A server is running on {data}. Stop it first, or ask it with an admin's key: POST or DELETE /v1/keys."
        )
    except (RecordBroken, OSError) as error:
        return _refused(str(error))


def _list(path: Path, arguments: argparse.Namespace) -> int:
    if not path.exists():
        return _refused(f"There is no record in {path.parent}.")
    reader = open_reader(path)
    try:
        keys = keys_of(reader, TenantId(arguments.tenant))
    finally:
        reader.let_go()
    if arguments.json:
        sys.stdout.write(msgspec.json.encode(keys).decode() + "\n")
    for key in () if arguments.json else keys:
        sys.stdout.write(f"{key.id}  {key.role:<8} {_state(key):<8} {key.name}\n")
    return 0


async def _add(path: Path, arguments: argparse.Namespace) -> int:
    now = _now()
    expires = None if arguments.days is None else now + arguments.days * DAY_MS
    record = open_sqlite(path)
    try:
        made = await Keys(record).add(
            TenantId(arguments.tenant), arguments.role, arguments.name, now=now, expires=expires
        )
    finally:
        await record.close()
    if arguments.json:
        sys.stdout.write(msgspec.json.encode(made).decode() + "\n")
    else:
        sys.stdout.write(f"{made.text}\n")
        sys.stderr.write("This key is shown this once. Keep it where only its user can read it.\n")
    return 0


async def _revoke(path: Path, arguments: argparse.Namespace) -> int:
    record: SqliteRecord = open_sqlite(path)
    try:
        revoked = await Keys(record).revoke(TenantId(arguments.tenant), arguments.id, now=_now())
    finally:
        await record.close()
    if revoked is None:
        return _refused(f"The tenant {arguments.tenant} has no key {arguments.id}.")
    if arguments.json:
        sys.stdout.write(msgspec.json.encode(revoked).decode() + "\n")
    else:
        sys.stdout.write(f"{revoked.id} opens nothing any more.\n")
    return 0


def _state(key: ApiKey) -> str:
    if key.revoked is not None:
        return "revoked"
    return "alive" if key.alive(_now()) else "expired"


def _now() -> int:
    return time.time_ns() // 1_000_000


def _name(text: str) -> str:
    if not is_name(text):
        message = f"a name has 1 to {MAX_NAME} characters, and no controls among them"
        raise argparse.ArgumentTypeError(message)
    return text


def _days(text: str) -> int:
    days = int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0
    if not 1 <= days <= MAX_DAYS:
        message = f"a key lives a whole number of days from 1 to {MAX_DAYS}"
        raise argparse.ArgumentTypeError(message)
    return days


def _tenant(text: str) -> str:
    if not TENANT.fullmatch(text):
        message = "a tenant is called by letters, digits and . _ ~ - only"
        raise argparse.ArgumentTypeError(message)
    return text


def _refused(sentence: str) -> int:
    sys.stderr.write(f"misstep key: {sentence}\n")
    return REFUSED
