"""
`misstep key link`: a link that signs the holder of an API key in, for whoever runs the server.

Its code is shown this once; how long it is good, and that a new server secret ends it, is `sign_in.links`'.
"""

import argparse
import sys
from pathlib import Path

import msgspec

from api.keys import Keys
from api.serving.secret import SecretFault, derive, secret_of
from api.sign_in.links import MAX_DAYS, PURPOSE, Links
from practice.ids import TenantId
from practice.moments import DAY_MS
from practice.record.sqlite import FILE_NAME, open_sqlite

__all__ = ["add_link", "declare"]

DEFAULT_DAYS = 14


def declare(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags of its own.
    """
    parser.add_argument("id", help="the key's id, as listed")
    parser.add_argument("--days", type=_days, default=DEFAULT_DAYS, help=f"how long it is good ({DEFAULT_DAYS})")
    parser.add_argument("--once", dest="good", action="store_const", const="once", default="until", help="good once")
    parser.add_argument("--address", default="", help="what the link begins with, like https://misstep.school.example")


async def add_link(data: Path, arguments: argparse.Namespace, *, now: int) -> str | None:
    """
    Make a link and write it out; a sentence where it cannot be made.

    Raises
    ------
    RecordTaken
        If a server runs on the folder.
    """
    secret = secret_of(data)
    if isinstance(secret, SecretFault):
        return secret.sentence
    tenant, record = TenantId(arguments.tenant), open_sqlite(data / FILE_NAME)
    try:
        if not Keys(record).alive(arguments.id, tenant, now=now) or Keys(record).named(arguments.id) is None:
            return f"The tenant {tenant} has no key {arguments.id} that still opens anything."
        links = Links(record, secret=derive(secret, PURPOSE))
        expires = now + arguments.days * DAY_MS
        made = await links.add(tenant, None, arguments.id, good=arguments.good, page="teach", now=now, expires=expires)
    finally:
        await record.close()
    if arguments.json:
        sys.stdout.write(msgspec.json.encode(made).decode() + "\n")
    else:
        sys.stdout.write(f"{arguments.address.rstrip('/')}/enter#{made.code}\n")
        sys.stderr.write("This link is shown this once. Whoever opens it comes in as the holder of that key.\n")
    return None


def _days(text: str) -> int:
    days = int(text) if text.isascii() and text.isdigit() and len(text) < len("1000") else 0
    if not 1 <= days <= MAX_DAYS:
        message = f"a link is good for a whole number of days from 1 to {MAX_DAYS}"
        raise argparse.ArgumentTypeError(message)
    return days
