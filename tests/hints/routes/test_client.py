"""What leaves for a provider, byte by byte, and what never does."""

import logging

import msgspec
import pytest

from hints.routes.model import CallFailed, Completion
from hints.routes.route import RouteKind, Rung
from tests.hints.routes.asking import ENVIRON, WELL, ask, route_to
from tests.provider.behaviour import Body, Hang
from tests.provider.provider import Provider

KEY = ENVIRON["A_KEY"]


def test_only_the_headers_that_were_meant_go_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither system nor versions nor organisations, whatever the environment would add."""
    for name in ("OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_API_KEY", "OPENAI_ADMIN_KEY", "OPENAI_BASE_URL"):
        monkeypatch.setenv(name, "from-the-environment")
    monkeypatch.setenv("OPENAI_CUSTOM_HEADERS", "X-Strange: from-the-environment")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    with Provider(responder=lambda _: WELL) as provider:
        outcome = ask(route_to(provider, headers={"X-Team": "maths"}, secret_headers={"X-Gateway": "A_GATEWAY"}))
        (asked,) = provider.completions

    assert isinstance(outcome, Completion), outcome
    assert {
        "host": f"127.0.0.1:{provider.port}",
        "accept": "application/json",
        "accept-encoding": "identity",
        "content-type": "application/json",
        "content-length": asked.headers["content-length"],
        "user-agent": "misstep",
        "authorization": f"Bearer {KEY}",
        "x-team": "maths",
        "x-gateway": ENVIRON["A_GATEWAY"],
    } == asked.headers
    assert b"from-the-environment" not in asked.raw


def test_a_server_of_ones_own_gets_no_key() -> None:
    """Where none is named, no header speaks of one."""
    with Provider(responder=lambda _: WELL) as provider:
        assert isinstance(ask(route_to(provider, key=None, kind=RouteKind.OLLAMA)), Completion)
        assert "authorization" not in provider.completions[0].headers


@pytest.mark.parametrize("kind", list(RouteKind))
@pytest.mark.parametrize("transfer", ["whole", "stream"])
def test_the_body_speaks_the_dialect(kind: RouteKind, transfer: str) -> None:
    """Limits of tokens in the field that the server knows, storage declined where it is offered, and nothing else."""
    hosted = kind in {RouteKind.OPENAI, RouteKind.AZURE}
    field = "max_completion_tokens" if hosted else "max_tokens"
    with Provider(responder=lambda _: WELL) as provider:
        route = route_to(provider, kind=kind, limit_field=field, transfer=transfer)
        assert isinstance(ask(route), Completion)
        (asked,) = provider.completions
    body = msgspec.json.decode(asked.raw.partition(b"\r\n\r\n")[2])

    fields = {"model", "messages", "temperature", "response_format", field}
    fields |= {"store"} if hosted else set()
    fields |= {"stream", "stream_options"} if transfer == "stream" else set()
    assert fields == body.keys()
    assert ("api-key" in asked.headers) == (kind is RouteKind.AZURE)
    assert body["response_format"]["json_schema"]["strict"] is True


def test_an_operator_may_add_to_address_and_body() -> None:
    """And leave the temperature out, for models that take none."""
    with Provider(responder=lambda _: WELL) as provider:
        route = route_to(
            provider,
            query={"api-version": "2026-01-01"},
            body=msgspec.Raw(b'{"reasoning_effort":"low"}'),
            temperature="left_out",
        )
        assert isinstance(ask(route), Completion)
        (asked,) = provider.completions
    body = msgspec.json.decode(asked.raw.partition(b"\r\n\r\n")[2])

    assert "/v1/chat/completions?api-version=2026-01-01" == asked.path
    assert "low" == body["reasoning_effort"]
    assert "temperature" not in body


@pytest.mark.parametrize("rung", list(Rung))
def test_each_rung_asks_for_json_in_its_way(rung: Rung) -> None:
    """By schema, by object, by words alone."""
    formats = {Rung.STRICT: "json_schema", Rung.OBJECT: "json_object", Rung.PLAIN: None}
    with Provider(responder=lambda _: WELL) as provider:
        assert isinstance(ask(route_to(provider), rungs={"main": rung}), Completion)
        (asked,) = provider.completions

    sent = asked.response_format
    assert formats[rung] == (sent.type if sent is not None else None)
    assert ('"additionalProperties":false' in asked.said("system")) == (rung is not Rung.STRICT)


def test_no_key_is_in_any_log_or_error(caplog: pytest.LogCaptureFixture) -> None:
    """With all loggers as talkative as they can be, for refusals that quote the key back, and for a hang."""
    quoting = Body(status=401, text=f'{{"error": {{"message": "wrong key {KEY}", "code": "{KEY}x!"}}}}')
    with caplog.at_level(logging.DEBUG), Provider([quoting], then=Hang()) as provider:
        outcomes = [ask(route_to(provider, seconds=0.05), seconds=1) for _ in range(2)]

    assert all(isinstance(one, CallFailed) for one in outcomes)
    said = "\n".join(f"{record.getMessage()} {record.args} {record.exc_text}" for record in caplog.records)
    assert not [secret for secret in ENVIRON.values() if secret in said + repr(outcomes)]
    assert KEY.encode() in provider.sent
