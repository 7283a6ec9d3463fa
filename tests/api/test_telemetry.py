"""Where spans go: to a collector that is named, over HTTP, or nowhere."""

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from api.telemetry import NoTelemetry, send_spans

SCRIPT = """
import os, sys
from api.telemetry import NoTelemetry, send_spans
stop = send_spans(os.environ)
if isinstance(stop, NoTelemetry):
    sys.exit(stop.sentence)
from opentelemetry import trace
with trace.get_tracer("misstep.test").start_as_current_span("chat scripted", attributes={"gen_ai.request.model": "m"}):
    pass
stop()
sys.exit(" ".join(sorted({"opentelemetry.sdk", "requests"} & set(sys.modules))) or 0 if len(sys.argv) > 1 else 0)
"""


class Collector(http.server.BaseHTTPRequestHandler):
    """A collector that keeps what it gets."""

    got: list[tuple[str, dict[str, str], bytes]]

    def do_POST(self) -> None:
        """Keep it."""
        body = self.rfile.read(int(self.headers["content-length"]))
        self.got.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
        self.send_response(200)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def collector() -> Iterator[tuple[int, list[tuple[str, dict[str, str], bytes]]]]:
    """Run a collector."""
    got: list[tuple[str, dict[str, str], bytes]] = []
    handler = type("Kept", (Collector,), {"got": got})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server.server_port, got
        server.shutdown()
        thread.join()


def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """
    Run the script in a process of its own: a provider of spans is the whole process's, and stays.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("OTEL_")}
    command = [sys.executable, "-c", SCRIPT, *arguments]
    return subprocess.run(command, env={**kept, **environ}, capture_output=True, text=True, timeout=60, check=False)


def test_spans_reach_the_collector_that_is_named(
    collector: tuple[int, list[tuple[str, dict[str, str], bytes]]],
) -> None:
    """With the headers of the environment, by which a collector knows its project, and the service's name."""
    port, got = collector
    done = run(
        OTEL_EXPORTER_OTLP_ENDPOINT=f"http://127.0.0.1:{port}/api/otel", OTEL_EXPORTER_OTLP_HEADERS="x-project=maths"
    )

    assert (0, "") == (done.returncode, done.stderr)
    ((path, headers, body),) = got
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
