"""
Learner tokens: one learner's way in, for some hours.

A token is `mlt1.<payload>.<mac>`, both in base64url without padding: the payload
is a JSON array, the MAC is HMAC-SHA-256 over version and payload. There is one
algorithm and no negotiation. A token names the API key it was made with and dies
with it; whether that key still lives is `keys`' to say.
"""

import base64
import binascii
import hashlib
import hmac
from typing import Annotated

import msgspec

from api.access import Scope
from practice.ids import LearnerId, TenantId

__all__ = ["MAX_LIFE_MS", "PREFIX", "Claims", "TokenFault", "read_token", "sign_token"]

PREFIX = "mlt1"
AUDIENCE = "learner"
"""What this kind of token is for; another kind, signed with the same secret, is no learner token."""
MAX_LIFE_MS = 12 * 60 * 60 * 1_000
"""Twelve hours: a school day, and no more if a token gets lost."""
MAX_LENGTH = 1_024
"""Characters; three ids of at most 128 characters fit."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]


class Claims(msgspec.Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True):
    """What a token says; `expires` is in milliseconds since 1970."""

    audience: Annotated[str, msgspec.Meta(max_length=16)] = AUDIENCE
    key: Name
    tenant: Annotated[TenantId, msgspec.Meta(min_length=1, max_length=128)]
    learner: Annotated[LearnerId, msgspec.Meta(min_length=1, max_length=128)]
    scope: Scope
    expires: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]


class TokenFault(msgspec.Struct, frozen=True):
    """Why a token opens nothing: `code` is stable, the sentence is for whoever sent it."""

    code: str
    sentence: str


ALTERED = TokenFault("token_invalid", "This token was not made by this server, or was altered on the way.")
EXPIRED = TokenFault("token_expired", "This token has expired. Ask for a new one.")

_decoder = msgspec.json.Decoder(Claims)


def sign_token(claims: Claims, *, secret: bytes, now: int) -> str:
    """
    Sign a token.

    Raises
    ------
    ValueError
        If it would live longer than `MAX_LIFE_MS`: asking for that is the
        caller's bug.
    """
    if claims.expires > now + MAX_LIFE_MS:
        message = "a token lives twelve hours at most"
        raise ValueError(message)
    body = f"{PREFIX}.{_encode(msgspec.json.encode(claims))}"
    return f"{body}.{_encode(_mac(body, secret))}"


def read_token(text: str, *, secret: bytes, now: int) -> Claims | TokenFault:
    """
    Read a token; nothing in it is looked at before its MAC is right.
    """
    if len(text) > MAX_LENGTH or not text.isascii():
        return ALTERED
    body, _, mac = text.rpartition(".")
    version, _, payload = body.partition(".")
    if version != PREFIX:
        return ALTERED
    given = _decode(mac)
    if given is None or not hmac.compare_digest(given, _mac(body, secret)):
        return ALTERED
    raw = _decode(payload)
    if raw is None:
        return ALTERED
    try:
        claims = _decoder.decode(raw)
    except msgspec.MsgspecError:
        return ALTERED
    if claims.audience != AUDIENCE:
        return ALTERED
    if claims.expires <= now:
        return EXPIRED
    return claims


def _mac(body: str, secret: bytes) -> bytes:
    return hmac.digest(secret, body.encode(), hashlib.sha256)


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def _decode(text: str) -> bytes | None:
    """
    Decode base64url strictly: one text per value, so an altered last bit is no second spelling.
    """
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    return raw if _encode(raw) == text else None
