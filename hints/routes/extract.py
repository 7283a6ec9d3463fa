"""
Finding the JSON in what a model said: alone, in a fence, or among words.

Tolerant about what stands around a value, never about the value itself: which
of the values found keeps the schema is decided by `shape`.
"""

import json
import re
from collections.abc import Iterator

import msgspec

from hints.routes.shape import Shape, misfit

__all__ = ["MOST_CHARACTERS", "NoJson", "fitting"]

MOST_CHARACTERS = 32_000
"""Of a reply; a hint has two hundred."""
MOST_STARTS = 16
"""Places at which an object is looked for among words."""
THINKING = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
"""Some models put their thoughts before the reply, and some servers leave them there."""


class NoJson(msgspec.Struct, frozen=True):
    """Nothing in the reply keeps the schema; why."""

    why: str


def fitting(text: str, shape: Shape) -> str | NoJson:
    """
    Return the first JSON value in the text that keeps the shape, written plainly.
    """
    if len(text) > MOST_CHARACTERS:
        return NoJson(f"the reply has more than {MOST_CHARACTERS} characters")
    why = "there is no JSON in the reply"
    for value in _values(THINKING.sub("", text)):
        fault = misfit(shape, value)
        if fault is None:
            return msgspec.json.encode(value).decode()
        why = fault
    return NoJson(why)


def _values(text: str) -> Iterator[object]:
    """
    Yield the JSON values in a text: the whole of it, or what begins at a brace among words.
    """
    whole = _writable(text.strip().removeprefix("\ufeff"))
    if whole is not None:
        yield whole
        return
    decoder = json.JSONDecoder(parse_constant=_no_constant)
    start = -1
    for _ in range(MOST_STARTS):
        start = text.find("{", start + 1)
        if start < 0:
            return
        try:
            _, end = decoder.raw_decode(text, start)
        except (ValueError, RecursionError):
            continue
        found = _writable(text[start:end])
        if found is not None:
            yield found
        start = end - 1


def _writable(text: str) -> object | None:
    """
    Read JSON that can be written again; null is as good as nothing.
    """
    try:
        value: object = msgspec.json.decode(text)
        msgspec.json.encode(value)
    except (ValueError, RecursionError, OverflowError):  # half a surrogate pair reads, and cannot be written
        return None
    return value


def _no_constant(name: str) -> object:
    message = f"{name} is no JSON"
    raise ValueError(message)
