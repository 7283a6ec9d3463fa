"""What spans of model calls carry, with a real SDK that keeps them in memory."""

from collections.abc import Callable

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from hints.routes.model import CallFailed, Completion
from hints.routes.route import Patience, RouteKind, Routes
from hints.routes.routed import RoutedModels, open_models
from hints.routes.spans import Content
from tests.hints.routes.asking import ENVIRON, WELL, asking, request, route_to
from tests.provider.behaviour import Behaviour, Hang, Knowing, server_error
from tests.provider.provider import Provider


@pytest.fixture
def kept() -> Callable[[], list[ReadableSpan]]:
    """
    Keep the spans of a test; the provider of spans is the whole process's, and stays.
    """
    provider = trace.get_tracer_provider()
    if not isinstance(provider, TracerProvider):
        provider = TracerProvider()
        trace.set_tracer_provider(provider)
    exporter = InMemorySpanExporter()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return lambda: list(exporter.get_finished_spans())


def asked(behaviour: Behaviour | None, *, content: Content = "left_out", seconds: float = 5) -> Completion | CallFailed:
    """
    Ask one question of a provider, and give spans what they are to carry.
    """
    with Provider([] if behaviour is None else [behaviour], responder=lambda _: WELL) as provider:
        routes = Routes(routes=(route_to(provider, kind=RouteKind.VLLM),), patience=Patience(attempts=1))

        async def act(_: RoutedModels) -> Completion | CallFailed:
            models = open_models(routes, environ=ENVIRON, draw=lambda: 0.5, content=content)
            try:
                return await models.ask(request(), seconds=seconds)
            finally:
                await models.close()

        found: Completion | CallFailed = asking(routes, act)
        return found


def test_a_span_has_the_names_that_others_read(kept: Callable[[], list[ReadableSpan]]) -> None:
    """Operation, provider, models, tokens, place; no word of question or reply, and no key."""
    outcome = asked(None)
    (span,) = kept()
    attributes = dict(span.attributes or {})

    assert isinstance(outcome, Completion)
    assert ("chat scripted", SpanKind.CLIENT, StatusCode.UNSET) == (span.name, span.kind, span.status.status_code)
    assert {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": "vllm",
        "gen_ai.request.model": "scripted",
        "gen_ai.response.model": "scripted",
        "gen_ai.usage.input_tokens": outcome.usage.prompt,
        "gen_ai.usage.output_tokens": outcome.usage.completion,
        "server.address": "127.0.0.1",
        "misstep.route": "main",
    }.items() <= attributes.items()
    said = repr(attributes) + repr(span.events)
    assert not [
        word for word in ("The learner wrote", "You give a hint", "second line", ENVIRON["A_KEY"]) if word in said
    ]


def test_content_is_there_only_where_it_is_wanted(kept: Callable[[], list[ReadableSpan]]) -> None:
    """Question and reply, in the form of the conventions."""
    asked(None, content="recorded")
    attributes = dict(kept()[0].attributes or {})

    assert "The learner wrote" in str(attributes["gen_ai.input.messages"])
    assert "You give a hint" in str(attributes["gen_ai.system_instructions"])
    assert "second line" in str(attributes["gen_ai.output.messages"])


@pytest.mark.parametrize(
    ("behaviour", "kind", "seconds", "spans"),
    [(server_error(), "provider", 5, 1), (Knowing(), "format_rejected", 5, 2), (Hang(), None, 0.05, 1)],
)
def test_a_failure_is_an_error(
    behaviour: Behaviour, kind: str | None, seconds: float, spans: int, kept: Callable[[], list[ReadableSpan]]
) -> None:
    """Each request has its span, also one that the deadline cut off."""
    asked(behaviour, seconds=seconds)
    found = kept()

    assert spans == len(found)
    assert StatusCode.ERROR is found[0].status.status_code or kind is None
    assert kind == dict(found[0].attributes or {}).get("error.type")
