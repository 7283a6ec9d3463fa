"""What a queue of hint jobs promises: with a child process, and with workers over a real Redis."""

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import pytest

from api.shared.child_jobs import MOST_STARTS, ChildJobs, module_command
from api.shared.first_jobs import FirstJobs
from api.shared.redis_jobs import RedisJobs
from api.shared.redis_link import RedisLink
from api.shared.spread_jobs import SpreadJobs
from hints.job import HintJob, JobOutcome, OutcomeReason
from hints.shared.jobs import Jobs, NotTaken
from item_bank.answers.response import Final
from item_bank.ids import ItemId
from tests.hints.jobs import BETTER, job_of
from tests.practice.support.bank import bank
from tests.redis_server import RedisServer

pytestmark = pytest.mark.slow

T = TypeVar("T")
WORKER = "tests.api.shared.scripted_worker"
ITEM = ItemId("halves")
LONG = 60.0
PATIENT = 10.0
"""Seconds that a question to Redis may take where nothing is wrong, on a machine that is busy."""
SHORT = 0.3
"""Seconds that a job gets where it is to be late."""


@pytest.fixture
def redis() -> Iterator[RedisServer]:
    """
    Start a server that a test may ruin.
    """
    with RedisServer() as server:
        yield server


@contextlib.contextmanager
def worker(server: RedisServer) -> Iterator[subprocess.Popen[bytes]]:
    """
    Start a worker in a process of its own; it is there when it was seen in Redis.
    """
    process = subprocess.Popen([sys.executable, "-m", WORKER, server.url])
    try:
        while b":1" not in server.say("EXISTS", "misstep:hints:workers"):
            assert process.poll() is None
        yield process
    finally:
        process.kill()
        process.wait(LONG)


def child(**others: Any) -> ChildJobs:  # noqa: ANN401 - as the queue takes them
    """
    Make a queue over a child that does what each answer says.
    """
    return ChildJobs(module_command(WORKER), b"{}", **others)


def job(entered: str, name: str = "job", **changes: str) -> HintJob:
    """
    Make a job whose answer says what its worker is to do.
    """
    made = job_of(bank(), "halves", 0, "2/6", name=name)
    return msgspec.structs.replace(made, response=Final(text=entered), **changes)


def with_child(test: Callable[[Jobs], Awaitable[T]]) -> T:
    """
    Run a test over a child.
    """

    async def inside() -> T:
        jobs = child()
        try:
            return await test(jobs)
        finally:
            await jobs.close()

    return asyncio.run(inside())


def over_redis(
    server: RedisServer, test: Callable[[Jobs], Awaitable[T]], *, most: int = 100, patience: float = PATIENT
) -> T:
    """
    Run a test over Redis.
    """

    async def inside() -> T:
        link = RedisLink(server.url, seconds=patience, rest=0)
        jobs = RedisJobs(link, "owner", most=most)
        try:
            return await test(jobs)
        finally:
            await jobs.close()
            await link.close()

    return asyncio.run(inside())


@pytest.fixture(params=["child", "redis"])
def queue(request: pytest.FixtureRequest) -> Iterator[Callable[[Callable[[Jobs], Awaitable[T]]], T]]:
    """
    Give what runs a test over either implementation.
    """
    if request.param == "child":
        yield with_child
        return
    with RedisServer() as server, worker(server), worker(server):
        yield lambda test: over_redis(server, test)


def test_who_forgets_goes_on_with_a_fresh_child() -> None:
    """
    Nothing that the old one kept is there any more, and forgetting often is no reason to be left alone.
    """

    async def story(jobs: Jobs) -> list[int | None]:
        assert isinstance(jobs, ChildJobs)
        seen = []
        for number in range(MOST_STARTS + 2):
            assert isinstance(await jobs.run(job("better", f"job{number}"), seconds=LONG), JobOutcome)
            seen.append(jobs.pid)
            await jobs.forget()
        assert jobs.pid is None
        return seen

    assert MOST_STARTS + 2 == len(set(with_child(story)))


def reason(outcome: JobOutcome | NotTaken) -> OutcomeReason:
    """
    Expect an outcome; say how the job ended.
    """
    assert isinstance(outcome, JobOutcome), outcome
    return outcome.reason


Queue = Callable[[Callable[[Jobs], Awaitable[object]]], object]


def test_each_job_gets_its_own_outcome(queue: Queue) -> None:
    """
    Many at once come back whole, each to whoever asked for it.
    """

    async def test(jobs: Jobs) -> None:
        outcomes = await asyncio.gather(*(jobs.run(job("fine", f"job {n}"), seconds=LONG) for n in range(40)))

        assert [f"job {n}" for n in range(40)] == [one.id for one in outcomes if isinstance(one, JobOutcome)]
        assert all(one.hint == BETTER for one in outcomes if isinstance(one, JobOutcome))

    queue(test)


def test_a_job_that_takes_too_long_is_late(queue: Queue) -> None:
    """
    It ends with its time, and others are done meanwhile.
    """

    async def test(jobs: Jobs) -> None:
        slow = asyncio.ensure_future(jobs.run(job("hang", "slow"), seconds=SHORT))
        assert OutcomeReason.BETTER is reason(await jobs.run(job("fine", "quick"), seconds=LONG))
        assert OutcomeReason.LATE is reason(await slow)

    queue(test)


def test_a_job_that_breaks_the_worker_s_code_is_a_failed_job(queue: Queue) -> None:
    """
    The next one finds the same worker at work.
    """

    async def test(jobs: Jobs) -> None:
        broken = await jobs.run(job("break", "one"), seconds=LONG)
        assert OutcomeReason.FAILED is reason(broken)
        assert OutcomeReason.BETTER is reason(await jobs.run(job("fine", "two"), seconds=LONG))

    queue(test)


def test_a_child_that_dies_is_started_again() -> None:
    """
    The job that it was at has failed, and the next one is done by another child.
    """

    async def test(jobs: Jobs) -> None:
        assert isinstance(jobs, ChildJobs)
        first = await jobs.run(job("fine", "one"), seconds=LONG)
        died = await jobs.run(job("die", "two"), seconds=LONG)
        last = await jobs.run(job("fine", "three"), seconds=LONG)

        assert [OutcomeReason.BETTER, OutcomeReason.FAILED, OutcomeReason.BETTER] == [
            reason(one) for one in (first, died, last)
        ]
        assert isinstance(first, JobOutcome)
        assert isinstance(last, JobOutcome)
        assert first.spent.microdollars != last.spent.microdollars  # each says its process's number

    with_child(test)


def test_a_child_that_keeps_dying_is_left_alone() -> None:
    """
    After so many starts no more are tried for a while, and jobs are not taken.
    """

    async def test(jobs: Jobs) -> None:
        said = [await jobs.run(job("die", f"job {n}"), seconds=LONG) for n in range(MOST_STARTS + 1)]

        assert [OutcomeReason.FAILED] * MOST_STARTS == [reason(one) for one in said[:-1]]
        assert isinstance(said[-1], NotTaken)
        assert not said[-1].full

    with_child(test)


def test_a_child_that_says_nothing_is_ended() -> None:
    """
    One that is stopped in its tracks is killed when a job's time is over, and the next one finds another.
    """

    async def test() -> None:
        jobs = child(silent=SHORT)
        assert OutcomeReason.BETTER is reason(await jobs.run(job("fine", "first"), seconds=LONG))
        assert OutcomeReason.LATE is reason(await jobs.run(job("freeze", "one"), seconds=SHORT))
        assert OutcomeReason.BETTER is reason(await jobs.run(job("fine", "two"), seconds=LONG))
        await jobs.close()

    asyncio.run(test())


def test_a_child_that_is_merely_slow_is_left_alone() -> None:
    """
    A late job says nothing of its process: others are under way there.
    """

    async def test() -> None:
        jobs = child()
        await jobs.run(job("fine", "first"), seconds=LONG)
        number = jobs.pid
        assert OutcomeReason.LATE is reason(await jobs.run(job("hang", "one"), seconds=SHORT))
        assert number == jobs.pid
        await jobs.close()

    asyncio.run(test())


def test_a_program_that_is_none_of_ours_takes_no_jobs() -> None:
    """
    Neither one that is not there nor one that says something else makes anybody wait.
    """

    async def test() -> None:
        absent, strange = (
            ChildJobs(("/nowhere/at/all",), b""),
            ChildJobs(("/bin/sh", "-c", "echo hello; exec cat"), b"{}"),
        )
        assert isinstance(await absent.run(job("fine"), seconds=LONG), NotTaken)
        assert OutcomeReason.FAILED is reason(await strange.run(job("fine"), seconds=LONG))
        await absent.close()
        await strange.close()

    asyncio.run(test())


def test_several_children_share_the_exercises() -> None:
    """
    Jobs about one variant go to one child, those about many to all of them.
    """

    async def test() -> list[set[int]]:
        spread = SpreadJobs([child(), child()])
        try:
            by_variant = []
            for variant in range(6):
                jobs = [
                    msgspec.structs.replace(job("fine", f"{variant} {n}"), variant=bank().open(ITEM, variant).variant)
                    for n in range(3)
                ]
                outcomes = [await spread.run(one, seconds=LONG) for one in jobs]
                by_variant.append({one.spent.microdollars for one in outcomes if isinstance(one, JobOutcome)})
            return by_variant
        finally:
            await spread.close()

    by_variant = asyncio.run(test())

    assert all(len(one) == 1 for one in by_variant)
    assert 2 == len(set.union(*by_variant))


def test_a_full_queue_says_so_at_once() -> None:
    """
    What is beyond the bound is not taken, with the word that it is full.
    """

    async def test() -> None:
        jobs = child(most=1)
        first = asyncio.ensure_future(jobs.run(job("hang", "one"), seconds=SHORT))
        await asyncio.sleep(0)
        while jobs.pid is None:
            await asyncio.sleep(0.01)
        second = await jobs.run(job("fine", "two"), seconds=LONG)
        assert isinstance(second, NotTaken)
        assert second.full
        await first
        await jobs.close()

    asyncio.run(test())


def test_the_child_ends_with_the_queue() -> None:
    """
    After the close nothing of it is left, and no job is taken.
    """
    numbers: list[int | None] = []

    async def test(jobs: Jobs) -> None:
        assert isinstance(jobs, ChildJobs)
        await jobs.run(job("fine"), seconds=LONG)
        numbers.append(jobs.pid)
        await jobs.close()

        assert isinstance(await jobs.run(job("fine"), seconds=LONG), NotTaken)

    with_child(test)

    assert not Path(f"/proc/{numbers[0]}").exists()


def test_a_dead_worker_s_job_is_claimed_by_another(redis: RedisServer, tmp_path: Path) -> None:
    """
    The job that its worker died of once is done by the next, within its time.
    """

    async def test(jobs: Jobs) -> None:
        outcome = await jobs.run(job("die once", template=str(mark)), seconds=LONG)
        assert OutcomeReason.BETTER is reason(outcome)

    mark = tmp_path / "died"
    with worker(redis), worker(redis):
        over_redis(redis, test)

    assert mark.exists()


def test_nothing_is_left_in_redis_of_a_job_that_is_done(redis: RedisServer) -> None:
    """
    Neither the stream of jobs nor the owner's outcomes keep it.
    """

    async def test(jobs: Jobs) -> None:
        await jobs.run(job("fine"), seconds=LONG)

    with worker(redis):
        over_redis(redis, test)

        assert b":0\r\n" == redis.say("XLEN", "misstep:hints:jobs")
        assert b":0\r\n" == redis.say("EXISTS", "misstep:hints:outcomes:owner")


def test_without_a_worker_no_job_is_taken(redis: RedisServer) -> None:
    """
    A Redis that nobody works at is as good as none.
    """

    async def test(jobs: Jobs) -> None:
        assert isinstance(await jobs.run(job("fine"), seconds=LONG), NotTaken)

    over_redis(redis, test)


def test_a_stream_that_is_full_takes_no_more(redis: RedisServer) -> None:
    """
    The bound holds for all owners together.
    """

    async def test(jobs: Jobs) -> None:
        said = await jobs.run(job("fine"), seconds=LONG)
        assert isinstance(said, NotTaken)
        assert said.full

    redis.say("SET", "misstep:hints:workers", "somebody")
    for _ in range(3):
        redis.say("XADD", "misstep:hints:jobs", "*", "job", "another's")
    over_redis(redis, test, most=3)


def test_what_is_older_than_any_deadline_is_cut_off(redis: RedisServer) -> None:
    """
    A stream that filled up while nobody worked does not stay full, nor keeps answers for long.
    """

    async def test(jobs: Jobs) -> None:
        assert OutcomeReason.BETTER is reason(await jobs.run(job("fine"), seconds=LONG))

    for n in range(3):
        redis.say("XADD", "misstep:hints:jobs", f"{n + 1}-0", "job", "another's")
    with worker(redis):
        over_redis(redis, test, most=3)


def test_entries_that_are_no_jobs_are_thrown_away(redis: RedisServer) -> None:
    """
    Rubbish in the stream, and jobs that would answer elsewhere than to an owner, stop no worker.
    """

    async def test(jobs: Jobs) -> None:
        redis.say("XADD", "misstep:hints:jobs", "*", "job", "{")
        redis.say("XADD", "misstep:hints:jobs", "*", "job", "{}", "seconds", "nan", "reply", "misstep:spent:x")
        assert OutcomeReason.BETTER is reason(await jobs.run(job("fine"), seconds=LONG))

    with worker(redis):
        over_redis(redis, test)


def test_a_redis_that_dies_in_mid_flight_makes_the_job_late(redis: RedisServer) -> None:
    """
    The job is given up at its time; once Redis is back, worker and owner go on as before.
    """

    async def test(jobs: Jobs) -> None:
        slow = asyncio.ensure_future(jobs.run(job("hang", "slow"), seconds=SHORT))
        while b":1" not in redis.say("XLEN", "misstep:hints:jobs") and not slow.done():
            await asyncio.sleep(0.01)
        redis.kill()
        assert OutcomeReason.LATE is reason(await slow)
        redis.start()
        async with asyncio.timeout(LONG):
            while isinstance(outcome := await jobs.run(job("fine", "next"), seconds=LONG), NotTaken):
                await asyncio.sleep(0.05)
        assert OutcomeReason.BETTER is reason(outcome)

    with worker(redis):
        over_redis(redis, test, patience=SHORT)


@pytest.mark.parametrize("ruin", ["dead", "slow", "full"])
def test_without_redis_the_child_does_the_job(redis: RedisServer, ruin: str) -> None:
    """
    Where Redis is dead, slow or full the job goes to the child beside the server.
    """

    async def test(jobs: Jobs) -> None:
        match ruin:
            case "dead":
                redis.kill()
            case "slow":
                redis.hold()
            case _:
                redis.fill()
        both = FirstJobs(jobs, beside := child())
        try:
            assert OutcomeReason.BETTER is reason(await both.run(job("fine"), seconds=LONG))
            assert beside.pid is not None
        finally:
            if ruin == "slow":
                redis.go_on()
            await beside.close()

    redis.say("SET", "misstep:hints:workers", "somebody")
    over_redis(redis, test, patience=SHORT)


def test_a_worker_that_is_asked_to_stop_finishes_what_it_is_at(redis: RedisServer) -> None:
    """
    The outcome still comes, and the process ends by itself.
    """

    async def test(jobs: Jobs) -> None:
        running = asyncio.ensure_future(jobs.run(job("fine"), seconds=LONG))
        assert OutcomeReason.BETTER is reason(await running)

    with worker(redis) as process:
        over_redis(redis, test)
        process.terminate()
        assert 0 == process.wait(30)
