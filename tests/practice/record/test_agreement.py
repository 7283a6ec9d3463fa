"""SQLite and memory, driven alike, say and hold the same."""

import asyncio
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from practice.ids import StreamId
from practice.record.contract import AppendOutcome, NewEvent, Record
from practice.record.memory import MemoryRecord
from practice.record.sqlite import SqliteRecord, open_sqlite
from tests.practice.record.samples import events, streams

several = st.lists(events, min_size=1, max_size=3, unique_by=lambda event: object() if event.key is None else event.key)
snapshots = st.one_of(st.none(), st.binary(max_size=10))
prefixes = st.sampled_from(["", "a", "a/", "learner/", "learner/oak/", "tenant/ö\U0010ffff", "\U0010ffff"])


class Agreement(RuleBasedStateMachine):
    """One SQLite record and its oracle; each rule is put to both."""

    @initialize()
    def begin(self) -> None:
        """
        Open both, empty.
        """
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "record.sqlite"
        self.runner = asyncio.Runner()
        self.memory = MemoryRecord()
        self.sqlite: SqliteRecord = open_sqlite(self.path)

    @rule(stream=streams, several=several, snapshot=snapshots, off=st.sampled_from([0, 0, 0, 0, -1, 1]))
    def append(self, stream: StreamId, several: list[NewEvent], snapshot: bytes | None, off: int) -> None:
        """
        Append on the right version, or beside it.
        """
        expected = self.memory.load(stream).stream_version + off
        self.both(lambda record: record.append(stream, expected=expected, events=several, snapshot=snapshot))

    @rule(batch=st.lists(st.tuples(streams, several), min_size=2, max_size=6))
    def append_together(self, batch: list[tuple[StreamId, list[NewEvent]]]) -> None:
        """
        Append in one turn of the loop: one commit, in which some are refused and their neighbours kept.
        """
        expected = {stream: self.memory.load(stream).stream_version for stream, _ in batch}

        async def together(record: Record) -> list[AppendOutcome]:
            appends = (record.append(stream, expected=expected[stream], events=events) for stream, events in batch)
            return await asyncio.gather(*appends)

        self.both(together)

    @rule(stream=streams, event=events)
    def annotate(self, stream: StreamId, event: NewEvent) -> None:
        """
        Append without a version.
        """
        self.both(lambda record: record.annotate(stream, event))

    @rule(stream=streams, name=st.one_of(st.none(), st.sampled_from(["Anna", "Bén", ""])))
    def name(self, stream: StreamId, name: str | None) -> None:
        """
        Set or remove a name.
        """
        self.both(lambda record: record.name(stream, name))

    @rule(stream=streams, summary=st.binary(max_size=10), position=st.integers(0, 30))
    def summarise(self, stream: StreamId, summary: bytes, position: int) -> None:
        """
        Keep something made of a stream, up to an event of it or of another one.
        """
        self.both(lambda record: record.summarise(stream, summary, position=position))

    @rule(stream=streams)
    def erase(self, stream: StreamId) -> None:
        """
        Remove a stream.
        """
        self.both(lambda record: record.erase(stream))

    @rule()
    def reopen(self) -> None:
        """
        Close the file and open it again.
        """
        self.runner.run(self.sqlite.close())
        self.sqlite = open_sqlite(self.path)

    @rule(stream=streams, prefix=prefixes, after=st.integers(0, 6), limit=st.integers(0, 4))
    def look(self, stream: StreamId, prefix: str, after: int, limit: int) -> None:
        """
        Read a part in every way there is.
        """
        for record in (self.memory, self.sqlite):
            seen = (
                list(record.read(stream, after=after, limit=limit)),
                list(record.scan(after=after, limit=limit)),
                list(record.keyed(stream, prefix)),
                list(record.marked("stuck", prefix, after=after, limit=limit)),
                list(record.streams(prefix, after=stream, limit=limit)),
                list(record.summarised(prefix, after=stream, limit=limit)),
                record.names(prefix),
            )
            if record is self.memory:
                expected = seen

        assert expected == seen

    @invariant()
    def hold_the_same(self) -> None:
        """
        Events, streams, names, versions, snapshots and summaries agree after every step.
        """
        names = self.memory.streams("")

        assert self.memory.scan() == self.sqlite.scan()
        assert names == self.sqlite.streams("")
        assert self.memory.names("") == self.sqlite.names("")
        assert [self.memory.load(name) for name in names] == [self.sqlite.load(name) for name in names]
        assert [self.memory.summary(name) for name in names] == [self.sqlite.summary(name) for name in names]

    def both(self, act) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001 - generic over what each rule awaits
        """
        Do one thing to each, and compare what they say.
        """
        expected = self.runner.run(act(self.memory))
        actual = self.runner.run(act(self.sqlite))

        assert expected == actual

    def teardown(self) -> None:
        """
        Let go of file and loop.
        """
        self.runner.run(self.sqlite.close())
        self.runner.close()
        self.folder.cleanup()


TestAgreement = Agreement.TestCase
TestAgreement.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
TestAgreement.pytestmark = [pytest.mark.slow]
