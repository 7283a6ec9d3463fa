"""
The wire format of chat completions, from a provider's side: whole, in pieces, and errors.

Only what clients read is written; shapes follow OpenAI's public API reference.
"""

import gzip
from collections.abc import Iterator
from typing import Any

import msgspec

from tests.provider.asked import Asked
from tests.provider.behaviour import Answer, Choices

__all__ = ["completion", "error", "huge", "models", "pieces", "usage_of", "without_choices"]

PIECE = 12
"""Characters of text in one event of a stream."""
CREATED = 1_700_000_000
ENCODE = msgspec.json.encode


def usage_of(asked: Asked, text: str) -> dict[str, Any]:
    """
    Count tokens the way the tests do: one for each four bytes, begun ones count.
    """
    prompt = -(-len((asked.said("system") + asked.said("user")).encode()) // 4)
    completion = -(-len(text.encode()) // 4)
    return {
        "prompt_tokens": prompt,
        "completion_tokens": completion,
        "total_tokens": prompt + completion,
        "prompt_tokens_details": {"cached_tokens": 0},
    }


def completion(asked: Asked, answer: Answer, text: str) -> bytes:
    """
    Write a whole completion.
    """
    said = _said(answer, text)
    message: dict[str, Any] = {"role": "assistant", "content": None if answer.refusal else said}
    if answer.refusal:
        message["refusal"] = answer.refusal
    body = {
        **_head(asked, answer, "chat.completion"),
        "choices": [{"index": 0, "message": message, "finish_reason": answer.finish, "logprobs": None}],
    }
    match answer.usage:
        case "counted":
            body["usage"] = usage_of(asked, said)
        case "null":
            body["usage"] = None
        case "missing":
            pass
    return ENCODE(body)


def pieces(asked: Asked, answer: Answer, text: str) -> Iterator[bytes]:
    """
    Write the events of a stream, text in pieces; the last two carry the finish reason and the usage.
    """
    said = _said(answer, text)
    head = _head(asked, answer, "chat.completion.chunk")
    field, words = ("refusal", answer.refusal) if answer.refusal else ("content", said)
    yield _event({**head, "choices": [_delta({"role": "assistant", "content": ""})]})
    for start in range(0, len(words), PIECE):
        yield _event({**head, "choices": [_delta({field: words[start : start + PIECE]})]})
    yield _event({**head, "choices": [_delta({}, answer.finish)]})
    wanted = asked.stream_options is not None and asked.stream_options.include_usage
    if wanted and answer.usage == "counted":
        yield _event({**head, "choices": [], "usage": usage_of(asked, said)})
    yield b"data: [DONE]\n\n"


def without_choices(asked: Asked, choices: Choices) -> bytes:
    """
    Write a completion that lacks what it is for.
    """
    body = _head(asked, Answer(), "chat.completion")
    match choices.of:
        case "empty":
            body["choices"] = []
        case "null":
            body["choices"] = None
        case "no_message":
            body["choices"] = [{"index": 0, "finish_reason": "stop"}]
        case "null_content":
            body["choices"] = [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": None}}]
        case "missing":
            pass
    return ENCODE(body)


def huge(asked: Asked, size: int, encoding: str) -> bytes:
    """
    Write a completion of at least that many bytes, packed or not.
    """
    body = completion(asked, Answer(), '{"words": "' + "a" * size + '"}')
    return gzip.compress(body, compresslevel=1) if encoding == "gzip" else body


def error(message: str, code: str) -> bytes:
    """
    Write an error.
    """
    return ENCODE({"error": {"message": message, "type": "invalid_request_error", "code": code, "param": None}})


def models(names: tuple[str, ...]) -> bytes:
    """
    Write the list of models.
    """
    return ENCODE(
        {
            "object": "list",
            "data": [{"id": name, "object": "model", "created": CREATED, "owned_by": "script"} for name in names],
        }
    )


def _said(answer: Answer, text: str) -> str:
    if answer.wrap == "fenced":
        text = f"Sure, here you are:\n\n```json\n{text}\n```\nIs there anything else?"
    return text[: len(text) // 2] if answer.finish in {"length", "content_filter"} else text


def _head(asked: Asked, answer: Answer, kind: str) -> dict[str, Any]:
    head = {"id": "chatcmpl-scripted", "object": kind, "created": CREATED, "model": answer.model or asked.model}
    if answer.fingerprint is not None:
        head["system_fingerprint"] = answer.fingerprint
    return head


def _delta(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {"index": 0, "delta": delta, "finish_reason": finish}


def _event(body: dict[str, Any]) -> bytes:
    return b"data: " + ENCODE(body) + b"\n\n"
