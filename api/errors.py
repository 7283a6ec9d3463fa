"""
Turning exceptions into problems, so that nothing leaves unexplained.

Refusals are sent as they are, the framework's own errors and a failing record
get the words of `problems`, and whatever else happens is a 500 with an incident
number. The log holds that number, the kind of exception and the places in the
code; never its message, which might quote a learner.
"""

import logging
import secrets
import traceback
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException
from litestar.types import ExceptionHandlersMap

from api.operation import Operation
from api.problems import MEDIA_TYPE, Code, ProblemDetails, Refused, problem
from practice.record.contract import RecordBroken, RecordBusy

__all__ = ["EXCEPTION_HANDLERS", "sent"]

log = logging.getLogger("misstep.api")

BUSY_SECONDS = 1
"""A full queue of writes is empty again within a second, or the disk has failed."""
DEEPEST_PLACES = 4
"""Places in the code that the log names, innermost last."""

BY_STATUS = {
    400: (Code.BAD_REQUEST, "The request cannot be read."),
    404: (Code.NOT_FOUND, "There is nothing under this address. The addresses are listed at /docs."),
    405: (Code.METHOD_NOT_ALLOWED, "The Allow header lists the methods that this address takes."),
    413: (Code.TOO_LARGE, "The body is too large."),
}


def sent(said: ProblemDetails, headers: dict[str, str] | None = None) -> Response[bytes]:
    """
    Make the response that carries a problem.
    """
    headers = {"Cache-Control": "no-store", **(headers or {})}
    return Response(msgspec.json.encode(said), status_code=said.status, media_type=MEDIA_TYPE, headers=headers)


def said_no(_: Request[Any, Any, Any], error: Refused) -> Response[bytes]:
    """
    Send the problem that a handler gave up with.
    """
    return sent(error.problem, error.headers)


def unframed(request: Request[Any, Any, Any], error: HTTPException) -> Response[bytes]:
    """
    Say the framework's own refusals in our words.
    """
    if error.status_code not in BY_STATUS:
        return broken(request, error)
    code, detail = BY_STATUS[error.status_code]
    return sent(problem(code, detail), {name.title(): value for name, value in (error.headers or {}).items()})


def record_busy(_: Request[Any, Any, Any], __: RecordBusy) -> Response[bytes]:
    """
    Ask to come back: nothing was taken.
    """
    detail = "Too many answers wait to be written. Nothing of this request was kept; send it again."
    return sent(problem(Code.BUSY, detail), {"Retry-After": str(BUSY_SECONDS)})


def record_broken(_: Request[Any, Any, Any], error: RecordBroken) -> Response[bytes]:
    """
    Say that nothing can be kept, so nothing is acknowledged.
    """
    log.error("record_broken places=%s", _places(error))
    detail = "The storage of this server has failed. Nothing of this request was kept; its operator has to look at it."
    return sent(problem(Code.NOT_READY, detail), {"Retry-After": "60"})


def broken(request: Request[Any, Any, Any], error: Exception) -> Response[bytes]:
    """
    Say that something broke here, under a number that the log knows.
    """
    incident = secrets.token_hex(6)
    operation = _operation(request)
    log.error(
        "request_failed incident=%s operation=%s exception=%s places=%s",
        incident,
        operation.id if operation else "-",
        type(error).__name__,
        _places(error),
    )
    detail = f"Something broke in the server. Nothing is known to be kept; report incident {incident} to its operator."
    return sent(problem(Code.BROKEN, detail, incident=incident))


def _operation(request: Request[Any, Any, Any]) -> Operation | None:
    """
    Return the route's operation; there is none where no route was found.
    """
    scope: dict[str, Any] = {**request.scope}
    handler = scope.get("route_handler")
    return None if handler is None else handler.opt.get("operation")


def _places(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)[-DEEPEST_PLACES:]
    return " > ".join(f"{frame.name}:{frame.lineno}" for frame in frames)


EXCEPTION_HANDLERS: ExceptionHandlersMap = {
    Refused: said_no,
    RecordBusy: record_busy,
    RecordBroken: record_broken,
    HTTPException: unframed,
    Exception: broken,
}
