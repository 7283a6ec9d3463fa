"""What `api.entry_events` promises of events about who may come in, however old, and of those that are too new."""

import asyncio
from collections.abc import Callable

import msgspec
import pytest

from api.entry_events import VERSIONS
from api.keys import Keys, keys_of
from api.sign_in.ending import Endings
from api.sign_in.issuers import Issuers, issuers_of
from api.sign_in.links import Links
from api.sign_in.opened import open_sessions
from practice.record.memory import MemoryRecord
from practice.wire import UnreadableEvent
from tests.api.entry_golden import ADA, GOLDEN, NOW, SCHOOL, SECRET, SITE, Line, read_lines

LOGS = sorted(GOLDEN.glob("*.jsonl"))
FIRST = LOGS[0]


def kept(lines: list[Line]) -> MemoryRecord:
    """
    Put a log into a record.
    """
    record = MemoryRecord()
    for line in lines:
        asyncio.run(record.annotate(line.stream, line.event()))
    return record


def looked_at(record: MemoryRecord) -> list[object]:
    """
    Ask everything that is made of such events.
    """
    links, endings = Links(record, secret=SECRET), Endings(record)
    teacher = keys_of(record, SCHOOL)[0].id
    return [
        [(key.name, key.role, key.revoked) for key in keys_of(record, SCHOOL)],
        [(link.page, link.good, link.fault(NOW)) for whose in (ADA, None) for link in links.of(SCHOOL, whose)],
        [(one.issuer, one.removed) for one in issuers_of(record, SCHOOL)],
        [one.id for one in open_sessions(record, endings, SCHOOL, ADA, teacher, now=NOW + 20)],
    ]


def test_todays_folds_read_what_the_first_version_wrote() -> None:
    """
    Keys, links, issuers and sessions stand as they stood.
    """
    assert [
        [("Ms Okafor", "teacher", None), ("The office", "admin", NOW + 1)],
        [("homework", "once", "used"), ("teach", "until", "revoked")],
        [(SITE, NOW + 8)],
        ["two"],
    ] == looked_at(kept(list(read_lines(FIRST))))


def test_the_golden_logs_hold_every_kind_at_its_present_version() -> None:
    """
    No kind or version goes without a log.
    """
    held = {(line.kind, line.version) for log in LOGS for line in read_lines(log)}

    assert set(VERSIONS.items()) <= held


READ = {
    "key_added": lambda record: keys_of(record, SCHOOL),
    "key_revoked": lambda record: keys_of(record, SCHOOL),
    "link_made": lambda record: Links(record, secret=SECRET).of(SCHOOL, ADA),
    "link_used": lambda record: Links(record, secret=SECRET).of(SCHOOL, ADA),
    "link_revoked": lambda record: Links(record, secret=SECRET).of(SCHOOL, None),
    "issuer_added": lambda record: Issuers(record).of(SCHOOL),
    "issuer_removed": lambda record: Issuers(record).of(SCHOOL),
    "session_begun": looked_at,
}
"""Whoever goes by what an event says; of the others it counts that they are there, and their key says of whom."""


@pytest.mark.parametrize(("kind", "read"), READ.items(), ids=READ)
def test_what_a_newer_version_wrote_is_refused_and_not_guessed_at(
    kind: str, read: Callable[[MemoryRecord], object]
) -> None:
    """
    An event of a version that this program does not know, or one that is damaged, is unreadable.
    """
    lines = list(read_lines(FIRST))
    newer = [msgspec.structs.replace(line, version=line.version + 1) if line.kind == kind else line for line in lines]
    with pytest.raises(UnreadableEvent, match="newer version"):
        read(kept(newer))


def test_a_damaged_event_is_unreadable_and_opens_nothing() -> None:
    """
    What is no key any more is told as such, by its kind.
    """
    lines = list(read_lines(FIRST))
    torn = [msgspec.structs.replace(line, payload=msgspec.Raw(b"{}")) for line in lines if line.kind == "key_added"]
    record = kept(torn)
    identity = (torn[0].key or "").removeprefix("key/")
    with pytest.raises(UnreadableEvent, match="key_added"):
        Keys(record).named(identity)
