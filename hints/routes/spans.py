"""
Spans of requests to models, with the names of OpenTelemetry's conventions for generative AI.

The only file that knows these names: all of them are still called "development"
and have moved before (semantic conventions 1.37 and later). Without an SDK set
up, spans cost nothing and go nowhere. What was asked and answered is left out
unless a deployment says otherwise.
"""

import contextlib
import json
from collections.abc import Iterator
from typing import Literal
from urllib.parse import urlsplit

from opentelemetry import trace
from opentelemetry.trace import Span, SpanKind, Status, StatusCode

from hints.routes.model import ModelRequest
from hints.routes.route import Route, RouteKind, Rung
from hints.routes.wire import Fault, FormatRejected, Reply

__all__ = ["Content", "attempt_span", "ended"]

Content = Literal["left_out", "recorded"]
"""Whether spans carry prompts and replies."""

PROVIDERS = {RouteKind.AZURE: "azure.ai.openai"}
PORTS = {"https": 443, "http": 80}


@contextlib.contextmanager
def attempt_span(route: Route, request: ModelRequest, rung: Rung, *, content: Content) -> Iterator[Span]:
    """
    Open the span of one request; it ends with the block, and with an error where the block was cancelled.
    """
    address = urlsplit(route.base_url)
    attributes: dict[str, str | int | float] = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": PROVIDERS.get(route.kind, route.kind.value),
        "gen_ai.request.model": route.model,
        "gen_ai.request.max_tokens": request.max_tokens,
        "gen_ai.output.type": "json",
        "server.address": address.hostname or "",
        "server.port": address.port or PORTS.get(address.scheme, 0),
        "misstep.route": route.name,
        "misstep.call": request.call,
        "misstep.rung": rung.value,
    }
    if route.temperature == "sent":
        attributes["gen_ai.request.temperature"] = request.temperature
    if content == "recorded":
        attributes["gen_ai.system_instructions"] = _parts(request.system)
        attributes["gen_ai.input.messages"] = _message("user", request.user)
    tracer = trace.get_tracer("misstep.hints.routes")
    with tracer.start_as_current_span(f"chat {route.model}", kind=SpanKind.CLIENT, attributes=attributes) as span:
        yield span


def ended(span: Span, heard: Reply | Fault | FormatRejected, *, content: Content) -> None:
    """
    Put what came back on a span.
    """
    match heard:
        case Reply():
            span.set_attribute("gen_ai.response.model", heard.model)
            span.set_attribute("gen_ai.response.finish_reasons", ("stop",))
            span.set_attribute("gen_ai.usage.input_tokens", heard.usage.prompt)
            span.set_attribute("gen_ai.usage.output_tokens", heard.usage.completion)
            span.set_attribute("gen_ai.usage.cache_read.input_tokens", heard.usage.cached)
            if heard.fingerprint is not None:
                span.set_attribute("openai.response.system_fingerprint", heard.fingerprint)
            if content == "recorded":
                span.set_attribute("gen_ai.output.messages", _message("assistant", heard.text))
        case Fault():
            span.set_attribute("error.type", heard.reason.value)
            span.set_status(Status(StatusCode.ERROR, heard.sentence))
        case FormatRejected():
            span.set_attribute("error.type", "format_rejected")
            span.set_status(Status(StatusCode.ERROR, heard.sentence))


def _parts(text: str) -> str:
    return json.dumps([{"type": "text", "content": text}], ensure_ascii=False)


def _message(role: str, text: str) -> str:
    return json.dumps([{"role": role, "parts": [{"type": "text", "content": text}]}], ensure_ascii=False)
