"""What every record promises, whatever keeps it."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from practice.ids import StreamId
from practice.record.contract import Appended, Duplicate, Erased, Gone, Loaded, Record, RecordBroken, Stale, Summarised
from tests.practice.record.conftest import Do
from tests.practice.record.samples import ANNA, BEN, an_event


def test_a_first_append_begins_a_stream_at_one(record: Record, do: Do) -> None:
    """
    Versions count a stream's events from 1 without gaps, positions rise over all streams.
    """
    first = do(record.append(ANNA, expected=0, events=[an_event(), an_event()]))
    second = do(record.append(BEN, expected=0, events=[an_event()]))

    assert Appended(stream_version=2, position=2) == first
    assert Appended(stream_version=1, position=3) == second
    assert [(1, ANNA, 1), (2, ANNA, 2), (3, BEN, 1)] == [
        (each.position, each.stream, each.stream_version) for each in record.scan()
    ]


def test_what_was_appended_is_read_back_byte_for_byte(record: Record, do: Do) -> None:
    """
    Kind, version, time, payload, key and marks come back as they were given, bytes that are no text included.
    """
    event = an_event("ö/try/01", payload=bytes(range(256)), marks=("stuck", "undecided", "stuck"), at=-1)
    do(record.append(ANNA, expected=0, events=[event]))

    [kept] = record.read(ANNA)

    assert event == kept.event


def test_an_append_on_an_old_version_is_stale_and_changes_nothing(record: Record, do: Do) -> None:
    """
    Whoever appends second on the same version hears where the stream stands, and nothing is written.
    """
    do(record.append(ANNA, expected=0, events=[an_event()], snapshot=b"one"))

    behind = do(record.append(ANNA, expected=0, events=[an_event()], snapshot=b"other"))
    ahead = do(record.append(ANNA, expected=2, events=[an_event()]))
    unknown = do(record.append(BEN, expected=1, events=[an_event()]))

    assert Stale(stream_version=1) == behind
    assert Stale(stream_version=1) == ahead
    assert Stale(stream_version=0) == unknown
    assert Loaded(stream_version=1, snapshot=b"one", snapshot_version=1) == record.load(ANNA)
    assert ([ANNA], 1) == (record.streams(""), len(record.scan()))


def test_a_key_is_kept_once_in_its_stream(record: Record, do: Do) -> None:
    """
    A second event with a key is a duplicate that brings the first back, also on a stale version; nothing is written.
    """
    do(record.append(ANNA, expected=0, events=[an_event("o/try/01", payload=b"first")]))
    [first] = record.read(ANNA)

    again = do(record.append(ANNA, expected=1, events=[an_event("new"), an_event("o/try/01", payload=b"second")]))
    stale = do(record.append(ANNA, expected=0, events=[an_event("o/try/01")]))
    noted = do(record.annotate(ANNA, an_event("o/try/01")))
    elsewhere = do(record.append(BEN, expected=0, events=[an_event("o/try/01")]))

    assert [Duplicate(recorded=first)] * 3 == [again, stale, noted]
    assert Appended(stream_version=1, position=2) == elsewhere
    assert [first] == record.read(ANNA)


def test_events_without_a_key_are_never_duplicates(record: Record, do: Do) -> None:
    """
    The same event may be appended again where it has no key.
    """
    do(record.append(ANNA, expected=0, events=[an_event(), an_event()]))

    assert Appended(stream_version=3, position=3) == do(record.append(ANNA, expected=2, events=[an_event()]))


def test_a_snapshot_stands_at_the_version_it_was_given_for(record: Record, do: Do) -> None:
    """
    An append without a snapshot, and an annotation, leave the one from before at its version.
    """
    seen = [record.load(ANNA)]
    do(record.append(ANNA, expected=0, events=[an_event()], snapshot=b""))
    seen.append(record.load(ANNA))
    do(record.append(ANNA, expected=1, events=[an_event()], snapshot=b"two"))
    seen.append(record.load(ANNA))
    do(record.append(ANNA, expected=2, events=[an_event()]))
    seen.append(record.load(ANNA))
    do(record.append(ANNA, expected=3, events=[an_event(), an_event()], snapshot=b"five"))
    do(record.annotate(ANNA, an_event()))
    seen.append(record.load(ANNA))

    assert [(0, None, 0), (1, b"", 1), (2, b"two", 2), (3, b"two", 2), (6, b"five", 5)] == [
        (each.stream_version, each.snapshot, each.snapshot_version) for each in seen
    ]


def test_an_annotation_asks_for_no_version(record: Record, do: Do) -> None:
    """
    A hint's revision is kept wherever the stream stands, and begins one that has no events.
    """
    first = do(record.annotate(ANNA, an_event("a")))
    second = do(record.annotate(ANNA, an_event("b")))

    assert [Appended(stream_version=1, position=1), Appended(stream_version=2, position=2)] == [first, second]


def test_reading_goes_on_where_it_stopped(record: Record, do: Do) -> None:
    """
    Pages of a stream, of all streams and of stream names join without gap or repeat.
    """
    for stream in (BEN, ANNA, StreamId("class/oak/7a")):
        do(record.append(stream, expected=0, events=[an_event() for _ in range(5)]))
    everything, of_ben = record.scan(), record.read(BEN)

    assert of_ben == [*record.read(BEN, limit=2), *record.read(BEN, after=2, limit=2), *record.read(BEN, after=4)]
    assert everything == [*record.scan(limit=7), *record.scan(after=7)]
    assert [ANNA] == record.streams("learner/", limit=1)
    assert [BEN] == record.streams("learner/", after=ANNA)
    assert ["class/oak/7a", ANNA, BEN] == record.streams("")


def test_keys_are_found_by_how_they_begin(record: Record, do: Do) -> None:
    """
    `keyed` gives one stream's events, in order of position, and no key that only looks like the prefix.
    """
    keys = ["p/try/02", "p/try/01", "pp/try/01", "p", "p/\U0010ffff", "P/try/01", None, "p%", "\U0010ffff"]
    do(record.append(ANNA, expected=0, events=[an_event(key) for key in keys]))
    do(record.append(BEN, expected=0, events=[an_event("p/try/01")]))

    assert ["p/try/02", "p/try/01", "p/\U0010ffff"] == [each.event.key for each in record.keyed(ANNA, "p/")]
    assert ["p/try/01"] == [each.event.key for each in record.keyed(ANNA, "p/try/01")]
    assert ["p/\U0010ffff"] == [each.event.key for each in record.keyed(ANNA, "p/\U0010ffff")]
    assert ["\U0010ffff"] == [each.event.key for each in record.keyed(ANNA, "\U0010ffff")]
    assert 8 == len(record.keyed(ANNA, ""))


def test_marks_are_found_across_streams(record: Record, do: Do) -> None:
    """
    A tenant finds its marked events over all of its streams, in order of position, and no other tenant's.
    """
    do(record.append(BEN, expected=0, events=[an_event("1", marks=("stuck",)), an_event("2")]))
    do(record.append(ANNA, expected=0, events=[an_event("3", marks=("undecided", "stuck"))]))
    do(record.append(StreamId("learner/oaks/eve"), expected=0, events=[an_event("4", marks=("stuck",))]))
    do(record.append(BEN, expected=2, events=[an_event("5", marks=("stuck", "stuck"))]))

    def found(mark: str, prefix: str, *, after: int = 0, limit: int = 10) -> list[str | None]:
        return [each.event.key for each in record.marked(mark, prefix, after=after, limit=limit)]

    assert ["1", "3", "5"] == found("stuck", "learner/oak/")
    assert ["3"] == found("undecided", "learner/oak/")
    assert ["3", "5"] == found("stuck", "learner/oak/", after=1)
    assert ["1", "3"] == found("stuck", "learner/oak/", limit=2)
    assert ["1", "3", "4", "5"] == found("stuck", "")
    assert [] == found("stu", "learner/")


def test_names_stand_apart_from_events(record: Record, do: Do) -> None:
    """
    A name is set, replaced and removed without an event; a stream that is not there has none, as after an erase.
    """
    for stream in (ANNA, BEN):
        do(record.append(stream, expected=0, events=[an_event()]))
    before = record.scan()
    do(record.name(ANNA, "Anna"))
    do(record.name(ANNA, "Änna"))
    do(record.name(BEN, "Ben"))
    do(record.name(BEN, None))
    do(record.name(BEN, None))
    assert not do(record.name(StreamId("learner/oaks/eve"), "Eve"))

    assert {ANNA: "Änna"} == record.names("learner/")
    assert before == record.scan()
    assert do(record.name(ANNA, "Anna"))
    do(record.erase(ANNA))
    assert (False, {}) == (do(record.name(ANNA, "Anna")), record.names(""))


def test_nothing_is_noted_beside_a_stream_that_is_not_there(record: Record, do: Do) -> None:
    """
    What depends on somebody is written while they are there, and not after they were erased.
    """
    do(record.append(ANNA, expected=0, events=[an_event()]))
    assert isinstance(do(record.annotate(BEN, an_event("a"), beside=ANNA)), Appended)
    do(record.erase(ANNA))
    assert Gone() == do(record.annotate(BEN, an_event("b"), beside=ANNA))
    assert ["a"] == [each.event.key for each in record.read(BEN)]


def test_streams_are_erased_together(record: Record, do: Do) -> None:
    """
    Of several all are gone, also where one was never there, and what was removed is said of all.
    """
    do(record.append(ANNA, expected=0, events=[an_event(), an_event()]))
    do(record.append(BEN, expected=0, events=[an_event()]))
    do(record.name(BEN, "Ben"))
    assert Erased(events=3, names=1) == do(record.erase(ANNA, StreamId("learner/oaks/eve"), BEN))
    assert ([], {}) == (record.streams(""), record.names(""))


def test_a_summary_stands_at_the_event_it_was_made_up_to(record: Record, do: Do) -> None:
    """
    The last one given is read back whole, and how far it reaches is said of all streams; the events go on without it.
    """
    do(record.append(ANNA, expected=0, events=[an_event(), an_event()]))
    do(record.append(BEN, expected=0, events=[an_event()]))

    assert (None, True) == (record.summary(ANNA), do(record.summarise(ANNA, b"first", position=1)))
    assert do(record.summarise(ANNA, b"second", position=2))
    do(record.annotate(ANNA, an_event()))

    assert (b"second", None) == (record.summary(ANNA), record.summary(BEN))
    anna = Summarised(stream=ANNA, stream_version=3, summary_version=2)
    ben = Summarised(stream=BEN, stream_version=1, summary_version=0)
    assert ([anna, ben], [ben]) == (record.summarised(""), record.summarised("", after=ANNA))
    assert [anna] == record.summarised("", limit=1)


def test_a_summary_of_what_is_not_there_is_not_kept(record: Record, do: Do) -> None:
    """
    Nothing comes back after an erase: neither what was kept, nor what was made before it and is kept after it.
    """
    do(record.append(ANNA, expected=0, events=[an_event()]))
    do(record.append(BEN, expected=0, events=[an_event()]))
    do(record.summarise(ANNA, b"anna", position=1))
    do(record.erase(ANNA))
    late = do(record.summarise(ANNA, b"anna", position=1))
    do(record.append(ANNA, expected=0, events=[an_event()]))

    assert (False, None) == (late, record.summary(ANNA))
    assert [False, False] == [do(record.summarise(ANNA, b"anna", position=position)) for position in (1, 2)]
    assert [0, 0] == [each.summary_version for each in record.summarised("")]


def test_an_erased_stream_was_never_there(record: Record, do: Do) -> None:
    """
    Events, snapshot, keys, marks and name are gone, others' stay, and the stream may begin again at version 1.
    """
    do(record.append(BEN, expected=0, events=[an_event("b", marks=("stuck",))], snapshot=b"ben"))
    do(record.append(ANNA, expected=0, events=[an_event("a", marks=("stuck",)), an_event("c")], snapshot=b"anna"))
    do(record.name(ANNA, "Anna"))

    assert Erased(events=2, names=1) == do(record.erase(ANNA))
    assert Erased(events=0, names=0) == do(record.erase(ANNA))
    assert Loaded(stream_version=0) == record.load(ANNA)
    assert ([BEN], {}, []) == (record.streams(""), record.names(""), record.read(ANNA))
    assert ["b"] == [each.event.key for each in record.marked("stuck", "")]
    assert Appended(stream_version=1, position=4) == do(record.append(ANNA, expected=0, events=[an_event("a")]))


def test_one_of_many_that_append_at_once_is_kept(record: Record, do: Do) -> None:
    """
    Sixty-four second tabs that submit the same try give one event, and each hears of that one.
    """

    async def all_at_once() -> list[object]:
        tries = (record.append(ANNA, expected=0, events=[an_event("o/try/01")]) for _ in range(64))
        return list(await asyncio.gather(*tries))

    outcomes = do(all_at_once())
    [kept] = record.read(ANNA)

    assert 1 == outcomes.count(Appended(stream_version=1, position=1))
    assert 63 == outcomes.count(Duplicate(recorded=kept))


def test_an_acknowledged_append_is_read_at_once(record: Record, do: Do) -> None:
    """
    Whoever heard `Appended` and reads, without waiting for anything, finds the event.
    """

    async def append_and_read(stream: StreamId) -> int:
        await record.append(stream, expected=0, events=[an_event()], snapshot=b"here")
        return len(record.read(stream)) + (record.load(stream).snapshot == b"here")

    async def many() -> list[int]:
        return await asyncio.gather(*(append_and_read(StreamId(f"learner/oak/{n}")) for n in range(50)))

    assert [2] * 50 == do(many())


def test_a_broken_contract_is_refused_before_anything_is_written(record: Record, do: Do) -> None:
    """
    No events, one key twice, half a surrogate pair and a time beyond 64 bits are the caller's mistakes.
    """
    wrong = [[], [an_event("a"), an_event("a")], [an_event("\ud800")], [an_event(at=2**63)]]

    for events in wrong:
        with pytest.raises(ValueError, match=r"."):
            do(record.append(ANNA, expected=0, events=events))
    with pytest.raises(ValueError, match="surrogates"):
        do(record.name(ANNA, "\udfff"))

    assert ([], True) == (record.scan(), record.health().writable)


def test_a_backup_opens_as_a_record(
    record: Record, do: Do, tmp_path: Path, open_backup: Callable[[Path], Record]
) -> None:
    """
    The copy holds what was there, goes on from there, and the original knows nothing of it.
    """
    do(record.append(ANNA, expected=0, events=[an_event("a", marks=("stuck",)), an_event("b")], snapshot=b"anna"))
    do(record.name(ANNA, "Anna"))
    do(record.summarise(ANNA, b"so far", position=2))
    do(record.append(BEN, expected=0, events=[an_event()]))
    do(record.erase(BEN))

    do(record.backup(tmp_path / "copy"))
    copy = open_backup(tmp_path / "copy")
    same = (record.scan(), record.load(ANNA), record.names("")) == (copy.scan(), copy.load(ANNA), copy.names(""))
    summary = copy.summary(ANNA)
    appended = do(copy.append(BEN, expected=0, events=[an_event()]))
    do(copy.close())

    assert same
    assert b"so far" == summary
    assert Appended(stream_version=1, position=4) == appended
    assert [ANNA] == record.streams("")


def test_a_backup_replaces_nothing(record: Record, do: Do, tmp_path: Path) -> None:
    """
    What is at the place already is refused and stays.
    """
    (tmp_path / "copy").write_text("older")

    with pytest.raises(FileExistsError):
        do(record.backup(tmp_path / "copy"))

    assert "older" == (tmp_path / "copy").read_text()


def test_a_closed_record_says_so(record: Record, do: Do) -> None:
    """
    After `close`, which may be called twice, writes and reads raise and health explains.
    """
    do(record.close())
    do(record.close())

    with pytest.raises(RecordBroken, match="closed"):
        do(record.append(ANNA, expected=0, events=[an_event()]))
    with pytest.raises(RecordBroken, match="closed"):
        record.load(ANNA)
    assert (False, "The record was closed.") == (record.health().writable, record.health().sentence)


def test_health_counts_what_was_kept(record: Record, do: Do) -> None:
    """
    Refused appends are not counted; nothing waits once all were answered.
    """
    do(record.append(ANNA, expected=0, events=[an_event("a")]))
    do(record.append(ANNA, expected=0, events=[an_event("a")]))
    do(record.append(ANNA, expected=0, events=[an_event("b")]))
    do(record.annotate(ANNA, an_event("c")))
    health = record.health()

    assert (True, 2, 0) == (health.writable, health.appends, health.waiting)
