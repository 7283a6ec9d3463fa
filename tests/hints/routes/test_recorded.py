"""What models without a network promise: nobody answers, or exactly what was recorded does."""

import asyncio
from pathlib import Path

import msgspec

from hints.routes.model import CallFailed, Completion, FailureReason, ModelRequest
from hints.routes.recorded import (
    BadRecording,
    Entry,
    NoModels,
    Recorded,
    Recording,
    read_recording,
    recording_lines,
    request_hash,
    secrets_of,
)
from hints.routes.route import Patience, Routes
from tests.hints.routes.asking import ENVIRON, SCHEMA, WELL, asking, request, route_to
from tests.provider.behaviour import Answer, server_error
from tests.provider.provider import Provider


class Saying:
    """Models that say one thing."""

    def __init__(self, text: str) -> None:
        self.text = text

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion | CallFailed:
        """Say it."""
        del request, seconds
        return Completion(text=self.text, route="r", model="m")


def test_nobody_answers() -> None:
    """The baseline is a value like any other failure."""
    outcome = asyncio.run(NoModels().ask(request(), seconds=1))

    assert isinstance(outcome, CallFailed)
    assert FailureReason.NO_ROUTE is outcome.reason


def test_what_was_recorded_over_the_network_comes_back_without_it(tmp_path: Path) -> None:
    """Replies and failures, in their order, with routes, models, tokens and money."""
    path = tmp_path / "recording.jsonl"
    with Provider([Answer(text=WELL), server_error(), Answer(text=WELL.replace("second", "third"))]) as provider:
        routes = Routes(routes=(route_to(provider),), patience=Patience(attempts=1))

        async def record(models: object) -> list[Completion | CallFailed]:
            recording = Recording(models, withheld=ENVIRON.values())  # type: ignore[arg-type]
            came = [await recording.ask(request(), seconds=5) for _ in range(3)]
            path.write_bytes(b"".join(recording_lines(recording.entries)))
            return came

        came = asking(routes, record)

    entries = read_recording(path)
    assert not isinstance(entries, BadRecording)
    played = Recorded(entries)

    async def play() -> list[Completion | CallFailed]:
        return [await played.ask(request(), seconds=5) for _ in range(4)]

    assert [*came, came[-1]] == asyncio.run(play())
    assert [True, False, True] == [isinstance(one, Completion) for one in came]


def test_another_question_was_not_recorded() -> None:
    """Any change of what a model reads is another question; layout is none."""
    recording = Recording(Saying(WELL))
    asyncio.run(recording.ask(request(), seconds=1))
    played = Recorded(recording.entries)
    other = asyncio.run(played.ask(request(user="Something else."), seconds=1))
    spaced = msgspec.structs.replace(request(), schema=msgspec.Raw(msgspec.json.format(msgspec.json.encode(SCHEMA))))
    fields = {"call": "single", "system": "S", "user": "U", "schema_name": "n", "max_tokens": 9, "temperature": 0.5}

    assert isinstance(other, CallFailed)
    assert FailureReason.NO_ROUTE is other.reason
    assert request_hash(request()) == request_hash(spaced)
    assert len(fields) + 1 == len(
        {
            request_hash(request()),
            *(request_hash(msgspec.structs.replace(request(), **{k: v})) for k, v in fields.items()),
        }
    )


def test_no_secret_and_no_question_is_written_down() -> None:
    """Neither a key of a route, nor what looks like one of somebody's, nor what was asked."""
    looks = "sk-" + "a1B2" * 8
    recording = Recording(Saying(f'{{"hint":"{ENVIRON["A_KEY"]} {looks}"}}'), withheld=ENVIRON.values())
    asyncio.run(recording.ask(request(), seconds=1))
    written = b"".join(recording_lines(recording.entries)).decode()

    assert "[secret] [secret]" in written
    assert not [word for word in (ENVIRON["A_KEY"], looks, "The learner wrote", "You give a hint") if word in written]


def test_all_secrets_of_routes_are_withheld() -> None:
    """Keys and secret headers, as far as they are set."""
    routes = Routes(
        routes=(route_to(1, secret_headers={"X-Gateway": "A_GATEWAY", "X-Other": "ABSENT"}), route_to(1, key=None))
    )

    assert tuple(ENVIRON.values()) == secrets_of(routes, ENVIRON)


def test_a_recording_that_cannot_be_read_is_refused_with_its_line(tmp_path: Path) -> None:
    """A broken line, and a file that is not there."""
    path = tmp_path / "recording.jsonl"
    line = b'{"request": "aa", "call": "tutor"}\n'
    path.write_bytes(line + b"{broken\n")

    broken, absent = read_recording(path), read_recording(tmp_path / "absent")

    assert isinstance(broken, BadRecording)
    assert f"{path}:2" in broken.sentence
    assert isinstance(absent, BadRecording)
    empty = asyncio.run(Recorded([msgspec.json.decode(line, type=Entry)]).ask(request(), seconds=1))
    assert isinstance(empty, CallFailed)
