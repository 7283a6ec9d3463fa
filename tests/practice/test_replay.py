"""What `replay` finds, and that it finds it."""

import msgspec
import pytest

from mastery.model import DEFAULT_MODEL, Model
from practice.classes import Classes
from practice.events import LearnerCreated
from practice.ids import ClassId, LearnerId, StreamId, learner_stream
from practice.observing.course import NOTHING_YET, course_of
from practice.observing.summary import Known, written
from practice.record.contract import Loaded, NewEvent, Recorded
from practice.record.memory import MemoryRecord
from practice.replay import Difference, Replayed, replay
from practice.wire import encode, learner_events
from tests.practice.support.desk import ADA, TENANT, Desk, run
from tests.practice.support.play import STUCK, text

ADAS = learner_stream(TENANT, ADA)


async def practise(desk: Desk) -> None:
    """
    Create a learner who asks, errs, enters garbage and answers rightly, twice.
    """
    await desk.begin()
    for _ in range(2):
        view = await desk.open()
        await desk.answer(view, 1, STUCK)
        await desk.answer(view, 2, text("2 +"))
        await desk.answer(view, 3, text("-987654"))
        await desk.submit(view, 4, desk.key(desk.view(view.opportunity)))
        await desk.session.skip(TENANT, ADA, view.opportunity, now=desk.now)


@pytest.fixture
def practised() -> MemoryRecord:
    """
    Give a record with one learner's practice and a class.
    """
    record = MemoryRecord()
    run(practise(Desk(record)))
    run(Classes(record).create(TENANT, ClassId("7a"), now=1))
    return record


def of_ada(replayed: Replayed) -> list[str]:
    """
    Return what was said of the learner.
    """
    return [difference.sentence for difference in replayed.differences if difference.stream == ADAS]


def test_what_practice_keeps_is_the_fold_of_its_events(practised: MemoryRecord) -> None:
    """
    After real practice every learner agrees, and streams of classes are read and not folded.
    """
    replayed = replay(practised, model=DEFAULT_MODEL)

    assert () == replayed.differences
    assert (2, 1, 1) == (replayed.streams, replayed.learners, replayed.agree)
    assert len(practised.scan()) == replayed.events


def test_a_snapshot_that_is_not_the_fold_is_found(practised: MemoryRecord) -> None:
    """
    One event more without what follows from it: the snapshot beside it is not its fold.
    """
    loaded = practised.load(ADAS)
    again = encode(LearnerCreated(at=2**41, learner=ADA))
    run(
        practised.append(
            ADAS,
            expected=loaded.stream_version,
            events=[msgspec.structs.replace(again, key="created again")],
            snapshot=loaded.snapshot,
        )
    )

    replayed = replay(practised, model=DEFAULT_MODEL)

    assert [f"the snapshot at version {loaded.stream_version + 1} is not the fold"] == of_ada(replayed)
    assert (1, 0) == (replayed.learners, replayed.agree)


def test_a_summary_that_is_not_the_fold_is_found(practised: MemoryRecord) -> None:
    """
    What is kept beside a stream for the teacher's page is held against its events as well, up to where it goes.
    """
    events = practised.read(ADAS)
    [first, last] = [course_of(NOTHING_YET, learner_events(events[:many])) for many in (-4, None)]
    version, position = events[-5].stream_version, events[-5].position

    run(practised.summarise(ADAS, written(Known(version, position, first)), position=position))
    right = replay(practised, model=DEFAULT_MODEL)
    run(practised.summarise(ADAS, written(Known(version, position, last)), position=position))
    wrong = replay(practised, model=DEFAULT_MODEL)

    assert ((), 1) == (right.differences, right.agree)
    assert [f"the summary at version {version} is not the fold"] == of_ada(wrong)
    assert (1, 0) == (wrong.learners, wrong.agree)


def test_a_snapshot_is_compared_where_it_stands(practised: MemoryRecord) -> None:
    """
    Events after it are folded and not held against it; one that is wrong is found however far behind it stands.
    """
    loaded = practised.load(ADAS)
    created = encode(LearnerCreated(at=2**41, learner=ADA))
    run(practised.annotate(ADAS, msgspec.structs.replace(created, key="created again")))
    behind = replay(practised, model=DEFAULT_MODEL)
    run(
        practised.append(
            ADAS,
            expected=loaded.stream_version + 1,
            events=[msgspec.structs.replace(created, key="once more")],
            snapshot=loaded.snapshot,
        )
    )
    run(practised.annotate(ADAS, msgspec.structs.replace(created, key="and again")))
    wrong = replay(practised, model=DEFAULT_MODEL)

    assert ((), 1) == (behind.differences, behind.agree)
    assert [f"the snapshot at version {loaded.stream_version + 2} is not the fold"] == of_ada(wrong)


class Ahead(MemoryRecord):
    """A record whose snapshots stand beyond their streams."""

    def load(self, stream: StreamId) -> Loaded:
        """Say so."""
        return msgspec.structs.replace(super().load(stream), snapshot_version=99)


def test_a_snapshot_of_a_version_that_is_not_there_is_found() -> None:
    """
    It cannot be the fold of events that nobody has.
    """
    record = Ahead()
    run(Desk(record).begin())

    assert ["the snapshot is of version 99, which the stream has not"] == of_ada(replay(record, model=DEFAULT_MODEL))


def test_what_cannot_be_compared_is_counted_and_no_fault(practised: MemoryRecord) -> None:
    """
    No snapshot, another model's and another version's are told apart.
    """
    version = practised.load(ADAS).stream_version
    others = replay(practised, model=Model(intercept=0.1))
    event = NewEvent(**{**msgspec.structs.asdict(practised.read(ADAS)[0].event), "key": "again"})
    run(practised.append(ADAS, expected=version, events=[event], snapshot=b"\xc1 of another shape"))
    shaped = replay(practised, model=DEFAULT_MODEL)
    run(practised.erase(ADAS))
    run(practised.annotate(ADAS, event))
    bare = replay(practised, model=DEFAULT_MODEL)

    assert [(), (), ()] == [others.differences, shaped.differences, bare.differences]
    assert [1, 1, 1] == [others.other_model, shaped.other_shape, bare.without_snapshot]


@pytest.mark.parametrize("kind", ["class_created", "of_the_future"])
def test_events_that_cannot_be_folded_are_found(practised: MemoryRecord, kind: str) -> None:
    """
    An event of an unknown kind, or of a class, in a learner's stream is a difference, not a crash.
    """
    event = NewEvent(kind=kind, version=1, at=1, payload=b'{"at":1,"class_id":"7a"}')
    run(practised.annotate(ADAS, event))

    [sentence] = of_ada(replay(practised, model=DEFAULT_MODEL))

    assert sentence.startswith("the events cannot be folded")


def test_events_of_an_opportunity_that_was_never_opened_are_found(practised: MemoryRecord) -> None:
    """
    A stream that breaks its own order is a difference, not a crash.
    """
    tried = next(each.event for each in practised.read(ADAS) if each.event.kind == "try_recorded")
    stray = learner_stream(TENANT, LearnerId("stray"))
    run(practised.append(stray, expected=0, events=[tried]))

    [difference] = replay(practised, model=DEFAULT_MODEL).differences

    assert stray == difference.stream


class Forgetful(MemoryRecord):
    """A record that has lost one learner's second event."""

    def read(self, stream: StreamId, *, after: int = 0, limit: int = 1_000) -> list[Recorded]:
        """Read all but that one."""
        return [each for each in super().read(stream, after=after, limit=limit) if each.stream_version != 2]


def test_a_gap_is_found() -> None:
    """
    A version without its event is a difference.
    """
    record = Forgetful()
    created = encode(LearnerCreated(at=1, learner=ADA))
    events = [msgspec.structs.replace(created, key=f"{n}") for n in range(3)]
    run(record.append(ADAS, expected=0, events=events))

    assert (Difference(stream=ADAS, sentence="version 3 has 2 events, or gaps between them"),) == replay(
        record, model=DEFAULT_MODEL
    ).differences
