"""What the counts of hints promise."""

from api.metrics import Metrics
from hints.hint import Hint, HintSource, Specificity
from hints.job import JobOutcome, OutcomeReason, Spent
from hints.routes.model import Usage
from hints.trace import Trace, TracedCall

HINT = Hint(text="very private words", source=HintSource.MODEL, specificity=Specificity.MISTAKE, language="en")


def counted(metrics: Metrics) -> dict[str, float]:
    """
    Read the counts that are not zero, but for times.
    """
    lines = [line.rpartition(" ") for line in metrics.text().decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines if float(value) and "_seconds" not in name}


def test_what_happens_to_hints_is_counted() -> None:
    """
    By source, specificity and level, by reason and refusal, with calls, tokens and money.
    """
    metrics = Metrics()
    calls = (
        TracedCall(call="misconception", outcome="reply", route="near", model="small"),
        TracedCall(call="tutor", outcome="timeout", route="far", model="large"),
    )
    metrics.first_help(HINT)
    metrics.open_jobs(3)
    metrics.ended(
        JobOutcome(
            id="a",
            reason=OutcomeReason.BETTER,
            hint=HINT,
            codes=("leak",),
            spent=Spent(calls=2, usage=Usage(prompt=100, cached=40, completion=9), microdollars=2_500_000),
            trace=Trace(recipe="r", calls=calls),
        ),
        HINT,
        None,
        seconds=0.5,
    )
    metrics.ended(JobOutcome(id="b", reason=OutcomeReason.BETTER, level="exact"), None, "moved_on", seconds=0.01)
    metrics.ended(JobOutcome(id="", reason=OutcomeReason.SHED), None, None, seconds=0)

    assert {
        'misstep_first_help_total{source="model",specificity="mistake"}': 1,
        'misstep_better_hints_total{level="none",source="model",specificity="mistake"}': 1,
        'misstep_hint_jobs_total{reason="better"}': 2,
        'misstep_hint_jobs_total{reason="shed"}': 1,
        'misstep_hints_withheld_total{why="moved_on"}': 1,
        'misstep_hint_refusals_total{code="leak"}': 1,
        'misstep_hint_cache_total{level="none"}': 1,
        'misstep_hint_cache_total{level="exact"}': 1,
        'misstep_route_calls_total{outcome="reply",route="near"}': 1,
        'misstep_route_calls_total{outcome="timeout",route="far"}': 1,
        'misstep_route_up{route="near"}': 1,
        'misstep_hint_tokens_total{kind="prompt"}': 60,
        'misstep_hint_tokens_total{kind="cached"}': 40,
        'misstep_hint_tokens_total{kind="completion"}': 9,
        "misstep_hint_dollars_total": 2.5,
        "misstep_hint_jobs_open": 3,
    } == counted(metrics)
    assert b"private" not in metrics.text()


def test_two_services_do_not_share_their_counts() -> None:
    """
    Each has a registry of its own.
    """
    one, other = Metrics(), Metrics()
    one.open_jobs(5)

    assert {} == counted(other)
