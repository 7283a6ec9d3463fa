"""
What the scripted provider does with one request: well-behaved, or one of the ways in which providers fail.

Each behaviour is a value, so that a script is a list in a test or a JSON file
for the command. How it is written to the socket is decided in `serving`.
"""

from typing import Literal, TypeAlias

import msgspec

__all__ = [
    "Answer",
    "Behaviour",
    "Body",
    "Choices",
    "Cut",
    "Drip",
    "Echo",
    "Hang",
    "Huge",
    "Knowing",
    "MidStreamError",
    "Refuse",
    "Script",
    "html",
    "limited",
    "server_error",
]


class Answer(msgspec.Struct, frozen=True, kw_only=True, tag="answer"):
    """
    A whole completion.

    Attributes
    ----------
    text
        What the model says; None asks the provider's responder. A test that
        lets the answer leak, or speak the wrong language, writes it here.
    wrap
        `fenced` puts the text into a Markdown fence with words around it.
    finish, refusal
        As in the wire format; with `length` and `content_filter` half of the text is lost.
    delay_ms
        Waited before anything is said.
    model, fingerprint
        What the provider says it is; None repeats the model that was asked for.
    usage
        `missing` leaves it out, `null` writes null.
    """

    text: str | None = None
    wrap: Literal["plain", "fenced"] = "plain"
    finish: Literal["stop", "length", "content_filter", "tool_calls"] = "stop"
    refusal: str | None = None
    delay_ms: int = 0
    model: str | None = None
    fingerprint: str | None = "fp_scripted"
    usage: Literal["counted", "missing", "null"] = "counted"


class Echo(msgspec.Struct, frozen=True, tag="echo"):
    """The model repeats what it was told, as text."""


class Knowing(msgspec.Struct, frozen=True, kw_only=True, tag="knowing"):
    """A server that knows only some response formats, answers 400 to the others and `then` to these."""

    formats: tuple[str, ...] = ()
    then: "Answer | Echo" = Answer()
    status: int = 400


class Refuse(msgspec.Struct, frozen=True, tag="refuse"):
    """The connection is reset, nothing is said."""


class Hang(msgspec.Struct, frozen=True, tag="hang"):
    """The request is read and nothing is ever said."""


class Drip(msgspec.Struct, frozen=True, kw_only=True, tag="drip"):
    """A whole completion, one byte at a time."""

    every_ms: int = 1_000
    text: str | None = None


class Body(msgspec.Struct, frozen=True, kw_only=True, tag="body"):
    """These bytes and headers and no others: HTML, broken JSON, an error, a redirect."""

    status: int = 200
    text: str = ""
    kind: str = "application/json"
    headers: tuple[tuple[str, str], ...] = ()


class Huge(msgspec.Struct, frozen=True, kw_only=True, tag="huge"):
    """A completion of that many bytes; `packed` sends it small, to grow when unpacked."""

    size: int = 10_000_000
    encoding: Literal["identity", "gzip"] = "identity"


class Choices(msgspec.Struct, frozen=True, kw_only=True, tag="choices"):
    """A completion whose choices are not there."""

    of: Literal["empty", "null", "missing", "no_message", "null_content"] = "empty"


class Cut(msgspec.Struct, frozen=True, kw_only=True, tag="cut"):
    """
    The connection closes in the middle.

    A whole reply ends before its announced length. A stream ends after `pieces`
    of text as if it were complete, with neither a finish reason nor its last line;
    `reset` breaks the connection instead.
    """

    pieces: int = 2
    how: Literal["end", "reset"] = "end"


class MidStreamError(msgspec.Struct, frozen=True, kw_only=True, tag="mid_stream_error"):
    """A stream that says some text and then that it failed; a whole reply is an error with status 200."""

    pieces: int = 2


Behaviour: TypeAlias = Answer | Echo | Knowing | Refuse | Hang | Drip | Body | Huge | Choices | Cut | MidStreamError


class Script(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is done request by request, and `then` for all that come after."""

    requests: tuple[Behaviour, ...] = ()
    then: Behaviour = Answer()


def html(status: int = 200) -> Body:
    """
    Make what a proxy or a portal says in a provider's place.
    """
    return Body(status=status, text="<!doctype html><title>Sign in</title><p>Please sign in.", kind="text/html")


def limited(retry_after: str | None) -> Body:
    """
    Make a 429, with that `Retry-After`.
    """
    headers = () if retry_after is None else (("Retry-After", retry_after),)
    return Body(status=429, text=_error("Rate limit reached.", "rate_limit_exceeded"), headers=headers)


def server_error(status: int = 500) -> Body:
    """
    Make an error of the provider's own.
    """
    return Body(status=status, text=_error("The server had an error.", "server_error"))


def _error(message: str, code: str) -> str:
    return msgspec.json.encode({"error": {"message": message, "type": code, "code": code, "param": None}}).decode()
