"""
Probing: how firmly a route can be asked for JSON, found out by asking it.

A server may know a response format, not know it, or accept it and not keep it.
So on the first rung the question asks in words for another shape than the
schema does: a reply that keeps the schema all the same was held to it. What is
found is stored, so that a server is not begun with what it cannot do.
"""

import contextlib
import datetime as dt
import hashlib
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

import msgspec

from hints.routes.extract import NoJson, fitting
from hints.routes.live import Asks
from hints.routes.model import FailureReason, ModelRequest, Usage
from hints.routes.price import cost
from hints.routes.route import Route, Routes, Rung
from hints.routes.shape import shape_of
from hints.routes.watching import Identity
from hints.routes.wire import Fault, FormatRejected, Reply

__all__ = ["FILE_NAME", "Probed", "Stored", "keep", "probe", "rungs_of", "stored_in"]

FILE_NAME: Final = "probed-routes.json"
"""In the data folder."""
SCHEMA: Final = msgspec.Raw(
    b'{"type":"object","properties":{"sum":{"type":"integer"},"unit":{"type":"string","enum":["apples","pears"]}},'
    b'"required":["sum","unit"],"additionalProperties":false}'
)
MISLEADING: Final = 'Two apples and three apples: reply with {"total": ...} and nothing else.'
PLAIN: Final = "How many are two apples and three apples?"
MAX_TOKENS: Final = 2_000
"""Models that think before they write do so within this."""


class Probed(msgspec.Struct, frozen=True, kw_only=True):
    """
    What probing a route found.

    Attributes
    ----------
    rung
        The firmest that works; None where nothing does.
    tried
        What came of each rung that was tried, as a word for operators.
    identity
        What answered.
    milliseconds
        Of the reply that worked.
    usage, microdollars
        What probing cost.
    """

    route: str
    rung: Rung | None
    tried: dict[Rung, str]
    identity: Identity | None = None
    milliseconds: int = 0
    usage: Usage = Usage()
    microdollars: int = 0


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept of a probe: `of` is the hash of the endpoint, so that another one begins anew."""

    of: str
    rung: Rung
    day: dt.date
    identity: Identity | None = None


class _File(msgspec.Struct):
    routes: dict[str, Stored] = {}
    version: int = 1


async def probe(route: Route, endpoint: Asks, *, clock: Callable[[], float], day: dt.date) -> Probed:
    """
    Ask a route for JSON, firmest first, until a reply keeps its schema.

    Parameters
    ----------
    route, endpoint
        What to probe; the endpoint's own limits hold.
    clock, day
        Seconds that only go forward, and the day (UTC) whose price holds.
    """
    tried: dict[Rung, str] = {}
    usage = Usage()
    for rung in Rung:
        began = clock()
        heard = await endpoint.ask(_question(rung), rung)
        if isinstance(heard, Reply | Fault):
            usage = Usage(
                prompt=usage.prompt + heard.usage.prompt,
                completion=usage.completion + heard.usage.completion,
                cached=usage.cached + heard.usage.cached,
            )
        tried[rung] = _word(heard)
        if isinstance(heard, Reply) and not isinstance(fitting(heard.text, shape_of(bytes(SCHEMA))), NoJson):
            return Probed(
                route=route.name,
                rung=rung,
                tried=tried,
                identity=Identity(heard.model or route.model, heard.fingerprint),
                milliseconds=round((clock() - began) * 1_000),
                usage=usage,
                microdollars=cost(route.price_on(day), usage),
            )
        if isinstance(heard, Fault) and heard.reason in {FailureReason.UNREACHABLE, FailureReason.TIMEOUT}:
            break
    return Probed(route=route.name, rung=None, tried=tried, usage=usage, microdollars=cost(route.price_on(day), usage))


def rungs_of(stored: Mapping[str, Stored], routes: Routes) -> dict[str, Rung]:
    """
    Return where each route begins that was probed as it is now.
    """
    known = ((route, stored.get(route.name)) for route in routes.routes)
    return {route.name: one.rung for route, one in known if one is not None and one.of == _endpoint_hash(route)}


def stored_in(data: Path) -> dict[str, Stored]:
    """
    Read what was found before; what cannot be read was not found.
    """
    try:
        return msgspec.json.decode((data / FILE_NAME).read_bytes(), type=_File).routes
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return {}


def keep(data: Path, routes: Routes, found: Iterable[Probed], *, day: dt.date) -> None:
    """
    Store what was found beside what was known of other routes.

    Raises
    ------
    OSError
        If the data folder cannot be written to.
    """
    stored = stored_in(data)
    by_name = {route.name: route for route in routes.routes}
    for one in found:
        if one.rung is None:
            stored.pop(one.route, None)
            continue
        stored[one.route] = Stored(of=_endpoint_hash(by_name[one.route]), rung=one.rung, day=day, identity=one.identity)
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=data, prefix=FILE_NAME)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(_File(routes=stored), order="sorted")))
        Path(temporary).replace(data / FILE_NAME)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _question(rung: Rung) -> ModelRequest:
    return ModelRequest(
        call="single",
        system="You count fruit.",
        user=MISLEADING if rung is Rung.STRICT else PLAIN,
        schema_name="count",
        schema=SCHEMA,
        max_tokens=MAX_TOKENS,
    )


def _word(heard: Reply | Fault | FormatRejected) -> str:
    match heard:
        case Reply():
            found = fitting(heard.text, shape_of(bytes(SCHEMA)))
            return f"the reply does not keep the schema: {found.why}" if isinstance(found, NoJson) else "works"
        case Fault():
            return f"{heard.reason.value}: {heard.sentence}"
        case FormatRejected():
            return f"not known to the server: {heard.sentence}"


def _endpoint_hash(route: Route) -> str:
    """
    Hash what decides how a server answers: an update behind the same address is not seen by it.
    """
    parts = (
        route.base_url,
        route.model,
        route.kind,
        route.transfer,
        dict(route.query),
        msgspec.json.decode(route.body),
    )
    return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()[:16]
