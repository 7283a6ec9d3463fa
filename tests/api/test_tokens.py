"""What `api.tokens` promises."""

import base64
import hashlib
import hmac
import string

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.access import Role
from api.tokens import MAX_LIFE_MS, PREFIX, Claims, TokenFault, read_token, sign_token
from practice.ids import LearnerId, TenantId
from tests.api.service import Service

SECRET = b"s" * 32
NOW = 1_700_000_000_000
CLAIMS = Claims(
    key="0123456789abcdef",
    tenant=TenantId("school"),
    learner=LearnerId("otter"),
    scope="practise",
    expires=NOW + 60_000,
    born=7,
)
TOKEN = sign_token(CLAIMS, secret=SECRET, now=NOW)


def signed(payload: bytes) -> str:
    """
    Sign any payload as the server would.
    """
    body = f"{PREFIX}.{base64.urlsafe_b64encode(payload).rstrip(b'=').decode()}"
    mac = base64.urlsafe_b64encode(hmac.digest(SECRET, body.encode(), hashlib.sha256)).rstrip(b"=").decode()
    return f"{body}.{mac}"


def test_a_token_says_what_was_signed() -> None:
    """
    Reading gives back the claims, until the moment that they expire.
    """
    assert CLAIMS == read_token(TOKEN, secret=SECRET, now=NOW)
    assert CLAIMS == read_token(TOKEN, secret=SECRET, now=CLAIMS.expires - 1)


def test_an_expired_token_says_so() -> None:
    """
    At the moment of expiry it opens nothing any more.
    """
    outcome = read_token(TOKEN, secret=SECRET, now=CLAIMS.expires)

    assert isinstance(outcome, TokenFault)
    assert outcome.code == "token_expired"


@given(place=st.integers(0, len(TOKEN) - 1), sign=st.sampled_from(string.ascii_letters + string.digits + "-_.=+/ "))
def test_no_altered_token_is_read(place: int, sign: str) -> None:
    """
    Whatever one sign is replaced by, a token with another spelling opens nothing.
    """
    altered = TOKEN[:place] + sign + TOKEN[place + 1 :]

    outcome = read_token(altered, secret=SECRET, now=NOW)

    assert outcome == (CLAIMS if altered == TOKEN else read_token("", secret=SECRET, now=NOW))


@pytest.mark.parametrize("sign", sorted(set(string.ascii_letters + string.digits + "-_") - {TOKEN[-1]}))
def test_a_token_has_one_spelling(sign: str) -> None:
    """
    Bits that the last sign has and the signature has not are no second way to write it.
    """
    assert isinstance(read_token(TOKEN[:-1] + sign, secret=SECRET, now=NOW), TokenFault)


@given(st.text(max_size=80))
def test_no_text_that_was_not_signed_is_read(text: str) -> None:
    """
    Garbage is a fault, never an exception.
    """
    for made in (text, f"{PREFIX}.{text}", f"{PREFIX}.{text}.{text}"):
        assert isinstance(read_token(made, secret=SECRET, now=NOW), TokenFault)


def test_another_servers_token_is_not_read() -> None:
    """
    The signature of another secret opens nothing.
    """
    assert isinstance(read_token(TOKEN, secret=b"t" * 32, now=NOW), TokenFault)


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"[]",
        b"{}",
        b'["other","k","t","l","practise",9999999999999]',
        b'["learner","k","t","l","everything",9999999999999]',
        b'["learner","","t","l","practise",9999999999999]',
        b'["learner","k","t","l","practise",9999999999999,"more"]',
        b'["learner","k","t","l","practise",' + b"9" * 5_000 + b"]",
        b"[" * 100_000,
    ],
    ids=lambda payload: payload[:40].decode(),
)
def test_a_signed_payload_of_another_shape_is_refused(payload: bytes) -> None:
    """
    A signature alone is not enough: audience, scope and shape have to be right.
    """
    assert isinstance(read_token(signed(payload), secret=SECRET, now=NOW), TokenFault)


def test_what_the_helper_signs_is_read() -> None:
    """
    The table above fails for its payloads, not for its signatures.
    """
    assert CLAIMS == read_token(signed(msgspec.json.encode(CLAIMS)), secret=SECRET, now=NOW)


def test_no_token_lives_longer_than_a_school_day() -> None:
    """
    Signing for more than twelve hours is the caller's bug.
    """
    longer = msgspec.structs.replace(CLAIMS, expires=NOW + MAX_LIFE_MS + 1)

    with pytest.raises(ValueError, match="twelve hours"):
        sign_token(longer, secret=SECRET, now=NOW)


def test_a_token_opens_nobody_who_was_made_anew_under_its_learner_s_id() -> None:
    """
    After an erase it is refused, also once the id is somebody else's, in the same millisecond; theirs are good.
    """
    service = Service()
    old = service.learner("otter")
    assert 200 == service.call("GET", "/v1/self", old).status_code

    gone = service.ok("DELETE", "/v1/learners/otter", service.key(Role.ADMIN))
    refused = [service.refused("GET", "/v1/self", old)]
    anew = service.learner("otter")
    refused.append(service.refused("GET", "/v1/self", old))

    assert gone["learner"] == "otter"
    assert [(401, "token_invalid")] * 2 == refused
    assert 200 == service.call("GET", "/v1/self", anew).status_code
