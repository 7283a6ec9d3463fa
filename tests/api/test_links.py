"""What links promise: they let in whom they were made for, as often and as long as was said."""

import asyncio
import re

import httpx
import pytest

from api.access import Role
from api.sign_in.links import ALPHABET, Links, read_code
from practice.ids import LearnerId, StreamId, TenantId, entry_stream, learner_stream
from practice.record.contract import Appended, Duplicate, Gone, NewEvent
from practice.record.memory import MemoryRecord
from tests.api.browser import Browser
from tests.api.service import SCHOOL, Service
from tests.api.test_sessions import code, signed_in

ATTEMPT = "a" * 32
DAY = 86_400_000


def shown(browser: Browser, link: str, attempt: str = ATTEMPT) -> httpx.Response:
    """Show a link's code."""
    return browser.send("POST", "/v1/sessions", "learner", json={"by": "link", "code": link, "attempt": attempt})


def made(service: Service, key: str, learner: str = "otter", **asked: object) -> dict[str, str]:
    """Make a learner and a link for them; return its code and its id."""
    service.learner(learner)
    sent = service.ok("POST", f"/v1/learners/{learner}/links", key, json=asked)
    return {"code": sent["code"], "id": sent["link"]["id"], "path": sent["path"]}


def test_a_link_lets_its_learner_in_and_nobody_else() -> None:
    """
    Whoever shows it is that learner, on the page that it leads to; another learner's things are not there.
    """
    service = Service()
    key, browser = service.key(Role.TEACHER), Browser(service)
    service.learner("heron")
    link = made(service, key, page="practice")

    reply = shown(browser, link["code"])

    assert ("otter", "/practice") == (reply.json()["learner"], reply.json()["page"])
    assert ["misstep-learner"] == list(browser.cookies)
    assert "otter" == browser.send("GET", "/v1/self", "learner").json()["learner"]
    assert 404 == browser.send("GET", "/v1/learners/heron/mastery", "learner").status_code
    assert link["path"] == f"/enter#{link['code']}"


def test_a_link_that_is_good_once_is_used_up_by_showing_it() -> None:
    """
    Loading the page uses nothing up; showing it does, and another browser is told what to do.
    """
    service = Service()
    key, one, other = service.key(Role.TEACHER), Browser(service), Browser(service)
    link = made(service, key, good="once")

    assert 200 == one.send("GET", "/enter", None).status_code
    assert 201 == shown(one, link["code"]).status_code
    refused = shown(other, link["code"], "b" * 32)

    assert (410, "link_used") == (refused.status_code, code(refused))
    assert "new one" in refused.json()["detail"]
    assert {} == other.cookies


def test_a_lost_reply_costs_no_link() -> None:
    """
    The page that used it up may show it again for ten minutes with what it drew, and no longer.
    """
    service = Service()
    link = made(service, service.key(Role.TEACHER), good="once")
    browser = Browser(service)

    first = shown(browser, link["code"])
    service.now += 10 * 60_000
    again = shown(browser, link["code"])
    service.now += 1
    late = shown(browser, link["code"])

    assert [201, 201, 410] == [first.status_code, again.status_code, late.status_code]


def test_of_two_who_show_it_at_once_one_comes_in() -> None:
    """
    The record decides who was first.
    """
    service = Service()
    link = service.services.links.find(made(service, service.key(Role.TEACHER), good="once")["code"])
    assert link is not None

    async def race() -> list[str | None]:
        use = service.services.links.use
        return list(await asyncio.gather(*(use(link, str(n) * 32, now=service.now) for n in range(8))))

    assert sorted([None, *["used"] * 7], key=str) == sorted(asyncio.run(race()), key=str)


def test_a_link_until_a_date_is_good_until_then() -> None:
    """
    As often as one likes, in as many browsers, to the millisecond; then it says so.
    """
    service = Service()
    link = made(service, service.key(Role.TEACHER), days=30)

    assert [201, 201] == [shown(Browser(service), link["code"], n * 32).status_code for n in "ab"]
    service.now += 30 * DAY - 1
    assert 201 == shown(Browser(service), link["code"]).status_code
    service.now += 1
    assert "link_expired" == code(shown(Browser(service), link["code"]))


@pytest.mark.parametrize("good", ["once", "until"])
def test_a_revoked_link_opens_nothing(good: str) -> None:
    """
    Taken back by its id, which stands in the list; whether it was used before makes no difference.
    """
    service = Service()
    key = service.key(Role.TEACHER)
    link = made(service, key, good=good)
    listed = service.ok("GET", "/v1/learners/otter/links", key)["links"]

    assert [link["id"]] == [one["id"] for one in listed]
    assert "revoked" == service.ok("DELETE", f"/v1/learners/otter/links/{link['id']}", key)["fault"]
    assert "link_revoked" == code(shown(Browser(service), link["code"]))
    assert "revoked" == service.ok("DELETE", f"/v1/learners/otter/links/{link['id']}", key)["fault"]
    assert (404, "link_unknown") == service.refused("DELETE", "/v1/learners/otter/links/0000", key)


def test_a_link_dies_with_the_key_that_made_it() -> None:
    """
    Revoking a teacher's key takes their links with it, and the sessions begun with them.
    """
    service = Service()
    admin = service.key(Role.ADMIN)
    key = service.ok("POST", "/v1/keys", admin, json={"role": "teacher", "name": "Ms A"})
    link = made(service, key["text"])
    browser = Browser(service)
    shown(browser, link["code"])

    service.ok("DELETE", f"/v1/keys/{key['key']['id']}", admin)

    assert "session_ended" == code(browser.send("GET", "/v1/self", "learner"))
    assert "link_unknown" == code(shown(browser, link["code"]))


def test_an_erased_learner_leaves_no_link() -> None:
    """
    After an erase the link is unknown, another learner of the same id is not let in by it, and no byte is kept.
    """
    service = Service()
    key, admin = service.key(Role.TEACHER), service.key(Role.ADMIN)
    link, browser = made(service, key, learner="canary-4711"), Browser(service)
    shown(browser, link["code"])
    browser.send("DELETE", "/v1/sessions", "learner")
    exported = service.ok("GET", "/v1/learners/canary-4711/export", admin)

    service.ok("DELETE", "/v1/learners/canary-4711", admin)

    assert ["link_made", "session_begun", "sessions_ended"] == [event["kind"] for event in exported["entry"]]
    assert "link_unknown" == code(shown(browser, link["code"]))
    service.learner("canary-4711")
    assert "link_unknown" == code(shown(browser, link["code"]))
    assert {"links": []} == service.ok("GET", "/v1/learners/canary-4711/links", key)
    entries = [one for one in service.services.record.scan() if one.stream.startswith("entry/")]
    assert [] == entries


def test_a_link_opens_nobody_who_was_made_anew_under_its_learner_s_id() -> None:
    """
    Also where an erase of an earlier program was cut short, and left how somebody came in without them.
    """
    service = Service()
    key = service.key(Role.TEACHER)
    link = made(service, key, good="until")
    asyncio.run(service.services.record.erase(learner_stream(SCHOOL, LearnerId("otter"))))
    service.services.forget(SCHOOL, LearnerId("otter"))
    assert 201 != shown(Browser(service), link["code"]).status_code
    service.ok("POST", "/v1/learners", key, json={"learner": "otter"})
    assert 201 != shown(Browser(service), link["code"]).status_code
    assert [] == service.ok("GET", "/v1/learners/otter/links", key)["links"]
    again = service.ok("POST", "/v1/learners/otter/links", key, json={})
    assert 201 == shown(Browser(service), again["code"]).status_code


class ErasedMeanwhile(MemoryRecord):
    """Somebody is erased between the look whether they are there and what is written of them."""

    gone: LearnerId | None = None

    async def annotate(
        self, stream: StreamId, event: NewEvent, *, beside: StreamId | None = None
    ) -> Appended | Duplicate | Gone:
        """Write of somebody who has just been erased."""
        await self._erase()
        return await super().annotate(stream, event, beside=beside)

    async def name(self, stream: StreamId, name: str | None) -> bool:
        """Name somebody who has just been erased."""
        await self._erase()
        return await super().name(stream, name)

    async def _erase(self) -> None:
        if self.gone is not None:
            await self.erase(learner_stream(SCHOOL, self.gone), entry_stream(SCHOOL, self.gone))


@pytest.mark.parametrize(
    ("method", "path", "body"), [("PUT", "name", {"name": "Ada"}), ("POST", "links", {}), ("DELETE", "sessions", None)]
)
def test_nothing_is_written_of_who_is_erased_at_the_same_moment(method: str, path: str, body: object) -> None:
    """
    Neither a name nor a way in stays behind, whoever comes first.
    """
    record = ErasedMeanwhile()
    service = Service(record)
    key = service.key(Role.TEACHER)
    service.learner("otter")
    made(service, key, "heron")
    record.gone = LearnerId("otter")
    reply = service.call(method, f"/v1/learners/otter/{path}", key, json=body)
    assert reply.status_code in {200, 204} if method == "DELETE" else reply.status_code == 404
    assert ({}, []) == (record.names(""), [stream for stream in record.streams("") if stream.endswith("/otter")])


def test_no_other_code_opens_anything() -> None:
    """
    Altered in one sign, cut, prolonged or made up, a code is unknown, and said to be so in one way.
    """
    service = Service()
    text = made(service, service.key(Role.TEACHER))["code"]
    plain = text.replace("-", "")
    altered = [
        plain[:at] + ALPHABET[(ALPHABET.index(plain[at]) + 1) % 32] + plain[at + 1 :] for at in range(len(plain))
    ]

    refusals = {
        (reply.status_code, reply.text)
        for wrong in (*altered, plain[:-1], plain + "0", "", "-", "msk_x", "😀" * 12, "%00" * 4)
        if wrong
        for reply in [shown(Browser(service), wrong)]
    }

    assert 1 == len(refusals)
    assert 404 == next(iter(refusals))[0]


def test_a_code_is_read_as_people_type_it() -> None:
    """
    Any case, with and without dashes and spaces, an O for a zero, an I or l for a one.
    """
    assert {"0123456789AB"} == {
        read_code(text) for text in ("0123-4567-89AB", "o123456789ab", "O L23 4567 89ab", "0i23-4567-89aB")
    }
    assert {None} == {read_code(text) for text in ("", "0123-4567-89A", "0123-4567-89AU", "0123-4567-89AB-C", "ß" * 12)}


def test_neither_record_nor_list_holds_a_code() -> None:
    """
    Who reads the record, or asks for the list, cannot come in by it.
    """
    service = Service()
    key = service.key(Role.TEACHER)
    text = made(service, key)["code"]

    kept = b"".join(one.event.payload + repr(one.event).encode() for one in service.services.record.scan())
    for part in (text, text.replace("-", "")):
        assert part.encode() not in kept
        assert part not in service.call("GET", "/v1/learners/otter/links", key).text
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", text)


def test_a_link_of_another_secret_opens_nothing() -> None:
    """
    On a server with another secret the same record's links are unknown.
    """
    service = Service()
    text = made(service, service.key(Role.TEACHER))["code"]
    service.services.links = Links(service.services.record, secret=b"o" * 32)

    assert "link_unknown" == code(shown(Browser(service), text))


def test_a_restart_keeps_links_and_what_was_used() -> None:
    """
    A service that starts anew knows which links there are and which are used up.
    """
    record = MemoryRecord()
    before = Service(record)
    key = before.key(Role.TEACHER)
    once, until = made(before, key, good="once"), made(before, key, "heron")
    shown(Browser(before), once["code"])
    after = Service(record)

    assert "link_used" == code(shown(Browser(after), once["code"], "b" * 32))
    assert 201 == shown(Browser(after), until["code"]).status_code


def test_a_class_gets_a_sheet_and_loses_it() -> None:
    """
    One link for each learner with the name to print beside it; a lost sheet is taken back as a whole.
    """
    service = Service()
    key = service.key(Role.TEACHER)
    service.ok("POST", "/v1/classes", key, json={"id": "tigers"})
    for learner, name in {"otter": "Ada", "heron": "Ben"}.items():
        service.ok("POST", "/v1/learners", key, json={"learner": learner, "name": name})
        service.ok("PUT", f"/v1/classes/tigers/learners/{learner}", key)

    sheet = service.ok("POST", "/v1/classes/tigers/links", key, json={"days": 200})["links"]

    assert [("otter", "Ada"), ("heron", "Ben")] == [(one["learner"], one["name"]) for one in sheet]
    assert ["otter", "heron"] == [shown(Browser(service), one["code"]).json()["learner"] for one in sheet]
    assert {"revoked": 2} == service.ok("DELETE", "/v1/classes/tigers/links", key)
    assert ["link_revoked"] * 2 == [code(shown(Browser(service), one["code"])) for one in sheet]
    assert {"revoked": 0} == service.ok("DELETE", "/v1/classes/tigers/links", key)


def test_an_admin_lets_a_teacher_in_without_showing_a_key() -> None:
    """
    Who shows the link comes in as the holder of that key, until the key is revoked.
    """
    service = Service()
    admin = service.key(Role.ADMIN)
    key = service.ok("POST", "/v1/keys", admin, json={"role": "teacher", "name": "Ms A"})["key"]["id"]
    link = service.ok("POST", f"/v1/keys/{key}/links", admin, json={"good": "once"})
    browser = Browser(service)

    reply = shown(browser, link["code"])

    assert ("teacher", "/teach", None) == (reply.json()["role"], reply.json()["page"], reply.json()["learner"])
    assert "teacher" == browser.send("GET", "/v1/self").json()["role"]
    assert ["used"] == [one["fault"] for one in service.ok("GET", f"/v1/keys/{key}/links", admin)["links"]]
    service.ok("DELETE", f"/v1/keys/{key}", admin)
    assert "session_ended" == code(browser.send("GET", "/v1/self"))
    assert (404, "unknown_key") == service.refused("POST", f"/v1/keys/{key}/links", admin, json={})


def test_links_for_keys_are_the_admins_alone() -> None:
    """
    A teacher makes no link for a key, not even for their own; another tenant's admin finds neither key nor link.
    """
    service = Service()
    admin, teacher = service.key(Role.ADMIN), service.key(Role.TEACHER)
    stranger = service.key(Role.ADMIN, TenantId("other"))
    key = service.ok("GET", "/v1/keys", admin)["keys"][0]["id"]
    link = service.ok("POST", f"/v1/keys/{key}/links", admin, json={})["link"]["id"]

    assert (403, "not_allowed") == service.refused("POST", f"/v1/keys/{key}/links", teacher, json={})
    assert (404, "unknown_key") == service.refused("POST", f"/v1/keys/{key}/links", stranger, json={})
    assert (404, "unknown_key") == service.refused("GET", f"/v1/keys/{key}/links", stranger)
    assert (404, "unknown_key") == service.refused("DELETE", f"/v1/keys/{key}/links/{link}", stranger)
    assert None is service.ok("GET", f"/v1/keys/{key}/links", admin)["links"][0]["fault"]


def test_a_link_signs_nobody_in_from_another_site() -> None:
    """
    Another site's page cannot make this browser somebody.
    """
    service = Service()
    text = made(service, service.key(Role.TEACHER), good="once")["code"]
    browser = Browser(service)
    body = {"by": "link", "code": text, "attempt": ATTEMPT}

    reply = browser.send("POST", "/v1/sessions", "learner", json=body, Sec_Fetch_Site="cross-site")

    assert "other_site" == code(reply)
    assert 201 == shown(browser, text).status_code, "and it is not used up by that"


def test_staffs_session_makes_links_too() -> None:
    """
    A teacher who is signed in makes links as with their key.
    """
    service = Service()
    service.learner("otter")
    browser = signed_in(service)

    link = browser.send("POST", "/v1/learners/otter/links", json={}).json()

    assert 201 == shown(Browser(service), link["code"]).status_code
