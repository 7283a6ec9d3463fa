"""What launches promise: a registered site's signed word lets its people in, once, and as far as it may."""

import base64
import hashlib
import hmac
import json

import jwt
import msgspec
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm

from api.access import Role
from practice.ids import TenantId
from tests.api.browser import Browser
from tests.api.launching import Host, fragment, private_key, public_jwk
from tests.api.service import Service
from tests.api.test_sessions import code


@pytest.mark.parametrize("algorithm", ["RS256", "ES256", "EdDSA"])
def test_a_frame_gets_a_token_behind_the_fragment(algorithm: str) -> None:
    """
    The learner is made, joins the class, and practises with a token that no server is sent; no cookie is set.
    """
    service = Service()
    host = Host(service)
    service.ok("POST", "/v1/classes", host.admin, json={"id": "tigers"})

    reply = host.launch(host.sign(algorithm, **{"class": "tigers", "language": "de", "assignment": "hw1"}))

    said = fragment(reply)
    assert reply.headers["location"].startswith("/homework#")
    assert ("p-4711", "de", "hw1") == (said["learner"], said["language"], said["assignment"])
    assert "set-cookie" not in reply.headers
    assert "p-4711" == service.ok("GET", "/v1/self", said["token"])["learner"]
    members = service.ok("GET", "/v1/classes/tigers", host.admin)["learners"]
    assert ["p-4711"] == [member["learner"] for member in members]


def test_a_window_of_its_own_gets_a_session() -> None:
    """
    There the browser keeps a strict cookie, and the address holds nothing that lets anybody in.
    """
    service = Service()
    host, browser = Host(service), Browser(service)

    reply = host.launch(host.sign(), Sec_Fetch_Dest="document")

    assert "/practice#language=" == reply.headers["location"]
    name, _, value = reply.headers["set-cookie"].partition(";")[0].partition("=")
    assert "SameSite=Strict" in reply.headers["set-cookie"]
    browser.cookies = {name: value}
    assert "p-4711" == browser.send("GET", "/v1/self", "learner").json()["learner"]


def forged(header: dict[str, str], claims: dict[str, object], mac: bytes | None) -> str:
    """Write a JWT by hand; `mac` is the secret of an HS256, None leaves the signature out."""

    def part(raw: bytes) -> str:
        return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()

    body = f"{part(json.dumps(header).encode())}.{part(json.dumps(claims).encode())}"
    return f"{body}.{'' if mac is None else part(hmac.digest(mac, body.encode(), hashlib.sha256))}"


def attacks(host: Host) -> dict[str, tuple[str, str]]:
    """Return launches that let nobody in, with the code that each is refused with."""
    now = host.service.now // 1_000
    pem = private_key("RS256").public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    jwk = json.dumps(public_jwk("RS256")).encode()
    stranger = ec.generate_private_key(ec.SECP256R1())
    good = host.sign()
    head, body, signature = good.split(".")
    other = host.sign(sub="p-0815").split(".")[1]
    return {
        "nothing": ("", "launch_unreadable"),
        "no JWT": ("msk_x", "launch_unreadable"),
        "too long": ("a" * 9_000, "launch_unreadable"),
        "alg none": (forged({"alg": "none", "kid": "key-ES256"}, host.claims(), None), "launch_unsigned"),
        "HS256 with the PEM": (forged({"alg": "HS256", "kid": "key-RS256"}, host.claims(), pem), "launch_unsigned"),
        "HS256 with the JWK": (forged({"alg": "HS256", "kid": "key-RS256"}, host.claims(), jwk), "launch_unsigned"),
        "a stranger's key": (
            jwt.encode(host.claims(), stranger, algorithm="ES256", headers={"kid": "key-ES256"}),
            "launch_unsigned",
        ),
        "another key's id": (host.sign("ES256", kid="key-RS256"), "launch_unsigned"),
        "an unknown key": (host.sign("ES256", kid="key-of-tomorrow"), "launch_unsigned"),
        "another body": (f"{head}.{other}.{signature}", "launch_unsigned"),
        "no signature": (f"{head}.{body}.", "launch_unsigned"),
        "another audience": (host.sign(aud="urn:misstep:launch:iss-0000000000000000"), "launch_elsewhere"),
        "two audiences": (host.sign(aud=[host.issuer["audience"], "x"]), "launch_elsewhere"),
        "no audience": (host.sign(aud=None), "launch_elsewhere"),
        "another issuer": (host.sign(iss="https://evil.example"), "launch_elsewhere"),
        "over": (host.sign(iat=now - 361, exp=now - 61), "launch_late"),
        "over by the skew": (host.sign(iat=now - 360, exp=now - 60), "launch_late"),
        "from the future": (host.sign(iat=now + 61, exp=now + 300), "launch_clock"),
        "too long a life": (host.sign(exp=now + 301), "launch_claims"),
        "no end": (host.sign(exp=None), "launch_claims"),
        "no beginning": (host.sign(iat=None), "launch_claims"),
        "no number": (host.sign(jti=None), "launch_claims"),
        "a name for a pseudonym": (host.sign(sub="Ada Lovelace"), "launch_claims"),
        "an address for a pseudonym": (host.sign(sub="ada@school.example"), "launch_claims"),
        "somebody without a name": (host.sign(sub=4711), "launch_claims"),
        "a class of another shape": (host.sign(**{"class": "../x"}), "launch_claims"),
        "a role there is not": (host.sign(role="admin"), "launch_claims"),
        "a role not given": (host.sign(role="teacher"), "launch_not_allowed"),
        "a class there is not": (host.sign(**{"class": "lions"}), "launch_not_allowed"),
    }


def test_each_wrong_launch_lets_nobody_in_and_says_why() -> None:
    """
    Each is refused with its code and a sentence, makes nobody, and uses up nothing.
    """
    service = Service()
    host = Host(service)
    before = service.services.record.scan()

    for name, (token, expected) in attacks(host).items():
        reply = host.launch(token)
        assert expected == code(reply), name
        assert reply.json()["detail"].endswith("."), name

    assert before == service.services.record.scan()


@pytest.mark.parametrize(("iat", "exp"), [(60, 300), (-359, -59), (0, 1), (-60, 240)])
def test_clocks_may_differ_by_a_minute(iat: int, exp: int) -> None:
    """
    A site whose clock is up to a minute ahead or behind is let in.
    """
    service = Service()
    host, now = Host(service), service.now // 1_000

    assert 303 == host.launch(host.sign(iat=now + iat, exp=now + exp)).status_code


def test_a_launch_is_good_once() -> None:
    """
    Shown again it is refused, also after a restart; another one of the same learner is not.
    """
    service = Service()
    host = Host(service)
    token = host.sign()

    assert 303 == host.launch(token).status_code
    assert (409, "launch_replayed") == (host.launch(token).status_code, code(host.launch(token)))
    host.service = Service(service.services.record)
    assert "launch_replayed" == code(host.launch(token))
    assert 303 == host.launch(host.sign()).status_code


def test_a_removed_site_lets_nobody_in_and_takes_its_people_out() -> None:
    """
    Its launches are refused, its tokens and sessions end.
    """
    service = Service()
    host = Host(service)
    token = fragment(host.launch(host.sign()))["token"]
    browser = Browser(service)
    name, _, value = host.launch(host.sign(), Sec_Fetch_Dest="document").headers["set-cookie"].partition("=")
    browser.cookies = {name: value.partition(";")[0]}

    service.ok("DELETE", f"/v1/issuers/{host.issuer['id']}", host.admin)

    assert (401, "token_invalid") == service.refused("GET", "/v1/self", token)
    assert "session_ended" == code(browser.send("GET", "/v1/self", "learner"))
    assert "launch_elsewhere" == code(host.launch(host.sign()))


def test_a_site_makes_learners_only_where_the_tenant_allows() -> None:
    """
    Where newcomers are refused, who is known comes in and nobody is made.
    """
    service = Service()
    host = Host(service, newcomers="refused")
    token = host.sign()

    assert "launch_not_allowed" == code(host.launch(token))
    service.learner("p-4711")
    assert 303 == host.launch(token).status_code


def test_a_teacher_comes_in_in_a_window_of_their_own() -> None:
    """
    Where the tenant gave the site that role; a frame would keep no session, and says so.
    """
    service = Service()
    host, browser = Host(service, roles=["learner", "teacher"]), Browser(service)

    framed = host.launch(host.sign(role="teacher"))
    reply = host.launch(host.sign(role="teacher", sub="t-1"), Sec_Fetch_Dest="document")

    assert "launch_not_allowed" == code(framed)
    assert "/teach" == reply.headers["location"]
    name, _, value = reply.headers["set-cookie"].partition(";")[0].partition("=")
    browser.cookies = {name: value}
    assert "teacher" == browser.send("GET", "/v1/self").json()["role"]
    assert 403 == browser.send("GET", "/v1/keys").status_code


def test_teachers_of_one_site_neither_see_nor_end_each_other_s_sessions() -> None:
    """
    Each is one person, in whichever browser; both are out when the site is removed.
    """
    service = Service()
    host = Host(service, roles=["learner", "teacher"])
    browsers = []
    for subject in ("t-1", "t-1", "t-2"):
        reply = host.launch(host.sign(role="teacher", sub=subject), Sec_Fetch_Dest="document")
        name, _, value = reply.headers["set-cookie"].partition(";")[0].partition("=")
        browsers.append(Browser(service))
        browsers[-1].cookies = {name: value}
    one, same, other = browsers

    assert [2, 2, 1] == [len(each.send("GET", "/v1/sessions").json()["sessions"]) for each in browsers]
    assert 200 == one.send("DELETE", "/v1/sessions").status_code
    assert [401, 200] == [each.send("GET", "/v1/self").status_code for each in (same, other)]
    service.ok("DELETE", f"/v1/issuers/{host.issuer['id']}", host.admin)
    assert 401 == other.send("GET", "/v1/self").status_code


def test_one_tenants_site_reaches_no_other_tenant() -> None:
    """
    With the same key and the same name registered by two tenants, each launch reaches the one whose audience it names.
    """
    service = Service()
    school, other = Host(service), Host(service, tenant=TenantId("other"))
    service.ok("POST", "/v1/classes", school.admin, json={"id": "tigers"})

    assert 303 == school.launch(school.sign(**{"class": "tigers"})).status_code
    assert "launch_not_allowed" == code(other.launch(other.sign(**{"class": "tigers"})))
    assert [] == service.ok("GET", "/v1/learners", other.admin)["learners"]
    assert (404, "unknown_issuer") == service.refused("DELETE", f"/v1/issuers/{school.issuer['id']}", other.admin)


def weak(bits: int) -> dict[str, str]:
    """Write a short RSA key as a JWK."""
    key = rsa.generate_private_key(public_exponent=65_537, key_size=bits)
    parts = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
    return {"kid": "weak", "alg": "RS256", **{name: parts[name] for name in ("kty", "n", "e")}}


def test_only_public_keys_of_a_kind_that_holds_are_registered() -> None:
    """
    Private halves, short keys, other curves, shared secrets and garbage are refused with a sentence.
    """
    service = Service()
    admin = service.key(Role.ADMIN)
    private = json.loads(ECAlgorithm.to_jwk(private_key("ES256")))
    good = public_jwk("ES256")
    wrong = [
        {**good, "d": private["d"]},
        weak(1_024),
        {**good, "alg": "EdDSA"},
        {**good, "crv": "P-384"},
        {**good, "x": "AAAA"},
        {**public_jwk("RS256"), "alg": "ES256"},
    ]

    for key in wrong:
        refused = service.refused("POST", "/v1/issuers", admin, json={"issuer": "x", "keys": [key]})
        assert (422, "key_unusable") == refused, key
    for key in ({"kty": "oct", "kid": "s", "alg": "HS256", "k": "c2VjcmV0"}, {**good, "alg": "none"}):
        assert (400, "bad_body") == service.refused("POST", "/v1/issuers", admin, json={"issuer": "x", "keys": [key]})
    assert private["d"].encode() not in b"".join(one.event.payload for one in service.services.record.scan())
    assert (403, "not_allowed") == service.refused("GET", "/v1/issuers", service.key(Role.TEACHER))


def test_people_are_told_on_a_page() -> None:
    """
    A browser gets a page with what to do and why, which only the named sites may frame.
    """
    service = Service()
    service.services.settings = msgspec.structs.replace(service.services.settings, embedders=("https://lms.example",))
    host = Host(service)

    reply = host.launch(host.sign(aud=None), Accept="text/html,application/xhtml+xml")

    assert (403, True) == (reply.status_code, reply.headers["content-type"].startswith("text/html"))
    assert "Go back to the page that you came from" in reply.text
    assert "(aud)" in reply.text
    assert reply.headers["content-security-policy"].endswith("frame-ancestors https://lms.example")


def test_only_learners_pages_may_be_framed_and_by_whom_was_named_alone() -> None:
    """
    By nobody at first; teachers' pages by nobody ever.
    """
    service = Service()

    def ancestors(path: str) -> str:
        return service.call("GET", path).headers["content-security-policy"].partition("frame-ancestors ")[2]

    assert {"'none'"} == {ancestors(path) for path in ("/", "/practice", "/homework", "/teach", "/enter", "/docs")}
    service.services.settings = msgspec.structs.replace(
        service.services.settings, embedders=("https://lms.example", "https://b.example")
    )
    assert {"https://lms.example https://b.example"} == {ancestors(path) for path in ("/practice", "/homework")}
    assert {"'none'"} == {ancestors(path) for path in ("/", "/teach", "/enter", "/docs")}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"token=%ff", "application/x-www-form-urlencoded; charset=utf-8"),
        (b"\xff\xfe", "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(50)), "application/x-www-form-urlencoded"),
        (b'{"token": "x"}', "application/json"),
        (b"token=" + b"a" * 20_000, "application/x-www-form-urlencoded"),
    ],
    ids=["odd bytes", "no text", "many fields", "no form", "too much"],
)
def test_what_is_no_form_of_ours_is_refused(content: bytes, kind: str) -> None:
    """
    Whatever else is sent is refused before anything of it is looked at.
    """
    reply = Service().call("POST", "/launch", content=content, headers={"Content-Type": kind})

    assert reply.status_code in {400, 413}
