"""
Learner tokens: one learner's way in, for some hours.

A token is a signed text (`signing`) of the kind `mlt1`, whose payload is a JSON
array. It names the API key it was made with and dies with it, and with its learner;
whether that key still lives is `keys`' to say.
"""

from typing import Annotated

import msgspec

from api.access import Scope
from api.signing import seal, unseal
from practice.ids import LearnerId, TenantId

__all__ = ["MAX_LIFE_MS", "PREFIX", "Claims", "TokenFault", "read_token", "sign_token"]

PREFIX = "mlt1"
AUDIENCE = "learner"
"""What this kind of token is for; another kind, signed with the same secret, is no learner token."""
MAX_LIFE_MS = 12 * 60 * 60 * 1_000
"""Twelve hours: a school day, and no more if a token gets lost."""

Name = Annotated[str, msgspec.Meta(min_length=1, max_length=128)]


class Claims(msgspec.Struct, frozen=True, kw_only=True, array_like=True, forbid_unknown_fields=True):
    """
    What a token says; `expires` is in milliseconds since 1970.

    `born` tells its learner from another one of the same id (`sign_in.birth`).
    """

    audience: Annotated[str, msgspec.Meta(max_length=16)] = AUDIENCE
    key: Name
    tenant: Annotated[TenantId, msgspec.Meta(min_length=1, max_length=128)]
    learner: Annotated[LearnerId, msgspec.Meta(min_length=1, max_length=128)]
    scope: Scope
    expires: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
    born: Annotated[int, msgspec.Meta(ge=0, lt=2**53)]


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
    return seal(PREFIX, msgspec.json.encode(claims), secret=secret)


def read_token(text: str, *, secret: bytes, now: int) -> Claims | TokenFault:
    """
    Read a token; nothing in it is looked at before its MAC is right.
    """
    raw = unseal(PREFIX, text, secret=secret)
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
