"""What sessions promise: who comes in with a cookie, from where, for how long."""

import asyncio

import msgspec
import pytest

from api.access import ALLOWED, Action, Role
from api.app import operations
from api.operation import Operation
from api.sign_in.birth import born
from api.sign_in.session import LIFE_MS, Session, read_session, sign_session
from api.signing import seal
from practice.ids import LearnerId, TenantId, learner_stream
from practice.record.memory import MemoryRecord
from tests.api.browser import Browser
from tests.api.service import SCHOOL, Service, problem_of
from tests.api.test_routes import address, body_for

STAFF = [role for role in Role if role is not Role.LEARNER]
CLOSED = [operation for operation in operations() if operation.action is not Action.LOOK_AROUND]


def code(reply: object) -> str:
    """Return the code of a refusal."""
    return problem_of(reply).type.rpartition(":")[2]  # type: ignore[arg-type]  # httpx replies alone come here


def signed_in(service: Service, role: Role = Role.TEACHER) -> Browser:
    """Sign staff in."""
    browser = Browser(service)
    browser.sign_in(service.key(role))
    return browser


def as_learner(service: Service, learner: str = "otter") -> Browser:
    """Give a browser a learner's session, as a link would."""
    service.learner(learner)
    session = Session(
        id="s1",
        tenant=SCHOOL,
        role=Role.LEARNER,
        key="host",
        learner=LearnerId(learner),
        born=born(service.services.record, SCHOOL, LearnerId(learner)),
        generation=0,
        begun=service.now,
        expires=service.now + LIFE_MS,
    )
    browser = Browser(service)
    browser.cookies["misstep-learner"] = sign_session(session, secret=service.services.session_secret)
    return browser


def test_a_key_shown_once_signs_a_browser_in() -> None:
    """
    The reply says who it is and holds no secret; the cookie does the rest.
    """
    service = Service()
    key, browser = service.key(Role.TEACHER), Browser(service)

    reply = browser.send("POST", "/v1/sessions", json={"by": "key", "key": key})

    assert ("teacher", "school", None, "/teach") == tuple(
        reply.json()[name] for name in ("role", "tenant", "learner", "page")
    )
    assert key not in reply.text
    assert "teacher" == browser.send("GET", "/v1/self").json()["role"]
    assert "teacher" == browser.send("GET", "/v1/sessions/current").json()["session"]["role"]


@pytest.mark.parametrize("operation", CLOSED, ids=lambda operation: operation.id)
def test_a_session_may_what_its_key_may(operation: Operation) -> None:
    """
    Every closed route answers a session as it answers the key that began it, neither more nor less; nobody keeps it.
    """
    service = Service()
    service.learner("otter")
    body = msgspec.json.decode(body_for(operation) or b"null")

    for role in STAFF:
        reply = signed_in(service, role).send(operation.method, address(operation, learner="otter"), json=body)
        assert (operation.action in ALLOWED[role]) == (reply.status_code != 403), role
        assert "no-store" == reply.headers["cache-control"]


@pytest.mark.parametrize("operation", CLOSED, ids=lambda operation: operation.id)
def test_a_learners_session_may_what_their_token_may(operation: Operation) -> None:
    """
    Every closed route answers a learner's session by the same table, and about nobody else.
    """
    service = Service()
    service.learner("heron")
    browser = as_learner(service)
    body = msgspec.json.decode(body_for(operation) or b"null")

    own = browser.send(operation.method, address(operation, learner="otter"), "learner", json=body)
    others = as_learner(service).send(operation.method, address(operation, learner="heron"), "learner", json=body)

    assert (operation.action in ALLOWED[Role.LEARNER]) == (own.status_code != 403)
    if "{learner}" in operation.path:
        assert others.status_code == (404 if operation.action in ALLOWED[Role.LEARNER] else 403)


def test_the_header_wins_over_the_cookie() -> None:
    """
    Who sends a key or a token is that one, wrong ones too: the session is not even looked at.
    """
    service = Service()
    browser = signed_in(service, Role.ADMIN)
    token = service.learner("otter")

    named = browser.send("GET", "/v1/self", Authorization=f"Bearer {token}")
    wrong = browser.send("GET", "/v1/self", Authorization="Bearer mlt1.e30.e30")
    odd = browser.send("GET", "/v1/self", Authorization="Basic YTpi")

    assert "learner" == named.json()["role"]
    assert "token_invalid" == code(wrong)
    assert "no_credentials" == code(odd)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_cookie_alone_is_nobody(method: str) -> None:
    """
    A request without our header, as forms, links and pictures send it, comes in unnamed, whatever cookies go with it.
    """
    browser = signed_in(Service())

    assert "no_credentials" == code(browser.send(method, "/v1/learners", None, json={} if method == "POST" else None))
    assert "no_credentials" == code(
        browser.send(method, "/v1/learners", "teacher", json={} if method == "POST" else None)
    )


CROSSING: list[dict[str, str]] = [
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Sec_Fetch_Site": "none"},
    {"Sec_Fetch_Site": "cross-site", "Origin": "http://127.0.0.1:8000"},
    {"Sec_Fetch_Site": "", "Origin": "https://evil.example"},
    {"Sec_Fetch_Site": "", "Origin": "http://127.0.0.1:8001"},
    {"Sec_Fetch_Site": "", "Origin": "http://127.0.0.1:8000.evil.example"},
    {"Sec_Fetch_Site": "", "Origin": "null"},
    {"Sec_Fetch_Site": "", "Origin": ""},
]


@pytest.mark.parametrize("headers", CROSSING[:-1], ids=str)
@pytest.mark.parametrize(
    ("method", "path"), [("GET", "/v1/self"), ("POST", "/v1/learners"), ("DELETE", "/v1/sessions")], ids=str
)
def test_another_sites_page_has_nothing_of_a_session(method: str, path: str, headers: dict[str, str]) -> None:
    """
    Where the browser tells of another site or another port, the request is refused and changes nothing.
    """
    service = Service()
    browser = signed_in(service)
    before = service.services.record.scan()

    reply = browser.send(method, path, json={} if method == "POST" else None, **headers)

    assert (403, "other_site") == (reply.status_code, code(reply))
    assert before == service.services.record.scan()


def test_the_own_pages_are_known_by_either_header() -> None:
    """
    `Sec-Fetch-Site` where there is one, else the origin; a program that sends neither has to know our header.
    """
    browser = signed_in(Service())

    for headers in ({}, {"Sec_Fetch_Site": "", "Origin": "http://127.0.0.1:8000"}, CROSSING[-1]):
        assert 201 == browser.send("POST", "/v1/learners", json={}, **headers).status_code


@pytest.mark.parametrize("headers", CROSSING[:-1], ids=str)
def test_nobody_is_signed_in_from_elsewhere(headers: dict[str, str]) -> None:
    """
    Another site can make no browser somebody else's.
    """
    service = Service()
    browser = Browser(service)

    reply = browser.send("POST", "/v1/sessions", json={"by": "key", "key": service.key(Role.TEACHER)}, **headers)

    assert "other_site" == code(reply)
    assert {} == browser.cookies


@pytest.mark.parametrize(
    ("host", "forwarded", "name"),
    [
        ("127.0.0.1:8000", "", "misstep-staff"),
        ("localhost:8000", "", "misstep-staff"),
        ("[::1]:8000", "", "misstep-staff"),
        ("127.0.0.1:8000", "https", "__Host-misstep-staff"),
        ("127.0.0.1:8000", "https, http", "__Host-misstep-staff"),
        ("misstep.school.example", "", "__Host-misstep-staff"),
        ("misstep.school.example", "http", "__Host-misstep-staff"),
        ("192.168.1.2:8000", "", "__Host-misstep-staff"),
        ("localhost.evil.example", "", "__Host-misstep-staff"),
    ],
)
def test_the_cookie_is_as_strict_as_the_way_allows(host: str, forwarded: str, name: str) -> None:
    """
    Never readable by scripts, never sent from other sites, and bound to TLS everywhere but on this very machine.
    """
    service = Service()
    browser = Browser(service, host=host)
    browser.send(
        "POST", "/v1/sessions", json={"by": "key", "key": service.key(Role.TEACHER)}, X_Forwarded_Proto=forwarded
    )

    [morsel] = browser.set
    flags = {flag: morsel[flag] for flag in ("path", "domain", "httponly", "samesite", "max-age")}
    assert name == morsel.key
    assert {"path": "/", "domain": "", "httponly": True, "samesite": "Strict", "max-age": "43200"} == flags
    assert bool(morsel["secure"]) == name.startswith("__Host-")
    assert 200 == browser.send("GET", "/v1/self", X_Forwarded_Proto=forwarded).status_code


def test_a_plain_cookie_counts_for_nothing_where_a_strict_one_is_asked() -> None:
    """
    What a neighbouring host or a plain connection could have planted is not looked at.
    """
    service = Service()
    browser = signed_in(service)
    browser.host = "misstep.school.example"

    assert "no_credentials" == code(browser.send("GET", "/v1/self"))


def test_a_planted_session_is_never_taken_over() -> None:
    """
    Signing in draws a new session, whatever cookie the browser came with.
    """
    service = Service()
    planted, browser = signed_in(service), Browser(service)
    browser.cookies = dict(planted.cookies)

    browser.sign_in(service.key(Role.ADMIN))

    assert planted.cookies != browser.cookies
    assert "admin" == browser.send("GET", "/v1/self").json()["role"]
    assert "teacher" == planted.send("GET", "/v1/self").json()["role"]


def test_signing_out_ends_one_browser() -> None:
    """
    The cookie is taken back, a copy of it opens nothing, and another browser stays signed in.
    """
    service = Service()
    key, one, other = service.key(Role.TEACHER), Browser(service), Browser(service)
    one.sign_in(key)
    other.sign_in(key)
    copied = dict(one.cookies)

    assert {"ended": "this"} == one.send("DELETE", "/v1/sessions/current").json()

    assert {} == one.cookies
    one.cookies = copied
    assert "session_ended" == code(one.send("GET", "/v1/self"))
    assert one.send("GET", "/v1/sessions/current").json() == {"session": None}
    assert 200 == other.send("GET", "/v1/self").status_code


def test_signing_out_everywhere_ends_all_browsers_and_no_ones_else() -> None:
    """
    Sessions of the same key end, those of other keys and of learners do not; signing in again works.
    """
    service = Service()
    key, one, other = service.key(Role.TEACHER), Browser(service), Browser(service)
    one.sign_in(key)
    other.sign_in(key)
    colleague, learner = signed_in(service), as_learner(service)

    assert {"ended": "all"} == one.send("DELETE", "/v1/sessions").json()

    assert "session_ended" == code(other.send("GET", "/v1/self"))
    assert 200 == colleague.send("GET", "/v1/self").status_code
    assert 200 == learner.send("GET", "/v1/self", "learner").status_code
    other.sign_in(key)
    assert 200 == other.send("GET", "/v1/self").status_code


def test_a_teacher_signs_a_learner_out() -> None:
    """
    All of a learner's sessions end by their teacher's word, and only theirs.
    """
    service = Service()
    otter, heron, teacher = as_learner(service, "otter"), as_learner(service, "heron"), signed_in(service)

    assert {"ended": "all"} == teacher.send("DELETE", "/v1/learners/otter/sessions").json()

    assert "session_ended" == code(otter.send("GET", "/v1/self", "learner"))
    assert 200 == heron.send("GET", "/v1/self", "learner").status_code
    assert "unknown_learner" == code(teacher.send("DELETE", "/v1/learners/nobody/sessions"))


def test_a_session_dies_with_its_key() -> None:
    """
    Revoking a key ends what it began, at once.
    """
    service = Service()
    admin = signed_in(service, Role.ADMIN)
    made = admin.send("POST", "/v1/keys", json={"role": "teacher", "name": "Ms A"}).json()
    teacher = Browser(service)
    teacher.sign_in(made["text"])

    admin.send("DELETE", f"/v1/keys/{made['key']['id']}")

    assert "session_ended" == code(teacher.send("GET", "/v1/self"))


def test_a_session_lasts_a_day_of_school() -> None:
    """
    It ends at its hour, whatever was done with it.
    """
    service = Service()
    browser = signed_in(service)

    service.now += LIFE_MS - 1
    assert 200 == browser.send("GET", "/v1/self").status_code
    service.now += 1
    assert "session_ended" == code(browser.send("GET", "/v1/self"))


def test_a_restart_ends_no_session_and_forgets_no_ending() -> None:
    """
    A service that starts anew on the same record and secret knows who is signed in and who signed out.
    """
    record = MemoryRecord()
    before = Service(record)
    key, gone, stays = before.key(Role.TEACHER), Browser(before), Browser(before)
    gone.sign_in(key)
    stays.sign_in(key)
    copied = dict(gone.cookies)
    gone.send("DELETE", "/v1/sessions/current")

    after = Service(record)
    gone.service = stays.service = after
    gone.cookies = copied

    assert 200 == stays.send("GET", "/v1/self").status_code
    assert "session_ended" == code(gone.send("GET", "/v1/self"))


def test_a_session_of_another_secret_opens_nothing() -> None:
    """
    Whoever changes the server's secret ends all sessions.
    """
    service = Service()
    browser = signed_in(service)
    service.services.session_secret = b"o" * 32

    assert "session_ended" == code(browser.send("GET", "/v1/self"))


def test_an_erased_learner_is_signed_out_and_stays_so() -> None:
    """
    Neither an erased learner nor another one made under the same id later is reached by an old session.
    """
    service = Service()
    browser = as_learner(service)

    asyncio.run(service.services.record.erase(learner_stream(SCHOOL, LearnerId("otter"))))
    gone = browser.send("GET", "/v1/self", "learner")
    service.services.session.forget(SCHOOL, LearnerId("otter"))
    service.learner("otter")
    made_anew = browser.send("GET", "/v1/self", "learner")

    assert ["session_ended"] * 2 == [code(gone), code(made_anew)]


def test_staff_and_learner_are_signed_in_side_by_side() -> None:
    """
    A teacher who opens a learner's link in the same browser stays a teacher; one side's cookie is nothing on the other.
    """
    service = Service()
    browser, learner = signed_in(service), as_learner(service)
    browser.cookies |= learner.cookies

    assert ["teacher", "learner"] == [
        browser.send("GET", "/v1/self", side).json()["role"] for side in ("staff", "learner")
    ]

    browser.cookies["misstep-learner"] = browser.cookies["misstep-staff"]
    assert "session_ended" == code(browser.send("GET", "/v1/self", "learner"))


def test_another_tenant_does_not_exist_for_a_session() -> None:
    """
    The learners of another school are not there.
    """
    service = Service()
    service.learner("otter", TenantId("other"))

    reply = signed_in(service).send("GET", "/v1/learners/otter/mastery")

    assert (404, "unknown_learner") == (reply.status_code, code(reply))


def test_altered_sessions_open_nothing() -> None:
    """
    No single sign can be changed, and a learner's token or a signed text of another shape is no session.
    """
    service = Service()
    browser = signed_in(service)
    secret, name = service.services.session_secret, "misstep-staff"
    text = browser.cookies[name]
    session = read_session(text, secret=secret, now=service.now)
    assert session is not None
    shapes = [
        b"[]",
        b"{}",
        msgspec.json.encode(msgspec.structs.replace(session, audience="learner")),
        msgspec.json.encode(msgspec.structs.replace(session, learner=LearnerId("otter"))),
        msgspec.json.encode(msgspec.structs.replace(session, role=Role.LEARNER)),
    ]
    others = [seal("mss1", shape, secret=secret) for shape in shapes]
    others += [seal("mlt1", msgspec.json.encode(session), secret=secret), service.token("otter"), "", "x" * 5_000]
    altered = [text[:at] + ("A" if text[at] != "A" else "B") + text[at + 1 :] for at in range(0, len(text), 7)]

    assert {None} == {read_session(other, secret=secret, now=service.now) for other in (*others, *altered)}
    browser.cookies[name] = altered[0]
    assert "session_ended" == code(browser.send("GET", "/v1/self"))


def test_the_record_and_replies_hold_no_session() -> None:
    """
    What signs somebody in stands in the cookie and nowhere else.
    """
    service = Service()
    browser = signed_in(service)
    [text] = browser.cookies.values()
    browser.send("DELETE", "/v1/sessions/current")
    browser.send("DELETE", "/v1/sessions/current")

    kept = b"".join(recorded.event.payload for recorded in service.services.record.scan())
    assert text.encode() not in kept
    assert text.rpartition(".")[2].encode() not in kept


def test_wrong_keys_sign_nobody_in() -> None:
    """
    An unknown, an altered and an expired key are refused in one way, and no cookie is set.
    """
    service = Service()
    admin = service.key(Role.ADMIN)
    made = service.ok("POST", "/v1/keys", admin, json={"role": "teacher", "name": "Ms A", "days": 1})["text"]
    service.now += 86_400_000
    browser = Browser(service)

    for key in (f"msk_{'0' * 16}_{'a' * 43}", made[:-1] + ("A" if made[-1] != "A" else "B"), made, "x"):
        reply = browser.send("POST", "/v1/sessions", json={"by": "key", "key": key})
        assert (401, "key_unknown") == (reply.status_code, code(reply))
    assert {} == browser.cookies
