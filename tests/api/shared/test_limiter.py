"""What every limiter promises."""

import asyncio

from hypothesis import given
from hypothesis import strategies as st

from api.shared.limiter import SWEEP_AT, ProcessLimiter
from hints.shared.limiter import Limiter, Rate

RATE = Rate(per_second=2, burst=3)


async def waits(limiter: Limiter, at: list[int], rate: Rate = RATE, name: str = "otter") -> list[int]:
    """
    Ask at each moment, and return what was said.
    """
    return [await limiter.take(name, rate, now=now) for now in at]


def test_a_burst_passes_and_the_next_is_told_how_long_to_wait() -> None:
    """
    Three are saved up, the fourth waits for half a second's refill.
    """
    assert [0, 0, 0, 500] == asyncio.run(waits(ProcessLimiter(), [0, 0, 0, 0]))


def test_waiting_as_long_as_told_is_enough() -> None:
    """
    After the time that was said, one passes, and no second one.
    """
    assert [0, 0, 0, 500, 0, 500] == asyncio.run(waits(ProcessLimiter(), [0, 0, 0, 0, 500, 500]))


def test_names_do_not_share_a_bucket() -> None:
    """
    One learner's haste costs no other learner anything.
    """
    limiter = ProcessLimiter()
    asyncio.run(waits(limiter, [0] * 10))

    assert [0, 0, 0] == asyncio.run(waits(limiter, [0, 0, 0], name="heron"))


@given(st.lists(st.integers(0, 2_000), max_size=60))
def test_no_more_pass_than_flowed_in(gaps: list[int]) -> None:
    """
    Over any time, at most the burst and what flowed in meanwhile pass.
    """
    moments = [sum(gaps[: index + 1]) for index in range(len(gaps))]

    passed = asyncio.run(waits(ProcessLimiter(), moments)).count(0)

    assert passed <= RATE.burst + sum(gaps) / 1_000 * RATE.per_second


def test_a_clock_that_goes_backwards_gives_nothing_away() -> None:
    """
    Neither refills a bucket nor locks anybody out.
    """
    assert [0, 0, 0, 500, 500, 0] == asyncio.run(waits(ProcessLimiter(), [9_000, 9_000, 9_000, 9_000, 1_000, 1_500]))


def test_names_that_came_once_are_forgotten() -> None:
    """
    Full buckets are swept, so that many names do not fill the memory.
    """
    limiter = ProcessLimiter()

    async def crowd() -> int:
        for index in range(SWEEP_AT + 10):
            await limiter.take(f"learner {index}", RATE, now=index)
        return len(limiter._buckets)  # noqa: SLF001 - memory is what this test is about

    assert asyncio.run(crowd()) < SWEEP_AT
