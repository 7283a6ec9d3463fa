"""
`misstep issuer`: the sites that may bring a tenant's people by their signed word.

Writes straight into the record, so the server has to be stopped; while it runs,
an admin's key does the same over the API (`/v1/issuers`). Listing reads beside it.
"""

import argparse
import asyncio
import os
import sys
import time
from pathlib import Path

import msgspec

from api.serving.settings import data_dir
from api.sign_in.issuers import MAX_KEYS, Issuer, IssuerKey, Issuers, audience, issuers_of, key_fault
from practice.ids import TenantId
from practice.record.contract import RecordBroken, RecordTaken
from practice.record.sqlite import FILE_NAME, open_reader, open_sqlite

__all__ = ["configure", "run"]

REFUSED = 2


class KeySet(msgspec.Struct, frozen=True):
    """A JWK set (RFC 7517 §5)."""

    keys: tuple[IssuerKey, ...]


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare `add`, `list` and `remove`.
    """
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help="register a site, and show the audience that its launches have to name")
    add.add_argument("--issuer", required=True, help="what its launches say as iss")
    add.add_argument("--keys", required=True, type=Path, metavar="FILE", help="its public keys, as a JWK set")
    add.add_argument("--newcomers", choices=("made", "refused"), default="made", help="who is not known yet (made)")
    add.add_argument(
        "--teachers", dest="roles", action="store_const", const=("learner", "teacher"), help="may come, too"
    )
    listing = actions.add_parser("list", help="list the sites")
    remove = actions.add_parser("remove", help="remove a site, and end the sessions that it began")
    remove.add_argument("id", help="the site's id, as listed")
    for action in (add, listing, remove):
        action.add_argument("--tenant", required=True, help="whose sites")
        action.add_argument("--data", metavar="DIR", type=Path, help="the server's data folder (MISSTEP_HOME)")
        action.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """
    Register, list or remove; 2 with a sentence where that cannot be.
    """
    path = (arguments.data or data_dir(os.environ)) / FILE_NAME
    if not path.exists():
        return _refused(f"There is no record in {path.parent}.")
    try:
        match arguments.action:
            case "list":
                reader = open_reader(path)
                try:
                    found: tuple[Issuer, ...] | str = issuers_of(reader, TenantId(arguments.tenant))
                finally:
                    reader.let_go()
            case "add":
                found = asyncio.run(_add(path, arguments))
            case _:
                found = asyncio.run(_remove(path, arguments))
    except RecordTaken:
        return _refused("A server is running on this data. Stop it first, or ask it with an admin's key: /v1/issuers.")
    except (RecordBroken, OSError) as error:
        return _refused(str(error))
    if isinstance(found, str):
        return _refused(found)
    if arguments.json:
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    for issuer in () if arguments.json else found:
        state = "removed" if issuer.removed is not None else "alive"
        sys.stdout.write(f"{issuer.id}  {state:<8} {issuer.issuer}  aud: {audience(issuer)}\n")
    return 0


async def _add(path: Path, arguments: argparse.Namespace) -> tuple[Issuer, ...] | str:
    try:
        keys = msgspec.json.decode(arguments.keys.read_bytes(), type=KeySet).keys
    except msgspec.MsgspecError as error:
        return f"{arguments.keys} is no set of public keys: {error}."
    if not 1 <= len(keys) <= MAX_KEYS:
        return f"A site has 1 to {MAX_KEYS} keys."
    fault = next((fault for key in keys if (fault := key_fault(key)) is not None), None)
    if fault is not None:
        return fault
    record = open_sqlite(path)
    try:
        issuer = await Issuers(record).add(
            TenantId(arguments.tenant),
            arguments.issuer,
            keys,
            newcomers=arguments.newcomers,
            roles=arguments.roles or ("learner",),
            now=_now(),
        )
    finally:
        await record.close()
    return (issuer,)


async def _remove(path: Path, arguments: argparse.Namespace) -> tuple[Issuer, ...] | str:
    record = open_sqlite(path)
    try:
        issuers = Issuers(record)
        found = issuers.find(arguments.id)
        if found is None or found.tenant != arguments.tenant:
            return f"The tenant {arguments.tenant} has no site {arguments.id}."
        return (await issuers.remove(found, now=_now()),)
    finally:
        await record.close()


def _now() -> int:
    return time.time_ns() // 1_000_000


def _refused(sentence: str) -> int:
    sys.stderr.write(f"misstep issuer: {sentence}\n")
    return REFUSED
