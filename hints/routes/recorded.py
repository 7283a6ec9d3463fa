"""
Models that need no network: nobody at all, a recording that is played back, and what makes one.

A recording is JSON lines: the hash of a question and what came of it. Questions
are not in it, so neither is anything of a learner. Played back, the same
question asked again gets the next recorded reply to it, the last one for ever.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from hints.routes.model import CallFailed, CallName, Completion, FailureReason, ModelRequest, Models
from hints.routes.route import Routes

__all__ = [
    "BadRecording",
    "Entry",
    "NoModels",
    "Recorded",
    "Recording",
    "read_recording",
    "recording_lines",
    "request_hash",
    "secrets_of",
]

SECRET_SHAPE = re.compile(r"\b(?:sk|pk|rk|ghp|xox[abp]|AKIA|AIza|eyJ)[A-Za-z0-9_-]{16,}")
"""What keys of well-known makers look like; a reply has no reason to hold one."""
STRIPPED = "[secret]"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """
    What came of one question.

    Attributes
    ----------
    request
        The hash of the question.
    call
        Which call it was, for whoever reads the file.
    completion, failure
        One of both.
    """

    request: str
    call: CallName
    completion: Completion | None = None
    failure: CallFailed | None = None


class BadRecording(msgspec.Struct, frozen=True):
    """A recording that cannot be read, and where."""

    sentence: str


class NoModels:
    """Nobody can be asked: the baseline in which computation says everything."""

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion | CallFailed:
        """Say that nobody is there."""
        del request, seconds
        return CallFailed(reason=FailureReason.NO_ROUTE, sentence="no model is asked")


class Recorded:
    """A recording, played back."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries: dict[str, list[Entry]] = {}
        for entry in entries:
            self._entries.setdefault(entry.request, []).append(entry)

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion | CallFailed:
        """Return what was recorded of this question, in the order in which it was."""
        del seconds
        entries = self._entries.get(request_hash(request))
        if entries is None:
            return CallFailed(reason=FailureReason.NO_ROUTE, sentence="this question was not recorded")
        entry = entries.pop(0) if len(entries) > 1 else entries[0]
        return entry.completion or entry.failure or CallFailed(reason=FailureReason.BROKEN, sentence="an empty entry")


def secrets_of(routes: Routes, environ: Mapping[str, str]) -> tuple[str, ...]:
    """
    Return the values of all keys and secret headers of routes.
    """
    names = [
        name for route in routes.routes for name in (route.key, *route.secret_headers.values()) if name is not None
    ]
    return tuple(environ[name] for name in names if environ.get(name))


class Recording:
    """
    Models that are asked, and what comes of it kept.

    Parameters
    ----------
    models
        Who is really asked.
    withheld
        Values that must not be written down, like the keys of routes.
    """

    def __init__(self, models: Models, *, withheld: Iterable[str] = ()) -> None:
        self._models = models
        self._withheld = tuple(secret for secret in withheld if secret)
        self.entries: list[Entry] = []

    async def ask(self, request: ModelRequest, *, seconds: float) -> Completion | CallFailed:
        """Ask, and keep what came."""
        came = await self._models.ask(request, seconds=seconds)
        key = request_hash(request)
        match came:
            case Completion():
                kept = msgspec.structs.replace(came, text=self._stripped(came.text))
                self.entries.append(Entry(request=key, call=request.call, completion=kept))
            case CallFailed():
                failed = msgspec.structs.replace(came, sentence=self._stripped(came.sentence))
                self.entries.append(Entry(request=key, call=request.call, failure=failed))
        return came

    def _stripped(self, text: str) -> str:
        for secret in self._withheld:
            text = text.replace(secret, STRIPPED)
        return SECRET_SHAPE.sub(STRIPPED, text)


def request_hash(request: ModelRequest) -> str:
    """
    Hash a question: all that reaches a model, however its schema is laid out.
    """
    # Decoded and written with sorted keys: spaces and the order of fields are no other question.
    schema = msgspec.json.encode(msgspec.json.decode(request.schema), order="sorted")
    whole = msgspec.structs.replace(request, schema=msgspec.Raw(schema))
    return hashlib.sha256(msgspec.json.encode(whole, order="sorted")).hexdigest()


def recording_lines(entries: Iterable[Entry]) -> Iterator[bytes]:
    """
    Write a recording, a line an entry.
    """
    for entry in entries:
        yield msgspec.json.encode(entry, order="deterministic") + b"\n"


def read_recording(path: Path) -> tuple[Entry, ...] | BadRecording:
    """
    Read a recording.
    """
    entries = []
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(lines, start=1):
                try:
                    entries.append(msgspec.json.decode(line, type=Entry))
                except (msgspec.MsgspecError, UnicodeDecodeError) as error:
                    return BadRecording(f"{path}:{number}: {error}.")
    except OSError as error:
        return BadRecording(f"{path} cannot be read: {error.strerror}.")
    return tuple(entries)
