"""
Where spans go: to the collector that the usual `OTEL_*` variables name, or nowhere.

Called once by a process that asks models. Without a collector nothing is
imported; with one, the SDK and its exporter have to be installed.
"""

import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from typing import Final

import msgspec

__all__ = ["NoTelemetry", "send_spans", "spans_sent"]

log = logging.getLogger(__name__)

ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_ENDPOINT")
DISABLED: Final = "OTEL_SDK_DISABLED"
TIMEOUT: Final = "OTEL_EXPORTER_OTLP_TIMEOUT"
PATIENCE_SECONDS: Final = 3
"""With a collector that is silent, at the end; the SDK's own ten are those of a whole server."""


class NoTelemetry(msgspec.Struct, frozen=True):
    """Why spans cannot be sent though a collector is named, and what to do."""

    sentence: str


def send_spans(environ: Mapping[str, str]) -> Callable[[], None] | NoTelemetry:
    """
    Send the spans of this process to the collector that the environment names.

    Parameters
    ----------
    environ
        `OTEL_EXPORTER_OTLP_ENDPOINT` (or `…_TRACES_ENDPOINT`) names it; headers,
        the service's name and the rest are read by the SDK itself.

    Returns
    -------
    Callable | NoTelemetry
        What sends the last spans at the end; a sentence where the SDK is missing.
    """
    if not any(environ.get(name) for name in ENDPOINTS) or environ.get(DISABLED, "").lower() == "true":
        return _nothing
    try:
        from opentelemetry import trace  # noqa: PLC0415 - nothing of it is loaded where no spans are sent
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter  # noqa: PLC0415 - as above
        from opentelemetry.sdk.resources import Resource  # noqa: PLC0415 - as above
        from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415 - as above
        from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415 - as above
    except ImportError:
        named = next(name for name in ENDPOINTS if environ.get(name))
        return NoTelemetry(f"{named} is set, but what sends spans is not installed: pip install 'misstep[otel]'.")
    provider = TracerProvider(
        resource=Resource.create(
            {"service.name": environ.get("OTEL_SERVICE_NAME", "misstep"), "service.version": version("misstep")}
        )
    )
    timeout = None if environ.get(TIMEOUT) else PATIENCE_SECONDS
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(timeout=timeout)))
    trace.set_tracer_provider(provider)
    return provider.shutdown


@contextlib.contextmanager
def spans_sent(environ: Mapping[str, str]) -> Iterator[None]:
    """
    Send spans within the block; where that cannot be, say so once and go on: help does not depend on being watched.
    """
    stop = send_spans(environ)
    if isinstance(stop, NoTelemetry):
        log.warning("no_spans %s", stop.sentence)
        yield
        return
    try:
        yield
    finally:
        stop()


def _nothing() -> None:
    """Nothing was sent."""
