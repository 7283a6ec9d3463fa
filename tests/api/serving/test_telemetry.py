"""Where spans go: to a collector that is named, over HTTP, or nowhere."""

import os
import subprocess
import sys

import pytest

from api.serving.telemetry import NoTelemetry, send_spans, spans_sent
from tests.collector import Collector

SCRIPT = """
import os, sys
from api.serving.telemetry import NoTelemetry, send_spans
stop = send_spans(os.environ)
if isinstance(stop, NoTelemetry):
    sys.exit(stop.sentence)
from opentelemetry import trace
with trace.get_tracer("misstep.test").start_as_current_span("chat scripted", attributes={"gen_ai.request.model": "m"}):
    pass
stop()
sys.exit(" ".join(sorted({"opentelemetry.sdk", "requests"} & set(sys.modules))) or 0 if len(sys.argv) > 1 else 0)
"""


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """
    Run the script in a process of its own: a provider of spans is the whole process's, and stays.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    command = [sys.executable, "-c", SCRIPT, *arguments]
    return subprocess.run(command, env={**kept, **environ}, capture_output=True, text=True, timeout=60, check=False)


def test_spans_reach_the_collector_that_is_named() -> None:
    """With the headers of the environment, by which a collector knows its project, and the service's name."""
    with Collector() as collector:
        done = run(
            OTEL_EXPORTER_OTLP_ENDPOINT=f"{collector.address}/api/otel", OTEL_EXPORTER_OTLP_HEADERS="x-project=maths"
        )

    assert (0, "") == (done.returncode, done.stderr)
    ((path, headers, body),) = collector.got
    assert ("/api/otel/v1/traces", "maths") == (path, headers["x-project"])
    assert all(word in body for word in (b"chat scripted", b"gen_ai.request.model", b"misstep"))


@pytest.mark.parametrize(
    "environ", [{}, {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", "OTEL_SDK_DISABLED": "true"}]
)
def test_without_a_collector_nothing_is_loaded(environ: dict[str, str]) -> None:
    """Neither the SDK nor what sends."""
    done = run("look", **environ)

    assert (0, "") == (done.returncode, done.stderr)


def test_where_nothing_can_send_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """A collector is named, and the SDK is missing."""
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    found = send_spans({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"})

    assert isinstance(found, NoTelemetry)
    assert "misstep[otel]" in found.sentence
    assert "OTEL_EXPORTER_OTLP_ENDPOINT is set" in found.sentence


def test_help_goes_on_where_nothing_can_be_sent(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is said once, and the work is done."""
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with spans_sent({"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1"}):
        worked = True

    assert worked
    assert 1 == len([record for record in caplog.records if "misstep[otel]" in record.getMessage()])
