"""
A small HTTP client for load: one kept-alive connection, one request at a time.

Cheap enough that the server and not the client is measured; understands just
what our server answers (a length, no chunks).
"""

import asyncio
import re
import time
from typing import Any, Self
from urllib.parse import urlsplit

import msgspec

__all__ = ["Connection"]

_LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
SECONDS = 60
"""How long an answer may take before the benchmark gives up."""


class Connection:
    """One caller's connection; `last_ms` is how long its latest request took."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, credential: str) -> None:
        self._reader = reader
        self._writer = writer
        self._head = f"Host: bench\r\nAuthorization: Bearer {credential}\r\nContent-Type: application/json\r\n"
        self.last_ms = 0.0

    @classmethod
    async def to(cls, address: str, credential: str) -> Self:
        """
        Connect, to send a key or a token with every request.
        """
        place = urlsplit(address)
        assert place.hostname is not None
        assert place.port is not None
        reader, writer = await asyncio.open_connection(place.hostname, place.port)
        return cls(reader, writer, credential)

    async def send(self, method: str, path: str, body: bytes = b"") -> bytes:
        """
        Send one request and return the body of its answer; anything but a 2xx ends the benchmark.
        """
        began = time.perf_counter()
        head = f"{method} {path} HTTP/1.1\r\n{self._head}Content-Length: {len(body)}\r\n\r\n"
        self._writer.write(head.encode() + body)
        async with asyncio.timeout(SECONDS):
            answer = await self._reader.readuntil(b"\r\n\r\n")
            length = _LENGTH.search(answer)
            content = await self._reader.readexactly(int(length[1])) if length else b""
        self.last_ms = 1e3 * (time.perf_counter() - began)
        assert answer[9:10] == b"2", answer + content
        return content

    async def ask(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON of any shape
        """
        Send JSON and return the JSON that is answered.
        """
        return msgspec.json.decode(await self.send(method, path, b"" if body is None else msgspec.json.encode(body)))

    async def close(self) -> None:
        """
        Hang up.
        """
        self._writer.close()
        await self._writer.wait_closed()
