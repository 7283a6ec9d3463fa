"""What a learner's stream of events promises: better words whole, none twice, and an end."""

import asyncio
from typing import Any

import msgspec

from api.access import Role
from practice.ids import learner_stream
from tests.api.hinting.desk import LEARNER, TENANT, HintDesk, Line, Seat, outcome
from tests.api.hinting.telling import started, told
from tests.api.service import problem_of

EVENTS = f"/v1/learners/{LEARNER}/events"


async def listened(desk: HintDesk, seat: Seat, n: int, line: Line) -> dict[str, Any]:
    """
    Answer wrong, have better words found, and read the event about them.
    """
    await seat.answer(n)
    await started(desk, n)
    desk.jobs.end(outcome(desk.jobs.jobs[n - 1]))
    piece = (await line.piece()).decode()
    fields = dict(field.split(": ", 1) for field in piece.strip().split("\n"))
    assert piece.endswith("\n\n")
    assert "hint_revised" == fields["event"]
    return {"id": fields["id"], **msgspec.json.decode(fields["data"])}


def test_a_stream_tells_of_better_words_whole() -> None:
    """
    One event has all of it: which try, the words to show and to speak, where they came from.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        async with Line(desk, EVENTS, seat.token) as line:
            assert 200 == line.status
            assert line.headers[b"content-type"].startswith(b"text/event-stream")
            assert (await line.piece()).startswith(b"retry:")
            event = await listened(desk, seat, 1, line)
            said = await seat.hint()

        assert said["hint"] == event["hint"]
        assert (seat.view["opportunity"], 1, 1) == (event["opportunity"], event["n"], event["revision"])

    told(story)


def test_a_stream_goes_on_where_it_was_left() -> None:
    """
    What came while nobody listened is told of after the last event that was seen, once, and before what is new.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        async with Line(desk, EVENTS, seat.token) as line:
            await line.piece()
            first = await listened(desk, seat, 1, line)
        await seat.answer(2)
        await started(desk, 2)
        desk.jobs.end(outcome(desk.jobs.jobs[1]))
        await desk.looking.settled()
        for again in (
            Line(desk, EVENTS, seat.token, last=first["id"]),
            Line(desk, f"{EVENTS}?after={first['id']}", seat.token),
        ):
            async with again as line:
                await line.piece()
                assert b'"n":2' in await line.piece()
        async with Line(desk, EVENTS, seat.token, last="0") as line:
            await line.piece()
            assert [b'"n":1' in await line.piece(), b'"n":2' in await line.piece()] == [True, True]

    told(story)


def test_a_silent_stream_says_that_it_is_there() -> None:
    """
    Where nothing happens a comment is sent, so that no proxy takes the line for dead.
    """

    async def story(desk: HintDesk) -> None:
        desk.services.beat_seconds = 0.01
        seat = await desk.begin()
        async with Line(desk, EVENTS, seat.token) as line:
            await line.piece()
            assert (await line.piece()).startswith(b":")

    told(story)


def test_streams_and_waits_end_when_the_service_is_asked_to_stop() -> None:
    """
    Neither keeps the process from ending, and a new stream is refused.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        await seat.answer(1)
        await started(desk)
        async with Line(desk, EVENTS, seat.token) as line:
            await line.piece()
            waiting = asyncio.ensure_future(seat.hint(wait=20))
            await asyncio.sleep(0.01)
            desk.services.drain()
            assert b"" == await line.piece()
            await line.ended()
            await waiting
        async with Line(desk, EVENTS, seat.token) as late:
            assert 503 == late.status

    told(story)


def test_a_stream_ends_by_itself_after_a_while() -> None:
    """
    So that a token that was taken away is not good for ever.
    """

    async def story(desk: HintDesk) -> None:
        desk.services.beat_seconds = 0.01
        seat = await desk.begin()
        async with Line(desk, EVENTS, seat.token) as line:
            await line.piece()
            desk.now += 3_600_000
            while await line.piece():
                pass
            await line.ended()

    told(story)


def test_a_learner_has_so_many_streams_and_no_more() -> None:
    """
    The ninth is refused, and room is there again once one is closed.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        lines = [await Line(desk, EVENTS, seat.token).__aenter__() for _ in range(8)]
        for line in lines:
            await line.piece()
        async with Line(desk, EVENTS, seat.token) as line:
            assert 429 == line.status
        for line in lines:
            await line.__aexit__()
        async with Line(desk, EVENTS, seat.token) as line:
            assert 200 == line.status
        assert not desk.services.streams

    told(story)


def test_a_stream_ends_when_its_learner_is_erased() -> None:
    """
    There is nothing more to tell of.
    """

    async def story(desk: HintDesk) -> None:
        seat = await desk.begin()
        async with Line(desk, EVENTS, seat.token) as line:
            await line.piece()
            await desk.services.record.erase(learner_stream(TENANT, LEARNER))
            desk.services.session.forget(TENANT, LEARNER)
            await desk.services.fanout.tell(learner_stream(TENANT, LEARNER))
            assert b"" == await line.piece()
            await line.ended()

    told(story)


def test_streams_are_open_to_those_who_may_look() -> None:
    """
    Another learner's token finds nothing there, an author may not, an unknown learner is said to be so.
    """
    desk = HintDesk()
    desk.learner()

    assert 404 == desk.call("GET", EVENTS, desk.learner("heron")).status_code
    assert 403 == desk.call("GET", EVENTS, desk.key(Role.AUTHOR)).status_code
    unknown = problem_of(desk.call("GET", "/v1/learners/nobody/events", desk.key(Role.TEACHER)))
    assert "urn:misstep:problem:unknown_learner" == unknown.type
    assert 401 == desk.call("GET", EVENTS).status_code
    assert 200 == desk.call("HEAD", EVENTS, desk.key(Role.TEACHER)).status_code
