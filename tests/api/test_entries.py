"""What the API promises of who can come in and who is in: seen by whom it concerns, and ended one by one."""

from api.access import Role
from api.sign_in.session import LIFE_MS
from practice.ids import LearnerId, entry_stream
from tests.api.browser import Browser
from tests.api.service import SCHOOL, Service
from tests.api.test_sessions import code

CLASS = "/v1/classes/tigers"


def school(service: Service, *learners: str) -> str:
    """Make a class of learners; return its teacher's key."""
    key = service.key(Role.TEACHER)
    service.ok("POST", "/v1/classes", key, json={"id": "tigers"})
    for learner in learners:
        service.learner(learner)
        service.ok("PUT", f"{CLASS}/learners/{learner}", key)
    return key


def come_in(service: Service, key: str, learner: str, **asked: object) -> Browser:
    """Sign a learner in by a link of their own."""
    made = service.ok("POST", f"/v1/learners/{learner}/links", key, json=asked)
    browser = Browser(service)
    shown = {"by": "link", "code": made["code"], "attempt": "x" * 16}
    assert 201 == browser.send("POST", "/v1/sessions", json=shown).status_code
    return browser


def test_a_teacher_sees_what_is_open_in_a_class_and_ends_one_of_it() -> None:
    """
    Links and browsers stand with each learner who has some; one is taken back, one signed out, the others go on.
    """
    service = Service()
    key = school(service, "otter", "heron", "newt")
    first, second = come_in(service, key, "otter"), come_in(service, key, "otter", good="once")
    heron = come_in(service, key, "heron")

    rows = service.ok("GET", f"{CLASS}/entries", key)["learners"]
    assert [("otter", 1, 2), ("heron", 1, 1)] == [
        (row["learner"], len(row["links"]), len(row["sessions"])) for row in rows
    ]
    assert {"link"} == {one["by"] for row in rows for one in row["sessions"]}

    ended = rows[0]["sessions"][0]["id"]
    assert {"ended": "one"} == service.ok("DELETE", f"/v1/learners/otter/sessions/{ended}", key)
    service.ok("DELETE", f"/v1/learners/heron/links/{rows[1]['links'][0]['id']}", key)

    assert "session_ended" == code(first.send("GET", "/v1/self", "learner"))
    for browser in (second, heron):
        assert 200 == browser.send("GET", "/v1/self", "learner").status_code
    rows = service.ok("GET", f"{CLASS}/entries", key)["learners"]
    assert [(1, 1), (0, 1)] == [(len(row["links"]), len(row["sessions"])) for row in rows]
    assert (404, "unknown_session") == service.refused("DELETE", f"/v1/learners/otter/sessions/{ended}", key)
    others = rows[1]["sessions"][0]["id"]
    assert (404, "unknown_session") == service.refused("DELETE", f"/v1/learners/otter/sessions/{others}", key)


def test_what_is_over_is_not_open() -> None:
    """
    Sessions that ran out, were signed out here or everywhere, or whose key was revoked are not told.
    """
    service = Service()
    key = school(service, "otter")

    def told() -> int:
        return len(service.ok("GET", "/v1/learners/otter/sessions", key)["sessions"])

    browser = come_in(service, key, "otter")
    assert 1 == told()
    browser.send("DELETE", "/v1/sessions/current", "learner")
    assert 0 == told()
    come_in(service, key, "otter").send("DELETE", "/v1/sessions", "learner")
    assert 0 == told()
    other = service.key(Role.TEACHER)
    come_in(service, other, "otter")
    assert 1 == told()
    admin = service.key(Role.ADMIN)
    service.ok("DELETE", f"/v1/keys/{other.split('_')[1]}", admin)
    assert 0 == told()
    come_in(service, key, "otter")
    service.now += LIFE_MS
    assert 0 == told()


def test_staff_see_their_own_browsers_and_no_colleagues() -> None:
    """
    With the same key all browsers are seen, this one said to be this; each can be signed out, a colleague's cannot.
    """
    service = Service()
    key, one, other, colleague = service.key(Role.TEACHER), Browser(service), Browser(service), Browser(service)
    one.sign_in(key)
    other.sign_in(key)
    colleague.sign_in(service.key(Role.TEACHER))

    mine = one.send("GET", "/v1/sessions").json()["sessions"]
    assert [("key", True), ("key", False)] == [(session["by"], session["this"]) for session in mine]
    theirs = colleague.send("GET", "/v1/sessions").json()["sessions"]
    assert 1 == len(theirs)

    assert "unknown_session" == code(one.send("DELETE", f"/v1/sessions/{theirs[0]['id']}"))
    assert {"ended": "one"} == one.send("DELETE", f"/v1/sessions/{mine[1]['id']}").json()
    assert "session_ended" == code(other.send("GET", "/v1/self"))
    assert 200 == one.send("GET", "/v1/self").status_code == colleague.send("GET", "/v1/self").status_code


def test_an_erase_takes_what_was_noted_of_sessions() -> None:
    """
    When a learner began a session is forgotten with them.
    """
    service = Service()
    key = school(service, "otter")
    come_in(service, key, "otter")
    stream = entry_stream(SCHOOL, LearnerId("otter"))
    assert any(one.event.kind == "session_begun" for one in service.services.record.read(stream))

    service.ok("DELETE", "/v1/learners/otter", service.key(Role.ADMIN))

    assert not service.services.record.read(stream)
