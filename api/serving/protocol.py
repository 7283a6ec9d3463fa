"""
The HTTP protocol of our server: uvicorn's on httptools, with limits where it has none.

Bounds the bytes of a request's head and the time until it is complete, before any
of our code sees it, and answers with a problem body like everything else. What
frames a body (chunk extensions, trailers) is bounded by the same number.
"""

import asyncio
from typing import Any, Final

import msgspec
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api.problems import MEDIA_TYPE, Code, problem

__all__ = ["HEAD_SECONDS", "MAX_HEAD", "BoundedProtocol"]

MAX_HEAD: Final = 32 * 1024
"""Bytes of request line and headers; a token has 300, browsers send 2 KB."""
HEAD_SECONDS: Final = 10
"""How long a request's head may take once its first byte is there."""


class HeadTooLarge(Exception):
    """Raised to the parser, which then stops; answered in `send_400_response`."""


class BoundedProtocol(HttpToolsProtocol):
    """One connection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - handed through to uvicorn's own
        """
        Begin before the first request.
        """
        super().__init__(*args, **kwargs)
        self._in_head = self._in_request = False
        self._read = 0
        """Bytes received since the request began or a piece of its body came: a header, also one that follows the
        body, may come in many pieces, which the parser keeps."""
        self._parsed = 0
        """Bytes of the headers that are complete: a whole head may come in one piece."""
        self._head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn's own
        """
        Start the clock: a connection that says nothing is closed.
        """
        super().connection_made(transport)
        self._start_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        """
        Stop the clock.
        """
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """
        Parse, and end a connection whose head, or whose headers after the body, have no end.
        """
        super().data_received(data)
        if self._in_request and not self.transport.is_closing():
            self._read += len(data)
            if self._read > MAX_HEAD and self._in_head:
                self._refuse_head()
            elif self._read > MAX_HEAD + len(data):
                # The reply may be on its way or gone, so no other one is written; a piece of body may end in this data.
                self.transport.close()

    def on_message_begin(self) -> None:
        """
        Begin a request's head.
        """
        super().on_message_begin()
        self._in_head = self._in_request = True
        self._read = self._parsed = 0
        self._start_timer()

    def on_header(self, name: bytes, value: bytes) -> None:
        """
        Take one header, as long as there is room.
        """
        self._parsed += len(name) + len(value)
        if self._parsed + len(self.url) > MAX_HEAD:
            raise HeadTooLarge
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """
        End a request's head.
        """
        self._in_head = False
        self._stop_timer()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """
        Take a piece of the body; how much of it, is `decoding`'s.
        """
        self._read = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """
        End a request.
        """
        self._in_request = False
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """
        Answer what is no HTTP request, or one whose head is too large.
        """
        if self._in_head and self._parsed + len(self.url) > MAX_HEAD:
            self._refuse_head()
        else:
            self._refuse(Code.BAD_REQUEST, msg)

    def _refuse_head(self) -> None:
        self._refuse(Code.HEADERS_TOO_LARGE, f"The address and headers may have {MAX_HEAD} bytes at most.")

    def _start_timer(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(HEAD_SECONDS, self._head_late)

    def _head_late(self) -> None:
        self._head_timer = None
        self.transport.close()

    def _stop_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _refuse(self, code: Code, detail: str) -> None:
        self._stop_timer()
        content = msgspec.json.encode(problem(code, detail))
        self.transport.write(
            b"".join(
                (
                    STATUS_LINE[code.status],
                    f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(content)}\r\n".encode(),
                    b"x-content-type-options: nosniff\r\nconnection: close\r\n\r\n",
                    content,
                )
            )
        )
        self.transport.close()
