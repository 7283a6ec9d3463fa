"""
Models: which learner model is in force.

The one of the latest `ModelFitted`, else the one that is shipped. A refit is an
event, so that a replay folds with what served; snapshots folded with another
model are folded anew when they are next asked for. Who may install one, and
from which file, is decided outside.
"""

from typing import Final

from mastery.model import DEFAULT_MODEL, Model
from practice.events import ModelFitted
from practice.ids import StreamId
from practice.record.contract import AppendOutcome, Reads, Record
from practice.wire import decode, encode

__all__ = ["STREAM", "fitted_in_force", "install", "model_in_force"]

STREAM: Final = StreamId("model/server")


def fitted_in_force(record: Reads) -> ModelFitted | None:
    """
    Find the latest refit; None where there was none.

    Raises
    ------
    UnreadableEvent
        If a newer version of this program wrote it.
    """
    version = record.load(STREAM).stream_version
    if not version:
        return None
    (latest,) = record.read(STREAM, after=version - 1, limit=1)
    event = decode(latest.event)
    if not isinstance(event, ModelFitted):
        message = f"the stream {STREAM} holds an event {latest.event.kind!r}"
        raise TypeError(message)
    return event


def model_in_force(record: Reads) -> Model:
    """
    Give the model that states are folded with.
    """
    fitted = fitted_in_force(record)
    return DEFAULT_MODEL if fitted is None else fitted.model


async def install(record: Record, fitted: ModelFitted) -> AppendOutcome:
    """
    Record that a model comes into force; a session that is at work has to be told.
    """
    return await record.append(STREAM, expected=record.load(STREAM).stream_version, events=[encode(fitted)])
