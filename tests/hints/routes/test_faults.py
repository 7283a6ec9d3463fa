"""What routes make of each way in which providers fail: one value with a reason, in time, and nothing leaks."""

import dataclasses

import msgspec
import pytest

from hints.routes.model import CallFailed, Completion, FailureReason
from hints.routes.route import Patience, Routes
from tests.hints.routes.asking import ENVIRON, WELL, ask, request, route_to
from tests.provider.behaviour import (
    Answer,
    Behaviour,
    Body,
    Choices,
    Cut,
    Drip,
    Echo,
    Hang,
    Huge,
    Knowing,
    MidStreamError,
    Refuse,
    html,
    limited,
    server_error,
)
from tests.provider.provider import Provider, closed_port

ONCE = Patience(attempts=1, first_wait=0.01)


@dataclasses.dataclass(frozen=True)
class Case:
    """A behaviour, and the reason it ends with."""

    name: str
    behaviour: Behaviour
    reason: FailureReason
    seconds: float = 5.0
    slow_seconds: float = 4.0


CASES = [
    Case("reset", Refuse(), FailureReason.UNREACHABLE),
    Case("hang", Hang(), FailureReason.TIMEOUT, seconds=0.05, slow_seconds=0.05),
    Case("drip", Drip(every_ms=10), FailureReason.TIMEOUT, seconds=0.1, slow_seconds=0.1),
    Case("HTML", html(), FailureReason.BROKEN),
    Case("HTML error", html(502), FailureReason.PROVIDER),
    Case("HTML 403", html(403), FailureReason.REFUSED),
    Case("no JSON", Body(text='{"choices": [{'), FailureReason.BROKEN),
    Case("other JSON", Body(text="[1, 2]"), FailureReason.BROKEN),
    Case("JSON of wrong types", Body(text='{"choices": [{"message": "hello"}]}'), FailureReason.BROKEN),
    Case("deep JSON", Body(text='{"choices": ' + "[" * 50_000), FailureReason.BROKEN),
    Case("no UTF-8", Body(text='{"choices": "\udcff"}'), FailureReason.BROKEN),
    Case("nothing", Body(text=""), FailureReason.BROKEN),
    Case("204", Body(status=204, text=""), FailureReason.BROKEN),
    Case("empty choices", Choices(of="empty"), FailureReason.BROKEN),
    Case("null choices", Choices(of="null"), FailureReason.BROKEN),
    Case("missing choices", Choices(of="missing"), FailureReason.BROKEN),
    Case("no message", Choices(of="no_message"), FailureReason.BROKEN),
    Case("null content", Choices(of="null_content"), FailureReason.BROKEN),
    Case("10 MB", Huge(), FailureReason.BROKEN),
    Case("10 MB packed", Huge(encoding="gzip"), FailureReason.BROKEN),
    Case("cut", Cut(), FailureReason.BROKEN),
    Case("error with status 200", MidStreamError(), FailureReason.PROVIDER),
    Case("429", limited(None), FailureReason.LIMITED),
    Case("500", server_error(), FailureReason.PROVIDER),
    Case("529", server_error(529), FailureReason.PROVIDER),
    Case("401", Body(status=401, text='{"error": {"code": "invalid_api_key"}}'), FailureReason.REFUSED),
    Case("404", Body(status=404, text='{"error": {"message": "no such model"}}'), FailureReason.REFUSED),
    Case("413", Body(status=413, text="too large", kind="text/plain"), FailureReason.REFUSED),
    Case("302", Body(status=302, headers=(("Location", "http://127.0.0.1:1/"),)), FailureReason.BROKEN),
    Case("length", Answer(text=WELL, finish="length"), FailureReason.TOO_LONG),
    Case("content filter", Answer(text=WELL, finish="content_filter"), FailureReason.FILTERED),
    Case("filtered question", Body(status=400, text='{"error": {"code": "content_filter"}}'), FailureReason.FILTERED),
    Case("refusal", Answer(refusal="I will not."), FailureReason.FILTERED),
    Case("tool call", Answer(text=WELL, finish="tool_calls"), FailureReason.BROKEN),
    Case("wrong schema", Answer(text='{"hint": "x"}'), FailureReason.SCHEMA),
    Case("words", Answer(text="Let me think about it."), FailureReason.SCHEMA),
    Case("echo", Echo(), FailureReason.SCHEMA),
    Case("endless text", Answer(text=" " * 150_000), FailureReason.SCHEMA),
    Case("no surrogate", Answer(text=WELL.replace("line", "\\ud800")), FailureReason.SCHEMA),
]
STREAMED = {"endless text": FailureReason.BROKEN}
"""What ends otherwise in a stream, whose events are larger than their text."""


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
@pytest.mark.parametrize("transfer", ["whole", "stream"])
def test_each_fault_ends_in_one_value_in_time(case: Case, transfer: str) -> None:
    """No exception leaves the routes, nothing is taken for a reply, and the sentence quotes neither key nor prompt."""
    with Provider(then=case.behaviour, responder=lambda _: WELL) as provider:
        route = route_to(provider, seconds=case.seconds, slow_seconds=case.slow_seconds, transfer=transfer)
        outcome = ask(Routes(routes=(route,), patience=ONCE))

    assert isinstance(outcome, CallFailed), outcome
    reason = STREAMED.get(case.name, case.reason) if transfer == "stream" else case.reason
    assert reason is outcome.reason, outcome
    assert outcome.attempts >= 1
    assert outcome.sentence.startswith("main: ")
    said = repr(outcome)
    assert not [secret for secret in (*ENVIRON.values(), "The learner wrote", "Look at") if secret in said]


@pytest.mark.parametrize("transfer", ["whole", "stream"])
def test_a_reply_that_is_reset_is_none(transfer: str) -> None:
    """What the system still hands out of it, and so the reason, is a matter of chance; that it has failed is not."""
    with Provider(then=Cut(how="reset"), responder=lambda _: WELL) as provider:
        outcome = ask(Routes(routes=(route_to(provider, transfer=transfer),), patience=ONCE))

    assert isinstance(outcome, CallFailed)
    assert outcome.reason in {FailureReason.BROKEN, FailureReason.UNREACHABLE}
    assert outcome.microdollars > 0


def test_a_refused_connection_is_unreachable() -> None:
    """Nobody listens: nothing was sent, and nothing is paid."""
    with closed_port() as port:
        outcome = ask(Routes(routes=(route_to(port),), patience=ONCE))

    assert isinstance(outcome, CallFailed)
    assert (FailureReason.UNREACHABLE, 0) == (outcome.reason, outcome.microdollars)


@pytest.mark.parametrize("transfer", ["whole", "stream"])
def test_a_good_reply_is_taken_over_with_its_model_and_its_cost(transfer: str) -> None:
    """Text, identity, usage, and money rounded up from the price."""
    with Provider(responder=lambda _: WELL) as provider:
        outcome = ask(route_to(provider, transfer=transfer))

    assert isinstance(outcome, Completion), outcome
    assert WELL == outcome.text
    assert ("main", "scripted", "fp_scripted", 1) == (
        outcome.route,
        outcome.model,
        outcome.fingerprint,
        outcome.attempts,
    )
    assert outcome.usage.completion == -(-len(WELL) // 4)
    assert outcome.microdollars == 2 * outcome.usage.prompt + 8 * outcome.usage.completion


@pytest.mark.parametrize("usage", ["missing", "null"])
@pytest.mark.parametrize("transfer", ["whole", "stream"])
def test_what_is_not_counted_is_not_free(usage: str, transfer: str) -> None:
    """Where a server counts no tokens, more are taken to be paid for than there can be."""
    with Provider(then=Answer(text=WELL, usage="missing" if usage == "missing" else "null")) as provider:
        outcome = ask(route_to(provider, transfer=transfer))

    assert isinstance(outcome, Completion)
    asked = request()
    assert outcome.usage.completion >= len(WELL) // 2
    assert outcome.usage.prompt >= (len(asked.system) + len(asked.user)) // 2
    assert outcome.microdollars >= 2 * outcome.usage.prompt + 8 * outcome.usage.completion


@pytest.mark.parametrize("retry_after", ["0", None, "soon", "-3", "1e3", "Thu, 01 Jan 1970 00:00:00 GMT"])
def test_a_limit_that_asks_for_no_rest_is_tried_again_in_a_moment(retry_after: str | None) -> None:
    """Zero, nothing, nonsense and a date that has passed."""
    with Provider([limited(retry_after)], responder=lambda _: WELL) as provider:
        outcome = ask(route_to(provider))

    assert isinstance(outcome, Completion), outcome
    assert 2 == outcome.attempts


@pytest.mark.parametrize("retry_after", ["30", "1000000000", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_limit_that_asks_for_more_than_there_is_ends_at_once(retry_after: str) -> None:
    """Nobody waits for a moment after the deadline."""
    with Provider(then=limited(retry_after)) as provider:
        outcome = ask(route_to(provider), seconds=20)

    assert isinstance(outcome, CallFailed)
    assert (FailureReason.LIMITED, 1) == (outcome.reason, outcome.attempts)
    assert outcome.milliseconds < 10_000


@pytest.mark.parametrize("first", [server_error(), server_error(503), html(), Refuse(), Cut(), Choices(of="null")])
def test_a_hiccup_is_tried_again(first: Behaviour) -> None:
    """An error, then a reply."""
    with Provider([first], responder=lambda _: WELL) as provider:
        outcome = ask(route_to(provider))

    assert isinstance(outcome, Completion), outcome
    assert 2 == outcome.attempts


@pytest.mark.parametrize("formats", [("json_object",), ()])
@pytest.mark.parametrize("status", [400, 422, 500])
def test_a_server_that_knows_no_schemas_is_asked_less_firmly(formats: tuple[str, ...], status: int) -> None:
    """One rung down each time, with the schema in the prompt, and the route stays closed."""
    with Provider(then=Knowing(formats=formats, status=status, then=Answer(text=WELL, wrap="fenced"))) as provider:
        outcome = ask(route_to(provider))
        asked = provider.completions

    assert isinstance(outcome, Completion), outcome
    assert WELL == outcome.text
    assert 3 - len(formats) == len(asked)
    assert asked[0].schema is not None
    assert '"claims"' not in asked[0].said("system")
    assert '"claims"' in asked[-1].said("system")


def test_a_server_that_keeps_no_schema_gets_it_in_the_prompt() -> None:
    """Some accept a response format and ignore it."""
    with Provider([Answer(text="Sure!")], responder=lambda _: WELL) as provider:
        outcome = ask(route_to(provider))
        asked = provider.completions

    assert isinstance(outcome, Completion), outcome
    assert [True, False] == [one.schema is not None for one in asked]
    assert '"claims"' in asked[1].said("system")


def test_a_redirect_is_not_followed() -> None:
    """Neither the key nor the question goes to where a reply points."""
    with Provider(responder=lambda _: WELL) as other:
        location = (("Location", f"{other.base_url}/chat/completions"),)
        with Provider(then=Body(status=307, headers=location)) as provider:
            outcome = ask(route_to(provider))

        assert isinstance(outcome, CallFailed)
        assert FailureReason.BROKEN is outcome.reason
        assert not other.asked


def test_the_deadline_stands_over_everything() -> None:
    """A hanging provider, more attempts and a longer limit of its own: the question ends when it has to."""
    with Provider(then=Hang()) as provider:
        outcome = ask(route_to(provider, seconds=60.0, slow_seconds=50.0), seconds=0.05)

    assert isinstance(outcome, CallFailed)
    assert (FailureReason.TIMEOUT, 1) == (outcome.reason, outcome.attempts)
    assert outcome.microdollars > 0, "what was sent may have to be paid for"


@pytest.mark.parametrize(
    "usage",
    [
        '{"prompt_tokens": -5, "completion_tokens": 10}',
        '{"prompt_tokens": "5", "completion_tokens": 10}',
        '{"prompt_tokens": 1.5, "completion_tokens": 10}',
        '{"prompt_tokens": 5}',
        '{"prompt_tokens": 0, "completion_tokens": 0}',
        '{"prompt_tokens": 10000000000000, "completion_tokens": 1}',
        "[]",
        "7",
    ],
)
@pytest.mark.parametrize("transfer", ["whole", "stream"])
def test_a_count_that_cannot_be_meant_is_none(usage: str, transfer: str) -> None:
    """The reply counts all the same, and is paid for by its bytes."""
    said = f'{{"content": {msgspec.json.encode(WELL).decode()}}}'
    choice = f'{{"message": {said}, "delta": {said}, "finish_reason": "stop"}}'
    body = f'{{"choices": [{choice}], "model": 5, "system_fingerprint": {{}}, "usage": {usage}}}'
    events = Body(text=f"data: {body}\n\ndata: [DONE]\n\n", kind="text/event-stream")
    with Provider(then=events if transfer == "stream" else Body(text=body)) as provider:
        outcome = ask(route_to(provider, transfer=transfer))

    assert isinstance(outcome, Completion), outcome
    assert outcome.usage.completion >= len(WELL) // 2
    assert 0 < outcome.microdollars < 10_000
    assert ("scripted", None) == (outcome.model, outcome.fingerprint)


@pytest.mark.parametrize(
    ("details", "cached"),
    [('{"cached_tokens": 4}', 4), ('{"cached_tokens": 40}', 5), ('"none"', 0), ("null", 0), ("{}", 0)],
)
@pytest.mark.parametrize("transfer", ["whole", "stream"])
def test_what_a_provider_had_before_is_cheaper(details: str, cached: int, transfer: str) -> None:
    """Where it says so, and never more of it than there was."""
    said = f'{{"content": {msgspec.json.encode(WELL).decode()}}}'
    usage = f'{{"prompt_tokens": 5, "completion_tokens": 1, "prompt_tokens_details": {details}}}'
    body = f'{{"choices": [{{"message": {said}, "delta": {said}, "finish_reason": "stop"}}], "usage": {usage}}}'
    events = Body(text=f"data: {body}\n\ndata: [DONE]\n\n", kind="text/event-stream")
    with Provider(then=events if transfer == "stream" else Body(text=body)) as provider:
        outcome = ask(route_to(provider, transfer=transfer))

    assert isinstance(outcome, Completion), outcome
    assert (5, 1, cached) == (outcome.usage.prompt, outcome.usage.completion, outcome.usage.cached)
    assert -(-cached // 2) + 2 * (5 - cached) + 8 == outcome.microdollars
