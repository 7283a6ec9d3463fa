"""
What a client asked: one request as it came, read as far as it can be.

The bytes are kept whole, so that a test can look for what must not have gone out.
"""

from collections.abc import Callable
from typing import TypeAlias

import msgspec

__all__ = ["Asked", "Responder", "asked_of"]


class ImageUrl(msgspec.Struct):
    """Where a picture is: mostly a data URL."""

    url: str


class Part(msgspec.Struct):
    """A part of a message: words, or a picture."""

    type: str
    text: str = ""
    image_url: ImageUrl | None = None


class Message(msgspec.Struct):
    """One message."""

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """
        The words of the message.
        """
        if isinstance(self.content, list):
            return "".join(part.text for part in self.content)
        return self.content or ""


class JsonSchema(msgspec.Struct):
    """A named schema."""

    name: str = ""
    schema: msgspec.Raw = msgspec.Raw(b"{}")
    strict: bool | None = None


class ResponseFormat(msgspec.Struct):
    """How the reply has to look."""

    type: str
    json_schema: JsonSchema | None = None


class StreamOptions(msgspec.Struct):
    """What a stream carries besides text."""

    include_usage: bool = False


class Asked(msgspec.Struct, kw_only=True):
    """One request; the fields of the body stay empty where it was no JSON."""

    method: str = ""
    path: str = ""
    headers: dict[str, str] = {}
    raw: bytes = b""
    model: str = ""
    messages: list[Message] = []
    response_format: ResponseFormat | None = None
    stream: bool = False
    stream_options: StreamOptions | None = None
    max_tokens: int | None = None
    max_completion_tokens: int | None = None
    temperature: float | None = None

    def said(self, role: str) -> str:
        """
        Return the words of one role, all messages together.
        """
        return "\n".join(message.text for message in self.messages if message.role == role)

    @property
    def schema(self) -> bytes | None:
        """
        The schema that the reply has to keep, where one was sent.
        """
        if self.response_format is None or self.response_format.json_schema is None:
            return None
        return bytes(self.response_format.json_schema.schema)

    @property
    def pictures(self) -> list[str]:
        """
        The addresses of the pictures that came along.
        """
        parts = [part for message in self.messages if isinstance(message.content, list) for part in message.content]
        return [part.image_url.url for part in parts if part.image_url is not None]


Responder: TypeAlias = Callable[[Asked], str]
"""What the model says to a request; JSON text, where the model is a good one."""


def asked_of(method: str, path: str, headers: dict[str, str], raw: bytes, body: bytes) -> Asked:
    """
    Read a request; `raw` is all of it, `body` what came after the headers.
    """
    try:
        asked = msgspec.json.decode(body, type=Asked)
    except msgspec.MsgspecError:
        asked = Asked()
    asked.method, asked.path, asked.headers, asked.raw = method, path, headers, raw
    return asked
