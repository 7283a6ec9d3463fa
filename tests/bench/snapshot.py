"""
The snapshot of a class of 35 with 2,000 attempts, and of a school of 1,200 learners, at the server.

The class practises the starter bank on its own and does a homework, on a SQLite record; a
third of the answers are wrong. The school is that class's streams again and again,
under other names. Unsummed is the first look after a start at a record that no server
kept summaries in yet, cold one at a record that it did, warm one that follows it. At
work is a cold one where all went on since, half as far as a summary may be behind.
CPU milliseconds, in interleaved rounds, encoded as they are sent.
"""

import asyncio
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Final

import msgspec
from msgspec import structs

from api.sent.snapshots import send_school, send_snapshot
from api.services import Services
from api.serving.server import services_on
from api.serving.settings import Settings
from item_bank.answers.response import Final as FinalAnswer
from item_bank.bank import read_bundle
from item_bank.ids import StepId
from practice.banks import Banks
from practice.classes import Classes
from practice.classroom.events import LearnerJoined
from practice.correction.assignment import AssignedProblem, Assignment
from practice.correction.directive import STANDARD
from practice.correction.events import WorkHandedIn
from practice.events import LearnerEvent, OpportunityEnded, OpportunityOpened, TryRecorded
from practice.ids import AssignmentId, ClassId, LearnerId, OpportunityId, ProblemId, TenantId, learner_stream
from practice.observing.courses import Courses
from practice.observing.keeping import FAR_BEHIND, Keeper
from practice.observing.snapshot import ClassSnapshot, Snapshots
from practice.record.contract import Record
from practice.record.sqlite import FILE_NAME, open_sqlite
from practice.requests import Submission, Wish
from practice.views import OpportunityView
from practice.wire import encode, learner_events
from tests.bench.figure import Figure, cpu_rounds, median_of_rounds
from tests.starter import starter_bundle

__all__ = ["measure"]

TENANT: Final = TenantId("school")
CLASS: Final = 35
ATTEMPTS: Final = 2_000
SCHOOL: Final = 1_200
WRONG: Final = 1 / 3
SEED: Final = 7
NOW: Final = 1_700_000_000_000


def measure() -> list[Figure]:
    """
    Look at a class, then at a school.
    """
    with TemporaryDirectory() as folder:
        record = open_sqlite(Path(folder) / FILE_NAME)
        try:
            return asyncio.run(_measured(record))
        finally:
            asyncio.run(record.close())


async def _measured(record: Record) -> list[Figure]:
    bank = read_bundle(starter_bundle(), secret=b"t" * 32)
    services = services_on(Settings(data=Path("/nowhere")), record, Banks(bank), secret=b"s" * 32)
    attempts = await _class(services)
    await _school(services)
    class_, school = [ClassId("c0")], [ClassId(f"c{place}") for place in range(-(-SCHOOL // CLASS))]
    looks = (
        (f"class of {CLASS}, {attempts} attempts", class_, "<= 100 ms"),
        (f"school of {SCHOOL}, {attempts * SCHOOL // CLASS} attempts", school, "<= 1000 ms"),
    )
    unsummed = [_rounds(services, classes) for _, classes, _ in looks]
    keeper = Keeper(record)
    for _ in range(2):
        await keeper.look_through(partial(asyncio.sleep, 0))
    summed = [_rounds(services, classes) for _, classes, _ in looks]
    await _go_on(record)
    at_work = [_rounds(services, classes) for _, classes, _ in looks]
    return [
        Figure(f"{name}: {kind}", median_of_rounds([row[column] for row in rounds[place]], "ms", 1), goal)
        for place, (name, _, goal) in enumerate(looks)
        for kind, rounds, column in (
            ("unsummed", unsummed, 0),
            ("cold", summed, 0),
            ("warm", summed, 1),
            ("at work", at_work, 0),
        )
    ]


def _rounds(services: Services, classes: list[ClassId]) -> list[list[float]]:
    """
    Look for the first time, then again, round by round.
    """
    kept: list[Snapshots] = []

    def cold() -> None:
        kept[:] = [Snapshots(Courses(services.record), services.homework, services.assignments, services.tellings)]
        _look(services, kept[0], classes)

    def warm() -> None:
        _look(services, kept[0], classes)

    return cpu_rounds([cold, warm], rounds=5 if len(classes) > 1 else 10)


def _look(services: Services, snapshots: Snapshots, classes: list[ClassId]) -> None:
    if len(classes) == 1:
        seen = snapshots.of_class(TENANT, classes[0], now=NOW)
        assert isinstance(seen, ClassSnapshot)
        msgspec.json.encode(send_snapshot(seen, None, {}, services.banks.active, now=NOW))
    else:
        found = snapshots.of_school(TENANT, classes, now=NOW)
        msgspec.json.encode(send_school(found, {}, {}, services.banks.active, now=NOW))


async def _class(services: Services) -> int:
    """
    Let a class practise and hand homework in; return the attempts made.
    """
    draw = Random(SEED)
    classes = Classes(services.record)
    await classes.create(TENANT, ClassId("c0"), now=NOW)
    learners = [LearnerId(f"l0-{place}") for place in range(CLASS)]
    for learner in learners:
        await services.session.create(TENANT, learner, now=NOW)
        await classes.join(TENANT, ClassId("c0"), learner, now=NOW)
    await _publish(services, ClassId("c0"))
    made = 0
    for learner in learners:
        await services.homework.hand_in(TENANT, learner, homework_of(ClassId("c0")), now=NOW)
    while made < ATTEMPTS:
        learner = learners[made % CLASS]
        made += await _exercise(services, learner, draw, f"{learner}.{made}")
    return made


async def _publish(services: Services, of: ClassId) -> None:
    """
    Give a class a homework of eight problems.
    """
    bank = services.banks.active
    items = [item for item in bank.items.values() if item.variants > 1][:8]
    problems = tuple(
        AssignedProblem(id=ProblemId(str(place)), release=bank.release, item=item.id, skills=item.skills)
        for place, item in enumerate(items)
    )
    given = Assignment(id=homework_of(of), class_id=of, title="T", language="en", problems=problems, directive=STANDARD)
    await services.assignments.publish(TENANT, given, now=NOW)


def homework_of(of: ClassId) -> AssignmentId:
    """
    Name the homework of a class.
    """
    return AssignmentId(f"hw-{of}")


async def _exercise(services: Services, learner: LearnerId, draw: Random, name: str) -> int:
    """
    Practise one exercise to its end; return the attempts made.
    """
    now, made = NOW + draw.randrange(10**8), 0
    view = await services.session.open(
        TENANT, learner, wish=Wish(), now=now, seed=draw.randrange(2**60), opportunity=OpportunityId(name)
    )
    assert isinstance(view, OpportunityView)
    exercise = services.banks.active.open(view.item, view.variant)
    while view.ended is None and made < 8:
        step = view.open[-1]
        found = exercise.step(StepId(step))
        right = found is not None and draw.random() > WRONG
        text = found.step.answer.value if right and found is not None else str(draw.randrange(900))
        body = Submission(step=step, response=FinalAnswer(text=str(text)))
        await services.session.submit(TENANT, learner, view.opportunity, view.next_n, body, now=now)
        made += 1
        again = services.session.showing.view(TENANT, learner, view.opportunity)
        assert isinstance(again, OpportunityView)
        view = again
    if view.ended is None:
        await services.session.skip(TENANT, learner, view.opportunity, now=now)
    return made


async def _school(services: Services) -> None:
    """
    Give the class's streams to other learners, each class with a homework of its own, until there are enough.
    """
    record, classes = services.record, Classes(services.record)
    events = [_events(record, LearnerId(f"l0-{place}")) for place in range(CLASS)]
    for place in range(CLASS, SCHOOL):
        of, learner = ClassId(f"c{place // CLASS}"), LearnerId(f"l{place // CLASS}-{place % CLASS}")
        if place % CLASS == 0:
            await classes.create(TENANT, of, now=NOW)
            await _publish(services, of)
        own = [encode(_given_by(event, of)) for event in events[place % CLASS] if not isinstance(event, LearnerJoined)]
        await record.append(learner_stream(TENANT, learner), expected=0, events=own)
        await classes.join(TENANT, of, learner, now=NOW)


def _given_by(event: LearnerEvent, of: ClassId) -> LearnerEvent:
    return structs.replace(event, assignment=homework_of(of)) if isinstance(event, WorkHandedIn) else event


async def _go_on(record: Record) -> None:
    """
    Let everybody begin their practice once more, in other exercises.
    """
    for place in range(SCHOOL):
        learner = LearnerId(f"l{place // CLASS}-{place % CLASS}")
        before = _events(record, learner)
        practice = [event for event in before if isinstance(event, OpportunityOpened | TryRecorded | OpportunityEnded)]
        again = [
            encode(structs.replace(event, opportunity=OpportunityId(f"{event.opportunity}-again")))
            for event in practice[: FAR_BEHIND // 2]
        ]
        await record.append(learner_stream(TENANT, learner), expected=len(before), events=again)


def _events(record: Record, learner: LearnerId) -> list[LearnerEvent]:
    return list(learner_events(record.read(learner_stream(TENANT, learner), limit=10_000)))
