"""
Events and streams for the record's tests.

What a payload says is nothing to a record, so these say little.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hypothesis import strategies as st

from practice.ids import StreamId
from practice.record.contract import NewEvent
from practice.record.reading import RecordReader
from practice.record.sqlite import open_reader

__all__ = ["ANNA", "BEN", "an_event", "events", "reading_beside", "streams"]

ANNA = StreamId("learner/oak/anna")
BEN = StreamId("learner/oak/ben")

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=6)
"""Any characters but halves of surrogate pairs, which no contract allows."""

streams = st.sampled_from(
    [ANNA, BEN, StreamId("learner/oaks/anna"), StreamId("class/oak/7a"), StreamId("tenant/ö\U0010ffff")]
)
keys = st.one_of(st.none(), st.sampled_from(["a/1", "a/2", "a/\U0010ffff", "b/1", "b\x00"]), texts)
marks = st.lists(st.sampled_from(["stuck", "undecided", "st"]), max_size=3).map(tuple)
events = st.builds(
    NewEvent,
    kind=st.sampled_from(["try", "opened"]),
    version=st.integers(1, 3),
    at=st.integers(-(2**63), 2**63 - 1),
    payload=st.binary(max_size=40),
    key=keys,
    marks=marks,
)


def an_event(
    key: str | None = None, *, payload: bytes = b'{"x": 1}', marks: tuple[str, ...] = (), at: int = 1_700_000_000_000
) -> NewEvent:
    """
    Make one event, plain where nothing else is asked.
    """
    return NewEvent(kind="try_recorded", version=1, at=at, payload=payload, key=key, marks=marks)


@contextmanager
def reading_beside(path: Path) -> Iterator[RecordReader]:
    """
    Open a reader, and let it go at the end.
    """
    reader = open_reader(path)
    yield reader
    reader.let_go()
