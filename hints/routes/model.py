"""
Asking a model: what goes out, what comes back, and how it may fail.

The words that the chain and whatever reaches a model share. Nothing here knows
a provider; which route is taken, how often it is tried again and what a token
costs is decided behind `Models`. A failure is a value: a hint falls back to
what computation had to say, never up.
"""

import enum
from typing import Literal, Protocol, TypeAlias

import msgspec

__all__ = ["CallFailed", "CallName", "Completion", "FailureReason", "ModelRequest", "Models", "Usage"]

CallName: TypeAlias = Literal["misconception", "tutor", "single"]
"""Which call of the chain it is; `single` is the control recipe's only one."""


class ModelRequest(msgspec.Struct, frozen=True, kw_only=True):
    """
    One question to a model.

    Attributes
    ----------
    call
        Which call of the chain asks; routes may be weighted by it.
    system, user
        The two messages; nothing in them names or numbers a learner.
    schema_name, schema
        The JSON schema that the reply has to keep, in the subset that every
        server knows: objects with all fields required and no others, arrays,
        strings, enums, integers.
    max_tokens
        Of the reply; a reply that is cut off there has failed.
    temperature
        0 to 2.
    """

    call: CallName
    system: str
    user: str
    schema_name: str
    schema: msgspec.Raw
    max_tokens: int
    temperature: float = 0.0


class Usage(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens that were paid for; `cached` is the part of `prompt` that a provider had before."""

    prompt: int = 0
    completion: int = 0
    cached: int = 0


class FailureReason(enum.StrEnum):
    """Why there is no reply that can be used."""

    NO_ROUTE = "no_route"  # none is set up, or every one is resting
    UNREACHABLE = "unreachable"  # refused, reset, no such host
    TIMEOUT = "timeout"  # the deadline passed
    REFUSED = "refused"  # the key, the model or the request is not accepted: trying again helps nothing
    LIMITED = "limited"  # too many requests
    PROVIDER = "provider"  # an error of the provider's own
    BROKEN = "broken"  # what came is no completion: HTML, no choices, cut off
    TOO_LONG = "too_long"  # the reply ran into its limit
    FILTERED = "filtered"  # withheld by a content filter or refused by the model
    SCHEMA = "schema"  # no JSON of the shape that was asked for
    TOO_DEAR = "too_dear"  # no money is left, or no price is known


class Completion(msgspec.Struct, frozen=True, kw_only=True):
    """
    A whole reply: JSON text that keeps the schema.

    Attributes
    ----------
    text
        The JSON text, without fences or words around it.
    route, model, fingerprint
        Which route answered, and what it says it is.
    usage, microdollars
        Tokens and money of all attempts together; money in millionths of a US dollar.
    attempts
        Requests that were made, 1 and more.
    milliseconds
        From asking to the whole reply, all attempts together.
    """

    text: str
    route: str
    model: str
    fingerprint: str | None = None
    usage: Usage = Usage()
    microdollars: int = 0
    attempts: int = 1
    milliseconds: int = 0


class CallFailed(msgspec.Struct, frozen=True, kw_only=True):
    """No usable reply; what was spent on the way is spent all the same. `sentence` is for operators."""

    reason: FailureReason
    sentence: str
    usage: Usage = Usage()
    microdollars: int = 0
    attempts: int = 0
    milliseconds: int = 0


class Models(Protocol):
    """Whatever can be asked: the routes of a deployment, a recording, or nothing."""

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion | CallFailed:
        """Ask, within `seconds` in all: waiting, trying again and falling back included."""
        ...
