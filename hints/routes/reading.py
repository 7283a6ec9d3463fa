"""
Reading an operator's file of routes, and refusing it with sentences.

All that can be known before a request is made is checked here: fields, addresses,
that the keys' variables are set, that each route has a price today. A sentence
names file, line and field; none repeats a value that may be a secret.
"""

import datetime as dt
import os
import re
import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import msgspec

from hints.routes.address import address_fault
from hints.routes.model import CallName
from hints.routes.place import at_line, field_path, line_of
from hints.routes.price import BadPrices, Price, price_on, read_prices, shipped_prices
from hints.routes.route import LOCAL_KINDS, Patience, Route, RouteKind, Routes, Share

__all__ = ["BadRoutes", "read_routes", "routes_in"]

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,127}")
HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}")
SECRET_HEADER = re.compile(r"(?i)authorization|cookie|.*(key|token|secret|password|credential).*")
OWN_HEADERS = frozenset(
    {"host", "content-length", "content-type", "content-encoding", "transfer-encoding", "connection", "accept-encoding"}
)
"""Headers that the transport writes itself."""
OWN_FIELDS = frozenset(
    {"model", "messages", "stream", "stream_options", "response_format", "max_tokens", "max_completion_tokens", "n"}
)
"""Fields of the body that are ours to write."""
MOST_SECONDS = 120
MOST_AT_ONCE = 1_000
MOST_ATTEMPTS = 10


class BadRoutes(msgspec.Struct, frozen=True):
    """Routes that cannot be used, and for each thing that is wrong what and where."""

    sentences: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """
        All of it, line by line.
        """
        return "\n".join(self.sentences)


class _Route(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """One `[[route]]` as it is written."""

    name: str
    base_url: str
    model: str
    price: str
    kind: RouteKind = RouteKind.OTHER
    key: str | None = None
    weight: float = 1.0
    priority: int = 1
    calls: dict[CallName, Share] = {}
    capacity: Literal["own", "shared"] = "own"
    concurrency: int = 8
    seconds: float = 3.0
    slow_seconds: float | None = None
    transfer: Literal["whole", "stream"] = "whole"
    limit_field: Literal["max_tokens", "max_completion_tokens"] | None = None
    temperature: Literal["sent", "left_out"] = "sent"
    headers: dict[str, str] = {}
    secret_headers: dict[str, str] = {}
    query: dict[str, str] = {}
    body: dict[str, Any] = {}
    region: str = ""
    data_policy: str = ""
    allow_plain_http: bool = False


class _File(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The file as it is written."""

    route: list[_Route]
    prices: str | None = None
    patience: Patience = Patience()


def read_routes(path: Path, *, environ: Mapping[str, str], today: dt.date) -> Routes | BadRoutes:
    """
    Read a file of routes, and the prices that it names beside it.

    Parameters
    ----------
    path
        The file.
    environ
        Where the variables of keys have to be set; their values are not kept.
    today
        The day (UTC) for which there have to be prices.
    """
    try:
        text = path.read_text(encoding="utf-8")
        mode = path.stat().st_mode
    except OSError as error:
        return BadRoutes((f"{path} cannot be read: {error.strerror}.",))
    except UnicodeDecodeError:
        return BadRoutes((f"{path} is no text in UTF-8.",))
    if os.name == "posix" and mode & stat.S_IWOTH:
        return BadRoutes(
            (f"{path} can be changed by everybody on this machine, and keys go where it says: chmod o-w.",)
        )
    return routes_in(text, str(path), folder=path.parent, environ=environ, today=today)


def routes_in(text: str, name: str, *, folder: Path, environ: Mapping[str, str], today: dt.date) -> Routes | BadRoutes:
    """
    Read the text of a file of routes; `name` is what the file is called in sentences.
    """
    try:
        file = msgspec.convert(tomllib.loads(text), _File)
    except tomllib.TOMLDecodeError as error:
        return BadRoutes((f"{name} is no TOML: {error}.",))
    except (msgspec.ValidationError, ValueError) as error:
        return BadRoutes((f"{at_line(name, line_of(text, 'route', field_path(str(error))))}: {error}.",))
    prices = _prices(file, folder)
    if isinstance(prices, BadPrices):
        return BadRoutes((prices.sentence,))
    faults = [f"{name}: {fault}" for fault in _file_faults(file)]
    routes = []
    for index, written in enumerate(file.route):
        own = tuple(price for price in prices if price.id == written.price)
        begun = price_on(own, today)
        found = list(_faults(written, environ))
        if begun is None:
            found.append(("price", _no_price(prices, written.price)))
        faults += [
            f"{at_line(name, line_of(text, 'route', (index, field)))}: route {written.name!r}: `{field}` {fault}."
            for field, fault in found
        ]
        if not found:
            routes.append(_route(written, tuple(sorted(own, key=lambda price: price.since))))
    return BadRoutes(tuple(faults)) if faults else Routes(routes=tuple(routes), patience=file.patience)


def _prices(file: _File, folder: Path) -> tuple[Price, ...] | BadPrices:
    if file.prices is None:
        return shipped_prices()
    read = read_prices(folder / Path(file.prices).expanduser())
    return read if isinstance(read, BadPrices) else (*shipped_prices(), *read)


def _no_price(prices: tuple[Price, ...], name: str) -> str:
    if any(price.id == name for price in prices):
        return f"names {name!r}, whose first price has not begun yet"
    known = ", ".join(sorted({price.id for price in prices}))
    return f"names {name!r}, which no price file has (there are: {known}); without a price nothing is asked"


def _file_faults(file: _File) -> Iterator[str]:
    if not file.route:
        yield "There is no [[route]]."
    names = [route.name for route in file.route]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"Two routes are called {name!r}."
    patience = file.patience
    if not (
        1 <= patience.attempts <= MOST_ATTEMPTS
        and 0 < patience.first_wait <= MOST_SECONDS
        and 0 <= patience.extra <= 1
        and 0 <= patience.saved <= MOST_AT_ONCE
    ):
        yield (
            f"[patience] has attempts from 1 to {MOST_ATTEMPTS}, first_wait above 0, extra from 0 to 1 "
            f"and saved from 0 to {MOST_AT_ONCE}."
        )


def _faults(route: _Route, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """
    Yield the fields of a route that cannot be used, and why.
    """
    if not NAME.fullmatch(route.name):
        yield "name", "is made of letters, digits and . _ - alone, 40 at most"
    if not route.model.strip() or not route.model.isprintable():
        yield "model", "names no model"
    if (fault := address_fault(route.base_url, plain_http=route.allow_plain_http)) is not None:
        yield "base_url", fault
    yield from _key_faults(route, environ)
    yield from _number_faults(route)
    yield from _header_faults(route, environ)
    if taken := OWN_FIELDS & route.body.keys():
        yield "body", f"sets what is set for every request: {', '.join(sorted(taken))}"
    try:
        msgspec.json.encode(route.body)
    except (TypeError, ValueError, OverflowError):
        yield "body", "holds something that is no JSON"


def _header_faults(route: _Route, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for header, value in route.headers.items():
        if (
            not HEADER.fullmatch(header)
            or header.lower() in OWN_HEADERS
            or not (value.isascii() and value.isprintable())
        ):
            yield "headers", f"has a header that cannot be sent: {header!r}"
        elif SECRET_HEADER.fullmatch(header):
            yield "headers", f"holds {header!r}: put its value into an environment variable, named in `secret_headers`"
    for header, variable in route.secret_headers.items():
        if not HEADER.fullmatch(header) or header.lower() in OWN_HEADERS:
            yield "secret_headers", f"has a header that cannot be sent: {header!r}"
        elif (fault := _variable_fault(variable, environ)) is not None:
            yield "secret_headers", fault


def _key_faults(route: _Route, environ: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if route.key is None:
        if route.kind not in LOCAL_KINDS and route.kind is not RouteKind.OTHER:
            yield "key", "has to name the environment variable that holds the API key"
    elif (fault := _variable_fault(route.key, environ)) is not None:
        yield "key", fault


def _variable_fault(variable: str, environ: Mapping[str, str]) -> str | None:
    """
    Say what is wrong with the name of a variable; what is no name may be a secret, and is not repeated.
    """
    if not VARIABLE.fullmatch(variable) or variable.startswith("sk_"):
        return "is the NAME of an environment variable; a key itself never stands in this file (if one did: revoke it)"
    value = environ.get(variable, "")
    if not value.strip():
        return f"names {variable}, which is not set"
    if not (value.isascii() and value.isprintable()) or value != value.strip():
        return f"names {variable}, whose value has signs that no header can carry"
    return None


def _number_faults(route: _Route) -> Iterator[tuple[str, str]]:
    if not 0 < route.seconds <= MOST_SECONDS:
        yield "seconds", f"is above 0 and at most {MOST_SECONDS}"
    if route.slow_seconds is not None and not 0 < route.slow_seconds <= route.seconds:
        yield "slow_seconds", "is above 0 and at most `seconds`"
    if not 1 <= route.concurrency <= MOST_AT_ONCE:
        yield "concurrency", f"is from 1 to {MOST_AT_ONCE}"
    if not 0 <= route.weight < float("inf"):
        yield "weight", "is a number from 0"
    if route.priority < 1:
        yield "priority", "is a number from 1"
    for call, share in route.calls.items():
        if not (0 <= share.weight < float("inf") and share.priority >= 1):
            yield "calls", f"gives {call!r} a weight below 0 or a priority below 1"


def _route(written: _Route, prices: tuple[Price, ...]) -> Route:
    hosted = written.kind in {RouteKind.OPENAI, RouteKind.AZURE}
    return Route(
        name=written.name,
        base_url=written.base_url,
        model=written.model,
        key=written.key,
        kind=written.kind,
        prices=prices,
        share=Share(written.weight, written.priority),
        shares=written.calls,
        capacity=written.capacity,
        concurrency=written.concurrency,
        seconds=written.seconds,
        slow_seconds=written.slow_seconds or written.seconds * 0.7,
        transfer=written.transfer,
        limit_field=written.limit_field or ("max_completion_tokens" if hosted else "max_tokens"),
        temperature=written.temperature,
        headers=written.headers,
        secret_headers=written.secret_headers,
        query=written.query,
        body=msgspec.Raw(msgspec.json.encode(written.body)),
        region=written.region,
        data_policy=written.data_policy,
    )
