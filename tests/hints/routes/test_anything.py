"""Whatever a server sends and an operator writes ends as a value."""

import asyncio
import datetime as dt
import socket
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from hints.routes.client import Endpoint
from hints.routes.model import FailureReason
from hints.routes.price import BadPrices, cost, prices_in
from hints.routes.reading import BadRoutes, routes_in
from hints.routes.route import Routes, Rung
from hints.routes.wire import Fault, Reply, reply_of
from tests.hints.routes.asking import ENVIRON, PRICE, WELL, request, route_to
from tests.hints.routes.test_reading import GOOD, PRICES, TODAY

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
WHOLE: dict[str, Any] = {
    "choices": [{"message": {"content": WELL, "refusal": None}, "finish_reason": "stop"}],
    "model": "m",
    "system_fingerprint": "f",
    "usage": {"prompt_tokens": 5, "completion_tokens": 5, "prompt_tokens_details": {"cached_tokens": 1}},
    "error": None,
}
PLACES: tuple[tuple[str | int, ...], ...] = (
    *((name,) for name in WHOLE),
    ("choices", 0),
    ("choices", 0, "message"),
    ("choices", 0, "message", "content"),
    ("choices", 0, "message", "refusal"),
    ("choices", 0, "finish_reason"),
    ("usage", "prompt_tokens"),
    ("usage", "completion_tokens"),
    ("usage", "prompt_tokens_details"),
    ("usage", "prompt_tokens_details", "cached_tokens"),
)


def judged(content: bytes) -> Reply | Fault:
    """
    Read a reply, and see that whatever came of it can be paid and told.
    """
    heard = reply_of(content, request(), Rung.STRICT)
    assert isinstance(heard, Reply | Fault)
    usage = heard.usage
    assert 0 <= usage.cached <= usage.prompt
    assert usage.completion >= 0
    assert 0 < cost(PRICE, usage) < 10**9
    msgspec.json.encode(heard)
    return heard


@given(st.binary(max_size=200) | st.text(alphabet='{}[]":,0123nulltrue \\', max_size=200).map(str.encode))
def test_no_bytes_raise(content: bytes) -> None:
    """They are a reply or a fault, with a cost."""
    judged(content)


@given(st.lists(st.tuples(st.sampled_from(PLACES), JSON), min_size=1, max_size=3))
def test_no_json_in_any_place_raises(changes: list[tuple[tuple[str | int, ...], object]]) -> None:
    """A reply whose fields are anything is still a reply or a fault."""
    body = msgspec.json.decode(msgspec.json.encode(WHOLE))
    for path, value in changes:
        inner = body
        for step in path[:-1]:
            inner = inner[step] if isinstance(inner, dict | list) and _has(inner, step) else None
        if isinstance(inner, dict | list) and _has(inner, path[-1]):
            inner[path[-1]] = value
    try:
        content = msgspec.json.encode(body)
    except (OverflowError, UnicodeEncodeError, ValueError):
        return
    judged(content)


def _has(inner: Any, step: str | int) -> bool:  # noqa: ANN401 - JSON
    if isinstance(inner, dict):
        return step in inner
    return isinstance(step, int) and step < len(inner)


EDIT = st.tuples(st.integers(0, 2_000), st.integers(0, 12), st.text(alphabet='abc=[]{}".\n#-019 \\', max_size=6))


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    """
    Cut pieces out of a text, and put others in.
    """
    for at, length, piece in edits:
        place = at % (len(text) + 1)
        text = text[:place] + piece + text[place + length :]
    return text


@given(st.lists(EDIT, min_size=1, max_size=4))
def test_no_file_of_routes_raises(edits: list[tuple[int, int, str]]) -> None:
    """Whatever an editor left behind is read or refused, and no sentence holds a key."""
    text = edited(GOOD, edits).replace('prices = "prices.toml"', "")
    read = routes_in(text, "routes.toml", folder=Path("/nowhere"), environ=ENVIRON, today=TODAY)

    assert isinstance(read, Routes | BadRoutes)
    if isinstance(read, BadRoutes):
        assert read.sentences
        assert not [secret for secret in ENVIRON.values() if secret in read.sentence]


@given(st.lists(EDIT, min_size=1, max_size=4))
def test_no_file_of_prices_raises(edits: list[tuple[int, int, str]]) -> None:
    """It is read or refused; what is read can be paid."""
    read = prices_in(edited(PRICES, edits), "prices.toml")

    if not isinstance(read, BadPrices):
        assert all(cost(price, reply_of(b"", request(), Rung.PLAIN).usage) >= 0 for price in read)


def test_a_machine_that_takes_no_connection_is_unreachable() -> None:
    """Its queue is full: nothing is refused and nothing accepted, and nothing is paid."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(0)
        waiting = [socket.socket() for _ in range(4)]
        try:
            for one in waiting:
                one.settimeout(0)
                one.connect_ex(listener.getsockname())

            async def whole() -> object:
                route = route_to(listener.getsockname()[1], seconds=0.2)
                endpoint = Endpoint(route, ENVIRON, wall=lambda: dt.datetime.now(dt.UTC))
                try:
                    return await endpoint.ask(request(), Rung.STRICT)
                finally:
                    await endpoint.close()

            heard = asyncio.run(whole())
        finally:
            for one in waiting:
                one.close()

    assert isinstance(heard, Fault)
    assert (FailureReason.UNREACHABLE, 0) == (heard.reason, heard.usage.prompt)
