"""
The wire format of chat completions from a client's side: the body that is sent, the reply that is read.

Read with our own types: whatever a server leaves out, writes as null or makes
up has a place, and what has none is a reply that cannot be used.
"""

from typing import Any, Literal, TypeAlias, assert_never

import msgspec

from hints.routes.model import FailureReason, ModelRequest, Usage
from hints.routes.price import usage_at_most
from hints.routes.route import Route, RouteKind, Rung

__all__ = [
    "Fault",
    "FormatRejected",
    "Reply",
    "body_of",
    "collected",
    "prompt_of",
    "reply_of",
    "sent_usage",
    "usage_of",
    "words_of",
]

ASK_FOR_JSON = (
    "\n\nReply with one JSON object and with nothing before or after it. It has to keep this JSON schema, with all of "
    "its fields and no others:\n"
)


MOST_TOKENS = 10_000_000
"""No question of ours has as many; a server that says so counts something else."""
MOST_NAME = 200
"""Characters of a model's name or a fingerprint that are kept."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What a model said, whole; whether it keeps the schema is not known yet."""

    text: str
    model: str
    fingerprint: str | None
    usage: Usage


class FormatRejected(msgspec.Struct, frozen=True):
    """The server does not know the response format that was sent."""

    sentence: str


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """
    An attempt that failed.

    Attributes
    ----------
    reason, sentence
        Why, and in words for operators, in which nothing of a prompt, a reply or a key stands.
    retry_after
        Seconds that the server asked for; None where it asked for none that can be understood.
    usage
        What is taken to be paid for.
    about
        What is to blame: a question that is refused says nothing about its route.
    """

    reason: FailureReason
    sentence: str
    retry_after: float | None = None
    usage: Usage = Usage()
    about: Literal["route", "question"] = "route"


Heard: TypeAlias = Reply | Fault


class _Details(msgspec.Struct):
    cached_tokens: int | None = None


class _Usage(msgspec.Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    prompt_tokens_details: Any = None


class _Message(msgspec.Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(msgspec.Struct):
    message: _Message | None = None
    finish_reason: str | None = None


class _Completion(msgspec.Struct):
    choices: list[_Choice] | None = None
    model: Any = None
    system_fingerprint: Any = None
    usage: Any = None
    error: Any = None


def prompt_of(request: ModelRequest, rung: Rung) -> tuple[str, str]:
    """
    Return the system's and the user's message on a rung: below the first the schema stands in the prompt.
    """
    if rung is Rung.STRICT:
        return request.system, request.user
    schema = msgspec.json.encode(msgspec.json.decode(request.schema)).decode()
    return f"{request.system}{ASK_FOR_JSON}{schema}", request.user


def body_of(route: Route, request: ModelRequest, rung: Rung) -> dict[str, Any]:
    """
    Write the body of a request, without what the operator adds to it.
    """
    system, user = prompt_of(request, rung)
    body: dict[str, Any] = {
        "model": route.model,
        "messages": [{"role": "system", "content": system}, {"role": "user", "content": user}],
        route.limit_field: request.max_tokens,
    }
    if route.temperature == "sent":
        body["temperature"] = request.temperature
    if route.kind in {RouteKind.OPENAI, RouteKind.AZURE}:
        body["store"] = False
    match rung:
        case Rung.STRICT:
            schema = {"name": request.schema_name, "schema": msgspec.json.decode(request.schema), "strict": True}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        case Rung.OBJECT:
            body["response_format"] = {"type": "json_object"}
        case Rung.PLAIN:
            pass
        case _:
            assert_never(rung)
    return body


def sent_usage(request: ModelRequest, rung: Rung, text: str = "") -> Usage:
    """
    Estimate the tokens of a question, and of what came of its reply, where the server counted none.
    """
    system, user = prompt_of(request, rung)
    return usage_at_most(prompt=len(system.encode()) + len(user.encode()), completion=len(text.encode()))


def reply_of(content: bytes, request: ModelRequest, rung: Rung) -> Heard:
    """
    Read a whole reply.
    """
    unread = sent_usage(request, rung)
    try:
        read = msgspec.json.decode(content, type=_Completion)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        looks = "HTML" if content.lstrip()[:1] == b"<" else "no JSON of a completion"
        return Fault(reason=FailureReason.BROKEN, sentence=f"the reply is {looks}", usage=unread)
    if read.error is not None:
        return Fault(reason=FailureReason.PROVIDER, sentence="an error came in the place of a reply", usage=unread)
    choice = read.choices[0] if read.choices else None
    if choice is None or choice.message is None:
        return Fault(
            reason=FailureReason.BROKEN, sentence="the reply has no choices", usage=usage_of(read.usage) or unread
        )
    return collected(
        text=choice.message.content,
        refusal=choice.message.refusal,
        finish=choice.finish_reason,
        model=words_of(read.model) or "",
        fingerprint=words_of(read.system_fingerprint),
        usage=usage_of(read.usage) or sent_usage(request, rung, choice.message.content or ""),
    )


def collected(
    *, text: str | None, refusal: str | None, finish: str | None, model: str, fingerprint: str | None, usage: Usage
) -> Heard:
    """
    Judge the parts of a reply, whole or collected from a stream: only one that ended by itself can be used.
    """

    def fault(reason: FailureReason, sentence: str, about: Literal["route", "question"] = "route") -> Fault:
        return Fault(reason=reason, sentence=sentence, usage=usage, about=about)

    if finish == "length":
        return fault(FailureReason.TOO_LONG, "the reply ran into its limit of tokens", "question")
    if finish == "content_filter":
        return fault(FailureReason.FILTERED, "the provider's content filter withheld the reply", "question")
    if refusal:
        return fault(FailureReason.FILTERED, "the model refused", "question")
    if finish is None:
        return fault(FailureReason.BROKEN, "the reply was cut off: it has no finish reason")
    if finish != "stop":
        return fault(FailureReason.BROKEN, "the reply ended with something else than text")
    if not text:
        return fault(FailureReason.BROKEN, "the reply is empty")
    return Reply(text=text, model=model, fingerprint=fingerprint, usage=usage)


def _counted(prompt: int | None, completion: int | None, cached: int | None) -> Usage | None:
    """
    Take over what a server counted, or return None where it counted nothing that can be meant.
    """
    if (
        prompt is None
        or completion is None
        or not 0 < prompt + completion <= MOST_TOKENS
        or min(prompt, completion) < 0
    ):
        return None
    return Usage(prompt=prompt, completion=completion, cached=min(max(cached or 0, 0), prompt))


def usage_of(raw: object) -> Usage | None:
    """
    Read what was counted; whatever cannot be read was not.
    """
    try:
        counted = msgspec.convert(raw, _Usage)
    except msgspec.ValidationError:
        return None
    try:
        cached = msgspec.convert(counted.prompt_tokens_details, _Details).cached_tokens
    except msgspec.ValidationError:
        cached = None
    return _counted(counted.prompt_tokens, counted.completion_tokens, cached)


def words_of(raw: object) -> str | None:
    """
    Take over a name that a server gives itself, where it is one.
    """
    return raw[:MOST_NAME] if isinstance(raw, str) and raw.isprintable() else None
