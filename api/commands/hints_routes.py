"""
`misstep hints routes`: what a file of routes says, and with `--probe` what its models can do.

Reads the file as the server does and refuses it with the same sentences. Probing
asks each route one to three small questions about apples, and keeps what it
found in the data folder, for the server to begin with.
"""

import argparse
import asyncio
import datetime as dt
import os
import sys
import time
from pathlib import Path

import msgspec

from api.serving.settings import data_dir
from hints.routes.model import CallName
from hints.routes.probing import Probed, Stored, keep, probe, rungs_of, stored_in
from hints.routes.reading import BadRoutes, read_routes
from hints.routes.route import Route, Routes, Rung

__all__ = ["configure", "run"]

REFUSED = 2
SILENT = 1
"""Exit code where a route gave no reply that can be used."""
PROBE_SECONDS = 60.0
"""A model on one's own machine may have to be loaded first."""
OLD_PRICE_DAYS = 180


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A route, as it is listed."""

    name: str
    kind: str
    base_url: str
    model: str
    key: str | None
    capacity: str
    concurrency: int
    seconds: float
    weights: dict[CallName, float]
    priorities: dict[CallName, int]
    price: str
    price_from: dt.date
    price_is_old: bool
    region: str
    data_policy: str
    begins_with: Rung
    probed: dt.date | None


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """All that is printed."""

    routes: tuple[Listed, ...]
    probed: tuple[Probed, ...] = ()


def configure(parser: argparse.ArgumentParser) -> None:
    """
    Declare the flags.
    """
    parser.add_argument("file", metavar="FILE", type=Path, help="the routes, as TOML (docs/models.md)")
    parser.add_argument("--probe", action="store_true", help="ask each route, and keep how firmly it can be asked")
    parser.add_argument("--data", metavar="DIR", type=Path, help="where that is kept: the server's data folder")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(arguments: argparse.Namespace) -> int:
    """
    List and probe; 2 where the file is refused, 1 where a route gave no reply.
    """
    today = dt.datetime.now(dt.UTC).date()
    routes = read_routes(arguments.file, environ=os.environ, today=today)
    if isinstance(routes, BadRoutes):
        return _refused(routes.sentence)
    data: Path = arguments.data or data_dir(os.environ)
    probed: tuple[Probed, ...] = ()
    if arguments.probe:
        probed = asyncio.run(_probed(routes, today))
        try:
            keep(data, routes, probed, day=today)
        except OSError as error:
            return _refused(f"What was found cannot be kept in {data}: {error.strerror}.")
    stored = stored_in(data)
    told = Told(routes=tuple(_listed(route, routes, stored, today) for route in routes.routes), probed=probed)
    if arguments.json:
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    else:
        sys.stdout.write("\n".join(_lines(told)) + "\n")
    return SILENT if any(one.rung is None for one in probed) else 0


async def _probed(routes: Routes, today: dt.date) -> tuple[Probed, ...]:
    from hints.routes.client import Endpoint  # noqa: PLC0415 - the client's package is imported where it is used

    found = []
    for route in routes.routes:
        patient = msgspec.structs.replace(route, seconds=PROBE_SECONDS)
        endpoint = Endpoint(patient, os.environ, wall=lambda: dt.datetime.now(dt.UTC))
        try:
            found.append(await probe(patient, endpoint, clock=time.monotonic, day=today))
        finally:
            await endpoint.close()
    return tuple(found)


def _listed(route: Route, routes: Routes, stored: dict[str, Stored], today: dt.date) -> Listed:
    calls: tuple[CallName, ...] = ("misconception", "tutor", "single")
    known = rungs_of(stored, routes)
    price = route.price_on(today)
    free = price.prompt == price.cached == price.completion == 0
    return Listed(
        name=route.name,
        kind=route.kind.value,
        base_url=route.base_url,
        model=route.model,
        key=route.key,
        capacity=route.capacity,
        concurrency=route.concurrency,
        seconds=route.seconds,
        weights={call: route.share_of(call).weight for call in calls},
        priorities={call: route.share_of(call).priority for call in calls},
        price=f"{price.prompt} / {price.cached} / {price.completion} $ for a million tokens (prompt / cached / reply)",
        price_from=price.since,
        price_is_old=not free and (today - price.since).days > OLD_PRICE_DAYS,
        region=route.region,
        data_policy=route.data_policy,
        begins_with=known.get(route.name, Rung.STRICT),
        probed=stored[route.name].day if route.name in known else None,
    )


def _lines(told: Told) -> list[str]:
    lines = []
    found = {one.route: one for one in told.probed}
    for route in told.routes:
        lines.append(f"{route.name}: {route.model} at {route.base_url} ({route.kind}, {route.capacity} capacity)")
        lines.append(f"  key      {'none' if route.key is None else f'in {route.key}'}")
        lines.append(f"  price    {route.price}, from {route.price_from}")
        if route.price_is_old:
            lines.append(f"           older than {OLD_PRICE_DAYS} days: look it up again")
        shares = ", ".join(
            f"{call} {weight:g} (priority {route.priorities[call]})" for call, weight in route.weights.items()
        )
        lines.append(f"  weights  {shares}; {route.concurrency} at once, {route.seconds:g} s each")
        if route.region or route.data_policy:
            lines.append(f"  data     {', '.join(filter(None, (route.region, route.data_policy)))}")
        asked = f"probed on {route.probed}" if route.probed else "not probed: misstep hints routes FILE --probe"
        lines.append(f"  JSON     begins with {route.begins_with} ({asked})")
        if route.name in found:
            lines += _probe_lines(found[route.name])
    return lines


def _probe_lines(probed: Probed) -> list[str]:
    lines = [f"  {rung.value:<8} {word}" for rung, word in probed.tried.items()]
    if probed.rung is None:
        return [*lines, "  result   no reply that can be used"]
    dollars = f"{probed.microdollars / 1_000_000:.6f} $"
    return [
        *lines,
        f"  result   {probed.rung} works: {probed.identity} answered in {probed.milliseconds} ms, for {dollars}",
    ]


def _refused(sentence: str) -> int:
    sys.stderr.write(f"misstep hints routes: {sentence}\n")
    return REFUSED
