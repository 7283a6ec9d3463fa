"""
The outermost layer: headers that every response has.

A plain ASGI wrapper, so that errors of the framework get them as well. Pages set
a content security policy of their own; everything else may load nothing at all
and be framed by nobody.
"""

from collections.abc import Sequence

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["Shell", "page_policy"]

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
"""Of our own pages: nothing inline, nothing foreign; who may frame them is added."""

HEADERS = (
    (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


def page_policy(embedders: Sequence[str] = ()) -> str:
    """
    Return the content security policy of a page that these origins may frame; none may unless they are named.
    """
    return f"{PAGE_POLICY}; frame-ancestors " + (" ".join(embedders) or "'none'")


class Shell:
    """An ASGI app around an ASGI app."""

    def __init__(self, app: ASGIApp) -> None:
        """
        Stand around an app.
        """
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """
        Pass everything on, and add the headers that a response lacks.
        """
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = list(message["headers"])
                names = {name.lower() for name, _ in there}
                message["headers"] = [*there, *(header for header in HEADERS if header[0] not in names)]
            await send(message)

        await self.app(scope, receive, send_with_headers)
