"""
Signed texts: `<kind>.<payload>.<mac>`, both in base64url without padding.

The payload is JSON, the MAC is HMAC-SHA-256 over kind and payload. There is one
algorithm and no negotiation, and one spelling for each value. What a payload
says, and for how long, is for those who sign: `tokens` and `sign_in.session`.
"""

import base64
import binascii
import hashlib
import hmac

__all__ = ["MAX_LENGTH", "seal", "unseal"]

MAX_LENGTH = 1_024
"""Characters; some ids of at most 128 characters fit."""


def seal(kind: str, payload: bytes, *, secret: bytes) -> str:
    """
    Sign a payload; `kind` begins the text, and has no point in it.
    """
    body = f"{kind}.{_encode(payload)}"
    return f"{body}.{_encode(_mac(body, secret))}"


def unseal(kind: str, text: str, *, secret: bytes) -> bytes | None:
    """
    Return the payload of a signed text; None where it was not signed so. Nothing is looked at before the MAC is right.
    """
    if len(text) > MAX_LENGTH or not text.isascii():
        return None
    body, _, mac = text.rpartition(".")
    given, _, payload = body.partition(".")
    if given != kind:
        return None
    signed = _decode(mac)
    if signed is None or not hmac.compare_digest(signed, _mac(body, secret)):
        return None
    return _decode(payload)


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
