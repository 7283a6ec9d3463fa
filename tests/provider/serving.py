"""
How each behaviour is written to a socket: HTTP/1.1 by hand, because most of it no framework would agree to send.
"""

import asyncio
import contextlib
import socket
import struct
from typing import assert_never

from tests.provider import wire
from tests.provider.asked import Asked, Responder
from tests.provider.behaviour import (
    Answer,
    Behaviour,
    Body,
    Choices,
    Cut,
    Drip,
    Echo,
    Hang,
    Huge,
    Knowing,
    MidStreamError,
    Refuse,
)

__all__ = ["reset", "serve"]

REASONS = {200: "OK", 301: "Moved Permanently", 307: "Temporary Redirect", 400: "Bad Request", 404: "Not Found"}


async def serve(  # noqa: C901, PLR0911, PLR0912 - one case a behaviour
    asked: Asked, behaviour: Behaviour, responder: Responder, writer: asyncio.StreamWriter
) -> bool:
    """
    Answer one request; return whether the connection may be used again.
    """
    match behaviour:
        case Answer():
            await asyncio.sleep(behaviour.delay_ms / 1_000)
            text = responder(asked) if behaviour.text is None else behaviour.text
            if asked.stream:
                return await _stream(writer, b"".join(wire.pieces(asked, behaviour, text)))
            return await _whole(writer, 200, wire.completion(asked, behaviour, text))
        case Echo():
            return await serve(asked, Answer(text=asked.said("user")), responder, writer)
        case Knowing():
            kind = None if asked.response_format is None else asked.response_format.type
            if kind is None or kind in behaviour.formats:
                return await serve(asked, behaviour.then, responder, writer)
            body = wire.error(f"'response_format' of type '{kind}' is not supported with this model", "invalid_value")
            return await _whole(writer, behaviour.status, body)
        case Refuse():
            reset(writer)
            return False
        case Hang():
            await asyncio.Event().wait()
            return False
        case Drip():
            return await _drip(asked, behaviour, responder, writer)
        case Body():
            headers = "".join(f"{name}: {value}\r\n" for name, value in behaviour.headers)
            body = behaviour.text.encode("utf-8", "surrogateescape")
            return await _whole(writer, behaviour.status, body, kind=behaviour.kind, headers=headers)
        case Huge():
            headers = "" if behaviour.encoding == "identity" else f"Content-Encoding: {behaviour.encoding}\r\n"
            return await _whole(writer, 200, wire.huge(asked, behaviour.size, behaviour.encoding), headers=headers)
        case Choices():
            return await _whole(writer, 200, wire.without_choices(asked, behaviour))
        case Cut():
            return await _cut(asked, behaviour, responder, writer)
        case MidStreamError():
            failed = wire.error("The server is overloaded.", "overloaded")
            if not asked.stream:
                return await _whole(writer, 200, failed)
            pieces = list(wire.pieces(asked, Answer(), responder(asked)))[: 1 + behaviour.pieces]
            return await _stream(writer, b"".join(pieces) + b"data: " + failed + b"\n\n")
        case _:
            assert_never(behaviour)


def reset(writer: asyncio.StreamWriter) -> None:
    """
    Break a connection so that the other side sees a reset instead of an end.
    """
    connection = writer.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


def _head(status: int, kind: str, length: int, headers: str = "") -> bytes:
    reason = REASONS.get(status, "Scripted")
    return (f"HTTP/1.1 {status} {reason}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{headers}\r\n").encode()


async def _whole(
    writer: asyncio.StreamWriter, status: int, body: bytes, *, kind: str = "application/json", headers: str = ""
) -> bool:
    writer.write(_head(status, kind, len(body), headers) + body)
    await writer.drain()
    return True


async def _stream(writer: asyncio.StreamWriter, events: bytes) -> bool:
    """
    Send events in chunks; the connection ends with them, as after a proxy.
    """
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
    writer.write(head.encode())
    for start in range(0, len(events), 256):
        writer.write(events[start : start + 256])
        await writer.drain()
    return False


async def _drip(asked: Asked, behaviour: Drip, responder: Responder, writer: asyncio.StreamWriter) -> bool:
    text = responder(asked) if behaviour.text is None else behaviour.text
    if asked.stream:
        body, kind = b"".join(wire.pieces(asked, Answer(), text)), "text/event-stream"
    else:
        body, kind = wire.completion(asked, Answer(), text), "application/json"
    writer.write(_head(200, kind, len(body)))
    for index in range(len(body)):
        writer.write(body[index : index + 1])
        await writer.drain()
        await asyncio.sleep(behaviour.every_ms / 1_000)
    return True


async def _cut(asked: Asked, behaviour: Cut, responder: Responder, writer: asyncio.StreamWriter) -> bool:
    if asked.stream:
        pieces = list(wire.pieces(asked, Answer(), responder(asked)))[: 1 + behaviour.pieces]
        await _stream(writer, b"".join(pieces))
    else:
        body = wire.completion(asked, Answer(), responder(asked))
        writer.write(_head(200, "application/json", len(body)) + body[: len(body) // 2])
        with contextlib.suppress(ConnectionError):
            await writer.drain()
    if behaviour.how == "reset":
        reset(writer)
    return False
