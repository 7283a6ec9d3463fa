"""What the scripted provider promises to whoever tests against it: each behaviour as bytes on a socket."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

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
    Script,
    html,
    limited,
    server_error,
)
from tests.provider.provider import Provider, closed_port

SCHEMA = {
    "type": "object",
    "properties": {"hint": {"type": "string"}, "step": {"type": "integer"}, "move": {"enum": ["recall", "estimate"]}},
    "required": ["hint", "step", "move"],
    "additionalProperties": False,
}


def ask(provider: Provider, *, timeout: float = 10, **more: object) -> httpx.Response:
    """
    Ask for a completion.
    """
    body = {"model": "m", "messages": [{"role": "user", "content": "seven"}], **more}
    return httpx.post(f"{provider.base_url}/chat/completions", json=body, timeout=timeout)


def structured() -> dict[str, Any]:
    """
    Make the response format for the schema of this file.
    """
    return {"type": "json_schema", "json_schema": {"name": "hint", "schema": SCHEMA, "strict": True}}


def test_a_reply_keeps_the_schema_that_was_sent_and_counts_its_tokens() -> None:
    """Structured output, usage and fingerprint are where the wire format has them."""
    with Provider() as provider:
        reply = ask(provider, response_format=structured()).json()

    assert {"hint": "words", "step": 1, "move": "recall"} == json.loads(reply["choices"][0]["message"]["content"])
    assert "stop" == reply["choices"][0]["finish_reason"]
    assert reply["usage"]["total_tokens"] == reply["usage"]["prompt_tokens"] + reply["usage"]["completion_tokens"]
    assert ("m", "fp_scripted") == (reply["model"], reply["system_fingerprint"])


def test_a_stream_carries_the_same_text_its_finish_and_its_usage() -> None:
    """Pieces, the finish reason, the usage where it was asked for, and the last line."""
    with Provider() as provider:
        text = ask(provider, stream=True, stream_options={"include_usage": True}, response_format=structured()).text

    events = [line.removeprefix("data: ") for line in text.splitlines() if line]
    chunks = [json.loads(event) for event in events[:-1]]
    said = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks if chunk["choices"])
    assert "[DONE]" == events[-1]
    assert "stop" == chunks[-2]["choices"][0]["finish_reason"]
    assert chunks[-1]["usage"]["completion_tokens"] > 0
    assert {"hint": "words", "step": 1, "move": "recall"} == json.loads(said)


def test_it_does_as_the_script_says_request_by_request() -> None:
    """Behaviours in order, then what comes after."""
    script: list[Behaviour] = [server_error(), limited("30"), html(), Answer(text="hello", model="other")]
    with Provider(script, then=Choices(of="null")) as provider:
        replies = [ask(provider) for _ in range(5)]

    assert [500, 429, 200, 200, 200] == [reply.status_code for reply in replies]
    assert "30" == replies[1].headers["retry-after"]
    assert replies[2].headers["content-type"] == "text/html"
    assert ("hello", "other") == (replies[3].json()["choices"][0]["message"]["content"], replies[3].json()["model"])
    assert replies[4].json()["choices"] is None


def test_what_a_client_sent_is_kept_byte_by_byte() -> None:
    """Headers, words and pictures, to look for what must not go out."""
    picture = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    with Provider() as provider:
        ask(provider, messages=[{"role": "user", "content": [{"type": "text", "text": "look, Zoë"}, picture]}])
        asked = provider.completions[0]

        assert "look, Zoë" == asked.said("user")
        assert ["data:image/png;base64,AAAA"] == asked.pictures
        assert b"POST /v1/chat/completions" in provider.sent
        assert b"user-agent: python-httpx" in provider.sent.lower()


@pytest.mark.parametrize("streamed", [False, True])
def test_some_behaviours_end_the_connection(streamed: bool) -> None:
    """A reset and a cut reply are errors of the connection; a stream cut cleanly looks complete but for its end."""
    with Provider([Refuse(), Cut(), Cut(how="reset")]) as provider:
        with pytest.raises(httpx.ReadError):
            ask(provider, stream=streamed)
        if streamed:
            assert "[DONE]" not in ask(provider, stream=True).text
        else:
            with pytest.raises(httpx.RemoteProtocolError):
                ask(provider)
        with pytest.raises(httpx.TransportError):
            ask(provider, stream=streamed)


def test_a_hanging_request_is_let_go_when_its_client_leaves() -> None:
    """Nothing is said, and after the client's own time-out nothing is under way any more."""
    with Provider([Hang()]) as provider:
        with pytest.raises(httpx.ReadTimeout):
            ask(provider, timeout=0.05)
        assert 200 == ask(provider).status_code
        assert 1 <= provider.most_open <= 2


def test_it_drips_it_swells_and_it_fails_in_the_middle() -> None:
    """One byte at a time, megabytes packed and unpacked, an error after some text."""
    script = [Drip(every_ms=0, text="slow"), Huge(), Huge(encoding="gzip"), MidStreamError(), MidStreamError()]
    with Provider(script) as provider:
        assert "slow" == ask(provider).json()["choices"][0]["message"]["content"]
        assert len(ask(provider).content) > 10_000_000
        assert len(ask(provider).content) > 10_000_000
        assert "overloaded" in ask(provider, stream=True).text
        assert "overloaded" == ask(provider).json()["error"]["code"]


def test_a_server_may_not_know_structured_output() -> None:
    """It says so with a 400, and answers when asked for less."""
    with Provider(then=Knowing(formats=("json_object",))) as provider:
        refused = ask(provider, response_format=structured())
        taken = ask(provider, response_format={"type": "json_object"})

    assert (400, 200) == (refused.status_code, taken.status_code)
    assert "response_format" in refused.json()["error"]["message"]


def test_models_may_misbehave() -> None:
    """Fences, refusals, cut replies, echoes, missing usage."""
    script = [Answer(wrap="fenced"), Answer(refusal="No."), Answer(text="abcdef", finish="length"), Echo()]
    with Provider(script, then=Answer(usage="missing")) as provider:
        fenced, refused, cut, echoed, unpaid = (ask(provider).json() for _ in range(5))

    assert "```json" in fenced["choices"][0]["message"]["content"]
    assert (None, "No.") == (refused["choices"][0]["message"]["content"], refused["choices"][0]["message"]["refusal"])
    assert ("abc", "length") == (cut["choices"][0]["message"]["content"], cut["choices"][0]["finish_reason"])
    assert "seven" == echoed["choices"][0]["message"]["content"]
    assert "usage" not in unpaid


def test_nobody_listens_on_a_closed_port() -> None:
    """A connection there is refused."""
    with closed_port() as port, pytest.raises(httpx.ConnectError):
        httpx.get(f"http://127.0.0.1:{port}/v1/models")


def test_models_are_listed_and_nothing_else_is_there() -> None:
    """The list of models, and a 404 elsewhere."""
    with Provider(models=("a", "b")) as provider:
        listed = httpx.get(f"{provider.base_url}/models").json()
        absent = httpx.get(f"{provider.base_url}/embeddings")

    assert ["a", "b"] == [model["id"] for model in listed["data"]]
    assert 404 == absent.status_code


def test_it_runs_by_command_with_a_script_of_a_file(tmp_path: Path) -> None:
    """`python -m tests.provider --script FILE` prints its address and does as the file says."""
    script = Script(requests=(Answer(text="first"),), then=Body(status=503))
    path = tmp_path / "script.json"
    path.write_bytes(msgspec.json.encode(script))
    command = [sys.executable, "-m", "tests.provider", "--script", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            body = {"model": "m", "messages": []}
            replies = [httpx.post(f"{url}/chat/completions", json=body, timeout=30) for _ in range(2)]
        finally:
            process.terminate()

    assert "first" == replies[0].json()["choices"][0]["message"]["content"]
    assert 503 == replies[1].status_code
