"""What a real service tells a collector of spans about its questions to models."""

from pathlib import Path

import pytest

from tests.collector import Collector
from tests.service.hinted import WRONG, Hinted, sensible_provider

pytestmark = pytest.mark.slow


def test_each_question_of_a_served_hint_is_a_span_without_its_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """From the child that asks, over HTTP; no learner, nothing that was entered, and no question is in it."""
    with Collector() as collector, sensible_provider() as provider:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.address)
        with Hinted(tmp_path / "data", provider.base_url) as server:
            seat = server.seat("canary-learner")
            assert seat.answer()["hint_pending"]
            seat.hint()
            server.obey()
        asked = provider.completions

    assert asked
    sent = collector.bodies
    assert len(asked) == sent.count(b"chat scripted")
    assert all(word in sent for word in (b"gen_ai.usage.input_tokens", b"misstep.call", b"near"))
    words = (b"canary-learner", WRONG.encode(), asked[0].said("user")[:40].encode())
    assert not [word for word in words if word in sent]
