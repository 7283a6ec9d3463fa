"""What `api.keys` promises."""

import asyncio
import re

from api.keys import HOST_KEY, Keys, NewKey, keys_of
from practice.ids import StreamId, TenantId
from practice.record.contract import NewEvent
from practice.record.memory import MemoryRecord

SCHOOL, OTHER = TenantId("school"), TenantId("other")
NOW = 1_700_000_000_000


def made(record: MemoryRecord, *, expires: int | None = None) -> NewKey:
    """
    Make a teacher's key.
    """
    return asyncio.run(Keys(record).add(SCHOOL, "teacher", "Ms Example's tool", now=NOW, expires=expires))


def everything(record: MemoryRecord) -> bytes:
    """
    Return all that a record holds of payloads, keys and marks.
    """
    return b"".join(
        recorded.event.payload + repr((recorded.event.key, recorded.event.marks)).encode() for recorded in record.scan()
    )


def test_a_key_is_recognised_also_after_a_restart() -> None:
    """
    Whoever reads the record anew knows the key by its text.
    """
    record = MemoryRecord()
    new = made(record)

    assert new.key == Keys(record).recognise(new.text)
    assert re.fullmatch(r"msk_[0-9a-f]{16}_[A-Za-z0-9_-]{43}", new.text)


def test_a_key_of_the_first_version_still_opens_and_is_still_revoked() -> None:
    """
    The very bytes that were once written are read for ever; nobody is locked out by an update.
    """
    text = f"msk_00112233445566ff_{'A' * 43}"
    digest = "5753d9634204d9df4abec667c0b5ebd0576cf946a15e5aa748acf5fad15b250b"
    added = f'{{"id":"00112233445566ff","role":"teacher","name":"x","digest":"{digest}","expires":null}}'
    record = MemoryRecord()

    def written(kind: str, payload: str, key: str) -> None:
        event = NewEvent(
            kind=kind, version=1, at=NOW, payload=payload.encode(), key=key, marks=("key/00112233445566ff",)
        )
        asyncio.run(record.annotate(StreamId("tenant/school"), event))

    written("key_added", added, "key/00112233445566ff")
    first = Keys(record).recognise(text)
    written("key_revoked", '{"id":"00112233445566ff"}', "key/00112233445566ff/revoked")
    second = Keys(record).recognise(text)

    assert first is not None
    assert ("school", "teacher", True) == (first.tenant, first.role, first.alive(NOW))
    assert second is not None
    assert not second.alive(NOW)


def test_the_record_never_holds_the_key() -> None:
    """
    The secret part stands nowhere in the record.
    """
    record = MemoryRecord()
    new = made(record)

    assert new.text[-43:].encode() not in everything(record)
    assert new.key.id.encode() in everything(record)


def test_a_key_with_another_secret_is_not_recognised() -> None:
    """
    The id alone opens nothing, and neither does garbage.
    """
    record = MemoryRecord()
    new = made(record)
    head, secret = new.text[:-44], new.text[-43:]

    for text in (f"{head}_{secret[::-1]}", head, "", "msk_", f"msk_{'0' * 16}_{secret}", new.text + "x", "é" * 70):
        assert Keys(record).recognise(text) is None


def test_a_revoked_key_and_its_tokens_open_nothing() -> None:
    """
    Revoking takes effect at once, and once only.
    """
    record = MemoryRecord()
    keys, new = Keys(record), made(record)
    alive_before = keys.alive(new.key.id, SCHOOL, now=NOW)

    revoked = asyncio.run(keys.revoke(SCHOOL, new.key.id, now=NOW + 5))
    again = asyncio.run(keys.revoke(SCHOOL, new.key.id, now=NOW + 9))

    assert alive_before
    assert revoked == again == keys.recognise(new.text)
    assert revoked is not None
    assert revoked.revoked == NOW + 5
    assert not revoked.alive(NOW + 5)
    assert not keys.alive(new.key.id, SCHOOL, now=NOW + 5)


def test_a_key_expires() -> None:
    """
    It opens until its moment and not from then on.
    """
    record = MemoryRecord()
    key = made(record, expires=NOW + 10).key

    assert (True, False) == (key.alive(NOW + 9), key.alive(NOW + 10))


def test_no_tenant_revokes_or_uses_anothers_key() -> None:
    """
    To another tenant the key does not exist.
    """
    record = MemoryRecord()
    keys, new = Keys(record), made(record)

    outcome = asyncio.run(keys.revoke(OTHER, new.key.id, now=NOW))

    assert outcome is None
    assert not keys.alive(new.key.id, OTHER, now=NOW)
    assert keys.alive(new.key.id, SCHOOL, now=NOW)
    assert () == keys_of(record, OTHER)


def test_keys_are_listed_with_their_state_and_without_secrets() -> None:
    """
    Revoked keys stay listed, oldest first.
    """
    record = MemoryRecord()
    first, second = made(record), made(record)
    revoked = asyncio.run(Keys(record).revoke(SCHOOL, first.key.id, now=NOW + 1))

    assert (revoked, second.key) == keys_of(record, SCHOOL)


def test_the_hosts_own_key_is_no_key_that_anybody_can_show() -> None:
    """
    Tokens made on the host live; its name is recognised as no key.
    """
    keys = Keys(MemoryRecord())

    assert keys.alive(HOST_KEY, SCHOOL, now=NOW)
    assert keys.recognise(f"msk_{HOST_KEY}_{'a' * 43}") is None
