"""
Reading a request's body, with every way it can be wrong.

A body is JSON of at most 16 KB that has exactly the shape asked for. Whatever
else comes is a problem with a sentence and, where there is one, a pointer to the
place; nothing here evaluates, coerces or guesses.
"""

import asyncio
import re
from typing import Any, TypeVar
from urllib.parse import parse_qs

import msgspec
from litestar import Request

from api.problems import Code, refused

__all__ = ["MAX_BODY", "decode", "read_body", "read_form"]

MAX_BODY = 16 * 1024
"""Bytes; thirty lines of working of full length in ASCII would be 30 KB, a real one is under 2 KB."""
BODY_SECONDS = 10
"""How long a body may take: a phone on a bad line sends 2 KB in one or two."""

FORM = "application/x-www-form-urlencoded"
MAX_FIELDS = 20

Shape = TypeVar("Shape")


async def read_body(request: Request[Any, Any, Any], shape: type[Shape], *, most: int = MAX_BODY) -> Shape:
    """
    Read and decode a request's body of `most` bytes at most.

    Raises
    ------
    Refused
        With a 400, 408, 413 or 415 problem.
    """
    _check_type(request.headers.get("content-type"), request.headers.get("content-encoding"))
    return decode(await _read(request, most), shape)


async def read_form(request: Request[Any, Any, Any]) -> dict[str, str]:
    """
    Read the fields of a browser's form; of a field that stands there twice, the first.

    Raises
    ------
    Refused
        With a 400, 408 or 413 problem.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != FORM:
        raise refused(Code.BAD_REQUEST, f"Send the fields as a form does: {FORM}.")
    try:
        fields = parse_qs((await _read(request, MAX_BODY)).decode("ascii"), max_num_fields=MAX_FIELDS)
    except (UnicodeDecodeError, ValueError):
        raise refused(Code.BAD_REQUEST, "The fields of this form cannot be read.") from None
    return {name: values[0] for name, values in fields.items()}


async def _read(request: Request[Any, Any, Any], most: int) -> bytes:
    length = request.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and (len(length) > len(str(most)) or int(length) > most):
        _too_large(most)
    try:
        async with asyncio.timeout(BODY_SECONDS):
            return await _collect(request, most)
    except TimeoutError:
        sentence = f"The body was not there after {BODY_SECONDS} seconds. Send it again."
        raise refused(Code.BODY_TIMEOUT, sentence) from None


async def _collect(request: Request[Any, Any, Any], most: int) -> bytes:
    """
    Take the body in pieces and stop at the first byte too many.
    """
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await request.receive()
        if message["type"] != "http.request":
            raise refused(Code.BAD_REQUEST, "The connection closed before the whole body was there.")
        piece = message.get("body", b"")
        size += len(piece)
        if size > most:
            _too_large(most)
        pieces.append(piece)
        if not message.get("more_body", False):
            return b"".join(pieces)


def _check_type(content_type: str | None, encoding: str | None) -> None:
    kind, _, parameters = (content_type or "").partition(";")
    charset = parameters.strip().lower().replace(" ", "").replace('"', "")
    if kind.strip().lower() != "application/json" or charset not in {"", "charset=utf-8"}:
        raise refused(Code.NOT_JSON_TYPE, "Send the body as Content-Type: application/json, in UTF-8.")
    if encoding not in {None, "", "identity"}:
        raise refused(Code.NOT_JSON_TYPE, "Send the body as it is, without Content-Encoding.")


def _too_large(most: int) -> None:
    raise refused(Code.TOO_LARGE, f"A body may have {most} bytes at most.")


def decode(raw: bytes, shape: type[Shape]) -> Shape:
    """
    Decode JSON bytes to a shape.

    Raises
    ------
    Refused
        With a 400 problem: `not_json`, or `bad_body` with a pointer.
    """
    try:
        return msgspec.json.decode(raw, type=shape)
    except msgspec.ValidationError as error:
        sentence, pointer = _explain(str(error))
        raise refused(Code.BAD_BODY, sentence, pointer=pointer) from None
    except (msgspec.DecodeError, UnicodeError):
        raise refused(Code.NOT_JSON, "The body is not well-formed JSON in UTF-8.") from None
    except RecursionError:
        raise refused(Code.NOT_JSON, "The body is nested far too deep.") from None


MAX_ECHO = 200
"""Characters of the decoder's words that are sent back: an unknown field's name may be long."""
_PLACE = re.compile(r"(?P<what>.*) - at `(?P<where>(?:key in )?\$[^`]*)`", re.DOTALL)
_LENGTH = re.compile(r"Expected `(?P<kind>str|array)` of length (?P<way>[<>]=) (?P<count>\d+)")
_HOP = re.compile(r"\.([^.\[\]]+)|\[(\d+|\.\.\.)\]")


def _explain(message: str) -> tuple[str, str]:
    """
    Turn the decoder's words into a sentence and an RFC 6901 pointer (empty: the whole body).
    """
    place = _PLACE.fullmatch(message)
    if place is None:
        return _plainly(message), ""
    hops = [name or index for name, index in _HOP.findall(place["where"])]
    pointer = "".join("/" + hop.replace("~", "~0").replace("/", "~1") for hop in hops if hop != "...")
    return _plainly(place["what"]), pointer


def _plainly(what: str) -> str:
    """
    Put the decoder's words plainly: who writes too much is a learner more often than a program.
    """
    length = _LENGTH.fullmatch(what)
    if length is None:
        return f"{what[:MAX_ECHO]}.".replace("`", "'")
    bound = "at most" if length["way"] == "<=" else "at least"
    if length["kind"] == "str":
        return f"This text has to have {bound} {length['count']} characters."
    return f"There have to be {bound} {length['count']} lines or entries here."
