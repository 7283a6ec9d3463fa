"""
Operations: what each route declares about itself.

One value per route says its address, who may use it, what goes in, what comes
out and which problems it may answer with. The guard reads its action, the
decoder its body, the description of the API all of it, so none can differ from
the others. A route without an operation is open to nobody.
"""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, Literal, TypeAlias

import msgspec
from litestar import Request, Response
from litestar.handlers import HTTPRouteHandler
from litestar.response import Stream

from api.access import Action
from api.problems import Code

__all__ = ["Handler", "Operation", "Query", "Raw", "Remembered", "Streamed", "route"]

_PARAMETER = re.compile(r"\{(\w+)\}")

Method: TypeAlias = Literal["GET", "POST", "PUT", "DELETE", "OPTIONS"]


class Query(msgspec.Struct, frozen=True, kw_only=True):
    """One parameter of the query; `bounds` are its smallest and largest value where it is a whole number."""

    name: str
    about: str
    bounds: tuple[int, int] | None = None
    default: str | int = ""


class Raw(msgspec.Struct, frozen=True, kw_only=True):
    """A reply that is not JSON."""

    content: bytes
    media_type: str
    status: int = 200
    headers: dict[str, str] = {}


class Remembered(msgspec.Struct, frozen=True, kw_only=True):
    """A reply whose `value` goes with what a browser is to remember or forget: a `Set-Cookie` header."""

    value: Any
    cookie: str


class Streamed(msgspec.Struct, frozen=True):
    """A reply that is sent piece by piece as it comes; what it is, is the operation's media type."""

    pieces: AsyncIterator[bytes]


class Operation(msgspec.Struct, frozen=True, kw_only=True):
    """
    One route.

    Attributes
    ----------
    id
        Set by hand: the name of the function in a generated client.
    method, path
        `path` has its parameters in braces, each a string.
    action
        What the caller has to be allowed to do.
    summary
        One sentence in the imperative.
    body, reply
        Shapes of what goes in and comes out; None where nothing does.
    media_type
        Of a reply that is not JSON.
    codes
        The problems of its own; those that every route of its kind shares are
        added by `problems`.
    """

    id: str
    method: Method
    path: str
    action: Action
    summary: str
    body: Any = None
    reply: Any = None
    status: int = 200
    media_type: str = "application/json"
    query: tuple[Query, ...] = ()
    codes: tuple[Code, ...] = ()

    @property
    def problems(self) -> tuple[Code, ...]:
        """
        Every problem that the route may answer with.
        """
        shared: list[Code] = [Code.BROKEN]
        if self.action is not Action.LOOK_AROUND:
            shared += [Code.NO_CREDENTIALS, Code.KEY_UNKNOWN, Code.TOKEN_INVALID, Code.TOKEN_EXPIRED]
            shared += [Code.SESSION_ENDED, Code.OTHER_SITE, Code.NOT_ALLOWED, Code.TOO_MANY_REQUESTS]
        if "{" in self.path:
            shared.append(Code.NOT_FOUND)
        if self.query:
            shared.append(Code.BAD_PARAMETER)
        if self.body is not None:
            shared += [Code.NOT_JSON, Code.BAD_BODY, Code.BODY_TIMEOUT, Code.TOO_LARGE, Code.NOT_JSON_TYPE]
        if self.method != "GET":
            shared += [Code.BUSY, Code.NOT_READY]
        return tuple(dict.fromkeys((*self.codes, *shared)))


Handler: TypeAlias = Callable[[Request[Any, Any, Any]], Awaitable[object]]
"""Returns the reply's value (`Remembered` or not), `Raw`, or None; raises `Refused` for a problem."""


def route(operation: Operation) -> Callable[[Handler], HTTPRouteHandler]:
    """
    Make a handler the route of an operation; one that reads also answers HEAD.
    """
    encode = msgspec.json.Encoder().encode

    def decorate(handle: Handler) -> HTTPRouteHandler:
        async def answer(request: Request[Any, Any, Any]) -> Response[bytes] | Stream:
            value = await handle(request)
            if isinstance(value, Streamed):
                # A proxy that gathers pieces would hold them back.
                headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
                if request.method == "HEAD":
                    return Response(b"", media_type=operation.media_type, headers=headers)
                return Stream(value.pieces, media_type=operation.media_type, headers=headers)
            if isinstance(value, Raw):
                # What is not said to be anybody's to keep is kept by nobody: a table of grades, above all.
                headers = {"Cache-Control": "no-store", **value.headers}
                return Response(value.content, media_type=value.media_type, status_code=value.status, headers=headers)
            headers = {"Cache-Control": "no-store"}
            if isinstance(value, Remembered):
                headers["Set-Cookie"] = value.cookie
                value = value.value
            content = b"" if value is None else encode(value)
            return Response(content, media_type=operation.media_type, status_code=operation.status, headers=headers)

        answer.__name__ = handle.__name__
        return HTTPRouteHandler(
            _PARAMETER.sub(r"{\1:str}", operation.path),
            http_method=["GET", "HEAD"] if operation.method == "GET" else operation.method,
            status_code=operation.status,
            media_type=operation.media_type,
            name=operation.id,
            opt={"operation": operation},
            include_in_schema=False,
        )(answer)

    return decorate
