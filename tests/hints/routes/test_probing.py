"""What probing finds out about a server, and that what is stored holds for that server alone."""

import asyncio
import datetime as dt
import time
from pathlib import Path

import msgspec
import pytest

from hints.routes.client import Endpoint
from hints.routes.probing import FILE_NAME, Probed, keep, probe, rungs_of, stored_in
from hints.routes.route import Route, Routes, Rung
from tests.hints.routes.asking import ENVIRON, route_to
from tests.provider.asked import Asked
from tests.provider.behaviour import Answer, Behaviour, Hang, Knowing, server_error
from tests.provider.provider import Provider

TODAY = dt.date(2026, 11, 26)
COUNTED = Answer(text='{"sum":5,"unit":"apples"}')


def obeying(asked: Asked, _: int) -> Behaviour:
    """
    Play a server that accepts every format and keeps none: it does what the words say.
    """
    return Answer(text='{"total": 5}') if '"total"' in asked.said("user") else COUNTED


def probed(route: Route) -> Probed:
    """
    Probe a route.
    """

    async def whole() -> Probed:
        endpoint = Endpoint(route, ENVIRON, wall=lambda: dt.datetime.now(dt.UTC))
        try:
            return await probe(route, endpoint, clock=time.monotonic, day=TODAY)
        finally:
            await endpoint.close()

    return asyncio.run(whole())


@pytest.mark.parametrize(
    ("behaviour", "rung", "tried"),
    [
        (COUNTED, Rung.STRICT, 1),
        (Knowing(formats=("json_object",), then=COUNTED), Rung.OBJECT, 2),
        (Knowing(formats=(), then=Answer(text=COUNTED.text, wrap="fenced")), Rung.PLAIN, 3),
        (Answer(text="Five apples."), None, 3),
        (server_error(), None, 3),
        (Hang(), None, 1),
    ],
)
def test_the_firmest_rung_that_works_is_found(behaviour: Behaviour, rung: Rung | None, tried: int) -> None:
    """Each rung that was tried has its word; where nothing is heard, no more is asked."""
    with Provider(then=behaviour) as provider:
        found = probed(route_to(provider, seconds=0.3 if isinstance(behaviour, Hang) else 30.0))

    assert (rung, tried) == (found.rung, len(found.tried))
    assert (found.identity is not None) == (rung is not None)


def test_a_server_that_accepts_a_schema_without_keeping_it_is_found_out() -> None:
    """The words of the question ask for another shape than the schema."""
    with Provider(obeying) as provider:
        found = probed(route_to(provider))

    assert Rung.OBJECT is found.rung
    assert "does not keep the schema" in found.tried[Rung.STRICT]
    assert found.microdollars > 0


def test_what_was_found_holds_for_that_endpoint_alone(tmp_path: Path) -> None:
    """Another model or address under the same name begins anew; a route that failed is forgotten."""
    main, side = route_to(1), route_to(1, name="side")
    routes = Routes(routes=(main, side))
    found = [Probed(route=name, rung=Rung.PLAIN, tried={}) for name in ("main", "side")]
    keep(tmp_path / "data", routes, found, day=TODAY)
    stored = stored_in(tmp_path / "data")

    assert {"main": Rung.PLAIN, "side": Rung.PLAIN} == rungs_of(stored, routes)
    moved = Routes(routes=(msgspec.structs.replace(main, model="other"), msgspec.structs.replace(side, seconds=1.0)))
    assert {"side": Rung.PLAIN} == rungs_of(stored, moved)
    keep(tmp_path / "data", routes, [Probed(route="main", rung=None, tried={})], day=TODAY)
    assert {"side": Rung.PLAIN} == rungs_of(stored_in(tmp_path / "data"), routes)
    assert [FILE_NAME] == [path.name for path in (tmp_path / "data").iterdir()]


def test_what_cannot_be_read_was_not_found(tmp_path: Path) -> None:
    """A broken file costs a few attempts, not a start."""
    (tmp_path / FILE_NAME).write_bytes(b'{"routes": 5')

    assert {} == stored_in(tmp_path) == stored_in(tmp_path / "absent")
