"""
A collector of spans for tests: it speaks OTLP's HTTP as far as taking bytes goes, and keeps them.
"""

import http.server
import threading
from typing import Self

__all__ = ["Collector"]


class Collector:
    """
    A collector on a free port of this machine; use it as a context.

    Attributes
    ----------
    got
        Path, headers (names in small letters) and body of each request.
    """

    def __init__(self) -> None:
        self.got: list[tuple[str, dict[str, str], bytes]] = []
        got = self.got

        class Handler(http.server.BaseHTTPRequestHandler):
            """Keeps what it gets."""

            def do_POST(self) -> None:
                """Keep it."""
                body = self.rfile.read(int(self.headers["content-length"]))
                got.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
                self.send_response(200)
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever)

    @property
    def address(self) -> str:
        """
        Where it listens.
        """
        return f"http://127.0.0.1:{self._server.server_port}"

    @property
    def bodies(self) -> bytes:
        """
        All bytes of all spans.
        """
        return b"".join(body for _, _, body in self.got)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
