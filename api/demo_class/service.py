"""
The service as a caller sees it: one kept-alive connection, JSON in and out.

For one thread each; what the service refuses is raised with its sentence.
"""

import http.client
from typing import Any, Final, Self
from urllib.parse import urlsplit

import msgspec

__all__ = ["Caller", "Refusal", "Unreachable"]

SECONDS: Final = 120
"""How long an answer may take; solving a long paste takes the service half a minute."""


class Refusal(Exception):
    """What the service refused; `code` is the problem's last word."""

    def __init__(self, status: int, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.status, self.code = status, code


class Unreachable(Exception):
    """There is no service at the address."""


class Caller:
    """One caller with a key or a token."""

    def __init__(self, address: str, credential: str) -> None:
        """Connect when first asked."""
        place = urlsplit(address)
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        self._connection = kind(place.hostname or "127.0.0.1", place.port, timeout=SECONDS)
        self._headers = {"Authorization": f"Bearer {credential}", "Content-Type": "application/json"}

    def ask(self, method: str, path: str, body: object = None) -> Any:  # noqa: ANN401 - JSON of any shape
        """
        Send one request; return what is answered.

        Raises
        ------
        Refusal
            For anything but a 2xx.
        Unreachable
            Where nobody answers.
        """
        content = b"" if body is None else msgspec.json.encode(body)
        try:
            status, answered = self._send(method, path, content)
        except (OSError, http.client.HTTPException):
            # a kept connection may have been closed by the other side just now
            self._connection.close()
            try:
                status, answered = self._send(method, path, content)
            except (OSError, http.client.HTTPException) as error:
                message = f"no service answers there: {error}"
                raise Unreachable(message) from error
        found: Any = msgspec.json.decode(answered) if answered else None
        if status // 100 != 2:  # noqa: PLR2004 - the class of statuses that say yes
            problem = found if isinstance(found, dict) else {}
            code = str(problem.get("type", "")).rpartition(":")[2]
            raise Refusal(status, code, str(problem.get("detail", f"refused with {status}")))
        return found

    def _send(self, method: str, path: str, content: bytes) -> tuple[int, bytes]:
        self._connection.request(method, path, content, self._headers)
        reply = self._connection.getresponse()
        return reply.status, reply.read()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
