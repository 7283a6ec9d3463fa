"""
Metrics: counts of what happens to hints, in the text format of Prometheus.

Names and labels come from closed lists of ours and from the operator's own routes:
nothing of a learner, a tenant or an item is among them. A registry of one's own, so
that two services in a process do not share their counts.
"""

from typing import Final

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)

from hints.hint import Hint
from hints.job import JobOutcome

__all__ = ["MEDIA_TYPE", "Metrics"]

MEDIA_TYPE: Final = "text/plain; version=0.0.4"
SECONDS: Final = (0.01, 0.025, 0.06, 0.1, 0.25, 0.5, 1, 1.5, 2.2, 3, 4, 6, 8)
"""Bounds of the histogram: the goals from a cache (0.06) and from models (2.2) are among them."""

# When each series began would be twice the lines, and is nobody's question.
disable_created_metrics()  # type: ignore[no-untyped-call]  # it takes and gives nothing


class Metrics:
    """Keeps the contract `api.hinting.noting.Notes`."""

    def __init__(self) -> None:
        self._registry = registry = CollectorRegistry()
        self._first = Counter(
            "misstep_first_help", "Help given with replies", ("source", "specificity"), registry=registry
        )
        self._better = Counter(
            "misstep_better_hints",
            "Better words shown after replies",
            ("source", "specificity", "level"),
            registry=registry,
        )
        self._jobs = Counter("misstep_hint_jobs", "Hint jobs by how they ended", ("reason",), registry=registry)
        self._withheld = Counter(
            "misstep_hints_withheld", "Better words that were found and not shown", ("why",), registry=registry
        )
        self._refusals = Counter(
            "misstep_hint_refusals", "What guards and checks refused, by code", ("code",), registry=registry
        )
        self._cache = Counter(
            "misstep_hint_cache", "Jobs by the level of the cache that knew", ("level",), registry=registry
        )
        self._calls = Counter(
            "misstep_route_calls", "Questions to models by route and outcome", ("route", "outcome"), registry=registry
        )
        self._up = Gauge(
            "misstep_route_up", "Whether a route's last question had a reply", ("route",), registry=registry
        )
        self._tokens = Counter("misstep_hint_tokens", "Tokens paid for", ("kind",), registry=registry)
        self._dollars = Counter("misstep_hint_dollars", "US dollars spent on hints", registry=registry)
        self._seconds = Histogram(
            "misstep_hint_seconds",
            "From an answer to the end of its hint job",
            ("reason",),
            buckets=SECONDS,
            registry=registry,
        )
        self._open = Gauge("misstep_hint_jobs_open", "Hint jobs under way", registry=registry)

    def first_help(self, hint: Hint) -> None:
        """
        Count the help that came with a reply.
        """
        self._first.labels(hint.source.value, hint.specificity.value).inc()

    def ended(self, outcome: JobOutcome, shown: Hint | None, withheld: str | None, *, seconds: float) -> None:
        """
        Count how a job ended.
        """
        self._jobs.labels(outcome.reason.value).inc()
        self._seconds.labels(outcome.reason.value).observe(seconds)
        if shown is not None:
            level = outcome.level or "none"
            self._better.labels(shown.source.value, shown.specificity.value, level).inc()
        if withheld is not None:
            self._withheld.labels(withheld).inc()
        if outcome.trace is not None or outcome.level is not None:
            self._cache.labels(outcome.level or "none").inc()
        for code in outcome.codes:
            self._refusals.labels(code).inc()
        if outcome.trace is not None:
            for call in outcome.trace.calls:
                route = call.route or "none"
                self._calls.labels(route, call.outcome).inc()
                self._up.labels(route).set(call.outcome == "reply")
        usage = outcome.spent.usage
        for kind, count in (
            ("prompt", usage.prompt - usage.cached),
            ("cached", usage.cached),
            ("completion", usage.completion),
        ):
            self._tokens.labels(kind).inc(max(0, count))
        self._dollars.inc(outcome.spent.microdollars / 1_000_000)

    def open_jobs(self, count: int) -> None:
        """
        Note how many jobs are under way.
        """
        self._open.set(count)

    def text(self) -> bytes:
        """
        Return all of it as text.
        """
        return generate_latest(self._registry)
