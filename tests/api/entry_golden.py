"""
The golden log of who may come in: one event of each kind, as some version of this program wrote them, kept for ever.

`python -m tests.api.entry_golden NAME` writes a new log into `tests/api/golden/`; a log that is there is never changed.
"""

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from api.access import Role
from api.keys import Keys
from api.sign_in.ending import Endings
from api.sign_in.issuers import IssuerKey, Issuers, audience
from api.sign_in.launch import Launch, spend
from api.sign_in.links import Links
from api.sign_in.opened import note_begun
from api.sign_in.session import Session
from practice.ids import LearnerId, StreamId, TenantId
from practice.record.memory import MemoryRecord
from tests.api.launching import SITE, public_jwk
from tests.practice.support import golden

__all__ = ["ADA", "GOLDEN", "NOW", "SCHOOL", "SECRET", "Line", "read_lines"]

GOLDEN = Path(__file__).parent / "golden"
SCHOOL, ADA = TenantId("school"), LearnerId("ada")
SECRET = b"a secret of golden links, thirty"
NOW = 1_700_000_000_000
DAY = 86_400_000


class Line(golden.Line, frozen=True, kw_only=True):
    """One event with its stream, as a line of a log."""

    stream: StreamId


def read_lines(log: Path) -> Iterator[Line]:
    """Read a log."""
    for line in log.read_bytes().splitlines():
        yield msgspec.json.decode(line, type=Line)


async def _written(record: MemoryRecord) -> None:
    """Do once whatever is recorded of who comes in."""
    keys, links, issuers, endings = Keys(record), Links(record, secret=SECRET), Issuers(record), Endings(record)
    kept = await keys.add(SCHOOL, "teacher", "Ms Okafor", now=NOW, expires=NOW + 90 * DAY)
    gone = await keys.add(SCHOOL, "admin", "The office", now=NOW)
    await keys.revoke(SCHOOL, gone.key.id, now=NOW + 1)
    once = await links.add(SCHOOL, ADA, kept.key.id, good="once", page="homework", now=NOW + 2, expires=NOW + DAY)
    await links.use(once.link, "an attempt", now=NOW + 3)
    until = await links.add(SCHOOL, None, kept.key.id, good="until", page="teach", now=NOW + 4, expires=NOW + DAY)
    await links.revoke(until.link, now=NOW + 5)
    jwk = msgspec.convert(public_jwk("EdDSA"), IssuerKey)
    issuer = await issuers.add(SCHOOL, SITE, (jwk,), newcomers="made", roles=("learner", "teacher"), now=NOW + 6)
    launch = Launch(
        iss=SITE, aud=audience(issuer), jti="drawn for once", sub="ada", iat=NOW // 1_000, exp=NOW // 1_000 + 60
    )
    await spend(record, issuer, launch, now=NOW + 7)
    await issuers.remove(issuer, now=NOW + 8)
    session = Session(
        id="one",
        tenant=SCHOOL,
        role=Role.LEARNER,
        key=kept.key.id,
        learner=ADA,
        born=1,
        generation=0,
        begun=NOW + 9,
        expires=NOW + DAY,
    )
    await note_begun(record, session, "link")
    await note_begun(record, msgspec.structs.replace(session, id="two", begun=NOW + 10), "key")
    await endings.end(SCHOOL, ADA, "one", now=NOW + 11)
    await endings.end_all(SCHOOL, None, gone.key.id, now=NOW + 12)


def main(name: str) -> None:
    """Write a new log."""
    record = MemoryRecord()
    asyncio.run(_written(record))
    lines = [
        Line(
            stream=one.stream,
            kind=one.event.kind,
            version=one.event.version,
            at=one.event.at,
            key=one.event.key,
            marks=one.event.marks,
            payload=msgspec.Raw(one.event.payload),
        )
        for one in record.scan()
    ]
    with (GOLDEN / f"{name}.jsonl").open("xb") as file:
        file.writelines(msgspec.json.encode(line) + b"\n" for line in lines)


if __name__ == "__main__":
    main(sys.argv[1])
